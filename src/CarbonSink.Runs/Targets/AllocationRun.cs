using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <summary>Spreads the targets of a plan over townships, departments and years (目标分解), and says what arithmetic rules out.</summary>
public static class AllocationRun
{
    /// <summary>Reads the folder and spreads what is asked.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="stop">Stops the work.</param>
    /// <exception cref="RefusedInputException">A file cannot be used, or a word of the options is unknown.</exception>
    /// <exception cref="MethodologyLoadException">A pack is wrong.</exception>
    public static AllocationResult Run(AllocationOptions options, CancellationToken stop = default)
    {
        var file = TargetFile.Read(options.Source);
        var read = ImportRun.Run(file.TargetsPath is { } table ? [table] : file.PlanPaths, options.Methodology, stop);
        PlanTarget[] plan = [.. read.Readings.SelectMany(r => r.Targets)];
        AllocationRequest[] listed = [.. file.Allocations.Select(a => new AllocationRequest(a.Target, AllocationWords.ParseTo(a.To)!.Value) { By = a.By is { } by ? AllocationWords.ParseBy(by) : null, Of = a.Of is { } of ? AllocationWords.ParseOf(of) : null, Shares = a.Shares, Step = a.Step })];
        var (requests, findings) = (Requests(options, listed, plan), read.Findings);
        var observations = IndicatorObservations.Of(file, options.Methodology, findings, stop);
        var result = Of(file.Title, plan, requests, RegionOf(observations, file), read.Indicators, file.AsOf, findings);
        string Name(string path) => Path.GetRelativePath(file.Folder, path).Replace('\\', '/');
        var more = read.Paths.Concat(requests.Select(r => r.Shares is { } s ? s.Split('#')[0] : null).OfType<string>()).Select(Path.GetFullPath).Distinct(StringComparer.Ordinal).Where(File.Exists);
        return result with
        {
            Inputs = [.. observations.Inputs.Concat(more.Select(p => FileHash.Of(p, Name(p), stop))).DistinctBy(i => i.Name).OrderBy(i => i.Name, StringComparer.Ordinal)],
            Packs = observations.Packs,
        };
    }

    private static AllocationRegion RegionOf(IndicatorObservations observations, TargetFile file)
    {
        var areas = observations.LatestByDivision("land_area")?.Values;
        return new()
        {
            Divisions = [.. observations.Divisions.Select(d => new RegionDivision(d.Key, d.Name, areas is not null && areas.TryGetValue(d.Key, out var area) ? (decimal)area : null))],
            LandAreaHa = (decimal?)(observations.LandArea?.Hectares ?? file.LandAreaHa),
            Series = observations.Series,
        };
    }

    /// <summary>Spreads targets with what is known of the region.</summary>
    /// <param name="title">What the result is of.</param>
    /// <param name="plan">Targets of the plan.</param>
    /// <param name="requests">What is to be spread.</param>
    /// <param name="region">What the data say.</param>
    /// <param name="indicators">The vocabulary.</param>
    /// <param name="asOf">Year up to which work is known, or null.</param>
    /// <param name="findings">Receives what is wrong or remarkable.</param>
    internal static AllocationResult Of(Bilingual title, IReadOnlyList<PlanTarget> plan, IReadOnlyList<AllocationRequest> requests, AllocationRegion region, IReadOnlyList<TargetIndicator> indicators, int? asOf, FindingLog findings)
    {
        var allocator = new Allocator(region, plan, indicators, asOf, findings);
        IReadOnlyList<AllocatedTarget> allocations = Named([.. requests.SelectMany(allocator.Of)]);
        // Targets are held against what is known of their own place, and against one another there.
        var places = plan.Select(allocator.Numbered).OfType<NumberedTarget>().GroupBy(t => (Place: region.PlaceOf(t.Target), Scope: region.PlaceOf(t.Target) is null ? t.Target.Scope : "")).OrderBy(p => p.Key.Place?.Length != 0);
        IReadOnlyList<TargetFeasibility> feasibility = [.. places.SelectMany(p => TargetFeasibility.Of([.. p], indicators, region.Facts(p.Key.Place)))];
        foreach (var broken in feasibility.Where(f => f.IsFeasible == false))
            findings.Add(new(AllocationFindings.Infeasible, broken.Citations[0].File, broken.Citations[0].Line - 1, broken.Kind, string.Join(", ", broken.Targets), string.Join(", ", broken.Targets), broken.Text.Zh, broken.Text.En));
        return new(title, allocations, feasibility, findings);
    }

    /// <summary>Gives those that would share a file numbers of their own.</summary>
    private static IReadOnlyList<AllocatedTarget> Named(IReadOnlyList<AllocatedTarget> all) => [.. all.Select((a, at) => a with { Number = all.Take(at).Count(b => b.Id == a.Id) + 1 })];

    /// <summary>What is to be spread: what the options name, else what targets.json lists, else every target of the plan.</summary>
    internal static IReadOnlyList<AllocationRequest> Requests(AllocationOptions options, IReadOnlyList<AllocationRequest> listed, IReadOnlyList<PlanTarget> plan)
    {
        var to = Word(options.To, "--to", AllocationWords.ParseTo, Enum.GetValues<AllocationTo>().Select(t => t.Word()));
        var by = Word(options.By, "--by", AllocationWords.ParseBy, Enum.GetValues<AllocationBy>().Select(b => b.Word()));
        var of = Word(options.Of, "--of", AllocationWords.ParseOf, Enum.GetValues<AllocationOf>().Select(o => o.Word()));
        decimal? step = options.Step is null ? null
            : decimal.TryParse(options.Step, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var given) && given > 0 ? given : throw DataSet.Refuse(AllocationFindings.BadStep, null, options.Step);
        IReadOnlyList<AllocationRequest> wanted = options.Target is { } one ? listed.Where(l => l.Target == one).ToList() is { Count: > 0 } own ? own : [new(one, to ?? AllocationTo.Divisions)]
            : listed.Count > 0 ? listed : [.. plan.Select(t => new AllocationRequest(t.Id, to ?? AllocationTo.Divisions))];
        // What is listed for other members than those asked for, its shares above all, does not fit them.
        if (to is { } asked)
            wanted = [.. wanted.GroupBy(w => w.Target, StringComparer.Ordinal).SelectMany(g => g.Where(w => w.To == asked).DefaultIfEmpty(g.Where(w => IsByDivision(w.To) && IsByDivision(asked)).Select(w => w with { To = asked }).FirstOrDefault() ?? new(g.Key, asked)))];
        return [.. wanted.Select(w => w with { By = by ?? (options.Shares is null ? w.By : AllocationBy.Shares), Of = of ?? w.Of, Step = step ?? w.Step, Shares = options.Shares ?? w.Shares }).Distinct()];
    }

    private static bool IsByDivision(AllocationTo to) => to is AllocationTo.Divisions or AllocationTo.DivisionsYears;

    private static T? Word<T>(string? word, string option, Func<string, T?> parse, IEnumerable<string> known)
        where T : struct => word is null ? null : parse(word) ?? throw DataSet.Refuse(AllocationFindings.UnknownWord, null, option, word, string.Join(", ", known));
}
