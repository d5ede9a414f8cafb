using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>A field of a .dbf that is written: turns values into cells and remembers how wide they are.</summary>
internal sealed class DbaseColumn
{
    public const int WidestText = 254;

    private const int WidestFixed = 48; // numbers that need more digits are written with an exponent
    private const double LargestFixed = 1e30;

    private readonly int field;
    private readonly FieldDefinition source;
    private readonly EncodedTexts? texts;
    private readonly string file;
    private readonly FindingLog findings;
    private readonly bool isDeclared;
    private readonly bool isRight;

    public DbaseColumn(int field, FieldDefinition source, string name, TextEncoding encoding, string file, FindingLog findings)
    {
        (this.field, this.source, Name, this.file, this.findings) = (field, source, name, file, findings);
        var binary = source.TypeCode is 'I' or 'O' or 'B';
        Type = source.Kind switch { FieldKind.Number => source.TypeCode == 'F' && source.Width > 0 ? 'F' : 'N', FieldKind.Date => 'D', _ when source.TypeCode is 'N' or 'F' => source.TypeCode, _ => source.TypeCode == 'L' ? 'L' : 'C' };
        isDeclared = source.Width > 0 && !binary;
        Width = Type switch { 'D' => 8, 'L' => 1, _ when isDeclared => Math.Min(source.Width, WidestText), _ => 20 };
        Decimals = Type is 'N' or 'F' && isDeclared ? Math.Clamp(source.Decimals, 0, 15) : 0;
        isRight = Type is 'N' or 'F';
        MostDecimals = source.TypeCode == 'F' && !isDeclared ? 1 : Decimals; // a real number stays one for readers that look at the decimals
        Most = isDeclared || Type is 'D' or 'L' ? Width : 1;
        texts = source.Kind == FieldKind.Number ? null : new(encoding, source.Name, file, findings);
    }

    public string Name { get; }

    /// <summary>Type letter; a date or logical field that meets another value becomes text.</summary>
    public char Type { get; private set; }

    /// <summary>Width of the cells written so far.</summary>
    public int Width { get; set; }

    public int Decimals { get; private set; }

    /// <summary>Widest cell so far, at least the declared width.</summary>
    public int Most { get; private set; }

    private int MostDecimals { get; set; }

    private bool IsNumber => texts is null;

    /// <summary>The cell of a row; none for a blank.</summary>
    public ReadOnlySpan<byte> Cell(FeatureBatch batch, int row, Span<byte> room)
    {
        if (IsNumber)
            return batch.IsValid(field, row) ? Number(batch.Numbers(field)[row], room) : [];
        var code = batch.Codes(field)[row];
        var bytes = texts!.Of(batch.Dictionary(field), code, batch.RecordNumbers[row]);
        if (bytes.IsEmpty)
            return [];
        return Checked(bytes, batch.RecordNumbers[row], batch.Dictionary(field)[code]);
    }

    /// <summary>Puts a cell into its place in a record of spaces: numbers right, texts left.</summary>
    public void Place(ReadOnlySpan<byte> cell, Span<byte> place) => cell.CopyTo(isRight ? place[^cell.Length..] : place);

    /// <summary>Moves a cell between records of different widths.</summary>
    public void Move(ReadOnlySpan<byte> from, Span<byte> to) => Place(isRight ? from.TrimStart((byte)' ') : from.TrimEnd((byte)' '), to);

    /// <summary>Settles the width by what was written; tells a declared one that was not enough.</summary>
    public void Settle()
    {
        Decimals = Type is 'N' or 'F' ? Math.Min(MostDecimals, 15) : 0;
        if (isDeclared && Type is 'N' or 'F' or 'C' && (Most > source.Width || Decimals > source.Decimals))
            findings.Add(new Finding(TargetFindings.FieldWidened, file, null, source.Name, null, source.Name, Described(source.Width, source.Decimals), Described(Most, Decimals)));
    }

    private string Described(int width, int decimals) => isRight ? $"{Type}({width},{decimals})" : $"{Type}({width})";

    private ReadOnlySpan<byte> Checked(ReadOnlySpan<byte> bytes, long record, string text)
    {
        if (bytes.Contains((byte)0))
        {
            findings.Add(TargetFindings.CharacterNotHeld, file, record, source.Name, text, "dBASE", "U+0000");
            return [];
        }

        if (bytes.Length > WidestText)
        {
            findings.Add(TargetFindings.TextTooLong, file, record, source.Name, text, $"{bytes.Length}");
            return [];
        }

        if (bytes[0] == ' ' || bytes[^1] == ' ')
            findings.Add(TargetFindings.SpacesNotHeld, file, record, source.Name, text);
        if ((Type == 'D' && (bytes.Length != 8 || bytes.ContainsAnyExceptInRange((byte)'0', (byte)'9'))) || (Type == 'L' && (bytes.Length != 1 || !"TtFfYyNn?"u8.Contains(bytes[0]))))
        {
            findings.Add(TargetFindings.ValueAsText, file, record, source.Name, text);
            Type = 'C';
        }

        Most = Math.Max(Most, bytes.Length);
        return bytes;
    }

    /// <summary>With the declared decimals where that is exact, else the shortest text that reads back as the same number.</summary>
    private ReadOnlySpan<byte> Number(double value, Span<byte> room)
    {
        var length = 0;
        var isFixed = Math.Abs(value) < LargestFixed && value.TryFormat(room, out length, Format(Decimals), CultureInfo.InvariantCulture)
            && length <= WidestFixed && NumberField.Read(room[..length], out var back) == NumberContent.Number && back == value;
        if (!isFixed)
            NumberText.Write(value, room, out length);
        var cell = room[..length];
        if (cell.Contains((byte)'E'))
            MostDecimals = Math.Max(MostDecimals, 1); // other programs would read a field without decimals up to the E
        if (cell.IndexOf((byte)'.') is >= 0 and var point)
        {
            var mantissa = cell.IndexOf((byte)'E') is >= 0 and var e ? e : length;
            MostDecimals = Math.Max(MostDecimals, mantissa - point - 1);
        }

        Most = Math.Max(Most, length);
        return cell;
    }

    private static string Format(int decimals) => decimals < Formats.Length ? Formats[decimals] : "R";

    private static readonly string[] Formats = [.. Enumerable.Range(0, 16).Select(d => $"F{d}")];
}
