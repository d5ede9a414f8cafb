using System.Text.Json;

namespace CarbonSink.Runs;

/// <summary>A JSON value that remembers the line it stands on.</summary>
/// <param name="Line">1-based line.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">The text of a text value, else null.</param>
/// <param name="Members">Members of an object in file order, with the line of each key.</param>
/// <param name="Items">Items of an array.</param>
internal sealed record PlacedJson(int Line, JsonTokenType Kind, string? Text, IReadOnlyList<(string Key, int Line, PlacedJson Value)> Members, IReadOnlyList<PlacedJson> Items)
{
    /// <summary>The value of a number, else null.</summary>
    public double? Number { get; init; }

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a document; a byte order mark is accepted. Throws <see cref="JsonException"/> with the 0-based line of the fault.</summary>
    public static PlacedJson Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(ByteOrderMark))
            bytes = bytes[ByteOrderMark.Length..];
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
            throw new JsonException("not UTF-8", null, ValidLines(bytes), null);
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        var value = Value(ref reader, LineStarts(bytes));
        return reader.Read() ? throw new JsonException("more than one value") : value;
    }

    private static PlacedJson Value(ref Utf8JsonReader reader, long[] lineStarts)
    {
        var (line, kind) = (LineOf(reader.TokenStartIndex, lineStarts), reader.TokenType);
        var members = new List<(string, int, PlacedJson)>();
        var items = new List<PlacedJson>();
        if (kind == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var (key, keyLine) = (reader.GetString()!, LineOf(reader.TokenStartIndex, lineStarts));
                reader.Read();
                members.Add((key, keyLine, Value(ref reader, lineStarts)));
            }
        }
        else if (kind == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                items.Add(Value(ref reader, lineStarts));
        }

        return new(line, kind, kind == JsonTokenType.String ? reader.GetString() : null, members, items) { Number = kind == JsonTokenType.Number && reader.TryGetDouble(out var number) && double.IsFinite(number) ? number : null };
    }

    /// <summary>0-based line of the first byte that is not UTF-8.</summary>
    private static int ValidLines(ReadOnlySpan<byte> bytes)
    {
        var line = 0;
        for (int end; (end = bytes.IndexOf((byte)'\n')) >= 0 && System.Text.Unicode.Utf8.IsValid(bytes[..end]); line++)
            bytes = bytes[(end + 1)..];
        return line;
    }

    private static long[] LineStarts(ReadOnlySpan<byte> bytes)
    {
        var starts = new List<long> { 0 };
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == (byte)'\n')
                starts.Add(i + 1);
        }

        return [.. starts];
    }

    private static int LineOf(long offset, long[] lineStarts)
    {
        var index = Array.BinarySearch(lineStarts, offset);
        return index >= 0 ? index + 1 : ~index;
    }
}
