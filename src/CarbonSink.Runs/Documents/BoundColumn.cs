using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>A column of a template over the records it reads (列取值).</summary>
internal sealed class BoundColumn
{
    private const double Unread = double.NegativeInfinity; // no value is infinite

    private readonly SourceRows rows;
    private readonly RecordFilter filter;
    private readonly Arithmetic? arithmetic;
    private readonly int column = -1;
    private double[]? values; // by record: read once, for it counts again in every unit above it

    public BoundColumn(ColumnDefinition definition, SourceRows rows)
    {
        (Definition, this.rows) = (definition, rows);
        filter = new(rows, definition.Where);
        if (definition.Value.StartsWith('='))
            Formula = Arithmetic.Parse(definition.Value[1..]);
        else if (rows.Has(definition.Value))
            column = rows.Column(definition.Value);
        else if (definition.Value.Length > 0 && definition.Value[0] != '@')
        {
            arithmetic = definition.Kind is ValueKind.Count or ValueKind.Sum or ValueKind.Number && definition.Value.IndexOfAny(['+', '-', '*', '/', '(']) >= 0 ? Arithmetic.Parse(definition.Value) : null;
            foreach (var name in arithmetic?.Names ?? (definition.Value == "1" ? [] : [definition.Value]))
                rows.Column(name);
        }
    }

    /// <summary>What it is.</summary>
    public ColumnDefinition Definition { get; }

    /// <summary>Arithmetic over other columns of the table; null where it reads records.</summary>
    public Arithmetic? Formula { get; }

    /// <summary>The total that the run wrote below this column; null where it wrote none, or only some records count.</summary>
    public double? Total => column >= 0 && Definition.Where.Length == 0 && rows.Total?[column] is { Length: > 0 } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var total) ? total : null;

    /// <summary>The text of a record; blank where it is missing.</summary>
    public string Text(int row) => column >= 0 && filter.Takes(row) ? rows[row, column] : "";

    /// <summary>The number of a record; null where it is missing.</summary>
    public double? Value(int row)
    {
        if (values is null)
        {
            values = new double[rows.Count];
            Array.Fill(values, Unread);
        }

        if (double.IsNegativeInfinity(values[row]))
            values[row] = Read(row) ?? double.NaN;
        return double.IsNaN(values[row]) ? null : values[row];
    }

    private double? Read(int row) => !filter.Takes(row) ? null : column >= 0 ? rows.Number(row, column) : arithmetic is { } formula ? formula.Of(name => rows.Number(row, rows.Column(name))) : 1;

    /// <summary>The exact sum over records; missing where none of them has a value.</summary>
    public ReportCell Sum(List<int> records)
    {
        var (any, sum) = (false, ExactSum.Zero);
        foreach (var row in records)
            if (Value(row) is { } value)
                (any, sum) = (true, sum + value);
        return any ? (ExactSum?)sum : ReportCell.Missing;
    }

    /// <summary>How many records count, or the sum of a column of whole numbers; missing where a column has no value.</summary>
    public ReportCell Count(List<int> records)
    {
        var (any, count) = (column < 0, 0L);
        foreach (var row in records)
        {
            if (Value(row) is not { } value)
                continue;
            if (value != Math.Truncate(value) || Math.Abs(value) > 9e15)
                throw SourceFolder.Refused(ReportFindings.NotANumber, rows.File, rows.File, Definition.Key, value.ToString("R", CultureInfo.InvariantCulture));
            (any, count) = (true, count + (long)value);
        }

        return any ? count : ReportCell.Missing;
    }
}
