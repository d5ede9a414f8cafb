using System.Collections.Frozen;

namespace CarbonSink.Inventory;

/// <summary>How a field's bytes are to be decoded.</summary>
public enum FieldKind : byte
{
    /// <summary>Text or code: dictionary-encoded.</summary>
    Text,

    /// <summary>Number: decoded to double with a validity bitmap.</summary>
    Number,

    /// <summary>Date: decoded to text yyyyMMdd, dictionary-encoded.</summary>
    Date,
}

/// <summary>One field of a record as the file declares it.</summary>
/// <param name="Name">Name, decoded.</param>
/// <param name="Kind">How it is decoded.</param>
/// <param name="TypeCode">The file's own type letter, e.g. 'C', 'N', 'F', 'D' of dBASE.</param>
/// <param name="Width">Width in bytes.</param>
/// <param name="Decimals">Declared decimals.</param>
public sealed record FieldDefinition(string Name, FieldKind Kind, char TypeCode, int Width, int Decimals);

/// <summary>The fields of a layer in file order (字段表).</summary>
public sealed class RecordSchema(IReadOnlyList<FieldDefinition> fields)
{
    private readonly FrozenDictionary<string, int> byName = fields.Select((f, i) => (f.Name, i))
        .GroupBy(p => p.Name.ToUpperInvariant()).ToFrozenDictionary(g => g.Key, g => g.First().i, StringComparer.Ordinal);

    /// <summary>The fields.</summary>
    public IReadOnlyList<FieldDefinition> Fields { get; } = fields;

    /// <summary>Position of a field by name, case-insensitively, or −1.</summary>
    public int IndexOf(string name) => byName.GetValueOrDefault(name.ToUpperInvariant(), -1);
}

/// <summary>A half-open range of 0-based record numbers.</summary>
public readonly record struct RecordRange(long From, long To)
{
    /// <summary>Every record of a file.</summary>
    public static RecordRange All { get; } = new(0, long.MaxValue);
}

/// <summary>Distinct values of a text field: each distinct byte sequence is decoded once and gets the next number.</summary>
public sealed class CodeDictionary
{
    private readonly List<string> values = [];

    /// <summary>Number of distinct values so far.</summary>
    public int Count => values.Count;

    /// <summary>The value with a number.</summary>
    public string this[int code] => values[code];

    /// <summary>Adds a decoded value and returns its number.</summary>
    public int Add(string value)
    {
        values.Add(value);
        return values.Count - 1;
    }
}
