using System.Text.Json;
using CarbonSink.Estimation;

namespace CarbonSink.Runs;

/// <summary>A comparison of two surveys as the JSON document of <c>compare</c>: keys are a contract and end in their units.</summary>
public static class ComparisonJson
{
    /// <summary>Writes the document; the stream stays open.</summary>
    public static void Write(SurveyComparison comparison, Stream stream, string language)
    {
        comparison.CheckSums();
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        json.WriteString("method", comparison.New.Options["method"]);
        json.WriteString("status", comparison.WorstStatus is { } status ? JsonText.Status(status) : null);
        json.WriteString("by", comparison.Key);
        var total = comparison.Change.Total;
        json.WriteNumber("netCo2eT", total.Co2eT);
        json.WriteNumber("bothEstimatedCo2eT", comparison.Change.BothEstimatedCo2eT);
        Number(json, "years", comparison.Years);
        Number(json, "netCo2eTPerYear", comparison.Years is { } years ? total.Co2eT / years : null);
        json.WriteStartObject("totals");
        Land(json, total);
        json.WriteEndObject();
        json.WriteStartObject("conservationErrorTC");
        json.WriteNumber("old", comparison.ConservationErrorTC.Old);
        json.WriteNumber("new", comparison.ConservationErrorTC.New);
        json.WriteEndObject();
        json.WriteStartArray("transitions");
        foreach (var transition in comparison.Change.Transitions)
        {
            json.WriteStartObject();
            json.WriteString("from", transition.From);
            json.WriteString("to", transition.To);
            Land(json, transition);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("sites");
        foreach (var site in comparison.Sites)
        {
            json.WriteStartObject();
            json.WriteString("site", site.Site);
            Land(json, site.Land);
            json.WriteNumber("controlHa", site.ControlHa.ToDouble());
            Number(json, "controlCo2eT", site.ExpectedCarbonTC * StockChange.Co2PerCarbon);
            Number(json, "effectCo2eT", site.EffectCo2eT);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WritePropertyName("control");
        if (comparison.Control is { } control)
        {
            json.WriteStartObject();
            Land(json, control.Total);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteStartObject("surveys");
        Survey(json, "old", comparison.Old);
        Survey(json, "new", comparison.New);
        json.WriteEndObject();
        json.WriteStartArray("findings");
        foreach (var finding in comparison.AllFindings)
            JsonText.WriteFinding(json, finding, language);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void Survey(Utf8JsonWriter json, string name, AssessmentPart survey)
    {
        json.WriteStartObject(name);
        foreach (var option in (string[])["nameZh", "nameEn", "surveyDate", "method"])
            json.WriteString(option, survey.Options.GetValueOrDefault(option));
        Number(json, "areaHa", survey.Assessment.Total[StockFigure.Area]?.ToDouble());
        Number(json, "carbonTC", survey.Assessment.Total[StockFigure.Carbon]?.ToDouble());
        json.WriteEndObject();
    }

    private static void Land(Utf8JsonWriter json, LandTransition land)
    {
        json.WriteNumber("areaHa", land.AreaHa.ToDouble());
        json.WriteNumber("oldNotEstimatedHa", land.OldNotEstimatedHa.ToDouble());
        json.WriteNumber("newNotEstimatedHa", land.NewNotEstimatedHa.ToDouble());
        json.WriteNumber("oldVolumeM3", land.OldVolumeM3.ToDouble());
        json.WriteNumber("newVolumeM3", land.NewVolumeM3.ToDouble());
        json.WriteNumber("oldCarbonTC", land.OldCarbonTC.ToDouble());
        json.WriteNumber("newCarbonTC", land.NewCarbonTC.ToDouble());
        json.WriteNumber("comparedHa", land.ComparedHa.ToDouble());
        json.WriteNumber("co2eT", land.Co2eT);
    }

    private static void Number(Utf8JsonWriter json, string key, double? value)
    {
        if (value is { } number)
            json.WriteNumber(key, number);
        else
            json.WriteNull(key);
    }
}
