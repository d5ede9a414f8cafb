using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>What must hold before a report is printed (出具前检查): the template's own checks, and the words that methods refuse.</summary>
internal sealed class ReportChecks(ReportTemplate template, IReadOnlyDictionary<string, FilledFact> facts, IReadOnlyDictionary<string, ReportTable> tables, string language)
{
    /// <summary>Makes every check whose sides are there; a check of which one side was not given, by its source or by the user, says nothing.</summary>
    /// <returns>What is to be marked on the document.</returns>
    /// <exception cref="RefusedInputException">One that refuses failed.</exception>
    public IReadOnlyList<string> Make(FindingLog findings)
    {
        var marks = new List<string>();
        foreach (var check in template.Checks)
        {
            var (left, right) = (Side(check.Left), check.Kind == "present" ? null : Side(check.Right));
            if (left is null || (right is null && check.Kind != "present") || (check.Kind != "present" && (IsBlank(left) || IsBlank(right!))) || Holds(check.Kind, left, right))
                continue;
            string[] said = [check.Says.In(language), check.Article, left.Exact, right?.Exact ?? ""];
            if (check.Refuses)
                throw SourceFolder.Refused(ReportFindings.CheckRefused, $"{template.Id}: {check.Id}", said);
            findings.Add(ReportFindings.CheckMarked, null, -1, check.Id, null, said);
            marks.Add($"{check.Says.In(language)}{(check.Article.Length > 0 ? $" ({check.Article})" : "")}: {left.Printed ?? left.Exact} — {right?.Printed ?? right?.Exact ?? "—"}");
        }

        return marks;
    }

    private static bool Holds(string kind, FilledFact left, FilledFact? right) => kind switch
    {
        "present" => left.Exact.Length > 0,
        "equal" => left is { Number: { } a } && right is { Number: { } b } ? a == b : left.Exact == right!.Exact,
        "sum" => left is { Number: { } a } && right is { Number: { } b } && Math.Abs(a - b) <= left.RoundingBound + Rounding.Step(b),
        "order" => left is { Number: { } a } && right is { Number: { } b } ? a <= b : string.CompareOrdinal(left.Exact, right!.Exact) <= 0,
        "different" => !string.Equals(RefusedWords.Plain(left.Exact), RefusedWords.Plain(right!.Exact), StringComparison.Ordinal),
        _ => throw new InvalidOperationException($"a template with a check of kind {kind} was loaded"),
    };

    /// <summary>Whether the user left it blank, or it is computed from what is blank.</summary>
    private static bool IsBlank(FilledFact side) => side.Exact.Length == 0 && (side.Definition.IsGiven || side.Definition.Formula is not null);

    /// <summary>A fact, a constant in quotation marks, or the total of a column; null where its source was not given.</summary>
    private FilledFact? Side(string name)
    {
        if (facts.TryGetValue(name, out var fact))
            return fact.Definition.Place.Role.Length > 0 && fact.Trace.Length == 0 ? null : fact;
        if (CheckDefinition.Constant(name) is { } constant)
            return new(new(name, new(constant, constant), new("", "", ""), null, "", ValueKind.Text, 0, "", 0), constant, constant, null, "");
        if (name.Split('.') is not [var id, var key] || !tables.TryGetValue(id, out var table))
            return null;
        var column = Enumerable.Range(0, table.Columns.Count).First(c => table.Columns[c].Key == key);
        var rows = table.Outermost();
        var sum = rows.Aggregate(Estimation.ExactSum.Zero, (s, r) => s + (table.Columns[column].Kind == ReportColumnKind.Sum ? table.Rows[r][column].Sum : Estimation.ExactSum.Of(table.Rows[r][column].Number))).ToDouble();
        var definition = new FactDefinition(name, new(table.Columns[column].Zh, table.Columns[column].En), new("", "", ""), null, table.Columns[column].Unit, ValueKind.Number, table.Columns[column].Decimals, "", 0);
        return new(definition, HtmlTable.Number(sum, table.Columns[column].Decimals), sum.ToString("R", CultureInfo.InvariantCulture), sum, "")
        {
            // Each row was rounded to the nearest double when it was written: the exact total lies within half a unit in the last place of every one of them.
            RoundingBound = rows.Sum(r => Rounding.Step(table.Rows[r][column].Number)),
        };
    }

    /// <summary>Refuses a document that calls results of methods whose text was not verified by a word they refuse.</summary>
    /// <exception cref="RefusedInputException">It does.</exception>
    public static void RequireWords(ReportDocument document, IReadOnlyList<MethodologyDescription> methods)
    {
        foreach (var (where, text) in Texts(document))
            if (RefusedWords.In(text, methods) is var (word, method))
                throw SourceFolder.Refused(ReportFindings.RefusedWord, where, word, method, where);
    }

    private static IEnumerable<(string Where, string Text)> Texts(ReportDocument document)
    {
        yield return ("title", $"{document.Title} {document.Subtitle}");
        foreach (var (label, value) in document.Cover)
            yield return (label, value);
        foreach (var block in document.Blocks)
        {
            switch (block)
            {
                case HeadingBlock heading:
                    yield return (heading.Text, heading.Text);
                    break;
                case ParagraphBlock paragraph:
                    yield return (paragraph.Text[..Math.Min(20, paragraph.Text.Length)], paragraph.Text);
                    break;
                case FigureBlock figure:
                    yield return (figure.Number, $"{figure.Caption} {figure.Description} {string.Join(' ', figure.Notes)}");
                    break;
                case TableBlock table:
                    yield return (table.Number, $"{table.Table.Title(document.Language)} {string.Join(' ', table.Notes)}");
                    foreach (var row in table.Table.Rows)
                        yield return (table.Number, string.Join('\n', row.Select(c => c.Text ?? "")));
                    foreach (var column in table.Table.Columns)
                        yield return (table.Number, column.Heading(document.Language));
                    break;
            }
        }
    }
}
