using System.Buffers.Binary;
using System.Text;
using CarbonSink.Findings;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>The structure of a dBASE III/IV or FoxPro table (属性表): fields, their places in the record, encoding, number of records.</summary>
internal sealed class DbaseTable
{
    private const int HeaderBytes = 32;
    private const int DescriptorBytes = 32;
    private const int NameBytes = 11;
    private const byte Terminator = 0x0D;

    private readonly InputFile file;
    private readonly List<Descriptor> descriptors = [];

    private DbaseTable(InputFile file, ReadOnlySpan<byte> header)
    {
        this.file = file;
        RecordCount = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        DataOffset = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]);
        RecordBytes = BinaryPrimitives.ReadUInt16LittleEndian(header[10..]);
        LanguageId = header[29];
    }

    public long RecordCount { get; }

    public int DataOffset { get; }

    public int RecordBytes { get; }

    public byte LanguageId { get; }

    public TextEncoding Encoding { get; private set; } = TextEncoding.OfAscii();

    public RecordSchema Schema { get; private set; } = new([]);

    /// <summary>Byte of a field in the record; the deletion mark is byte 0.</summary>
    public int FieldOffset(int field) => descriptors[field].Offset;

    /// <summary>Reads the header and determines the encoding.</summary>
    /// <param name="file">The .dbf.</param>
    /// <param name="encoding">Encoding named by the user, or null to determine it.</param>
    /// <param name="codePageName">Text of the .cpg, or null.</param>
    /// <param name="codePageFile">Name of the .cpg.</param>
    /// <param name="findings">Receives what is remarkable.</param>
    /// <exception cref="RefusedInputException">The structure is damaged or the file shorter than it declares.</exception>
    public static DbaseTable Open(InputFile file, TextEncoding? encoding, string? codePageName, string codePageFile, FindingLog findings)
    {
        if (file.Length < HeaderBytes + 1)
            throw new RefusedInputException(new Finding(GisFindings.FileTruncated, file.Name, null, null, null, file.Name, $"{file.Length}", $"{HeaderBytes + 1}"));
        var window = file.Window();
        var table = new DbaseTable(file, window.Read(0, HeaderBytes));
        table.CheckLength(window.Read(0, 1)[0], findings);
        table.ReadDescriptors(window.Read(0, table.DataOffset));
        table.FindLongIntegers(findings);
        table.Encoding = encoding ?? table.Sample().Choose(codePageName, codePageFile, table.LanguageId, file.Name, findings);
        table.Schema = new([.. table.descriptors.Select(table.Definition)]);
        return table;
    }

    /// <summary>The value without padding: up to the first NUL, spaces trimmed at both ends.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> field)
    {
        var nul = field.IndexOf((byte)0);
        return (nul < 0 ? field : field[..nul]).Trim((byte)' ');
    }

    private void CheckLength(byte version, FindingLog findings)
    {
        if ((version & 7) == 4) // dBASE 7 has descriptors of another length
            throw Bad(0, $"0x{version:X2}");
        if (DataOffset < HeaderBytes + 1 || RecordBytes < 1)
            throw Bad(8, $"{DataOffset}, {RecordBytes}");
        var declared = DataOffset + (RecordCount * RecordBytes);
        if (file.Length < declared)
        {
            var record = file.Length < DataOffset ? 0 : (file.Length - DataOffset) / RecordBytes;
            throw new RefusedInputException(new Finding(GisFindings.FileTruncated, file.Name, record, null, null, file.Name, $"{file.Length}", $"{declared}"));
        }

        if (file.Length >= declared + RecordBytes && file.Length > declared + 1)
            findings.Add(new Finding(GisFindings.UnusedBytes, file.Name, null, null, null, file.Name, $"{file.Length - declared}", $"{declared}"));
    }

    private void ReadDescriptors(ReadOnlySpan<byte> header)
    {
        for (var at = HeaderBytes; at + DescriptorBytes <= header.Length && header[at] != Terminator; at += DescriptorBytes)
        {
            var d = header.Slice(at, DescriptorBytes);
            descriptors.Add(new(Trim(d[..NameBytes]).ToArray(), (char)d[NameBytes], d[16], d[17], at));
        }

        if (Place(wideText: false) != RecordBytes && Place(wideText: true) != RecordBytes)
            throw Bad(10, $"{Place(wideText: false)} ≠ {RecordBytes}");
        foreach (var d in descriptors)
        {
            if (d.Width == 0 || (d.Type is 'I' && d.Width != 4) || !char.IsAsciiLetterOrDigit(d.Type))
                throw Bad(d.At, $"{System.Text.Encoding.Latin1.GetString(d.Name)} {d.Type} {d.Width}");
        }
    }

    /// <summary>Lays the fields out; Clipper widens text fields beyond 255 bytes with the byte of decimals. Returns the record length.</summary>
    private int Place(bool wideText)
    {
        var offset = 1;
        foreach (var d in descriptors)
        {
            d.Offset = offset;
            d.Width = wideText && d.Type == 'C' ? d.DeclaredWidth + (256 * d.Decimals) : d.DeclaredWidth;
            offset += d.Width;
        }

        return offset;
    }

    private FieldDefinition Definition(Descriptor d)
    {
        var kind = d.Type switch
        {
            'N' or 'F' when d.HasLongIntegers => FieldKind.Text,
            'N' or 'F' or 'I' => FieldKind.Number,
            'O' or 'B' when d.Width == 8 => FieldKind.Number,
            'D' => FieldKind.Date,
            _ => FieldKind.Text,
        };
        return new(Encoding.Decode(d.Name, d.Name.Length >= NameBytes - 1, out _), kind, d.Type, d.Width, d.Decimals);
    }

    /// <summary>Whole numbers that a double does not hold, such as identity numbers of 18 digits: their fields are read as text.</summary>
    private void FindLongIntegers(FindingLog findings)
    {
        const int FewestDigits = 16; // 2^53 has sixteen
        var open = descriptors.Where(d => d.Type is 'N' or 'F' && d.Decimals == 0 && d.Width >= FewestDigits).ToList();
        var window = file.Window();
        var rows = Math.Max(1, (256 * 1024) / RecordBytes);
        for (long first = 0; first < RecordCount && open.Count > 0; first += rows)
        {
            var n = (int)Math.Min(rows, RecordCount - first);
            var block = window.Read(DataOffset + (first * RecordBytes), n * RecordBytes);
            for (var row = 0; row < n; row++)
            {
                for (var i = open.Count - 1; i >= 0; i--)
                {
                    var value = Trim(block.Slice((row * RecordBytes) + open[i].Offset, open[i].Width));
                    if (value.Length < FewestDigits || value.Contains((byte)'.') || NumberField.Read(value, out _) != NumberContent.Rounded)
                        continue;
                    open[i].HasLongIntegers = true;
                    findings.Add(new Finding(SourceFindings.IntegersAsText, file.Name, first + row, System.Text.Encoding.Latin1.GetString(open[i].Name), System.Text.Encoding.Latin1.GetString(value)));
                    open.RemoveAt(i);
                }
            }
        }
    }

    /// <summary>Collects texts beyond ASCII from the beginning of the table until there are enough.</summary>
    private TextSample Sample()
    {
        var sample = new TextSample();
        foreach (var d in descriptors.Where(d => !Ascii.IsValid(d.Name)))
            sample.Add(d.Name, d.Name.Length >= NameBytes - 1);
        var texts = descriptors.Where(d => d.Type == 'C').ToArray();
        var binary = descriptors.Exists(d => d.Type is 'I' or 'O' or 'B');
        var window = file.Window();
        var rows = Math.Max(1, (256 * 1024) / RecordBytes);
        for (long first = 0; first < RecordCount && texts.Length > 0 && !sample.IsEnough; first += rows)
        {
            var n = (int)Math.Min(rows, RecordCount - first);
            var block = window.Read(DataOffset + (first * RecordBytes), n * RecordBytes);
            if (!binary && Ascii.IsValid(block))
                continue;
            for (var row = 0; row < n && !sample.IsEnough; row++)
                Sample(block.Slice(row * RecordBytes, RecordBytes), texts, sample);
        }

        return sample;
    }

    private static void Sample(ReadOnlySpan<byte> record, Descriptor[] texts, TextSample sample)
    {
        foreach (var d in texts)
        {
            var value = Trim(record.Slice(d.Offset, d.Width));
            if (!Ascii.IsValid(value))
                sample.Add(value, value.Length == d.Width);
        }
    }

    private RefusedInputException Bad(int at, string what) => new(new Finding(GisFindings.TableBad, file.Name, null, null, null, file.Name, $"{at}", what));

    private sealed class Descriptor(byte[] name, char type, int declaredWidth, int decimals, int at)
    {
        public byte[] Name { get; } = name;

        public char Type { get; } = char.ToUpperInvariant(type);

        public int DeclaredWidth { get; } = declaredWidth;

        public int Decimals { get; } = decimals;

        public int At { get; } = at;

        public int Offset { get; set; }

        public bool HasLongIntegers { get; set; }

        public int Width { get; set; }
    }
}
