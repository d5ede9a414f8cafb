using CarbonSink.Estimation;
using CarbonSink.Inventory;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The maps of the report (分布图): carbon density by unit, and by township where the data set has a layer of townships.</summary>
internal sealed class ReportMaps
{
    internal const string NonForest = "non_forest";
    private const int MostZones = FeatureBatch.Capacity;

    private readonly AssessedLayer layer;
    private readonly AreaUnit units;
    private readonly string language;
    private readonly HtmlDocument document;
    private readonly KeyNames names;
    private readonly List<(string Key, PolygonLayer Layer)> zones = [];
    private readonly UnitMap map;
    private readonly List<string> problems = [];

    public ReportMaps(HtmlDocument document, AssessedLayer layer, KeyNames names, AreaUnit units)
    {
        (this.document, this.layer, this.names, this.units, language) = (document, layer, names, units, document.Language);
        var (density, landClass) = (layer.Results.Find("carbonTCPerHa"), layer.Results.Find("landClass"));
        map = new(
            new(layer.Name, layer.Reference, () => layer.Scan(), (batch, row) => density?.Number(batch.RecordNumbers[row]) is { } d ? units.FromPerHectare(d) : null, (batch, row) => landClass?.Text(batch.RecordNumbers[row]) == NonForest),
            language);
        if (map.Frame is null)
            return;
        foreach (var zone in layer.Zones)
        {
            if (zone.Polygons is not { } polygons)
                problems.Add(zone.Problem!.In(language));
            else if (polygons.Polygons.Count > MostZones)
                problems.Add(string.Format(null, ReportTexts.TooManyPolygons.In(language), polygons.File, polygons.Polygons.Count));
            else
                zones.Add((zone.Key, polygons));
        }
    }

    private string DensityUnit => UnitSign.Of($"tC/{units.Sign()}", language);

    /// <summary>Writes the maps, or why there is none.</summary>
    public void Write()
    {
        if (map.Frame is not { } frame)
        {
            document.Paragraph(ReportTexts.NothingToMap.In(language));
            return;
        }

        WriteUnits(frame);
        foreach (var (key, polygons) in zones)
            WriteZones(frame, key, polygons);
        foreach (var problem in problems)
            document.Note(string.Format(null, ReportTexts.ZonesUnusable.In(language), problem));
        document.Note(ReportTexts.ReviewNote.In(language));
    }

    private void WriteUnits(MapFrame on)
    {
        MapPaths? outlines = null;
        if (zones is [(_, var first), ..])
        {
            outlines = new(on, 1, 0.25);
            for (var t = 0; t < first.Polygons.Count; t++)
                outlines.Add(first.Polygons, t, 0);
        }

        var drawn = map.Draw();
        Figure(on, ReportTexts.UnitMap.In(language), drawn.Counted.In(language), drawn.Classes, drawn.Paths, outlines, null);
        document.Note(string.Join(language == "zh" ? "" : " ", drawn.Remarks));
    }

    private void WriteZones(MapFrame on, string key, PolygonLayer zone)
    {
        var polygons = zone.Polygons;
        var groups = layer.Part.Assessment.RollUp([key]).Groups.Where(g => g.Key[0].Length > 0).ToList();
        var byName = groups.Select(g => (Name: g.Key[0], Group: g)).Concat(groups.Select(g => (Name: names[key, g.Key[0], language], Group: g))).DistinctBy(p => p.Name, StringComparer.Ordinal).ToDictionary(p => p.Name, p => p.Group, StringComparer.Ordinal);
        var densities = zone.Names.Select(n => byName.TryGetValue(n, out var g) && ReportTables.Density([g]) is { } d ? units.FromPerHectare(d) : (double?)null).ToArray();
        var values = densities.OfType<double>().ToList();
        var limits = NiceNumbers.ClassBounds(values, Math.Clamp(values.Count / 3, 2, 5));
        var paths = new MapPaths(on, limits.Length + 2, MapPaths.GridFor(polygons.VertexCount));
        var outlines = new MapPaths(on, 1, paths.Grid);
        var labels = new MapLabels(on, 12);
        var counts = new long[limits.Length + 2];
        for (var t = 0; t < polygons.Count; t++)
        {
            var mapClass = densities[t] is { } value ? limits.Count(b => value >= b) : limits.Length + 1;
            counts[mapClass]++;
            paths.Add(polygons, t, mapClass);
            outlines.Add(polygons, t, 0);
        }

        // Small polygons are named first: large ones have room to give way.
        foreach (var t in Enumerable.Range(0, polygons.Count).OrderBy(t => UnitMap.BoxOf(polygons, t) is var b && b.IsEmpty ? 0 : (b.MaxX - b.MinX) * (b.MaxY - b.MinY)))
            labels.Add(polygons, t, zone.Names[t].Length == 0 ? "—" : names[key, zone.Names[t], language], densities[t] is { } d ? HtmlTable.Number(d, units == AreaUnit.Mu ? 2 : 1) : "—");
        MapClass[] classes = [.. UnitMap.Scale(values.Count > 0 ? limits : null, counts, language), .. counts[^1] > 0 ? (MapClass[])[new(ReportTexts.NoRecordsClass.In(language), MapFill.Hatched, counts[^1])] : []];
        var (zh, en) = AssessmentTables.Heading(key);
        Figure(on, string.Format(null, ReportTexts.ZoneMap.In(language), language == "zh" ? zh : en.ToLowerInvariant()), ReportTexts.ZoneCount.In(language), classes, paths, outlines, labels);
        var separator = language == "zh" ? "、" : ", ";
        string[] remarks =
        [
            ReportTexts.Density.In(language),
            .. labels.Omitted.Count > 0 ? (string[])[string.Format(null, ReportTexts.Omitted.In(language), string.Join(separator, labels.Omitted))] : [],
            .. groups.Where(g => !zone.Names.Any(n => byName.GetValueOrDefault(n) == g)).Select(g => names[key, g.Key[0], language]).ToArray() is { Length: > 0 } unmatched ? (string[])[string.Format(null, ReportTexts.Unmatched.In(language), string.Join(separator, unmatched))] : [],
        ];
        document.Note(string.Join(language == "zh" ? "" : " ", remarks));
    }

    private void Figure(MapFrame on, string title, string countTitle, MapClass[] classes, MapPaths paths, MapPaths? outlines, MapLabels? labels)
    {
        var id = $"figure-{document.NextFigure}";
        var words = new MapWords(title, string.Format(null, ReportTexts.DensityTitle.In(language), DensityUnit), countTitle, ReportTexts.North.In(language), ReportTexts.ReviewNumber.In(language));
        document.Figure($"{title}{(language == "zh" ? $"（{DensityUnit}）" : $" ({DensityUnit})")}", html => new SvgMap(on, classes, paths, outlines, labels).Write(html, id, words));
    }
}
