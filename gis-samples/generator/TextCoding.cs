using System.Text;

namespace CarbonSink.Samples;

/// <summary>How the texts of a layer are encoded and how the files say so: language id of the .dbf and text of the .cpg (null: no .cpg).</summary>
internal sealed record TextCoding(int CodePage, byte LanguageId, string? Cpg)
{
    private const byte CodePage936 = 0x4D;

    /// <summary>GBK, told by the .cpg and the language id.</summary>
    public static TextCoding Gbk { get; } = new(936, CodePage936, "GBK");

    /// <summary>GBK, told by the language id only.</summary>
    public static TextCoding GbkByLanguageId { get; } = new(936, CodePage936, null);

    /// <summary>GBK, told by the number 936 in the .cpg only.</summary>
    public static TextCoding GbkByNumber { get; } = new(936, 0, "936");

    /// <summary>UTF-8, told by the .cpg.</summary>
    public static TextCoding Utf8 { get; } = new(65001, 0, "UTF-8");

    /// <summary>GB18030, told by the .cpg.</summary>
    public static TextCoding Gb18030 { get; } = new(54936, 0, "GB18030");

    /// <summary>Bytes of a text; a character that the encoding lacks is refused.</summary>
    public byte[] Bytes(string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetBytes(text);
    }
}
