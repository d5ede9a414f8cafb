using System.Text.Json;
using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>Areas without geometry as the JSON documents of <c>overlay --areas</c> and of <c>overlay</c> with one layer.</summary>
public static class TransferJson
{
    /// <summary>Writes a transfer; the stream stays open.</summary>
    public static void Write(TransferResult result, Stream stream, string language)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        JsonText.WriteError(json, result.Findings, language);
        json.WriteString("crs", result.Reference?.Name);
        Number(json, "areaAHa", result.Whole.AreaHa);
        Number(json, "areaBHa", result.AreaBHa);
        Number(json, "resultAreaHa", result.Reference is null ? null : result.Shares.SkipLast(1).Sum(s => s.AreaHa));
        Number(json, "conservationErrorHa", result.ConservationErrorHa);
        Number(json, "commonAHa", result.Reference is null ? null : result.Shares.SkipLast(1).Sum(s => s.AreaHa));
        Number(json, "outsideAHa", result.Shares[^1].AreaHa);
        json.WriteNumber("pairCount", result.Shares.SkipLast(1).Sum(s => s.PairCount));
        json.WriteStartObject("planarUnits"); // squares of the unit of the coordinates
        json.WriteNumber("areaA", result.Whole.PlanarArea);
        json.WriteNumber("areaB", result.PlanarAreaB);
        json.WriteNumber("commonArea", result.Shares.SkipLast(1).Sum(s => s.PlanarArea));
        json.WriteNumber("outsideArea", result.Shares[^1].PlanarArea);
        json.WriteNumber("commonAreaOfValid", result.ValidCommonArea); // of pairs without a repaired polygon
        json.WriteNumber("pairCountOfValid", result.ValidPairCount);
        json.WriteEndObject();
        Sums(json, "sums", result.Whole, result.Fields);
        json.WriteStartArray("shares");
        foreach (var share in result.Shares.SkipLast(1))
        {
            json.WriteStartObject();
            json.WriteNumber("record", share.Record);
            Share(json, share, result.Fields);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("outside");
        Share(json, result.Shares[^1], result.Fields);
        json.WriteEndObject();
        json.WriteStartObject("withoutPolygon");
        json.WriteNumber("recordCount", result.WithoutPolygon.PairCount);
        Sums(json, "sums", result.WithoutPolygon, result.Fields);
        json.WriteEndObject();
        End(json, result.Findings, stream, language);
    }

    /// <summary>Writes overlaps; the stream stays open.</summary>
    public static void Write(OverlapResult result, Stream stream, string language)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        JsonText.WriteError(json, result.Findings, language);
        json.WriteNumber("recordCount", result.RecordCount);
        json.WriteNumber("sliverWidthM", result.SliverWidth);
        json.WriteNumber("overlapCount", result.Overlaps.Count);
        json.WriteNumber("overlapAreaHa", result.Overlaps.Sum(o => o.Overlap.SquareMetres) / 10000 ?? 0);
        json.WriteStartArray("overlaps");
        foreach (var (first, second, overlap) in result.Overlaps)
        {
            json.WriteStartObject();
            json.WriteNumber("first", first);
            json.WriteNumber("second", second);
            Number(json, "areaHa", overlap.SquareMetres / 10000);
            json.WriteNumber("planarArea", overlap.PlanarArea);
            Number(json, "widthM", overlap.Width);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        End(json, result.Findings, stream, language);
    }

    private static void Share(Utf8JsonWriter json, TransferShare share, IReadOnlyList<string> fields)
    {
        json.WriteNumber("pairCount", share.PairCount);
        Number(json, "areaHa", share.AreaHa);
        json.WriteNumber("planarArea", share.PlanarArea);
        Sums(json, "sums", share, fields);
    }

    private static void Sums(Utf8JsonWriter json, string key, TransferShare share, IReadOnlyList<string> fields)
    {
        json.WriteStartObject(key);
        for (var i = 0; i < fields.Count; i++)
            Number(json, fields[i], share.Sums[i]);
        json.WriteEndObject();
    }

    private static void End(Utf8JsonWriter json, FindingLog findings, Stream stream, string language)
    {
        json.WriteStartArray("findings");
        foreach (var finding in findings.Findings)
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
