using System.Globalization;
using System.Text;
using CarbonSink.Findings;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>Reads rows of a .dbf into the columns asked for. One per pass.</summary>
internal sealed class DbaseRows
{
    private readonly DbaseTable table;
    private readonly string file;
    private readonly FileWindow window;
    private readonly FindingLog findings;
    private readonly List<(int Field, bool Binary)> numbers = [];
    private readonly List<(int Field, TextField Text)> texts = [];
    private readonly int[] rowOffsets;

    public DbaseRows(DbaseTable table, InputFile dbf, IEnumerable<int> fields, FeatureBatch batch, FindingLog findings)
    {
        (this.table, file, this.findings) = (table, dbf.Name, findings);
        // A block of rows stays in the second-level cache while one column after the other is decoded from it.
        BlockRows = Math.Clamp((128 * 1024) / table.RecordBytes, 1, FeatureBatch.Capacity);
        window = dbf.Window(Math.Max(256 * 1024, table.RecordBytes));
        rowOffsets = new int[BlockRows];
        foreach (var f in fields.Distinct())
        {
            var definition = table.Schema.Fields[f];
            if (definition.Kind == FieldKind.Number)
                numbers.Add((f, definition.TypeCode is 'I' or 'O' or 'B'));
            else
                texts.Add((f, new(definition.Width, definition.Kind == FieldKind.Date, table.Encoding, batch.Dictionary(f))));
        }
    }

    /// <summary>Most rows that one call reads.</summary>
    public int BlockRows { get; }

    /// <summary>Appends the rows of a range that are not deleted; returns how many are deleted.</summary>
    public int Read(long first, int count, FeatureBatch batch)
    {
        var block = window.Read(table.DataOffset + (first * table.RecordBytes), count * table.RecordBytes);
        var start = batch.Count;
        var alive = 0;
        for (var i = 0; i < count; i++)
        {
            var offset = i * table.RecordBytes;
            switch (block[offset])
            {
                case (byte)'*':
                    findings.Add(GisFindings.RecordDeleted, file, first + i, null, null);
                    break;
                case (byte)' ' or 0:
                    batch.RecordNumbers[start + alive] = first + i;
                    rowOffsets[alive++] = offset;
                    break;
                default:
                    throw new RefusedInputException(new Finding(
                        GisFindings.RecordDamaged, file, first + i, null, null, file, $"{first + i}", $"{table.DataOffset + (first * table.RecordBytes) + offset}", $"0x{block[offset]:X2} ≠ 0x20, 0x2A"));
            }
        }

        batch.Count = start + alive;
        var rows = rowOffsets.AsSpan(0, alive);
        foreach (var (field, binary) in numbers)
            Numbers(block, rows, field, binary, batch, start);
        foreach (var (field, text) in texts)
            Texts(block, rows, field, text, batch, start);
        return count - alive;
    }

    private void Numbers(ReadOnlySpan<byte> block, ReadOnlySpan<int> rows, int field, bool binary, FeatureBatch batch, int start)
    {
        var (at, width) = (table.FieldOffset(field), table.Schema.Fields[field].Width);
        var values = batch.Numbers(field)[start..];
        var valid = batch.Valid(field);
        for (var i = 0; i < rows.Length; i++)
        {
            var bytes = block.Slice(rows[i] + at, width);
            switch (binary ? NumberField.ReadBinary(bytes, out values[i]) : NumberField.Read(bytes, out values[i]))
            {
                case NumberContent.Number:
                    valid[(start + i) >> 6] |= 1UL << ((start + i) & 63);
                    break;
                case NumberContent.Rounded:
                    valid[(start + i) >> 6] |= 1UL << ((start + i) & 63);
                    findings.Add(SourceFindings.ValueRounded, file, batch.RecordNumbers[start + i], table.Schema.Fields[field].Name, Encoding.Latin1.GetString(DbaseTable.Trim(bytes)));
                    break;
                case NumberContent.Asterisks:
                    findings.Add(GisFindings.NumberAsterisks, file, batch.RecordNumbers[start + i], table.Schema.Fields[field].Name, Encoding.Latin1.GetString(DbaseTable.Trim(bytes)));
                    break;
                case NumberContent.Bad:
                    var text = binary ? values[i].ToString(CultureInfo.InvariantCulture) : Encoding.Latin1.GetString(DbaseTable.Trim(bytes));
                    values[i] = 0;
                    findings.Add(GisFindings.NumberBad, file, batch.RecordNumbers[start + i], table.Schema.Fields[field].Name, text);
                    break;
            }
        }
    }

    private void Texts(ReadOnlySpan<byte> block, ReadOnlySpan<int> rows, int field, TextField text, FeatureBatch batch, int start)
    {
        var (at, width) = (table.FieldOffset(field), table.Schema.Fields[field].Width);
        var codes = batch.Codes(field)[start..];
        var isDigits = table.Schema.Fields[field].TypeCode is 'N' or 'F';
        for (var i = 0; i < rows.Length; i++)
        {
            var bytes = block.Slice(rows[i] + at, width);
            if (isDigits && NumberField.Read(bytes, out _) is var content and (NumberContent.Asterisks or NumberContent.Bad))
            {
                codes[i] = -1;
                findings.Add(content == NumberContent.Bad ? GisFindings.NumberBad : GisFindings.NumberAsterisks, file, batch.RecordNumbers[start + i], table.Schema.Fields[field].Name, Encoding.Latin1.GetString(DbaseTable.Trim(bytes)));
                continue;
            }

            var entry = text.Entry(bytes);
            codes[i] = text.Code(entry);
            if (text.Issue(entry) != TextIssue.None)
            {
                var rule = text.Issue(entry) == TextIssue.Cut ? GisFindings.TextCut : GisFindings.TextUndecodable;
                findings.Add(rule, file, batch.RecordNumbers[start + i], table.Schema.Fields[field].Name, codes[i] < 0 ? null : batch.Dictionary(field)[codes[i]], table.Encoding.Name);
            }
        }
    }
}
