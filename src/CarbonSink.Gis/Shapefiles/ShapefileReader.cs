using System.Text;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>An open shapefile (矢量图层): what it holds, and passes over its records. Passes of several threads may run at the same time.</summary>
/// <remarks>ESRI Shapefile Technical Description, July 1998. Without .shx the index is rebuilt, without .dbf only geometry is read, without .prj the coordinate reference is unknown; each is a finding.</remarks>
public sealed class ShapefileReader : IFeatureReader
{
    private const int HeaderTypeAt = 32;
    private const int FirstWithHeights = 11; // PointZ
    private const int LastWithMeasures = 28; // MultiPointM

    private readonly InputFile shp;
    private readonly InputFile? dbf;
    private readonly ShapeIndex index;
    private readonly DbaseTable? table;

    /// <summary>Opens NAME.shp and the files of the same name beside it, in any case.</summary>
    /// <param name="path">Path of the .shp.</param>
    /// <param name="encoding">Encoding named by the user; null to determine it.</param>
    /// <param name="reference">Coordinate reference named by the user, used in place of the .prj; null to read the .prj.</param>
    /// <exception cref="RefusedInputException">A file is missing, truncated or damaged, or the files do not belong together.</exception>
    public ShapefileReader(string path, TextEncoding? encoding = null, CoordinateReference? reference = null)
    {
        var parts = ShapefileParts.Find(path);
        Files = parts.Present;
        shp = new(parts.Shp);
        try
        {
            using var shx = parts.Shx is null ? null : new InputFile(parts.Shx);
            if (shx is null)
                Missing(GisFindings.IndexMissing, ".shx");
            index = ShapeIndex.Open(shp, shx, Findings);
            if (shp.Window(HeaderTypeAt + 1).Read(HeaderTypeAt, 1)[0] is >= FirstWithHeights and <= LastWithMeasures)
                Findings.Add(new Finding(SourceFindings.HeightsDropped, shp.Name, null, null, null, shp.Name));
            if (parts.Dbf is null)
            {
                Missing(GisFindings.TableMissing, ".dbf");
            }
            else
            {
                dbf = new(parts.Dbf);
                table = DbaseTable.Open(dbf, encoding, parts.Cpg is null ? null : File.ReadAllText(parts.Cpg).Trim(), Path.GetFileName(parts.Cpg) ?? string.Empty, Findings);
                if (table.RecordCount != index.Count)
                    throw new RefusedInputException(new Finding(GisFindings.RecordCountsDiffer, dbf.Name, null, null, null, dbf.Name, $"{table.RecordCount}", shp.Name, $"{index.Count}"));
            }
        }
        catch
        {
            Dispose();
            throw;
        }

        if (parts.Prj is not null)
            ReferenceText = TextEncoding.OfFile(File.ReadAllBytes(parts.Prj)); // ASCII by custom; names may be UTF-8 or in the Chinese code page, and only names
        else if (reference is null)
            Missing(GisFindings.ReferenceMissing, ".prj");
        CoordinateReference = reference ?? (ReferenceText is null ? null : CoordinateReferenceReader.Read(ReferenceText, Path.GetFileName(parts.Prj), Findings));
    }

    /// <inheritdoc/>
    public string Driver => "ESRI Shapefile";

    /// <inheritdoc/>
    public string Name => shp.Name;

    /// <inheritdoc/>
    public string Layer => Path.GetFileNameWithoutExtension(shp.Name);

    /// <inheritdoc/>
    public IReadOnlyList<string> Files { get; }

    /// <inheritdoc/>
    public RecordSchema Schema => table?.Schema ?? NoFields;

    /// <inheritdoc/>
    public bool HasAttributes => table is not null;

    /// <inheritdoc/>
    public long RecordCount => index.Count;

    /// <inheritdoc/>
    public TextEncoding? Encoding => table?.Encoding;

    /// <inheritdoc/>
    public CoordinateReference? CoordinateReference { get; }

    /// <inheritdoc/>
    public string? ReferenceText { get; }

    /// <inheritdoc/>
    public FindingLog Findings { get; } = new();

    private static RecordSchema NoFields { get; } = new([]);

    /// <inheritdoc/>
    public FeatureScan Read(RecordRange range, IReadOnlyList<int> fields, bool geometry, CancellationToken stop = default) => new ShapefileScan(this, range, fields, geometry, stop);

    /// <inheritdoc/>
    public void Dispose()
    {
        shp.Dispose();
        dbf?.Dispose();
    }

    internal DbaseRows? Rows(IReadOnlyList<int> fields, FeatureBatch batch, FindingLog findings) => table is null ? null : new(table, dbf!, fields, batch, findings);

    internal ShapeDecoder Polygons(FindingLog findings) => new(shp, index, findings);

    /// <summary>How many records, at least one, have geometry of no more bytes than given.</summary>
    internal int FitGeometry(long first, int count, long mostBytes)
    {
        long bytes = 0;
        for (var i = 0; i < count; i++)
        {
            bytes += index.ContentLength(first + i);
            if (bytes > mostBytes)
                return Math.Max(i, 1);
        }

        return count;
    }

    private void Missing(FindingRule rule, string extension)
    {
        var file = Path.GetFileNameWithoutExtension(shp.Name) + extension;
        Findings.Add(new Finding(rule, file, null, null, null, file));
    }
}
