using CarbonSink.Geometry;

namespace CarbonSink.Inventory;

/// <summary>A block of at most 4,096 records in columns: geometry and only the fields asked for. Valid until the next block is read; reused, so nothing is allocated per record.</summary>
/// <remarks>Field positions are those of <see cref="Schema"/>. Rows that the file marks as deleted are not part of a batch; <see cref="RecordNumbers"/> tells each row's place in the file.</remarks>
public sealed class FeatureBatch
{
    /// <summary>Most records in one batch.</summary>
    public const int Capacity = 4096;

    private readonly double[]?[] numbers;
    private readonly ulong[]?[] valid;
    private readonly int[]?[] codes;
    private readonly CodeDictionary?[] dictionaries;

    /// <summary>Creates an empty batch with columns for the given fields of the schema (positions).</summary>
    public FeatureBatch(RecordSchema schema, IReadOnlyList<int> fields)
    {
        Schema = schema;
        var n = schema.Fields.Count;
        (numbers, valid, codes, dictionaries) = (new double[n][], new ulong[n][], new int[n][], new CodeDictionary[n]);
        foreach (var f in fields)
        {
            if (schema.Fields[f].Kind == FieldKind.Number)
                (numbers[f], valid[f]) = (new double[Capacity], new ulong[Capacity / 64]);
            else
                (codes[f], dictionaries[f]) = (new int[Capacity], new CodeDictionary());
        }
    }

    /// <summary>The layer's fields.</summary>
    public RecordSchema Schema { get; }

    /// <summary>Number of rows.</summary>
    public int Count { get; set; }

    /// <summary>0-based record number of each row in the file.</summary>
    public long[] RecordNumbers { get; } = new long[Capacity];

    /// <summary>Geometry of each row.</summary>
    public PolygonColumn Geometry { get; } = new();

    /// <summary>Empties the batch, keeping its memory and its dictionaries.</summary>
    public void Clear()
    {
        Count = 0;
        Geometry.Clear();
        foreach (var bits in valid)
            bits?.AsSpan().Clear();
    }

    /// <summary>Whether a field was asked for.</summary>
    public bool Has(int field) => numbers[field] is not null || codes[field] is not null;

    /// <summary>Values of a number field; meaningful only where the bit in <see cref="Valid"/> is set.</summary>
    public Span<double> Numbers(int field) => numbers[field].AsSpan(0, Count);

    /// <summary>One bit per row: set where the number field holds a value (never NaN).</summary>
    public Span<ulong> Valid(int field) => valid[field];

    /// <summary>Dictionary numbers of a text field; −1 where blank.</summary>
    public Span<int> Codes(int field) => codes[field].AsSpan(0, Count);

    /// <summary>The distinct values of a text field; grows from batch to batch, numbers never change.</summary>
    public CodeDictionary Dictionary(int field) => dictionaries[field] ?? throw new ArgumentException($"field {field} is not a text field asked for", nameof(field));

    /// <summary>Whether the number field of a row holds a value.</summary>
    public bool IsValid(int field, int row) => (valid[field]![row >> 6] >> (row & 63) & 1) != 0;
}
