using System.Buffers;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Rasters;

namespace CarbonSink.Gis;

/// <summary>Reads GeoTIFF files (栅格读取) without GDAL: classic and BigTIFF, strips and tiles, cloud-optimised ones; no compression, PackBits, LZW and Deflate. Reads of several threads may run at the same time.</summary>
/// <remarks>
/// TIFF 6.0 with its technical note 3, BigTIFF, GeoTIFF 1.1 (OGC 19-008r4), and GDAL's tags for the no-data value, scale and offset. The first image at full resolution is
/// read; overviews and masks are passed over. A block that the file leaves out has no value where a no-data value is declared, otherwise 0, as GDAL has it.
/// </remarks>
public sealed class GeoTiffReader : IRasterReader
{
    private const long MostBlockBytes = 1 << 28;
    private const int CellsOfStrips = 1 << 18;

    private readonly InputFile file;
    private readonly TiffLayout layout;
    private readonly TiffSamples samples;

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
            (layout, samples) = TiffLayout.Read(image, file);
            Bands = TiffBands.Read(image, layout, samples, Name, Findings);
            var place = new GeoTags(image, path, layout.Width, layout.Height);
            (Grid, IsPlaced) = (place.Grid, place.IsPlaced);
            if (!IsPlaced)
                Findings.Add(new Finding(RasterFindings.NotPlaced, Name, null, null, null, Name));
            var own = reference is null ? place.Reference(Name, Findings) : null;
            if (own is null && reference is null)
                Findings.Add(new Finding(RasterFindings.ReferenceMissing, Name, null, null, null, Name));
            (CoordinateReference, Files) = (reference ?? own, [path, .. place.Sidecars]);
        }
        catch
        {
            file.Dispose();
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
    public int BlockWidth => layout.BlockWidth;

    /// <inheritdoc/>
    /// <remarks>Of thin strips several are a block.</remarks>
    public int BlockHeight => layout.IsTiled ? layout.BlockHeight
        : (int)Math.Min(layout.Height, layout.Compression == 1 ? WantedRows : Math.Max(1, WantedRows / layout.BlockHeight) * (long)layout.BlockHeight);

    /// <inheritdoc/>
    public CoordinateReference? CoordinateReference { get; }

    /// <inheritdoc/>
    public FindingLog Findings { get; } = new();

    private int WantedRows => Math.Max(1, CellsOfStrips / layout.Width);

    /// <inheritdoc/>
    public void ReadWindow(int band, int column, int row, int width, int height, Span<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)band, (uint)Bands.Count, nameof(band));
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)column + width, layout.Width, nameof(width));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)row + height, layout.Height, nameof(height));
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, (long)width * height, nameof(values));
        for (var top = row; top < row + height;)
        {
            var bottom = Math.Min(row + height, ((top / layout.BlockHeight) + 1) * (long)layout.BlockHeight);
            for (var left = column; left < column + width;)
            {
                var right = (int)Math.Min(column + width, ((left / layout.BlockWidth) + 1) * (long)layout.BlockWidth);
                ReadBlock(band, left, top, right - left, (int)(bottom - top), values[(((top - row) * width) + left - column)..], width);
                left = right;
            }

            top = (int)bottom;
        }

        Finish(Bands[band], values[..(width * height)]);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    // A window within one strip or tile.
    private void ReadBlock(int band, int column, int row, int width, int height, Span<double> values, int stride)
    {
        var block = layout.BlockOf(band, column, row);
        var (offset, length) = (layout.Offsets[block], layout.ByteCounts[block]);
        if (offset == 0 || length == 0)
        {
            for (var r = 0; r < height; r++)
                values.Slice(r * stride, width).Fill(Bands[band].NoData is { } none ? samples.Stored(none) : 0);
            return;
        }

        var rowBytes = (int)samples.RowBytes(layout.BlockWidth);
        var (firstRow, sample) = (row % layout.BlockHeight, layout.IsPlanar ? 0 : band);
        var (skipped, wanted) = layout.Compression == 1 ? (firstRow, height) : (0, layout.RowsOf(row));
        var bytes = ArrayPool<byte>.Shared.Rent(Math.Max(1, wanted * rowBytes));
        try
        {
            var decoded = bytes.AsSpan(0, wanted * rowBytes);
            if (layout.Compression == 1)
                Copy(offset + ((long)skipped * rowBytes), offset, length, decoded);
            else
                Decode(offset, length, decoded);
            for (var r = 0; r < height; r++)
            {
                var line = decoded.Slice((firstRow - skipped + r) * rowBytes, rowBytes);
                samples.Restore(line);
                samples.Convert(line, sample, column % layout.BlockWidth, values.Slice(r * stride, width));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void Copy(long from, long offset, long length, Span<byte> target)
    {
        if (from + target.Length > offset + length || from + target.Length > file.Length)
            throw RasterFindings.Damaged(Name, from, $"{target.Length} bytes wanted, the block has {Math.Min(offset + length, file.Length) - from}");
        TiffDirectory.Fill(file, from, target);
    }

    private void Decode(long offset, long length, Span<byte> target)
    {
        if (offset > file.Length || length > file.Length - offset || length > MostBlockBytes || TiffCodec.LeastBytes(target.Length) > length)
            throw RasterFindings.Damaged(Name, offset, $"a block of {length} bytes for {target.Length}");
        var packed = ArrayPool<byte>.Shared.Rent((int)length);
        try
        {
            TiffDirectory.Fill(file, offset, packed.AsSpan(0, (int)length));
            var got = TiffCodec.Decode(layout.Compression, packed, (int)length, target);
            if (got < target.Length)
                throw RasterFindings.Damaged(Name, offset, $"the block decodes to {got} bytes of {target.Length}");
        }
        catch (InvalidDataException e)
        {
            throw RasterFindings.Damaged(Name, offset, e.Message);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    private void Finish(RasterBand band, Span<double> values)
    {
        if (band.NoData is { } none)
            NoDataValues.Clear(values, samples.Stored(none));
        if (band.Scale == 1 && band.Offset == 0)
            return;
        for (var i = 0; i < values.Length; i++)
            values[i] = (values[i] * band.Scale) + band.Offset;
    }
}
