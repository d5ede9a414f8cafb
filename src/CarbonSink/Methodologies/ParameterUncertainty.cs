namespace CarbonSink.Methodologies;

/// <summary>Shape of the distribution of an uncertain value.</summary>
public enum DistributionKind : byte
{
    /// <summary>Normal (正态).</summary>
    Normal,

    /// <summary>Lognormal with the value as its mean (对数正态).</summary>
    Lognormal,

    /// <summary>Triangular with the value as its mode (三角); symmetric unless a 95 % interval says otherwise.</summary>
    Triangular,

    /// <summary>Beta on (0, 1) with the value as its mean.</summary>
    Beta,

    /// <summary>Normal truncated at zero (截断正态); its spread is that of the normal before truncation, so the mean of draws is above the value.</summary>
    Truncated,

    /// <summary>Student t, scaled so that its scale is the standard error; more than 2 degrees of freedom, since its variance is infinite with fewer.</summary>
    StudentT,
}

/// <summary>The uncertainty of one table cell or measured input (不确定性).</summary>
/// <param name="Distribution">Shape.</param>
/// <param name="StandardDeviation">Standard deviation (or standard error), in the unit of the value; of Student t and of a truncated value the scale, which is not the standard deviation of the draws.</param>
/// <param name="DegreesOfFreedom">For Student t; otherwise not used.</param>
/// <param name="Group">Correlation group, or null for independent.</param>
public sealed record ParameterUncertainty(DistributionKind Distribution, double StandardDeviation, double DegreesOfFreedom = double.PositiveInfinity, string? Group = null)
{
    /// <summary>For a triangular distribution that is not symmetric: distance from its mode, the value, down to its least value; otherwise null.</summary>
    public double? Left { get; init; }

    /// <summary>Distance from its mode up to its greatest value; null where <see cref="Left"/> is.</summary>
    public double? Right { get; init; }

    /// <summary>Standard deviation of the distribution itself: a Student t has more than its scale, a value truncated at zero less (unknown here, so the scale).</summary>
    internal double Spread => Distribution == DistributionKind.StudentT && double.IsFinite(DegreesOfFreedom) ? StandardDeviation * Math.Sqrt(DegreesOfFreedom / (DegreesOfFreedom - 2)) : StandardDeviation;
}

/// <summary>Identity of a random variable: a table cell (table@version, row, column) or a measured input (dataset, record, field). Whoever reads the cell shares its draws.</summary>
public readonly record struct CellId(string Table, string Row, string Column)
{
    /// <summary>64-bit FNV-1a hash of the identity: the stream of its draws.</summary>
    public ulong Hash
    {
        get
        {
            var hash = 14695981039346656037UL;
            foreach (var text in (string[])[Table, Row, Column])
            {
                foreach (var c in text)
                    hash = (hash ^ c) * 1099511628211UL;
                hash = (hash ^ 0xFFFF) * 1099511628211UL;
            }

            return hash;
        }
    }

    /// <summary>table[row].column.</summary>
    public override string ToString() => $"{Table}[{Row}].{Column}";
}
