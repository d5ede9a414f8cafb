using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>Imports the tables of another register row by row (历史登记数据批量导入): rows read = rows imported + rows listed, sums before = sums after; none is lost, none is made 0.</summary>
public static class HistoricImportRun
{
    /// <summary>Reads, checks and imports.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="store">The register, to compare with what it holds; null for a trial without one.</param>
    /// <param name="submit">Answers requests in one transaction; null for a trial, which writes nothing.</param>
    /// <param name="progress">Told rows done and rows to do; null for none.</param>
    /// <param name="stop">Stops between transactions; what was imported stays, and the next run goes on.</param>
    /// <exception cref="RefusedInputException">The mapping or a file cannot be used; nothing was imported.</exception>
    /// <exception cref="SumMismatchException">Rows or sums do not agree: a fault of this program.</exception>
    public static HistoricImportResult Run(HistoricImportOptions options, IRegisterStore? store, Func<IReadOnlyList<RegisterRequest>, IReadOnlyList<Receipt>>? submit, Action<long, long>? progress = null, CancellationToken stop = default)
    {
        var findings = new FindingLog(keepPerRule: 100_000);
        var mapping = HistoricMapping.Read(options.Mapping, options.Methodology);
        var files = Once(HistoricSource.Files(options.Paths), findings, stop);
        var records = new HistoricReading(mapping, options.Registry, findings).Read(files, stop);
        HistoricChecks.Duplicates(records);
        if (store is not null)
            store.Read(state => Unit(() => HistoricChecks.Known(records, state)));
        HistoricChecks.Overlaps(records);
        var there = submit is null ? 0 : Submit(records, options.BatchSize, submit, progress, stop);
        var registries = records.Select(r => r.Registry).ToHashSet(StringComparer.Ordinal);
        var kept = submit is null ? [.. records.Where(r => !r.IsListed).Select(r => r.Payload)] : store!.Read(state => state.RowsOf(Rows.Historic).Select(r => r.Row).Where(r => registries.Contains(r.Text("registry"))).ToList());
        var over = HistoricChecks.OverRetired(kept, findings);
        foreach (var record in records)
            foreach (var problem in record.Problems)
                findings.Add(FindingOf(record, problem));
        var listed = records.Where(r => r.IsListed).ToList();
        var imported = submit is null ? kept : store!.Read(state => records.Where(r => !r.IsListed).Select(r => state.Row(Rows.Historic, r.RowId)).OfType<CanonicalObject>().ToList());
        if (imported.Count + listed.Count != records.Count || records.Where(r => !r.IsListed).DistinctBy(r => r.RowId, StringComparer.Ordinal).Count() != imported.Count)
            throw new SumMismatchException($"{records.Count} rows were read, {imported.Count} are in the register and {listed.Count} are listed");
        return new()
        {
            Files = [.. files.Select(f => FileHash.Of(f, Path.GetFileName(f), stop))],
            Mapping = mapping.Id,
            MappingPath = mapping.Path,
            IsTrial = submit is null,
            RowsRead = records.Count,
            RowsAdded = records.Count - listed.Count - there,
            RowsThere = there,
            Listed = [.. listed.Select(r => new HistoricListed(r.Source.Name, r.Row.Line, r.Table.Length == 0 ? null : r.Table, [.. r.Problems.Select(p => FindingOf(r, p))], [.. r.Quantities.Select(q => (q.Name, q.Value))], r.Row.Raw))],
            Sums = Sums(records, imported, listed),
            OverRetired = over,
            Findings = findings,
        };
    }

