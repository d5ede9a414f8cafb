using System.Buffers.Binary;

namespace CarbonSink.Gis;

/// <summary>Rows of values in one form for hashing and for storing: of each value its SQLite storage class and its bytes.</summary>
/// <remarks>Each value is one byte of its class (1 integer, 2 real, 3 text, 4 blob, 5 null); then for integers 8 bytes of two's complement and for reals 8 bytes of IEEE 754, for texts (UTF-8) and blobs a length of 4 bytes and the bytes; all little-endian.</remarks>
internal sealed class RowBlock
{
    private const int UsualBytes = 1 << 20;

    private byte[] bytes = GC.AllocateUninitializedArray<byte>(UsualBytes);
    private int length;

    /// <summary>Number of complete rows.</summary>
    public int Rows { get; private set; }

    /// <summary>Whether the block is large enough to be passed on.</summary>
    public bool IsFull => length > UsualBytes - (UsualBytes / 8);

    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, length);

    public void Clear() => (length, Rows) = (0, 0);

    public void Add(long value) => BinaryPrimitives.WriteInt64LittleEndian(Room(1, 8), value);

    public void Add(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Room(2, 8), value);

    public void AddBytes(byte type, ReadOnlySpan<byte> value)
    {
        var room = Room(type, 4 + value.Length);
        BinaryPrimitives.WriteInt32LittleEndian(room, value.Length);
        value.CopyTo(room[4..]);
    }

    public void AddNull() => Room(5, 0);

    public void EndRow() => Rows++;

    /// <summary>Runs an INSERT for every row.</summary>
    public unsafe void Insert(SqliteStatement statement, int parameters)
    {
        fixed (byte* start = bytes)
        {
            var at = start;
            for (var row = 0; row < Rows; row++)
            {
                for (var parameter = 1; parameter <= parameters; parameter++)
                {
                    var type = *at++;
                    if (type == 5)
                    {
                        statement.BindNull(parameter);
                        continue;
                    }

                    var size = 8;
                    if (type == 1)
                        statement.Bind(parameter, BinaryPrimitives.ReadInt64LittleEndian(new(at, 8)));
                    else if (type == 2)
                        statement.Bind(parameter, BinaryPrimitives.ReadDoubleLittleEndian(new(at, 8)));
                    else
                        size = BindBytes(statement, parameter, type, at);
                    at += size;
                }

                statement.Run();
            }
        }
    }

    private static unsafe int BindBytes(SqliteStatement statement, int parameter, byte type, byte* at)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(new(at, 4));
        if (type == 3)
            statement.BindText(parameter, at + 4, count);
        else
            statement.BindBlob(parameter, at + 4, count);
        return 4 + count;
    }

    private Span<byte> Room(byte type, int count)
    {
        if (length + 1 + count > bytes.Length)
            Array.Resize(ref bytes, Math.Max(length + 1 + count, 2 * bytes.Length));
        bytes[length] = type;
        var room = bytes.AsSpan(length + 1, count);
        length += 1 + count;
        return room;
    }
}
