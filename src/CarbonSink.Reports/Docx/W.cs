using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace CarbonSink.Reports;

/// <summary>The words of WordprocessingML (ISO/IEC 29500-1 §17): elements, runs and fields. Lengths are twentieths of a point, letters half points.</summary>
internal static class W
{
    /// <summary>Twentieths of a point in a millimetre.</summary>
    public const double Millimetre = 1440 / 25.4;

    public static readonly XNamespace Ns = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    public static readonly XNamespace Rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static XElement E(string name, params object?[] content) => new(Ns + name, content);

    public static XAttribute A(string name, object value) => new(Ns + name, value);

    public static XElement Val(string name, object value) => E(name, A("val", value));

    public static int Twips(double millimetres) => (int)Math.Round(millimetres * Millimetre);

    /// <summary>A paragraph in a style.</summary>
    public static XElement P(string style, params object?[] content) => PWith(style, [], content);

    /// <summary>A paragraph in a style, with properties of its own.</summary>
    public static XElement PWith(string style, object?[] properties, params object?[] content) => E("p", E("pPr", Val("pStyle", style), properties), content);

    /// <summary>A run; lines of its text are set off by breaks.</summary>
    public static XElement R(string text, params object?[] properties) => E("r", Properties(properties), Words(text));

    /// <summary>A field with the result that it had when it was written; properties are those of its runs.</summary>
    public static IEnumerable<XElement> Field(string instruction, string result, params object?[] properties) =>
    [
        .. Begin(instruction, properties), R(result, properties), End(),
    ];

    /// <summary>What stands before the result of a field.</summary>
    public static IEnumerable<XElement> Begin(string instruction, params object?[] properties) =>
    [
        E("r", Properties(properties), E("fldChar", A("fldCharType", "begin"))),
        E("r", Properties(properties), E("instrText", new XAttribute(XNamespace.Xml + "space", "preserve"), $" {instruction} ")),
        E("r", Properties(properties), E("fldChar", A("fldCharType", "separate"))),
    ];

    public static XElement End() => E("r", E("fldChar", A("fldCharType", "end")));

    /// <summary>Lets a paragraph begin a new page.</summary>
    public static void BreakBefore(XElement paragraph) =>
        paragraph.Element(Ns + "pPr")!.Elements().Last(e => e.Name.LocalName is "pStyle" or "keepNext" or "keepLines").AddAfterSelf(E("pageBreakBefore"));

    /// <summary>The text with U+FFFD for what no document may hold.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value) ? rune : Rune.ReplacementChar);
        return clean.ToString();
    }

    private static XElement? Properties(object?[] properties) => properties.Any(p => p is not null) ? E("rPr", properties) : null;

    private static IEnumerable<XElement> Words(string text)
    {
        var lines = Clean(text).ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
                yield return E("br");
            yield return E("t", new XAttribute(XNamespace.Xml + "space", "preserve"), lines[i]);
        }
    }
}
