using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Sampling;

namespace CarbonSink.Runs;

/// <summary>A stratum of the population (总体的层): its weight, and its area where it is known.</summary>
internal sealed record StratumShare(string Unit, string Name, double Weight, double? AreaHa);

/// <summary>Where weights of strata come from: a table of strata, or a column of areas beside the plots.</summary>
internal static class StratumShares
{
    private const double AreaTolerance = 1e-6;

    /// <summary>The strata; none where the design has none.</summary>
    /// <exception cref="RefusedInputException">Areas are missing, differ or do not add up; plots are of an unknown stratum; a stratum has no plots.</exception>
    public static IReadOnlyList<StratumShare> Of(SamplingOptions options, PlotSample sample)
    {
        if (options.Stratum is null || (options.Strata is null && options.StratumArea is null))
            return [];
        var named = options.Strata is { } path ? OfTable(path, options) : OfColumn(sample);
        var known = named.Select(s => (s.Unit, s.Name)).ToHashSet();
        foreach (var plot in sample.Plots)
        {
            if (!known.Contains((plot.Unit, plot.Stratum)))
                throw new RefusedInputException(new Finding(SamplingFindings.UnknownStratum, sample.Table.Name, plot.Record, options.Stratum, plot.Stratum, plot.Stratum, string.Join(", ", named.Select(s => s.Name))));
        }

        if (named.FirstOrDefault(s => !sample.Plots.Any(p => p.Unit == s.Unit && p.Stratum == s.Name)) is { } empty)
            throw DataSet.Refuse(SamplingFindings.StratumWithoutPlots, sample.Table.Name, empty.Name);
        return named;
    }

    private static StratumShare[] OfColumn(PlotSample sample)
    {
        var areas = new SortedDictionary<(string, string), double>();
        foreach (var plot in sample.Plots)
        {
            var area = plot.StratumAreaHa is > 0 and var a ? a : throw DataSet.Refuse(SamplingFindings.NotPositive, sample.Table.Name, plot.Stratum, plot.StratumAreaHa is { } bad ? Text(bad) : "—");
            if (areas.TryGetValue((plot.Unit, plot.Stratum), out var other) && other != area)
                throw DataSet.Refuse(SampleRunFindings.StratumAreaDiffers, sample.Table.Name, plot.Stratum, Text(Math.Min(other, area)), Text(Math.Max(other, area)));
            areas[(plot.Unit, plot.Stratum)] = area;
        }

        var all = areas.Values.Sum();
        return [.. areas.Select(s => new StratumShare(s.Key.Item1, s.Key.Item2, s.Value / all, s.Value))];
    }

    private static StratumShare[] OfTable(string path, SamplingOptions options)
    {
        var byArea = PlotTable.HasColumn(path, null, options.Encoding, "areaHa");
        var hasUnit = options.UnitColumn is not null && PlotTable.HasColumn(path, null, options.Encoding, "unit");
        var size = byArea ? "areaHa" : "weight";
        var table = PlotTable.Read(path, null, options.Encoding, hasUnit ? ["stratum", size, "unit"] : ["stratum", size], new());
        var rows = Enumerable.Range(0, table.Count).Select(r => (
            Unit: hasUnit ? table.Text("unit", r) ?? "" : "",
            Name: table.Text("stratum", r) ?? "",
            Size: table.Number(size, r) ?? throw DataSet.Refuse(SampleRunFindings.StrataCell, table.Name, size, $"{table.Records[r] + 2}", table.Text(size, r) ?? ""))).OrderBy(r => r.Unit, StringComparer.Ordinal).ThenBy(r => r.Name, StringComparer.Ordinal).ToArray();
        if (rows.FirstOrDefault(r => !(r.Size > 0)) is { Name: not null } bad)
            throw DataSet.Refuse(SamplingFindings.NotPositive, table.Name, bad.Name, Text(bad.Size));
        var all = rows.Sum(r => r.Size);
        if (byArea && options.AreaHa is { } area && Math.Abs(all - area) > AreaTolerance * area)
            throw DataSet.Refuse(SampleRunFindings.AreasDiffer, table.Name, Text(all), Text(area));
        return byArea
            ? [.. rows.Select(r => new StratumShare(r.Unit, r.Name, r.Size / all, r.Size))]
            : [.. rows.Select(r => new StratumShare(r.Unit, r.Name, r.Size, r.Size * options.AreaHa))];
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
