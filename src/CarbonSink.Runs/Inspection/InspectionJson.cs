using System.Text.Json;
using CarbonSink.Gis;
using CarbonSink.Inventory;

namespace CarbonSink.Runs;

/// <summary>The JSON document of an inspection.</summary>
public static class InspectionJson
{
    /// <summary>Writes the document; the stream stays open.</summary>
    /// <param name="inspection">What was found.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="language">Language of the findings' messages, "zh" or "en".</param>
    public static void Write(Inspection inspection, Stream stream, string language)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        json.WriteString("driver", inspection.Driver);
        json.WriteStartArray("layers");
        foreach (var layer in inspection.Layers)
            WriteLayer(json, layer);
        json.WriteEndArray();
        if (inspection.Raster is { } raster)
            raster.Write(json);
        else
            json.WriteNull("raster");
        json.WriteStartObject("findingsByCode");
        foreach (var (rule, count) in inspection.Findings.Counts)
            json.WriteNumber(rule.Code, count);
        json.WriteEndObject();
        json.WriteStartArray("findings");
        foreach (var finding in inspection.Findings.Findings)
            JsonText.WriteFinding(json, finding, language);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    /// <summary>text, number, date or logical.</summary>
    public static string TypeOf(FieldDefinition field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.Kind == FieldKind.Number ? "number" : field.Kind == FieldKind.Date ? "date" : field.TypeCode == 'L' ? "logical" : "text";
    }

    private static void WriteLayer(Utf8JsonWriter json, LayerContent layer)
    {
        json.WriteStartObject();
        json.WriteString("name", layer.Name);
        json.WriteNumber("recordCount", layer.RecordCount);
        json.WriteNumber("nullGeometries", layer.NullGeometries);
        json.WriteNumber("deletedRecords", layer.DeletedRecords);
        json.WriteStartObject("geometryTypes");
        foreach (var (type, count) in layer.GeometryTypes)
            json.WriteNumber(type, count);
        json.WriteEndObject();
        WriteReference(json, layer);
        if (layer.Encoding is { } encoding)
        {
            json.WriteStartObject("encoding");
            json.WriteString("name", encoding.Name);
            json.WriteString("source", encoding.Source);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("encoding");
        }

        json.WriteStartArray("fields");
        foreach (var field in layer.Fields)
        {
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            json.WriteString("type", TypeOf(field));
            json.WriteNumber("width", field.Width);
            json.WriteNumber("decimals", field.Decimals);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (layer.Schema is { } schema)
        {
            json.WriteStartObject("schema");
            json.WriteString("id", schema.Id);
            json.WriteNumber("confidence", schema.Confidence);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("schema");
        }

        if (layer.Extent is { } extent)
        {
            json.WriteStartArray("extent");
            foreach (var value in (ReadOnlySpan<double>)[extent.MinX, extent.MinY, extent.MaxX, extent.MaxY])
                json.WriteNumberValue(value);
            json.WriteEndArray();
        }
        else
        {
            json.WriteNull("extent");
        }

        json.WriteNumber("invalidGeometries", layer.InvalidGeometries);
        json.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter json, LayerContent layer)
    {
        if (layer.Reference is null && layer.ReferenceText is null)
        {
            json.WriteNull("crs");
            return;
        }

        json.WriteStartObject("crs");
        json.WriteString("name", layer.Reference?.Name);
        if (layer.Reference?.Epsg is { } epsg)
            json.WriteNumber("epsg", epsg);
        else
            json.WriteNull("epsg");
        json.WriteString("wkt", layer.ReferenceSource == "crs" ? null : layer.ReferenceText);
        json.WriteString("source", layer.ReferenceSource);
        json.WriteEndObject();
    }
}
