namespace CarbonSink.Register;

/// <summary>A sum over rows of other registers (历史数据合计).</summary>
/// <param name="Registry">Name of the other register.</param>
/// <param name="Table">Table: project, issuance, retirement ….</param>
/// <param name="Year">Vintage, or year of the date where there is none; null where the rows give neither.</param>
/// <param name="Quantity">Name of the quantity; null for rows that have none.</param>
/// <param name="Rows">Rows with this quantity.</param>
/// <param name="Sum">Their exact sum; null where no row has one.</param>
public sealed record HistoricTotal(string Registry, string Table, int? Year, string? Quantity, long Rows, decimal? Sum);

/// <summary>What a project of another register gave out and used, by its rows (历史项目核对).</summary>
/// <param name="Registry">Name of the other register.</param>
/// <param name="Project">Id of the project there.</param>
/// <param name="FromProjectRow">Whether the project's own row says so; else its transactions do.</param>
/// <param name="Issued">Issued.</param>
/// <param name="Retired">Retired and cancelled.</param>
public sealed record HistoricBalance(string Registry, string Project, bool FromProjectRow, decimal Issued, decimal Retired);

/// <summary>Sums of the rows of other registers that a register keeps; none of them is a unit of this register.</summary>
public static class HistoricTotals
{
    /// <summary>The year that a row is summed under: its vintage, else the year of its date; null where it gives neither.</summary>
    public static int? YearOf(CanonicalObject row) => (int?)row.IntegerOrNull("year") ?? row.DateOrNull("date")?.Year;

    /// <summary>Sums by register, table, year and quantity, in this order (ordinal, years rising, no year first).</summary>
    /// <exception cref="OverflowException">A sum is beyond 28 digits.</exception>
    public static IReadOnlyList<HistoricTotal> Of(IEnumerable<CanonicalObject> rows)
    {
        var sums = new Dictionary<(string Registry, string Table, int? Year, string? Quantity), (long Rows, decimal? Sum)>();
        foreach (var row in rows)
        {
            var (registry, table, year, any) = (row.Text("registry"), row.Text("table"), YearOf(row), false);
            foreach (var (name, value, _) in HistoricRow.Quantities(row))
            {
                Add((registry, table, year, name), value);
                any = true;
            }

            if (!any)
                Add((registry, table, year, null), null);
        }

        return [.. sums.Select(s => new HistoricTotal(s.Key.Registry, s.Key.Table, s.Key.Year, s.Key.Quantity, s.Value.Rows, s.Value.Sum))
            .OrderBy(t => t.Registry, StringComparer.Ordinal).ThenBy(t => t.Table, StringComparer.Ordinal).ThenBy(t => t.Year).ThenBy(t => t.Quantity, StringComparer.Ordinal)];

        void Add((string, string, int?, string?) key, decimal? value) =>
            sums[key] = sums.TryGetValue(key, out var sum) ? (sum.Rows + 1, value is null ? sum.Sum : (sum.Sum ?? 0) + value) : (1, value);
    }

    /// <summary>Issued and retired by project, from the projects' own rows and from transactions apart; ordered by register and project.</summary>
    /// <exception cref="OverflowException">A sum is beyond 28 digits.</exception>
    public static IReadOnlyList<HistoricBalance> Balances(IEnumerable<CanonicalObject> rows)
    {
        var sums = new Dictionary<(string Registry, string Project, bool Own), (decimal Issued, decimal Retired)>();
        foreach (var row in rows)
        {
            if (row.TextOrNull("project") is not { } project)
                continue;
            var key = (row.Text("registry"), project, row.Text("table") == "project");
            foreach (var (_, value, counts) in HistoricRow.Quantities(row))
            {
                if (counts is null)
                    continue;
                var (issued, retired) = sums.GetValueOrDefault(key);
                sums[key] = counts == HistoricRow.Issued ? (issued + value, retired) : (issued, retired + value);
            }
        }

        return [.. sums.Select(s => new HistoricBalance(s.Key.Registry, s.Key.Project, s.Key.Own, s.Value.Issued, s.Value.Retired))
            .OrderBy(b => b.Registry, StringComparer.Ordinal).ThenBy(b => b.Project, StringComparer.Ordinal).ThenBy(b => b.FromProjectRow)];
    }
}
