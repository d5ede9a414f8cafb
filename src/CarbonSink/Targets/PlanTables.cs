namespace CarbonSink.Targets;

/// <summary>Reads the indicator tables of a plan (指标表): those that the file marks and those within its text.</summary>
public static class PlanTables
{
    /// <summary>Lines of text that belong to tables, which are read here and not as sentences.</summary>
    public static IReadOnlySet<int> LinesOf(PlanDocument document) => PlanTableText.Find(document, PlanFrame.Of(document), _ => false).SelectMany(t => t.Lines).ToHashSet();

    /// <summary>What its tables state, and rows that may state a target but were not read as one.</summary>
    public static (IReadOnlyList<PlanTarget> Statements, IReadOnlyList<PlanCandidate> Candidates) Read(PlanDocument document, PlanFrame frame, IReadOnlyList<TargetIndicator> indicators)
    {
        var reading = new PlanTableReading(document, frame, indicators);
        foreach (var table in document.Tables.Select(t => Marked(t, reading.IsName)).OfType<IndicatorTable>().Concat(PlanTableText.Find(document, frame, reading.IsName)))
            reading.Add(table);
        return (reading.Statements, reading.Candidates);
    }

    /// <summary>A marked table with its headings told from its rows; null where it is no table of indicators.</summary>
    internal static IndicatorTable? Marked(PlanTable table, Predicate<string>? isName = null)
    {
        const int MostAbove = 5;
        for (var top = 0; top < Math.Min(MostAbove, table.Rows.Count); top++)
        {
            var heads = new List<IReadOnlyList<string>> { table.Rows[top].Cells };
            if (!table.Rows[top].Cells.Any(c => PlanTableColumn.Of(c)?.Kind is PlanColumnKind.Name or PlanColumnKind.Place))
                continue;
            var next = top + 1;
            while (next < table.Rows.Count && table.Rows[next].Cells is var cells && cells.Any(c => PlanTableColumn.Of(c) is not null) && cells.All(c => PlanCell.IsBlank(c) || table.Rows[top].Cells.Contains(c) || PlanTableColumn.Of(c) is not null))
                heads.Add(table.Rows[next++].Cells);
            if (PlanTableHeadings.OfGrid(heads) is not { } columns)
                continue;
            var title = table.Title.Length > 0 ? table.Title : string.Join(' ', table.Rows.Take(top).SelectMany(r => r.Cells.Distinct(StringComparer.Ordinal)));
            List<(int Line, List<string> Cells)> body = [.. table.Rows.Skip(next).Select(r => (r.Line, r.Cells.ToList()))];
            var (rows, odd) = PlanTableRows.Of(columns, body, isName ?? (_ => false));

            // Sentences under 项目 and 目标 are read as text.
            if (!rows.Concat(odd).Any(r => r.Cells.Any(c => PlanCell.Parse(c) is not null)))
                continue;
            return new(title.Trim(), columns, rows, odd, []);
        }

        return null;
    }
}
