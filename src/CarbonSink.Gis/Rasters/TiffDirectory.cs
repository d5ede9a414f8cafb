using System.Buffers.Binary;
using System.Text;
using CarbonSink.Findings;

namespace CarbonSink.Gis;

/// <summary>One image of a TIFF file: its tags, read on demand (TIFF 6.0, section 2; BigTIFF design of libtiff). Nothing is allocated beyond the bytes that the file has.</summary>
internal sealed class TiffDirectory
{
    private const int MostDirectories = 4096;
    private static readonly int[] Sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

    private readonly Dictionary<ushort, Entry> entries = [];
    private readonly InputFile file;
    private readonly bool isBig;

    private TiffDirectory(InputFile file, bool isBig, bool isBigEndian) => (this.file, this.isBig, IsBigEndian) = (file, isBig, isBigEndian);

    /// <summary>Whether numbers are stored with the highest byte first.</summary>
    public bool IsBigEndian { get; }

    /// <summary>All images of the file, in order.</summary>
    /// <exception cref="RefusedInputException">It is no TIFF file, or is damaged.</exception>
    public static IReadOnlyList<TiffDirectory> ReadAll(InputFile file)
    {
        var head = Bytes(file, 0, (int)Math.Min(16, file.Length));
        var isBigEndian = head.Length >= 8 && head[0] == 'M';
        var version = head.Length < 8 || !(head[0] == head[1] && head[0] is (byte)'I' or (byte)'M') ? 0 : Word(head.AsSpan(2), isBigEndian);
        if (version is not (42 or 43) || (version == 43 && (head.Length < 16 || Word(head.AsSpan(4), isBigEndian) != 8)))
            throw RasterFindings.Damaged(file.Name, 0, "no TIFF header");
        var big = version == 43;
        var next = big ? Long(head.AsSpan(8), isBigEndian) : Int(head.AsSpan(4), isBigEndian);
        var (directories, seen) = (new List<TiffDirectory>(), new HashSet<ulong>());
        while (next != 0 && directories.Count < MostDirectories)
        {
            if (!seen.Add(next))
                throw RasterFindings.Damaged(file.Name, (long)next, "a directory refers back to itself");
            var directory = new TiffDirectory(file, big, isBigEndian);
            next = directory.Read(next);
            directories.Add(directory);
        }

        return directories.Count > 0 ? directories : throw RasterFindings.Damaged(file.Name, 4, "no image");
    }

    /// <summary>Whether a tag is there.</summary>
    public bool Has(TiffTag tag) => entries.ContainsKey((ushort)tag);

    /// <summary>Where the values of a tag lie in the file.</summary>
    public long PlaceOf(TiffTag tag) => entries.TryGetValue((ushort)tag, out var entry) ? entry.Place : 0;

    /// <summary>The first value of a whole-number tag, or what it is where absent.</summary>
    public long Number(TiffTag tag, long absent)
    {
        if (!entries.TryGetValue((ushort)tag, out var entry) || entry.Count == 0)
            return absent;
        var value = Whole(Bytes(file, entry.Place, Sizes[entry.Type]), entry, tag);
        return value <= long.MaxValue ? (long)value : throw RasterFindings.Damaged(file.Name, entry.Place, $"{tag} = {value}");
    }

    /// <summary>All values of a whole-number tag; empty where absent.</summary>
    public long[] Numbers(TiffTag tag)
    {
        if (!entries.TryGetValue((ushort)tag, out var entry))
            return [];
        var bytes = All(entry);
        var values = new long[entry.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = Whole(bytes.AsSpan(i * Sizes[entry.Type]), entry, tag);
            values[i] = value <= long.MaxValue ? (long)value : throw RasterFindings.Damaged(file.Name, entry.Place + (i * Sizes[entry.Type]), $"{tag} = {value}");
        }

        return values;
    }

