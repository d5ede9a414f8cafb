using System.Text.Json;
using CarbonSink.Findings;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <summary>A decomposition as the JSON document of <c>targets allocate</c>: keys are a contract; a missing number is null.</summary>
public static class AllocationJson
{
    /// <summary>Writes the document; the stream stays open.</summary>
    /// <param name="result">The decomposition.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    public static void Write(AllocationResult result, Stream stream, string language)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        json.WriteString("title", result.Title.In(language));
        json.WriteString("status", JsonText.Status(result.Status));
        json.WriteStartArray("allocations");
        foreach (var one in result.Allocations)
            Write(json, one, language);
        json.WriteEndArray();
        json.WriteStartArray("feasibility");
        foreach (var f in result.Feasibility)
        {
            json.WriteStartObject();
            json.WriteString("kind", f.Kind);
            Flag(json, "feasible", f.IsFeasible);
            JsonText.WriteTexts(json, "targets", f.Targets);
            json.WriteString("text", f.Text.In(language));
            json.WriteStartObject("figures");
            foreach (var (name, value) in f.Figures)
                Number(json, name, value);
            json.WriteEndObject();
            CitationJson.WriteAll(json, f.Citations);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("findingCounts");
        foreach (var severity in (Severity[])[Severity.Error, Severity.Warning, Severity.Info])
            json.WriteNumber(JsonText.Severity(severity), result.Findings.Count(severity));
        json.WriteEndObject();
        json.WriteStartArray("findings");
        foreach (var finding in result.Findings.Findings)
            JsonText.WriteFinding(json, finding, language);
        json.WriteEndArray();
        JsonText.WriteError(json, result.Findings, language);
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, AllocatedTarget one, string language)
    {
        json.WriteStartObject();
        json.WriteString("target", one.Target.Id);
        json.WriteString("indicator", one.Target.Indicator);
        json.WriteString("indicatorZh", one.Target.IndicatorZh);
        json.WriteString("comparator", one.Target.Comparator.Word());
        Number(json, "year", one.Target.Year);
        Number(json, "value", one.Value);
        json.WriteString("valueUnit", one.ValueUnit);
        json.WriteString("unit", one.Unit);
        Number(json, "total", one.Allocation?.Total);
        json.WriteString("to", one.To.Word());
        json.WriteString("by", one.By?.Word());
        json.WriteString("of", one.Of?.Word());
        json.WriteBoolean("isStriven", one.IsStriven);
        json.WriteString("status", one.Status is { } status ? JsonText.Status(status) : null);
        if (one.Base is { } start)
        {
            json.WriteStartObject("base");
            Number(json, "year", start.Year);
            Number(json, "value", start.Value);
            json.WriteString("source", start.Source.In(language));
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("base");
        }

        Number(json, "step", one.Allocation?.Step);
        Number(json, "present", one.Allocation?.Present);
        Number(json, "unplaced", one.Allocation?.Unplaced);
        Number(json, "rate", one.Allocation?.Rate);
        Flag(json, "sumsHold", one.Allocation?.SumsHold);
        json.WriteString("reason", one.Reason?.In(language));
        JsonText.WriteTexts(json, "notes", one.Notes.Select(n => n.In(language)));
        json.WriteStartArray("rows");
        foreach (var row in one.Allocation?.Rows ?? [])
        {
            json.WriteStartObject();
            json.WriteString("key", row.Key);
            json.WriteString("name", row.Name);
            Number(json, "year", row.Year);
            Number(json, "value", row.Value);
            Number(json, "present", row.Present);
            Number(json, "share", row.Share);
            Number(json, "rate", row.Rate);
            if (row.Leads is { } leads)
                json.WriteBoolean("leads", leads);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        CitationJson.WriteAll(json, one.Target.Citations);
        json.WriteEndObject();
    }

    /// <summary>Zeros at the end of decimals say nothing in JSON: 9.420 is written 9.42.</summary>
    private static void Number(Utf8JsonWriter json, string key, decimal? number)
    {
        if (number is { } known)
            json.WriteNumber(key, known / 1.0000000000000000000000000000m);
        else
            json.WriteNull(key);
    }

    private static void Flag(Utf8JsonWriter json, string key, bool? flag)
    {
        if (flag is { } known)
            json.WriteBoolean(key, known);
        else
            json.WriteNull(key);
    }
}
