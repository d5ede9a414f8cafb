using System.Text.Json;
using CarbonSink.Estimation;

namespace CarbonSink.Runs;

/// <summary>An update as the JSON document of <c>update</c>: keys are a contract and end in their units.</summary>
public static class UpdateJson
{
    /// <summary>Writes the document; the stream stays open.</summary>
    public static void Write(UpdateResult result, Stream stream, string language)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        json.WriteString("label", result.Label.In(language));
        json.WriteBoolean("measured", false);
        json.WriteString("updatedFrom", $"{result.UpdatedFrom:yyyy-MM-dd}");
        json.WriteString("fromDate", $"{result.FromDate:yyyy-MM-dd}");
        json.WriteString("toDate", $"{result.ToDate:yyyy-MM-dd}");
        json.WriteNumber("years", result.Years);
        json.WriteString("region", result.Options.Region);
        json.WriteString("status", result.WorstStatus is { } status ? JsonText.Status(status) : null);
        json.WriteNumber("clampedRecords", result.Clamped);
        json.WriteStartArray("states");
        foreach (var t in result.Tallies)
        {
            json.WriteStartObject();
            json.WriteString("state", t.State);
            json.WriteString("reason", t.Reason.Length == 0 ? null : t.Reason);
            Numbers(json, t.Records, t.AreaHa, t.VolumeBeforeM3, t.VolumeAfterM3);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        ExactSum Sum(Func<UpdateTally, ExactSum> of) => result.Tallies.Aggregate(ExactSum.Zero, (s, t) => s + of(t));
        json.WriteStartObject("totals");
        Numbers(json, result.Tallies.Sum(t => t.Records), Sum(t => t.AreaHa), Sum(t => t.VolumeBeforeM3), Sum(t => t.VolumeAfterM3));
        json.WriteEndObject();
        json.WriteStartArray("tables");
        foreach (var t in result.Tables)
        {
            json.WriteStartObject();
            json.WriteString("forestType", t.GrowthClass.ForestType);
            json.WriteString("origin", t.GrowthClass.Origin);
            json.WriteString("species", t.GrowthClass.Species);
            json.WriteString("curve", t.Origin.In(language));
            json.WriteString("status", JsonText.Status(t.Status));
            json.WriteBoolean("extrapolated", t.IsExtrapolated);
            Ages(json, "heldAgesYr", t.HeldAges);
            Ages(json, "biomassExtrapolatedAgesYr", t.BiomassExtrapolatedAges);
            json.WriteNumber("firstAgeYr", t.FirstAge);
            json.WriteNumber("lastAgeYr", t.LastAge);
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

    internal static void Ages(Utf8JsonWriter json, string key, IReadOnlyList<int> ages)
    {
        json.WriteStartArray(key);
        foreach (var age in ages)
            json.WriteNumberValue(age);
        json.WriteEndArray();
    }

    private static void Numbers(Utf8JsonWriter json, long records, ExactSum area, ExactSum before, ExactSum after)
    {
        json.WriteNumber("records", records);
        json.WriteNumber("areaHa", area.ToDouble());
        json.WriteNumber("volumeBeforeM3", before.ToDouble());
        json.WriteNumber("volumeAfterM3", after.ToDouble());
    }
}
