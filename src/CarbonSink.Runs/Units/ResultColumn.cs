using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>What a column of results holds.</summary>
public enum ResultKind
{
    /// <summary>A number with a unit.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Count,

    /// <summary>Yes (1) or no (0).</summary>
    Flag,

    /// <summary>Text or a code.</summary>
    Text,
}

/// <summary>One column of the results by unit (小班结果列), asked by the 0-based record number of a unit in its layer.</summary>
public abstract class ResultColumn
{
    private protected ResultColumn(string name, Bilingual title, string unit, ResultKind kind) => (Name, Title, Unit, Kind) = (name, title, unit, kind);

    /// <summary>Machine name, camelCase, ending in the unit where it carries one; unique also without regard to case.</summary>
    public string Name { get; }

    /// <summary>Heading without the unit.</summary>
    public Bilingual Title { get; }

    /// <summary>Unit as printed; empty for none.</summary>
    public string Unit { get; }

    /// <summary>What the column holds.</summary>
    public ResultKind Kind { get; }

    /// <summary>The number of a unit; null where it is missing, and for a text.</summary>
    public double? Number(long record) => Value(record) is var value && double.IsNaN(value) ? null : value;

    /// <summary>The text of a unit; null where it is missing, and for a number.</summary>
    public virtual string? Text(long record) => null;

    /// <summary>The number of a unit; NaN where it is missing, and for a text.</summary>
    internal virtual double Value(long record) => double.NaN;
}
