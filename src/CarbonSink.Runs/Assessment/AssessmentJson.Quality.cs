using System.Text.Json;
using CarbonSink.Estimation;

namespace CarbonSink.Runs;

/// <content>The quality of the data.</content>
public static partial class AssessmentJson
{
    private static void WriteQuality(Utf8JsonWriter json, AssessmentPart part)
    {
        json.WriteStartObject("findingImpact"); // distinct records: a record with several findings counts once
        foreach (var (name, group) in ((string, StockGroup)[])[("error", part.Impacts.Errors), ("warning", part.Impacts.Warnings), ("errorOrWarning", part.Impacts.Either)])
        {
            json.WriteStartObject(name);
            WriteImpact(json, group);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartArray("recordedAndComputed");
        foreach (var c in part.Comparisons)
        {
            json.WriteStartObject();
            json.WriteString("figure", c.Figure);
            json.WriteString("unit", c.Unit);
            json.WriteNumber("recordCount", c.RecordCount);
            json.WriteNumber("recorded", c.Recorded.ToDouble());
            json.WriteNumber("computed", c.Computed.ToDouble());
            json.WriteNumber("difference", c.Difference.ToDouble());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteImpact(Utf8JsonWriter json, StockGroup group)
    {
        json.WriteNumber("recordCount", group.RecordCount);
        json.WriteNumber("notEstimatedCount", group.RecordCount - group.EstimatedCount);
        WriteSum(json, StockFigure.Area.Key(), group[StockFigure.Area]);
        WriteSum(json, "notEstimatedAreaHa", QualityTables.NotEstimatedArea(group));
        WriteSum(json, StockFigure.Volume.Key(), group[StockFigure.Volume]);
        WriteSum(json, StockFigure.Carbon.Key(), group[StockFigure.Carbon]);
    }
}
