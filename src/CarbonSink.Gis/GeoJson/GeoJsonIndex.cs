using System.Text.Json;
using CarbonSink.Findings;

namespace CarbonSink.Gis;

/// <summary>Where each feature of a GeoJSON file lies: of a FeatureCollection, of a Feature or geometry alone, or of one of these in every line (GeoJSONL, RFC 8142).</summary>
internal sealed class GeoJsonIndex
{
    private const long MostBytes = 1 << 30; // of one feature

    private static readonly string[] GeometryTypes = ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"];

    private readonly InputFile file;
    private readonly FileWindow names;
    private readonly List<long> starts = [];
    private readonly List<int> lengths = [];

    private GeoJsonIndex(InputFile file)
    {
        this.file = file;
        names = file.Window();
    }

    /// <summary>Number of features.</summary>
    public int Count => starts.Count;

    /// <summary>Name of the coordinate reference in the old-style member "crs", or null.</summary>
    public string? Reference { get; private set; }

    /// <summary>Finds the features.</summary>
    /// <exception cref="RefusedInputException">The text is no JSON, or no GeoJSON.</exception>
    public static GeoJsonIndex Open(InputFile file, FindingLog findings)
    {
        var index = new GeoJsonIndex(file);
        if (file.Length >= 2 && index.names.Read(0, 2) is [0xFF, 0xFE] or [0xFE, 0xFF])
            throw new RefusedInputException(new Finding(SourceFindings.Utf16, file.Name, null, null, null, file.Name));
        var scanner = new JsonScanner(file);
        scanner.SkipSpace();
        if (scanner.Peek() < 0)
            throw index.NotGeoJson(scanner.Position, "EOF");
        for (; scanner.Peek() >= 0; scanner.SkipSpace())
            index.Object(scanner, findings);
        return index;
    }

    /// <summary>Byte of a feature.</summary>
    public long Start(long record) => starts[(int)record];

    /// <summary>Its bytes.</summary>
    public int Length(long record) => lengths[(int)record];

    private void Object(JsonScanner scanner, FindingLog findings)
    {
        scanner.SkipSpace();
        var from = scanner.Position;
        if (scanner.Peek() != '{')
            throw NotGeoJson(from, scanner.Peek() == '[' ? "[" : "{ ?");
        scanner.Expect((byte)'{');
        string? type = null;
        List<(long Start, int Length)>? features = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var more = !scanner.Accept((byte)'}');
        while (more)
        {
            var name = Name(scanner);
            scanner.Expect((byte)':');
            scanner.SkipSpace();
            if (!seen.Add(name))
                findings.Add(new Finding(SourceFindings.KeyRepeated, file.Name, null, name, null));
            if (name == "features" && scanner.Peek() == '[')
                features = Features(scanner);
            else
                Member(scanner, name, ref type);
            more = scanner.Accept((byte)',');
            if (!more)
                scanner.Expect((byte)'}');
        }

        if (type == "FeatureCollection" && features is not null)
        {
            starts.AddRange(features.Select(f => f.Start));
            lengths.AddRange(features.Select(f => f.Length));
        }
        else if (type == "Feature" || GeometryTypes.Contains(type))
        {
            starts.Add(from);
            lengths.Add(Bounded(from, scanner.Position - from));
        }
        else
        {
            throw NotGeoJson(from, $"\"type\": {(type is null ? "?" : $"\"{type}\"")}");
        }
    }

    private List<(long Start, int Length)> Features(JsonScanner scanner)
    {
        var features = new List<(long, int)>();
        scanner.Expect((byte)'[');
        if (scanner.Accept((byte)']'))
            return features;
        do
        {
            scanner.SkipSpace();
            if (scanner.Peek() != '{')
                throw scanner.Peek() < 0 ? scanner.Broken("EOF") : NotGeoJson(scanner.Position, "features[]");
            var (start, length) = scanner.SkipValue();
            features.Add((start, Bounded(start, length)));
        }
        while (scanner.Accept((byte)','));
        scanner.Expect((byte)']');
        return features;
    }

    /// <summary>Any other member; its text is checked where it is not too long to be looked at.</summary>
    private void Member(JsonScanner scanner, string name, ref string? type)
    {
        var (start, length) = scanner.SkipValue();
        if (length > MostBytes / 16)
            return;
        var value = new Utf8JsonReader(names.Read(start, (int)length), new JsonReaderOptions { MaxDepth = GeoJsonFeature.MostNested });
        try
        {
            value.Read();
            if (name == "type" && value.TokenType == JsonTokenType.String)
                type = value.GetString();
            else if (name == "crs" && value.TokenType == JsonTokenType.StartObject)
                Reference = NameOfReference(ref value);
            while (value.Read())
            {
                // reading is checking
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new RefusedInputException(new Finding(SourceFindings.JsonBroken, file.Name, null, null, null, file.Name, $"{start + value.BytesConsumed}", GeoJsonFeature.Short(e)), e);
        }
    }

    /// <summary>{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}}</summary>
    private static string? NameOfReference(ref Utf8JsonReader value)
    {
        string? name = null;
        while (value.Read())
        {
            if (value.TokenType != JsonTokenType.PropertyName || !(value.ValueTextEquals("name"u8) || value.ValueTextEquals("code"u8)))
                continue;
            value.Read();
            name = value.TokenType == JsonTokenType.String ? value.GetString() : value.TokenType == JsonTokenType.Number ? System.Text.Encoding.UTF8.GetString(value.ValueSpan) : name;
        }

        return name;
    }

    private string Name(JsonScanner scanner)
    {
        scanner.SkipSpace();
        if (scanner.Peek() != '"')
            throw scanner.Broken("\"…\":");
        var (start, length) = scanner.SkipValue();
        var name = new Utf8JsonReader(names.Read(start, Bounded(start, length)));
        try
        {
            name.Read();
            return name.GetString()!;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new RefusedInputException(new Finding(SourceFindings.JsonBroken, file.Name, null, null, null, file.Name, $"{start}", GeoJsonFeature.Short(e)), e);
        }
    }

    private int Bounded(long start, long length) => length <= MostBytes ? (int)length : throw NotGeoJson(start, $"> {MostBytes}");

    private RefusedInputException NotGeoJson(long at, string what) => new(new Finding(SourceFindings.NotGeoJson, file.Name, null, null, null, file.Name, $"{at}", what));
}
