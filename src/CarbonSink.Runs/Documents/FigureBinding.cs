using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>Draws the figures of a template from its tables (绘图); the rows of a table are its bars, points or years.</summary>
internal sealed class FigureBinding(string language, IReadOnlyDictionary<string, FilledFact> facts, IReadOnlyDictionary<string, ReportTable> tables, FindingLog findings)
{
    private static readonly Bilingual NoRows = new("表里没有可画的行", "the table has no rows to draw");

    /// <summary>The drawing; null, with a finding, where there is nothing to draw, and without one where its source was not given.</summary>
    public DrawnFigure? Draw(FigureDefinition definition)
    {
        if (!tables.TryGetValue(definition.Table, out var table))
            return null;
        int Column(string key) => Enumerable.Range(0, table.Columns.Count).First(c => table.Columns[c].Key == key);
        var (label, values) = (Column(definition.Label), definition.Values.Select(Column).ToArray());
        var rows = table.Outermost().Select(r => table.Rows[r]).Where(r => r[label].Kind is not null && values.Any(v => r[v].Kind is not null)).ToList();
        if (rows.Count == 0)
        {
            findings.Add(ReportFindings.NoFigure, null, -1, definition.Id, null, definition.Id, NoRows.Zh, NoRows.En);
            return null;
        }

        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var html = new MarkupWriter(text);
        var (title, unit, id) = (ReportComposition.Line(definition.Title.In(language), language, facts), UnitSign.Of(table.Columns[values[0]].Unit, language), $"f-{definition.Id}");
        var names = values.Select(v => table.Columns[v].Headings(language)[^1]).ToList();
        switch (definition.Kind)
        {
            case "bars":
                SvgChart.Bars(html, id, title, unit, names, [.. rows.Select(r => new ChartBar(Text(r[label]), [.. values.Select(v => r[v].Kind is null ? (double?)null : r[v].Number)]))], table.Columns[values[0]].Decimals);
                break;
            case "lines":
                SvgLines.Write(html, id, title, unit, [.. rows.Select(r => int.Parse(Text(r[label]), CultureInfo.InvariantCulture))], [.. values.Select((v, n) => (names[n], (IReadOnlyList<double>)[.. rows.Select(r => r[v].Number)]))]);
                break;
            case "intervals":
                SvgIntervals.Write(html, id, title, unit, [.. rows.Select(r => new ChartInterval(Text(r[label]), r[values[0]].Number, r[values[1]].Number, r[values[2]].Number))], table.Columns[values[0]].Decimals);
                break;
            default:
                throw new InvalidOperationException($"a template with a figure of kind {definition.Kind} was loaded");
        }

        var svg = text.ToString().Trim();
        return new(definition, svg, SizeOf(svg), $"{title}: {string.Join("; ", rows.Select(r => $"{Text(r[label])} {string.Join(' ', values.Select(v => HtmlTable.Text(r[v], table.Columns[v].Decimals)))}"))}", [.. new[] { definition.Note.In(language) }.Where(n => n.Length > 0).Select(n => ReportComposition.Line(n, language, facts))]);
    }

    private static string Text(ReportCell cell) => HtmlTable.Text(cell, 0);

    /// <summary>Width and height of the viewBox that every drawing begins with.</summary>
    internal static (double Width, double Height) SizeOf(string svg)
    {
        var at = svg.IndexOf("viewBox=\"", StringComparison.Ordinal) + "viewBox=\"".Length;
        var numbers = svg[at..svg.IndexOf('"', at)].Split(' ');
        return (double.Parse(numbers[2], CultureInfo.InvariantCulture), double.Parse(numbers[3], CultureInfo.InvariantCulture));
    }
}
