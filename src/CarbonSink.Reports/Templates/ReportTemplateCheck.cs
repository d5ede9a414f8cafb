using System.Text.RegularExpressions;
using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;

namespace CarbonSink.Reports;

/// <summary>What is wrong with a template as a whole (模板检查): names that nothing defines, definitions that nothing prints, kinds that do not exist.</summary>
internal sealed partial class ReportTemplateCheck(ReportTemplate template, string folder, List<LoadProblem> problems)
{
    private static readonly string[] FigureKinds = ["bars", "stacked", "lines", "intervals", "bullets", "transitions", "map"];
    private static readonly string[] CheckKinds = ["equal", "sum", "order", "different", "present"];

    public void Check()
    {
        Twice("report.json", template.Sources.Select(s => (s.Role, 1)));
        Twice("facts.csv", template.Facts.Select(f => (f.Id, f.Line)));
        Twice("tables.csv", template.Tables.Select(t => (t.Id, t.Line)));
        Twice("figures.csv", template.Figures.Select(f => (f.Id, f.Line)));
        foreach (var fact in template.Facts)
            CheckFact(fact);
        foreach (var table in template.Tables)
            CheckTable(table);
        foreach (var figure in template.Figures)
            CheckFigure(figure);
        foreach (var check in template.Checks)
            CheckCheck(check);
        foreach (var cover in template.Cover.Where(c => !Has(c)))
            Say("report.json", 1, $"the cover names '{cover}', which is no fact");
        CheckForm("text.zh.md", template.Text.Zh);
        CheckForm("text.en.md", template.Text.En);
        CheckText("text.zh.md", template.Text.Zh);
        CheckText("text.en.md", template.Text.En);
        if (template.Text is { Zh.Length: > 0, En.Length: > 0 } && !Uses(template.Text.Zh).SetEquals(Uses(template.Text.En)))
            Say("text.en.md", 1, $"names not what text.zh.md names: {string.Join(", ", Differing())}", "both languages say the same");
    }

    private IEnumerable<string> Differing()
    {
        var (zh, en) = (Uses(template.Text.Zh), Uses(template.Text.En));
        zh.SymmetricExceptWith(en);
        return zh.Order(StringComparer.Ordinal);
    }

    private static HashSet<string> Uses(string text) => [.. Placeholder().Matches(text).Select(m => m.Value).Where(v => !v.StartsWith("{when", StringComparison.Ordinal))];

    private void CheckFact(FactDefinition fact)
    {
        CheckRole("facts.csv", fact.Line, fact.Place.Role);
        CheckWords("facts.csv", fact.Line, fact.Words);
        if (fact.Formula is { } formula)
            foreach (var name in Names("facts.csv", fact.Line, formula).Where(n => !Has(n)))
                Say("facts.csv", fact.Line, $"'{formula}' names '{name}', which is no fact");
    }

    private void CheckTable(TableDefinition table)
    {
        CheckRole("tables.csv", table.Line, table.Place.Role);
        if (table.Columns.Count == 0)
            Say("tables.csv", table.Line, $"table {table.Id} has no columns in columns.csv");
        Twice("columns.csv", table.Columns.Select(c => (c.Key, c.Line)));
        foreach (var column in table.Columns)
        {
            CheckWords("columns.csv", column.Line, column.Words);
            foreach (var part in column.Parts.Where(p => !table.Columns.Any(c => c.Key == p)))
                Say("columns.csv", column.Line, $"column {column.Key} has a part '{part}', which is no column of table {table.Id}");
            if (column.Value.StartsWith('='))
                foreach (var name in Names("columns.csv", column.Line, column.Value[1..]).Where(n => !table.Columns.Any(c => c.Key == n)))
                    Say("columns.csv", column.Line, $"'{column.Value}' names '{name}', which is no column of table {table.Id}");
            if (column.Value.StartsWith('=') && column.Kind != ValueKind.Number)
                Say("columns.csv", column.Line, $"column {column.Key} is computed from others: its kind is number");
            if (column.Privacy is not ("" or "owner" or "coordinate"))
                Say("columns.csv", column.Line, $"privacy '{column.Privacy}' is neither owner nor coordinate");
            if (column.Heading.Zh.Count(c => c == '|') != column.Heading.En.Count(c => c == '|'))
                Say("columns.csv", column.Line, $"column {column.Key} has not as many headings in English as in Chinese");
        }
    }

