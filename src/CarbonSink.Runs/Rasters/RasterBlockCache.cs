using CarbonSink.Gis;
using CarbonSink.Rasters;

namespace CarbonSink.Runs;

/// <summary>Decoded blocks of one band, shared by the threads of a run and bounded in memory: the block used longest ago makes room.</summary>
internal sealed class RasterBlockCache(IRasterReader reader, int band, long mostBytes)
{
    private readonly Dictionary<(int Across, int Down), Entry> entries = [];
    private readonly LinkedList<Entry> order = [];
    private readonly Stack<double[]> free = [];
    private readonly int capacity = (int)Math.Clamp(mostBytes / (8L * reader.BlockWidth * reader.BlockHeight), 4, 1 << 16);

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
        var grid = reader.Grid;
        var (column, row) = (entry.Across * reader.BlockWidth, entry.Down * reader.BlockHeight);
        var (width, height) = (Math.Min(reader.BlockWidth, grid.Width - column), Math.Min(reader.BlockHeight, grid.Height - row));
        double[]? buffer;
        lock (entries)
            free.TryPop(out buffer);
        entry.Buffer = buffer ??= GC.AllocateUninitializedArray<double>(Math.Min(reader.BlockWidth, grid.Width) * Math.Min(reader.BlockHeight, grid.Height));
        reader.ReadWindow(band, column, row, width, height, buffer);
        (entry.Block, entry.IsRead) = (new(buffer.AsMemory(0, width * height), column, row, width, height), true);
    }

    /// <summary>A block with who holds it.</summary>
    internal sealed class Entry(int across, int down)
    {
        public int Across { get; } = across;

        public int Down { get; } = down;

        public RasterBlock Block { get; set; }

        public double[]? Buffer { get; set; }

        public bool IsRead { get; set; }

        public int Users { get; set; }

        public LinkedListNode<Entry>? Node { get; set; }
    }
}
