using System.Text.Json;

namespace CarbonSink.Estimation;

/// <content>What findings bring to the totals.</content>
public static partial class AssessmentPartFile
{
    private static void WriteImpacts(Utf8JsonWriter json, AssessmentPart part)
    {
        json.WriteStartObject("impacts");
        WriteArray(json, "rules", part.Impacts.ByRule, WriteGroup);
        foreach (var (name, group) in ((string, StockGroup)[])[("errors", part.Impacts.Errors), ("warnings", part.Impacts.Warnings), ("either", part.Impacts.Either)])
        {
            json.WriteStartObject(name);
            WriteGroup(json, group);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteArray(json, "comparisons", part.Comparisons, (w, c) =>
        {
            w.WriteString("figure", c.Figure);
            w.WriteString("unit", c.Unit);
            w.WriteNumber("recordCount", c.RecordCount);
            w.WriteString("recorded", c.Recorded.ToString());
            w.WriteString("computed", c.Computed.ToString());
        });
    }

    private static FindingImpacts ImpactsOf(JsonElement e)
    {
        var rules = e.GetProperty("rules").EnumerateArray().Select(GroupOf).ToArray();
        return Array.Exists(rules, g => g.Key.Count != 1)
            ? throw new FormatException("an impact has no code")
            : new(rules, GroupOf(e.GetProperty("errors")), GroupOf(e.GetProperty("warnings")), GroupOf(e.GetProperty("either")));
    }
}
