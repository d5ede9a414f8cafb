using System.Text;
using CarbonSink.Findings;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>Numbers of one role in the schema's unit; a value that is blank, no number or outside the plausible range is missing.</summary>
public sealed class NumberColumn : UnitColumn
{
    private readonly List<(double Value, NumberContent Content)> entries = []; // of the dictionary, where numbers are stored as text

    internal NumberColumn(SchemaField definition, RecordSchema layer, int field, string file)
        : base(definition, layer, field, file)
    {
    }

    /// <summary>One value per row of the batch; 0 where missing.</summary>
    public double[] Values { get; } = new double[FeatureBatch.Capacity];

    /// <summary>One bit per row: set where there is a value.</summary>
    public ulong[] Valid { get; } = new ulong[FeatureBatch.Capacity / 64];

    /// <summary>Whether a row has a value.</summary>
    public bool IsValid(int row) => (Valid[row >> 6] >> (row & 63) & 1) != 0;

    internal override void Fill(FeatureBatch batch, FindingLog findings)
    {
        Array.Clear(Valid);
        if (IsStoredAsNumber)
            FromNumbers(batch, findings);
        else
            FromTexts(batch, findings);
    }

    private void FromNumbers(FeatureBatch batch, FindingLog findings)
    {
        var numbers = batch.Numbers(Field);
        for (var row = 0; row < numbers.Length; row++)
        {
            Values[row] = 0;
            if (batch.IsValid(Field, row))
                Put(batch, row, numbers[row], findings);
            else
                Blank(batch, row, findings);
        }
    }

    private void FromTexts(FeatureBatch batch, FindingLog findings)
    {
        var dictionary = batch.Dictionary(Field);
        for (var i = entries.Count; i < dictionary.Count; i++)
            entries.Add((NumberField.Read(Encoding.UTF8.GetBytes(CodeReading.Normalise(dictionary[i])), out var value) is var content ? value : 0, content));
        var codes = batch.Codes(Field);
        for (var row = 0; row < codes.Length; row++)
        {
            Values[row] = 0;
            if (codes[row] >= 0 && entries[codes[row]].Content == NumberContent.Rounded)
                findings.Add(SourceFindings.ValueRounded, File, batch.RecordNumbers[row], FieldName, dictionary[codes[row]]);
            if (codes[row] < 0)
                Blank(batch, row, findings);
            else if (entries[codes[row]] is { Content: NumberContent.Number or NumberContent.Rounded } entry)
                Put(batch, row, entry.Value, findings);
            else
                findings.Add(GisFindings.NumberBad, File, batch.RecordNumbers[row], FieldName, dictionary[codes[row]]);
        }
    }

    private void Put(FeatureBatch batch, int row, double value, FindingLog findings)
    {
        if (value >= Definition.Min && value <= Definition.Max)
        {
            Values[row] = value;
            Valid[row >> 6] |= 1UL << (row & 63);
            return;
        }

        findings.Add(
            GisFindings.NumberOutOfRange, File, batch.RecordNumbers[row], FieldName, CodeReading.Text(value),
            CodeReading.Text(Definition.Min), CodeReading.Text(Definition.Max), Definition.Unit is "1" ? string.Empty : " " + Definition.Unit);
    }
}
