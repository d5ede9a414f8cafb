using System.IO.Compression;

namespace CarbonSink.Gis;

/// <summary>Undoes the compressions of TIFF that need no other library (解压): none, PackBits, LZW, Deflate.</summary>
internal static class TiffCodec
{
    /// <summary>The least number of compressed bytes that a number of bytes can come from: of these codes LZW repeats most, 4,094 bytes by a code of 12 bits.</summary>
    public static long LeastBytes(long decoded) => decoded / 3000;

    /// <summary>Name of a compression that is not read here; null where it is.</summary>
    public static string? Unsupported(long compression) => compression switch
    {
        1 or 5 or 8 or 32946 or 32773 => null,
        2 or 3 or 4 => "CCITT",
        6 or 7 => "JPEG",
        34712 => "JPEG 2000",
        34887 => "LERC",
        34925 => "LZMA",
        50000 or 34926 => "ZSTD",
        50001 or 34927 => "WEBP",
        50002 => "JPEG XL",
        _ => $"compression {compression}",
    };

    /// <summary>Decodes a strip or tile; returns the number of bytes that came out, at most as many as there is room for.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such code.</exception>
    public static int Decode(long compression, byte[] source, int length, Span<byte> target) => compression switch
    {
        5 => Lzw(source.AsSpan(0, length), target),
        32773 => PackBits(source.AsSpan(0, length), target),
        _ => Inflate(source, length, target),
    };

    private static int Inflate(byte[] source, int length, Span<byte> target)
    {
        using var stream = new ZLibStream(new MemoryStream(source, 0, length, writable: false), CompressionMode.Decompress);
        return stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
    }

    // TIFF 6.0, section 9.
    private static int PackBits(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var done = 0;
        for (var i = 0; i < source.Length && done < target.Length;)
        {
            var n = (sbyte)source[i++];
            if (n >= 0)
            {
                var count = Math.Min(Math.Min(n + 1, source.Length - i), target.Length - done);
                source.Slice(i, count).CopyTo(target[done..]);
                (i, done) = (i + n + 1, done + count);
            }
            else if (n != sbyte.MinValue && i < source.Length)
            {
                var count = Math.Min(1 - n, target.Length - done);
                target.Slice(done, count).Fill(source[i++]);
                done += count;
            }
        }

        return done;
    }

    // TIFF 6.0, section 13: codes of 9 to 12 bits, highest bit first, one bit more one code early.
    private static int Lzw(ReadOnlySpan<byte> source, Span<byte> target)
    {
        const int clear = 256, end = 257, codes = 4096;
        if (source.Length >= 2 && source[0] == 0 && (source[1] & 1) == 1)
            throw new InvalidDataException("LZW with the lowest bit first, as before TIFF 5.0");
        Span<int> starts = stackalloc int[codes]; // every string of the table stands somewhere in what was decoded
        Span<int> lengths = stackalloc int[codes];
        var (next, width, previous, done, held, bits) = (258, 9, -1, 0, 0u, 0);
        var (previousStart, previousLength) = (0, 0);
        for (var i = 0; ;)
        {
            while (bits < width)
            {
                if (i == source.Length)
                    return done;
                held = (held << 8) | source[i++];
                bits += 8;
            }

            bits -= width;
            var code = (int)(held >> bits) & ((1 << width) - 1);
            if (code == end || done == target.Length)
                return done;
            if (code == clear)
            {
                (next, width, previous) = (258, 9, -1);
                continue;
            }

            if (code > next || (code == next && previous < 0) || (previous < 0 && code > end))
                throw new InvalidDataException($"LZW code {code} where the table has {next}");
            var start = done;
            if (code < 256)
            {
                target[done++] = (byte)code;
            }
            else
            {
                var (from, count) = code == next ? (previousStart, previousLength + 1) : (starts[code], lengths[code]);
                count = Math.Min(count, target.Length - done);
                if (from + count <= done)
                    target.Slice(from, count).CopyTo(target[done..]);
                else
                    for (var k = 0; k < count; k++)
                        target[done + k] = target[from + k];
                done += count;
            }

            if (previous >= 0 && next < codes)
            {
                (starts[next], lengths[next]) = (previousStart, previousLength + 1);
                next++;
                if (next is 511 or 1023 or 2047)
                    width++;
            }

            (previous, previousStart, previousLength) = (code, start, done - start);
        }
    }
}
