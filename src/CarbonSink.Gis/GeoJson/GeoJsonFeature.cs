using System.Text.Json;
using System.Text.Unicode;
using CarbonSink.Findings;
using CarbonSink.Geometry;

namespace CarbonSink.Gis;

/// <summary>Reads one feature after the other: properties one by one, geometry into a buffer. One per pass.</summary>
/// <remarks>RFC 7946. A geometry of the wrong shape is a problem of its record; a text that is no JSON is one of the file.</remarks>
internal abstract class GeoJsonFeature(InputFile file)
{
    /// <summary>Most objects and arrays within one another.</summary>
    public const int MostNested = 64;

    private readonly FileWindow window = file.Window();

    protected string File => file.Name;

    protected GeometryBuffer Shape { get; } = new();

    /// <summary>What is wrong with the geometry, or null.</summary>
    protected string? Problem { get; private set; }

    /// <summary>The first words of what the reader of JSON says.</summary>
    public static string Short(Exception e) => e.Message.Split(" LineNumber")[0].Split(". ")[0];

    /// <summary>Reads a feature; returns the kind of its geometry.</summary>
    /// <exception cref="RefusedInputException">It is no JSON, or no feature.</exception>
    protected GeometryKind Read(GeoJsonIndex index, long record, bool geometry)
    {
        var bytes = window.Read(index.Start(record), index.Length(record));
        if (!Utf8.IsValid(bytes))
            throw Broken(index, record, FirstInvalid(bytes), "UTF-8");
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MostNested });
        Shape.Clear();
        Problem = null;
        try
        {
            reader.Read();
            var bare = IsGeometry(reader);
            if (bare)
                return geometry ? Geometry(ref reader) : GeometryKind.Polygon;
            return Members(ref reader, record, geometry);
        }
        catch (JsonException e)
        {
            throw Broken(index, record, reader.BytesConsumed, Short(e));
        }
        catch (InvalidOperationException e)
        {
            throw Broken(index, record, reader.TokenStartIndex, Short(e)); // half a surrogate pair in a string
        }
    }

    /// <summary>A property: the reader stands on its name; afterwards on the last token of its value.</summary>
    protected abstract void Property(ref Utf8JsonReader reader, long record);

    /// <summary>The member "id": the reader stands on its value.</summary>
    protected abstract void Id(ref Utf8JsonReader reader, long record);

    /// <summary>A member that RFC 7946 does not define.</summary>
    protected virtual void Foreign(string name)
    {
    }

    /// <summary>A name that stands twice.</summary>
    protected virtual void Repeated(string name, long record)
    {
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (System.Text.Rune.DecodeFromUtf8(bytes[at..], out _, out var consumed) == System.Buffers.OperationStatus.Done)
            at += consumed;
        return at;
    }

    /// <summary>Whether an object is a geometry and no feature: by its type.</summary>
    private static bool IsGeometry(Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (isType)
                return !reader.ValueTextEquals("Feature"u8);
            if (!reader.TrySkip())
                break;
        }

        return false;
    }

    private GeometryKind Members(ref Utf8JsonReader reader, long record, bool geometry)
    {
        var kind = GeometryKind.Null;
        var seen = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = reader.ValueTextEquals("properties"u8) ? 1 : reader.ValueTextEquals("geometry"u8) ? 2 : reader.ValueTextEquals("type"u8) ? 4 : reader.ValueTextEquals("id"u8) ? 8 : reader.ValueTextEquals("bbox"u8) ? 16 : 0;
            if (member == 0)
                Foreign(reader.GetString()!);
            else if ((seen & member) != 0)
                Repeated(reader.GetString()!, record);
            seen |= member;
            reader.Read();
            if (member == 1 && reader.TokenType == JsonTokenType.StartObject)
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                    Property(ref reader, record);
            else if (member == 2 && geometry)
                kind = Geometry(ref reader);
            else if (member == 8)
                Id(ref reader, record);
            else
                reader.Skip();
        }

        while (reader.Read())
        {
            // to the end of the text: what follows would be an error
        }

        return kind;
    }

    /// <summary>A geometry: the reader stands on its value; afterwards on the last token of it.</summary>
    private GeometryKind Geometry(ref Utf8JsonReader reader)
    {
        Shape.Clear();
        Problem = null;
        if (reader.TokenType == JsonTokenType.Null)
            return GeometryKind.Null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return Fail("geometry");
        }

        string? type = null;
        Utf8JsonReader coordinates = default;
        var found = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isType, isCoordinates) = (reader.ValueTextEquals("type"u8), reader.ValueTextEquals("coordinates"u8));
            reader.Read();
            if (isType && reader.TokenType == JsonTokenType.String)
                type = reader.GetString();
            if (isCoordinates)
            {
                coordinates = reader;
                found = true;
            }

            reader.Skip();
        }

        var (kind, depth) = type switch
        {
            "Point" => (GeometryKind.Point, 0),
            "MultiPoint" => (GeometryKind.Point, 1),
            "LineString" => (GeometryKind.Line, 1),
            "MultiLineString" => (GeometryKind.Line, 2),
            "Polygon" => (GeometryKind.Polygon, 2),
            "MultiPolygon" => (GeometryKind.Polygon, 3),
            _ => (GeometryKind.Unreadable, 0),
        };
        if (kind == GeometryKind.Unreadable)
            return Fail(type ?? "\"type\"");
        if (!found)
            return Fail("\"coordinates\"");
        Coordinates(ref coordinates, depth, kind == GeometryKind.Point);
        return Problem is null ? kind : GeometryKind.Unreadable;
    }

    /// <summary>Coordinates of so many levels above a position; a part is an array of positions, or every position of a point.</summary>
    private void Coordinates(ref Utf8JsonReader reader, int depth, bool eachIsPart)
    {
        if (Problem is not null || reader.TokenType != JsonTokenType.StartArray)
        {
            Problem ??= $"\"coordinates\": {reader.TokenType}";
            return;
        }

        if (depth == 0)
        {
            Position(ref reader);
            if (eachIsPart)
                Shape.EndPart();
            return;
        }

        if (depth == 2)
            Shape.BeginPolygon();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray && Problem is null)
            Coordinates(ref reader, depth - 1, eachIsPart);
        if (depth == 1 && !eachIsPart)
            Shape.EndPart();
    }

    private void Position(ref Utf8JsonReader reader)
    {
        Span<double> xy = stackalloc double[2];
        var count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.Number)
        {
            if (count < 2 && !reader.TryGetDouble(out xy[count]))
                Problem ??= System.Text.Encoding.ASCII.GetString(reader.ValueSpan);
            count++;
        }

        if (reader.TokenType != JsonTokenType.EndArray || count == 1)
            Problem ??= $"\"coordinates\": {reader.TokenType}";
        Shape.HasHeights |= count > 2;
        if (count >= 2)
            Shape.Add(xy[0], xy[1]);
    }

    private GeometryKind Fail(string problem)
    {
        Problem = problem;
        return GeometryKind.Unreadable;
    }

    private RefusedInputException Broken(GeoJsonIndex index, long record, long at, string what) =>
        new(new Finding(SourceFindings.JsonBroken, File, record, null, null, File, $"{index.Start(record) + at}", what));
}
