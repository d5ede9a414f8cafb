using CarbonSink.Findings;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Gis;

/// <summary>Codes or texts of one role as numbers of the code space. Each distinct value is read once.</summary>
/// <remarks>Numbers of the code space depend on the order of reading: compare and group by them, but sort by their texts.</remarks>
public sealed class CodeColumn : UnitColumn
{
    private readonly IReadOnlyList<CodeTable> tables;
    private readonly CodeSpace codes;
    private readonly List<CodeReading> readings = []; // by dictionary number, or by first appearance of a number
    private readonly Dictionary<double, int> numbers = [];

    internal CodeColumn(SchemaField definition, RecordSchema layer, int field, string file, IReadOnlyList<CodeTable> tables, CodeSpace codes)
        : base(definition, layer, field, file) => (this.tables, this.codes) = (tables, codes);

    /// <summary>Per row the number of the class, or of the code itself where its table has no classes or none is used; −1 where missing.</summary>
    public int[] Codes { get; } = new int[FeatureBatch.Capacity];

    /// <summary>Per row the number of the code as its table writes it, also where the code is unknown; −1 where blank.</summary>
    public int[] RawCodes { get; } = new int[FeatureBatch.Capacity];

    /// <summary>Per row how far the reading can be trusted; declared where no code table is used.</summary>
    public ParameterStatus[] Statuses { get; } = new ParameterStatus[FeatureBatch.Capacity];

    internal override void Fill(FeatureBatch batch, FindingLog findings)
    {
        if (IsStoredAsNumber)
            FromNumbers(batch, findings);
        else
            FromTexts(batch, findings);
    }

    private void FromTexts(FeatureBatch batch, FindingLog findings)
    {
        var dictionary = batch.Dictionary(Field);
        for (var i = readings.Count; i < dictionary.Count; i++)
            readings.Add(Read(dictionary[i]));
        var values = batch.Codes(Field);
        for (var row = 0; row < values.Length; row++)
            Put(batch, row, values[row], findings);
    }

    private void FromNumbers(FeatureBatch batch, FindingLog findings)
    {
        var values = batch.Numbers(Field);
        for (var row = 0; row < values.Length; row++)
        {
            var entry = -1;
            if (batch.IsValid(Field, row) && !numbers.TryGetValue(values[row], out entry))
            {
                numbers.Add(values[row], entry = readings.Count);
                readings.Add(Read(CodeReading.Text(values[row])));
            }

            Put(batch, row, batch.IsValid(Field, row) ? entry : -1, findings);
        }
    }

    private CodeReading Read(string value)
    {
        if (Definition.Kind == SchemaFieldKind.Code)
            return CodeReading.Of(value, tables, codes);
        var number = codes.Intern(value);
        return new(number, number, ParameterStatus.Declared, value);
    }

    private void Put(FeatureBatch batch, int row, int entry, FindingLog findings)
    {
        if (entry < 0)
        {
            (Codes[row], RawCodes[row], Statuses[row]) = (CodeSpace.Missing, CodeSpace.Missing, ParameterStatus.Declared);
            Blank(batch, row, findings);
            return;
        }

        var reading = readings[entry];
        (Codes[row], RawCodes[row], Statuses[row]) = (reading.Code, reading.Raw, reading.Status);

        // A code without a class matters only where the class is needed.
        if (reading.Rule is { } rule && (rule != GisFindings.CodeUnclassed || Definition.Requirement == SchemaRequirement.Value))
            findings.Add(rule, File, batch.RecordNumbers[row], FieldName, reading.Value, reading.Arguments);
    }
}
