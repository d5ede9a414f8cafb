using CarbonSink.Methodologies.Packs;

namespace CarbonSink.Methodologies;

/// <summary>Proves that the ranges of a group of rows leave no gap and do not overlap.</summary>
internal static class RangeCoverage
{
    /// <summary>Cuts the space at every bound; each cell so made must belong to exactly one row (per interpolation node).</summary>
    public static void Check(ParameterTable table, int[] members, (TableKey Key, Func<int, (double From, double To)> Bounds)[] ranges, TableColumn[] linear, ICollection<LoadProblem> problems)
    {
        foreach (var (key, bounds) in ranges)
        {
            foreach (var row in members.Where(m => !(bounds(m).From < bounds(m).To)))
                problems.Add(new(table.Csv.File, table.Rows[row].Line, 1, $"range of {key.Name} is empty: from {bounds(row).From} to {bounds(row).To}"));
            if (key.FromClosed && key.ToClosed && members.Select(bounds).Distinct().Count() > 1)
                problems.Add(new(table.Csv.File, table.Rows[members[0]].Line, 1, $"{key.Name} in [from,to] is closed on both sides, so rows that touch overlap", "declare (from,to] or [from,to)"));
        }

        foreach (var node in members.GroupBy(m => string.Join(';', linear.Select(c => c.Values[m]))))
            Check(table, [.. node], ranges, 0, string.Empty, problems);
    }

    private static void Check(ParameterTable table, int[] rows, (TableKey Key, Func<int, (double From, double To)> Bounds)[] ranges, int depth, string where, ICollection<LoadProblem> problems)
    {
        if (depth == ranges.Length)
        {
            foreach (var extra in rows.Skip(1))
                problems.Add(new(table.Csv.File, table.Rows[extra].Line, 1, $"overlaps line {table.Rows[rows[0]].Line}{where}"));
            return;
        }

        var (key, bounds) = ranges[depth];
        var cuts = rows.SelectMany(r => (double[])[bounds(r).From, bounds(r).To]).Distinct().Order().ToArray();
        for (var i = 0; i + 1 < cuts.Length; i++)
        {
            var inside = rows.Where(r => bounds(r).From <= cuts[i] && bounds(r).To >= cuts[i + 1]).ToArray();
            var place = $"{where} at {key.Name} {cuts[i]} to {cuts[i + 1]}";
            if (inside.Length == 0)
                problems.Add(new(table.Csv.File, table.Rows[rows[0]].Line, 1, $"leaves a gap{place}"));
            else
                Check(table, inside, ranges, depth + 1, place, problems);
        }
    }
}
