using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Rasters;

namespace CarbonSink.Gis;

/// <summary>Reads GeoTIFF files (栅格读取) without GDAL: classic and BigTIFF, strips and tiles, cloud-optimised ones; no compression, PackBits, LZW and Deflate. Reads of several threads may run at the same time.</summary>
/// <remarks>
/// TIFF 6.0 with its technical note 3, BigTIFF, GeoTIFF 1.1 (OGC 19-008r4), and GDAL's tags for the no-data value, scale and offset. The first image at full resolution is
/// read; overviews are passed over, a mask takes values away. A block that the file leaves out has no value where a no-data value is declared, otherwise 0, as GDAL has it.
/// </remarks>
public sealed class GeoTiffReader : IRasterReader
{
    private const int CellsOfStrips = 1 << 18;

    private readonly InputFile file;
    private readonly TiffLayout layout;
    private readonly TiffImage stored;
    private readonly TiffMask? mask;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The .tif.</param>
    /// <param name="reference">Coordinate reference named by the user, used in place of the file's own; or null.</param>
    /// <exception cref="RefusedInputException">It is missing, damaged, or of a kind that needs GDAL (RAS-0002).</exception>
    public GeoTiffReader(string path, CoordinateReference? reference = null)
    {
        file = new(path);
        try
        {
            var directories = TiffDirectory.ReadAll(file);
            var images = directories.Where(d => (d.Number(TiffTag.NewSubfileType, 0) & 5) == 0).ToArray();
            var image = images.Length > 0 ? images[0] : directories[0];
            if (images.Length > 1)
                Findings.Add(new Finding(RasterFindings.SeveralImages, Name, null, null, null, Name, $"{images.Length}"));
            (layout, var samples) = TiffLayout.Read(image, file);
            stored = new(file, layout, samples);
            mask = TiffMask.Find(directories, file, path, layout);
            Bands = TiffBands.Read(image, layout, samples, Name, Findings);
            var place = new GeoTags(image, path, layout.Width, layout.Height);
            (Grid, IsPlaced) = (place.Grid, place.IsPlaced);
            if (!IsPlaced)
                Findings.Add(new Finding(RasterFindings.NotPlaced, Name, null, null, null, Name));
            var own = reference is null ? place.Reference(Name, Findings) : null;
            if (own is null && reference is null)
                Findings.Add(new Finding(RasterFindings.ReferenceMissing, Name, null, null, null, Name));
            (CoordinateReference, Files) = (reference ?? own, [path, .. place.Sidecars, .. TiffMask.SidecarOf(path) is { } beside ? (string[])[beside] : []]);
            var rows = Math.Max(1, CellsOfStrips / layout.Width);
            (BlockWidth, BlockHeight) = BlockBounds.Of(Grid, layout.BlockWidth, layout.IsTiled ? layout.BlockHeight : layout.Compression == 1 ? rows : Math.Max(1, rows / layout.BlockHeight) * (long)layout.BlockHeight);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Driver => "GTiff";

    /// <inheritdoc/>
    public string Name => file.Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files { get; }

    /// <inheritdoc/>
    public RasterGrid Grid { get; }

    /// <inheritdoc/>
    public bool IsPlaced { get; }

    /// <inheritdoc/>
    public IReadOnlyList<RasterBand> Bands { get; }

    /// <inheritdoc/>
    public int BlockWidth { get; }

    /// <inheritdoc/>
    /// <remarks>Of thin strips several are a block; strips and tiles beyond a million cells are several blocks.</remarks>
    public int BlockHeight { get; }

    /// <inheritdoc/>
    public CoordinateReference? CoordinateReference { get; }

    /// <inheritdoc/>
    public FindingLog Findings { get; } = new();

    /// <inheritdoc/>
    public void ReadWindow(int band, int column, int row, int width, int height, Span<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)band, (uint)Bands.Count, nameof(band));
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)column + width, layout.Width, nameof(width));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)row + height, layout.Height, nameof(height));
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, (long)width * height, nameof(values));
        values = values[..(width * height)];
        stored.Read(band, column, row, width, height, NoDataValues.Stored(Bands[band]) ?? 0, values);
        NoDataValues.Finish(Bands[band], values);
        mask?.Clear(band, column, row, width, height, values);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        mask?.Dispose();
        file.Dispose();
    }
}
