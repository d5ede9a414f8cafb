using System.Xml.Linq;

namespace CarbonSink.Reports;

/// <summary>Pages, their headers and page numbers (页面、页眉与页码): the page number stands outside, to the right on odd pages and to the left on even ones.</summary>
internal sealed class DocxPages(DocxForm form, DocxPackage package, string label)
{
    private const double HeaderEdge = 22;
    private const double FooterBelow = 7; // millimetres below the text, GB/T 9704-2012 §7.5

    private readonly string header = package.Add("header1.xml", "header", W.E("hdr", label.Length > 0 ? DocxText.Plain("Header", label) : W.P("Normal")));
    private readonly string odd = package.Add("footer1.xml", "footer", W.E("ftr", Number(form, isOdd: true)));
    private readonly string even = package.Add("footer2.xml", "footer", W.E("ftr", Number(form, isOdd: false)));
    private readonly string none = package.Add("footer3.xml", "footer", W.E("ftr", W.P("Normal")));

    /// <summary>A section; the first says which headers and footers all have, and its own first page has no number where it is a cover.</summary>
    public XElement Section(bool isLandscape, bool isFirst, bool startsNumbers)
    {
        var (width, height, top, right, bottom, left) = DocxForm.Page(isLandscape);
        var isCertificate = form.Layout == ReportLayout.Certificate;
        return W.E(
            "sectPr",
            isFirst ? new[] { Reference("header", "default", header), Reference("header", "even", header), Reference("header", "first", header), Reference("footer", "default", isCertificate ? none : odd), Reference("footer", "even", isCertificate ? none : even), Reference("footer", "first", none) } : null,
            W.Val("type", "nextPage"),
            W.E("pgSz", W.A("w", W.Twips(width)), W.A("h", W.Twips(height)), isLandscape ? W.A("orient", "landscape") : null),
            W.E("pgMar", W.A("top", W.Twips(top)), W.A("right", W.Twips(right)), W.A("bottom", W.Twips(bottom)), W.A("left", W.Twips(left)), W.A("header", W.Twips(isLandscape ? top - 10 : HeaderEdge)), W.A("footer", W.Twips(bottom - FooterBelow - 7)), W.A("gutter", 0)),
            isCertificate ? W.E("pgBorders", W.A("offsetFrom", "page"), Frame("top"), Frame("left"), Frame("bottom"), Frame("right")) : null,
            startsNumbers ? W.E("pgNumType", W.A("start", 1)) : null,
            isFirst && form.IsOfficial ? W.E("titlePg") : null);
    }

    private static XElement Frame(string side) => W.E(side, W.A("val", "double"), W.A("sz", 6), W.A("space", 24), W.A("color", "auto"));

    private static XElement Reference(string kind, string pages, string id) => W.E($"{kind}Reference", W.A("type", pages), new XAttribute(W.Rel + "id", id));

    private static XElement Number(DocxForm form, bool isOdd) => W.PWith(
        "Footer",
        [form.IsChinese ? W.E("ind", W.A("left", 280), W.A("right", 280)) : null, W.Val("jc", !form.IsChinese ? "center" : isOdd ? "right" : "left")],
        form.IsChinese ? W.R("— ") : null, W.Field("PAGE", "1"), form.IsChinese ? W.R(" —") : null);
}
