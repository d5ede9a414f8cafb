using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Growth;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Reads the stands of a fit from sub-compartments or from a table of plots (拟合数据的读取). Every record read is used or counted under a reason.</summary>
internal static class StandReader
{
    private const string AgeColumn = "age";
    private const string VolumeColumn = "volumeM3PerHa";
    private const string WeightColumn = "weight";
    private static readonly char[] OtherSeparators = [';', '\t', '，', '；', '|'];

    public static GrowthStands Read(FitGrowthOptions options, CancellationToken stop) => IsPlotTable(options.Source.Source) ? Plots(options) : Units(options, stop);

    /// <summary>Whether a file is a table of plots: a .csv whose first line has the columns of age and stock.</summary>
    /// <exception cref="RefusedInputException">It would be one if its columns were separated by commas.</exception>
    public static bool IsPlotTable(string path)
    {
        if (!Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase) || !File.Exists(path) || File.ReadLines(path).FirstOrDefault() is not { } first)
            return false;
        bool Has(char separator) => first.Split(separator).Select(c => c.Trim('\uFEFF', ' ', '"')).ToArray() is var header && header.Contains(AgeColumn) && header.Contains(VolumeColumn);
        if (Has(','))
            return true;
        return OtherSeparators.Any(Has) ? throw DataSet.Refuse(CurveFindings.NotCommas, Path.GetFileName(path), Path.GetFileName(path)) : false;
    }

    private static GrowthStands Plots(FitGrowthOptions options)
    {
        var (findings, stands, excluded) = (new FindingLog(), new List<GrowthStand>(), new SortedDictionary<string, long>(StringComparer.Ordinal));
        var type = options.By == GrowthKey.Species ? "species" : "forest_type";
        var path = options.Source.Source;
        var table = TextTable.Read(path, options.IsWeightedByArea ? [type, "origin", AgeColumn, VolumeColumn, WeightColumn] : [type, "origin", AgeColumn, VolumeColumn], findings);
        foreach (var (line, cells) in table.Rows)
        {
            double? Number(string column)
            {
                if (cells[column].Length == 0)
                    return null;
                if (double.TryParse(cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && (value > 0 || (value == 0 && column == VolumeColumn)))
                    return value;
                findings.Add(new Finding(GrowthFindings.BadNumber, table.File, null, column, cells[column], column, cells[column], $"{line}"));
                return double.NaN;
            }

            var (age, volume, weight) = (Number(AgeColumn), Number(VolumeColumn), options.IsWeightedByArea ? Number(WeightColumn) : 1);
            if (double.IsNaN(age ?? 0) || double.IsNaN(volume ?? 0) || double.IsNaN(weight ?? 0) || weight is null)
                Count(excluded, "badRow");
            else if (cells["origin"] is not ("" or "natural" or "planted"))
            {
                Count(excluded, "unknownOrigin");
                findings.Add(new Finding(CurveFindings.UnknownOrigin, table.File, null, "origin", cells["origin"], $"{line}", cells["origin"]));
            }
            else
                Take(line, cells[type], cells["origin"], age, volume, weight.Value, stands, excluded, table.File, findings);
        }

        Count(excluded, "badRow", findings.Count(TableFindings.BadRow));
        return new(table.File, table.Rows.Count + findings.Count(TableFindings.BadRow), stands, excluded, findings, [(path, table.File)]);
    }

    private static GrowthStands Units(FitGrowthOptions options, CancellationToken stop)
    {
        var (findings, stands, excluded) = (new FindingLog(), new List<GrowthStand>(), new SortedDictionary<string, long>(StringComparer.Ordinal));
        using var data = DataSet.Open(options.Source, findings);
        if (data.Inventory.UpdatedFrom is { } updated)
            throw DataSet.Refuse(GrowthFindings.FittedToCurves, InventoryFile.FileName, $"{updated:yyyy-MM-dd}");
        var inputs = new StandInputs(data, options.Source, stop);
        long read = 0;
        foreach (var unit in inputs.Read(findings))
        {
            read++;
            if (!unit.IsArborForest)
                Count(excluded, "notArborForest");
            else if (options.IsWeightedByArea && !(unit.Hectares > 0))
                Count(excluded, "noArea");
            else
                Take(unit.Record, options.By == GrowthKey.Species ? unit.Species : unit.ForestType, unit.Origin, unit.Age, unit.Volume, options.IsWeightedByArea ? unit.Hectares!.Value : 1, stands, excluded, data.TableName, findings);
        }

        return new(data.Reader.Name, read, stands, excluded, findings, [.. data.InputFiles()]);
    }

    private static void Take(long record, string? type, string? origin, double? age, double? volume, double weight, List<GrowthStand> stands, SortedDictionary<string, long> excluded, string file, FindingLog findings)
    {
        if (volume is not > 0)
            Count(excluded, "noStock"); // a recorded 0 is mostly a blank
        else if (age is not > 0)
            Count(excluded, "noAge");
        else if (age > GrowthStands.OldestPlausible)
        {
            Count(excluded, "implausibleAge");
            findings.Add(new Finding(GrowthFindings.AgeImplausible, file, record, null, $"{age:R}", $"{age:R}"));
        }
        else if (string.IsNullOrEmpty(type))
            Count(excluded, "noType");
        else if (string.IsNullOrEmpty(origin))
            Count(excluded, "noOrigin");
        else
            stands.Add(new(record, type, origin, new(age.Value, volume.Value, weight)));
    }

    private static void Count(SortedDictionary<string, long> excluded, string reason, long count = 1)
    {
        if (count > 0)
            excluded[reason] = excluded.GetValueOrDefault(reason) + count;
    }
}