    private void CheckFigure(FigureDefinition figure)
    {
        if (!FigureKinds.Contains(figure.Kind))
            Say("figures.csv", figure.Line, $"kind '{figure.Kind}' is not one of {string.Join(", ", FigureKinds)}");
        var (least, most) = figure.Kind switch
        {
            "bars" => (1, SvgChart.MostSeries),
            "stacked" => (2, SvgStacked.MostSeries),
            "lines" => (1, SvgLines.MostLines),
            "intervals" => (3, 3),
            "bullets" => (2, 3),
            "transitions" => (2, SvgTransitions.MostClasses),
            _ => (1, 1),
        };
        if (figure.Values.Count < least || figure.Values.Count > most)
            Say("figures.csv", figure.Line, $"a figure of kind {figure.Kind} draws {(least == most ? $"{least}" : $"{least} to {most}")} columns, not {figure.Values.Count}");
        if (figure.Kind == "map")
        {
            CheckRole("figures.csv", figure.Line, figure.Table);
            return;
        }

        if (template.Tables.FirstOrDefault(t => t.Id == figure.Table) is not { } table)
            Say("figures.csv", figure.Line, $"'{figure.Table}' is no table");
        else
            foreach (var column in figure.Values.Append(figure.Label).Where(v => !table.Columns.Any(c => c.Key == v)))
                Say("figures.csv", figure.Line, $"'{column}' is no column of table {table.Id}");
        foreach (var column in template.Tables.Where(t => t.Id == figure.Table).SelectMany(t => t.Columns).Where(c => c.Kind is ValueKind.Text or ValueKind.Date && figure.Values.Contains(c.Key) && !(figure.Kind == "transitions" && figure.Values[0] == c.Key)))
            Say("figures.csv", figure.Line, $"'{column.Key}' holds no numbers that could be drawn");
    }

    private void CheckCheck(CheckDefinition check)
    {
        if (!CheckKinds.Contains(check.Kind))
            Say("checks.csv", check.Line, $"kind '{check.Kind}' is not one of {string.Join(", ", CheckKinds)}");
        foreach (var side in new[] { check.Left, check.Right }.Where(s => s.Length > 0 && !Has(s) && !IsColumn(s) && CheckDefinition.Constant(s) is null))
            Say("checks.csv", check.Line, $"'{side}' is neither a fact nor table.column nor a 'constant'");
        if (check.Right.Length == 0 != (check.Kind == "present"))
            Say("checks.csv", check.Line, $"a check of kind {check.Kind} has {(check.Kind == "present" ? "no" : "a")} right side");
    }

    private void CheckForm(string file, string text)
    {
        foreach (var (line, message) in TemplateText.Parse(text).Problems)
            Say(file, line, message);
    }

    private void CheckText(string file, string text)
    {
        if (text.Length == 0)
            return;
        foreach (Match used in Placeholder().Matches(text))
        {
            var words = used.Groups[1].Value.Split([' ', ':'], 2);
            var line = text.AsSpan(0, used.Index).Count('\n') + 1;
            var isKnown = (words[0], words.Length) switch
            {
                ("table", 2) => template.Tables.Any(t => t.Id == words[1]),
                ("figure", 2) => template.Figures.Any(f => f.Id == words[1]),
                ("when", 2) => template.Sources.Any(s => s.Role == words[1]),
                ("contents" or "annex" or "left-out" or "page" or "tables", 1) => true,
                (_, 1) => Has(words[0]),
                _ => false,
            };
            if (!isKnown)
                Say(file, line, $"'{used.Value}' names nothing that the template defines", "a fact, {{table ID}}, {{figure ID}}, {table:ID}, {figure:ID}, {when ROLE}, {{contents}}, {{tables}}, {{annex}}, {{left-out}} or {{page}}");
        }

        foreach (var table in template.Tables.Where(t => !text.Contains($"{{{{table {t.Id}}}}}", StringComparison.Ordinal) && !text.Contains("{{tables}}", StringComparison.Ordinal)))
            Say("tables.csv", table.Line, $"table {table.Id} is printed nowhere in {file}");
        foreach (var figure in template.Figures.Where(f => !text.Contains($"{{{{figure {f.Id}}}}}", StringComparison.Ordinal)))
            Say("figures.csv", figure.Line, $"figure {figure.Id} is printed nowhere in {file}");
    }

    private bool Has(string fact) => template.Facts.Any(f => f.Id == fact);

    private bool IsColumn(string side) => side.Split('.') is [var table, var column] && template.Tables.Any(t => t.Id == table && t.Columns.Any(c => c.Key == column));

    private void CheckRole(string file, int line, string role)
    {
        if (role.Length > 0 && !template.Sources.Any(s => s.Role == role))
            Say(file, line, $"'{role}' is no source of report.json");
    }

    private void CheckWords(string file, int line, string list)
    {
        if (list.Length > 0 && !template.Words.ContainsKey(list))
            Say(file, line, $"'{list}' is no list of words.csv");
    }

    private IEnumerable<string> Names(string file, int line, string formula)
    {
        try
        {
            return Arithmetic.Parse(formula).Names;
        }
        catch (FormatException e)
        {
            Say(file, line, e.Message);
            return [];
        }
    }

    private void Twice(string file, IEnumerable<(string Name, int Line)> names)
    {
        foreach (var twice in names.GroupBy(n => n.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            Say(file, twice.Last().Line, $"'{twice.Key}' stands twice");
    }

    private void Say(string file, int line, string message, string hint = "") => problems.Add(new($"{folder}/{file}", line, 1, message, hint));

    [GeneratedRegex(@"\{{1,2}([^{}\n]+)\}{1,2}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
