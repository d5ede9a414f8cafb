using CarbonSink.Geometry;
using CarbonSink.Inventory;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>Units that are mapped by a value (制图小班).</summary>
/// <param name="Name">Name of the source.</param>
/// <param name="Reference">Coordinate reference.</param>
/// <param name="Scan">Reads them, the same each time.</param>
/// <param name="Value">The value of a row of a batch; null where it was not estimated.</param>
/// <param name="IsNonForest">Whether a row without value is outside the subject.</param>
internal sealed record MappedUnits(string Name, CoordinateReference Reference, Func<IEnumerable<FeatureBatch>> Scan, Func<FeatureBatch, int, double?> Value, Func<FeatureBatch, int, bool> IsNonForest)
{
    /// <summary>The zone of a row, for borders; null for none.</summary>
    public Func<FeatureBatch, int, int>? Zone { get; init; }
}

/// <summary>A choropleth map of units (小班分级设色图): classes of about equally many, generalised to what the eye sees, or, for the public, to the accuracy that may be published.</summary>
internal sealed class UnitMap
{
    private const double MetresPerDegree = 111_320; // of latitude, about
    private const double BorderStep = 1;

    private readonly MappedUnits units;
    private readonly string language;
    private readonly List<double> values = [];
    private readonly long vertices;

    /// <summary>Reads values and bounds.</summary>
    public UnitMap(MappedUnits units, string language)
    {
        (this.units, this.language) = (units, language);
        var boxes = new List<MapBounds>();
        foreach (var batch in units.Scan())
        {
            vertices += batch.Geometry.VertexCount;
            for (var row = 0; row < batch.Count; row++)
            {
                if (BoxOf(batch.Geometry, row) is { IsEmpty: false } box)
                    boxes.Add(box);
                if (units.Value(batch, row) is { } value)
                    values.Add(value);
            }
        }

        Bounds = MapBounds.WithoutOutliers(boxes);
        Frame = Bounds.IsEmpty ? null : new(units.Reference, Bounds, SvgMap.PanelWidth, SvgMap.MostPanelHeight);
    }

    /// <summary>The panel; null where there is nothing to draw.</summary>
    public MapFrame? Frame { get; }

    private MapBounds Bounds { get; }

    /// <summary>Draws the units as they are, as far as the eye sees; <paramref name="accuracyDegrees"/> is what may be published, null for everything.</summary>
    /// <exception cref="InvalidOperationException">There is nothing to draw.</exception>
    public DrawnMap Draw(double? accuracyDegrees = null)
    {
        var on = Frame ?? throw new InvalidOperationException("a map without a panel");
        var step = Math.Ceiling((accuracyDegrees ?? 0) * MetresPerDegree / on.MetresPerUnit * 100) / 100; // in the decimals of a drawing
        return step > MapPaths.GridFor(vertices) ? Generalised(on, step, accuracyDegrees!.Value) : Drawn(on);
    }

    /// <summary>The classes between bounds; without any value there is none, but the place among the paths stays.</summary>
    public static IEnumerable<MapClass> Scale(double[]? limits, long[] counts, string language)
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

    /// <summary>Bounds of the rings of a record.</summary>
    public static MapBounds BoxOf(PolygonColumn polygons, int record)
    {
        var box = MapBounds.Empty;
        for (var r = polygons.FirstRing(record); r < polygons.RecordEnds[record]; r++)
            box = box.Include(polygons.Ring(r));
        return box;
    }

