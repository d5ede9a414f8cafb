using System.Text.Json;
using CarbonSink.Estimation;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>An evaluation as the JSON document of <c>evaluate</c>: keys are a contract; a missing number is null.</summary>
public static class EvaluationJson
{
    /// <summary>Writes the document; the stream stays open.</summary>
    /// <param name="result">The evaluation.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    public static void Write(EvaluationResult result, Stream stream, string language)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        if (result.Findings.Findings.FirstOrDefault(f => f.Rule == EvaluationFindings.Nothing) is { } nothing)
        {
            json.WriteStartObject("error");
            json.WriteString("code", nothing.Rule.Code);
            json.WriteString("message", nothing.Message(language));
            json.WriteString("hint", nothing.Hint(language));
            json.WriteEndObject();
        }

        json.WriteString("title", result.Title.In(language));
        json.WriteString("method", $"{result.Method.Id}/{result.Method.Version}");
        json.WriteString("methodStatus", result.Method.Status);
        json.WriteString("status", result.WorstStatus is { } status ? JsonText.Status(status) : null);
        json.WriteString("label", result.Method.Label.In(language));
        JsonText.WriteTexts(json, "notices", result.Notices.Select(n => n.In(language)));
        JsonText.WriteOpen(json, result.Open, language);
        JsonText.WriteTexts(json, "gwpSets", result.GwpSets);
        JsonText.WriteTexts(json, "uses", result.Methods.SkipLast(1).Select(m => $"{m.Methodology.Description.Id}/{m.Methodology.Description.Version}"));
        WriteSets(json, result);
        json.WriteStartArray("run");
        foreach (var (column, input) in EvaluationTables.RunInputs(result))
        {
            json.WriteStartObject();
            json.WriteString("symbol", column.Symbol);
            json.WriteString("name", input.Name.In(language));
            if (column.Kind == SheetCellKind.Number)
                Number(json, "value", column.Cells[0].Number);
            else
                json.WriteString("value", EvaluationTables.Text(column, 0));
            json.WriteString("unit", input.Unit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("uncertainty");
        json.WriteString("approach", result.Uncertainty.Word);
        if (result.Uncertainty.Approach == UncertaintyApproach.MonteCarlo)
        {
            json.WriteNumber("draws", result.Uncertainty.Draws);
            json.WriteNumber("seed", result.Uncertainty.Seed);
        }

        JsonText.WriteTexts(json, "notCovered", result.NotCovered);
        json.WriteEndObject();
        json.WriteStartArray("totals");
        foreach (var total in result.Totals)
            WriteTotal(json, total, language);
        json.WriteEndArray();
        json.WriteStartArray("notEstimated");
        foreach (var missing in result.NotEvaluated)
        {
            json.WriteStartObject();
            json.WriteString("symbol", missing.Symbol);
            json.WriteString("set", missing.Set);
            json.WriteString("code", missing.Cause.Code);
            json.WriteString("reason", missing.Cause.Text(language));
            json.WriteNumber("count", missing.Count);
            Number(json, "areaHa", missing.AreaHa);
            JsonText.WriteTexts(json, "examples", missing.Examples);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in result.Findings.Findings)
            JsonText.WriteFinding(json, finding, language);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Writes how a member came about; the stream stays open.</summary>
    /// <param name="result">The evaluation.</param>
    /// <param name="explanation">The member.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    public static void Write(EvaluationResult result, EvaluationExplanation explanation, Stream stream, string language)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        json.WriteString("unit", explanation.Unit);
        json.WriteString("label", result.Method.Label.In(language));
        JsonText.WriteTexts(json, "notices", result.Notices.Select(n => n.In(language)));
        ExplanationJson.WriteMethods(json, explanation.Traces, result.Sources, language);
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void WriteSets(Utf8JsonWriter json, EvaluationResult result)
    {
        json.WriteStartObject("sets");
        foreach (var set in result.Sheet.Sets.Order(StringComparer.Ordinal))
        {
            json.WriteStartObject(set);
            json.WriteNumber("members", result.Sheet.Count(set));
            json.WriteString("inside", result.Sheet.Inside(set) is { Length: > 0 } inside ? inside : null);
            if (result.Sheet.Order(set) is { Count: > 0 } order)
            {
                json.WriteNumber("from", order[0]);
                json.WriteNumber("to", order[^1]);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteTotal(Utf8JsonWriter json, EvaluationTotal total, string language)
    {
        json.WriteStartObject();
        json.WriteString("symbol", total.Output.Symbol);
        json.WriteString("as", total.Output.As);
        json.WriteString("name", EvaluationTables.NameOf(total.Output)?.In(language));
        json.WriteString("unit", total.Output.Unit);
        if (total.Group is { } group)
            json.WriteString("group", group);
        if (total.Step is { } step)
            json.WriteNumber("year", step);
        Number(json, "value", total.Value);
        json.WriteBoolean("sum", total.IsSum);
        json.WriteBoolean("partial", total.IsPartial);
        json.WriteStartArray("leftOut");
        foreach (var left in total.LeftOut)
        {
            json.WriteStartObject();
            json.WriteString("set", left.Set);
            json.WriteString("cause", left.Cause.Code);
            json.WriteString("reason", left.Cause.Text(language));
            json.WriteNumber("count", left.Count);
            Number(json, "areaHa", left.AreaHa);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (total.Interval is { } interval)
        {
            json.WriteNumber("ciLow", interval.Low);
            json.WriteNumber("ciHigh", interval.High);
        }
        else if (total.NoInterval is { } none)
        {
            json.WriteNull("ciLow");
            json.WriteNull("ciHigh");
            json.WriteString("ciReason", none.In(language));
        }

        json.WriteString("status", total.Status is { } status ? JsonText.Status(status) : null);
        json.WriteBoolean("extrapolated", total.IsExtrapolated);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string key, double? number)
    {
        if (number is { } known)
            json.WriteNumber(key, known);
        else
            json.WriteNull(key);
    }
}
