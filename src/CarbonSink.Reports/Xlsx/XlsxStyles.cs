using System.Xml;

namespace CarbonSink.Reports;

/// <summary>What a cell of a workbook is for; it decides the look.</summary>
internal enum XlsxRole
{
    Plain,
    Title,
    Subtitle,
    Label,
    Unit,
    Heading,
    Text,
    Number,
    Note,
    Name,
    Link,
    Mark,
}

/// <summary>How a cell looks.</summary>
/// <param name="Role">What it is for.</param>
/// <param name="Decimals">Of a number.</param>
/// <param name="IsBold">Whether it is a subtotal or a total.</param>
/// <param name="Indent">How deep its row stands under others.</param>
internal readonly record struct XlsxStyle(XlsxRole Role, int Decimals = 0, bool IsBold = false, int Indent = 0);

/// <summary>The looks that the cells of a workbook have (单元格样式), numbered as they come.</summary>
internal sealed class XlsxStyles(string language)
{
    private const int FirstFormat = 164; // own number formats begin here
    private const int AsText = 49; // '@'
    private const int MostIndent = 15;

    private readonly Dictionary<XlsxStyle, int> places = new() { [default] = 0 };

    private enum Font
    {
        Body,
        Bold,
        Title,
        Small,
        Link,
    }

    /// <summary>Number of a look.</summary>
    public int this[XlsxStyle style] => places.TryGetValue(style, out var place) ? place : places[style] = places.Count;

    /// <summary>Writes the style sheet.</summary>
    public void Write(XmlWriter xml)
    {
        xml.WriteStartElement("styleSheet", XlsxNames.Main);
        var formats = places.Keys.Where(s => s.Role == XlsxRole.Number).Select(s => s.Decimals).Distinct().Order().ToList();
        if (formats.Count > 0)
        {
            xml.WriteStartElement("numFmts");
            xml.WriteNumber("count", formats.Count);
            foreach (var decimals in formats)
            {
                xml.WriteStartElement("numFmt");
                xml.WriteNumber("numFmtId", FirstFormat + decimals);
                xml.WriteAttributeString("formatCode", decimals == 0 ? "#,##0" : "#,##0." + new string('0', decimals));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        var (body, head) = language == "zh" ? ("宋体", "黑体") : ("Arial", "Arial");
        var bold = $"<b/><sz val=\"10\"/><name val=\"{body}\"/>";
        xml.WriteRaw($"<fonts count=\"5\"><font><sz val=\"10\"/><name val=\"{body}\"/></font><font>{bold}</font><font><b/><sz val=\"14\"/><name val=\"{head}\"/></font><font><sz val=\"9\"/><name val=\"{body}\"/></font><font><u/><sz val=\"10\"/><color rgb=\"FF1F3F7F\"/><name val=\"{body}\"/></font></fonts>");
        xml.WriteRaw("<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFEDEDEB\"/></patternFill></fill></fills>");
        xml.WriteRaw("<borders count=\"2\"><border><left/><right/><top/><bottom/></border><border><left style=\"thin\"/><right style=\"thin\"/><top style=\"thin\"/><bottom style=\"thin\"/></border></borders>");
        xml.WriteRaw("<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>");
        xml.WriteStartElement("cellXfs");
        xml.WriteNumber("count", places.Count);
        foreach (var style in places.OrderBy(p => p.Value).Select(p => p.Key))
            WriteLook(xml, style);
        xml.WriteEndElement();
        xml.WriteRaw("<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>");
        xml.WriteEndElement();
    }

    private static void WriteLook(XmlWriter xml, XlsxStyle style)
    {
        var font = style.Role switch
        {
            XlsxRole.Title => Font.Title,
            XlsxRole.Label or XlsxRole.Heading or XlsxRole.Name or XlsxRole.Mark => Font.Bold,
            XlsxRole.Note => Font.Small,
            XlsxRole.Link => Font.Link,
            _ => style.IsBold ? Font.Bold : Font.Body,
        };
        xml.WriteStartElement("xf");
        xml.WriteNumber("numFmtId", style.Role switch { XlsxRole.Number => FirstFormat + style.Decimals, XlsxRole.Text => AsText, _ => 0 });
        xml.WriteNumber("fontId", (int)font);
        xml.WriteNumber("fillId", style.Role == XlsxRole.Heading ? 2 : 0);
        xml.WriteNumber("borderId", style.Role is XlsxRole.Heading or XlsxRole.Text or XlsxRole.Number or XlsxRole.Mark ? 1 : 0);
        xml.WriteNumber("xfId", 0);
        foreach (var applied in (string[])["applyNumberFormat", "applyFont", "applyFill", "applyBorder", "applyAlignment"])
            xml.WriteNumber(applied, 1);
        xml.WriteStartElement("alignment");
        var (across, down) = style.Role switch
        {
            XlsxRole.Title or XlsxRole.Subtitle or XlsxRole.Heading => ("center", "center"),
            XlsxRole.Unit or XlsxRole.Number => ("right", "center"),
            XlsxRole.Text => ("left", "center"),
            _ => ("left", "top"),
        };
        xml.WriteAttributeString("horizontal", across);
        xml.WriteAttributeString("vertical", down);
        if (style.Role != XlsxRole.Number)
            xml.WriteNumber("wrapText", 1);
        if (style.Indent > 0)
            xml.WriteNumber("indent", Math.Min(style.Indent, MostIndent));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