    /// <summary>All values of a tag of floating-point numbers; empty where absent or of another type.</summary>
    public double[] Doubles(TiffTag tag)
    {
        if (!entries.TryGetValue((ushort)tag, out var entry) || entry.Type != 12)
            return [];
        var bytes = All(entry);
        var values = new double[entry.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = BitConverter.UInt64BitsToDouble(Long(bytes.AsSpan(8 * i), IsBigEndian));
        return values;
    }

    /// <summary>The text of a tag, without the bytes of value 0 at its end; null where absent.</summary>
    public string? Text(TiffTag tag) => entries.TryGetValue((ushort)tag, out var entry) && entry.Type is 1 or 2 or 7 ? Encoding.UTF8.GetString(All(entry)).TrimEnd('\0') : null;

    /// <summary>The bytes of a stretch of the file.</summary>
    public static byte[] Bytes(InputFile file, long offset, int length)
    {
        if (offset < 0 || offset > file.Length || length > file.Length - offset)
            throw RasterFindings.Damaged(file.Name, offset, $"{length} bytes wanted, the file has {file.Length}");
        var bytes = new byte[length];
        Fill(file, offset, bytes);
        return bytes;
    }

    /// <summary>Fills a buffer from the file.</summary>
    public static void Fill(InputFile file, long offset, Span<byte> bytes)
    {
        for (var done = 0; done < bytes.Length;)
        {
            var read = RandomAccess.Read(file.Handle, bytes[done..], offset + done);
            if (read == 0)
                throw RasterFindings.Damaged(file.Name, offset + done, $"{bytes.Length - done} bytes wanted, the file ends");
            done += read;
        }
    }

    private ulong Read(ulong place)
    {
        var (countSize, entrySize, offsetSize) = isBig ? (8, 20, 8) : (2, 12, 4);
        if (place > (ulong)file.Length)
            throw RasterFindings.Damaged(file.Name, file.Length, $"a directory is said to begin at byte {place}");
        var start = (long)place;
        var number = Bytes(file, start, countSize);
        var count = isBig ? Long(number, IsBigEndian) : Word(number, IsBigEndian);
        if (count > 65536 || (long)count * entrySize > file.Length - start - countSize)
            throw RasterFindings.Damaged(file.Name, start, $"a directory of {count} tags");
        var bytes = Bytes(file, start + countSize, (int)count * entrySize);
        for (var at = 0; at < bytes.Length; at += entrySize)
        {
            var item = bytes.AsSpan(at, entrySize);
            var (tag, type) = (Word(item, IsBigEndian), Word(item[2..], IsBigEndian));
            var values = isBig ? Long(item[4..], IsBigEndian) : Int(item[4..], IsBigEndian);
            var size = type < Sizes.Length ? (ulong)Sizes[type] : 0;
            if (size == 0 || entries.ContainsKey(tag))
                continue; // a type that readers are to pass over
            var inline = values <= (ulong)offsetSize / size;
            var where = inline ? (ulong)(start + countSize + at + entrySize - offsetSize) : isBig ? Long(item[12..], IsBigEndian) : Int(item[8..], IsBigEndian);
            if (!Enum.IsDefined((TiffTag)tag))
                continue;
            if (where > (ulong)file.Length || values > ((ulong)file.Length - where) / size || values * size > int.MaxValue)
                throw RasterFindings.Damaged(file.Name, start + countSize + at, $"tag {tag} has {values} values at byte {where}, the file {file.Length} bytes");
            entries.Add(tag, new(type, (int)values, (long)where));
        }

        // Some writers cut the file after the last directory.
        var end = start + countSize + bytes.Length;
        return end + offsetSize > file.Length ? 0 : isBig ? Long(Bytes(file, end, 8), IsBigEndian) : Int(Bytes(file, end, 4), IsBigEndian);
    }

    private byte[] All(Entry entry) => Bytes(file, entry.Place, entry.Count * Sizes[entry.Type]);

    private ulong Whole(ReadOnlySpan<byte> bytes, Entry entry, TiffTag tag) => entry.Type switch
    {
        1 or 2 or 7 => bytes[0],
        3 => Word(bytes, IsBigEndian),
        4 or 13 => Int(bytes, IsBigEndian),
        16 or 18 => Long(bytes, IsBigEndian),
        _ => throw RasterFindings.Damaged(file.Name, entry.Place, $"{tag} of type {entry.Type}"),
    };

    private static ushort Word(ReadOnlySpan<byte> bytes, bool big) => big ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static uint Int(ReadOnlySpan<byte> bytes, bool big) => big ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static ulong Long(ReadOnlySpan<byte> bytes, bool big) => big ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    private readonly record struct Entry(ushort Type, int Count, long Place);
}
