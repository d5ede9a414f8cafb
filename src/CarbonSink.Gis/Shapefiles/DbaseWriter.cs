using System.Buffers.Binary;
using CarbonSink.Findings;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>Writes a .dbf of dBASE III. Where a value needs a wider field the rows so far are copied into wider ones; nothing is cut.</summary>
internal sealed class DbaseWriter : IDisposable
{
    private const int HeaderBytes = 32;
    private const int DescriptorBytes = 32;
    private const int MostFields = 255;
    private const int LongestName = 10;

    private readonly string path;
    private readonly string name;
    private readonly TextEncoding encoding;
    private readonly DbaseColumn[] columns;
    private byte[] record;
    private byte[] cells = new byte[64 * 1024];
    private int[] ends = [];
    private int used;
    private FileStream stream;
    private uint count;

    /// <summary>Starts a file that must not exist yet.</summary>
    /// <exception cref="RefusedInputException">There are more fields than dBASE holds.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public DbaseWriter(string path, RecordSchema schema, TextEncoding encoding, FindingLog findings)
    {
        (this.path, this.encoding, name) = (path, encoding, Path.GetFileName(path));
        var names = TargetNames.Of(schema, LongestName, encoding, [], TargetFindings.FieldNameCut, name, findings);
        columns = [.. schema.Fields.Select((f, i) => new DbaseColumn(i, f, names[i], encoding, name, findings))];
        record = Record();
        stream = Create(path);
    }

    private int DataOffset => HeaderBytes + (DescriptorBytes * Math.Max(columns.Length, 1)) + 1;

    /// <summary>Adds the rows of a batch.</summary>
    public void Add(FeatureBatch batch)
    {
        Format(batch);
        if (Array.Exists(columns, c => c.Most > c.Width))
            Widen(c => Math.Max(c.Width, Math.Min(c.Most + (c.Most / 4), Math.Max(c.Most, DbaseColumn.WidestText))));
        for (var row = 0; row < batch.Count; row++)
        {
            record.AsSpan().Fill((byte)' ');
            var at = 1;
            for (var c = 0; c < columns.Length; c++)
            {
                var cell = (row * columns.Length) + c;
                var start = cell == 0 ? 0 : ends[cell - 1];
                columns[c].Place(cells.AsSpan(start, ends[cell] - start), record.AsSpan(at, columns[c].Width));
                at += columns[c].Width;
            }

            Append(stream);
        }
    }

    /// <summary>Settles the widths and writes the header.</summary>
    public void Complete()
    {
        if (Array.Exists(columns, c => c.Most != c.Width))
            Widen(c => c.Most);
        foreach (var column in columns)
            column.Settle();
        stream.WriteByte(0x1A);
        stream.Position = 0;
        stream.Write(Header());
        stream.Flush(flushToDisk: true);
    }

    public void Dispose() => stream.Dispose();

    /// <summary>Turns the values of a batch into cells, one after the other.</summary>
    private void Format(FeatureBatch batch)
    {
        Span<byte> room = stackalloc byte[400];
        used = 0;
        if (ends.Length < batch.Count * columns.Length)
            ends = new int[FeatureBatch.Capacity * columns.Length];
        for (var row = 0; row < batch.Count; row++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                var cell = columns[c].Cell(batch, row, room);
                if (used + cell.Length > cells.Length)
                    Array.Resize(ref cells, Math.Max(2 * cells.Length, used + cell.Length));
                cell.CopyTo(cells.AsSpan(used));
                ends[(row * columns.Length) + c] = used += cell.Length;
            }
        }
    }

    private void Append(FileStream target)
    {
        if (target.Position > int.MaxValue - record.Length)
            throw new RefusedInputException(new Finding(TargetFindings.FileTooLarge, name, null, null, null, name));
        target.Write(record);
        count++;
    }

    /// <summary>Copies the rows into fields of other widths.</summary>
    private void Widen(Func<DbaseColumn, int> width)
    {
        var old = columns.Select(c => c.Width).ToArray();
        var before = record;
        foreach (var column in columns)
            column.Width = width(column);
        record = Record();
        if (count == 0)
            return;
        var rows = count;
        count = 0;
        var wider = path + "~";
        using (var target = Create(wider))
        {
            stream.Position = DataOffset;
            for (var row = 0; row < rows; row++)
            {
                stream.ReadExactly(before);
                record.AsSpan().Fill((byte)' ');
                var (from, to) = (1, 1);
                for (var c = 0; c < columns.Length; c++)
                {
                    columns[c].Move(before.AsSpan(from, old[c]), record.AsSpan(to, columns[c].Width));
                    (from, to) = (from + old[c], to + columns[c].Width);
                }

                Append(target);
            }
        }

        stream.Dispose();
        File.Move(wider, path, overwrite: true);
        stream = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        stream.Seek(0, SeekOrigin.End);
    }

    /// <summary>Room for a record; the table without fields gets one that stays blank, since dBASE needs one.</summary>
    private byte[] Record()
    {
        var bytes = columns.Length == 0 ? 2 : 1 + columns.Sum(c => c.Width);
        return bytes <= ushort.MaxValue && columns.Length <= MostFields
            ? new byte[bytes]
            : throw new RefusedInputException(new Finding(TargetFindings.TableTooWide, name, null, null, null, $"{columns.Length}", $"{bytes}"));
    }

    private FileStream Create(string file)
    {
        var created = new FileStream(file, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        created.Write(new byte[DataOffset]);
        return created;
    }

    /// <summary>Equal layers give equal bytes, so the date in the header is a fixed one.</summary>
    private byte[] Header()
    {
        var header = new byte[DataOffset];
        (header[0], header[1], header[2], header[3]) = (3, 100, 1, 1);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), count);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)DataOffset);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(10), (ushort)record.Length);
        header[29] = encoding.CodePage == 936 ? (byte)0x4D : (byte)0;
        if (columns.Length == 0)
            Descriptor(header.AsSpan(HeaderBytes), "NONE"u8, 'C', 1, 0);
        for (var i = 0; i < columns.Length; i++)
            Descriptor(header.AsSpan(HeaderBytes + (DescriptorBytes * i)), encoding.Encode(columns[i].Name, out _)!, columns[i].Type, columns[i].Width, columns[i].Decimals);
        header[^1] = 0x0D;
        return header;
    }

    private static void Descriptor(Span<byte> place, ReadOnlySpan<byte> name, char type, int width, int decimals)
    {
        name.CopyTo(place);
        (place[11], place[16], place[17]) = ((byte)type, (byte)width, (byte)decimals);
    }
}
