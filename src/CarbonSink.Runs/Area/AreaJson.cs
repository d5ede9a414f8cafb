using System.Text.Json;
using CarbonSink.Geometry;

namespace CarbonSink.Runs;

/// <summary>Areas as the JSON document of <c>area</c>: keys are a contract and end in their units, numbers read back to the same double, a missing number is null.</summary>
public static class AreaJson
{
    private const int RecordsBetweenFlushes = 4096;

    /// <summary>Writes the document; the stream stays open.</summary>
    /// <param name="result">The areas.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    public static void Write(AreaResult result, Stream stream, string language)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        json.WriteString("layer", result.Layer);
        json.WriteString("method", MethodName(result.Method));
        json.WriteString("ellipsoid", result.Method is null or AreaMethod.Planar ? null : result.Reference?.Ellipsoid.Name);
        WriteReference(json, result.Reference);
        json.WriteNumber("recordCount", result.Records.Count);
        json.WriteNumber("measuredCount", result.MeasuredCount);
        json.WriteNumber("unmeasuredCount", result.UnmeasuredCount);
        Number(json, "totalAreaHa", result.TotalHa);
        Number(json, "totalPlanarAreaHa", result.TotalPlanarHa);
        Number(json, "totalPlanarAreaSquareUnits", result.TotalSquareUnits);
        if (result.Adjustment is { } adjustment)
            WriteControl(json, adjustment);
        WriteRecords(json, result);
        if (result.Parts.Count > 0)
            WriteParts(json, result);
        json.WriteStartArray("findings");
        foreach (var finding in result.Findings.Findings)
            JsonText.WriteFinding(json, finding, language);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    /// <summary>geodesic, official or planar.</summary>
    internal static string? MethodName(AreaMethod? method) => method switch { AreaMethod.Geodesic => "geodesic", AreaMethod.Official => "official", AreaMethod.Planar => "planar", _ => null };

    private static void WriteReference(Utf8JsonWriter json, CoordinateReference? reference)
    {
        if (reference is null)
        {
            json.WriteNull("crs");
            return;
        }

        json.WriteStartObject("crs");
        json.WriteString("name", reference.Name);
        if (reference.Epsg is { } code)
            json.WriteNumber("epsg", code);
        else
            json.WriteNull("epsg");
        if (!reference.IsGeographic)
            json.WriteNumber("metresPerUnit", reference.MetresPerUnit);
        json.WriteEndObject();
    }

    private static void WriteControl(Utf8JsonWriter json, AreaAdjustment adjustment)
    {
        json.WriteStartObject("control");
        json.WriteNumber("controlHa", AreaResult.WorkingUnitsHa(adjustment.Control));
        json.WriteNumber("measuredHa", adjustment.Measured / AreaResult.SquareMetresPerHectare);
        json.WriteNumber("differenceHa", adjustment.Difference / AreaResult.SquareMetresPerHectare);
        json.WriteNumber("differencePercent", adjustment.DifferencePercent);
        json.WriteNumber("workingUnitM2", 1.0 / AreaAdjustment.UnitsPerSquareMetre);
        json.WriteEndObject();
    }

    private static void WriteRecords(Utf8JsonWriter json, AreaResult result)
    {
        json.WriteStartArray("records");
        var adjusted = 0;
        for (var i = 0; i < result.Records.Count; i++)
        {
            var record = result.Records[i];
            json.WriteStartObject();
            json.WriteNumber("record", record.Record);
            Number(json, "areaHa", record.SquareMetres / AreaResult.SquareMetresPerHectare);
            if (result.Adjustment is { } adjustment)
                Number(json, "adjustedAreaHa", record.SquareMetres is null ? null : AreaResult.WorkingUnitsHa(adjustment.Adjusted[adjusted++]));
            Number(json, "planarAreaHa", result.PlanarHa(record));
            if (result.SquareMetresPerUnit is not 1)
                Number(json, "planarAreaSquareUnits", record.SquareUnits);
            if (record.IsValid is { } valid)
                json.WriteBoolean("valid", valid);
            else
                json.WriteNull("valid");
            json.WriteEndObject();
            if (i % RecordsBetweenFlushes == 0)
                json.Flush();
        }

        json.WriteEndArray();
    }

    private static void WriteParts(Utf8JsonWriter json, AreaResult result)
    {
        json.WriteStartArray("parts");
        for (var i = 0; i < result.Parts.Count; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("record", result.Parts[i].Record);
            json.WriteNumber("part", result.Parts[i].Part);
            json.WriteNumber("areaHa", result.Parts[i].SquareMetres / AreaResult.SquareMetresPerHectare);
            json.WriteEndObject();
            if (i % RecordsBetweenFlushes == 0)
                json.Flush();
        }

        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string key, double? value)
    {
        if (value is { } number)
            json.WriteNumber(key, number);
        else
            json.WriteNull(key);
    }
}
