using CarbonSink.Methodologies;
using CarbonSink.Projects;

namespace CarbonSink.Runs;

/// <summary>The account of a project to the end of a period (累计核算): the methods computed with the undiscounted and with the counted change of biomass.</summary>
/// <param name="Years">Net removal of each calendar year.</param>
/// <param name="Status">Worst status of what its outputs were computed from.</param>
/// <param name="Evaluations">The methods as last computed, in order.</param>
/// <param name="Missing">Outputs that have no value: word, year, why.</param>
internal sealed record RemovalAccount(IReadOnlyList<NetRemoval> Years, ParameterStatus Status, IReadOnlyList<SheetEvaluation> Evaluations, IReadOnlyList<(string Word, int Year, Cause Cause)> Missing)
{
    private static readonly string[] Words = ["baseline", "project", "emission", "leakage", "net", "nonPermanence", "creditable"];

    /// <summary>Why there is no counted change where the programme refuses its precision.</summary>
    public static Cause MorePlots { get; } = new("more-plots", "机制不接受这个精度", "the programme does not accept this precision");

    /// <summary>Computes.</summary>
    /// <param name="sheet">The project.</param>
    /// <param name="methods">The methods in order, the project method last.</param>
    /// <param name="span">Days accounted.</param>
    /// <param name="measured">Undiscounted change of living biomass by year, tCO2e; null where it is not known.</param>
    /// <param name="counted">What counts of it; null where the programme counts nothing.</param>
    /// <param name="status">How the change is known.</param>
    /// <param name="extrapolated">Whether the change is extrapolated.</param>
    /// <param name="why">Why there is no change; null where the programme counts nothing.</param>
    public static RemovalAccount Of(ProjectSheet sheet, IReadOnlyList<Methodology> methods, DaySpan span, IReadOnlyDictionary<int, double>? measured, IReadOnlyDictionary<int, double>? counted, ParameterStatus status, bool extrapolated = false, Cause? why = null)
    {
        var (causes, days) = (new CauseTable(), span.ByYear());
        var plain = SheetEvaluation.RunAll(methods, sheet.For(span, measured, status, extrapolated, why), causes);
        var taken = SheetEvaluation.RunAll(methods, sheet.For(span, counted, status, extrapolated, why), causes);
        var (before, after) = (Columns(plain), Columns(taken));
        double? At(Dictionary<string, List<SheetColumn>> found, string word, int row) => found.TryGetValue(word, out var columns) && columns.All(c => c.Cells[row].Number is not null) ? columns.Sum(c => c.Cells[row].Number!.Value) : null;
        var years = days.Select((d, i) => new NetRemoval(d.Year, At(before, "baseline", i), At(before, "project", i), At(before, "emission", i), At(before, "leakage", i), At(before, "net", i), At(after, "net", i), At(after, "nonPermanence", i), At(after, "creditable", i)));
        var missing = Words.Where(after.ContainsKey).SelectMany(w => after[w].SelectMany(c => c.Cells.Select((cell, i) => (Word: w, days[i].Year, cell.Cause)))).Where(m => m.Cause is not null).Select(m => (m.Word, m.Year, m.Cause!));
        var cells = before.Values.Concat(after.Values).SelectMany(c => c).SelectMany(c => c.Cells).Where(c => c.HasValue);
        return new([.. years], cells.Select(c => c.Status).DefaultIfEmpty().Max(), taken, [.. missing]);
    }

    /// <summary>Outputs of the project method over years, by their words.</summary>
    private static Dictionary<string, List<SheetColumn>> Columns(IReadOnlyList<SheetEvaluation> evaluations) =>
        evaluations[^1].Methodology.Outputs.Where(o => Words.Contains(o.As)).Select(o => (o.As, Column: evaluations[^1].Sheet.Columns[o.Symbol])).Where(o => o.Column is { Set.Length: 0, OrderedSet: "year" })
            .GroupBy(o => o.As, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(o => o.Column).ToList(), StringComparer.Ordinal);
}
