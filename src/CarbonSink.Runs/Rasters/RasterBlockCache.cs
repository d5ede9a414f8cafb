using CarbonSink.Gis;
using CarbonSink.Rasters;

namespace CarbonSink.Runs;

/// <summary>Decoded blocks of a raster, shared by the threads of a run and bounded in memory: the block used longest ago makes room.</summary>
/// <param name="grid">The raster's cells.</param>
/// <param name="block">Columns and rows of a block.</param>
/// <param name="layers">Values of a cell.</param>
/// <param name="mostBytes">What the blocks may take.</param>
/// <param name="read">Fills a window, layer after layer.</param>
internal sealed class RasterBlockCache(RasterGrid grid, (int Width, int Height) block, int layers, long mostBytes, RasterBlockCache.Reading read)
{
    /// <summary>What the blocks of a run may take together.</summary>
    public const long MostBytes = 192L << 20;

    private readonly Dictionary<(int Across, int Down), Entry> entries = [];
    private readonly LinkedList<Entry> order = [];
    private readonly Stack<double[]> free = [];
    private readonly int capacity = (int)Math.Clamp(mostBytes / (8L * layers * block.Width * block.Height), 4, 1 << 16);

    /// <summary>Blocks of one band.</summary>
    public RasterBlockCache(IRasterReader reader, int band, (int Width, int Height) block, long mostBytes)
        : this(reader.Grid, block, 1, mostBytes, (column, row, width, height, values) => reader.ReadWindow(band, column, row, width, height, values))
    {
    }

    /// <summary>Reads a window.</summary>
    internal delegate void Reading(int column, int row, int width, int height, Span<double> values);

    /// <summary>Columns and rows of a block.</summary>
    public (int Width, int Height) BlockSize => block;

    /// <summary>The caches of a raster and of another one with the same grid, block for block, or of the first alone.</summary>
    public static (RasterBlockCache Values, RasterBlockCache? Others) Pair(IRasterReader values, int band, IRasterReader? others)
    {
        var (size, bytes) = ((values.BlockWidth, values.BlockHeight), others is null ? MostBytes : MostBytes / 2);
        return (new(values, band, size, bytes), others is null ? null : new(others, 0, size, bytes));
    }

    /// <summary>A block by its place among blocks; to be given back.</summary>
    public Entry Take(int across, int down)
    {
        Entry entry;
        lock (entries)
        {
            if (!entries.TryGetValue((across, down), out entry!))
            {
                entries.Add((across, down), entry = new(across, down));
                entry.Node = order.AddLast(entry);
            }
            else
            {
                order.Remove(entry.Node!);
                order.AddLast(entry.Node!);
            }

            entry.Users++;
            for (var node = order.First; node is not null && entries.Count > capacity;)
            {
                var (oldest, next) = (node.Value, node.Next);
                if (oldest.Users == 0)
                {
                    order.Remove(node);
                    entries.Remove((oldest.Across, oldest.Down));
                    if (oldest.Buffer is not null)
                        free.Push(oldest.Buffer);
                }

                node = next;
            }
        }

        lock (entry)
        {
            if (!entry.IsRead)
                Read(entry);
        }

        return entry;
    }

    /// <summary>Gives a block back.</summary>
    public void Return(Entry entry)
    {
        lock (entries)
            entry.Users--;
    }

    private void Read(Entry entry)
    {
        var (column, row) = (entry.Across * block.Width, entry.Down * block.Height);
        var (width, height) = (Math.Min(block.Width, grid.Width - column), Math.Min(block.Height, grid.Height - row));
        double[]? buffer;
        lock (entries)
            free.TryPop(out buffer);
        entry.Buffer = buffer ??= GC.AllocateUninitializedArray<double>(layers * block.Width * block.Height);
        read(column, row, width, height, buffer.AsSpan(0, layers * width * height));
        (entry.Block, entry.IsRead) = (new(buffer.AsMemory(0, width * height), column, row, width, height), true);
    }

    /// <summary>A block with who holds it.</summary>
    internal sealed class Entry(int across, int down)
    {
        public int Across { get; } = across;

        public int Down { get; } = down;

        /// <summary>Its first layer.</summary>
        public RasterBlock Block { get; set; }

        /// <summary>One of its layers.</summary>
        public RasterBlock this[int layer] => Block with { Values = Buffer.AsMemory(layer * Block.Values.Length, Block.Values.Length) };

        public double[]? Buffer { get; set; }

        public bool IsRead { get; set; }

        public int Users { get; set; }

        public LinkedListNode<Entry>? Node { get; set; }
    }
}
