using CarbonSink.Geometry;
using CarbonSink.Rasters;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The panel of a map in square cells (格网概括): for every cell the mean of the units in it by their exact area there, and the zone that has the most of it. What is drawn of them tells no boundary more closely than a cell.</summary>
internal sealed class MapCells
{
    private readonly CellCoverage coverage;
    private readonly int width;
    private readonly int height;
    private readonly double[] valued;
    private readonly double[] weighted;
    private readonly double[] missing;
    private readonly double[] outside;
    private readonly double[] most;
    private readonly int[] zones;

    /// <summary>Lays cells over a panel.</summary>
    /// <param name="frame">The panel.</param>
    /// <param name="step">Width of a cell, panel units.</param>
    public MapCells(MapFrame frame, double step)
    {
        (width, height) = ((int)Math.Ceiling(frame.Width / step), (int)Math.Ceiling(frame.Height / step));
        var (x, y) = frame.FromPanel(0, 0);
        var (nextX, nextY) = frame.FromPanel(step, step);
        coverage = new(new(width, height, x, nextX - x, 0, y, 0, nextY - y));
        (valued, weighted, missing, outside, most) = (new double[width * height], new double[width * height], new double[width * height], new double[width * height], new double[width * height]);
        zones = new int[width * height];
        Array.Fill(zones, -1);
    }

    /// <summary>The mean of each cell of which most was estimated.</summary>
    public IEnumerable<double> Means => Enumerable.Range(0, valued.Length).Select(Mean).OfType<double>();

    /// <summary>Adds a unit.</summary>
    /// <param name="polygons">The column that holds it.</param>
    /// <param name="record">Its row.</param>
    /// <param name="value">Its value; null where it was not estimated.</param>
    /// <param name="isOutside">Whether it is outside the subject.</param>
    /// <param name="zone">Number of its zone; −1 for none.</param>
    public void Add(PolygonColumn polygons, int record, double? value, bool isOutside, int zone)
    {
        coverage.Take(polygons, record);
        for (var band = 0; band < coverage.Bands; band++)
            foreach (var span in coverage.Spans(band))
                for (var cell = (span.Row * width) + span.Column; cell < (span.Row * width) + span.Column + span.Length; cell++)
                {
                    (value is not null ? valued : isOutside ? outside : missing)[cell] += span.Fraction;
                    weighted[cell] += span.Fraction * (value ?? 0);
                    if (span.Fraction > most[cell])
                        (most[cell], zones[cell]) = (span.Fraction, zone);
                }
    }

    /// <summary>Draws the cells.</summary>
    /// <param name="paths">Where to: its grid is that of the cells.</param>
    /// <param name="classOf">Class of a mean.</param>
    /// <param name="notEstimated">Class of cells that were not estimated.</param>
    /// <param name="nonForest">Class of cells outside the subject.</param>
    /// <returns>Number of cells by class.</returns>
    public long[] Draw(MapPaths paths, Func<double, int> classOf, int notEstimated, int nonForest)
    {
        var counts = new long[Math.Max(notEstimated, nonForest) + 1];
        for (var cell = 0; cell < valued.Length; cell++)
        {
            if (valued[cell] + missing[cell] + outside[cell] == 0)
                continue;
            var mapClass = Mean(cell) is { } mean ? classOf(mean) : missing[cell] >= outside[cell] ? notEstimated : nonForest;
            counts[mapClass]++;
            paths.AddCell(cell % width, cell / width, mapClass);
        }

        return counts;
    }

    /// <summary>Draws the borders between zones, and around them, along the cells.</summary>
    public void DrawBorders(MapPaths paths)
    {
        int Zone(int x, int y) => x < 0 || y < 0 || x >= width || y >= height ? -1 : zones[(y * width) + x];
        for (var y = 0; y <= height; y++)
            Lines(width, x => Zone(x, y - 1) != Zone(x, y), (from, end) => paths.AddLine((from, y), (end, y), 0));
        for (var x = 0; x <= width; x++)
            Lines(height, y => Zone(x - 1, y) != Zone(x, y), (from, end) => paths.AddLine((x, from), (x, end), 0));
    }

    private static void Lines(int length, Func<int, bool> isBorder, Action<int, int> add)
    {
        for (var from = 0; from < length; from++)
        {
            var end = from;
            while (end < length && isBorder(end))
                end++;
            if (end > from)
                add(from, end);
            from = end;
        }
    }

    private double? Mean(int cell) => valued[cell] > 0 && valued[cell] >= Math.Max(missing[cell], outside[cell]) ? weighted[cell] / valued[cell] : null;
}
