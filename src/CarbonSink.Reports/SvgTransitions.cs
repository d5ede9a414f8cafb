namespace CarbonSink.Reports;

/// <summary>What went from each class to each other as SVG (转移矩阵图): a row for each class that something left, a column for each that it came to; every cell carries its number and is the darker the more went there. What stayed in its class has a thick frame.</summary>
public static class SvgTransitions
{
    private const double Width = 720;
    private const double Size = 12;
    private const double CellHeight = 30;
    private const double WidestLabel = 130;
    private const double SmallestNumber = 7;
    private const int HeadingLines = 4;
    private const int Thousand = 3;

    // Numbers stay readable on the darkest of them.
    private static readonly string[] Fills = ["#ffffff", "#edf3d6", "#c5dfae", "#a9cf9a", "#8fc088"];

    /// <summary>Most classes to which something may come.</summary>
    public static int MostClasses => 14;

    /// <summary>Height of the drawing that a row takes.</summary>
    public static double RowHeight => CellHeight;

    /// <summary>Writes the chart.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="id">Identifier, unique in the document.</param>
    /// <param name="title">What a reader of screens is told first.</param>
    /// <param name="unit">Unit of the values, as people read it.</param>
    /// <param name="axes">What the rows and what the columns are, e.g. 2015 and 2020.</param>
    /// <param name="to">Classes to which something came, at most fourteen.</param>
    /// <param name="rows">Classes that something left, with a value for each of those; null where nothing went.</param>
    /// <param name="decimals">Decimals of the values.</param>
    public static void Write(MarkupWriter html, string id, string title, string unit, (string From, string To) axes, IReadOnlyList<string> to, IReadOnlyList<ChartBar> rows, int decimals = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to.Count, MostClasses, nameof(to));
        var corner = TextWidth.Cut($"{axes.From} → {axes.To}", (Width - 8 - (TextWidth.Of(unit) * (Size - 1)) - 60) / Size);
        var labels = rows.Select(r => TextWidth.Cut(r.Label, WidestLabel / Size)).ToArray();
        var left = labels.Select(l => TextWidth.Of(l) * Size).DefaultIfEmpty(0).Max() + 12;
        var cell = Math.Min(130, (Width - left - 4) / Math.Max(1, to.Count));
        var headings = to.Select(t => TextWidth.Wrap(t, (cell - 6) / (Size - 1), HeadingLines)).ToArray();
        var (power, size) = (0, Fit(rows, decimals, 0, cell));
        for (; size < SmallestNumber && power < 15; size = Fit(rows, decimals, power, cell))
            power += Thousand;
        var top = 28 + (headings.Max(h => h.Count) * (Size + 2));
        var most = rows.SelectMany(r => r.Values).Select(v => Math.Abs(v ?? 0)).DefaultIfEmpty(0).Max();
        var said = power == 0 ? unit : $"10{Superscript(power)} {unit}";
        using (SvgText.Open(html, id, Width, top + (CellHeight * rows.Count) + 6, $"{title} ({unit})", string.Join("; ", rows.SelectMany(r => r.Values.Select((v, c) => v is { } value ? $"{r.Label} → {to[c]}: {HtmlTable.Number(value, decimals)}" : null).OfType<string>()))))
        {
            SvgText.Label(html, 4, 14, corner, Size, bold: true);
            SvgText.Label(html, Width - 4, 14, said, Size - 1, "end");
            for (var c = 0; c < to.Count; c++)
                for (var l = 0; l < headings[c].Count; l++)
                    SvgText.Label(html, left + (cell * (c + .5)), top - 6 - ((headings[c].Count - 1 - l) * (Size + 2)), headings[c][l], Size - 1, "middle");
            for (var r = 0; r < rows.Count; r++)
            {
                var y = top + (CellHeight * r);
                SvgText.Label(html, left - 8, y + (CellHeight / 2) + 4, labels[r], Size, "end");
                for (var c = 0; c < to.Count; c++)
                {
                    var value = rows[r].Values[c];
                    SvgText.Box(html, left + (cell * c), y, cell, CellHeight, Fill(value, most), "#777");
                    if (value is { } v)
                        SvgText.Label(html, left + (cell * (c + .5)), y + (CellHeight / 2) + 4, Number(v, decimals, power), size, "middle");
                }
            }

            for (var r = 0; r < rows.Count; r++)
                for (var c = 0; c < to.Count; c++)
                    if (to[c] == rows[r].Label)
                        html.Empty("rect", ("x", SvgText.At(left + (cell * c) + 1)), ("y", SvgText.At(top + (CellHeight * r) + 1)), ("width", SvgText.At(cell - 2)), ("height", SvgText.At(CellHeight - 2)), ("fill", "none"), ("stroke", "#111"), ("stroke-width", "2"));
        }
    }

    private static string Number(double value, int decimals, int power) => HtmlTable.Number(value / Math.Pow(10, power), decimals);

    /// <summary>Size of letters at which every number fits into a cell, at most that of other text.</summary>
    private static double Fit(IReadOnlyList<ChartBar> rows, int decimals, int power, double cell) =>
        Math.Min(Size - 1, (cell - 4) / rows.SelectMany(r => r.Values).Select(v => v is { } value ? TextWidth.Of(Number(value, decimals, power)) : 0).Append(1).Max());

    private static string Superscript(int power) => string.Concat(power.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(d => "⁰¹²³⁴⁵⁶⁷⁸⁹"[d - '0']));

    /// <summary>Steps of equal breadth; what went nowhere is white.</summary>
    private static string Fill(double? value, double most) => value is not { } v || v == 0 ? Fills[0] : Fills[1 + Math.Min(Fills.Length - 2, (int)(Math.Abs(v) / most * (Fills.Length - 1)))];
}
