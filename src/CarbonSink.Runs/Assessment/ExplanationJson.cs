using System.Text.Json;
using CarbonSink.Estimation;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>The calculation of one unit as the JSON document of <c>explain</c>.</summary>
public static class ExplanationJson
{
    /// <summary>Writes the document; the stream stays open.</summary>
    /// <param name="explanation">The calculation.</param>
    /// <param name="sources">The bibliography.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="language">Language of names and messages, "zh" or "en".</param>
    public static void Write(Explanation explanation, IReadOnlyDictionary<string, Source> sources, Stream stream, string language)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        json.WriteString("unit", explanation.Unit);
        json.WriteNumber("record", explanation.Record);
        json.WriteString("key", explanation.Key);
        json.WriteString("method", $"{explanation.Trace.Methodology.Id}/{explanation.Trace.Methodology.Version}");
        json.WriteString("label", explanation.Label.In(language));
        json.WriteStartArray("recorded");
        foreach (var field in explanation.Recorded)
        {
            json.WriteStartObject();
            json.WriteString("field", field.Field);
            json.WriteString("name", field.Name.In(language));
            json.WriteString("value", field.Value);
            json.WriteString("unit", field.Unit);
            if (field.Row is { } row)
            {
                json.WriteString("class", row.Meaning);
                json.WriteString("table", field.Table);
                json.WriteString("row", row.Code);
                json.WriteString("source", row.Source);
                json.WriteString("status", JsonText.Status(row.Status));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (explanation.ComputedAreaHa is { } area)
            json.WriteNumber("ellipsoidalAreaHa", area);
        else
            json.WriteNull("ellipsoidalAreaHa");
        json.WriteString("area", explanation.Area == AreaBasis.Recorded ? "recorded" : "ellipsoidal");
        json.WriteString("notEstimatedCode", explanation.Reason?.Code);
        json.WriteString("notEstimatedReason", explanation.Reason?.Text(language));
        json.WriteStartArray("steps");
        foreach (var step in explanation.Trace.Steps)
            WriteStep(json, step, sources, language);
        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in explanation.Findings)
            JsonText.WriteFinding(json, finding, language);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Writes the member "methods": the steps of each method of a chain.</summary>
    internal static void WriteMethods(Utf8JsonWriter json, IEnumerable<CalculationTrace> traces, IReadOnlyDictionary<string, Source> sources, string language)
    {
        json.WriteStartArray("methods");
        foreach (var trace in traces)
        {
            json.WriteStartObject();
            json.WriteString("method", $"{trace.Methodology.Id}/{trace.Methodology.Version}");
            json.WriteStartArray("steps");
            foreach (var step in trace.Steps)
                WriteStep(json, step, sources, language);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes one step as an object.</summary>
    internal static void WriteStep(Utf8JsonWriter json, TraceStep step, IReadOnlyDictionary<string, Source> sources, string language)
    {
        json.WriteStartObject();
        json.WriteString("equation", step.Equation?.Number);
        json.WriteString("symbol", step.Symbol);
        json.WriteString("input", step.Input?.In(language));
        json.WriteString("formula", step.Equation?.Formula);
        json.WriteString("when", step.Equation is { When.Length: > 0 } conditional ? conditional.When : null);
        json.WriteString("substituted", step.Equation is null ? null : step.Substituted);
        if (step.Value is { } value)
            json.WriteNumber("value", value);
        else
            json.WriteNull("value");
        json.WriteString("text", step.Text);
        json.WriteString("unit", step.Unit);
        json.WriteString("pool", CarbonPools.Name(step.State.Pool));
        json.WriteString("status", step.State.HasValue ? JsonText.Status(step.State.Status) : null);
        json.WriteBoolean("extrapolated", step.State.IsExtrapolated);
        WriteSource(json, step.Equation?.Source, step.Equation?.Locator, sources);
        json.WriteStartArray("parameters");
        foreach (var lookup in step.Lookups)
            WriteLookup(json, lookup, sources);
        json.WriteEndArray();
        json.WriteStartArray("aggregates");
        foreach (var aggregate in step.Aggregates)
        {
            json.WriteStartObject();
            json.WriteString("function", aggregate.Function);
            json.WriteString("over", aggregate.Set);
            json.WriteNumber("memberCount", aggregate.Count);
            json.WriteNumber("refusedCount", aggregate.RefusedCount);
            json.WriteNumber("refusedAreaHa", aggregate.RefusedAreaHa);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("code", step.Cause?.Code);
        json.WriteString("reason", step.Cause?.Text(language));
        json.WriteEndObject();
    }

    private static void WriteLookup(Utf8JsonWriter json, TraceLookup lookup, IReadOnlyDictionary<string, Source> sources)
    {
        json.WriteStartObject();
        json.WriteString("table", lookup.Table);
        json.WriteString("reference", lookup.Reference);
        json.WriteNumber("line", lookup.Row.Line);
        json.WriteString("key", lookup.Row.Key);
        json.WriteString("column", lookup.Column);
        if (lookup.Value is { } value)
            json.WriteNumber("value", value);
        else
            json.WriteNull("value");
        json.WriteString("unit", lookup.Unit);
        json.WriteNumber("weight", lookup.Weight);
        json.WriteString("status", JsonText.Status(lookup.Row.Status));
        WriteSource(json, lookup.Row.Source, lookup.Row.Locator, sources);
        json.WriteEndObject();
    }

    private static void WriteSource(Utf8JsonWriter json, string? id, string? locator, IReadOnlyDictionary<string, Source> sources)
    {
        json.WriteString("source", id);
        json.WriteString("locator", locator);
        json.WriteString("sourceTitle", id is not null && sources.TryGetValue(id, out var source) ? source.Title : null);
    }
}
