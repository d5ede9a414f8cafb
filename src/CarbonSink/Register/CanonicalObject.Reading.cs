using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace CarbonSink.Register;

/// <content>Reading.</content>
public sealed partial class CanonicalObject
{
    /// <summary>Levels that are read: more than any that is written.</summary>
    private const int MaxDepth = 64;

    private const int LongestKnown = 32;

    /// <summary>Keys that were read, each where its length and ends put it: the same few are read again and again.</summary>
    private static readonly string?[] Known = new string?[256];

    /// <summary>Reads JSON text, whatever the order of its keys and the space between them.</summary>
    /// <exception cref="FormatException">The text is no JSON object, or holds what the canonical form has not: null, fractions, keys twice or with other characters, numbers beyond 2⁵³ − 1.</exception>
    public static CanonicalObject Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
            var value = reader.Read() && reader.TokenType == JsonTokenType.StartObject ? ReadObject(ref reader, []) : throw new FormatException("is no JSON object");
            return reader.Read() ? throw new FormatException("has text after the object") : value;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException("is no JSON: " + e.Message, e);
        }
    }

    /// <summary>Reads bytes that must be the canonical form itself, bit for bit.</summary>
    /// <exception cref="FormatException">They are not.</exception>
    public static CanonicalObject ParseCanonical(ReadOnlySpan<byte> utf8)
    {
        var value = Parse(utf8);
        var text = Buffer();
        Write(text, value);
        return text.WrittenSpan.SequenceEqual(utf8) ? value : throw new FormatException("is not in canonical form");
    }

    /// <param name="reader">At the beginning of an object.</param>
    /// <param name="read">What was read of the objects and lists around it; left as it was.</param>
    private static CanonicalObject ReadObject(ref Utf8JsonReader reader, List<(string Key, object Value)> read)
    {
        var start = read.Count;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = ReadKey(ref reader);
            reader.Read();
            read.Add((key, ReadValue(ref reader, read)));
        }

        var found = CollectionsMarshal.AsSpan(read)[start..].ToArray();
        read.RemoveRange(start, found.Length);
        return Ordered(found);
    }

    private static string ReadKey(ref Utf8JsonReader reader)
    {
        var utf8 = reader.ValueSpan;
        if (utf8.Length is 0 or > LongestKnown || reader.ValueIsEscaped)
            return Key(reader.GetString()!);
        ref var place = ref Known[((utf8.Length * 64) + (utf8[0] * 8) + utf8[^1]) % Known.Length];
        var known = place;
        return known is not null && Ascii.Equals(utf8, known) ? known : place = Key(reader.GetString()!);
    }

    private static object ReadValue(ref Utf8JsonReader reader, List<(string Key, object Value)> read)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString()!;
            case JsonTokenType.Number:
                return reader.TryGetInt64(out var number) ? Value(number) : throw new FormatException("a number is not whole");
            case JsonTokenType.True or JsonTokenType.False:
                return reader.GetBoolean();
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, read);
            case JsonTokenType.StartArray:
                var start = read.Count;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    read.Add((string.Empty, ReadValue(ref reader, read)));
                var list = new object[read.Count - start];
                for (var i = 0; i < list.Length; i++)
                    list[i] = read[start + i].Value;
                read.RemoveRange(start, list.Length);
                return list;
            default:
                throw new FormatException("null has no canonical form");
        }
    }
}
