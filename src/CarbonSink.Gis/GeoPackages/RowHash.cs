using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CarbonSink.Gis;

/// <summary>SHA-256 over rows of values, independent of the container they are stored in (内容指纹): what is said of a value is its SQLite storage class and its bytes.</summary>
/// <remarks>Each value is one byte of its class (1 integer, 2 real, 3 text, 4 blob, 5 null); then for integers 8 bytes of two's complement and for reals 8 bytes of IEEE 754, for texts (UTF-8) and blobs a length of 4 bytes and the bytes; all little-endian.</remarks>
internal sealed class RowHash : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] row = new byte[1 << 16];
    private int length;

    public void Add(long value) => BinaryPrimitives.WriteInt64LittleEndian(Room(1, 8), value);

    public void Add(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Room(2, 8), value);

    public void AddText(ReadOnlySpan<byte> utf8) => AddBytes(3, utf8);

    public void AddBlob(ReadOnlySpan<byte> bytes) => AddBytes(4, bytes);

    public void AddNull() => Room(5, 0);

    /// <summary>The digest of all rows, in lower-case hexadecimal.</summary>
    public string Finish()
    {
        length = Flush();
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose() => hash.Dispose();

    private void AddBytes(byte type, ReadOnlySpan<byte> bytes)
    {
        var room = Room(type, 4 + bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(room, bytes.Length);
        bytes.CopyTo(room[4..]);
    }

    private Span<byte> Room(byte type, int bytes)
    {
        if (length + 1 + bytes > row.Length)
        {
            length = Flush();
            if (1 + bytes > row.Length)
                row = new byte[2 * bytes];
        }

        row[length] = type;
        var room = row.AsSpan(length + 1, bytes);
        length += 1 + bytes;
        return room;
    }

    private int Flush()
    {
        hash.AppendData(row, 0, length);
        return 0;
    }
}
