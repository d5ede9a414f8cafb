using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Reads what an assessment is read against: control boundary, indicators, official figures, names of divisions.</summary>
internal static class ContextSource
{
    private static readonly string[] FigureColumns = ["figure", "key", "keyValue", "year", "value", "unit", "source"];
    private static readonly Dictionary<string, string[]> NameColumns = new(StringComparer.Ordinal)
    {
        ["township"] = ["county", "township", "name"],
        ["village"] = ["county", "township", "village", "name"],
    };

    /// <summary>Reads it.</summary>
    /// <exception cref="RefusedInputException">A file that is named is missing or not as it should be.</exception>
    /// <exception cref="MethodologyLoadException">An indicator is wrong.</exception>
    public static AssessmentContext Read(DataSet data, AssessmentOptions options, GroupKeys keys, FindingLog findings)
    {
        var boundary = data.Layer("boundary") is { } layer ? BoundaryHa(data, layer, options.AreaMethod, findings) : null;
        var names = data.Inventory.Names.ToDictionary(n => n.Key, n => NamesOf(data, n.Key, n.Value, findings), StringComparer.Ordinal);
        return new()
        {
            LandArea = options.LandAreaHa is { } given ? new(given, LandAreaSource.Given) : boundary is { } hectares ? new(hectares, LandAreaSource.Boundary) : null,
            BoundaryAreaHa = boundary,
            Indicators = data.Schema.FieldOf("landClass") < 0 ? [] : Indicator.Reported(data.Catalog),
            OfficialFigures = OfficialFigures(data, options, findings),
            Names = keys.Names.Where(k => keys.RoleOf(k) is { } role && names.ContainsKey(role)).ToDictionary(k => k, k => names[keys.RoleOf(k)!], StringComparer.Ordinal),
            Division = data.Inventory.Division ?? "",
            ZoneKey = keys.Zones?.Key,
        };
    }

    private static double? BoundaryHa(DataSet data, InventoryLayer source, AreaMethod method, FindingLog findings)
    {
        var layer = PolygonLayer.Read(source, named: false, findings);
        data.Used(layer.Paths);
        var area = new EllipsoidalArea(layer.Reference, method);
        if (layer.Polygons.Count > 1 && FirstOverlap(layer) is { } overlap)
        {
            findings.Add(LayerFindings.BoundaryOverlap, layer.File, layer.Records[overlap.Second], null, null, $"{layer.Records[overlap.First]}", $"{layer.Records[overlap.Second]}", $"{area.Measure(overlap.Common, 0, out _) / 10000:F4}");
            return null;
        }

        var (squareMetres, flags) = (new double[layer.Polygons.Count], new AreaFlags[layer.Polygons.Count]);
        area.Measure(layer.Polygons, squareMetres, flags);
        if (flags.Any(f => (f & ~AreaFlags.WindingDisagrees) != AreaFlags.None) || squareMetres.Sum() <= 0)
        {
            findings.Add(new Finding(LayerFindings.BoundaryUnmeasured, layer.File, null, null, null));
            return null;
        }

        return squareMetres.Sum() / 10000;
    }

    private static ZoneOverlap? FirstOverlap(PolygonLayer layer) => ZoneLayer.Create(layer.Polygons, layer.Names, layer.Reference).Overlaps is [var first, ..] ? first : null;

    private static List<OfficialFigure> OfficialFigures(DataSet data, AssessmentOptions options, FindingLog findings)
    {
        if ((options.Reconciliation ?? (data.Inventory.Reconciliation is { } named ? data.Inventory.PathOf(named) : null)) is not { } path)
            return [];
        var table = TextTable.Read(path, FigureColumns, findings);
        data.Used([table.Path]);
        return [.. table.Rows.Select(r => new OfficialFigure(table.File, r.Line, r.Cells["figure"], r.Cells["key"], r.Cells["keyValue"], r.Cells["year"], r.Cells["value"], r.Cells["unit"], r.Cells["source"]))];
    }

    private static DivisionNames NamesOf(DataSet data, string role, string path, FindingLog findings)
    {
        var table = TextTable.Read(data.Inventory.PathOf(path), NameColumns[role], findings);
        data.Used([table.Path]);
        var isVillage = role == "village";
        return new(isVillage, [.. table.Rows.Where(r => r.Cells["name"].Length > 0).Select(r => Row(r.Cells))]);

        DivisionName Row(IReadOnlyDictionary<string, string> cells)
        {
            // A composed code says its township and county itself.
            var own = DivisionNames.Codes(cells[role], isVillage);
            var outer = isVillage ? DivisionNames.Codes(cells["township"], isVillage: false) : own;
            return new(First(own.County, outer.County, cells["county"]), isVillage ? First(own.Township, outer.Township) : own.Township, own.Village, cells["name"]);
        }
    }

    private static string First(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
            if (text.Length > 0)
                return text;
        return "";
    }
}
