using System.Xml.Linq;

namespace CarbonSink.Reports;

/// <summary>What stands before the text (封面): title, what the results must be called, marks, and who issued it.</summary>
internal static class DocxCover
{
    private const double LabelWidth = 38; // millimetres

    /// <summary>The paragraphs and lines of the cover; the last is a paragraph.</summary>
    public static IEnumerable<XElement> Of(ReportDocument document, DocxForm form)
    {
        yield return DocxText.Plain("Title", document.Title);
        if (document.Subtitle.Length > 0)
            yield return DocxText.Plain("Subtitle", document.Subtitle);
        if (document.Label.Length > 0)
            yield return W.PWith("Mark", [W.Val("jc", "center")], W.R(document.Label, W.E("b")));
        if (document.Cover.Count > 0)
        {
            if (form.IsOfficial)
                yield return W.PWith("BodyText", [W.E("spacing", W.A("before", 1200))]);
            yield return Lines(document.Cover, form);
            yield return W.P("Gap");
        }

        foreach (var mark in document.Marks)
            yield return DocxText.Plain("Mark", mark);
    }

    private static XElement Lines(IReadOnlyList<(string Label, string Value)> lines, DocxForm form)
    {
        var all = form.IsLandscape ? DocxForm.TextWidth(true) : W.Twips(130);
        var label = W.Twips(LabelWidth);
        return W.E(
            "tbl",
            W.E("tblPr", W.E("tblW", W.A("w", all), W.A("type", "dxa")), W.Val("jc", "center"), W.E("tblLayout", W.A("type", "fixed"))),
            W.E("tblGrid", W.E("gridCol", W.A("w", label)), W.E("gridCol", W.A("w", all - label))),
            lines.Select(l => W.E("tr", W.E("trPr", W.E("cantSplit")), Cell(label, form.IsChinese ? $"{l.Label}：" : $"{l.Label}:", DocxFonts.Of(DocxFonts.HeiTi)), Cell(all - label, l.Value, null))));
    }

    private static XElement Cell(int width, string words, XElement? font) =>
        W.E("tc", W.E("tcPr", W.E("tcW", W.A("w", width), W.A("type", "dxa"))), W.P("CoverText", W.R(words, font)));
}
