using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Register;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>Reads payloads from options and from JSON.</summary>
internal static class PayloadText
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private static readonly Bilingual NoForm = new("{0} 应写成 {1}，“{2}”不是", "{0} is written {1}; '{2}' is not");
    private static readonly Bilingual Twice = new("{0} 只能给一次", "{0} is given more than once");
    private static readonly Bilingual BadJson = new("{0} 不是可用的请求内容：{1}", "{0} is no payload: {1}");

    /// <summary>Today in China by a clock.</summary>
    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(China).DateTime);

    /// <summary>A day; today in China by the register's clock for none.</summary>
    /// <exception cref="UsageException">It is written otherwise.</exception>
    public static DateOnly Day(string? word, string option, TimeProvider clock, string language) =>
        (DateOnly)Value(new("date", option, "yyyy-MM-dd", PayloadKind.DayOrToday, new("", "")), word is null ? [] : [word], language, clock)!;

    /// <summary>The payload in a JSON file; - is standard input.</summary>
    /// <exception cref="UsageException">It is no JSON object with texts, whole numbers and truth values.</exception>
    public static CanonicalObject Read(string path, string language)
    {
        try
        {
            using var stream = path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return CanonicalObject.Parse(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        }
        catch (FormatException e)
        {
            throw new UsageException(string.Format(null, BadJson.In(language), path, language == "zh" ? UsageReasons.Zh(e.Message) : e.Message));
        }
    }

    /// <summary>A payload with a key set; a path with a dot sets a key of the object below.</summary>
    public static CanonicalObject Set(CanonicalObject payload, string path, object? value)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? payload.With((path, value)) : payload.With((path[..dot], payload.ObjectOrEmpty(path[..dot]).With((path[(dot + 1)..], value))));
    }

    /// <summary>The value that an option's words mean; null where it was not given.</summary>
    /// <exception cref="UsageException">They are not of its form.</exception>
    public static object? Value(PayloadKey key, string[] words, string language, TimeProvider clock)
    {
        if (words.Length == 0)
            return key.Kind == PayloadKind.DayOrToday ? Today(clock) : null;
        UsageException Wrong(string word) => new(string.Format(null, NoForm.In(language), key.Option, key.Form, word));
        if (words.Length > 1 && !key.IsList)
            throw new UsageException(string.Format(null, Twice.In(language), key.Option));
        return key.Kind switch
        {
            PayloadKind.Text => words[^1],
            PayloadKind.Number => Number(words[^1]) ?? throw Wrong(words[^1]),
            PayloadKind.Day or PayloadKind.DayOrToday => DateOnly.TryParseExact(words[^1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw Wrong(words[^1]),
            PayloadKind.Texts => words,
            PayloadKind.Document => Document(words[^1]) ?? throw Wrong(words[^1]),
            PayloadKind.Documents => words.Select(w => Document(w) ?? throw Wrong(w)).ToArray(),
            PayloadKind.Details => CanonicalObject.Of(words.Select(w => Pair(w) is var (name, text) ? (name, (object?)text) : throw Wrong(w))),
            PayloadKind.Facts => CanonicalObject.Of(words.Select(w => Pair(w) is var (name, text) ? (name, (object?)Fact(text)) : throw Wrong(w))),
            _ => words.Select(w => Block(w) ?? throw Wrong(w)).ToArray(),
        };
    }

    /// <summary>The two sides of NAME=TEXT; null where there is no sign or no name.</summary>
    public static (string Name, string Text)? Pair(string word) =>
        word.IndexOf('=', StringComparison.Ordinal) is var at and > 0 ? (word[..at], word[(at + 1)..]) : null;

    /// <summary>A document {kind, name, sha256} of KIND=FILE, hashed on the spot; null where it is not written so.</summary>
    public static CanonicalObject? Document(string word) =>
        Pair(word) is var (kind, path) ? CanonicalObject.Of(("kind", kind), ("name", Path.GetFileName(path)), ("sha256", FileHash.Of(path, path).Sha256)) : null;

    /// <summary>The block of a serial PROGRAMME/PROJECT/VINTAGE/FIRST-LAST; null where it is not written so.</summary>
    public static CanonicalObject? Block(string serial) =>
        serial.Split('/') is [var programme, var project, var year, var range] && range.Split('-') is [var from, var to]
        && Number(year) is { } vintage && Number(from) is { } first && Number(to) is { } last
            ? CanonicalObject.Of(("programme", programme), ("project", project), ("vintage", vintage), ("first", first), ("last", last))
            : null;

    private static object Fact(string text) => text switch { "true" => true, "false" => false, "[]" => Array.Empty<string>(), _ => Number(text) is { } number ? number : text };

    private static long? Number(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
