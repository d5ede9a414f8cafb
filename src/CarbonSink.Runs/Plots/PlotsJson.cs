using System.Text.Json;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>Plots per hectare as the JSON document of <c>plots</c>: keys are a contract and end in their units; a missing number is null.</summary>
public static class PlotsJson
{
    /// <summary>Writes the document; the stream stays open.</summary>
    /// <param name="result">The plots.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    public static void Write(PlotsResult result, Stream stream, string language)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        json.WriteString("method", $"{result.Method.Id}/{result.Method.Version}");
        json.WriteString("label", result.Method.Label.In(language));
        json.WriteString("status", result.WorstStatus is { } status ? JsonText.Status(status) : null);
        json.WriteString("faoZone", result.Options.Zone);
        json.WriteString("roots", result.Options.Roots);
        json.WriteStartObject("rows");
        foreach (var (key, count) in ((string, long)[])
            [("plotsRead", result.Rows.PlotsRead), ("plotsRefused", result.Rows.PlotsRefused), ("treesRead", result.Rows.TreesRead), ("treesCounted", result.Rows.TreesCounted), ("treesDead", result.Rows.TreesDead), ("treesBelowSmallest", result.Rows.TreesBelow), ("treesRefused", result.Rows.TreesRefused),
                ("gaugeRead", result.Rows.GaugeRead), ("gaugeCounted", result.Rows.GaugeCounted), ("gaugeRefused", result.Rows.GaugeRefused)])
            json.WriteNumber(key, count);
        json.WriteEndObject();
        foreach (var (key, table) in ((string, ReportTable)[])
            [("plots", PlotsTables.Plots(result)), ("meansByStratum", PlotsTables.Means(result)), ("stemsByPlot", PlotsTables.PlotStems(result)), ("stemsByStratum", PlotsTables.StratumStems(result)), ("treesNotEstimated", PlotsTables.NotEstimated(result, language)), ("gauge", PlotsTables.Gauge(result))])
            Write(json, key, table);
        json.WriteStartArray("findings");
        foreach (var finding in result.Findings.Findings)
            JsonText.WriteFinding(json, finding, language);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, string key, ReportTable table)
    {
        json.WriteStartArray(key);
        foreach (var row in table.Rows)
        {
            json.WriteStartObject();
            for (var c = 0; c < row.Count; c++)
            {
                json.WritePropertyName(table.Columns[c].Key);
                switch (row[c].Kind)
                {
                    case null:
                        json.WriteNullValue();
                        break;
                    case ReportColumnKind.Text:
                        json.WriteStringValue(row[c].Text);
                        break;
                    case ReportColumnKind.Count:
                        json.WriteNumberValue(row[c].Count);
                        break;
                    default:
                        json.WriteNumberValue(row[c].Number);
                        break;
                }
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
