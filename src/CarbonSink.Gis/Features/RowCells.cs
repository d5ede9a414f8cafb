using CarbonSink.Findings;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>Writes the cells of one row after the other into a batch. One per pass.</summary>
internal sealed class RowCells
{
    private readonly FeatureBatch batch;
    private readonly string file;
    private readonly FindingLog findings;
    private readonly bool[] wanted;
    private readonly List<int> texts = [];
    private readonly Dictionary<string, int>?[] numbers;

    public RowCells(FeatureBatch batch, IReadOnlyList<int> fields, string file, FindingLog findings)
    {
        (this.batch, this.file, this.findings) = (batch, file, findings);
        var count = batch.Schema.Fields.Count;
        (wanted, numbers) = (new bool[count], new Dictionary<string, int>?[count]);
        foreach (var field in fields.Distinct())
        {
            wanted[field] = true;
            if (batch.Schema.Fields[field].Kind == FieldKind.Number)
                continue;
            texts.Add(field);
            numbers[field] = new(StringComparer.Ordinal);
        }
    }

    /// <summary>Record number of the row under way.</summary>
    public long Record { get; private set; }

    private int Row => batch.Count - 1;

    /// <summary>Begins a row; all its cells are blank.</summary>
    public void Begin(long record)
    {
        batch.RecordNumbers[batch.Count++] = Record = record;
        foreach (var field in texts)
            batch.Codes(field)[Row] = -1;
    }

    /// <summary>Whether the field was asked for.</summary>
    public bool Wants(int field) => wanted[field];

    /// <summary>Sets a number; one that is not finite is told and left out.</summary>
    public void Number(int field, double value)
    {
        if (!double.IsFinite(value))
        {
            Bad(field, $"{value}");
            return;
        }

        batch.Numbers(field)[Row] = value;
        batch.Valid(field)[Row >> 6] |= 1UL << (Row & 63);
    }

    /// <summary>Sets a text; an empty one is blank.</summary>
    public void Text(int field, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return;
        var known = numbers[field]!;
        var lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(text, out var number))
        {
            var value = text.ToString();
            known.Add(value, number = batch.Dictionary(field).Add(value));
        }

        batch.Codes(field)[Row] = number;
    }

    /// <summary>Blanks a cell that was set.</summary>
    public void Blank(int field)
    {
        if (numbers[field] is null)
            batch.Valid(field)[Row >> 6] &= ~(1UL << (Row & 63));
        else
            batch.Codes(field)[Row] = -1;
    }

    /// <summary>Tells that a cell of a number field holds no number.</summary>
    public void Bad(int field, string value) => findings.Add(GisFindings.NumberBad, file, Record, batch.Schema.Fields[field].Name, value);

    /// <summary>Tells that a number was rounded.</summary>
    public void Rounded(int field, string value) => findings.Add(SourceFindings.ValueRounded, file, Record, batch.Schema.Fields[field].Name, value);
}
