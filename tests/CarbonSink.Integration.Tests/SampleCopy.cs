using System.Buffers.Binary;
using System.Text;
using CarbonSink.Tests;

namespace CarbonSink.Integration.Tests;

/// <summary>A copy of the sample county that a test may damage, removed after it.</summary>
public sealed class SampleCopy : IDisposable
{
    private const int ShapeHeader = 100;
    private const int IndexEntry = 8;

    private readonly OutputFolder folder = new();

    /// <summary>Copies a sample.</summary>
    public SampleCopy(string place = "linxiang")
    {
        var sample = Repository.PathOf($"gis-samples/{place}");
        Directory.CreateDirectory(Path.Combine(Root, "data"));
        foreach (var name in (string[])["inventory.json", .. Directory.GetFiles(sample, "*.csv").Select(f => Path.GetFileName(f)), .. Directory.GetFiles(Path.Combine(sample, "data"), "*").Select(f => $"data/{Path.GetFileName(f)}")])
            File.Copy(Path.Combine(sample, name), Path.Combine(Root, name));
    }

    /// <summary>The folder of the copy.</summary>
    public string Root => folder["sample"];

    /// <summary>A place for output beside the copy.</summary>
    public string Out => folder["report"];

    /// <summary>The folder that holds copy and output.</summary>
    public string Parent => folder.Root;

    /// <summary>The path of one of its files.</summary>
    public string this[string name] => Path.Combine(Root, name);

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    /// <summary>Changes a text file.</summary>
    public void Replace(string name, string old, string with)
    {
        var text = File.ReadAllText(this[name]);
        if (!text.Contains(old, StringComparison.Ordinal))
            throw new ArgumentException($"{name} has no {old}", nameof(old));
        File.WriteAllText(this[name], text.Replace(old, with, StringComparison.Ordinal));
    }

    /// <summary>Cuts a file to its first bytes.</summary>
    public void Cut(string name, long bytes)
    {
        using var stream = new FileStream(this[name], FileMode.Open);
        stream.SetLength(bytes);
    }

    /// <summary>Renames a field of the attribute table; the new name may not be longer.</summary>
    public void Rename(string field, string name) => EditTable(table => Encoding.ASCII.GetBytes(name.PadRight(field.Length, '\0')).CopyTo(table.AsSpan(Descriptor(table, field).Place)));

    /// <summary>Writes a value of ASCII characters, as wide as its field or narrower.</summary>
    public void Set(int record, string field, string value) => EditTable(table =>
    {
        var (_, offset, width) = Descriptor(table, field);
        Encoding.ASCII.GetBytes(value.PadRight(width)).CopyTo(table.AsSpan(Row(table, record) + offset, width));
    });

    /// <summary>Marks records as deleted.</summary>
    public void Delete(params int[] records) => EditTable(table =>
    {
        foreach (var record in records)
            table[Row(table, record)] = (byte)'*';
    });

    /// <summary>Puts the layer's records several times one after another, so that a run takes longer; returns their number.</summary>
    public int Repeat(int times)
    {
        var (shapes, index, table) = (File.ReadAllBytes(this["data/xiaoban.shp"]), File.ReadAllBytes(this["data/xiaoban.shx"]), File.ReadAllBytes(this["data/xiaoban.dbf"]));
        var count = (index.Length - ShapeHeader) / IndexEntry;
        var body = shapes.Length - ShapeHeader;
        Words(shapes.AsSpan(24), ShapeHeader + ((long)times * body));
        Words(index.AsSpan(24), ShapeHeader + ((long)times * count * IndexEntry));
        BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(4), times * count);
        var (from, rows) = (Row(table, 0), count * BinaryPrimitives.ReadUInt16LittleEndian(table.AsSpan(10)));
        using var shapeFile = File.Create(this["data/xiaoban.shp"]);
        using var indexFile = File.Create(this["data/xiaoban.shx"]);
        using var tableFile = File.Create(this["data/xiaoban.dbf"]);
        shapeFile.Write(shapes, 0, ShapeHeader);
        indexFile.Write(index, 0, ShapeHeader);
        tableFile.Write(table, 0, from);
        var entries = index[ShapeHeader..];
        for (var pass = 0; pass < times; pass++)
        {
            for (var i = 0; i < count; i++)
            {
                var place = 2L * BinaryPrimitives.ReadInt32BigEndian(index.AsSpan(ShapeHeader + (i * IndexEntry)));
                BinaryPrimitives.WriteInt32BigEndian(shapes.AsSpan((int)place), (pass * count) + i + 1);
                Words(entries.AsSpan(i * IndexEntry), place + ((long)pass * body));
            }

            shapeFile.Write(shapes, ShapeHeader, body);
            indexFile.Write(entries);
            tableFile.Write(table, from, rows);
        }

        tableFile.WriteByte(0x1A);
        return times * count;
    }

    private static void Words(Span<byte> at, long bytes) => BinaryPrimitives.WriteInt32BigEndian(at, checked((int)(bytes / 2)));

    private static int Row(byte[] table, int record) => BinaryPrimitives.ReadUInt16LittleEndian(table.AsSpan(8)) + (record * BinaryPrimitives.ReadUInt16LittleEndian(table.AsSpan(10)));

    private static (int Place, int Offset, int Width) Descriptor(byte[] table, string field)
    {
        var offset = 1;
        for (var place = 32; table[place] != 0x0D; place += 32)
        {
            if (Encoding.ASCII.GetString(table, place, 11).TrimEnd('\0') == field)
                return (place, offset, table[place + 16]);
            offset += table[place + 16];
        }

        throw new ArgumentException($"there is no field {field}", nameof(field));
    }

    private void EditTable(Action<byte[]> edit)
    {
        var table = File.ReadAllBytes(this["data/xiaoban.dbf"]);
        edit(table);
        File.WriteAllBytes(this["data/xiaoban.dbf"], table);
    }
}
