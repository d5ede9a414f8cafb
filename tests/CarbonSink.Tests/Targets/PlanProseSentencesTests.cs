using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Targets;
using Xunit;

namespace CarbonSink.Tests.Targets;

/// <summary>Sentences of our own in the manner of such plans, each with what must be read out of it (sentences.csv): forms of words, numbers, years and units, and traps that hold no target.</summary>
public sealed class PlanProseSentencesTests
{
    private static readonly IReadOnlyList<TargetIndicator> Indicators = TargetIndicators.All(MethodologyCatalog.Open(Repository.PathOf("methodology")));

    /// <summary>The corpus: id, title, heading, text, expected, note.</summary>
    public static TheoryData<string> Ids() => [.. Rows().Select(r => r[0])];

    [Fact]
    public void There_are_at_least_sixty_and_a_third_of_them_are_traps()
    {
        var rows = Rows();
        Assert.True(rows.Count >= 60);
        Assert.True(rows.Count(r => r[5].StartsWith("trap", StringComparison.Ordinal)) >= 20);
        Assert.Equal(rows.Count, rows.Select(r => r[0]).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Reads_what_it_says_and_nothing_else(string id)
    {
        var row = Rows().Single(r => r[0] == id);
        var document = PlanDocument.OfText("plan.txt", $"{row[1]}\n青政发〔2023〕5号\n{row[2]}\n{row[3]}\n");
        var (statements, candidates) = PlanProse.Read(document, PlanFrame.Of(document), Indicators);
        string[] expected = row[4] == "-" ? [] : [.. row[4].Split(';', StringSplitOptions.TrimEntries)];
        var saysScope = row[4].Contains("scope=", StringComparison.Ordinal);
        Assert.Equal(Sorted(expected), Sorted(statements.Select(s => Words(s, saysScope))));
        foreach (var citation in statements.SelectMany(s => s.Citations).Concat(candidates.Select(c => c.Citation)))
        {
            // the words are those of the line, and those that state it those of the sentence
            var line = document.Lines[citation.Line - 1].Text;
            Assert.Contains(citation.Sentence, line, StringComparison.Ordinal);
            Assert.Contains(citation.Quote, citation.Sentence, StringComparison.Ordinal);
            Assert.NotEqual("", citation.Quote);
        }
    }

    private static string Words(PlanTarget target, bool saysScope)
    {
        string[] words =
        [
            target.Indicator, target.Year?.ToString(CultureInfo.InvariantCulture) ?? "-", Number(target.Value) ?? "-", target.Unit is "" ? "-" : target.Unit, target.Comparator.Word(),
            .. Optional("from", target.FromYear?.ToString(CultureInfo.InvariantCulture)), .. Optional("upper", Number(target.UpperValue)), .. Optional("base", target.BaseYear?.ToString(CultureInfo.InvariantCulture)),
            .. Optional("basevalue", Number(target.BaseValue)), .. Optional("scope", saysScope ? target.Scope : null),
            .. (string[])(target.Measure == TargetMeasure.Change ? ["change"] : []), .. (string[])(target.IsStriven ? ["striven"] : []),
        ];
        return string.Join(' ', words);
    }

    private static string[] Optional(string key, string? value) => value is null ? [] : [$"{key}={value}"];

    private static string? Number(decimal? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string[] Sorted(IEnumerable<string> statements) => [.. statements.Select(s => s.Split(' ')).Select(w => string.Join(' ', w.Take(5).Concat(w.Skip(5).Order(StringComparer.Ordinal)))).Order(StringComparer.Ordinal)];

    private static List<string[]> Rows()
    {
        var rows = new List<string[]>();
        foreach (var line in File.ReadAllLines(Repository.PathOf("tests/CarbonSink.Tests/Targets/sentences.csv")).Skip(1))
        {
            // cells in quotes hold commas, and no quotes of their own
            var cells = line.Split('"').SelectMany((part, i) => i % 2 == 1 ? [part.Replace(',', '\u0001')] : (string[])[part]);
            rows.Add([.. string.Concat(cells).Split(',').Select(c => c.Replace('\u0001', ','))]);
        }

        return rows;
    }
}
