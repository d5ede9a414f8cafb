using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>What only several rows together show (历史登记数据核对): repeats, contradictions, serials given out twice, more retired than issued.</summary>
internal static class HistoricChecks
{
    /// <summary>Tells rows with one id and one content from rows with one id and several contents; rows without id that are alike are only told.</summary>
    public static void Duplicates(IReadOnlyList<HistoricRecord> records)
    {
        foreach (var same in records.Where(r => r is { HasKey: true, Id: not null, Registry: not "", Table: not "" }).GroupBy(r => r.RowId, StringComparer.Ordinal).Where(g => g.Skip(1).Any()))
        {
            var first = same.First();
            var alike = same.All(r => r.Content == first.Content);
            foreach (var record in alike ? same.Skip(1) : same)
                record.Problem(alike ? HistoricFindings.Repeat : HistoricFindings.Conflict, null, record.Id, (record == first ? same.First(r => r.Content != first.Content) : first).Place);
        }

        foreach (var same in records.Where(r => r is { HasKey: false, IsListed: false }).GroupBy(r => (r.Registry, r.Table, r.Content)).Where(g => g.Skip(1).Any()))
        {
            // What several files tell is told as often as the file says that says it most often: a later export repeats an earlier one.
            var seen = 0;
            foreach (var file in same.GroupBy(r => r.Source.Sha256))
            {
                var rows = file.ToList();
                foreach (var record in rows.Take(seen))
                    record.Problem(HistoricFindings.SeenBefore, null, null, same.First().Place);
                foreach (var record in rows.Skip(seen).Where(r => r != same.First()))
                    record.Problem(HistoricFindings.Alike, null, null, same.First().Place);
                seen = Math.Max(seen, rows.Count);
            }
        }
    }

    /// <summary>Compares rows with what a register holds already.</summary>
    public static void Known(IReadOnlyList<HistoricRecord> records, IRegisterReading state)
    {
        foreach (var record in records.Where(r => !r.IsListed))
        {
            if (state.Row(Rows.Historic, record.RowId) is not { } before)
                continue;
            var same = HistoricRow.SaysTheSame(before, record.Payload);
            if (same && before.Text("file") == record.Source.Sha256 && before.TextOrNull("sheet") == record.Source.Sheet && before.Integer("line") == record.Row.Line)
                continue; // an earlier run of the same file
            var place = string.Create(CultureInfo.InvariantCulture, $"{before.Text("file")[..12]}:{before.Integer("line")}");
            record.Problem(same ? HistoricFindings.Repeat : HistoricFindings.Conflict, null, record.Id, place);
        }

        KnownWithoutId(records, state);
    }

    /// <summary>Rows without id that an earlier import of another file brought, each as often as the register has it.</summary>
    private static void KnownWithoutId(IReadOnlyList<HistoricRecord> records, IRegisterReading state)
    {
        var fresh = records.Where(r => r is { HasKey: false, IsListed: false } && state.Row(Rows.Historic, r.RowId) is null).ToList();
        if (fresh.Count == 0)
            return;
        var tables = fresh.Select(r => (r.Registry, r.Table)).ToHashSet();
        var files = fresh.Select(r => r.Source.Sha256).ToHashSet(StringComparer.Ordinal);
        var known = state.RowsOf(Rows.Historic).Select(r => r.Row)
            .Where(r => tables.Contains((r.Text("registry"), r.Text("table"))) && !files.Contains(r.Text("file")) && r.Text("id").StartsWith(r.Text("file")[..16], StringComparison.Ordinal))
            .GroupBy(r => (Registry: r.Text("registry"), Table: r.Text("table"), Content: HistoricRecord.ContentOf(r, fresh[0].Dates)))
            .ToDictionary(g => g.Key, g => new Queue<string>(g.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Text("file")[..12]}:{r.Integer("line")}"))));
        foreach (var record in fresh)
        {
            if (known.TryGetValue((record.Registry, record.Table, record.Content), out var places) && places.TryDequeue(out var place))
                record.Problem(HistoricFindings.SeenBefore, null, null, place);
        }
    }

    /// <summary>Finds ranges of serials that overlap within one register, table and series.</summary>
    public static void Overlaps(IReadOnlyList<HistoricRecord> records)
    {
        foreach (var series in records.Where(r => r is { IsListed: false, Serial: not null }).GroupBy(r => (r.Registry, r.Table, r.Serial!.Value.Rule, r.Serial!.Value.Series)))
        {
            HistoricRecord? widest = null;
            foreach (var record in series.OrderBy(r => r.Serial!.Value.First).ThenBy(r => r.Place, StringComparer.Ordinal))
            {
                var (_, _, first, last) = record.Serial!.Value;
                if (widest?.Serial is { } before && first <= before.Last)
                    record.Problem(HistoricFindings.SerialOverlap, null, null, record.Place, widest.Place, (Math.Min(last, before.Last) - first + 1).ToString(CultureInfo.InvariantCulture));
                if (widest is null || last > widest.Serial!.Value.Last)
                    widest = record;
            }
        }
    }

    /// <summary>Finds projects of which more was retired than issued, where the register tells both.</summary>
    public static IReadOnlyList<HistoricBalance> OverRetired(IEnumerable<CanonicalObject> rows, FindingLog findings)
    {
        var balances = HistoricTotals.Balances(rows);
        var telling = balances.Where(b => b.Issued > 0).Select(b => (b.Registry, b.FromProjectRow)).ToHashSet();
        var over = balances.Where(b => b.Retired > b.Issued && telling.Contains((b.Registry, b.FromProjectRow))).ToList();
        foreach (var b in over)
        {
            var (zh, en) = b.FromProjectRow ? ("按项目行", "by the project's row") : ("按签发与注销记录", "by its transactions");
            findings.Add(new Finding(HistoricFindings.OverRetired, null, null, null, b.Project, b.Registry, b.Project, HistoricRow.Write(b.Issued), HistoricRow.Write(b.Retired), zh, en));
        }

        return over;
    }
}
