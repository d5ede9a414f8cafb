using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Inventory;

namespace CarbonSink.Runs;

/// <summary>What a data check is asked to do (质检选项).</summary>
/// <param name="Path">Path of the layer, or the folder of a data set with inventory.json.</param>
/// <param name="Methodology">The methodology folder, for code tables.</param>
public sealed record CheckOptions(string Path, string Methodology)
{
    /// <summary>Name of the layer where the file holds several; or null.</summary>
    public string? Layer { get; init; }

    /// <summary>Schema of the layer; null to recognise it.</summary>
    public string? Schema { get; init; }

    /// <summary>Encoding of the texts; null to detect it.</summary>
    public string? Encoding { get; init; }

    /// <summary>Coordinate reference assigned to the layer; null to read that of the file.</summary>
    public string? Crs { get; init; }

    /// <summary>Path of a layer of polygons that the layer is to lie in, FILE or FILE|LAYER; null for that of the data set, or none.</summary>
    public string? Boundary { get; init; }

    /// <summary>Width below which something is a sliver, metres.</summary>
    public double SliverWidth { get; init; } = CoverageCheck.SliverWidth;

    /// <summary>Path of a GeoPackage with repaired polygons to write; null for none.</summary>
    public string? Repair { get; init; }

    /// <summary>Most findings listed per rule; all are counted.</summary>
    public int KeepPerRule { get; init; } = 1000;

    /// <summary>Threads to use.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The layer of units as a data set describes it; null where a file was given.</summary>
    internal InventoryLayer? Units { get; private init; }

    /// <summary>The control boundary as a data set describes it.</summary>
    internal InventoryLayer? Control { get; private init; }

    /// <summary>The folder of the data set, for its own code tables.</summary>
    internal string? Folder { get; private init; }

    /// <summary>For the folder of a data set, what its description says of the units and the boundary; what is given goes before it.</summary>
    /// <exception cref="RefusedInputException">The description is wrong, or names no units.</exception>
    internal CheckOptions Described()
    {
        if (!Directory.Exists(Path) || !File.Exists(System.IO.Path.Combine(Path, InventoryFile.FileName)))
            return this;
        var inventory = InventoryFile.Read(Path);
        var units = DataSet.Units(inventory);
        var control = Boundary is null ? DataSet.Layer(inventory, "boundary") : null;
        return this with
        {
            Path = inventory.PathOf(units.Path), Layer = Layer ?? units.Layer, Schema = Schema ?? units.Schema, Encoding = Encoding ?? units.Encoding, Crs = Crs ?? units.Crs,
            Boundary = Boundary ?? control?.Path, Units = units, Control = control, Folder = Path,
        };
    }
}

/// <summary>A place that a finding is about (问题位置).</summary>
/// <param name="Code">Code of the rule.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Records">The records concerned.</param>
/// <param name="AreaHa">Area on the ellipsoid where the place is a part of the ground; null for a point, or without a coordinate reference.</param>
public sealed record CheckPlace(string Code, Severity Severity, IReadOnlyList<long> Records, double? AreaHa);

/// <summary>The areas of a data check (质检面积汇总): ha on the ellipsoid, null without a coordinate reference or where nothing was asked.</summary>
public sealed record CheckAreas
{
    /// <summary>Sum of the areas of all polygons as they are.</summary>
    public double? Polygons { get; init; }

    /// <summary>Sum of the recorded areas.</summary>
    public double? Recorded { get; init; }

    /// <summary>Sum of overlaps, each as often as it counts too often.</summary>
    public double? Overlaps { get; init; }

    /// <summary>Sum of the gaps.</summary>
    public double? Gaps { get; init; }

    /// <summary>Area within the boundary.</summary>
    public double? Boundary { get; init; }

    /// <summary>Sum of what lies outside the boundary.</summary>
    public double? Outside { get; init; }

    /// <summary>What of the boundary lies in no polygon.</summary>
    public double? Uncovered { get; init; }
}

