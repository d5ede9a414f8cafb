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
        var named = options.Strata is { } path ? OfTable(path, options) : OfColumn(sample, options);
        var known = named.Select(s => (s.Unit, s.Name)).ToHashSet();
        foreach (var plot in sample.Plots)
        {
            if (!known.Contains((plot.Unit, plot.Stratum)))
                throw new RefusedInputException(new Finding(SamplingFindings.UnknownStratum, sample.Table.Name, plot.Record, options.Stratum, plot.Stratum, plot.Stratum, string.Join(", ", named.Select(s => s.Name))));
        }

        if (named.FirstOrDefault(s => !sample.Plots.Any(p => p.Unit == s.Unit && p.Stratum == s.Name)) is { } empty)
            throw new RefusedInputException(new Finding(SamplingFindings.StratumWithoutPlots, sample.Table.Name, null, options.Stratum, empty.Name, empty.Name));
        return named;
    }

    private static StratumShare[] OfColumn(PlotSample sample, SamplingOptions options)
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
        RequireArea(all, options, sample.Table.Name);
        return [.. areas.Select(s => new StratumShare(s.Key.Item1, s.Key.Item2, s.Value / all, s.Value))];
    }

    private static StratumShare[] OfTable(string path, SamplingOptions options)
    {
        var byArea = PlotTable.HasColumn(path, null, options.Encoding, "areaHa");
        var hasUnit = options.UnitColumn is not null && PlotTable.HasColumn(path, null, options.Encoding, "unit");
        var size = byArea ? "areaHa" : "weight";
        var table = PlotTable.Read(path, null, options.Encoding, hasUnit ? ["stratum", size, "unit"] : ["stratum", size], new());
        RequireNames(table, hasUnit ? "unit" : null);
        var rows = Enumerable.Range(0, table.Count).Select(r => (Unit: hasUnit ? table.Text("unit", r) ?? "" : "", Name: table.Text("stratum", r)!, Size: Cell(table, size, r))).OrderBy(r => r.Unit, StringComparer.Ordinal).ThenBy(r => r.Name, StringComparer.Ordinal).ToArray();
        if (rows.FirstOrDefault(r => !(r.Size > 0)) is { Name: not null } bad)
            throw DataSet.Refuse(SamplingFindings.NotPositive, table.Name, bad.Name, Text(bad.Size));
        var all = rows.Sum(r => r.Size);
        if (byArea)
            RequireArea(all, options, table.Name);
        return byArea
            ? [.. rows.Select(r => new StratumShare(r.Unit, r.Name, r.Size / all, r.Size))]
            : [.. rows.Select(r => new StratumShare(r.Unit, r.Name, r.Size, r.Size * options.AreaHa))];
    }

    /// <summary>Every row names a stratum, and none twice.</summary>
    public static void RequireNames(PlotTable table, string? unit)
    {
        var seen = new HashSet<(string?, string)>();
        for (var r = 0; r < table.Count; r++)
        {
            if (table.Text("stratum", r) is not { } name)
                throw new RefusedInputException(new Finding(SampleRunFindings.StratumBlank, table.Name, table.Records[r], "stratum", null, Line(table, r)));
            if (!seen.Add((unit is null ? null : table.Text(unit, r), name)))
                throw new RefusedInputException(new Finding(SampleRunFindings.StratumTwice, table.Name, table.Records[r], "stratum", name, name, Line(table, r)));
        }
    }

    /// <summary>The number of a cell.</summary>
    public static double Cell(PlotTable table, string column, int row) => table.Number(column, row)
        ?? throw new RefusedInputException(new Finding(SampleRunFindings.StrataCell, table.Name, table.Records[row], column, table.Text(column, row), column, Line(table, row), table.Text(column, row) ?? ""));

    private static string Line(PlotTable table, int row) => $"{table.Records[row] + 2}";

    private static void RequireArea(double all, SamplingOptions options, string file)
    {
        if (options.AreaHa is { } area && Math.Abs(all - area) > AreaTolerance * area)
            throw DataSet.Refuse(SampleRunFindings.AreasDiffer, file, Text(all), Text(area));
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
