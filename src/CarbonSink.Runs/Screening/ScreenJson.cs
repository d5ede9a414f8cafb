using System.Text.Json;
using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>A screening as the JSON document of <c>screen</c>: keys are a contract; a missing number is null.</summary>
public static class ScreenJson
{
    /// <summary>Writes the document; the stream stays open.</summary>
    /// <param name="result">The screening.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    public static void Write(ScreenResult result, Stream stream, string language)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        json.WriteString("label", result.Label.In(language));
        JsonText.WriteTexts(json, "notices", result.Notices.Select(t => t.In(language)));
        json.WriteString("programme", result.Options.Programme);
        json.WriteString("method", result.Options.Method);
        json.WriteString("start", result.Options.Start is { } start ? $"{start:yyyy-MM-dd}" : null);
        json.WriteString("status", result.Status is { } status ? JsonText.Status(status) : null);
        json.WriteStartArray("parcels");
        foreach (var parcel in result.Parcels)
            Write(json, parcel, language);
        json.WriteEndArray();
        json.WriteStartObject("totals");
        json.WriteNumber("parcelCount", result.Parcels.Count);
        json.WriteNumber("areaHa", result.AreaHa.ToDouble());
        foreach (var (total, key) in result.Totals.Zip((string[])["eligible", "notShown", "notEligible"]))
        {
            json.WriteStartObject(key);
            json.WriteNumber("parcelCount", total.Parcels);
            json.WriteNumber("areaHa", total.AreaHa.ToDouble());
            json.WriteNumber("leftHa", total.LeftHa.ToDouble());
            Number(json, "expectedTPerYear", total.ExpectedTPerYear?.ToDouble());
            json.WriteNumber("withoutExpectationCount", total.WithoutExpectation);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartArray("projectRules");
        foreach (var rule in result.ProjectRules)
        {
            json.WriteStartObject();
            json.WriteString("rule", rule.Id);
            json.WriteString("article", rule.Article);
            json.WriteString("text", rule.Text.In(language));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        JsonText.WriteOpen(json, result.Open, language);
        json.WriteStartObject("findingCounts");
        foreach (var severity in (Severity[])[Severity.Error, Severity.Warning, Severity.Info])
            json.WriteNumber(JsonText.Severity(severity), result.Findings.Count(severity));
        json.WriteEndObject();
        json.WriteStartArray("findings");
        foreach (var finding in result.Findings.Findings)
            JsonText.WriteFinding(json, finding, language);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, ScreenedParcel parcel, string language)
    {
        json.WriteStartObject();
        json.WriteNumber("record", parcel.Record);
        json.WriteString("parcel", parcel.Key);
        Met(json, "eligible", parcel.Eligible);
        json.WriteStartArray("reasons");
        foreach (var reason in parcel.Reasons)
        {
            json.WriteStartObject();
            json.WriteString("code", reason.Code);
            json.WriteString("article", reason.Article);
            Met(json, "met", reason.Met);
            json.WriteString("text", reason.Text.In(language));
            json.WriteString("evidence", reason.Evidence.In(language));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("areaHa", parcel.AreaHa);
        json.WriteNumber("excludedHa", parcel.ExcludedHa);
        json.WriteNumber("leftHa", parcel.LeftHa);
        Met(json, "exemptFromAdditionality", parcel.IsExempt);
        Number(json, "expectedTPerYear", parcel.ExpectedTPerYear);
        json.WriteString("expectedReason", parcel.ExpectedReason?.In(language));
        json.WriteEndObject();
    }

    private static void Met(Utf8JsonWriter json, string key, bool? met)
    {
        if (met is { } known)
            json.WriteBoolean(key, known);
        else
            json.WriteNull(key);
    }

    private static void Number(Utf8JsonWriter json, string key, double? number)
    {
        if (number is { } known)
            json.WriteNumber(key, known);
        else
            json.WriteNull(key);
    }
}
