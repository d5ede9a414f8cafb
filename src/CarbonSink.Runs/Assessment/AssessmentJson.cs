using System.Text.Json;
using CarbonSink.Estimation;
using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>An assessment as the JSON document of <c>assess</c> and <c>merge</c>: keys are a contract and end in their units, numbers read back to the same double, a missing number is null.</summary>
public static partial class AssessmentJson
{
    /// <summary>Writes the document; the stream stays open.</summary>
    /// <param name="part">The assessment; its sums are proved first.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    public static void Write(AssessmentPart part, Stream stream, string language)
    {
        part.CheckSums();
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        json.WriteString("method", $"{part.Method.Id}/{part.Method.Version}");
        json.WriteString("label", language == "zh" ? part.Method.LabelZh : part.Method.LabelEn);
        json.WriteString("status", part.Assessment.Total.HasResults ? JsonText.Status(part.Assessment.Total.WorstStatus) : null);
        json.WriteString("gwpSet", part.Method.GwpSet);
        json.WriteStartObject("options");
        foreach (var (name, value) in part.Options.OrderBy(o => o.Key, StringComparer.Ordinal))
            json.WriteString(name, value);
        json.WriteEndObject();
        WriteRecords(json, part);
        json.WriteStartObject("totals");
        WriteStock(json, part.Assessment.Total, pool => part.Uncertainty?.OfTotal(part.Assessment.Total, StockFigure.Carbon, pool));
        WriteUncertainty(json, part, language);
        json.WriteEndObject();
        var groups = AssessmentTables.ByOption(part);
        if (groups != part.Assessment)
            groups.CheckSums();
        WriteGroups(json, groups, part);
        WriteNotEstimated(json, part.Assessment, language);
        ContextJson.Write(json, part.Reading, language);
        WriteFindings(json, part, language);
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void WriteRecords(Utf8JsonWriter json, AssessmentPart part)
    {
        json.WriteStartObject("records");
        json.WriteNumber("from", part.Records.From);
        json.WriteNumber("to", part.Records.To);
        json.WriteNumber("inLayer", part.RecordsInLayer);
        json.WriteNumber("read", part.ReadCount);
        json.WriteNumber("rejected", part.RejectedCount);
        json.WriteEndObject();
    }

    private static void WriteGroups(Utf8JsonWriter json, StockAssessment assessment, AssessmentPart part)
    {
        json.WriteStartArray("groups");
        foreach (var group in assessment.Groups)
        {
            json.WriteStartObject();
            json.WriteStartObject("key");
            for (var i = 0; i < group.Key.Count; i++)
                json.WriteString(assessment.KeyNames[i], group.Key[i]);
            json.WriteEndObject();
            ContextJson.WriteNames(json, assessment.KeyNames, group.Key, part.Context);
            WriteStock(json, group, pool => part.Uncertainty?.OfGroup(part.Assessment, assessment.KeyNames, group, pool));
            if (part.Uncertainty?.OfGroup(part.Assessment, assessment.KeyNames, group) is { } uncertainty)
            {
                json.WriteStartObject("uncertainty");
                WriteInterval(json, "carbonTC", uncertainty);
                json.WriteEndObject();
            }

            json.WriteString("status", group.HasResults ? JsonText.Status(group.WorstStatus) : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStock(Utf8JsonWriter json, StockGroup group, Func<CarbonPool, FigureUncertainty?> uncertainty)
    {
        json.WriteNumber("recordCount", group.RecordCount);
        json.WriteNumber("estimatedCount", group.EstimatedCount);
        json.WriteNumber("extrapolatedCount", group.ExtrapolatedCount);
        foreach (var figure in StockFigures.All)
            WriteSum(json, figure.Key(), group[figure]);
        json.WriteStartObject("pools");
        foreach (var pool in group.Pools)
        {
            json.WriteStartObject(CarbonPools.Name(pool.Pool));
            WriteSum(json, "biomassT", pool.BiomassT);
            WriteSum(json, "carbonTC", pool.CarbonTC);
            if (uncertainty(pool.Pool)?.SePercent is { } percent)
                json.WriteNumber("sePercent", percent); // of the carbon
            else
                json.WriteNull("sePercent"); // nothing was propagated
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteNotEstimated(Utf8JsonWriter json, StockAssessment assessment, string language)
    {
        json.WriteStartArray("notEstimated");
        foreach (var entry in assessment.NotEstimated)
        {
            json.WriteStartObject();
            json.WriteString("class", entry.LandClass);
            WriteSum(json, "areaHa", entry.AreaHa);
            json.WriteNumber("recordCount", entry.RecordCount);
            json.WriteString("code", entry.Cause.Code);
            json.WriteString("reason", entry.Cause.Text(language));
            json.WriteString("technicalCode", entry.Cause.Technical?.Code);
            json.WriteString("technicalReason", entry.Cause.Technical?.Text(language));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFindings(Utf8JsonWriter json, AssessmentPart part, string language)
    {
        json.WriteStartObject("findingCounts");
        foreach (var severity in (Severity[])[Severity.Error, Severity.Warning, Severity.Info])
            json.WriteNumber(JsonText.Severity(severity), part.CountFindings(severity));
        json.WriteEndObject();
        json.WriteStartArray("findingsByCode"); // of a rule broken very often only the first findings are listed
        foreach (var (code, listed, count) in part.RecordFindings.Counts.Select(c => (c.Rule.Code, Math.Min(c.Count, part.RecordFindings.KeepPerRule), c.Count)))
        {
            json.WriteStartObject();
            json.WriteString("code", code);
            json.WriteNumber("count", count);
            json.WriteNumber("listed", listed);
            WriteImpact(json, part.Impacts.Of(code));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteQuality(json, part);
        json.WriteStartArray("findings");
        foreach (var finding in part.Findings)
            JsonText.WriteFinding(json, finding, language);
        json.WriteEndArray();
    }

    private static void WriteSum(Utf8JsonWriter json, string key, ExactSum? sum)
    {
        if (sum is { } value)
            json.WriteNumber(key, value.ToDouble());
        else
            json.WriteNull(key);
    }
}
