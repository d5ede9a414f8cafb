using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>Draws the figures of a template from its tables (绘图); the rows of a table are its bars, points or years. Every number in a figure stands in its table.</summary>
internal sealed class FigureBinding(string language, ReportSourceSet sources, ReportAudience audience, IReadOnlyDictionary<string, FilledFact> facts, IReadOnlyDictionary<string, ReportTable> tables, FindingLog findings)
{
    private const double MostHeight = 860; // of the rows of a drawing that stays on an A4 page

    private static readonly Bilingual NoRows = new("表里没有可画的行", "the table has no rows to draw");
    private static readonly Bilingual OneYear = new("折线图至少要两个不同的年份", "a line needs two different years at least");
    private static readonly Bilingual NoTarget = new("目标值都不是正数", "no target is positive");
    private static readonly Bilingual TooManyClasses = new("去向的类别太多，画不下", "there is no room for so many classes");
    private static readonly Bilingual Largest = new("图中只画数值最大的 {0} 行，全部 {1} 行见表。", "Drawn are the {0} largest of {1} rows; the table has them all.");
    private static readonly Bilingual Missing = new("目标不是正数或缺现状的 {0} 行没有画。", "Rows without a positive target or an actual value are not drawn: {0}.");
    private static readonly Bilingual OfTarget = new("{0} = 100 %", "{0} = 100 %");

    /// <summary>The drawing; null, with a finding, where there is nothing to draw, and without one where its source was not given.</summary>
    public DrawnFigure? Draw(FigureDefinition definition)
    {
        var title = ReportComposition.Line(definition.Title.In(language), language, facts);
        string[] own = definition.Note.In(language) is { Length: > 0 } note ? [ReportComposition.Line(note, language, facts)] : [];
        if (definition.Kind == "map")
        {
            if (!sources.Has(definition.Table))
                return null;
            return new FigureMap(sources[definition.Table], definition.Table, audience, language).Draw(definition, title, facts, out var problem) is { } map
                ? new(definition, map.Svg, SizeOf(map.Svg), map.Description, [.. own, .. map.Notes])
                : Nothing(definition, problem!);
        }

        if (!tables.TryGetValue(definition.Table, out var table))
            return null;
        int Column(string key) => Enumerable.Range(0, table.Columns.Count).First(c => table.Columns[c].Key == key);
        var figure = new Figure(definition, title, table, Column(definition.Label), [.. definition.Values.Select(Column)]);
        var rows = table.Outermost().Select(r => table.Rows[r]).Where(r => r[figure.Label].Kind is not null && (definition.Kind == "intervals" ? figure.Values.All(v => r[v].Kind is not null) : figure.Values.Any(v => r[v].Kind is not null))).ToList();
        if (rows.Count == 0)
            return Nothing(definition, NoRows);
        var notes = new List<string>(own);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var html = new MarkupWriter(text);
        if ((definition.Kind switch
        {
            "bars" => Bars(html, figure, Fitting(rows, figure, SvgChart.RowHeight(figure.Values.Length), notes)),
            "stacked" => Stacked(html, figure, Fitting(rows, figure, SvgStacked.RowHeight, notes)),
            "lines" => Lines(html, figure, rows),
            "intervals" => Intervals(html, figure, Fitting(rows, figure, SvgIntervals.RowHeight, notes)),
            "bullets" => Bullets(html, figure, Fitting(rows, figure, SvgBullets.RowHeight, notes), notes),
            "transitions" => Transitions(html, figure, rows),
            _ => throw new InvalidOperationException($"a template with a figure of kind {definition.Kind} was loaded"),
        }) is { } reason)
            return Nothing(definition, reason);
        var svg = text.ToString().Trim();
        return new(definition, svg, SizeOf(svg), $"{title}: {string.Join("; ", rows.Select(r => $"{Text(r[figure.Label])} {string.Join(' ', figure.Values.Select(v => HtmlTable.Text(r[v], table.Columns[v].Decimals)))}"))}", notes);
    }

