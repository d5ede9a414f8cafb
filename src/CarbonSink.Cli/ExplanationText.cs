using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Methodologies;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>The calculation of one unit on the terminal: every line can be redone with a pocket calculator.</summary>
internal static class ExplanationText
{
    /// <summary>Writes it.</summary>
    public static void Write(Explanation explanation, IReadOnlyDictionary<string, Source> sources, TextWriter output, string language)
    {
        string Say(Bilingual text, params object[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        var method = explanation.Trace.Methodology;
        output.WriteLine($"{method.Id}/{method.Version} · {explanation.Label.In(language)}");
        output.WriteLine(Say(Texts.UnitHeading, explanation.Key, explanation.Record));
        output.WriteLine();
        output.WriteLine(Texts.RecordedFields.In(language));
        var names = explanation.Recorded.Select(f => $"{f.Field} {f.Name.In(language)}").ToList();
        var width = names.Select(DisplayWidth.Of).DefaultIfEmpty().Max();
        foreach (var (field, name) in explanation.Recorded.Zip(names))
            output.WriteLine($"  {DisplayWidth.Pad(name, width)}  {(field.Value.Length == 0 ? "—" : $"{field.Value} {field.Unit}".TrimEnd())}{Decoded(field, language)}");
        if (explanation.ComputedAreaHa is { } area)
            output.WriteLine($"  {Say(Texts.ComputedArea, area.ToString("R", CultureInfo.InvariantCulture))}");
        output.WriteLine($"  {(explanation.Area == AreaBasis.Recorded ? Texts.RecordedBasis : Texts.EllipsoidalBasis).In(language)}");
        output.WriteLine();
        output.WriteLine(Texts.Steps.In(language));
        foreach (var step in explanation.Trace.Steps)
            WriteStep(step, sources, output, language);
        if (explanation.Reason is { Technical: not null } reason)
            output.WriteLine(Say(Texts.UnitNotEstimated, reason.Text(language)));
        foreach (var finding in explanation.Findings)
            output.WriteLine($"{string.Join(' ', ((string?[])[finding.Rule.Code, finding.Field, finding.Value]).Where(t => !string.IsNullOrEmpty(t)))}: {finding.Message(language)} ({finding.Hint(language)})");
    }

    private static string Decoded(RecordedField field, string language) => field.Row is not { } row ? string.Empty
        : $"  → {row.Meaning} {(language == "zh" ? row.Name : row.NameEn)} ({field.Table} [{row.Code}{(row.IsPrefix ? "…" : string.Empty)}]; {row.Source}; {row.Status.ToString().ToLowerInvariant()})";

    /// <summary>Writes one step.</summary>
    public static void WriteStep(TraceStep step, IReadOnlyDictionary<string, Source> sources, TextWriter output, string language)
    {
        var value = step.Cause is { } cause ? $"— {cause.Code}: {cause.Text(language)}" : $"{step.Text} {step.Unit}".TrimEnd();
        var pool = CarbonPools.Name(step.State.Pool) is { Length: > 0 } named ? $" [{named}]" : "";
        var number = step.Equation is { } e ? $"[{e.Number}] " : "";
        var input = step.Input is { } given ? $"  ({given.In(language)})" : "";
        output.WriteLine($"  {number}{step.Symbol} = {value}{pool}{input}");
        if (step.Equation is { } equation)
        {
            Line(output, Texts.Formula.In(language), equation.Formula);
            if (equation.When.Length > 0)
                Line(output, Texts.When.In(language), equation.When);
            Line(output, Texts.Substituted.In(language), step.Substituted);
            foreach (var lookup in step.Lookups)
                Line(output, Texts.ParameterRow.In(language), Parameter(lookup, sources, language));
            foreach (var aggregate in step.Aggregates)
                Line(output, Texts.Members.In(language), string.Format(CultureInfo.InvariantCulture, Texts.MembersEntered.In(language), aggregate.Function, aggregate.Set, aggregate.Count, aggregate.RefusedCount, aggregate.RefusedAreaHa.ToString("0.####", CultureInfo.InvariantCulture)));
            Line(output, Texts.SourceWord.In(language), Cite(equation.Source, equation.Locator, sources));
        }

        if (step.Cause is null && (step.Equation is not null || step.State.Status != ParameterStatus.Declared))
            Line(output, Texts.StatusWord.In(language), step.State.Status.ToString().ToLowerInvariant() + (step.State.IsExtrapolated ? $", {Texts.ExtrapolatedWord.In(language)}" : ""));
    }

    private static string Parameter(TraceLookup lookup, IReadOnlyDictionary<string, Source> sources, string language)
    {
        var value = lookup.Value is { } v ? $" = {v.ToString("R", CultureInfo.InvariantCulture)} {(lookup.Unit == "1" ? string.Empty : lookup.Unit)}".TrimEnd() : "";
        var weight = lookup.Weight == 1 ? "" : $" × {lookup.Weight.ToString("R", CultureInfo.InvariantCulture)}";
        return string.Format(CultureInfo.InvariantCulture, Texts.ParameterPlace.In(language), lookup.Reference, lookup.Row.Line, lookup.Row.Key, lookup.Column + value + weight, lookup.Row.Status.ToString().ToLowerInvariant(), Cite(lookup.Row.Source, lookup.Row.Locator, sources));
    }

    private static string Cite(string id, string locator, IReadOnlyDictionary<string, Source> sources)
    {
        var title = sources.TryGetValue(id, out var source) && source.Title.Length > 0 ? $"{id} ({source.Title})" : id;
        return locator.Length == 0 ? title : $"{title}, {locator}";
    }

    private static void Line(TextWriter output, string name, string text) => output.WriteLine($"      {DisplayWidth.Pad(name, 12)}  {text}");
}
