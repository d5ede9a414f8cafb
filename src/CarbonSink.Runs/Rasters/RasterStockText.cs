using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CarbonSink.Runs;

/// <summary>A stock from a raster as the JSON document and the CSV file of <c>raster-stock</c>: keys are a contract and end in their units, a missing number is null or blank.</summary>
public static class RasterStockText
{
    /// <summary>How every CSV file begins: what may be replaced by a new one.</summary>
    public const string Mark = "scope,name,biomassT,";

    /// <summary>What every output says of itself.</summary>
    public const string Label = "from a raster by others; not verified; living biomass as the raster defines it";

    private static readonly (string Key, Func<RasterStockFigure, double?> Of)[] Numbers =
    [
        ("biomassT", f => f.BiomassT), ("carbonTC", f => f.CarbonTC), ("co2eT", f => f.Co2eT), ("seT", f => f.SeT), ("sePercent", f => f.SePercent),
        ("seIndependentT", f => f.Error?.IndependentT), ("seIndependentPercent", f => f.Percent(f.Error?.IndependentT)),
        ("seFullyCorrelatedT", f => f.Error?.FullyCorrelatedT), ("seFullyCorrelatedPercent", f => f.Percent(f.Error?.FullyCorrelatedT)),
        ("seCorrelationLengthT", f => f.Error?.CorrelationLengthT), ("seCorrelationLengthPercent", f => f.Percent(f.Error?.CorrelationLengthT)), ("effectiveCount", f => f.Error?.EffectiveCount),
        ("areaHa", f => f.AreaHa), ("noDataHa", f => f.NoDataHa), ("noDataPercent", f => f.NoDataPercent), ("outsidePercent", f => f.OutsidePercent),
    ];

    /// <summary>Writes the JSON document; the stream stays open.</summary>
    /// <param name="result">The stock.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    public static void WriteJson(RasterStockResult result, Stream stream, string language)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        json.WriteString("source", Label);
        result.Description.Write(json);
        json.WriteString("layer", result.Layer);
        json.WriteString("unit", result.Options.Unit == BiomassUnit.KilogramsPerSquareMetre ? "kg/m2" : "t/ha");
        json.WriteNumber("carbonFraction", result.Options.CarbonFraction);
        json.WriteString("carbonFractionStatus", "declared");
        WriteUncertainty(json, result.Options);
        json.WriteNumber("zoneCount", result.Zones.Count);
        json.WriteStartArray("recordsNotEstimated");
        foreach (var record in result.NotEstimated)
            json.WriteNumberValue(record);
        json.WriteEndArray();
        json.WriteStartObject("total");
        Write(json, result.Total);
        json.WriteEndObject();
        json.WriteStartArray("groups");
        foreach (var (name, figure) in result.Groups)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            Write(json, figure);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("records");
        foreach (var zone in result.Zones)
        {
            json.WriteStartObject();
            json.WriteNumber("record", zone.Record);
            json.WriteString("group", zone.Group);
            Write(json, zone.Figure);
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

    /// <summary>Writes total, groups and zones as CSV: UTF-8 without BOM, LF; the stream stays open.</summary>
    public static void WriteCsv(RasterStockResult result, Stream stream)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        text.WriteLine("scope,name," + string.Join(',', Numbers.Select(n => n.Key)));
        void Row(string scope, string name, RasterStockFigure figure) =>
            text.WriteLine($"{scope},{Quoted(name)},{string.Join(',', Numbers.Select(n => n.Of(figure) is { } v && double.IsFinite(v) ? v.ToString("R", CultureInfo.InvariantCulture) : ""))}");
        Row("total", "", result.Total);
        foreach (var (name, figure) in result.Groups)
            Row("group", name, figure);
        foreach (var zone in result.Zones)
            Row("record", zone.Record.ToString(CultureInfo.InvariantCulture), zone.Figure);
    }

    private static void WriteUncertainty(Utf8JsonWriter json, RasterStockOptions options)
    {
        json.WriteStartObject("uncertainty");
        json.WriteString("standardErrorRaster", options.StandardError is { } path ? Path.GetFileName(path) : null);
        json.WriteString("assumption", options.StandardError is null ? null : options.CorrelationLengthM is null ? "fullyCorrelated" : "correlationLength");
        if (options.CorrelationLengthM is { } length)
            json.WriteNumber("correlationLengthM", length);
        else
            json.WriteNull("correlationLengthM");
        json.WriteString("effectiveCount", "max(1, area / (pi L^2)), our choice; never below the independent error");
        json.WriteString("carbonFraction", "taken as exact: carbon and CO2e have the sePercent of the biomass");
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RasterStockFigure figure)
    {
        foreach (var (key, of) in Numbers)
        {
            if (of(figure) is { } number && double.IsFinite(number))
                json.WriteNumber(key, number);
            else
                json.WriteNull(key);
        }
    }

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";
}
