using System.Xml.Linq;

namespace CarbonSink.Reports;

/// <summary>Writes reports as text documents (DOCX 文档, ISO/IEC 29500) in the form of an official document, GB/T 9704-2012: numbering, contents, captions and cross references are fields that an editor can update, tables are tables. The same report gives the same bytes.</summary>
public static class DocxDocument
{
    private const string Drawing = "http://schemas.openxmlformats.org/drawingml/2006/";
    private const string Theme = "application/vnd.openxmlformats-officedocument.theme+xml";

    /// <summary>Writes a report; the stream stays open.</summary>
    /// <param name="document">The report.</param>
    /// <param name="png">By the anchor of each figure, its picture for programs that do not draw SVG.</param>
    /// <param name="stream">Where to.</param>
    /// <exception cref="ArgumentException">Two blocks have one anchor, a run refers to an anchor that no block has, or a figure has no size or no picture.</exception>
    /// <exception cref="Estimation.SumMismatchException">A table does not add up; nothing was written.</exception>
    public static void Write(ReportDocument document, IReadOnlyDictionary<string, byte[]> png, Stream stream)
    {
        var form = new DocxForm(document.Language, document.Layout);
        var package = new DocxPackage();
        var numbering = new DocxNumbering(form);
        package.Add("styles.xml", "styles", new DocxStyles(form).Part());
        package.Add("numbering.xml", "numbering", numbering.Part());
        package.Add("fontTable.xml", "fontTable", DocxFonts.Table());
        package.Add("settings.xml", "settings", Settings());
        package.Add("theme/theme1.xml", "theme", DocxFonts.Theme(), Theme);
        var body = new DocxBody(document, form, package, numbering, png).Write();
        package.Write(stream, W.E("document", Name("wp", $"{Drawing}wordprocessingDrawing"), Name("a", $"{Drawing}main"), Name("pic", $"{Drawing}picture"), body), Properties(document));
    }

    /// <summary>Title and language; no dates, so that the same report is the same file.</summary>
    private static XElement Properties(ReportDocument document)
    {
        XNamespace core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
        XNamespace dublin = "http://purl.org/dc/elements/1.1/";
        return new(core + "coreProperties", Name("cp", core), Name("dc", dublin), new XElement(dublin + "title", W.Clean(document.Title)), new XElement(dublin + "language", document.Language == "zh" ? "zh-CN" : "en"));
    }

    private static XElement Settings() => W.E(
        "settings",
        W.E("zoom", W.A("percent", 100)),
        W.Val("defaultTabStop", 420),
        W.E("evenAndOddHeaders"),
        W.Val("characterSpacingControl", "compressPunctuation"),
        W.E("compat", Compatibility("compatibilityMode", "15"), Compatibility("overrideTableStyleFontSizeAndJustification", "1"), Compatibility("enableOpenTypeFeatures", "1"), Compatibility("doNotFlipMirrorIndents", "1")),
        W.E("themeFontLang", W.A("val", "en-US"), W.A("eastAsia", "zh-CN")));

    private static XElement Compatibility(string name, string value) =>
        W.E("compatSetting", W.A("name", name), W.A("uri", "http://schemas.microsoft.com/office/word"), W.A("val", value));

    private static XAttribute Name(string prefix, XNamespace name) => new(XNamespace.Xmlns + prefix, name.NamespaceName);
}
