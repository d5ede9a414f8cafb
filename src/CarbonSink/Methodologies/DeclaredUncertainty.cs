using CarbonSink.Methodologies.Formulas;

namespace CarbonSink.Methodologies;

/// <summary>One row of a table of uncertainties that a user declares (声明的不确定性): for cells of a parameter table, or for a measured input.</summary>
public sealed record DeclaredUncertainty
{
    /// <summary>1-based line in its file.</summary>
    public required int Line { get; init; }

    /// <summary>Name or reference of the parameter table, or empty for an input.</summary>
    public string Table { get; init; } = "";

    /// <summary>Key of the row; * = each row by itself, = : all rows share one factor.</summary>
    public string Row { get; init; } = "";

    /// <summary>Column of the table.</summary>
    public string Column { get; init; } = "";

    /// <summary>Symbol of the input, or empty for cells.</summary>
    public string Input { get; init; } = "";

    /// <summary>Shape.</summary>
    public DistributionKind Distribution { get; init; }

    /// <summary>Half-width of the 95 % interval as a percentage of the value, or null.</summary>
    public double? Percent95 { get; init; }

    /// <summary>Standard deviation as a percentage of the value, or null.</summary>
    public double? CvPercent { get; init; }

    /// <summary>Standard deviation in the unit of the value, or null.</summary>
    public double? Sd { get; init; }

    /// <summary>The 95 % interval in the unit of the value, or null.</summary>
    public (double Low, double High)? Interval { get; init; }

    /// <summary>Degrees of freedom of a Student t.</summary>
    public double DegreesOfFreedom { get; init; } = double.PositiveInfinity;

    /// <summary>Correlation group, or empty.</summary>
    public string Group { get; init; } = "";

    /// <summary>Correlation of any two members of the group, 0 … 1.</summary>
    public double? Correlation { get; init; }

    /// <summary>Whether all rows or records share one factor.</summary>
    public bool IsShared { get; init; }

    /// <summary>Where the user read it.</summary>
    public string Source { get; init; } = "";

    /// <summary>How far it can be trusted, as the user says.</summary>
    public ParameterStatus Status { get; init; }

    /// <summary>Whether it speaks of more than one cell: every row of a column.</summary>
    internal bool IsOfColumn => Row is "*" or "=";

    /// <summary>Reads the name of a distribution; a blank one is normal.</summary>
    public static bool TryDistribution(string name, out DistributionKind kind) => Distributions.TryParse(name, out kind);

    /// <summary>The word of a distribution in tables.</summary>
    public static string NameOf(DistributionKind kind) => Distributions.Word(kind);

    /// <summary>The spread as it was written: "percent95 5", "low95 1 high95 2", with the degrees of freedom of a t.</summary>
    public string Spread
    {
        get
        {
            var spread = Percent95 is { } p ? $"percent95 {Round(p)}" : CvPercent is { } cv ? $"cvPercent {Round(cv)}" : Sd is { } sd ? $"sd {Round(sd)}" : Interval is { } i ? $"low95 {Round(i.Low)} high95 {Round(i.High)}" : "";
            return double.IsFinite(DegreesOfFreedom) ? $"{spread} df {Round(DegreesOfFreedom)}" : spread;
            static string Round(double number) => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private double Half => Estimation.Estimate.Quantile(0.95, Distribution == DistributionKind.StudentT ? DegreesOfFreedom : double.PositiveInfinity);

    /// <summary>The error of an input.</summary>
    internal InputError ErrorOf() => Sd is { } sd ? new(Distribution, sd, false, DegreesOfFreedom) : new(Distribution, (Percent95 / Half ?? CvPercent ?? 0) / 100, true, DegreesOfFreedom);

    /// <summary>The uncertainty of a cell, with why it cannot be.</summary>
    internal ParameterUncertainty Of(double value, string? group, out string? problem)
    {
        var spread = Sd ?? ((Percent95 is { } p ? p / Half : CvPercent) is { } percent ? percent / 100 * Math.Abs(value) : (double?)null) ?? Distributions.StandardDeviation(Distribution, DegreesOfFreedom, value, Interval?.Low, Interval?.High) ?? 0;
        var result = new ParameterUncertainty(Distribution, spread, DegreesOfFreedom, group);
        problem = Distributions.Problem(value, result) ?? (Interval is { } i ? Distributions.IntervalProblem(Distribution, value, i.Low, i.High) : null);
        return Interval is { } interval && Distribution == DistributionKind.Triangular && Distributions.Widths(value, interval.Low, interval.High) is { } w ? result with { Left = w.Left, Right = w.Right } : result;
    }
}
