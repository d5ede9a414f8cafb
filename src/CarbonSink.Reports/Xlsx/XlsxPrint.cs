using System.Xml;

namespace CarbonSink.Reports;

/// <summary>How a sheet is printed (打印设置): as wide as the page, the label in the header, page numbers in the footer.</summary>
internal static class XlsxPrint
{
    private const int A4 = 9;
    private const int A3 = 8;
    private const int LongestHeader = 255;

    /// <summary>Writes what follows the cells of a sheet.</summary>
    public static void Write(XmlWriter xml, ReportDocument document, bool isA3, bool isLying)
    {
        xml.WriteRaw("<printOptions horizontalCentered=\"1\"/><pageMargins left=\"0.6\" right=\"0.6\" top=\"0.8\" bottom=\"0.7\" header=\"0.4\" footer=\"0.3\"/>");
        xml.WriteStartElement("pageSetup");
        xml.WriteNumber("paperSize", isA3 ? A3 : A4);
        xml.WriteNumber("fitToHeight", 0);
        xml.WriteAttributeString("orientation", isLying ? "landscape" : "portrait");
        xml.WriteEndElement();
        xml.WriteStartElement("headerFooter");
        if (document.Label.Length > 0)
            xml.WriteElementString("oddHeader", Header(document.Label));
        xml.WriteElementString("oddFooter", document.Language == "zh" ? "&C第 &P 页，共 &N 页" : "&CPage &P of &N");
        xml.WriteEndElement();
    }

    private static string Header(string label)
    {
        var text = "&C" + XlsxNames.Text(label).Replace("&", "&&", StringComparison.Ordinal).Replace('\n', ' ');
        return text.Length <= LongestHeader ? text : $"{text[..(LongestHeader - 1)].TrimEnd('&')}…";
    }
}
