using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>The JSON document of a conversion.</summary>
public static class ConversionJson
{
    /// <summary>Writes the document; the stream stays open.</summary>
    /// <param name="result">What was done.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="language">Language of the findings' messages, "zh" or "en".</param>
    public static void Write(ConvertResult result, Stream stream, string language)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        json.WriteString("driver", result.Driver);
        json.WriteNumber("records", result.Records);
        json.WriteNumber("deletedRecords", result.DeletedRecords);
        json.WriteNumber("nullGeometries", result.NullGeometries);
        json.WriteStartArray("files");
        foreach (var file in result.Files)
            json.WriteStringValue(file);
        json.WriteEndArray();
        json.WriteStartArray("findingCounts");
        foreach (var (rule, count) in result.Findings.Counts)
        {
            json.WriteStartObject();
            json.WriteString("code", rule.Code);
            json.WriteString("severity", JsonText.Severity(rule.Severity));
            json.WriteNumber("count", count);
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
}
