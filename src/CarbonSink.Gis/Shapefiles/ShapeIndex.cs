using System.Buffers.Binary;
using System.Runtime.InteropServices;
using CarbonSink.Findings;

namespace CarbonSink.Gis;

/// <summary>Where each record of a .shp lies, from the .shx or, without one, from a walk through the .shp. Every record listed lies within the file.</summary>
/// <remarks>ESRI Shapefile Technical Description, July 1998: 100-byte header, record header of two big-endian words, lengths in 16-bit words.</remarks>
internal sealed class ShapeIndex
{
    public const int HeaderBytes = 100;
    public const int RecordHeaderBytes = 8;
    private const uint FileCode = 9994;

    private readonly uint[] words; // offset and content length of each record, both in 16-bit words

    private ShapeIndex(uint[] words) => this.words = words;

    public int Count => words.Length / 2;

    /// <summary>Byte of the record header in the .shp.</summary>
    public long Offset(long record) => 2L * words[2 * record];

    /// <summary>Bytes of the record's content, without its header.</summary>
    public long ContentLength(long record) => 2L * words[(2 * record) + 1];

    /// <summary>Reads or rebuilds the index and proves that it describes the .shp.</summary>
    public static ShapeIndex Open(InputFile shp, InputFile? shx, FindingLog findings)
    {
        var declared = Header(shp);
        var index = shx is null ? Walk(shp, declared, findings) : FromIndexFile(shp, declared, shx);
        if (shx is not null)
            index.Check(shp, shx, findings);
        return index;
    }

    /// <summary>Checks the file header; returns the length in bytes that it declares.</summary>
    private static long Header(InputFile file)
    {
        if (file.Length < HeaderBytes)
            throw Refused(GisFindings.FileTruncated, file, file.Name, $"{file.Length}", $"{HeaderBytes}");
        var header = file.Window(HeaderBytes).Read(0, HeaderBytes);
        var code = BinaryPrimitives.ReadUInt32BigEndian(header);
        if (code != FileCode)
            throw Refused(GisFindings.FileHeaderBad, file, file.Name, "0", $"{code} ≠ {FileCode}");
        return 2L * BinaryPrimitives.ReadUInt32BigEndian(header[24..]);
    }

    private static ShapeIndex FromIndexFile(InputFile shp, long shpDeclared, InputFile shx)
    {
        var declared = Header(shx);
        if (shx.Length != declared || (shx.Length - HeaderBytes) % 8 != 0)
            throw Refused(GisFindings.FileTruncated, shx, shx.Name, $"{shx.Length}", $"{declared}");
        var entries = new uint[(shx.Length - HeaderBytes) / 4];
        var bytes = MemoryMarshal.AsBytes(entries.AsSpan());
        const int Chunk = 1 << 20;
        var window = shx.Window(Chunk);
        for (var at = 0; at < bytes.Length; at += Chunk)
        {
            var length = Math.Min(Chunk, bytes.Length - at);
            window.Read(HeaderBytes + at, length).CopyTo(bytes[at..]);
        }

        BinaryPrimitives.ReverseEndianness(entries, entries);
        var index = new ShapeIndex(entries);
        if (shp.Length < shpDeclared)
        {
            var record = 0;
            while (record < index.Count && index.Offset(record) + RecordHeaderBytes + index.ContentLength(record) <= shp.Length)
                record++;
            throw new RefusedInputException(new Finding(GisFindings.FileTruncated, shp.Name, record, null, null, shp.Name, $"{shp.Length}", $"{shpDeclared}"));
        }

        return index;
    }