    /// <summary>The files, each content once.</summary>
    private static List<string> Once(IEnumerable<string> paths, FindingLog findings, CancellationToken stop)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in paths.DistinctBy(Path.GetFullPath, StringComparer.Ordinal))
        {
            if (!files.TryAdd(FileHash.Of(path, Path.GetFileName(path), stop).Sha256, path))
                findings.Add(new Finding(HistoricFindings.SameFile, Path.GetFileName(path), null, null, null, Path.GetFileName(path), files[FileHash.Of(path, Path.GetFileName(path), stop).Sha256]));
        }

        return [.. files.Values];
    }

    /// <returns>How many rows an earlier run had imported.</returns>
    private static long Submit(List<HistoricRecord> records, int batchSize, Func<IReadOnlyList<RegisterRequest>, IReadOnlyList<Receipt>> submit, Action<long, long>? progress, CancellationToken stop)
    {
        var (there, done) = (0L, 0L);
        var good = records.Where(r => !r.IsListed).ToList();
        foreach (var batch in good.Chunk(batchSize))
        {
            stop.ThrowIfCancellationRequested();
            var receipts = submit([.. batch.Select(r => new RegisterRequest(Verbs.ImportHistoric, r.Payload, r.Key))]);
            foreach (var (record, receipt) in batch.Zip(receipts))
            {
                if (receipt.Refusal is { } refusal)
                    record.Problem(HistoricFindings.Refused, null, record.Id, refusal.Rule, $"{refusal.Reason.Zh} / {refusal.Reason.En}");
                else if (receipt.Repeated)
                    there++;
            }

            done += batch.Length;
            progress?.Invoke(done, good.Count);
        }

        return there;
    }

    private static Finding FindingOf(HistoricRecord record, HistoricProblem problem) => new(problem.Rule, record.Source.Name, record.Row.Line, problem.Field, problem.Value, problem.Arguments);

    /// <summary>Sums of what was read, from the records, beside those of what the register holds, from its rows.</summary>
    private static List<HistoricSum> Sums(List<HistoricRecord> records, List<CanonicalObject> imported, List<HistoricRecord> listed)
    {
        var (read, left) = (Totals(records), Totals(listed));
        var kept = HistoricTotals.Of(imported).ToDictionary(t => (t.Registry, t.Table, t.Year, t.Quantity), t => (t.Rows, t.Sum));
        var sums = new List<HistoricSum>();
        foreach (var key in read.Keys.Concat(kept.Keys).Distinct().OrderBy(k => k.Registry, StringComparer.Ordinal).ThenBy(k => k.Table, StringComparer.Ordinal).ThenBy(k => k.Year).ThenBy(k => k.Quantity, StringComparer.Ordinal))
        {
            var (before, after, without) = (read.GetValueOrDefault(key), kept.GetValueOrDefault(key), left.GetValueOrDefault(key));
            if (before.Rows != after.Rows + without.Rows || (before.Sum ?? 0) != (after.Sum ?? 0) + (without.Sum ?? 0))
                throw new SumMismatchException(string.Create(CultureInfo.InvariantCulture, $"{key}: {before} was read, {after} is in the register and {without} is listed"));
            sums.Add(new(key.Registry, key.Table, key.Year, key.Quantity, before.Rows, after.Rows, without.Rows, before.Sum, after.Sum, without.Sum));
        }

        return sums;
    }

    private static Dictionary<(string Registry, string Table, int? Year, string? Quantity), (long Rows, decimal? Sum)> Totals(List<HistoricRecord> records)
    {
        var sums = new Dictionary<(string Registry, string Table, int? Year, string? Quantity), (long Rows, decimal? Sum)>();
        foreach (var record in records)
        {
            foreach (var (name, value) in record.Quantities.Count == 0 ? [(null, null)] : record.Quantities.Select(q => ((string?)q.Name, (decimal?)q.Value)))
            {
                var key = (record.Registry, record.Table, record.Year ?? record.Date?.Year, name);
                var (rows, sum) = sums.GetValueOrDefault(key);
                sums[key] = (rows + 1, value is null ? sum : (sum ?? 0) + value);
            }
        }

        return sums;
    }

    private static bool Unit(Action act)
    {
        act();
        return true;
    }
}
