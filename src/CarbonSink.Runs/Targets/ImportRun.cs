using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <summary>What was read out of plans (规划目标读取结果).</summary>
/// <param name="Plans">The plans in the order given, with the file each is from.</param>
/// <param name="Indicators">The indicators that targets were read by.</param>
/// <param name="Findings">What a person should know.</param>
/// <param name="Paths">Files read.</param>
public sealed record ImportResult(IReadOnlyList<(string File, PlanReading Reading)> Plans, IReadOnlyList<TargetIndicator> Indicators, FindingLog Findings, IReadOnlyList<string> Paths)
{
    /// <summary>Packs of the indicators that targets were read by, with their hashes.</summary>
    public IReadOnlyList<PackReference> Packs { get; init; } = [];

    /// <summary>All readings.</summary>
    public IEnumerable<PlanReading> Readings => Plans.Select(p => p.Reading);
}

/// <summary>Reads plans or tables of targets (规划目标读取), each file for itself.</summary>
public static class ImportRun
{
    private const decimal LeastVolume = 31.61m; // a third of the mean of the ninth national inventory, 94.83 m3/ha
    private const decimal MostVolume = 284.49m; // three times the mean

    /// <summary>Reads files.</summary>
    /// <param name="paths">Plans (.txt, .md, .docx), tables of indicators or of targets (.csv, .xlsx).</param>
    /// <param name="methodology">The methodology folder.</param>
    /// <param name="stop">Stops the work.</param>
    /// <exception cref="RefusedInputException">A file cannot be read.</exception>
    /// <exception cref="MethodologyLoadException">An indicator pack is wrong.</exception>
    public static ImportResult Run(IReadOnlyList<string> paths, string methodology, CancellationToken stop = default)
    {
        var catalog = MethodologyCatalog.Open(methodology);
        var (indicators, findings) = (TargetIndicators.All(catalog), new FindingLog());
        var used = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var plans = new List<(string, PlanReading)>();
        foreach (var path in paths)
        {
            stop.ThrowIfCancellationRequested();
            foreach (var read in Read(path, indicators, findings))
            {
                var reading = TargetMerge.Numbered(read, used);
                var file = Path.GetFileName(path);
                Tell(file, reading, indicators, findings);
                plans.Add((file, reading));
            }
        }

        return new(plans, indicators, findings, [.. paths.SelectMany(WithCitations)]) { Packs = [.. Indicator.All(catalog).Where(i => i.Terms.Names.Count > 0).Select(i => PackDigests.Of(catalog, i))] };
    }

    /// <summary>Reads one file: a plan gives one reading, a table of targets one for each region.</summary>
    /// <param name="path">The file.</param>
    /// <param name="indicators">The indicators there are.</param>
    /// <param name="findings">Receives rows of a table of targets that cannot be used.</param>
    /// <exception cref="RefusedInputException">It cannot be read.</exception>
    public static IReadOnlyList<PlanReading> Read(string path, IReadOnlyList<TargetIndicator> indicators, FindingLog findings)
    {
        var document = PlanSource.Read(path, findings);
        return document.Tables.FirstOrDefault(TargetTable.Is) is { } table && document.Lines.Count == 0
            ? TargetTable.Read(path, document.File, table, indicators, findings) : [TargetReader.Read(document, indicators)];
    }

    private static void Tell(string file, PlanReading reading, IReadOnlyList<TargetIndicator> indicators, FindingLog findings)
    {
        if (reading.Targets.Count == 0)
            findings.Add(new Finding(PlanFindings.NoTargets, file, null, null, null, file));
        if (reading.Candidates.Count > 0)
            findings.Add(new Finding(PlanFindings.Candidates, file, null, null, null, file, reading.Candidates.Count.ToString(CultureInfo.InvariantCulture)));
        foreach (var conflict in reading.Conflicts)
            findings.Add(new Finding(PlanFindings.Conflict, file, reading.Targets.First(t => t.Id == conflict.Targets[0]).Citations[0].Line - 1, null, null, file, conflict.Text.Zh, conflict.Text.En, string.Join(", ", conflict.Targets)));
        foreach (var target in reading.Targets.Where(t => t.Comparator == TargetComparator.Approx))
            findings.Add(new Finding(PlanFindings.NoBand, target.Citations[0].File, target.Citations[0].Line - 1, null, null, target.Id, target.Citations[0].Quote));
        foreach (var (stock, area, volume) in PlanConflicts.VolumesPerHectare(reading.Targets, indicators))
            if (volume is < LeastVolume or > MostVolume)
                findings.Add(new Finding(PlanFindings.OddVolume, stock.Citations[0].File, stock.Citations[0].Line - 1, null, null, stock.Id, area.Id, volume.ToString("0.0", CultureInfo.InvariantCulture), LeastVolume.ToString("0.0", CultureInfo.InvariantCulture), MostVolume.ToString("0.0", CultureInfo.InvariantCulture)));
    }

    private static IEnumerable<string> WithCitations(string path)
    {
        yield return path;
        if (Path.GetFileName(path) == TargetTable.FileName && Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, TargetTable.CitationsFileName) is var beside && File.Exists(beside))
            yield return beside;
    }
}
