using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;

namespace CarbonSink.Runs;

/// <summary>A layer of polygons as a group key (分组面图层). Shared by the threads of a run.</summary>
/// <param name="Key">Name of the key.</param>
/// <param name="Description">Path and field, for the options of the run.</param>
/// <param name="File">Name of the layer's file.</param>
/// <param name="Layer">The zones.</param>
/// <param name="Polygons">The polygons they were made of.</param>
internal sealed record GroupZones(string Key, string Description, string File, ZoneLayer Layer, PolygonLayer Polygons)
{
    private const string Prefix = "layer:";

    /// <summary>Whether a name asks for a layer by path: layer:PATH or layer:PATH#FIELD.</summary>
    public static bool IsPath(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The zones that a name asks for, by path or by the role of a layer in inventory.json; null where there is no such role.</summary>
    /// <exception cref="RefusedInputException">The layer cannot be used.</exception>
    public static GroupZones? Find(DataSet data, string name, FindingLog findings)
    {
        if (IsPath(name))
        {
            var at = name.LastIndexOf('#');
            var path = at < 0 ? name[Prefix.Length..] : name[Prefix.Length..at];
            if (string.IsNullOrWhiteSpace(path))
                throw DataSet.Refuse(AssessmentFindings.BadOption, null, "--by", name);
            return Open(data, Path.GetFileNameWithoutExtension(path).Replace(',', '_'), new(name, path, null, null, null, at < 0 ? null : name[(at + 1)..]), findings);
        }

        return data.Layer(name) is { } layer && name != "units" ? Open(data, name, layer, findings) : null;
    }

    private static GroupZones Open(DataSet data, string key, InventoryLayer source, FindingLog findings)
    {
        var layer = Read(data, source, findings);
        var zones = ZoneLayer.Create(layer.Polygons, layer.Names, layer.Reference);
        var area = new EllipsoidalArea(layer.Reference);
        foreach (var overlap in zones.Overlaps)
            findings.Add(LayerFindings.Overlap, layer.File, layer.Records[overlap.Second], null, null, layer.Names[overlap.First], $"{layer.Records[overlap.First]}", layer.Names[overlap.Second], $"{layer.Records[overlap.Second]}", $"{area.Measure(overlap.Common, 0, out _) / 10000:F4}");
        foreach (var record in zones.Repaired)
            findings.Add(LayerFindings.PolygonRepaired, layer.File, layer.Records[record], null, null, layer.Names[record]);
        foreach (var record in Enumerable.Range(0, layer.Names.Count).Where(i => layer.Names[i].Length == 0 && !zones.Empty.Contains(i)))
            findings.Add(LayerFindings.NoName, layer.File, layer.Records[record], source.NameField, null);
        return new(key, $"{data.NameOf(source.Path)}{(source.NameField is { } field ? "#" + field : "")}", layer.File, zones, layer);
    }

    /// <summary>Reads a layer of named polygons in the coordinate reference of the units.</summary>
    /// <exception cref="RefusedInputException">The layer cannot be used.</exception>
    public static PolygonLayer Read(DataSet data, InventoryLayer source, FindingLog findings)
    {
        var layer = PolygonLayer.Read(source, named: true, findings);
        data.Used(layer.Paths);
        return PolygonLayer.Same(layer.Reference, data.Reference) ? layer : throw DataSet.Refuse(LayerFindings.OtherReference, layer.File, layer.File, Described(layer.Reference), Described(data.Reference));
    }

    private static string Described(CoordinateReference reference) =>
        $"{reference.Name} ({reference.Datum}{(reference.Projection is TransverseMercator p ? $", {p.CentralMeridian:0.###}°E, x0 = {p.FalseEasting:0}" : "")})";
}

/// <summary>Finds the group of each unit where a key is a layer of zones; one per thread.</summary>
/// <param name="zones">The layer.</param>
/// <param name="position">Its place in the key.</param>
/// <param name="file">Name of the units' file, for findings.</param>
internal sealed class GroupShares(GroupZones zones, int position, string file)
{
    private readonly ZoneOverlay overlay = new(zones.Layer);
    private readonly List<ZoneShare> shares = [];
    private GroupShare[] groups = new GroupShare[8];

    /// <summary>The group of a row, or what stands for the groups that share it.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="row">The row.</param>
    /// <param name="key">Its key; the place of the zone is filled in with the zone that has most of the unit.</param>
    /// <param name="hectares">The area that totals use, ha.</param>
    /// <param name="tally">Where groups are kept.</param>
    /// <param name="findings">Receives what is remarkable.</param>
    public StockGroup GroupOf(FeatureBatch batch, int row, Span<int> key, double hectares, StockTally tally, FindingLog findings)
    {
        var result = overlay.Divide(batch.Geometry, row, shares);
        if (shares.Count > groups.Length)
            groups = new GroupShare[shares.Count];
        var record = batch.RecordNumbers[row];
        for (var i = 0; i < shares.Count; i++)
        {
            key[position] = shares[i].Zone;
            groups[i] = new(tally.GroupFor(key), shares[i].Share);
            if (shares[i].Zone == ZoneShare.Outside && shares.Count > 1) // wholly outside is ordinary: a reserve covers few units
                findings.Add(LayerFindings.UnitOutside, file, record, null, null, $"{shares[i].Share * hectares:F4}", $"{hectares:F4}", zones.File);
        }

        key[position] = shares[0].Zone; // that of the group which counts the record
        if (result != ZoneResult.Divided)
            findings.Add(result == ZoneResult.Repaired ? LayerFindings.UnitRepaired : LayerFindings.UnitUnplaced, file, record, null, null, zones.File);
        return tally.Divided(groups.AsSpan(0, shares.Count));
    }
}
