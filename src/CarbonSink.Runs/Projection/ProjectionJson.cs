using System.Text.Json;
using CarbonSink.Projections;

namespace CarbonSink.Runs;

/// <summary>A projection as the JSON document of <c>project-growth</c>: keys are a contract and end in their units.</summary>
public static class ProjectionJson
{
    private static readonly string[] PoolNames = ["AGB", "BGB", "DW", "LI", "SOC", "HWP", "atmosphere"];

    /// <summary>Short name of a reservoir as files write it: AGB, BGB, DW, LI, SOC, HWP, atmosphere.</summary>
    public static string Name(Reservoir reservoir) => PoolNames[(int)reservoir];

    /// <summary>Writes the document; the stream stays open.</summary>
    public static void Write(ProjectionResult result, Stream stream, string language)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        json.WriteString("label", result.Label.In(language));
        json.WriteBoolean("hasUncertaintyControl", false);
        json.WriteString("status", JsonText.Status(result.Status));
        json.WriteNumber("stockYear", result.StockYear);
        json.WriteNumber("baseYear", result.BaseYear);
        json.WriteNumber("endYear", result.EndYear);
        json.WriteString("region", result.Region);
        json.WriteString("pools", result.Options.Pools.ToString().ToLowerInvariant());
        json.WriteString("increments", result.Settings.Increments.ToString().ToLowerInvariant());
        json.WriteString("comparedWith", result.ComparedWith);
        var baseline = result.Scenarios[0];
        json.WriteStartArray("years");
        foreach (var year in result.Years(baseline))
        {
            json.WriteStartObject();
            json.WriteNumber("year", year.Year);
            json.WriteNumber("carbonTC", year.PoolsTC.Sum());
            json.WriteNumber("co2eT", year.PoolsTC.Sum() * ProjectionResult.Co2PerCarbon);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("scenarios");
        foreach (var scenario in result.Scenarios)
            WriteScenario(json, result, scenario);
        json.WriteEndArray();
        json.WriteStartArray("held");
        foreach (var year in result.Years(baseline))
        {
            json.WriteStartObject();
            json.WriteNumber("year", year.Year);
            json.WriteNumber("areaHa", year.HeldHa);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("notProjected");
        foreach (var left in result.NotProjected)
        {
            json.WriteStartObject();
            json.WriteString("landClass", left.LandClass);
            json.WriteString("forestType", left.ForestType);
            json.WriteString("origin", left.Origin);
            json.WriteString("reason", left.Reason.In(language));
            json.WriteNumber("recordCount", left.RecordCount);
            json.WriteNumber("areaHa", left.AreaHa);
            json.WriteNumber("carbonTC", left.CarbonTC);
            json.WriteNumber("volumeM3", left.VolumeM3);
            json.WriteNumber("volumeUnknownHa", left.VolumeUnknownHa);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteCurves(json, result, language);
        json.WriteStartArray("findings");
        foreach (var finding in result.Findings.Findings.Concat(result.Stock.Findings))
            JsonText.WriteFinding(json, finding, language);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void WriteScenario(Utf8JsonWriter json, ProjectionResult result, ScenarioProjection scenario)
    {
        json.WriteStartObject();
        json.WriteString("id", scenario.Scenario.Id);
        json.WriteStartObject("title");
        json.WriteString("zh", scenario.Scenario.Title.Zh);
        json.WriteString("en", scenario.Scenario.Title.En);
        json.WriteEndObject();
        json.WriteStartArray("years");
        foreach (var (year, additional) in result.Years(scenario).Zip(result.Additional(scenario)))
        {
            var site = year.PoolsTC.Sum();
            json.WriteStartObject();
            json.WriteNumber("year", year.Year);
            json.WriteNumber("areaHa", year.StandsHa);
            json.WriteNumber("landHa", year.LandHa);
            json.WriteNumber("carbonTC", site);
            json.WriteNumber("co2eT", site * ProjectionResult.Co2PerCarbon);
            json.WriteNumber("hwpTC", year.ProductsTC);
            if (year.VolumeM3 is { } volume)
                json.WriteNumber("volumeM3", volume);
            else
                json.WriteNull("volumeM3");
            json.WriteNumber("volumeUnknownHa", year.VolumeUnknownHa);
            json.WriteNumber("harvestM3", year.HarvestM3);
            json.WriteNumber("heldHa", year.HeldHa);
            if (ProjectionResult.ChangeCo2eT(scenario, year) is { } change)
                json.WriteNumber("changeCo2eT", change);
            else
                json.WriteNull("changeCo2eT");
            json.WriteNumber("additionalCo2eT", additional.AdditionalCo2eT);
            json.WriteNumber("additionalInYearCo2eT", additional.InYearCo2eT);
            json.WriteStartObject("pools");
            for (var p = 0; p < year.PoolsTC.Count; p++)
                json.WriteNumber($"{Name(result.Settings.Dynamics.Pools[p])}TC", year.PoolsTC[p]);
            json.WriteEndObject();
            json.WriteStartArray("fluxes");
            foreach (var flow in year.Flows)
            {
                json.WriteStartObject();
                json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName($"{flow.Kind}"));
                json.WriteString("from", Name(flow.From));
                json.WriteString("to", Name(flow.To));
                json.WriteNumber("carbonTC", flow.CarbonTC);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartObject("treatedHa");
            foreach (var (kind, hectares) in year.TreatedHa)
                json.WriteNumber(kind, hectares);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("shortfalls");
        foreach (var s in scenario.Shortfalls)
        {
            json.WriteStartObject();
            json.WriteNumber("activity", s.Activity);
            json.WriteString("kind", scenario.Scenario.Activities[s.Activity].Kind);
            json.WriteNumber("year", s.Year);
            json.WriteNumber(s.Unit == "m3" ? "askedM3" : "askedHa", s.Asked);
            json.WriteNumber(s.Unit == "m3" ? "doneM3" : "doneHa", s.Done);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCurves(Utf8JsonWriter json, ProjectionResult result, string language)
    {
        json.WriteStartArray("curves");
        foreach (var curve in result.Curves)
        {
            json.WriteStartObject();
            json.WriteString("forestType", curve.GrowthClass.ForestType);
            json.WriteString("origin", curve.GrowthClass.Origin);
            json.WriteString("species", curve.GrowthClass.Species);
            json.WriteNumber("firstAgeYr", curve.FirstAge);
            json.WriteNumber("lastAgeYr", curve.LastAge);
            json.WriteString("status", JsonText.Status(curve.Status));
            json.WriteBoolean("extrapolated", curve.IsExtrapolated);
            UpdateJson.Ages(json, "heldAgesYr", curve.HeldAges);
            UpdateJson.Ages(json, "biomassExtrapolatedAgesYr", curve.BiomassExtrapolatedAges);
            json.WriteString("source", curve.Origin.In(language));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
