using System.Text.Json;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <summary>A reading as the JSON document of <c>targets import</c> and <c>targets list</c>: keys are a contract; a missing number is null.</summary>
public static class ImportJson
{
    /// <summary>Writes the document; the stream stays open.</summary>
    /// <param name="result">What was read.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    public static void Write(ImportResult result, Stream stream, string language)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        if (result.Plans.Count == 1)
            Plan(json, "plan", result.Plans[0]);
        else
            json.WriteNull("plan");
        json.WriteStartArray("plans");
        foreach (var plan in result.Plans)
            Plan(json, null, plan);
        json.WriteEndArray();
        json.WriteStartArray("targets");
        foreach (var target in result.Readings.SelectMany(r => r.Targets))
            Target(json, target);
        json.WriteEndArray();
        json.WriteStartArray("conflicts");
        foreach (var (plan, conflict) in result.Plans.SelectMany(p => p.Reading.Conflicts.Select(c => (p, c))))
        {
            json.WriteStartObject();
            json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(conflict.Kind.ToString()));
            json.WriteString("region", plan.Reading.Region);
            json.WriteString("file", plan.File);
            JsonText.WriteTexts(json, "targets", conflict.Targets);
            json.WriteString("text", conflict.Text.In(language));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("candidates");
        foreach (var candidate in result.Readings.SelectMany(r => r.Candidates))
        {
            json.WriteStartObject();
            json.WritePropertyName("citation");
            CitationJson.Write(json, candidate.Citation);
            json.WriteString("reason", candidate.Reason.In(language));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in result.Findings.Findings)
            JsonText.WriteFinding(json, finding, language);
        json.WriteEndArray();
        JsonText.WriteError(json, result.Findings, language);
        json.WriteEndObject();
    }

    /// <summary>Writes a target as an object.</summary>
    internal static void Target(Utf8JsonWriter json, PlanTarget target)
    {
        json.WriteStartObject();
        json.WriteString("id", target.Id);
        json.WriteString("region", target.Region);
        json.WriteString("indicator", target.Indicator);
        json.WriteString("indicatorZh", target.IndicatorZh);
        json.WriteString("scope", target.Scope);
        Number(json, "year", target.Year);
        Number(json, "fromYear", target.FromYear);
        Number(json, "value", target.Value);
        Number(json, "upperValue", target.UpperValue);
        json.WriteString("unit", target.Unit);
        json.WriteString("comparator", target.Comparator.Word());
        json.WriteBoolean("isStriven", target.IsStriven);
        json.WriteString("measure", TargetTable.Word(target.Measure));
        json.WriteString("tier", TargetTable.Word(target.Tier));
        Number(json, "baseYear", target.BaseYear);
        Number(json, "baseValue", target.BaseValue);
        json.WriteString("printedChange", target.PrintedChange.Length == 0 ? null : target.PrintedChange);
        CitationJson.WriteDepartments(json, target.Departments);
        CitationJson.WriteFirstAndAll(json, target.Citations);
        json.WriteString("note", target.Note.Length == 0 ? null : target.Note);
        json.WriteEndObject();
    }

    private static void Plan(Utf8JsonWriter json, string? key, (string File, PlanReading Reading) plan)
    {
        if (key is null)
            json.WriteStartObject();
        else
            json.WriteStartObject(key);
        json.WriteString("region", plan.Reading.Region);
        json.WriteString("title", plan.Reading.Title);
        json.WriteString("number", plan.Reading.Number);
        json.WriteString("file", plan.File);
        json.WriteNumber("targetCount", plan.Reading.Targets.Count);
        json.WriteNumber("conflictCount", plan.Reading.Conflicts.Count);
        json.WriteNumber("candidateCount", plan.Reading.Candidates.Count);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string key, decimal? number)
    {
        if (number is { } known)
            json.WriteNumber(key, known);
        else
            json.WriteNull(key);
    }
}
