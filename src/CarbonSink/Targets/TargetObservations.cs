using CarbonSink.Methodologies;
using CarbonSink.Quantities;

namespace CarbonSink.Targets;

/// <summary>An observation in the unit of a result.</summary>
internal readonly record struct ObservedValue(int Year, decimal Value, ParameterStatus Status, Bilingual Source);

/// <summary>The observations that a target is judged by (目标的观测序列): of its place, up to the year, in its unit, of a level one for each year.</summary>
internal sealed class TargetObservations
{
    /// <summary>Doubles carry some sixteen digits; further ones are noise of their conversion (17 万亩 are 11333.3… ha).</summary>
    private const int Digits = 12;

    private TargetObservations(IReadOnlyList<ObservedValue> values, IReadOnlyList<int> doubleYears) => (Values, DoubleYears) = (values, doubleYears);

    /// <summary>In the order of years.</summary>
    public IReadOnlyList<ObservedValue> Values { get; }

    /// <summary>Years with two values that differ.</summary>
    public IReadOnlyList<int> DoubleYears { get; }

    /// <summary>Whether a scope is the whole region: 全市, 全县, 市域, 辖区, or the region's own name.</summary>
    public static bool IsWhole(PlanTarget target) =>
        target.Scope.Length == 0 || target.Scope[0] == '全' || target.Scope is "市域" or "县域" or "区域" or "辖区" or "辖区内" or "市" or "县" or "区" || (target.Region.Length > 0 && (target.Scope == target.Region || target.Region.EndsWith(target.Scope, StringComparison.Ordinal)));

    /// <summary>Takes those of a place; null where there are none of that place.</summary>
    /// <param name="series">The observations.</param>
    /// <param name="division">Key of the division, blank for the whole region, null for one that is not known.</param>
    /// <param name="asOf">Last year to look at.</param>
    /// <param name="convert">A value in the series' unit as one in the result's.</param>
    /// <param name="isWork">Whether the values of a year add up; else the one known best is taken.</param>
    public static TargetObservations? Of(IndicatorSeries series, string? division, int asOf, Func<decimal, decimal> convert, bool isWork)
    {
        Observation[] own = [.. series.Observations.Where(o => o.Division == division)];
        if (own.Length == 0)
            return null;
        var (values, twice) = (new List<ObservedValue>(), new List<int>());
        foreach (var year in own.Where(o => o.Year <= asOf).GroupBy(o => o.Year).OrderBy(g => g.Key))
        {
            ObservedValue[] all = [.. year.Select(o => new ObservedValue(o.Year, Clean(convert(new decimal(o.Value))), o.Status, o.Source))];
            if (isWork)
            {
                values.Add(new(year.Key, all.Sum(o => o.Value), all.Max(o => o.Status), all[0].Source));
                continue;
            }

            // A figure that was computed from data stands before one that was published.
            values.Add(all.OrderBy(o => o.Status == ParameterStatus.Declared).First());
            if (all.DistinctBy(o => o.Value).Count() > 1)
                twice.Add(year.Key);
        }

        return new(values, twice);
    }

    /// <summary>The number without the noise of binary fractions.</summary>
    public static decimal Clean(decimal value)
    {
        if (value == 0)
            return 0;
        var before = (int)Math.Floor(Math.Log10((double)Math.Abs(value))) + 1;
        return decimal.Round(value, Math.Clamp(Digits - before, 0, 28), MidpointRounding.AwayFromZero) / 1.0000000000000000000000000000m;
    }

    /// <summary>How values of the indicator become values in a printed unit; null where they do not measure the same.</summary>
    public static Func<decimal, decimal>? Conversion(string indicatorUnit, string printed)
    {
        if (printed.Length == 0)
            return v => v;
        if (PlanUnit.Of(printed, indicatorUnit) is not { } unit)
            return null;
        var own = Unit.Parse(indicatorUnit);
        var (numerator, denominator) = unit.Unit.FactorTo(own);
        return v => v * (decimal)denominator / ((decimal)numerator * unit.Factor);
    }
}
