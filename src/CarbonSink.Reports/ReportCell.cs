using CarbonSink.Estimation;

namespace CarbonSink.Reports;

/// <summary>A cell of a report table (单元格): text, a whole number, an exact sum, a number, or nothing where the value is missing.</summary>
public readonly record struct ReportCell
{
    private ReportCell(ReportColumnKind kind, string? text, long count, ExactSum sum, double number) => (Kind, Text, Count, Sum, Number) = (kind, text, count, sum, number);

    /// <summary>What the cell holds; null where the value is missing.</summary>
    public ReportColumnKind? Kind { get; }

    /// <summary>The text of a text cell.</summary>
    public string? Text { get; }

    /// <summary>The whole number of a count cell.</summary>
    public long Count { get; }

    /// <summary>The exact sum of a sum cell.</summary>
    public ExactSum Sum { get; }

    /// <summary>The number to print: of a count, a sum (nearest double) or a number.</summary>
    public double Number { get; }

    /// <summary>A missing value.</summary>
    public static ReportCell Missing => default;

    /// <summary>Text.</summary>
    public static implicit operator ReportCell(string text) => new(ReportColumnKind.Text, text, 0, default, 0);

    /// <summary>A whole number.</summary>
    public static implicit operator ReportCell(long count) => new(ReportColumnKind.Count, null, count, default, count);

    /// <summary>An exact sum, or a missing value.</summary>
    public static implicit operator ReportCell(ExactSum? sum) => sum is { } s ? new(ReportColumnKind.Sum, null, 0, s, s.ToDouble()) : default;

    /// <summary>A number, or a missing value. Throws <see cref="ArgumentException"/> when it is not finite.</summary>
    public static implicit operator ReportCell(double? number) => number switch
    {
        null => default,
        { } n when double.IsFinite(n) => new(ReportColumnKind.Number, null, 0, default, n),
        _ => throw new ArgumentException("a table holds finite numbers; a missing one is null", nameof(number)),
    };
}
