using System.Globalization;
using System.Text;

namespace CarbonSink.Gis;

/// <summary>What happened to a text when it was decoded.</summary>
internal enum TextIssue : byte
{
    None,

    /// <summary>Half a character at the end of a full field was dropped.</summary>
    Cut,

    /// <summary>Bytes unknown to the encoding are shown as \xNN.</summary>
    Undecodable,
}

/// <summary>The encoding of a layer's texts (字符编码) and what decided it. Immutable.</summary>
public sealed class TextEncoding
{
    private const char Replacement = '\uFFFD';

    private static readonly Dictionary<string, int> CodePages = new(StringComparer.Ordinal)
    {
        ["UTF8"] = 65001,
        ["GBK"] = 936,
        ["GB2312"] = 936,
        ["EUCCN"] = 936,
        ["GB18030"] = 54936,
        ["BIG5"] = 950,
        ["SHIFTJIS"] = 932,
        ["SJIS"] = 932,
        ["LATIN1"] = 28591,
        ["ASCII"] = 65001,
        ["USASCII"] = 65001,
    };

    private readonly Encoding encoding;
    private readonly Encoding strict;

    static TextEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private TextEncoding(int codePage, string source)
    {
        encoding = Encoding.GetEncoding(codePage, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback(Replacement.ToString()));
        strict = Encoding.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        CodePage = codePage;
        Source = source;
        Name = codePage switch
        {
            936 => "CP936",
            54936 => "GB18030",
            65001 => "UTF-8",
            _ => encoding.WebName,
        };
    }

    /// <summary>Name, e.g. UTF-8, CP936 (GBK), GB18030.</summary>
    public string Name { get; }

    /// <summary>What decided: option (named by the user), cpg, dbf (language id), content, ascii (nothing but ASCII occurs).</summary>
    public string Source { get; }

    /// <summary>Windows code page number.</summary>
    public int CodePage { get; }

    internal bool IsWestern => CodePage is 1252 or 28591;

    /// <summary>The encoding with a name as users and .cpg files write it (UTF-8, GBK, GB2312, GB18030, 936, CP936, OEM 936, ANSI 1252, ISO-8859-1 …), or null if it is not known.</summary>
    public static TextEncoding? FromName(string name) => Create(CodePageOf(name), "option");

    /// <summary>The text of a small file: UTF-8 with or without byte order mark, otherwise GB18030, which spreadsheets write in China; line ends become LF.</summary>
    public static string OfFile(ReadOnlySpan<byte> bytes) =>
        (System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF') : OfContent(54936).Decode(bytes, fillsField: false, out _)).ReplaceLineEndings("\n");

    /// <summary>Decodes the whole of a text; bytes unknown to the encoding are written as \xNN.</summary>
    public string Decode(ReadOnlySpan<byte> bytes, out bool undecodable)
    {
        var text = Decode(bytes, fillsField: false, out var issue);
        undecodable = issue == TextIssue.Undecodable;
        return text;
    }

    internal static TextEncoding? FromCodePageFile(string name) => Create(CodePageOf(name), "cpg");

    /// <summary>The encoding that a DBF language id names; null for 0 (none) and 0x57 (the unknown code page of the writer's computer).</summary>
    internal static TextEncoding? FromLanguageId(byte id) => Create(
        id switch
        {
            0x01 => 437,
            0x02 => 850,
            0x03 or 0x58 or 0x59 => 1252,
            0x13 or 0x7B => 932,
            0x4D or 0x7A => 936,
            0x4E or 0x79 => 949,
            0x4F or 0x78 => 950,
            0x50 or 0x7C => 874,
            0x64 => 852,
            0x65 => 866,
            0x66 => 865,
            0xC8 => 1250,
            0xC9 => 1251,
            0xCA => 1254,
            0xCB => 1253,
            0xCC => 1257,
            _ => 0,
        },
        "dbf");

    internal static TextEncoding OfContent(int codePage) => new(codePage, "content");

    internal static TextEncoding OfAscii() => new(65001, "ascii");

    /// <summary>Decodes trimmed bytes; half a character is dropped only where the bytes fill their field.</summary>
    internal string Decode(ReadOnlySpan<byte> bytes, bool fillsField, out TextIssue issue)
    {
        issue = TextIssue.None;
        if (Ascii.IsValid(bytes))
            return Encoding.ASCII.GetString(bytes);
        if (TryDecode(bytes, out var text))
            return text;
        for (var cut = 1; fillsField && cut <= Math.Min(3, bytes.Length); cut++)
        {
            if (!TryDecode(bytes[..^cut], out text))
                continue;
            issue = TextIssue.Cut;
            return text;
        }

        issue = TextIssue.Undecodable;
        return Escape(bytes);
    }

    /// <summary>The bytes of a text; null where the encoding lacks a character of it, which is then given.</summary>
    internal byte[]? Encode(string text, out string? missing)
    {
        missing = null;
        if (TryEncode(text) is { } bytes)
            return bytes;
        for (var i = 0; i < text.Length && missing is null; i++)
        {
            var character = text.Substring(i, i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) ? 2 : 1);
            i += character.Length - 1;
            if (TryEncode(character) is null)
                missing = character.Length == 2 ? $"{character} (U+{char.ConvertToUtf32(character, 0):X})" : char.IsSurrogate(character[0]) || char.IsControl(character[0]) ? $"U+{(int)character[0]:X4}" : $"{character} (U+{(int)character[0]:X4})";
        }

        missing ??= text;
        return null;
    }

    private byte[]? TryEncode(string text)
    {
        try
        {
            var bytes = strict.GetBytes(text);
            // The runtime has private bytes for some characters; only what reads back is written.
            return TryDecode(bytes, out var back) && back == text ? bytes : null;
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }

    private static TextEncoding? Create(int codePage, string source)
    {
        if (codePage == 0)
            return null;
        try
        {
            return new(codePage, source);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null; // a number that is no code page
        }
    }

    private static int CodePageOf(string name)
    {
        var key = new string([.. name.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        foreach (var prefix in (ReadOnlySpan<string>)["OEM", "ANSI", "WINDOWS", "CP", "MS", "IBM"])
        {
            if (key.StartsWith(prefix, StringComparison.Ordinal) && key.Length > prefix.Length)
                key = key[prefix.Length..];
        }

        if (CodePages.TryGetValue(key, out var known))
            return known;
        if (key.StartsWith("ISO8859", StringComparison.Ordinal))
            key = key[3..];
        if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return 0;
        // 8859-N is code page 28590 + N; ESRI writes it as 8859N or 88591.
        return number / 10 == 8859 ? 28590 + (number % 10) : number / 100 == 8859 ? 28590 + (number % 100) : number;
    }

    private bool TryDecode(ReadOnlySpan<byte> bytes, out string text)
    {
        text = encoding.GetString(bytes);
        // The runtime reads the bytes 0x80 and 0xFF, which GBK leaves free, as a control and a private character.
        return !text.AsSpan().ContainsAny(Replacement, '\u0080', '\uF8F5');
    }

    private string Escape(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        for (var i = 0; i < bytes.Length;)
        {
            var length = 1;
            while (length <= Math.Min(4, bytes.Length - i) && !TryDecode(bytes.Slice(i, length), out _))
                length++;
            if (length <= Math.Min(4, bytes.Length - i) && TryDecode(bytes.Slice(i, length), out var character))
                text.Append(character);
            else
                text.Append(CultureInfo.InvariantCulture, $"\\x{bytes[i]:X2}");
            i += length <= Math.Min(4, bytes.Length - i) ? length : 1;
        }

        return text.ToString();
    }
}