    private static ShapeIndex Walk(InputFile shp, long declared, FindingLog findings)
    {
        var entries = new List<uint>();
        var window = shp.Window();
        var numbered = true;
        long at = HeaderBytes;
        while (at < shp.Length)
        {
            var record = entries.Count / 2;
            var headerFits = at + RecordHeaderBytes <= shp.Length;
            var header = headerFits ? window.Read(at, RecordHeaderBytes) : default;
            var length = headerFits ? 2L * BinaryPrimitives.ReadUInt32BigEndian(header[4..]) : 0;
            if (at + RecordHeaderBytes + length > shp.Length)
            {
                if (at == declared && record > 0)
                {
                    findings.Add(new Finding(GisFindings.UnusedBytes, shp.Name, null, null, null, shp.Name, $"{shp.Length - at}", $"{at}"));
                    break;
                }

                throw declared > shp.Length || !headerFits
                    ? Cut(shp, record, Math.Max(declared, at + RecordHeaderBytes))
                    : Damaged(shp, record, at + 4, $"{length} > {shp.Length - at - RecordHeaderBytes}");
            }

            numbered &= BinaryPrimitives.ReadUInt32BigEndian(header) == record + 1;
            entries.Add((uint)(at / 2));
            entries.Add((uint)(length / 2));
            at += RecordHeaderBytes + length;
        }

        if (shp.Length < declared)
            throw Cut(shp, entries.Count / 2, declared);
        if (!numbered)
            findings.Add(new Finding(GisFindings.NumberingBroken, shp.Name, null, null, null, shp.Name));
        return new([.. entries]);
    }

    /// <summary>Proves that no record lies outside the file or over another and that none is left out.</summary>
    private void Check(InputFile shp, InputFile shx, FindingLog findings)
    {
        long end = HeaderBytes;
        var contiguous = true;
        for (var record = 0; record < Count; record++)
        {
            contiguous &= Offset(record) == end;
            end = Offset(record) + RecordHeaderBytes + ContentLength(record);
            if (Offset(record) < HeaderBytes || end > shp.Length)
                throw Contradiction(shx, record, Offset(record), $"{Offset(record)}…{end} > {shp.Length}");
        }

        if (contiguous && end == shp.Length)
            return;
        var order = Enumerable.Range(0, Count).OrderBy(r => words[2 * r]).ToArray();
        var window = shp.Window();
        long unused = 0, first = -1;
        end = HeaderBytes;
        for (var i = 0; i <= order.Length; i++)
        {
            var next = i < order.Length ? Offset(order[i]) : shp.Length;
            if (next < end)
                throw Contradiction(shx, order[i], next, $"{next} < {end}");
            if (next > end)
            {
                (unused, first) = (unused + next - end, first < 0 ? end : first);
                RefuseUnlisted(shp, shx, window, end, next);
            }

            end = i < order.Length ? next + RecordHeaderBytes + ContentLength(order[i]) : next;
        }

        findings.Add(new Finding(GisFindings.UnusedBytes, shp.Name, null, null, null, shp.Name, $"{unused}", $"{first}"));
    }

    /// <summary>Bytes outside the index may be remains of edited records, but not a record that the index does not know.</summary>
    private void RefuseUnlisted(InputFile shp, InputFile shx, FileWindow window, long from, long to)
    {
        var beyond = false;
        var at = from;
        while (at + RecordHeaderBytes + 4 <= to)
        {
            var header = window.Read(at, RecordHeaderBytes + 4);
            var number = BinaryPrimitives.ReadUInt32BigEndian(header);
            var length = 2L * BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
            var type = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
            if (type is not (0 or 5 or 15 or 25) || length < 4)
                return;
            beyond |= number > Count;
            at += RecordHeaderBytes + length;
        }

        if (at == to && beyond)
            throw Refused(GisFindings.IndexIncomplete, shx, shx.Name, $"{Count}", shp.Name, $"{from}");
    }

    private static RefusedInputException Cut(InputFile shp, int record, long declared) =>
        new(new Finding(GisFindings.FileTruncated, shp.Name, record, null, null, shp.Name, $"{shp.Length}", $"{declared}"));

    private static RefusedInputException Damaged(InputFile shp, int record, long at, string what) =>
        new(new Finding(GisFindings.RecordDamaged, shp.Name, record, null, null, shp.Name, $"{record}", $"{at}", what));

    private static RefusedInputException Contradiction(InputFile shx, int record, long at, string what) =>
        new(new Finding(GisFindings.IndexContradicts, shx.Name, record, null, null, shx.Name, $"{record}", $"{at}", what));

    private static RefusedInputException Refused(FindingRule rule, InputFile file, params string[] arguments) =>
        new(new Finding(rule, file.Name, null, null, null, arguments));
}
