using System.Numerics;

namespace CarbonSink.Methodologies.Formulas;

/// <summary>An operation on two numbers with its partial derivatives.</summary>
internal interface IBinaryOperation
{
    static abstract double Value(double a, double b);

    /// <summary>Whether <see cref="Values"/> gives the same numbers several at a time.</summary>
    static virtual bool IsVector => false;

    static virtual Vector<double> Values(Vector<double> a, Vector<double> b) => throw new NotSupportedException();

    static abstract double ByLeft(double a, double b);

    static abstract double ByRight(double a, double b);
}

/// <summary>A function of one number with its derivative.</summary>
internal interface IUnaryOperation
{
    static abstract double Value(double a);

    static abstract double Derivative(double a);
}

/// <summary>A comparison of two numbers.</summary>
internal interface IComparison
{
    static abstract bool Holds(double a, double b);
}

internal readonly struct Addition : IBinaryOperation
{
    public static bool IsVector => true;

    public static Vector<double> Values(Vector<double> a, Vector<double> b) => a + b;

    public static double Value(double a, double b) => a + b;

    public static double ByLeft(double a, double b) => 1;

    public static double ByRight(double a, double b) => 1;
}

internal readonly struct Subtraction : IBinaryOperation
{
    public static bool IsVector => true;

    public static Vector<double> Values(Vector<double> a, Vector<double> b) => a - b;

    public static double Value(double a, double b) => a - b;

    public static double ByLeft(double a, double b) => 1;

    public static double ByRight(double a, double b) => -1;
}

internal readonly struct Multiplication : IBinaryOperation
{
    public static bool IsVector => true;

    public static Vector<double> Values(Vector<double> a, Vector<double> b) => a * b;

    public static double Value(double a, double b) => a * b;

    public static double ByLeft(double a, double b) => b;

    public static double ByRight(double a, double b) => a;
}

internal readonly struct Division : IBinaryOperation
{
    public static bool IsVector => true;

    public static Vector<double> Values(Vector<double> a, Vector<double> b) => a / b;

    public static double Value(double a, double b) => a / b;

    public static double ByLeft(double a, double b) => 1 / b;

    public static double ByRight(double a, double b) => -a / (b * b);
}

internal readonly struct Exponentiation : IBinaryOperation
{
    public static double Value(double a, double b) => Math.Pow(a, b);

    public static double ByLeft(double a, double b) => b == 0 ? 0 : b * Math.Pow(a, b - 1);

    public static double ByRight(double a, double b) => a <= 0 ? 0 : Math.Pow(a, b) * Math.Log(a);
}

internal readonly struct Minimum : IBinaryOperation
{
    public static double Value(double a, double b) => Math.Min(a, b);

    public static double ByLeft(double a, double b) => a <= b ? 1 : 0;

    public static double ByRight(double a, double b) => a <= b ? 0 : 1;
}

internal readonly struct Maximum : IBinaryOperation
{
    public static double Value(double a, double b) => Math.Max(a, b);

    public static double ByLeft(double a, double b) => a >= b ? 1 : 0;

    public static double ByRight(double a, double b) => a >= b ? 0 : 1;
}

/// <summary>Two-sided Student quantile t(p, df): P(|T| ≤ t) = p.</summary>
internal readonly struct StudentQuantile : IBinaryOperation
{
    public static double Value(double a, double b) => a is > 0 and < 1 && b > 0 ? MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, b, (1 + a) / 2) : double.NaN;

    // dt/dp = 1 / (2 f(t)), since p = 2F(t) − 1.
    public static double ByLeft(double a, double b) => 1 / (2 * MathNet.Numerics.Distributions.StudentT.PDF(0, 1, b, Value(a, b)));

    // No closed form: central difference with a step of 1e-4 degrees of freedom.
    public static double ByRight(double a, double b) => (Value(a, b * (1 + 1e-4)) - Value(a, b * (1 - 1e-4))) / (2e-4 * b);
}

internal readonly struct Negation : IUnaryOperation
{
    public static double Value(double a) => -a;

    public static double Derivative(double a) => -1;
}

internal readonly struct Exponential : IUnaryOperation
{
    public static double Value(double a) => Math.Exp(a);

    public static double Derivative(double a) => Math.Exp(a);
}

internal readonly struct Logarithm : IUnaryOperation
{
    public static double Value(double a) => Math.Log(a);

    public static double Derivative(double a) => 1 / a;
}

internal readonly struct SquareRoot : IUnaryOperation
{
    public static double Value(double a) => Math.Sqrt(a);

    // At zero the slope is infinite; a sum of no variance has no first-order contribution.
    public static double Derivative(double a) => a == 0 ? 0 : 0.5 / Math.Sqrt(a);
}

internal readonly struct Absolute : IUnaryOperation
{
    public static double Value(double a) => Math.Abs(a);

    public static double Derivative(double a) => Math.Sign(a);
}

/// <summary>Two-sided normal quantile z(p): P(|Z| ≤ z) = p, in line with the Student one.</summary>
internal readonly struct NormalQuantile : IUnaryOperation
{
    public static double Value(double a) => a is > 0 and < 1 ? MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (1 + a) / 2) : double.NaN;

    public static double Derivative(double a) => 1 / (2 * MathNet.Numerics.Distributions.Normal.PDF(0, 1, Value(a)));
}