    private DrawnFigure? Nothing(FigureDefinition definition, Bilingual reason)
    {
        findings.Add(ReportFindings.NoFigure, null, -1, definition.Id, null, definition.Id, reason.Zh, reason.En);
        return null;
    }

    private Bilingual? Bars(MarkupWriter html, Figure figure, List<IReadOnlyList<ReportCell>> rows)
    {
        SvgChart.Bars(html, figure.Id, figure.Title, Unit(figure), Names(figure), Bars(figure, rows), figure.Decimals);
        return null;
    }

    private Bilingual? Stacked(MarkupWriter html, Figure figure, List<IReadOnlyList<ReportCell>> rows)
    {
        SvgStacked.Write(html, figure.Id, figure.Title, Unit(figure), Names(figure), Bars(figure, rows), figure.Decimals);
        return null;
    }

    private Bilingual? Intervals(MarkupWriter html, Figure figure, List<IReadOnlyList<ReportCell>> rows)
    {
        SvgIntervals.Write(html, figure.Id, figure.Title, Unit(figure), [.. rows.Select(r => new ChartInterval(Text(r[figure.Label]), r[figure.Values[0]].Number, r[figure.Values[1]].Number, r[figure.Values[2]].Number))], figure.Decimals);
        return null;
    }

    private Bilingual? Lines(MarkupWriter html, Figure figure, List<IReadOnlyList<ReportCell>> rows)
    {
        var years = rows.Select(r => (Year: Year(figure, r[figure.Label]), Row: r)).OrderBy(y => y.Year).DistinctBy(y => y.Year).ToList();
        if (years.Count < 2)
            return OneYear;
        var names = Names(figure);
        SvgLines.Write(html, figure.Id, figure.Title, Unit(figure), [.. years.Select(y => y.Year)], [.. figure.Values.Select((v, n) => (names[n], (IReadOnlyList<double>)[.. years.Select(y => y.Row[v].Kind is null ? double.NaN : y.Row[v].Number)]))]);
        return null;
    }

    /// <summary>Values are target, actual and, where there is one, the forecast; each row may have a unit of its own.</summary>
    private Bilingual? Bullets(MarkupWriter html, Figure figure, List<IReadOnlyList<ReportCell>> rows, List<string> notes)
    {
        var (target, actual, forecast) = (figure.Values[0], figure.Values[1], figure.Values.Length > 2 ? figure.Values[2] : -1);
        var drawn = rows.Where(r => r[target].Kind is not null && r[actual].Kind is not null && r[target].Number > 0).ToList();
        if (drawn.Count == 0)
            return NoTarget;
        if (drawn.Count < rows.Count)
            notes.Add(string.Format(null, Missing.In(language), rows.Count - drawn.Count));
        string Shown(IReadOnlyList<ReportCell> row, int column) => HtmlTable.Text(row[column], figure.Table.Columns[column].Decimals);
        var names = Names(figure);
        SvgBullets.Write(html, figure.Id, figure.Title, string.Format(null, OfTarget.In(language), names[0]), (names[1], names[0], forecast < 0 ? "" : names[2]),
            [.. drawn.Select(r => new ChartBullet(Text(r[figure.Label]), r[actual].Number / r[target].Number * 100, forecast >= 0 && r[forecast].Kind is not null ? r[forecast].Number / r[target].Number * 100 : null, $"{Shown(r, actual)} / {Shown(r, target)}"))]);
        return null;
    }

