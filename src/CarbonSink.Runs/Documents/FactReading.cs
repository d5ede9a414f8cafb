using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>Reads the single values that a template names (数据项读取): from results, from the user, by arithmetic.</summary>
internal sealed partial class FactReading(ReportTemplate template, ReportSourceSet sources, IReadOnlyDictionary<string, string> given, string language, FindingLog findings)
{
    private static readonly Bilingual ByUser = new("使用者给出", "given by the user");

    private readonly Dictionary<string, FilledFact> facts = new(StringComparer.Ordinal);

    /// <summary>Every fact in order of the template; one may name earlier ones in its place or formula.</summary>
    /// <exception cref="RefusedInputException">A required one is missing, or one is not what its kind says.</exception>
    public IReadOnlyDictionary<string, FilledFact> Read()
    {
        foreach (var definition in template.Facts)
        {
            var fact = definition.Formula is { } formula ? Computed(definition, formula) : definition.IsGiven ? Given(definition) : Found(definition);
            if (fact.Printed is null)
                Miss(definition);
            facts.Add(definition.Id, fact);
        }

        return facts;
    }

    private void Miss(FactDefinition definition)
    {
        var label = definition.Label.In(language);
        var isAbsent = definition.Place.Role.Length > 0 && !sources.Has(definition.Place);
        if (definition.IsRequired && !isAbsent)
            throw SourceFolder.Refused(ReportFindings.Missing, definition.Place.File, label, definition.IsGiven ? "--facts" : $"{definition.Place.Role}/{definition.Place.File}{definition.Place.At}");
        if (definition.IsGiven)
            findings.Add(ReportFindings.BlankToFill, null, -1, definition.Id, null, label);
    }

    private FilledFact Found(FactDefinition definition)
    {
        var place = definition.Place;
        if (!sources.Has(place))
            return new(definition, null, "", null, "");
        var folder = sources[place.Role];
        var at = InnerFact().Replace(ReportSourceSet.InLanguage(place.At, language), m => facts.TryGetValue(m.Groups[1].Value, out var inner) ? inner.Exact : m.Value);
        var text = place.File.EndsWith(".csv", StringComparison.Ordinal) ? OfRows(sources.Rows(place.Role, place.File, ""), at) : OfJson(folder.Read(place.File), at);
        return Bound(definition, text ?? "", folder.Trace(place.Role, place.File, at));
    }

    private static string? OfJson(byte[] bytes, string at)
    {
        using var json = JsonDocument.Parse(bytes);
        return JsonPlace.Find(json.RootElement, at) is { } element ? JsonPlace.Text(element) : null;
    }

    /// <summary><c>[key=value]/column</c>, <c>[first]/column</c> or <c>[last]/column</c>.</summary>
    private static string? OfRows(SourceRows rows, string at)
    {
        var end = at.LastIndexOf("]/", StringComparison.Ordinal);
        if (end < 1 || at[0] != '[')
            throw SourceFolder.Refused(ReportFindings.NoColumn, rows.File, rows.File, at);
        var (choice, column) = (at[1..end], rows.Column(at[(end + 2)..]));
        if (choice is "first" or "last")
            return rows.Count == 0 ? null : rows[choice == "first" ? 0 : rows.Count - 1, column];
        var equals = choice.IndexOf('=', StringComparison.Ordinal);
        var key = rows.Column(choice[..Math.Max(0, equals)]);
        for (var row = 0; row < rows.Count; row++)
            if (rows[row, key] == choice[(equals + 1)..])
                return rows[row, column];
        return null;
    }

    private FilledFact Given(FactDefinition definition) => Bound(definition, given.GetValueOrDefault(definition.Id, ""), ByUser.In(language));

    private FilledFact Computed(FactDefinition definition, string formula)
    {
        var value = Arithmetic.Parse(formula).Of(name => facts.TryGetValue(name, out var fact) ? fact.Number : null);
        return Bound(definition, value?.ToString("R", CultureInfo.InvariantCulture) ?? "", $"= {formula}");
    }

    private FilledFact Bound(FactDefinition definition, string text, string trace)
    {
        if (text.Length == 0)
            return new(definition, null, "", null, trace);
        if (definition.Kind == ValueKind.Text)
            return new(definition, ReportSourceSet.Word(template, definition.Words, text, language, findings), text, null, trace);
        if (definition.Kind == ValueKind.Date)
            return DateOnly.TryParseExact(text[..Math.Min(10, text.Length)], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? new(definition, language == "zh" ? string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日") : day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture), text, null, trace)
                : throw SourceFolder.Refused(ReportFindings.NotANumber, definition.Place.File, definition.Place.File, definition.Label.In(language), text);
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            throw SourceFolder.Refused(ReportFindings.NotANumber, definition.Place.File, definition.Place.File, definition.Label.In(language), text);
        var printed = HtmlTable.Number(number, definition.Kind == ValueKind.Count ? 0 : definition.Decimals);
        return new(definition, definition.Unit.Length == 0 ? printed : $"{printed}{(definition.Unit == "%" && language == "zh" ? "" : "\u00A0")}{UnitSign.Of(definition.Unit, language)}", text, number, trace);
    }

    [GeneratedRegex(@"\{([A-Za-z0-9-]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex InnerFact();
}
