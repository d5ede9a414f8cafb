using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CarbonSink.Gis;

/// <summary>How the values of a TIFF file are stored, and their way to doubles (像元值解码).</summary>
/// <param name="Bits">Width of a value.</param>
/// <param name="Format">SampleFormat: 1 unsigned, 2 signed, 3 floating point.</param>
/// <param name="PerPixel">Values that stand together for a pixel.</param>
/// <param name="IsBigEndian">Byte order of the file.</param>
/// <param name="Predictor">1 none, 2 differences, 3 differences of bytes of floating-point numbers.</param>
internal sealed record TiffSamples(int Bits, int Format, int PerPixel, bool IsBigEndian, int Predictor)
{
    /// <summary>Whether values fill whole bytes.</summary>
    public bool IsWhole => Bits is 8 or 16 or 24 or 32 or 64;

    /// <summary>What cannot be read here; null where all can.</summary>
    public string? Unsupported =>
        Format is < 1 or > 3 ? $"SampleFormat {Format}"
        : Format == 3 && Bits is not (16 or 24 or 32 or 64) || Bits is < 1 or > 64 || (Bits > 32 && Bits != 64) ? $"{Bits}-bit values"
        : Predictor is < 1 or > 3 || (Predictor == 2 && Bits is not (8 or 16 or 32 or 64)) || (Predictor == 3 && Format != 3) ? $"predictor {Predictor} on {Bits}-bit values"
        : null;

    /// <summary>Name of the type that holds the values, as GDAL names it. Odd widths are held by the next wider unsigned type, whatever their format.</summary>
    public string TypeName => (Format, Bits) switch
    {
        (3, 64) => "Float64",
        (3, _) => "Float32",
        (2, 8) => "Int8",
        (2, 16) => "Int16",
        (2, 32) => "Int32",
        (2, 64) => "Int64",
        (_, <= 8) => "Byte",
        (_, <= 16) => "UInt16",
        (_, <= 32) => "UInt32",
        _ => "UInt64",
    };

    /// <summary>Bytes of a row of so many pixels.</summary>
    public long RowBytes(long pixels) => ((pixels * PerPixel * Bits) + 7) / 8;

    /// <summary>Brings a decoded row into the byte order of this machine's doubles: lowest byte first, differences added up.</summary>
    public void Restore(Span<byte> row)
    {
        if (Predictor == 3)
        {
            AddBytes(row);
            return;
        }

        if (IsBigEndian)
            Swap(row);
        if (Predictor == 2)
            AddUp(row);
    }

    /// <summary>A restored row's values of one sample.</summary>
    /// <param name="row">The row.</param>
    /// <param name="sample">Which of the values of a pixel.</param>
    /// <param name="first">First pixel.</param>
    /// <param name="values">Receives as many as it holds.</param>
    public void Convert(ReadOnlySpan<byte> row, int sample, int first, Span<double> values)
    {
        if (!IsWhole)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = Packed(row, (((long)first + i) * PerPixel) + sample);
            return;
        }

        var size = Bits / 8;
        row = row[(((first * PerPixel) + sample) * size)..];
        if (size == 4 && Format == 3 && PerPixel == 1)
        {
            Floats(MemoryMarshal.Cast<byte, float>(row), values);
            return;
        }

