namespace CarbonSink.Targets;

/// <summary>Reads the targets out of a plan (规划目标读取): tables and sentences, repeats merged, contradictions kept.</summary>
public static class TargetReader
{
    /// <summary>Reads a plan.</summary>
    /// <param name="document">Its text and tables.</param>
    /// <param name="indicators">What indicators are called and measured in.</param>
    public static PlanReading Read(PlanDocument document, IReadOnlyList<TargetIndicator> indicators)
    {
        var text = WithLooseTables(document);
        var frame = PlanFrame.Of(text);
        var tables = PlanTables.Read(document, frame, indicators);
        var prose = PlanProse.Read(text, frame, indicators, PlanTables.LinesOf(text));
        var targets = TargetMerge.Of(prose.Statements.Concat(tables.Statements), indicators);
        return new()
        {
            Region = frame.Region,
            Title = frame.Title,
            Number = frame.Number,
            Targets = targets,
            Conflicts = [.. PlanConflicts.Of(targets, indicators), .. PlanConflicts.Conversions(targets, text)],
            Candidates = [.. prose.Candidates.Concat(tables.Candidates).OrderBy(c => c.Citation.Line)],
        };
    }

    /// <summary>Tables of projects and tasks hold sentences: what is no table of indicators is read as text, a row as a line.</summary>
    private static PlanDocument WithLooseTables(PlanDocument document)
    {
        var loose = document.Tables.Where(t => PlanTables.Marked(t) is null).SelectMany(t => t.Rows.Select(r => new PlanLine(r.Line, string.Join('；', r.Cells.Where(c => !string.IsNullOrWhiteSpace(c)).Select(c => c.ReplaceLineEndings("")).Distinct(StringComparer.Ordinal))))).ToList();
        return loose.Count == 0 ? document : document with { Lines = [.. document.Lines.Concat(loose).DistinctBy(l => l.Number).OrderBy(l => l.Number)] };
    }
}
