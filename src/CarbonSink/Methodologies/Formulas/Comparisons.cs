namespace CarbonSink.Methodologies.Formulas;

internal readonly struct Less : IComparison
{
    public static bool Holds(double a, double b) => a < b;
}

internal readonly struct LessOrEqual : IComparison
{
    public static bool Holds(double a, double b) => a <= b;
}

internal readonly struct Greater : IComparison
{
    public static bool Holds(double a, double b) => a > b;
}

internal readonly struct GreaterOrEqual : IComparison
{
    public static bool Holds(double a, double b) => a >= b;
}

internal readonly struct Equal : IComparison
{
    public static bool Holds(double a, double b) => a == b;
}

internal readonly struct NotEqual : IComparison
{
    public static bool Holds(double a, double b) => a != b;
}
