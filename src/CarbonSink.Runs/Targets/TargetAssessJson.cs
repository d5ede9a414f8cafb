using System.Text.Json;
using CarbonSink.Findings;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <summary>An assessment of targets as the JSON document of <c>targets assess</c>: keys are a contract; a missing number is null.</summary>
public static class TargetAssessJson
{
    /// <summary>Writes the document; the stream stays open.</summary>
    /// <param name="result">The assessment.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    public static void Write(TargetAssessResult result, Stream stream, string language)
    {
        using var json = JsonText.Writer(stream);
        var assessment = result.Assessment;
        json.WriteStartObject();
        json.WriteString("label", TargetAssessResult.Label.In(language));
        json.WriteString("title", result.Title.In(language));
        json.WriteStartObject("plan");
        json.WriteString("region", result.Plan.Region);
        json.WriteString("title", result.Plan.Title);
        json.WriteString("number", result.Plan.Number);
        json.WriteEndObject();
        json.WriteNumber("asOf", assessment.AsOf);
        json.WriteString("status", JsonText.Status(result.Status));
        json.WriteStartObject("judging");
        foreach (var (name, setting) in assessment.Rules.Settings)
            json.WriteString(name, setting);
        json.WriteEndObject();
        json.WriteString("forecastNote", result.ForecastNote?.In(language));
        json.WriteStartObject("summary");
        foreach (var verdict in Enum.GetValues<TargetVerdict>())
            json.WriteNumber(verdict.Word(), assessment.Count(verdict));
        json.WriteEndObject();
        json.WriteStartArray("results");
        foreach (var target in assessment.Results)
            Write(json, target, language);
        json.WriteEndArray();
        json.WriteStartArray("byDepartment");
        foreach (var department in assessment.ByDepartment)
        {
            json.WriteStartObject();
            json.WriteString("department", department.Department.Length > 0 ? department.Department : null);
            json.WriteNumber("targets", department.Count);
            json.WriteNumber("leads", department.Leads);
            foreach (var verdict in Enum.GetValues<TargetVerdict>())
                json.WriteNumber(verdict.Word(), department.Counts[(int)verdict]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("conflicts");
        foreach (var (id, conflict) in assessment.Conflicts)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName($"{conflict.Kind}"));
            JsonText.WriteTexts(json, "targets", conflict.Targets);
            json.WriteString("text", conflict.Text.In(language));
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

    private static void Write(Utf8JsonWriter json, AssessedTarget result, string language)
    {
        var target = result.Target;
        json.WriteStartObject();
        json.WriteString("id", target.Id);
        json.WriteString("indicator", target.Indicator);
        json.WriteString("indicatorZh", target.IndicatorZh);
        json.WriteString("scope", target.Scope);
        Whole(json, "year", target.Year);
        json.WriteStartObject("target");
        Number(json, "value", target.Value);
        Number(json, "upperValue", target.UpperValue);
        json.WriteString("unit", target.Unit);
        json.WriteString("comparator", target.Comparator.Word());
        json.WriteBoolean("isStriven", target.IsStriven);
        json.WriteString("measure", JsonNamingPolicy.CamelCase.ConvertName($"{target.Measure}"));
        Number(json, "level", result.Value);
        Number(json, "valueInIndicatorUnit", result.IndicatorValue);
        json.WriteString("indicatorUnit", result.IndicatorUnit);
        json.WriteEndObject();
        Number(json, "actual", result.Actual);
        Whole(json, "actualYear", result.ActualYear);
        json.WriteString("actualSource", result.ActualSource?.In(language));
        json.WriteString("unit", result.Unit);
        Number(json, "gap", result.Gap);
        Number(json, "gapPercent", result.GapPercent);
        Number(json, "requiredPerYear", result.RequiredPerYear);
        Number(json, "trendPerYear", result.Trend?.PerYear);
        json.WriteStartArray("trendYears");
        foreach (var year in result.Trend?.Years ?? [])
            json.WriteNumberValue(year);
        json.WriteEndArray();
        Forecast(json, result.Forecast, language);
        Number(json, "progressPercent", result.ProgressPercent);
        Number(json, "timePercent", result.TimePercent);
        json.WriteString("verdict", result.Verdict.Word());
        json.WriteString("reason", result.Reason.In(language));
        json.WriteString("needs", result.Obstacle is { } obstacle ? JsonNamingPolicy.CamelCase.ConvertName($"{obstacle}") : null);
        Flag(json, "striveMet", result.IsStriveMet);
        json.WriteStartObject("rule");
        json.WriteString("name", target.Comparator.Word());
        json.WriteString("setting", result.Setting);
        json.WriteEndObject();
        Base(json, result, language);
        CitationJson.WriteDepartments(json, target.Departments);
        json.WriteStartArray("conflicts");
        foreach (var id in result.Conflicts)
            json.WriteStringValue(id);
        json.WriteEndArray();
        CitationJson.WriteFirstAndAll(json, target.Citations);
        json.WriteString("status", result.Status is { } status ? JsonText.Status(status) : null);
        json.WriteEndObject();
    }

    private static void Forecast(Utf8JsonWriter json, TargetForecast? forecast, string language)
    {
        if (forecast is null)
        {
            json.WriteNull("forecast");
            return;
        }

        json.WriteStartObject("forecast");
        json.WriteNumber("year", forecast.Year);
        json.WriteNumber("value", Clean(forecast.Value));
        json.WriteString("method", forecast.Method);
        json.WriteString("text", forecast.Text.In(language));
        json.WriteString("scenario", forecast.Scenario);
        json.WriteString("status", JsonText.Status(forecast.Status));
        json.WriteEndObject();
    }

    /// <summary>What the observations rest on, and what progress or a direction is measured from.</summary>
    private static void Base(Utf8JsonWriter json, AssessedTarget result, string language)
    {
        if (result.Base is { } of)
        {
            json.WriteStartObject("base");
            json.WriteString("id", of.Id);
            json.WriteString("title", of.Title.In(language));
            json.WriteBoolean("chosen", result.IsBaseChosen);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("base");
        }

        if (result.Start is { } start)
        {
            json.WriteStartObject("start");
            Whole(json, "year", start.Year);
            Number(json, "value", start.Value);
            json.WriteString("source", start.Text.In(language));
            json.WriteBoolean("isPlan", start.IsPlan);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("start");
        }
    }

    private static void Number(Utf8JsonWriter json, string key, decimal? number)
    {
        if (number is { } known)
            json.WriteNumber(key, Clean(known));
        else
            json.WriteNull(key);
    }

    /// <summary>The number as it is, but for quotients that do not end: at most fifteen digits after the point.</summary>
    private static decimal Clean(decimal number) => number.Scale <= 15 ? number : decimal.Round(number, 15) / 1.0000000000000000000000000000m;

    private static void Whole(Utf8JsonWriter json, string key, int? number)
    {
        if (number is { } known)
            json.WriteNumber(key, known);
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
