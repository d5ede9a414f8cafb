namespace CarbonSink.Targets;

/// <summary>Which columns of an indicator table are what there is and which are aimed at (基期列与目标列).</summary>
internal static class PlanTableYears
{
    /// <summary>Base and target columns, each in the order of years.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="issued">Year the plan was issued in, or null where it is not known.</param>
    /// <remarks>Headings that say 现状 or 目标 decide. Else years before the issue are bases; where the issue is not known and there are several years, the first is the base and the others are targets.</remarks>
    public static (IReadOnlyList<int> Bases, IReadOnlyList<int> Targets) Of(IReadOnlyList<PlanTableColumn> columns, int? issued)
    {
        int[] values = [.. Enumerable.Range(0, columns.Count).Where(c => columns[c].Kind == PlanColumnKind.Value)];
        var said = values.Where(c => columns[c].IsBase is not null).ToList();
        var lastBase = said.Where(c => columns[c].IsBase == true).Max(c => columns[c].Year);
        var firstTarget = said.Where(c => columns[c].IsBase == false).Min(c => columns[c].Year);
        var years = values.Where(c => columns[c].Year is not null).Select(c => columns[c].Year!.Value).Distinct().Order().ToList();
        bool IsTarget(int c) => columns[c] switch
        {
            { IsBase: { } isBase } => !isBase,
            { Year: { } year } when lastBase is { } known => year > known,
            { Year: { } year } when firstTarget is { } first => year >= first,
            { Year: { } year } when issued is { } start => year >= start,
            { Year: { } year } => years.Count == 1 || year > years[0],
            _ => false,
        };
        return ([.. values.Where(c => !IsTarget(c)).OrderBy(c => columns[c].Year)], [.. values.Where(IsTarget).OrderBy(c => columns[c].Year)]);
    }
}