/// <summary>A finished data check (质检结果).</summary>
/// <param name="Options">What was asked.</param>
/// <param name="RecordCount">Records read.</param>
/// <param name="PolygonCount">Records with a polygon.</param>
/// <param name="Schema">Id of the schema; null where none is known.</param>
/// <param name="Reference">Coordinate reference; null where it is unknown.</param>
/// <param name="ReferenceText">Text that defined it.</param>
/// <param name="Areas">Areas.</param>
/// <param name="Balance">How the planar areas are found again; null without polygons.</param>
/// <param name="Repaired">Planar areas before and after of the polygons that were repaired for the check, by record number.</param>
/// <param name="Findings">What was found.</param>
/// <param name="Places">Where.</param>
/// <param name="Geometry">The geometry of each place, in the same order.</param>
/// <param name="Files">Paths of the files read.</param>
public sealed record CheckResult(
    CheckOptions Options, long RecordCount, long PolygonCount, string? Schema, CoordinateReference? Reference, string? ReferenceText, CheckAreas Areas, CoverageBalance? Balance,
    IReadOnlyList<(long Record, double Before, double After)> Repaired, FindingLog Findings, IReadOnlyList<CheckPlace> Places, PolygonColumn Geometry, IReadOnlyList<string> Files);

/// <summary>Checks a layer before any number is made of it (数据质检): validity, gaps and overlaps, boundary, areas, codes, ranges and logic.</summary>
public static class CheckRun
{
    /// <summary>Runs it.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Told done and all records; or null.</param>
    /// <param name="stop">Stops the work.</param>
    /// <exception cref="RefusedInputException">A layer cannot be read.</exception>
    /// <exception cref="OutputException">The repaired copy cannot be written.</exception>
    public static CheckResult Run(CheckOptions options, Action<long, long>? progress = null, CancellationToken stop = default)
    {
        options = options.Described();
        var findings = new FindingLog(options.KeepPerRule);
        using var repaired = options.Repair is { } path ? OutputFile.Open(path, LayerGeoPackage.Mark) : null;
        var layer = CheckedLayer.Read(options, findings, progress, stop);
        var topology = new TopologyCheck(layer, options, findings);
        topology.Run(stop);
        if (repaired is not null)
        {
            var table = PolygonTable.Read(options.Path, options.Layer, options.Encoding, options.Crs, schema => [.. Enumerable.Range(0, schema.Fields.Count)], new(), stop);
            if (table.Reference is null)
                throw DataSet.Refuse(OverlayFindings.NoReferenceForOutput, table.Name, options.Repair!);
            repaired.Commit(stream => LayerGeoPackage.Write(table, topology.Prepared.Polygons, options.Repair!, stream, stop));
        }

        foreach (var (rule, count, listed) in Listed(findings).Where(l => l.Listed < l.Count).ToArray())
            findings.Add(new Finding(CheckFindings.NotAllListed, layer.Name, null, null, null, rule.Code, $"{listed}", $"{count}"));
        return new(
            options, layer.Records.Count, layer.Polygons.Kinds.Count(GeometryKind.Polygon), layer.SchemaId, layer.Reference, layer.ReferenceText, topology.Areas, topology.Balance,
            [.. topology.Prepared.Repaired.Select(r => (layer.Records[r.Record], r.AreaBefore, r.AreaAfter))], findings, topology.Places, topology.Geometry, [.. layer.Files, .. topology.BoundaryFiles]);
    }

    /// <summary>The rules broken, how often, and how many of the findings are listed.</summary>
    internal static IEnumerable<(FindingRule Rule, long Count, long Listed)> Listed(FindingLog findings)
    {
        var listed = findings.Findings.CountBy(f => f.Rule.Code).ToDictionary(StringComparer.Ordinal);
        return findings.Counts.Select(c => (c.Rule, c.Count, (long)listed.GetValueOrDefault(c.Rule.Code)));
    }
}
