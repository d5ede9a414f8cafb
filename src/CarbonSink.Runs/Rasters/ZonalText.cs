using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CarbonSink.Runs;

/// <summary>Statistics of zones as the JSON document and the CSV file of <c>zonal</c>: keys are a contract, numbers read back to the same double, a missing number is null or blank.</summary>
public static class ZonalText
{
    /// <summary>How every CSV file begins: what may be replaced by a new one.</summary>
    public const string Mark = "record,noDataCount";

    private const int RecordsBetweenFlushes = 4096;

    /// <summary>Writes the JSON document; the stream stays open.</summary>
    /// <param name="result">The statistics.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    public static void WriteJson(ZonalResult result, Stream stream, string language)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        result.Description.Write(json);
        json.WriteNumber("band", result.Band);
        json.WriteString("layer", result.Layer);
        json.WriteString("cellWeights", result.IsGeographic ? "ellipsoidal-area" : "equal");
        json.WriteString("hectares", "ellipsoidal");
        json.WriteNumber("recordCount", result.Records.Count);
        json.WriteStartArray("records");
        for (var i = 0; i < result.Records.Count; i++)
        {
            Write(json, result, result.Records[i]);
            if (i % RecordsBetweenFlushes == 0)
                json.Flush();
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

    /// <summary>Writes the CSV file: UTF-8 without BOM, LF; the stream stays open.</summary>
    public static void WriteCsv(ZonalResult result, Stream stream)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        text.Write(Mark);
        foreach (var statistic in result.Statistics)
            text.Write("," + ZonalResult.KeyOf(statistic));
        text.WriteLine(result.IsWeighted ? ",weightedMean,weightedSum" : "");
        foreach (var record in result.Records)
        {
            text.Write(record.Record.ToString(CultureInfo.InvariantCulture));
            Field(text, record.Statistics?.NoDataCount);
            foreach (var statistic in result.Statistics)
                Field(text, record[statistic]);
            if (result.IsWeighted)
            {
                Field(text, record.Statistics?.WeightedMean);
                Field(text, record.Statistics?.WeightedSum);
            }

            text.WriteLine();
        }
    }

    private static void Write(Utf8JsonWriter json, ZonalResult result, ZonalRecord record)
    {
        json.WriteStartObject();
        json.WriteNumber("record", record.Record);
        foreach (var statistic in result.Statistics)
            Number(json, ZonalResult.KeyOf(statistic), record[statistic]);
        if (result.IsWeighted)
        {
            Number(json, "weightedMean", record.Statistics?.WeightedMean);
            Number(json, "weightedSum", record.Statistics?.WeightedSum);
        }

        Number(json, "noDataCount", record.Statistics?.NoDataCount);
        json.WriteEndObject();
    }

    // A sum of finite values may leave the range of numbers: null, not Infinity.
    private static void Number(Utf8JsonWriter json, string key, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(key, number);
        else
            json.WriteNull(key);
    }

    private static void Field(StreamWriter text, double? value)
    {
        text.Write(',');
        if (value is { } number && double.IsFinite(number))
            text.Write(number.ToString("R", CultureInfo.InvariantCulture));
    }
}
