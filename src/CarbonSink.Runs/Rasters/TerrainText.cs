using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CarbonSink.Runs;

/// <summary>Terrain of units as the JSON document and the CSV file of <c>terrain</c>: keys are a contract and end in their units, a missing number is null or blank.</summary>
public static class TerrainText
{
    /// <summary>How every CSV file begins: what may be replaced by a new one.</summary>
    public const string Mark = "record,elevationMinM,";

    private static readonly (string Key, Func<TerrainRecord, double?> Of)[] Numbers =
    [
        ("elevationMinM", r => r.ElevationMinM), ("elevationMeanM", r => r.ElevationMeanM), ("elevationMaxM", r => r.ElevationMaxM), ("slopeMeanDeg", r => r.SlopeMeanDegrees),
        ("aspectMeanDeg", r => r.AspectMeanDegrees), ("aspectConcentration", r => r.AspectConcentration), ("horizontalAreaHa", r => r.HorizontalAreaHa), ("surfaceAreaHa", r => r.SurfaceAreaHa), ("noDataAreaHa", r => r.NoDataAreaHa),
    ];

    /// <summary>Writes the JSON document; the stream stays open.</summary>
    /// <param name="result">The terrain.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    public static void WriteJson(TerrainResult result, Stream stream, string language)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        result.Description.Write(json);
        json.WriteString("layer", result.Layer);
        json.WriteString("slopeMethod", "Horn 1981");
        json.WriteString("surfaceMethod", "cell area / cos(slope)");
        json.WriteNumber("elevationBandM", result.BandMetres);
        json.WriteNumber("recordCount", result.Records.Count);
        json.WriteStartArray("records");
        foreach (var record in result.Records)
        {
            json.WriteStartObject();
            json.WriteNumber("record", record.Record);
            foreach (var (key, of) in Numbers)
                Number(json, key, of(record));
            json.WriteString("aspectOctant", record.Octant);
            json.WriteStartArray("elevationBands");
            foreach (var band in record.Bands)
            {
                json.WriteStartObject();
                json.WriteNumber("fromM", band.FromMetres);
                json.WriteNumber("toM", band.FromMetres + result.BandMetres);
                Number(json, "areaHa", band.AreaHa);
                json.WriteEndObject();
            }

            json.WriteEndArray();
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

    /// <summary>Writes the CSV file without the elevation bands: UTF-8 without BOM, LF; the stream stays open.</summary>
    public static void WriteCsv(TerrainResult result, Stream stream)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        text.WriteLine("record," + string.Join(',', Numbers.Select(n => n.Key)) + ",aspectOctant");
        foreach (var record in result.Records)
            text.WriteLine($"{record.Record},{string.Join(',', Numbers.Select(n => n.Of(record)?.ToString("R", CultureInfo.InvariantCulture)))},{record.Octant}");
    }

    private static void Number(Utf8JsonWriter json, string key, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(key, number);
        else
            json.WriteNull(key);
    }
}
