using System.Buffers.Binary;

namespace CarbonSink.Gis;

/// <summary>A spatial index over extents (空间索引), packed at once into the nodes of SQLite's R*Tree: much faster than one insertion after another, and the boxes overlap less.</summary>
/// <remarks>
/// Sort-tile-recursive packing: S. T. Leutenegger, M. A. Lopez, J. Edgington, ICDE 1997. Node format: "The SQLite R*Tree Module", shadow tables: each node is
/// a 2-byte depth (of the root), a 2-byte count, then cells of an 8-byte id and four 4-byte floats minX, maxX, minY, maxY, big-endian, padded to the node size. <c>rtreecheck()</c> proves it.
/// </remarks>
internal sealed class SpatialIndex
{
    private const int CellBytes = 24;
    private const int NodeHeaderBytes = 4;
    private const long Root = 1;

    private readonly List<Cell> leaves = [];

    /// <summary>How many extents there are.</summary>
    public int Count => leaves.Count;

    /// <summary>Adds the extent of a feature. SQLite stores single precision, so the box is rounded outwards.</summary>
    public void Add(long id, Extent extent) => leaves.Add(new(id, Down(extent.MinX), Up(extent.MaxX), Down(extent.MinY), Up(extent.MaxY)));

    /// <summary>Fills an R*Tree table that was just created.</summary>
    public void Write(SqliteDatabase database, string table)
    {
        var nodeBytes = EmptyRootBytes(database, table);
        var capacity = (nodeBytes - NodeHeaderBytes) / CellBytes;
        using var node = database.Prepare($"INSERT OR REPLACE INTO {SqliteDatabase.Quoted(table + "_node")} VALUES (?, ?)");
        using var parent = database.Prepare($"INSERT INTO {SqliteDatabase.Quoted(table + "_parent")} VALUES (?, ?)");
        var (level, depth, next) = (leaves.ToArray(), 0, Root + 1);
        var leafOf = new List<(long Id, long Node)>(leaves.Count);
        while (true)
        {
            var groups = level.Length <= capacity ? [level] : Tiles(level, capacity);
            var isRoot = groups.Count == 1;
            var upper = new Cell[groups.Count];
            for (var g = 0; g < groups.Count; g++)
            {
                var number = isRoot ? Root : next++;
                Put(node, number, isRoot ? depth : 0, groups[g], nodeBytes);
                foreach (var cell in groups[g])
                {
                    if (depth == 0)
                        leafOf.Add((cell.Id, number));
                    else
                        Pair(parent, cell.Id, number);
                }

                upper[g] = Cell.Around(number, groups[g]);
            }

            if (isRoot)
                break;
            (level, depth) = (upper, depth + 1);
        }

        using var row = database.Prepare($"INSERT INTO {SqliteDatabase.Quoted(table + "_rowid")} VALUES (?, ?)");
        leafOf.Sort();
        foreach (var (id, number) in leafOf)
            Pair(row, id, number);
    }

    /// <summary>SQLite chooses the size of nodes from the page size when it creates the table, and writes an empty root of that size.</summary>
    private static int EmptyRootBytes(SqliteDatabase database, string table)
    {
        using var root = database.Prepare($"SELECT length(data) FROM {SqliteDatabase.Quoted(table + "_node")} WHERE nodeno = {Root}");
        return root.Next() ? (int)root.Integer(0) : throw new InvalidOperationException($"{table} is not an empty R*Tree");
    }

    /// <summary>Cuts cells into nodes: vertical slices of equal number, each cut into runs from south to north.</summary>
    private static List<ArraySegment<Cell>> Tiles(Cell[] cells, int capacity)
    {
        var nodes = (cells.Length + capacity - 1) / capacity;
        var slices = (int)Math.Ceiling(Math.Sqrt(nodes));
        var perSlice = (nodes + slices - 1) / slices * capacity;
        Array.Sort(cells, (a, b) => Order(a.MinX + a.MaxX, b.MinX + b.MaxX, a.Id, b.Id));
        var groups = new List<ArraySegment<Cell>>(nodes + slices);
        for (var start = 0; start < cells.Length; start += perSlice)
        {
            var length = Math.Min(perSlice, cells.Length - start);
            Array.Sort(cells, start, length, Comparer<Cell>.Create((a, b) => Order(a.MinY + a.MaxY, b.MinY + b.MaxY, a.Id, b.Id)));
            for (var at = start; at < start + length; at += capacity)
                groups.Add(new(cells, at, Math.Min(capacity, start + length - at)));
        }

        return groups;
    }

    private static int Order(float a, float b, long idOfA, long idOfB) => a.CompareTo(b) is not 0 and var order ? order : idOfA.CompareTo(idOfB);

    private static void Put(SqliteStatement insert, long number, int depth, ArraySegment<Cell> cells, int nodeBytes)
    {
        Span<byte> bytes = stackalloc byte[nodeBytes];
        bytes.Clear();
        BinaryPrimitives.WriteInt16BigEndian(bytes, (short)depth);
        BinaryPrimitives.WriteInt16BigEndian(bytes[2..], (short)cells.Count);
        for (var i = 0; i < cells.Count; i++)
            cells[i].Write(bytes.Slice(NodeHeaderBytes + (i * CellBytes), CellBytes));
        insert.Bind(1, number);
        insert.BindBlob(2, bytes);
        insert.Run();
    }

    private static void Pair(SqliteStatement insert, long first, long second)
    {
        insert.Bind(1, first);
        insert.Bind(2, second);
        insert.Run();
    }

    private static float Down(double value) => (float)value is var f && f > value ? MathF.BitDecrement(f) : f;

    private static float Up(double value) => (float)value is var f && f < value ? MathF.BitIncrement(f) : f;

    private readonly record struct Cell(long Id, float MinX, float MaxX, float MinY, float MaxY)
    {
        public static Cell Around(long id, ArraySegment<Cell> cells)
        {
            var (minX, maxX, minY, maxY) = (float.PositiveInfinity, float.NegativeInfinity, float.PositiveInfinity, float.NegativeInfinity);
            foreach (var cell in cells)
                (minX, maxX, minY, maxY) = (Math.Min(minX, cell.MinX), Math.Max(maxX, cell.MaxX), Math.Min(minY, cell.MinY), Math.Max(maxY, cell.MaxY));
            return new(id, minX, maxX, minY, maxY);
        }

        public void Write(Span<byte> bytes)
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes, Id);
            BinaryPrimitives.WriteSingleBigEndian(bytes[8..], MinX);
            BinaryPrimitives.WriteSingleBigEndian(bytes[12..], MaxX);
            BinaryPrimitives.WriteSingleBigEndian(bytes[16..], MinY);
            BinaryPrimitives.WriteSingleBigEndian(bytes[20..], MaxY);
        }
    }
}
