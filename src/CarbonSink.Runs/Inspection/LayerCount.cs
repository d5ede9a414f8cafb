using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;

namespace CarbonSink.Runs;

/// <summary>Counts of a range of records.</summary>
internal readonly record struct LayerTotals(long Polygons, long Lines, long Points, long Unreadable, long Nulls, long Deleted, long Invalid, double MinX, double MinY, double MaxX, double MaxY)
{
    public static LayerTotals None { get; } = new(0, 0, 0, 0, 0, 0, 0, double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);

    public static LayerTotals operator +(LayerTotals a, LayerTotals b) => new(
        a.Polygons + b.Polygons, a.Lines + b.Lines, a.Points + b.Points, a.Unreadable + b.Unreadable, a.Nulls + b.Nulls, a.Deleted + b.Deleted, a.Invalid + b.Invalid,
        Math.Min(a.MinX, b.MinX), Math.Min(a.MinY, b.MinY), Math.Max(a.MaxX, b.MaxX), Math.Max(a.MaxY, b.MaxY));
}

/// <summary>One thread's pass over a range of records that counts what is there. Every field is read too, so that what is wrong with values is told.</summary>
internal sealed class LayerCount(IFeatureReader reader, RecordRange range, CancellationToken stop)
{
    public LayerTotals Totals { get; private set; } = LayerTotals.None;

    public FindingLog Findings { get; private set; } = new();

    public void Run(Action<int> progress)
    {
        var scan = reader.Read(range, [.. Enumerable.Range(0, reader.Schema.Fields.Count)], geometry: true, stop);
        foreach (var batch in scan)
        {
            Totals += Count(batch);
            progress(batch.Count);
        }

        Totals += LayerTotals.None with { Deleted = scan.Tally.Deleted };
        Findings = scan.Findings;
    }

    private static LayerTotals Count(FeatureBatch batch)
    {
        var shapes = batch.Geometry;
        var (polygons, lines, points, unreadable, nulls, invalid) = (0, 0, 0, 0, 0, 0);
        for (var row = 0; row < batch.Count; row++)
        {
            switch (shapes.Kinds[row])
            {
                case GeometryKind.Polygon:
                    polygons++;
                    invalid += ValidityFault.Of(shapes, row) is null ? 0 : 1;
                    break;
                case GeometryKind.Line:
                    lines++;
                    break;
                case GeometryKind.Point:
                    points++;
                    break;
                case GeometryKind.Null:
                    nulls++;
                    break;
                default:
                    unreadable++;
                    break;
            }
        }

        var (minX, minY, maxX, maxY) = (double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);
        var xy = shapes.Coordinates;
        for (var i = 0; i < xy.Length; i += 2)
        {
            (minX, maxX) = (Math.Min(minX, xy[i]), Math.Max(maxX, xy[i]));
            (minY, maxY) = (Math.Min(minY, xy[i + 1]), Math.Max(maxY, xy[i + 1]));
        }

        return new(polygons, lines, points, unreadable, nulls, 0, invalid, minX, minY, maxX, maxY);
    }
}
