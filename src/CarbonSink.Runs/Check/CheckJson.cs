using System.Text.Json;
using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>A data check as the JSON document of <c>check</c>.</summary>
public static class CheckJson
{
    /// <summary>Writes the document; the stream stays open.</summary>
    public static void Write(CheckResult result, Stream stream, string language)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        JsonText.WriteError(json, result.Findings, language);
        json.WriteStartObject("summary");
        json.WriteNumber("recordCount", result.RecordCount);
        json.WriteNumber("polygonCount", result.PolygonCount);
        json.WriteString("schema", result.Schema);
        json.WriteString("crs", result.Reference?.Name);
        json.WriteNumber("sliverWidthM", result.Options.SliverWidth);
        json.WriteNumber("invalidCount", result.Findings.Count(CheckFindings.Invalid));
        json.WriteNumber("gapCount", result.Findings.Count(CheckFindings.Gap));
        json.WriteNumber("gapSliverCount", result.Findings.Count(CheckFindings.GapSliver));
        json.WriteNumber("overlapCount", result.Findings.Count(CheckFindings.Overlap));
        json.WriteNumber("overlapSliverCount", result.Findings.Count(CheckFindings.OverlapSliver));
        json.WriteNumber("duplicateCount", result.Findings.Count(CheckFindings.Duplicate));
        json.WriteNumber("uncoveredCount", result.Findings.Count(CheckFindings.Uncovered));
        json.WriteNumber("uncoveredSliverCount", result.Findings.Count(CheckFindings.UncoveredSliver));
        json.WriteNumber("sliverPolygonCount", result.Findings.Count(CheckFindings.SliverPolygon));
        json.WriteString("areaMethod", result.Areas.Polygons is null ? null : result.Findings.Count(CheckFindings.PlanarAreas) > 0 ? "planar" : "geodesic");
        Number(json, "areaHa", result.Areas.Polygons);
        Number(json, "recordedAreaHa", result.Areas.Recorded);
        Number(json, "gapAreaHa", result.Areas.Gaps);
        Number(json, "overlapAreaHa", result.Areas.Overlaps);
        Number(json, "boundaryAreaHa", result.Areas.Boundary);
        Number(json, "outsideAreaHa", result.Areas.Outside);
        Number(json, "uncoveredAreaHa", result.Areas.Uncovered);
        if (result.Balance is { } balance)
        {
            json.WriteStartObject("planarUnits"); // squares of the unit of the coordinates: records = union + overlapping + error
            json.WriteNumber("records", balance.Records);
            json.WriteNumber("union", balance.Union);
            json.WriteNumber("overlapping", balance.Overlapping);
            json.WriteNumber("conservationError", balance.Error);
            json.WriteEndObject();
        }

        json.WriteStartObject("findingCounts");
        foreach (var severity in (Severity[])[Severity.Error, Severity.Warning, Severity.Info])
            json.WriteNumber(JsonText.Severity(severity), result.Findings.Count(severity));
        json.WriteEndObject();
        json.WriteStartArray("findingsByCode"); // of a rule broken very often only the first findings are listed
        foreach (var (rule, count, listed) in CheckRun.Listed(result.Findings))
        {
            json.WriteStartObject();
            json.WriteString("code", rule.Code);
            json.WriteNumber("count", count);
            json.WriteNumber("listed", listed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartArray("repaired"); // planar areas, squares of the unit of the coordinates
        foreach (var (record, before, after) in result.Options.Repair is null ? [] : result.Repaired)
        {
            json.WriteStartObject();
            json.WriteNumber("record", record);
            json.WriteNumber("areaBefore", before);
            json.WriteNumber("areaAfter", after);
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

    private static void Number(Utf8JsonWriter json, string key, double? value)
    {
        if (value is { } number)
            json.WriteNumber(key, number);
        else
            json.WriteNull(key);
    }
}