        var step = size * PerPixel;
        for (var (i, at) = (0, 0); i < values.Length; i++, at += step)
            values[i] = Value(row.Slice(at, size));
    }

    // GDAL packs whole numbers of 24 bits like other odd widths, highest bit first, and libtiff turns them round in files of the other byte order: so do such files read.
    private double Value(ReadOnlySpan<byte> bytes) => (Format, bytes.Length) switch
    {
        (3, 2) => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        (3, 3) => Float24(bytes[0] | (bytes[1] << 8) | (bytes[2] << 16)),
        (3, 4) => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        (3, _) => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        (2, 1) => (sbyte)bytes[0],
        (2, 2) => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        (2, 3) => ((bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8)) >> 8,
        (2, 4) => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        (2, _) => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        (_, 1) => bytes[0],
        (_, 2) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (_, 3) => (bytes[0] << 16) | (bytes[1] << 8) | bytes[2],
        (_, 4) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
    };

    // Adobe Photoshop TIFF Technical Note 3: sign, 7 bits of exponent (bias 63), 16 of fraction.
    private static double Float24(int bits)
    {
        var (exponent, fraction) = ((bits >> 16) & 0x7F, bits & 0xFFFF);
        var size = exponent switch
        {
            0 => Math.ScaleB(fraction, -62 - 16),
            0x7F => fraction == 0 ? double.PositiveInfinity : double.NaN,
            _ => Math.ScaleB(65536 + fraction, exponent - 63 - 16),
        };
        return (bits >> 23 & 1) == 0 ? size : -size;
    }

    private double Packed(ReadOnlySpan<byte> row, long index)
    {
        var (bit, value) = (index * Bits, 0ul);
        for (var left = Bits; left > 0;)
        {
            var inByte = (int)(bit & 7);
            var take = Math.Min(8 - inByte, left);
            value = (value << take) | (uint)((row[(int)(bit >> 3)] >> (8 - inByte - take)) & ((1 << take) - 1));
            (bit, left) = (bit + take, left - take);
        }

        return Format == 2 ? (long)(value << (64 - Bits)) >> (64 - Bits) : value;
    }

    private void Swap(Span<byte> row)
    {
        switch (Bits)
        {
            case 16:
                var shorts = MemoryMarshal.Cast<byte, ushort>(row);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 24:
                for (var i = 0; i + 2 < row.Length; i += 3)
                    (row[i], row[i + 2]) = (row[i + 2], row[i]);
                break;
            case 32:
                var ints = MemoryMarshal.Cast<byte, uint>(row);
                BinaryPrimitives.ReverseEndianness(ints, ints);
                break;
            case 64:
                var longs = MemoryMarshal.Cast<byte, ulong>(row);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }

    // TIFF 6.0, section 14.
    private void AddUp(Span<byte> row)
    {
        switch (Bits)
        {
            case 8:
                for (var i = PerPixel; i < row.Length; i++)
                    row[i] += row[i - PerPixel];
                break;
            case 16:
                var shorts = MemoryMarshal.Cast<byte, ushort>(row);
                for (var i = PerPixel; i < shorts.Length; i++)
                    shorts[i] += shorts[i - PerPixel];
                break;
            case 32:
                var ints = MemoryMarshal.Cast<byte, uint>(row);
                for (var i = PerPixel; i < ints.Length; i++)
                    ints[i] += ints[i - PerPixel];
                break;
            default:
                var longs = MemoryMarshal.Cast<byte, ulong>(row);
                for (var i = PerPixel; i < longs.Length; i++)
                    longs[i] += longs[i - PerPixel];
                break;
        }
    }

    // TIFF Technical Note 3: the highest bytes of all values of the row come first, then the next ones; differences run over the whole row.
    private void AddBytes(Span<byte> row)
    {
        var (size, count) = (Bits / 8, row.Length / (Bits / 8));
        var planes = System.Buffers.ArrayPool<byte>.Shared.Rent(row.Length);
        if (PerPixel == 1)
        {
            byte sum = 0;
            for (var i = 0; i < row.Length; i++)
                planes[i] = sum += row[i];
        }
        else
        {
            row[..Math.Min(PerPixel, row.Length)].CopyTo(planes);
            for (var i = PerPixel; i < row.Length; i++)
                planes[i] = (byte)(row[i] + planes[i - PerPixel]);
        }

        if (size == 4)
        {
            var a = planes.AsSpan(0, count);
            var b = planes.AsSpan(count, count);
            var c = planes.AsSpan(2 * count, count);
            var d = planes.AsSpan(3 * count, count);
            var words = MemoryMarshal.Cast<byte, uint>(row);
            for (var i = 0; i < words.Length && i < a.Length; i++)
                words[i] = ((uint)a[i] << 24) | ((uint)b[i] << 16) | ((uint)c[i] << 8) | d[i];
        }
        else
        {
            for (var i = 0; i < count; i++)
            {
                for (var k = 0; k < size; k++)
                    row[(i * size) + k] = planes[((size - 1 - k) * count) + i];
            }
        }

        System.Buffers.ArrayPool<byte>.Shared.Return(planes);
    }

    private static void Floats(ReadOnlySpan<float> source, Span<double> values)
    {
        var i = 0;
        for (; i + 8 <= values.Length; i += 8)
        {
            var (low, high) = Vector256.Widen(Vector256.Create(source.Slice(i, 8)));
            low.CopyTo(values[i..]);
            high.CopyTo(values[(i + 4)..]);
        }

        for (; i < values.Length; i++)
            values[i] = source[i];
    }
}
