using CarbonSink.Methodologies;
using CarbonSink.Quantities;

namespace CarbonSink.Targets;

/// <summary>An observation in the unit of a result.</summary>
internal readonly record struct ObservedValue(int Year, decimal Value, ParameterStatus Status, Bilingual Source);

/// <summary>The observations that a target is judged by (目标的观测序列): of its place, up to the year, in its unit, one for each year.</summary>
internal static class TargetObservations
{
    /// <summary>Doubles carry some sixteen digits; further ones are noise of their conversion (17 万亩 are 11333.3… ha).</summary>
    private const int Digits = 12;

    /// <summary>Whether a scope is the whole region: none, 全市 in the plan of a city, 市域, 辖区, or the region's own name.</summary>
    public static bool IsWhole(PlanTarget target) => target.Scope is "" or "区域" || PlanScopes.Of(target.Scope, target.Region) == PlanReach.Whole;

    /// <summary>Takes those of a place; null where there are none of that place.</summary>
    /// <param name="series">The observations.</param>
    /// <param name="division">Key of the division, blank for the whole region, null for one that is not known.</param>
    /// <param name="asOf">Last year to look at.</param>
    /// <param name="convert">A value in the series' unit as one in the result's.</param>
    /// <param name="isWork">Whether the values of a year add up; else the one known best is taken.</param>
    public static IReadOnlyList<ObservedValue>? Of(IndicatorSeries series, string? division, int asOf, Func<decimal, decimal> convert, bool isWork)
    {
        Observation[] own = [.. series.Observations.Where(o => o.Division == division)];
        return own.Length == 0 ? null : [.. own.Where(o => o.Year <= asOf).GroupBy(o => o.Year).OrderBy(g => g.Key).Select(Year)];
        ObservedValue Year(IGrouping<int, Observation> year)
        {
            ObservedValue[] all = [.. year.Select(o => new ObservedValue(o.Year, Clean(convert(new decimal(o.Value))), o.Status, o.Source))];
            // A figure that was computed from data stands before one that was published.
            return isWork ? new(year.Key, all.Sum(o => o.Value), all.Max(o => o.Status), all[0].Source) : all.OrderBy(o => o.Status == ParameterStatus.Declared).First();
        }
    }

    /// <summary>The number without the noise of binary fractions.</summary>
    public static decimal Clean(decimal value)
    {
        if (value == 0)
            return 0;
        var before = (int)Math.Floor(Math.Log10((double)Math.Abs(value))) + 1;
        return decimal.Round(value, Math.Clamp(Digits - before, 0, 28), MidpointRounding.AwayFromZero) / 1.0000000000000000000000000000m;
    }

    /// <summary>How values of the indicator become values in a printed unit; null where they do not measure the same. What the name of an indicator says need not be printed again: 每公顷蓄积量 80 立方米.</summary>
    public static Func<decimal, decimal>? Conversion(string indicatorUnit, string printed) => printed.Length == 0 ? v => v : Plain(indicatorUnit, printed) ?? Plain(indicatorUnit, Completed(indicatorUnit, printed));

    /// <summary>Whether a unit leaves it to the name of the indicator to say per what.</summary>
    public static bool IsImplied(string indicatorUnit, string printed) => printed.Length > 0 && Plain(indicatorUnit, printed) is null;

    private static string Completed(string indicatorUnit, string printed) =>
        indicatorUnit.EndsWith("/ha", StringComparison.Ordinal) ? $"{printed}/公顷" : indicatorUnit.EndsWith("/yr", StringComparison.Ordinal) ? $"{printed}/年" : printed;

    private static Func<decimal, decimal>? Plain(string indicatorUnit, string printed)
    {
        var own = Unit.Parse(indicatorUnit);
        if (PlanUnit.Parse(printed) is not { } unit || !unit.Measures(own))
            return null;
        var (numerator, denominator) = unit.Unit.FactorTo(own);
        return v => v * (decimal)denominator / ((decimal)numerator * unit.Factor);
    }
}
