using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>An open .dbf without .shp (单独的属性表): attributes alone, no record lacks geometry.</summary>
internal sealed class DbaseTableReader : IFeatureReader
{
    private readonly InputFile dbf;
    private readonly DbaseTable table;

    /// <summary>Opens a table.</summary>
    /// <param name="path">Path of the .dbf.</param>
    /// <param name="encoding">Encoding named by the user; null to determine it.</param>
    /// <exception cref="RefusedInputException">It is missing, truncated or damaged.</exception>
    public DbaseTableReader(string path, TextEncoding? encoding = null)
    {
        var cpg = Sidecar.Find(path, ".cpg");
        Files = [path, .. cpg is null ? (string[])[] : [cpg]];
        dbf = new(path);
        try
        {
            table = DbaseTable.Open(dbf, encoding, cpg is null ? null : File.ReadAllText(cpg).Trim(), Path.GetFileName(cpg) ?? string.Empty, Findings);
        }
        catch
        {
            dbf.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Driver => "dBASE";

    /// <inheritdoc/>
    public string Name => dbf.Name;

    /// <inheritdoc/>
    public string Layer => Path.GetFileNameWithoutExtension(dbf.Name);

    /// <inheritdoc/>
    public IReadOnlyList<string> Files { get; }

    /// <inheritdoc/>
    public RecordSchema Schema => table.Schema;

    /// <inheritdoc/>
    public bool HasAttributes => true;

    /// <inheritdoc/>
    public long RecordCount => table.RecordCount;

    /// <inheritdoc/>
    public TextEncoding? Encoding => table.Encoding;

    /// <inheritdoc/>
    public CoordinateReference? CoordinateReference => null;

    /// <inheritdoc/>
    public string? ReferenceText => null;

    /// <inheritdoc/>
    public FindingLog Findings { get; } = new();

    /// <inheritdoc/>
    public FeatureScan Read(RecordRange range, IReadOnlyList<int> fields, bool geometry, CancellationToken stop = default) => new Scan(this, range, fields, geometry, stop);

    /// <inheritdoc/>
    public void Dispose() => dbf.Dispose();

    private sealed class Scan : FeatureScan
    {
        private readonly RecordRange range;
        private readonly bool geometry;
        private readonly CancellationToken stop;
        private readonly FeatureBatch batch;
        private readonly DbaseRows rows;
        private long delivered;
        private long deleted;

        public Scan(DbaseTableReader reader, RecordRange range, IReadOnlyList<int> fields, bool geometry, CancellationToken stop)
        {
            (this.geometry, this.stop) = (geometry, stop);
            this.range = new(Math.Clamp(range.From, 0, reader.RecordCount), Math.Clamp(range.To, 0, reader.RecordCount));
            batch = new(reader.Schema, fields);
            rows = new(reader.table, reader.dbf, fields, batch, Findings);
        }

        /// <inheritdoc/>
        public override RecordTally Tally => new(delivered, deleted, geometry ? delivered : 0, 0);

        /// <inheritdoc/>
        public override IEnumerator<FeatureBatch> GetEnumerator()
        {
            (delivered, deleted) = (0, 0);
            for (var next = range.From; next < range.To;)
            {
                stop.ThrowIfCancellationRequested();
                batch.Clear();
                while (next < range.To && batch.Count < FeatureBatch.Capacity)
                {
                    var count = (int)Math.Min(Math.Min(rows.BlockRows, FeatureBatch.Capacity - batch.Count), range.To - next);
                    deleted += rows.Read(next, count, batch);
                    next += count;
                }

                for (var row = 0; geometry && row < batch.Count; row++)
                    batch.Geometry.EndRecord(GeometryKind.Null);
                delivered += batch.Count;
                if (batch.Count > 0)
                    yield return batch;
            }
        }
    }
}
