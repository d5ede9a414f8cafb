using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Numbers of the units of a range of records; each thread of a pass sets those of its own records.</summary>
internal sealed class NumberResults : ResultColumn
{
    private readonly double[] values;
    private readonly long first;

    public NumberResults(string name, Bilingual title, string unit, RecordRange records)
        : base(name, title, unit, ResultKind.Number)
    {
        (values, first) = (new double[records.To - records.From], records.From);
        Array.Fill(values, double.NaN);
    }

    public void Set(long record, double value) => values[record - first] = value;

    /// <summary>Adds to a unit's number; to a missing one, sets it.</summary>
    public void Add(long record, double value) => values[record - first] = values[record - first] is var known && double.IsNaN(known) ? value : known + value;

    internal override double Value(long record) => values[record - first];
}

/// <summary>Whole numbers or flags from 0; −1 is missing.</summary>
internal sealed class CountResults : ResultColumn
{
    private readonly int[] values;
    private readonly long first;

    public CountResults(string name, Bilingual title, ResultKind kind, int initial, RecordRange records)
        : base(name, title, string.Empty, kind)
    {
        (values, first) = (new int[records.To - records.From], records.From);
        Array.Fill(values, initial);
    }

    public void Set(long record, int value) => values[record - first] = value;

    internal override double Value(long record) => values[record - first] is >= 0 and var value ? value : double.NaN;
}

/// <summary>Texts, each distinct one stored once.</summary>
internal sealed class TextResults : ResultColumn
{
    private readonly int[] codes;
    private readonly long first;
    private readonly Func<int, string> text;

    public TextResults(string name, Bilingual title, Func<int, string> text, RecordRange records)
        : base(name, title, string.Empty, ResultKind.Text)
    {
        (codes, first, this.text) = (new int[records.To - records.From], records.From, text);
        Array.Fill(codes, CodeSpace.Missing);
    }

    /// <summary>Another text of the same numbers.</summary>
    public TextResults(string name, Bilingual title, TextResults source, Func<int, string> text)
        : base(name, title, string.Empty, ResultKind.Text) => (codes, first, this.text) = (source.codes, source.first, text);

    public void Set(long record, int code) => codes[record - first] = code;

    /// <summary>The number of a unit's text; −1 where it is missing.</summary>
    public int Code(long record) => codes[record - first];

    public string TextOf(int code) => text(code);

    public override string? Text(long record) => codes[record - first] is >= 0 and var code ? text(code) : null;
}

/// <summary>Texts of other columns joined by '-', a missing one empty.</summary>
internal sealed class JoinedResults(string name, Bilingual title, IReadOnlyList<TextResults> parts) : ResultColumn(name, title, string.Empty, ResultKind.Text)
{
    public IReadOnlyList<TextResults> Parts { get; } = parts;

    public override string? Text(long record) => string.Join('-', Parts.Select(c => c.Text(record)));
}

/// <summary>The quotient of two columns, e.g. carbon per hectare; missing where the divisor is not positive.</summary>
internal sealed class QuotientResults(string name, Bilingual title, string unit, ResultColumn dividend, ResultColumn divisor) : ResultColumn(name, title, unit, ResultKind.Number)
{
    internal override double Value(long record) => divisor.Value(record) is > 0 and var d ? dividend.Value(record) / d : double.NaN;
}
