namespace CarbonSink.Targets;

/// <summary>Puts the headings of an indicator table together (指标表表头): in one row, in two, or one below the other.</summary>
internal static class PlanTableHeadings
{
    /// <summary>Columns from rows of headings, a cell for each; null where they head no table of indicators.</summary>
    public static List<PlanTableColumn>? OfGrid(IReadOnlyList<IReadOnlyList<string>> grid)
    {
        var width = grid.Max(r => r.Count);
        if (grid.Count > 1 && grid[^1].Count < width)
            return OfShortRow(grid);
        var columns = new List<PlanTableColumn>();
        for (var c = 0; c < width; c++)
        {
            string[] parts = [.. grid.Where(r => c < r.Count).Select(r => r[c].Trim()).Where(p => p.Length > 0).Distinct(StringComparer.Ordinal)];
            columns.Add(parts.Length == 0 ? new(PlanColumnKind.Remark, "", null, null, null, "") : Together(parts));
        }

        return Checked(columns.Exists(c => c.Kind == PlanColumnKind.Place) ? OfPlaces(columns) : columns);
    }

    /// <summary>Columns from headings that stand one below the other; null where they head no table of indicators.</summary>
    public static List<PlanTableColumn>? OfStream(IReadOnlyList<string> headings)
    {
        var columns = new List<PlanTableColumn>();
        foreach (var heading in headings)
        {
            // 变化率 / （2015—2020）: what stands in brackets belongs to the heading above it.
            if (columns.Count > 0 && PlanCell.Plain(heading) is ['(' or '[', ..])
                columns[^1] = Together([columns[^1].Heading, heading]);
            else
                columns.Add(PlanTableColumn.Of(heading) ?? new(PlanColumnKind.Remark, heading, null, null, null, ""));
        }

        bool IsYear(PlanTableColumn c) => c.Kind == PlanColumnKind.Value && c.Year is not null && c.IsBase is null;
        bool IsWord(PlanTableColumn c) => c.Kind == PlanColumnKind.Value && c.Year is null;

        // 2020年 / 现状值 / 2025年 / 目标值: a year and its word, one below the other.
        var pairs = new List<PlanTableColumn>();
        for (var i = 0; i < columns.Count; i++)
        {
            var isPair = i + 1 < columns.Count && ((IsYear(columns[i]) && IsWord(columns[i + 1])) || (IsWord(columns[i]) && IsYear(columns[i + 1]) && (i + 2 == columns.Count || !IsYear(columns[i + 2]))));
            pairs.Add(isPair ? Together([columns[i].Heading, columns[i + 1].Heading]) : columns[i]);
            i += isPair ? 1 : 0;
        }

        columns = pairs;

        // 现状 目标 属性 / 2020年 2025年 2030年: the second row of headings stands after the first.
        var words = columns.FindAll(IsWord);
        var after = columns.FindLastIndex(c => IsWord(c)) is >= 0 and var w ? columns.FindIndex(w, IsYear) : -1;
        if (after > 0 && columns.FindIndex(IsYear) == after && columns.Skip(after).All(IsYear))
        {
            var years = columns.GetRange(after, columns.Count - after);
            if (years.Count < words.Count)
                return null;
            columns.RemoveRange(after, years.Count);
            var at = columns.FindIndex(IsWord);
            columns.RemoveAll(IsWord);
            columns.InsertRange(at, years.Select((y, i) => Together([words[Math.Min(i, words.Count - 1)].Heading, y.Heading])));
        }

        return Checked(columns);
    }

    /// <summary>A second row without the cells above which the first row is merged: its cells belong to the words for values.</summary>
    private static List<PlanTableColumn>? OfShortRow(IReadOnlyList<IReadOnlyList<string>> grid) => OfStream([.. grid.SelectMany(r => r).Where(c => c.Trim().Length > 0)]);

    /// <summary>Where rows are places, a heading that is nothing else names the indicator of its column.</summary>
    private static List<PlanTableColumn> OfPlaces(List<PlanTableColumn> columns) =>
        [.. columns.Select(c => c.Heading.Length > 0 && c.Kind is PlanColumnKind.Remark or PlanColumnKind.Change or PlanColumnKind.Value && PlanTableColumn.Named(c.Heading) is { Name.Length: > 1 } named ? named : c)];

    private static PlanTableColumn Together(string[] parts)
    {
        var heading = string.Join("", parts);
        var kinds = parts.Select(PlanTableColumn.Of).OfType<PlanTableColumn>().ToList();
        if (kinds.Count == 0)
            return new(PlanColumnKind.Remark, heading, null, null, null, "");

        // 变化率 above 2020—2025年 is a change; a year above 目标值 is a value.
        var kind = kinds.Exists(k => k.Kind == PlanColumnKind.Change) ? PlanColumnKind.Change : kinds[0].Kind;
        var year = kinds.Find(k => k.Year is not null);
        return new(kind, heading, year?.FromYear, year?.Year, kinds.Find(k => k.IsBase is not null)?.IsBase, kinds.Find(k => k.Unit.Length > 0)?.Unit ?? "") { Since = kinds.Find(k => k.Since is not null)?.Since };
    }

    /// <summary>A table of indicators names one column 指标, or its columns name indicators and its rows places, and has values of a year, or of what is aimed at.</summary>
    private static List<PlanTableColumn>? Checked(List<PlanTableColumn> columns)
    {
        // A difference beside the value of its year is a change printed for it.
        for (var c = 0; c < columns.Count; c++)
            if (columns[c].Since is not null && columns.Exists(o => o.Kind == PlanColumnKind.Value && o.Since is null && o.Year == columns[c].Year))
                columns[c] = columns[c] with { Kind = PlanColumnKind.Change };
        var isNamed = columns.Exists(c => c.Kind == PlanColumnKind.Name) || (columns.Exists(c => c.Kind == PlanColumnKind.Place) && columns.Exists(c => c.Name.Length > 0));
        return isNamed && columns.Exists(c => c.Kind == PlanColumnKind.Value && (c.Year is not null || c.IsBase is not null)) ? columns : null;
    }
}
