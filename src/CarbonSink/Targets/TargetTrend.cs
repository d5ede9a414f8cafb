namespace CarbonSink.Targets;

/// <summary>How an indicator moved (趋势): the line through two observations, or the line of least squares through more. Never from one.</summary>
/// <param name="PerYear">Slope, in the unit of the values per year.</param>
/// <param name="Years">The years observed, in order.</param>
/// <param name="MeanYear">Mean of the years.</param>
/// <param name="MeanValue">Mean of the values.</param>
public sealed record TargetTrend(decimal PerYear, IReadOnlyList<int> Years, decimal MeanYear, decimal MeanValue)
{
    /// <summary>Whether published figures and figures computed from data lie on one line, whose definitions may differ.</summary>
    public bool IsMixed { get; init; }

    /// <summary>Number of observations.</summary>
    public int Count => Years.Count;

    /// <summary>The trend of observations of different years; null where there are fewer than two.</summary>
    public static TargetTrend? Of(IReadOnlyList<(int Year, decimal Value)> observations)
    {
        if (observations.Count < 2)
            return null;
        var n = (decimal)observations.Count;
        var (year, value) = (observations.Sum(o => (decimal)o.Year) / n, observations.Sum(o => o.Value) / n);
        var (above, below) = (observations.Sum(o => (o.Year - year) * (o.Value - value)), observations.Sum(o => (o.Year - year) * (o.Year - year)));
        return new(above / below, [.. observations.Select(o => o.Year)], year, value);
    }

    /// <summary>The line's value in a year.</summary>
    public decimal At(int year) => MeanValue + (PerYear * (year - MeanYear));
}
