using CarbonSink.Estimation;
using CarbonSink.Methodologies;

namespace CarbonSink.Balances;

/// <summary>What a sector emitted, or a component of the sink took up, in a year (排放或碳汇的年度数).</summary>
/// <param name="Series">Sector of emissions, or id of the component.</param>
/// <param name="Gas">Gas of an emission, else blank.</param>
/// <param name="Scenario">Scenario, or blank for what is reported.</param>
/// <param name="Year">The year.</param>
/// <param name="ValueT">tCO2e in the year; of a sink what is taken up, so that a source is below zero.</param>
/// <param name="Status">Worst status of what it was computed from.</param>
/// <param name="Source">Where it is from, as a report names it.</param>
public sealed record BalanceFigure(string Series, string Gas, string Scenario, int Year, ExactSum ValueT, ParameterStatus Status, string Source)
{
    /// <summary>Whether it lies on the line between two years that are known.</summary>
    public bool IsInterpolated { get; init; }

    /// <summary>The worst of some statuses: in a balance what a user declares is not better than what was read in its source.</summary>
    /// <param name="statuses">Statuses; null for figures that are missing.</param>
    /// <returns>The worst; null for none.</returns>
    public static ParameterStatus? Worst(IEnumerable<ParameterStatus?> statuses) =>
        statuses.OfType<ParameterStatus>().OrderBy(s => s switch { ParameterStatus.Verified => 0, ParameterStatus.Declared => 1, _ => (int)s }).Select(s => (ParameterStatus?)s).LastOrDefault();

    /// <summary>Fills years between known ones on a straight line, series by series (插补); only where a user asks for it.</summary>
    /// <param name="figures">Figures; several of one series and year are added up.</param>
    /// <returns>The figures with those filled in, which are derived at best and marked.</returns>
    public static IReadOnlyList<BalanceFigure> Interpolated(IReadOnlyList<BalanceFigure> figures)
    {
        var all = new List<BalanceFigure>(figures);
        foreach (var series in figures.GroupBy(f => (f.Series, f.Gas, f.Scenario)))
        {
            var years = series.GroupBy(f => f.Year).OrderBy(g => g.Key).Select(g => (Year: g.Key, ValueT: g.Aggregate(ExactSum.Zero, (sum, f) => sum + f.ValueT).ToDouble(), Status: Worst(g.Select(f => (ParameterStatus?)f.Status)))).ToArray();
            foreach (var (before, after) in years.Zip(years.Skip(1)))
                for (var year = before.Year + 1; year < after.Year; year++)
                {
                    var value = before.ValueT + ((after.ValueT - before.ValueT) * (year - before.Year) / (after.Year - before.Year));
                    var status = Worst([ParameterStatus.Derived, before.Status, after.Status])!.Value;
                    all.Add(new(series.Key.Series, series.Key.Gas, series.Key.Scenario, year, ExactSum.Of(value), status, $"{before.Year}–{after.Year}") { IsInterpolated = true });
                }
        }

        return all;
    }
}
