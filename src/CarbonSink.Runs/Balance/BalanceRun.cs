using CarbonSink.Balances;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Draws up a county's carbon balance (县域碳中和核算): the user's emissions less the net sink, removals sold outside taken off, by year and scenario.</summary>
public static class BalanceRun
{
    /// <summary>Draws it up.</summary>
    /// <param name="options">What to balance.</param>
    /// <param name="stop">Stops between sources.</param>
    /// <exception cref="RefusedInputException">A file cannot be used, or components would count tonnes twice.</exception>
    public static BalanceResult Run(BalanceOptions options, CancellationToken stop = default)
    {
        var findings = new FindingLog();
        var file = BalanceFile.Read(options.Source);
        var units = FlowUnits.Of(options.Methodology, file.Gwp, file.Name);
        var emissions = BalanceTable.Emissions(file.At(file.Emissions), units, findings);
        var sinks = new BalanceSinks(file, options.Methodology, units, findings, stop);
        RequireApart(file, file.Components); // before the long work
        sinks.Read();
        RequireApart(file, sinks.Components);
        var balance = new CarbonBalance(file.Interpolates ? BalanceFigure.Interpolated(emissions) : emissions, sinks.Components, sinks.Figures, file.Sold is { } sold ? BalanceTable.Transfers(file.At(sold), findings) : []);
        var result = new BalanceResult
        {
            Title = file.Title,
            Boundary = file.Boundary,
            GwpSet = file.Gwp,
            Balance = balance,
            Years = [.. Enumerable.Range(file.Years.From, file.Years.To - file.Years.From + 1).Select(y => balance.Of(y))],
            Scenarios = file.ScenariosTo is { } to ? [.. Matrix(balance, file.Years.To + 1, to)] : [],
            NotCounted = [.. balance.NotCounted.Select(n => new Bilingual($"{LandName(n.Land).Zh}：{CarbonPools.Name(n.Pools)}", $"{LandName(n.Land).En}: {CarbonPools.Name(n.Pools)}")), .. sinks.NotCounted, .. file.NotCounted],
            Findings = findings,
            Inputs = [.. Digests(file, stop).Concat(sinks.Inputs).Concat(file.Gwp is null ? [] : [FileHash.Of(Path.Combine([options.Methodology, .. FlowUnits.Table.Split('/')]), $"methodology/{FlowUnits.Table}", stop)]).DistinctBy(i => i.Name).OrderBy(i => i.Name, StringComparer.Ordinal)],
            Packs = [.. sinks.Packs.Distinct().OrderBy(p => p.Id, StringComparer.Ordinal).ThenBy(p => p.Version, StringComparer.Ordinal)],
        };
        BalanceRemarks.Tell(result, file, findings, [(Path.GetFileName(file.Emissions), emissions, true), .. sinks.Tables.Select(t => (t.File, t.Rows, false))]);
        return result;
    }

    /// <summary>A land category in words.</summary>
    internal static Bilingual LandName(string land) => land switch
    {
        "forest" => new("林地", "forest land"),
        "cropland" => new("耕地园地", "cropland"),
        "grassland" => new("草地", "grassland"),
        "wetland" => new("湿地", "wetland"),
        "settlements" => new("建设用地", "settlements"),
        "other" => new("其他土地", "other land"),
        _ => new("全部土地", "all land"),
    };

    private static IEnumerable<BalanceScenario> Matrix(CarbonBalance balance, int from, int to)
    {
        foreach (var emissions in balance.EmissionScenarios)
            foreach (var sinks in (string[])["", .. balance.SinkScenarios])
                yield return new(emissions, sinks, [.. Enumerable.Range(from, to - from + 1).Select(y => balance.Of(y, emissions, sinks))]);
    }

    private static void RequireApart(BalanceFile file, IReadOnlyList<SinkComponent> components)
    {
        foreach (var component in components.Where(c => c.Within is { } w && !components.Any(o => o.Id == w && o.Id != c.Id && o.Counts)))
            throw new RefusedInputException(new(BalanceFindings.BadWithin, file.Name, null, component.Id, component.Within, component.Id, component.Within!));
        foreach (var component in components)
        {
            if (component.Within is { } whole && components.First(c => c.Id == whole) is var of && ((IsKnown(component) && IsKnown(of) && !component.IsPartOf(of)) || (component.Land != of.Land && of.Land != SinkComponent.AllLand)))
                throw new RefusedInputException(new(BalanceFindings.NotWithin, file.Name, null, component.Id, whole, component.Id, whole));
            if (component.Apart.Keys.FirstOrDefault(a => a == component.Id || !components.Any(c => c.Id == a)) is { } unknown)
                throw new RefusedInputException(new(BalanceFindings.BadApart, file.Name, null, component.Id, unknown, component.Id, unknown));
        }

        var overlaps = new CarbonBalance([], components, [], []).Overlaps;
        if (overlaps is [var (first, second), ..])
        {
            var land = first.Land == SinkComponent.AllLand ? second.Land : first.Land;
            throw new RefusedInputException(new(BalanceFindings.Overlap, file.Name, null, second.Id, null, first.Id, second.Id, land));
        }
    }

    /// <summary>Whether its pools are known, which those of assessed land are not before the assessment.</summary>
    private static bool IsKnown(SinkComponent component) => component.Gas is not ("CO2" or "CO2e") || component.Pools != CarbonPool.None;

    private static IEnumerable<FileDigest> Digests(BalanceFile file, CancellationToken stop) =>
        ((string?[])[file.Path, file.At(file.Emissions), file.Sold is { } sold ? file.At(sold) : null]).OfType<string>().Select(p => FileHash.Of(p, Path.GetRelativePath(file.Folder, Path.GetFullPath(p)).Replace('\\', '/'), stop));
}
