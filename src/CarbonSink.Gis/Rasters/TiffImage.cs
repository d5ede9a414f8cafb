using System.Buffers;
using CarbonSink.Findings;

namespace CarbonSink.Gis;

/// <summary>The stored values of one image of a TIFF file, window by window. Reads of several threads may run at the same time.</summary>
internal sealed class TiffImage(InputFile file, TiffLayout layout, TiffSamples samples)
{
    private const int BytesAtATime = 1 << 22;
    private const int LargeBytes = 1 << 23;
    private const long MostLargeBytes = 1 << 26;

    // Decoded blocks that are too large to be taken whole: windows of them would each decode them anew.
    private readonly List<(int Block, byte[] Bytes)> large = [];

    /// <summary>Reads a window of stored values.</summary>
    /// <param name="band">From 0.</param>
    /// <param name="column">First column.</param>
    /// <param name="row">First row.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="absent">Value of the cells in blocks that the file leaves out.</param>
    /// <param name="values">Receives them, row by row.</param>
    public void Read(int band, int column, int row, int width, int height, double absent, Span<double> values)
    {
        for (var top = row; top < row + height;)
        {
            var bottom = (int)Math.Min(row + height, ((top / layout.BlockHeight) + 1) * (long)layout.BlockHeight);
            for (var left = column; left < column + width;)
            {
                var right = (int)Math.Min(column + width, ((left / layout.BlockWidth) + 1) * (long)layout.BlockWidth);
                ReadBlock(band, left, top, right - left, bottom - top, absent, values[(((top - row) * width) + left - column)..], width);
                left = right;
            }

            top = bottom;
        }
    }

    // A window within one strip or tile.
    private void ReadBlock(int band, int column, int row, int width, int height, double absent, Span<double> values, int stride)
    {
        var block = layout.BlockOf(band, column, row);
        var (offset, length) = (layout.Offsets[block], layout.ByteCounts[block]);
        if (offset == 0 || length == 0)
        {
            for (var r = 0; r < height; r++)
                values.Slice(r * stride, width).Fill(absent);
            return;
        }

        var rowBytes = (int)samples.RowBytes(layout.BlockWidth);
        var (firstRow, sample, firstColumn) = (row % layout.BlockHeight, layout.IsPlanar ? 0 : band, column % layout.BlockWidth);
        if (layout.Compression == 1)
        {
            ReadRows(offset, length, rowBytes, firstRow, sample, firstColumn, width, height, values, stride);
            return;
        }

        var size = layout.RowsOf(row) * rowBytes;
        if (size > LargeBytes)
        {
            var kept = Large(block, offset, length, size, rowBytes);
            for (var r = 0; r < height; r++)
                samples.Convert(kept.AsSpan((firstRow + r) * rowBytes, rowBytes), sample, firstColumn, values.Slice(r * stride, width));
            return;
        }

        var bytes = ArrayPool<byte>.Shared.Rent(Math.Max(1, size));
        try
        {
            Decode(offset, length, bytes.AsSpan(0, size));
            for (var r = 0; r < height; r++)
            {
                var line = bytes.AsSpan((firstRow + r) * rowBytes, rowBytes);
                samples.Restore(line);
                samples.Convert(line, sample, firstColumn, values.Slice(r * stride, width));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    // Without compression a block of any size is read a few rows at a time.
    private void ReadRows(long offset, long length, int rowBytes, int firstRow, int sample, int firstColumn, int width, int height, Span<double> values, int stride)
    {
        var atATime = Math.Clamp(BytesAtATime / rowBytes, 1, height);
        var bytes = ArrayPool<byte>.Shared.Rent(atATime * rowBytes);
        try
        {
            for (var done = 0; done < height; done += atATime)
            {
                var rows = Math.Min(atATime, height - done);
                Copy(offset + ((firstRow + done) * (long)rowBytes), offset, length, bytes.AsSpan(0, rows * rowBytes));
                for (var r = 0; r < rows; r++)
                {
                    var line = bytes.AsSpan(r * rowBytes, rowBytes);
                    samples.Restore(line);
                    samples.Convert(line, sample, firstColumn, values.Slice((done + r) * stride, width));
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private byte[] Large(int block, long offset, long length, int size, int rowBytes)
    {
        lock (large)
        {
            if (large.FindIndex(k => k.Block == block) is >= 0 and var at)
                return large[at].Bytes;
            while (large.Count > 0 && large.Sum(k => (long)k.Bytes.Length) + size > MostLargeBytes)
                large.RemoveAt(0);
            var bytes = new byte[size];
            Decode(offset, length, bytes);
            for (var from = 0; from < size; from += rowBytes)
                samples.Restore(bytes.AsSpan(from, rowBytes));
            large.Add((block, bytes));
            return bytes;
        }
    }

    private void Copy(long from, long offset, long length, Span<byte> target)
    {
        if (offset > file.Length || length > long.MaxValue - offset || from + target.Length > offset + length || from + target.Length > file.Length)
            throw RasterFindings.Damaged(file.Name, Math.Min(from, file.Length), $"{target.Length} bytes wanted at byte {from}, the block has {length} from byte {offset}, the file {file.Length}");
        TiffDirectory.Fill(file, from, target);
    }

    private void Decode(long offset, long length, Span<byte> target)
    {
        if (offset > file.Length || length > file.Length - offset || length > TiffLayout.MostBlockBytes || TiffCodec.LeastBytes(target.Length) > length)
            throw RasterFindings.Damaged(file.Name, offset, $"a block of {length} bytes for {target.Length}");
        var isLarge = length > LargeBytes; // a pool would keep it
        var packed = isLarge ? new byte[length] : ArrayPool<byte>.Shared.Rent((int)length);
        try
        {
            TiffDirectory.Fill(file, offset, packed.AsSpan(0, (int)length));
            var got = TiffCodec.Decode(layout.Compression, packed, (int)length, target);
            if (got < target.Length)
                throw RasterFindings.Damaged(file.Name, offset, $"the block decodes to {got} bytes of {target.Length}");
        }
        catch (InvalidDataException e)
        {
            throw RasterFindings.Damaged(file.Name, offset, e.Message);
        }
        finally
        {
            if (!isLarge)
                ArrayPool<byte>.Shared.Return(packed);
        }
    }
}