    /// <summary>Either the first value is the column of the classes that something came to and the second how much, or each value is such a class.</summary>
    private Bilingual? Transitions(MarkupWriter html, Figure figure, List<IReadOnlyList<ReportCell>> rows)
    {
        var names = Names(figure);
        var from = figure.Table.Columns[figure.Label].Headings(language)[^1];
        if (figure.Table.Columns[figure.Values[0]].Kind != ReportColumnKind.Text)
        {
            SvgTransitions.Write(html, figure.Id, figure.Title, Unit(figure), (from, figure.Table.Columns[figure.Values[0]].Headings(language)[0]), names, Bars(figure, rows), figure.Decimals);
            return null;
        }

        var (column, amount) = (figure.Values[0], figure.Values[1]);
        var flows = rows.Where(r => r[column].Kind is not null && r[amount].Kind is not null).GroupBy(r => (From: Text(r[figure.Label]), To: Text(r[column]))).ToDictionary(g => g.Key, g => g.Sum(r => r[amount].Number));
        string[] to = [.. flows.Keys.Select(k => k.To).Distinct()];
        string[] left = [.. flows.Keys.Select(k => k.From).Distinct()];
        if (flows.Count == 0)
            return NoRows;
        if (to.Length > SvgTransitions.MostClasses || left.Length * SvgTransitions.RowHeight > MostHeight)
            return TooManyClasses;
        to = [.. left.Where(to.Contains), .. to.Except(left)]; // what stayed lies on the diagonal
        SvgTransitions.Write(html, figure.Id, figure.Title, UnitSign.Of(figure.Table.Columns[amount].Unit, language), (from, names[0]), to, [.. left.Select(l => new ChartBar(l, [.. to.Select(t => flows.TryGetValue((l, t), out var value) ? value : (double?)null)]))], figure.Table.Columns[amount].Decimals);
        return null;
    }

    /// <summary>The rows with the largest values, in the order of the table, so many as a page has room for.</summary>
    private List<IReadOnlyList<ReportCell>> Fitting(List<IReadOnlyList<ReportCell>> rows, Figure figure, double height, List<string> notes)
    {
        var room = (int)(MostHeight / height);
        if (rows.Count <= room)
            return rows;
        notes.Add(string.Format(null, Largest.In(language), room, rows.Count));
        return [.. rows.Index().OrderByDescending(r => figure.Values.Sum(v => r.Item[v].Kind is null ? 0 : Math.Abs(r.Item[v].Number))).Take(room).OrderBy(r => r.Index).Select(r => r.Item)];
    }

    private int Year(Figure figure, ReportCell cell) =>
        cell.Kind != ReportColumnKind.Text ? (int)cell.Number
        : int.TryParse(cell.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year
        : throw SourceFolder.Refused(ReportFindings.NotANumber, figure.Definition.Table, figure.Table.Title(language), figure.Table.Columns[figure.Label].Headings(language)[^1], cell.Text ?? "");

    private static ChartBar[] Bars(Figure figure, List<IReadOnlyList<ReportCell>> rows) =>
        [.. rows.Select(r => new ChartBar(Text(r[figure.Label]), [.. figure.Values.Select(v => r[v].Kind is null ? (double?)null : r[v].Number)]))];

    private string[] Names(Figure figure) => [.. figure.Values.Select(v => figure.Table.Columns[v].Headings(language)[^1])];

    private string Unit(Figure figure) => UnitSign.Of(figure.Table.Columns[figure.Values[0]].Unit, language);

    private static string Text(ReportCell cell) => HtmlTable.Text(cell, 0);

    /// <summary>Width and height of the viewBox that every drawing begins with.</summary>
    internal static (double Width, double Height) SizeOf(string svg)
    {
        var at = svg.IndexOf("viewBox=\"", StringComparison.Ordinal) + "viewBox=\"".Length;
        var numbers = svg[at..svg.IndexOf('"', at)].Split(' ');
        return (double.Parse(numbers[2], CultureInfo.InvariantCulture), double.Parse(numbers[3], CultureInfo.InvariantCulture));
    }

    /// <summary>A definition with its table and the places of its columns.</summary>
    private sealed record Figure(FigureDefinition Definition, string Title, ReportTable Table, int Label, int[] Values)
    {
        public string Id => $"f-{Definition.Id}";

        public int Decimals => Table.Columns[Values[0]].Decimals;
    }
}
