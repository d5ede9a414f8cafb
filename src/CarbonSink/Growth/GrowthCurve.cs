namespace CarbonSink.Growth;

/// <summary>A growth curve (生长曲线): a form and its coefficients; A in m3/ha, K in 1/yr, b in yr, B and m without unit. Immutable.</summary>
public sealed class GrowthCurve
{
    private readonly double[] coefficients;

    /// <summary>Takes coefficients in the order of <see cref="Names"/>.</summary>
    /// <exception cref="ArgumentException">There are not as many as the form has.</exception>
    public GrowthCurve(GrowthForm form, params IReadOnlyList<double> coefficients)
    {
        (Form, this.coefficients) = (form, [.. coefficients]);
        if (coefficients.Count != Names(form).Count)
            throw new ArgumentException($"{form} has the coefficients {string.Join(", ", Names(form))}", nameof(coefficients));
    }

    /// <summary>Form.</summary>
    public GrowthForm Form { get; }

    /// <summary>Coefficients in the order of <see cref="Names"/>.</summary>
    public IReadOnlyList<double> Coefficients => coefficients;

    /// <summary>The asymptote A, m3/ha.</summary>
    public double Asymptote => coefficients[0];

    /// <summary>Names of the coefficients of a form that are fitted; A comes first. Richards has B = 1 besides.</summary>
    public static IReadOnlyList<string> Names(GrowthForm form) => form switch
    {
        GrowthForm.Richards => ["A", "K", "m"],
        GrowthForm.Schumacher => ["A", "b"],
        GrowthForm.Korf => ["A", "B", "m"],
        _ => ["A", "B", "K"],
    };

    /// <summary>Stock at an age, m3/ha.</summary>
    /// <param name="age">Above 0, years.</param>
    public double Value(double age)
    {
        Span<double> gradient = stackalloc double[coefficients.Length];
        return Value(Form, coefficients, age, gradient);
    }

    /// <summary>Value and its derivatives by the coefficients; NaN where the coefficients make no growing curve (A, K, B, b not above 0, m of Richards not below 1).</summary>
    internal static double Value(GrowthForm form, ReadOnlySpan<double> p, double t, Span<double> gradient)
    {
        switch (form)
        {
            case GrowthForm.Richards:
                return Richards(p[0], p[1], p[2], t, gradient);
            case GrowthForm.Schumacher:
                if (!(p[0] > 0 && p[1] > 0))
                    return double.NaN;
                gradient[0] = Math.Exp(-p[1] / t);
                gradient[1] = -p[0] * gradient[0] / t;
                return p[0] * gradient[0];
            case GrowthForm.Logistic:
                if (!(p[0] > 0 && p[1] > 0 && p[2] > 0))
                    return double.NaN;
                var e = Math.Exp(-p[2] * t);
                var q = 1 / (1 + (p[1] * e));
                (gradient[0], gradient[1], gradient[2]) = (q, -p[0] * q * q * e, p[0] * q * q * p[1] * t * e);
                return p[0] * q;
            case GrowthForm.Gompertz:
                if (!(p[0] > 0 && p[1] > 0 && p[2] > 0))
                    return double.NaN;
                var decay = Math.Exp(-p[2] * t);
                var share = Math.Exp(-p[1] * decay);
                (gradient[0], gradient[1], gradient[2]) = (share, -p[0] * share * decay, p[0] * share * p[1] * t * decay);
                return p[0] * share;
            default:
                if (!(p[0] > 0 && p[1] > 0 && p[2] > 0))
                    return double.NaN;
                var power = Math.Pow(t, -p[2]);
                var part = Math.Exp(-p[1] * power);
                (gradient[0], gradient[1], gradient[2]) = (part, -p[0] * part * power, p[0] * part * p[1] * power * Math.Log(t));
                return p[0] * part;
        }
    }

    private static double Richards(double a, double k, double m, double t, Span<double> gradient)
    {
        if (!(a > 0 && k > 0 && m < 1))
            return double.NaN;
        var (e, c) = (Math.Exp(-k * t), 1 / (1 - m));
        var grown = 1 - e;
        var share = Math.Pow(grown, c);
        (gradient[0], gradient[1], gradient[2]) = (share, a * c * share / grown * t * e, a * share * Math.Log(grown) * c * c);
        return a * share;
    }
}
