using System.Text.Json;
using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>An overlay as the JSON document of <c>overlay</c>: ha on the ellipsoid and in the plane, squares of the coordinates' unit beside them, and the proof of conservation.</summary>
public static class OverlayJson
{
    private const double SquareMetresPerHectare = 10000;

    /// <summary>Writes the document; the stream stays open.</summary>
    public static void Write(OverlayResult result, Stream stream, string language)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        JsonText.WriteError(json, result.Findings, language);
        json.WriteString("op", Name(result.Options.Operation));
        json.WriteString("crs", result.Reference?.Name);
        json.WriteNumber("pieceCount", result.PieceCount);
        Areas(json, string.Empty, result.Ellipsoidal, SquareMetresPerHectare);
        var planar = result.PlanarSquareMetres is { } scale ? SquareMetresPerHectare / scale : (double?)null;
        Areas(json, "planar", planar is null || !result.IsMeasured ? null : result.Planar, planar ?? 1);
        json.WriteStartObject("planarUnits"); // squares of the unit of the coordinates
        json.WriteNumber("areaA", result.Planar.First.Area);
        json.WriteNumber("areaB", result.Planar.Second.Area);
        json.WriteNumber("resultArea", result.Planar.Result);
        Number(json, "conservationError", result.IsMeasured ? result.Planar.Error : null);
        json.WriteEndObject();
        json.WriteStartArray("conservation"); // area = common − repeated + rest + error
        Balance(json, "A", result.Ellipsoidal?.First, result.Planar.First, result.IsMeasured);
        Balance(json, "B", result.Ellipsoidal?.Second, result.Planar.Second, result.IsMeasured);
        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in result.Findings.Findings)
            JsonText.WriteFinding(json, finding, language);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    /// <summary>The operation as it is named on the command line.</summary>
    public static string Name(Geometry.OverlayOperation operation) => operation switch
    {
        Geometry.OverlayOperation.Intersection => "intersection",
        Geometry.OverlayOperation.Difference => "difference",
        Geometry.OverlayOperation.SymmetricDifference => "symmetric-difference",
        _ => "union",
    };

    private static void Areas(Utf8JsonWriter json, string prefix, OverlayAreas? areas, double perHectare)
    {
        Number(json, Key(prefix, "areaAHa"), areas?.First.Area / perHectare);
        Number(json, Key(prefix, "areaBHa"), areas?.Second.Area / perHectare);
        Number(json, Key(prefix, "resultAreaHa"), areas?.Result / perHectare);
        Number(json, Key(prefix, "conservationErrorHa"), areas?.Error / perHectare);
    }

    private static void Balance(Utf8JsonWriter json, string layer, AreaBalance? ellipsoidal, AreaBalance planar, bool isMeasured)
    {
        json.WriteStartObject();
        json.WriteString("layer", layer);
        Number(json, "areaHa", ellipsoidal?.Area / SquareMetresPerHectare);
        Number(json, "commonHa", ellipsoidal?.Common / SquareMetresPerHectare);
        Number(json, "repeatedHa", ellipsoidal?.Repeated / SquareMetresPerHectare);
        Number(json, "restHa", ellipsoidal?.Rest / SquareMetresPerHectare);
        Number(json, "errorHa", ellipsoidal?.Error / SquareMetresPerHectare);
        json.WriteStartObject("planarUnits");
        json.WriteNumber("area", planar.Area);
        json.WriteNumber("common", planar.Common);
        json.WriteNumber("repeated", planar.Repeated);
        json.WriteNumber("rest", planar.Rest);
        Number(json, "error", isMeasured ? planar.Error : null);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Key(string prefix, string key) => prefix.Length == 0 ? key : prefix + char.ToUpperInvariant(key[0]) + key[1..];

    private static void Number(Utf8JsonWriter json, string key, double? value)
    {
        if (value is { } number)
            json.WriteNumber(key, number);
        else
            json.WriteNull(key);
    }
}
