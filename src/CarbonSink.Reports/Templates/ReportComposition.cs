using System.Globalization;
using System.Text.RegularExpressions;
using CarbonSink.Methodologies;

namespace CarbonSink.Reports;

/// <summary>Sets a template's text with its values into blocks (成文): headings numbered, facts printed with a key to the calculation annex, tables and figures numbered where they stand, sections without a source left out and listed.</summary>
public sealed partial class ReportComposition
{
    private static readonly Bilingual Blank = new("＿＿＿＿＿＿", "__________");
    private static readonly Bilingual Lacking = new("（缺）", "(missing)");
    private static readonly Bilingual NotSupplied = new("（本次未提供）", "(not supplied)");
    private static readonly Bilingual LeftOut = new("以下各节的数据本次没有提供，未编写：{0}。", "These sections were not written because their data was not supplied: {0}.");
    private static readonly Bilingual Complete = new("各节所需的数据都已提供。", "The data of every section was supplied.");

    private readonly FilledReport report;
    private readonly string language;
    private readonly List<ReportBlock> blocks = [];
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal); // tables and figures as printed, by anchor
    private readonly CalculationAnnex annex;
    private bool hasAnnex;
    private (int Tables, int Figures) counted;

    private ReportComposition(FilledReport report) => (this.report, language, annex) = (report, report.Language, new(report));

    /// <summary>Composes the blocks of a template that was checked.</summary>
    public static IReadOnlyList<ReportBlock> Compose(FilledReport report)
    {
        var composition = new ReportComposition(report);
        var (written, leftOut) = composition.Written(TemplateText.Parse(report.Template.Text.In(report.Language)).Parts);
        composition.hasAnnex = written.OfType<TemplateDirective>().Any(d => d.Name == "annex");
        composition.NumberAll(written);
        composition.AddAll(written, leftOut);
        return composition.blocks;
    }

    /// <summary>A text of one line with its facts, for titles and notes.</summary>
    public static string Line(string text, string language, IReadOnlyDictionary<string, FilledFact> facts) =>
        Placeholder().Replace(text, m => facts.TryGetValue(m.Groups[1].Value, out var fact) ? fact.Printed ?? (fact.Definition.IsGiven ? Blank : Lacking).In(language) : m.Value);

    /// <summary>The parts without the sections whose source was not given, and the headings of those.</summary>
    private (List<TemplatePart> Written, List<string> LeftOut) Written(IReadOnlyList<TemplatePart> parts)
    {
        var (written, leftOut, hidden) = (new List<TemplatePart>(), new List<string>(), 0);
        foreach (var part in parts)
        {
            if (part is TemplateHeading heading && (hidden == 0 || heading.Level <= hidden))
            {
                hidden = heading.When is { } role && !report.Has(role) ? heading.Level : 0;
                if (hidden > 0)
                    leftOut.Add(heading.Text);
            }

            if (hidden == 0)
                written.Add(part);
        }

        return (written, leftOut);
    }

    /// <summary>Tables and figures are numbered in the order they stand, before the text speaks of them.</summary>
    private void NumberAll(List<TemplatePart> parts)
    {
        foreach (var directive in parts.OfType<TemplateDirective>())
        {
            if (directive.Name == "tables")
                foreach (var table in report.Template.Tables)
                    NumberTable(table.Id);
            else if (directive.Name == "table")
                NumberTable(directive.Id);
            else if (directive.Name == "figure" && report.Figures.ContainsKey(directive.Id))
                names[$"f-{directive.Id}"] = Numbered("图", "Figure", ++counted.Figures);
        }
    }

    private void NumberTable(string id)
    {
        if (report.Tables.TryGetValue(id, out var table))
            names.TryAdd($"t-{id}", table.Definition.Number.Length > 0 ? table.Definition.Number : Numbered("表", "Table", ++counted.Tables));
    }

    private string Numbered(string zh, string en, int number) => string.Create(CultureInfo.InvariantCulture, $"{(language == "zh" ? zh : en)} {number}");

    private void AddAll(List<TemplatePart> parts, List<string> leftOut)
    {
        var numbers = new HeadingNumbers(language);
        foreach (var part in parts)
        {
            switch (part)
            {
                case TemplateHeading heading:
                    blocks.Add(new HeadingBlock(heading.Level, report.Template.NumbersHeadings ? numbers.Next(heading.Level) : "", Line(heading.Text, language, report.Facts), string.Create(CultureInfo.InvariantCulture, $"s-{heading.Line}")));
                    break;
                case TemplateParagraph paragraph:
                    blocks.Add(new ParagraphBlock(paragraph.Kind, [.. paragraph.Spans.SelectMany(s => Runs(s.Text, s.IsBold))]));
                    break;
                case TemplateDirective directive:
                    AddDirective(directive, leftOut);
                    break;
            }
        }
    }

    private void AddDirective(TemplateDirective directive, List<string> leftOut)
    {
        switch (directive.Name)
        {
            case "contents":
                blocks.Add(new ContentsBlock());
                break;
            case "page":
                blocks.Add(new PageBreak());
                break;
            case "left-out":
                var said = leftOut.Count == 0 ? Complete.In(language) : string.Format(CultureInfo.InvariantCulture, LeftOut.In(language), string.Join(language == "zh" ? "、" : ", ", leftOut));
                blocks.Add(new ParagraphBlock(ParagraphKind.Body, [new(said)]));
                break;
            case "tables":
                foreach (var table in report.Template.Tables)
                    AddTable(table.Id);
                break;
            case "table":
                AddTable(directive.Id);
                break;
            case "figure":
                AddFigure(directive.Id);
                break;
            case "annex":
                foreach (var (id, table) in annex.Tables())
                    blocks.Add(new TableBlock(Numbered("表", "Table", ++counted.Tables), $"t-{id}", table, []));
                break;
        }
    }

    private void AddTable(string id)
    {
        if (report.Tables.TryGetValue(id, out var bound))
            blocks.Add(new TableBlock(names[$"t-{id}"], $"t-{id}", bound.Table, bound.Notes) { IsWide = bound.Definition.IsWide, Trace = bound.Trace, Key = bound.Trace.Length == 0 || !hasAnnex ? null : annex.Key(bound), IsForm = bound.Definition.Place.Role.Length == 0 });
        else
            blocks.Add(new ParagraphBlock(ParagraphKind.Note, [new($"{report.Template.Tables.First(t => t.Id == id).Title.In(language)}{NotSupplied.In(language)}")]));
    }

    private void AddFigure(string id)
    {
        if (report.Figures.TryGetValue(id, out var bound))
            blocks.Add(new FigureBlock(names[$"f-{id}"], $"f-{id}", Line(bound.Definition.Title.In(language), language, report.Facts), bound.Svg, bound.Notes) { Description = bound.Description, Size = bound.Size });
        else
            blocks.Add(new ParagraphBlock(ParagraphKind.Note, [new($"{report.Template.Figures.First(f => f.Id == id).Title.In(language)}{NotSupplied.In(language)}")]));
    }

    private IEnumerable<TextRun> Runs(string text, bool isBold)
    {
        var at = 0;
        foreach (Match match in Placeholder().Matches(text))
        {
            if (match.Index > at)
                yield return new(text[at..match.Index]) { IsBold = isBold };
            at = match.Index + match.Length;
            yield return Run(match.Groups[1].Value) with { IsBold = isBold };
        }

        if (at < text.Length)
            yield return new(text[at..]) { IsBold = isBold };
    }

    private TextRun Run(string name)
    {
        if (name.Split(':') is [var kind, var id])
        {
            var anchor = $"{(kind == "table" ? "t" : "f")}-{id}";
            return names.TryGetValue(anchor, out var printed) ? new(printed) { Target = anchor } : new(NotSupplied.In(language));
        }

        var fact = report.Facts[name];
        return fact.Printed is { } value
            ? new(value) { Key = fact.Definition.Kind is ValueKind.Text or ValueKind.Date || !hasAnnex ? null : annex.Key(fact), Trace = fact.Trace }
            : new((fact.Definition.IsGiven ? Blank : fact.Definition.Place.Role.Length > 0 && !report.Has(fact.Definition.Place.Role) ? NotSupplied : Lacking).In(language));
    }

    [GeneratedRegex(@"\{([A-Za-z][A-Za-z0-9-]*(?::[A-Za-z0-9-]+)?)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
