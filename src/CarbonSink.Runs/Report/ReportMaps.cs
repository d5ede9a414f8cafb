using CarbonSink.Estimation;
using CarbonSink.Geometry;
using CarbonSink.Inventory;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The maps of the report (分布图): carbon density by unit, and by township where the data set has a layer of townships.</summary>
internal sealed class ReportMaps
{
    private const string NonForest = "non_forest";
    private const int MostZones = FeatureBatch.Capacity;

    private readonly AssessedLayer layer;
    private readonly AreaUnit units;
    private readonly string language;
    private readonly HtmlDocument document;
    private readonly KeyNames names;
    private readonly List<(string Key, PolygonLayer Layer)> zones = [];
    private readonly MapFrame? frame;
    private readonly MapBounds bounds;
    private readonly List<string> problems = [];
    private long vertices;

    public ReportMaps(HtmlDocument document, AssessedLayer layer, KeyNames names, AreaUnit units)
    {
        (this.document, this.layer, this.names, this.units, language) = (document, layer, names, units, document.Language);
        bounds = MapBounds.WithoutOutliers(Boxes());
        if (bounds.IsEmpty)
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

        frame = new(layer.Reference, bounds, SvgMap.PanelWidth, SvgMap.MostPanelHeight);
    }

    private string DensityUnit => UnitSign.Of($"tC/{units.Sign()}", language);

    /// <summary>Writes the maps, or why there is none.</summary>
    public void Write()
    {
        if (frame is null)
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
        var density = layer.Results.Find("carbonTCPerHa");
        var landClass = layer.Results.Find("landClass");
        double? Value(long record) => density?.Number(record) is { } d ? units.FromPerHectare(d) : null;
        var values = new List<double>();
        foreach (var batch in layer.Scan())
            for (var row = 0; row < batch.Count; row++)
                if (Value(batch.RecordNumbers[row]) is { } value)
                    values.Add(value);
        var limits = NiceNumbers.ClassBounds(values, SvgMap.MostClasses);
        int ClassOf(long record) => Value(record) is { } value ? limits.Count(b => value >= b) : landClass?.Text(record) == NonForest ? limits.Length + 2 : limits.Length + 1;

        var paths = new MapPaths(on, limits.Length + 3, MapPaths.GridFor(vertices));
        var counts = new long[limits.Length + 3];
        var (without, far) = (0L, 0L);
        foreach (var batch in layer.Scan())
        {
            for (var row = 0; row < batch.Count; row++)
            {
                var mapClass = ClassOf(batch.RecordNumbers[row]);
                counts[mapClass]++;
                var box = BoxOf(batch.Geometry, row);
                if (batch.Geometry.Kinds[row] != GeometryKind.Polygon || box.IsEmpty)
                    without++;
                else if (box.MaxX < bounds.MinX || box.MinX > bounds.MaxX || box.MaxY < bounds.MinY || box.MinY > bounds.MaxY)
                    far++;
                else
                    paths.Add(batch.Geometry, row, mapClass);
            }
        }

        MapPaths? outlines = null;
        if (zones is [(_, var first), ..])
        {
            outlines = new(on, 1, 0.25);
            for (var t = 0; t < first.Polygons.Count; t++)
                outlines.Add(first.Polygons, t, 0);
        }

        MapClass[] classes = [.. Scale(values.Count > 0 ? limits : null, counts), new(ReportTexts.NotEstimatedClass.In(language), MapFill.Hatched, counts[^2]), new(ReportTexts.NonForestClass.In(language), MapFill.Plain, counts[^1])];
        Figure(on, ReportTexts.UnitMap.In(language), ReportTexts.UnitCount.In(language), classes, paths, outlines, null);
        string[] remarks =
        [
            string.Format(null, ReportTexts.MapNote.In(language), HtmlTable.Number(paths.GridMetres, paths.GridMetres < 10 ? 1 : 0), layer.Reference.Name, layer.Name),
            .. Remark(ReportTexts.Undrawn, paths.UndrawnCount), .. Remark(ReportTexts.WithoutShape, without), .. Remark(ReportTexts.FarAway, far),
        ];
        document.Note(string.Join(language == "zh" ? "" : " ", remarks));
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
        foreach (var t in Enumerable.Range(0, polygons.Count).OrderBy(t => BoxOf(polygons, t) is var b && b.IsEmpty ? 0 : (b.MaxX - b.MinX) * (b.MaxY - b.MinY)))
            labels.Add(polygons, t, zone.Names[t].Length == 0 ? "—" : names[key, zone.Names[t], language], densities[t] is { } d ? HtmlTable.Number(d, units == AreaUnit.Mu ? 2 : 1) : "—");
        MapClass[] classes = [.. Scale(values.Count > 0 ? limits : null, counts), .. counts[^1] > 0 ? (MapClass[])[new(ReportTexts.NoRecordsClass.In(language), MapFill.Hatched, counts[^1])] : []];
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

    /// <summary>The classes between bounds; without any value there is none, but the place among the paths stays.</summary>
    private IEnumerable<MapClass> Scale(double[]? limits, long[] counts)
    {
        string Bound(double bound) => NiceNumbers.Text(bound);
        if (limits is null)
            return [new("—", MapFill.Scale, 0)];
        return Enumerable.Range(0, limits.Length + 1).Select(i => new MapClass(
            limits.Length == 0 ? ReportTexts.AllValues.In(language)
            : i == 0 ? string.Format(null, ReportTexts.Below.In(language), Bound(limits[0]))
            : i == limits.Length ? string.Format(null, ReportTexts.AtLeast.In(language), Bound(limits[^1]))
            : $"{Bound(limits[i - 1])}–{Bound(limits[i])}",
            MapFill.Scale, counts[i]));
    }

    private string[] Remark(Methodologies.Bilingual text, long count) => count > 0 ? [string.Format(null, text.In(language), HtmlTable.Number(count, 0))] : [];

    private List<MapBounds> Boxes()
    {
        var boxes = new List<MapBounds>();
        foreach (var batch in layer.Scan())
        {
            vertices += batch.Geometry.VertexCount;
            for (var row = 0; row < batch.Count; row++)
                if (BoxOf(batch.Geometry, row) is { IsEmpty: false } box)
                    boxes.Add(box);
        }

        return boxes;
    }

    private static MapBounds BoxOf(PolygonColumn polygons, int record)
    {
        var box = MapBounds.Empty;
        for (var r = polygons.FirstRing(record); r < polygons.RecordEnds[record]; r++)
            box = box.Include(polygons.Ring(r));
        return box;
    }
}
