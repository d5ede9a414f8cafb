using CarbonSink.Geometry;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>A pass over a shapefile.</summary>
internal sealed class ShapefileScan : FeatureScan
{
    private const int MostVertices = 1 << 20; // ends a batch early, so that memory is bounded for layers of very detailed polygons
    private const long MostBlockBytes = 16 << 20;

    private readonly ShapefileReader reader;
    private readonly RecordRange range;
    private readonly bool geometry;
    private readonly CancellationToken stop;
    private readonly FeatureBatch batch;
    private readonly DbaseRows? rows;
    private readonly ShapeDecoder? polygons;
    private long deleted;
    private long delivered;
    private long nulls;
    private long unreadable;

    public ShapefileScan(ShapefileReader reader, RecordRange range, IReadOnlyList<int> fields, bool geometry, CancellationToken stop)
    {
        (this.reader, this.geometry, this.stop) = (reader, geometry, stop);
        this.range = new(Math.Clamp(range.From, 0, reader.RecordCount), Math.Clamp(range.To, 0, reader.RecordCount));
        batch = new(reader.Schema, fields);
        rows = reader.Rows(fields, batch, Findings);
        polygons = geometry ? reader.Polygons(Findings) : null;
    }

    /// <inheritdoc/>
    public override RecordTally Tally => new(delivered, deleted, nulls, unreadable);

    /// <inheritdoc/>
    public override IEnumerator<FeatureBatch> GetEnumerator()
    {
        (delivered, deleted, nulls, unreadable) = (0, 0, 0, 0);
        for (var next = range.From; next < range.To;)
        {
            stop.ThrowIfCancellationRequested();
            batch.Clear();
            while (next < range.To && batch.Count < FeatureBatch.Capacity && batch.Geometry.VertexCount < MostVertices)
                next += Block(next);
            delivered += batch.Count;
            if (batch.Count > 0)
                yield return batch;
        }
    }

    private int Block(long first)
    {
        var count = (int)Math.Min(Math.Min(rows?.BlockRows ?? FeatureBatch.Capacity, FeatureBatch.Capacity - batch.Count), range.To - first);
        if (geometry)
            count = reader.FitGeometry(first, count, MostBlockBytes);
        var start = batch.Count;
        if (rows is not null)
        {
            deleted += rows.Read(first, count, batch);
        }
        else
        {
            for (var i = 0; i < count; i++)
                batch.RecordNumbers[start + i] = first + i;
            batch.Count = start + count;
        }

        if (polygons is not null)
            Geometry(start);
        return count;
    }

    private void Geometry(int start)
    {
        for (var row = start; row < batch.Count; row++)
        {
            var kind = polygons!.Read(batch.RecordNumbers[row], batch.Geometry);
            nulls += kind == GeometryKind.Null ? 1 : 0;
            unreadable += kind is GeometryKind.Unreadable or GeometryKind.Point or GeometryKind.Line ? 1 : 0;
        }
    }
}
