using System.Buffers.Binary;

namespace CarbonSink.Fuzz;

/// <summary>Damages bytes: bits, counts, cuts, repeats, splices.</summary>
internal sealed class Mutation(Random random, byte[] bytes, bool isText)
{
    private static readonly int[] Counts = [0, 1, -1, 2, 255, 256, 65535, 65536, int.MaxValue, int.MinValue, int.MaxValue / 2, 0x10000000, 9994, 1000000];

    private static readonly byte[][] Words =
    [
        .. ((string[])["\"", "{", "[", "}", "]", ",", ";", "\n", "\r\n", "\\", "\\u", "\\ud800", "null", "1e999", "-", "0", "00", "NaN", "EMPTY", "SRID=4490;", "(", ")", "MULTIPOLYGON", "Z", "\u001E", "\uFEFF", "\"type\":", "\"coordinates\":", "99999999999999999999", "18446744073709551616"])
            .Select(System.Text.Encoding.UTF8.GetBytes),
        [0xFF], [0xC3, 0x28], [0xED, 0xA0, 0x80],
    ];

    /// <summary>The bytes as they are now.</summary>
    public byte[] Bytes { get; private set; } = [.. bytes];

    /// <summary>Damages them once more; other files of the kind lend their pieces.</summary>
    public void Apply(IReadOnlyList<byte[]> others)
    {
        if (Bytes.Length == 0)
            return;
        var at = random.Next(Bytes.Length);
        switch (random.Next(isText ? 10 : 8))
        {
            case 0:
                Bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                Bytes[at] = (byte)random.Next(256);
                break;
            case 2 or 3:
                Count(at);
                break;
            case 4:
                Bytes = Bytes[..at];
                break;
            case 5:
                var chunk = Piece(Bytes);
                Insert(at, [.. Enumerable.Repeat(chunk, 1 + random.Next(8)).SelectMany(c => c)]);
                break;
            case 6:
                Bytes = [.. Bytes[..at], .. Bytes[Math.Min(Bytes.Length, at + random.Next(64))..]];
                break;
            case 7:
                var piece = Piece(others[random.Next(others.Count)]);
                piece.AsSpan(0, Math.Min(piece.Length, Bytes.Length - at)).CopyTo(Bytes.AsSpan(at));
                break;
            default:
                Insert(at, Words[random.Next(Words.Length)]);
                break;
        }
    }

    private void Count(int at)
    {
        if (Bytes.Length < 4)
            return;
        at = Math.Min(at & ~1, Bytes.Length - 4);
        var count = random.Next(4) == 0 ? Bytes.Length + random.Next(-8, 9) : Counts[random.Next(Counts.Length)];
        if (random.Next(2) == 0)
            BinaryPrimitives.WriteInt32LittleEndian(Bytes.AsSpan(at), count);
        else
            BinaryPrimitives.WriteInt32BigEndian(Bytes.AsSpan(at), count);
    }

    private byte[] Piece(byte[] source)
    {
        if (source.Length == 0)
            return [];
        var from = random.Next(source.Length);
        return source[from..Math.Min(source.Length, from + 1 + random.Next(200))];
    }

    private void Insert(int at, byte[] more) => Bytes = [.. Bytes[..at], .. more, .. Bytes[at..]];
}
