using System.Text.Json;
using CarbonSink.Estimation;

namespace CarbonSink.Runs;

/// <summary>The keys <c>indicators</c>, <c>areaControl</c>, <c>reconciliation</c> of the JSON document, and <c>names</c> of its groups.</summary>
internal static class ContextJson
{
    /// <summary>Writes the three.</summary>
    public static void Write(Utf8JsonWriter json, ContextReading reading, string language)
    {
        json.WriteStartArray("indicators");
        foreach (var value in reading.Indicators)
        {
            json.WriteStartObject();
            json.WriteString("id", value.Indicator.Id);
            json.WriteString("version", value.Indicator.Version);
            json.WriteString("name", value.Indicator.Title.In(language));
            WriteNumber(json, "valuePercent", value.ValuePercent);
            json.WriteNumber("numeratorHa", value.NumeratorHa.ToDouble());
            json.WriteNumber("unclassifiedHa", value.UnclassifiedHa.ToDouble());
            WriteNumber(json, "denominatorHa", value.LandArea?.Hectares);
            json.WriteString("denominatorSource", value.LandArea is { } land ? ContextTables.SourceWord(land.Source) : null);
            json.WriteString("status", JsonText.Status(value.Status));
            json.WriteString("reason", value.Reason?.In(language));
            json.WriteString("missing", value.Indicator.Missing?.In(language));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (reading.AreaControl is { } control)
        {
            json.WriteStartObject("areaControl");
            json.WriteNumber("unitsAreaHa", control.UnitsHa);
            json.WriteNumber("boundaryAreaHa", control.BoundaryHa);
            json.WriteNumber("differenceHa", control.DifferenceHa);
            json.WriteNumber("differencePercent", control.DifferencePercent);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("areaControl");
        }

        json.WriteStartArray("reconciliation");
        foreach (var figure in reading.Reconciliation.Figures)
        {
            json.WriteStartObject();
            json.WriteString("figure", figure.Official.Figure);
            json.WriteString("key", figure.Official.Key);
            json.WriteString("keyValue", figure.Official.KeyValue);
            json.WriteString("year", figure.Official.Year);
            json.WriteString("unit", figure.Unit);
            json.WriteNumber("officialValue", figure.OfficialValue);
            WriteNumber(json, "value", figure.Ours);
            WriteNumber(json, "difference", figure.Difference);
            WriteNumber(json, "differencePercent", figure.DifferencePercent);
            json.WriteString("publishedValue", figure.Official.Value);
            json.WriteString("publishedUnit", figure.Official.Unit);
            json.WriteString("source", figure.Official.Source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the names of a group's codes, where the run has tables of names.</summary>
    public static void WriteNames(Utf8JsonWriter json, IReadOnlyList<string> keyNames, IReadOnlyList<string> key, AssessmentContext context)
    {
        if (!keyNames.Any(context.Names.ContainsKey))
            return;
        json.WriteStartObject("names");
        for (var i = 0; i < key.Count; i++)
        {
            if (context.Names.ContainsKey(keyNames[i]))
                json.WriteString(keyNames[i], context.NameOf(keyNames, key, i));
        }

        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string key, double? number)
    {
        if (number is { } value)
            json.WriteNumber(key, value);
        else
            json.WriteNull(key);
    }
}