    private DrawnMap Drawn(MapFrame on)
    {
        var limits = NiceNumbers.ClassBounds(values, SvgMap.MostClasses);
        int ClassOf(FeatureBatch batch, int row) => units.Value(batch, row) is { } value ? limits.Count(b => value >= b) : units.IsNonForest(batch, row) ? limits.Length + 2 : limits.Length + 1;
        var paths = new MapPaths(on, limits.Length + 3, MapPaths.GridFor(vertices));
        var cells = units.Zone is null ? null : new MapCells(on, BorderStep);
        var counts = new long[limits.Length + 3];
        var (without, far) = (0L, 0L);
        foreach (var batch in units.Scan())
        {
            for (var row = 0; row < batch.Count; row++)
            {
                var mapClass = ClassOf(batch, row);
                counts[mapClass]++;
                var box = BoxOf(batch.Geometry, row);
                if (batch.Geometry.Kinds[row] != GeometryKind.Polygon || box.IsEmpty)
                    without++;
                else if (IsFar(box))
                    far++;
                else
                {
                    paths.Add(batch.Geometry, row, mapClass);
                    cells?.Add(batch.Geometry, row, null, false, units.Zone!(batch, row));
                }
            }
        }

        string[] remarks =
        [
            string.Format(null, ReportTexts.MapNote.In(language), HtmlTable.Number(paths.GridMetres, paths.GridMetres < 10 ? 1 : 0), units.Reference.Name, units.Name),
            .. Remark(ReportTexts.Undrawn, paths.UndrawnCount), .. Remark(ReportTexts.WithoutShape, without), .. Remark(ReportTexts.FarAway, far),
        ];
        return new(Classes(limits, counts), paths, Borders(on, cells, BorderStep), remarks, ReportTexts.UnitCount);
    }

    private DrawnMap Generalised(MapFrame on, double step, double accuracyDegrees)
    {
        var cells = new MapCells(on, step);
        foreach (var batch in units.Scan())
            for (var row = 0; row < batch.Count; row++)
                if (batch.Geometry.Kinds[row] == GeometryKind.Polygon)
                    cells.Add(batch.Geometry, row, units.Value(batch, row), units.IsNonForest(batch, row), units.Zone?.Invoke(batch, row) ?? -1);
        double[] means = [.. cells.Means];
        var limits = NiceNumbers.ClassBounds(means, SvgMap.MostClasses);
        var paths = new MapPaths(on, limits.Length + 3, step);
        var counts = cells.Draw(paths, mean => limits.Count(b => mean >= b), limits.Length + 1, limits.Length + 2);
        var remark = string.Format(null, ReportTexts.CellNote.In(language), NiceNumbers.Text(accuracyDegrees), HtmlTable.Number(paths.GridMetres, 0), units.Reference.Name, units.Name);
        return new(Classes(limits, counts), paths, units.Zone is null ? null : Borders(on, cells, step), [remark], ReportTexts.CellCount);
    }

    private MapClass[] Classes(double[] limits, long[] counts) =>
        [.. Scale(values.Count > 0 ? limits : null, counts, language), new(ReportTexts.NotEstimatedClass.In(language), MapFill.Hatched, counts[^2]), new(ReportTexts.NonForestClass.In(language), MapFill.Plain, counts[^1])];

    private static MapPaths? Borders(MapFrame on, MapCells? cells, double step)
    {
        if (cells is null)
            return null;
        var borders = new MapPaths(on, 1, step);
        cells.DrawBorders(borders);
        return borders;
    }

    private bool IsFar(MapBounds box) => box.MaxX < Bounds.MinX || box.MinX > Bounds.MaxX || box.MaxY < Bounds.MinY || box.MinY > Bounds.MaxY;

    private string[] Remark(Methodologies.Bilingual text, long count) => count > 0 ? [string.Format(null, text.In(language), HtmlTable.Number(count, 0))] : [];
}

/// <summary>A map ready to be written (画好的地图).</summary>
/// <param name="Classes">Its classes with their numbers.</param>
/// <param name="Paths">Their polygons.</param>
/// <param name="Borders">Borders of zones, or null.</param>
/// <param name="Remarks">What stands below it.</param>
/// <param name="Counted">What the numbers count.</param>
internal sealed record DrawnMap(MapClass[] Classes, MapPaths Paths, MapPaths? Borders, string[] Remarks, Methodologies.Bilingual Counted);
