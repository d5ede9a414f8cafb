using System.Buffers;
using System.Globalization;
using System.Text;

namespace CarbonSink.Register;

/// <summary>An object of the register's canonical form (规范 JSON 对象): keys [a-zA-Z0-9]+ in ordinal order, values text, whole number, truth value, object or list; no null, no fraction. Immutable.</summary>
/// <remarks>A subset of RFC 8785: the same object is always the same bytes, which is what is hashed and signed.</remarks>
public sealed partial class CanonicalObject : IEquatable<CanonicalObject>
{
    /// <summary>The largest whole number, 2⁵³ − 1, that every JSON reader keeps exactly; the smallest is its negative.</summary>
    public const long MaxInteger = (1L << 53) - 1;

    /// <summary>Members up to which they are put in order one by one.</summary>
    private const int Few = 32;

    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(c => (char)c), '"', '\\']);

    /// <summary>One writer for each thread: objects are written often and are small.</summary>
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    private readonly (string Key, object Value)[] members;

    private CanonicalObject((string Key, object Value)[] members) => this.members = members;

    /// <summary>The object without members.</summary>
    public static CanonicalObject Empty { get; } = new([]);

    /// <summary>Keys in order.</summary>
    public IEnumerable<string> Keys => members.Select(m => m.Key);

    /// <summary>Makes an object; members whose value is null are left out.</summary>
    /// <param name="members">Keys with values: string, int, long, bool, DateOnly (yyyy-MM-dd), <see cref="CanonicalObject"/> or a sequence of these.</param>
    /// <exception cref="FormatException">A key stands twice or has other characters, a value is of another kind, a number is too large, or text holds half a surrogate pair.</exception>
    public static CanonicalObject Of(IEnumerable<(string Key, object? Value)> members) => Of(members.ToArray().AsSpan());

    /// <inheritdoc cref="Of(IEnumerable{ValueTuple{string, object}})"/>
    public static CanonicalObject Of(params ReadOnlySpan<(string Key, object? Value)> members)
    {
        var count = 0;
        foreach (var (_, value) in members)
            count += value is null ? 0 : 1;
        var kept = new (string Key, object Value)[count];
        count = 0;
        foreach (var (key, value) in members)
            if (value is not null)
                kept[count++] = (Key(key), Value(value));
        return Ordered(kept);
    }

    /// <summary>Whether objects and lists lie in it deeper than so many levels, itself the first; looks no deeper than that.</summary>
    internal bool IsDeeperThan(int levels) => Deeper(this, levels);

    /// <summary>Number of members.</summary>
    internal int Count => members.Length;

    /// <summary>Members in order of their keys.</summary>
    internal ReadOnlySpan<(string Key, object Value)> Members => members;

    /// <summary>Whether there is such a member.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>Text of a member.</summary>
    /// <exception cref="FormatException">It is missing or no text.</exception>
    public string Text(string key) => Find(key) as string ?? throw Fault(key, "text");

    /// <summary>Text of a member, null where it is missing.</summary>
    /// <exception cref="FormatException">It is no text.</exception>
    public string? TextOrNull(string key) => Find(key) is null ? null : Text(key);

    /// <summary>Whole number of a member.</summary>
    /// <exception cref="FormatException">It is missing or no number.</exception>
    public long Integer(string key) => Find(key) as long? ?? throw Fault(key, "a whole number");

    /// <summary>Whole number of a member, null where it is missing.</summary>
    /// <exception cref="FormatException">It is no number.</exception>
    public long? IntegerOrNull(string key) => Find(key) is null ? null : Integer(key);

    /// <summary>Truth value of a member, false where it is missing.</summary>
    /// <exception cref="FormatException">It is no truth value.</exception>
    public bool Flag(string key) => Find(key) is { } value && (value as bool? ?? throw Fault(key, "true or false"));

    /// <summary>Day of a member, written yyyy-MM-dd.</summary>
    /// <exception cref="FormatException">It is missing or no day.</exception>
    public DateOnly Date(string key) => DateOnly.TryParseExact(Find(key) as string, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw Fault(key, "a day yyyy-MM-dd");

    /// <summary>Day of a member, null where it is missing.</summary>
    /// <exception cref="FormatException">It is no day.</exception>
    public DateOnly? DateOrNull(string key) => Find(key) is null ? null : Date(key);

    /// <summary>Object of a member.</summary>
    /// <exception cref="FormatException">It is missing or no object.</exception>
    public CanonicalObject Object(string key) => Find(key) as CanonicalObject ?? throw Fault(key, "an object");

    /// <summary>Object of a member, the empty one where it is missing.</summary>
    /// <exception cref="FormatException">It is no object.</exception>
    public CanonicalObject ObjectOrEmpty(string key) => Find(key) is null ? Empty : Object(key);

    /// <summary>Objects of a list, none where it is missing.</summary>
    /// <exception cref="FormatException">It is no list of objects.</exception>
    public IReadOnlyList<CanonicalObject> Objects(string key) => Items<CanonicalObject>(key, "a list of objects");

    /// <summary>Texts of a list, none where it is missing.</summary>
    /// <exception cref="FormatException">It is no list of texts.</exception>
    public IReadOnlyList<string> Texts(string key) => Items<string>(key, "a list of texts");

    /// <summary>This object with members put in, replaced, or (null) taken out.</summary>
    /// <exception cref="FormatException">As <see cref="Of(IEnumerable{ValueTuple{string, object}})"/>.</exception>
    public CanonicalObject With(params IReadOnlyList<(string Key, object? Value)> changes)
    {
        var all = new List<(string Key, object Value)>(members.Length + changes.Count);
        foreach (var member in members)
            if (!Changes(changes, member.Key))
                all.Add(member);
        for (var i = 0; i < changes.Count; i++)
            if (changes[i].Value is { } value)
                all.Add((Key(changes[i].Key), Value(value)));
        return Ordered([.. all]);
    }

    /// <summary>The canonical bytes, UTF-8.</summary>
    public byte[] ToUtf8()
    {
        var text = Buffer();
        Write(text, this);
        return text.WrittenSpan.ToArray();
    }

    /// <summary>The canonical text.</summary>
    public override string ToString()
    {
        var text = Buffer();
        Write(text, this);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <inheritdoc/>
    public bool Equals(CanonicalObject? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is null || other.members.Length != members.Length)
            return false;
        for (var i = 0; i < members.Length; i++)
            if (members[i].Key != other.members[i].Key || !Same(members[i].Value, other.members[i].Value))
                return false;
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CanonicalObject);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The object of members whose keys and values have been checked.</summary>
    private static CanonicalObject Ordered((string Key, object Value)[] members)
    {
        if (members.Length > Few)
            Array.Sort(members, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        for (var i = 1; i < members.Length; i++)
        {
            var (at, member, order) = (i, members[i], 1);
            while (at > 0 && (order = string.CompareOrdinal(members[at - 1].Key, member.Key)) > 0)
                members[at] = members[--at];
            members[at] = order != 0 ? member : throw new FormatException($"\"{member.Key}\" stands twice");
        }

        return new(members);
    }

    private static bool Deeper(object value, int levels)
    {
        if (levels < 1)
            return value is CanonicalObject or object[];
        switch (value)
        {
            case CanonicalObject item:
                foreach (var (_, inner) in item.members)
                    if (inner is not string && Deeper(inner, levels - 1))
                        return true;
                return false;
            case object[] list:
                foreach (var inner in list)
                    if (inner is not string && Deeper(inner, levels - 1))
                        return true;
                return false;
            default:
                return false;
        }
    }

    private static bool Changes(IReadOnlyList<(string Key, object? Value)> changes, string key)
    {
        for (var i = 0; i < changes.Count; i++)
            if (changes[i].Key == key)
                return true;
        return false;
    }

    private static bool Same(object a, object b)
    {
        if (a is not object[] list)
            return a.Equals(b);
        if (b is not object[] other || other.Length != list.Length)
            return false;
        for (var i = 0; i < list.Length; i++)
            if (!Same(list[i], other[i]))
                return false;
        return true;
    }

    private object? Find(string key)
    {
        foreach (var (name, value) in members)
            if (name == key)
                return value;
        return null;
    }

    private T[] Items<T>(string key, string kind)
        where T : class
    {
        var list = List(key);
        var items = list.Length == 0 ? [] : new T[list.Length];
        for (var i = 0; i < items.Length; i++)
            items[i] = list[i] as T ?? throw Fault(key, kind);
        return items;
    }

    private object[] List(string key) => Find(key) switch { null => [], object[] list => list, _ => throw Fault(key, "a list") };

    private FormatException Fault(string key, string kind) => new(Find(key) is null ? $"\"{key}\" is missing" : $"\"{key}\" is not {kind}");

    private static string Key(string key) => key.Length > 0 && !key.AsSpan().ContainsAnyExcept(KeyCharacters) ? key : throw new FormatException($"\"{key}\" is no key: letters a-z, A-Z and digits only");

    private static object Value(object value) => value switch
    {
        string text => Whole(text),
        long number => number is >= -MaxInteger and <= MaxInteger ? value : throw new FormatException($"{number} is beyond 2^53-1"),
        int number => (long)number,
        bool or CanonicalObject => value,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        CanonicalObject[] list => Array.ConvertAll(list, static o => (object)o),
        IReadOnlyList<CanonicalObject> list => list.ToArray<object>(),
        System.Collections.IEnumerable list => Values(list),
        _ => throw new FormatException($"{value.GetType().Name} has no canonical form"),
    };

    private static object[] Values(System.Collections.IEnumerable list)
    {
        var values = new List<object>();
        foreach (var value in list)
            values.Add(Value(value));
        return [.. values];
    }

    private static string Whole(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
            return text;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                throw new FormatException("text holds half of a surrogate pair");
            i++;
        }

        return text;
    }

    private static ArrayBufferWriter<byte> Buffer()
    {
        if (buffer is not { Capacity: < 1 << 20 } kept)
            return buffer = new(1 << 12);
        kept.ResetWrittenCount();
        return kept;
    }

    private static void Write(ArrayBufferWriter<byte> text, object value)
    {
        switch (value)
        {
            case string s:
                WriteText(text, s);
                break;
            case long number:
                number.TryFormat(text.GetSpan(20), out var digits, default, CultureInfo.InvariantCulture);
                text.Advance(digits);
                break;
            case bool flag:
                text.Write(flag ? "true"u8 : "false"u8);
                break;
            case CanonicalObject item:
                for (var i = 0; i < item.members.Length; i++)
                {
                    text.Write(i == 0 ? "{\""u8 : ",\""u8);
                    text.Advance(Encoding.UTF8.GetBytes(item.members[i].Key, text.GetSpan(item.members[i].Key.Length)));
                    text.Write("\":"u8);
                    Write(text, item.members[i].Value);
                }

                text.Write(item.members.Length == 0 ? "{}"u8 : "}"u8);
                break;
            case object[] list:
                text.Write("["u8);
                for (var i = 0; i < list.Length; i++)
                {
                    if (i > 0)
                        text.Write(","u8);
                    Write(text, list[i]);
                }

                text.Write("]"u8);
                break;
        }
    }

    /// <summary>RFC 8785, 3.2.2.2: short escapes where JSON has them, \u00xx for other control characters, everything else as it is.</summary>
    private static void WriteText(ArrayBufferWriter<byte> text, ReadOnlySpan<char> value)
    {
        text.Write("\""u8);
        for (var at = value.IndexOfAny(Escaped); at >= 0; at = value.IndexOfAny(Escaped))
        {
            WriteRaw(text, value[..at]);
            WriteRaw(text, value[at] switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\t' => "\\t",
                '\n' => "\\n",
                '\f' => "\\f",
                '\r' => "\\r",
                var other => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)other:x4}"),
            });
            value = value[(at + 1)..];
        }

        WriteRaw(text, value);
        text.Write("\""u8);
    }

    private static void WriteRaw(ArrayBufferWriter<byte> text, ReadOnlySpan<char> value)
    {
        if (value.Length > 0)
            text.Advance(Encoding.UTF8.GetBytes(value, text.GetSpan(Encoding.UTF8.GetMaxByteCount(value.Length))));
    }
}
