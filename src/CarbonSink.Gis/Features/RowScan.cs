using CarbonSink.Geometry;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>A pass over a layer that is read record by record.</summary>
internal abstract class RowScan : FeatureScan
{
    private const int MostVertices = 1 << 20; // ends a batch early, so that memory is bounded for layers of very detailed polygons

    private readonly RecordRange range;
    private readonly CancellationToken stop;
    private long delivered;
    private long nulls;
    private long unreadable;

    protected RowScan(IFeatureReader reader, RecordRange range, IReadOnlyList<int> fields, bool geometry, CancellationToken stop)
    {
        this.range = new(Math.Clamp(range.From, 0, reader.RecordCount), Math.Clamp(range.To, 0, reader.RecordCount));
        (File, WantsGeometry, this.stop) = (reader.Name, geometry, stop);
        Batch = new(reader.Schema, fields);
        Cells = new(Batch, fields, reader.Name, Findings);
    }

    /// <inheritdoc/>
    public override RecordTally Tally => new(delivered, 0, nulls, unreadable);

    protected string File { get; }

    protected bool WantsGeometry { get; }

    protected FeatureBatch Batch { get; }

    protected RowCells Cells { get; }

    protected GeometryBuffer Shape { get; } = new();

    /// <inheritdoc/>
    public override IEnumerator<FeatureBatch> GetEnumerator()
    {
        (delivered, nulls, unreadable) = (0, 0, 0);
        using var source = Begin(range);
        for (var next = range.From; next < range.To;)
        {
            stop.ThrowIfCancellationRequested();
            Batch.Clear();
            while (next < range.To && Batch.Count < FeatureBatch.Capacity && Batch.Geometry.VertexCount < MostVertices)
            {
                Cells.Begin(next);
                Count(Row(next++));
            }

            delivered += Batch.Count;
            yield return Batch;
        }
    }

    /// <summary>Prepares the source; what it gives is disposed of at the end of the pass.</summary>
    protected virtual IDisposable? Begin(RecordRange records) => null;

    /// <summary>Reads the cells of a record and, where it is wanted, adds its geometry to the batch; returns its kind, <see cref="GeometryKind.Polygon"/> where none is wanted.</summary>
    protected abstract GeometryKind Row(long record);

    private void Count(GeometryKind kind)
    {
        if (!WantsGeometry)
            return;
        nulls += kind == GeometryKind.Null ? 1 : 0;
        unreadable += kind is GeometryKind.Unreadable or GeometryKind.Point or GeometryKind.Line ? 1 : 0;
    }
}
