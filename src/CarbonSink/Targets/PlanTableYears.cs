namespace CarbonSink.Targets;

/// <summary>Which columns of an indicator table are what there is and which are aimed at (基期列与目标列).</summary>
internal static class PlanTableYears
{
    /// <summary>Base and target columns, each in the order of years.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="rows">The rows: a column with ≥, 左右 or 以上 is of targets.</param>
    /// <param name="title">Caption: 现状 is what there is.</param>
    /// <param name="issued">Year the plan was issued in, or null where it is not known.</param>
    /// <remarks>Headings that say 现状 or 目标 decide. Else years before the issue are bases; where the issue is not known and there are several years, the first is the base and the others are targets, unless a change is printed from a later one (2015—2020年变化率), or a sum of all years is.</remarks>
    public static (IReadOnlyList<int> Bases, IReadOnlyList<int> Targets) Of(IReadOnlyList<PlanTableColumn> columns, IReadOnlyList<(int Line, IReadOnlyList<string> Cells)> rows, string title, int? issued)
    {
        bool Says(string word) => title.Contains(word, StringComparison.Ordinal);
        var isState = Says("现状") && !Says("目标") && !Says("规划") && !Says("计划") && !Says("任务") && !Says("预期");
        int[] values = [.. Enumerable.Range(0, columns.Count).Where(c => columns[c].Kind == PlanColumnKind.Value)];
        var said = values.Where(c => columns[c].IsBase is not null).ToList();
        var lastBase = said.Where(c => columns[c].IsBase == true).Max(c => columns[c].Year);
        var firstTarget = said.Where(c => columns[c].IsBase == false).Min(c => columns[c].Year);
        var years = values.Where(c => columns[c].Year is not null).Select(c => columns[c].Year!.Value).Distinct().Order().ToList();
        var changes = columns.Where(c => c.Kind == PlanColumnKind.Change && c.FromYear is not null).Min(c => c.FromYear);
        var isSummed = columns.Any(c => c.Kind is PlanColumnKind.Sum or PlanColumnKind.Place);
        bool IsWorded(int c) => rows.Any(r => PlanCell.Parse(r.Cells[c]) is { Comparator: not TargetComparator.None });
        bool IsTarget(int c) => columns[c] switch
        {
            _ when isState => false,
            { IsBase: { } isBase } => !isBase,
            { Year: { } year } when lastBase is { } known => year > known,
            { Year: { } year } when firstTarget is { } first => year >= first,
            { Year: { } year } when issued is { } start => year >= start,
            { Year: { } year } when changes is { } start => year > start,
            { Year: { } year } => isSummed || years.Count == 1 || year > years[0] || IsWorded(c),
            _ => false,
        };
        return ([.. values.Where(c => !IsTarget(c)).OrderBy(c => columns[c].Year)], [.. values.Where(IsTarget).OrderBy(c => columns[c].Year)]);
    }
}
