using System.Xml.Linq;

namespace CarbonSink.Reports;

/// <summary>The styles of a layout (样式): an editor who changes one changes every place that is set in it.</summary>
internal sealed class DocxStyles(DocxForm form)
{
    private readonly int size = form.BodySize;
    private readonly bool zh = form.IsChinese;

    /// <summary>The part.</summary>
    public XElement Part() => W.E("styles", Defaults(), Text(), Headings(), Contents(), Small(), Marginal(), Tables());

    private static XElement Defaults() => W.E(
        "docDefaults",
        W.E("rPrDefault", W.E("rPr", W.E("rFonts", W.A("asciiTheme", "minorHAnsi"), W.A("hAnsiTheme", "minorHAnsi"), W.A("eastAsiaTheme", "minorEastAsia"), W.A("cstheme", "minorBidi")), W.Val("kern", 2), W.Val("sz", 21), W.Val("szCs", 21), W.E("lang", W.A("val", "en-US"), W.A("eastAsia", "zh-CN"), W.A("bidi", "ar-SA")))),
        W.E("pPrDefault"));

    private IEnumerable<XElement> Text()
    {
        var justified = W.Val("jc", zh ? "both" : "left");
        var (line, rule) = form.Spacing;
        yield return W.E("style", W.A("type", "paragraph"), W.A("default", 1), W.A("styleId", "Normal"), W.Val("name", "Normal"), W.E("qFormat"), W.E("pPr", W.E("widowControl")), W.E("rPr", DocxFonts.Of(zh ? form.BodyFont : DocxFonts.SongTi), Size(size)));
        yield return Style("BodyText", "Body Text", null, [Lines(after: zh ? 0 : 120), Indent(form.Indent), justified], []);
        yield return Style("Title", "Title", "Subtitle", [W.E("keepNext"), W.E("spacing", W.A("before", form.Layout == ReportLayout.Official ? 2600 : 0), W.A("after", 240), W.A("line", 640), W.A("lineRule", "atLeast")), W.Val("jc", "center")], [DocxFonts.Of(DocxFonts.Title, form.IsChinese ? DocxForm.Roman : "Arial"), Bold(!zh), Size(44)]);
        yield return Style("Subtitle", "Subtitle", "BodyText", [W.E("spacing", W.A("after", 240), W.A("line", 480), W.A("lineRule", "atLeast")), W.Val("jc", "center")], [DocxFonts.Of(DocxFonts.KaiTi), Size(32)]);
        yield return Style("ListBullet", "List Bullet", null, [W.E("numPr", W.E("ilvl", W.A("val", 0)), W.Val("numId", DocxNumbering.Points)), Lines(after: zh ? 0 : 60), justified], []);
        yield return Style("Signature", "Signature", null, [W.E("keepLines"), W.E("spacing", W.A("before", 120), W.A("line", line), W.A("lineRule", rule)), W.E("ind", W.A("right", size * 20)), W.Val("jc", "right")], []);
        yield return Style("Mark", "Mark", null, [W.E("keepLines"), Box(6), W.E("spacing", W.A("before", 120), W.A("after", 120), W.A("line", 300), W.A("lineRule", "auto")), W.E("ind", W.A("left", 120), W.A("right", 120))], [DocxFonts.Of(DocxFonts.HeiTi, zh ? DocxForm.Roman : "Arial"), Size(form.IsLandscape ? 21 : 24)]);
    }

    private IEnumerable<XElement> Headings()
    {
        (string Chinese, string Latin, bool IsBold, int Size)[] letters = zh
            ? [(DocxFonts.HeiTi, DocxForm.Roman, false, size), (DocxFonts.KaiTi, DocxForm.Roman, false, size), (DocxFonts.FangSong, DocxForm.Roman, true, size), (DocxFonts.FangSong, DocxForm.Roman, false, size)]
            : [(DocxFonts.HeiTi, "Arial", true, 32), (DocxFonts.HeiTi, "Arial", true, 28), (DocxFonts.HeiTi, "Arial", true, 24), (DocxFonts.HeiTi, "Arial", false, 24)];
        for (var level = 1; level <= letters.Length; level++)
        {
            var (chinese, latin, isBold, letter) = letters[level - 1];
            var number = form.IsOfficial ? W.E("numPr", W.Val("ilvl", level - 1), W.Val("numId", DocxNumbering.Headings)) : null;
            var (line, rule) = form.Spacing;
            yield return Style(
                $"Heading{level}", $"heading {level}", "BodyText",
                [W.E("keepNext"), W.E("keepLines"), number, zh ? Lines(0) : W.E("spacing", W.A("before", 240), W.A("after", 120)), Indent(form.Indent), W.Val("outlineLvl", level - 1)],
                [DocxFonts.Of(chinese, latin), Bold(isBold), Size(letter)]);
        }
    }

    private IEnumerable<XElement> Contents()
    {
        yield return Style("TOCHeading", "TOC Heading", "BodyText", [W.E("keepNext"), W.E("spacing", W.A("after", 240)), W.Val("jc", "center")], [DocxFonts.Of(DocxFonts.HeiTi, zh ? DocxForm.Roman : "Arial"), Bold(!zh), Size(32)]);
        for (var level = 1; level <= 3; level++)
        {
            yield return Style(
                $"TOC{level}", $"toc {level}", "Normal",
                [W.E("tabs", W.E("tab", W.A("val", "right"), W.A("leader", "dot"), W.A("pos", DocxForm.TextWidth(form.IsLandscape)))), W.E("spacing", W.A("before", level == 1 ? 80 : 0), W.A("line", zh ? 440 : 300), W.A("lineRule", zh ? "exact" : "auto")), W.E("ind", W.A("left", (level - 1) * 480))],
                [level == 1 ? DocxFonts.Of(DocxFonts.HeiTi) : null, Bold(!zh && level == 1), Size(zh ? 28 : 22)]);
        }
    }

    private IEnumerable<XElement> Small()
    {
        yield return Style("Caption", "caption", "BodyText", [W.E("keepNext"), W.E("keepLines"), W.E("spacing", W.A("before", 160), W.A("after", 80)), W.Val("jc", "center")], [DocxFonts.Of(DocxFonts.HeiTi, zh ? DocxForm.Roman : "Arial"), Bold(!zh), Size(zh ? 24 : 20)]);
        yield return Style("FigureCaption", "Figure Caption", "BodyText", [W.E("keepLines"), W.E("spacing", W.A("before", 80), W.A("after", 160)), W.Val("jc", "center")], [DocxFonts.Of(DocxFonts.HeiTi, zh ? DocxForm.Roman : "Arial"), Bold(!zh), Size(zh ? 24 : 20)]);
        yield return Style("Picture", "Picture", "FigureCaption", [W.E("keepNext"), W.E("spacing", W.A("before", 160)), W.Val("jc", "center")], []);
        yield return Style("UnitLine", "Unit Line", "TableText", [W.E("keepNext"), W.E("spacing", W.A("after", 40)), W.Val("jc", "right")], [DocxFonts.Of(DocxFonts.SongTi), Size(18)]);
        yield return Style("TableText", "Table Text", null, [W.E("spacing", W.A("before", 20), W.A("after", 20))], [DocxFonts.Of(DocxFonts.SongTi, zh ? DocxForm.Roman : "Arial"), Size(21)]);
        yield return Style("Note", "Note", null, [W.E("spacing", W.A("before", 40), W.A("after", 40)), W.Val("jc", zh ? "both" : "left")], [DocxFonts.Of(DocxFonts.SongTi), Size(18)]);
        yield return Style("Gap", "Gap", "BodyText", [W.E("spacing", W.A("line", 160), W.A("lineRule", "exact"))], [Size(8)]);
        yield return Style("CoverText", "Cover Text", null, [W.E("spacing", W.A("before", 60), W.A("after", 60), W.A("line", 360), W.A("lineRule", "atLeast"))], [Size(form.Layout == ReportLayout.Tables ? 21 : 28)]);
    }

    private IEnumerable<XElement> Marginal()
    {
        yield return Style("Header", "header", null, [W.E("pBdr", Border("bottom", 4)), W.Val("jc", "center")], [DocxFonts.Of(DocxFonts.SongTi, zh ? DocxForm.Roman : "Arial"), Size(18)]);
        yield return Style("Footer", "footer", null, [W.Val("jc", "center")], [DocxFonts.Of(DocxFonts.SongTi), Size(28)]);
    }

    private static IEnumerable<XElement> Tables()
    {
        yield return W.E(
            "style", W.A("type", "table"), W.A("default", 1), W.A("styleId", "TableNormal"), W.Val("name", "Normal Table"), W.Val("uiPriority", 99), W.E("semiHidden"), W.E("unhideWhenUsed"),
            W.E("tblPr", W.E("tblInd", W.A("w", 0), W.A("type", "dxa")), W.E("tblCellMar", Margin("top", 0), Margin("left", 108), Margin("bottom", 0), Margin("right", 108))));
        yield return W.E(
            "style", W.A("type", "table"), W.A("styleId", "ThreeLines"), W.A("customStyle", 1), W.Val("name", "Three Lines"), W.Val("basedOn", "TableNormal"), W.E("qFormat"),
            W.E("tblPr", W.E("tblBorders", Border("top", 12), Border("bottom", 12)), W.E("tblCellMar", Margin("left", DocxTableLayout.Padding), Margin("right", DocxTableLayout.Padding))));
        static XElement Margin(string side, int width) => W.E(side, W.A("w", width), W.A("type", "dxa"));
    }

    public static XElement Border(string side, int eighths) => W.E(side, W.A("val", "single"), W.A("sz", eighths), W.A("space", side is "top" or "bottom" ? 1 : 4), W.A("color", "auto"));

    private static XElement Box(int eighths) => W.E("pBdr", Border("top", eighths), Border("left", eighths), Border("bottom", eighths), Border("right", eighths));

    private static XElement Style(string id, string name, string? next, object?[] paragraph, object?[] run) => W.E(
        "style", W.A("type", "paragraph"), W.A("styleId", id), id is "Mark" or "TableText" or "Note" or "Gap" or "CoverText" or "Picture" or "UnitLine" or "FigureCaption" ? W.A("customStyle", 1) : null,
        W.Val("name", name), W.Val("basedOn", "Normal"), next is null ? null : W.Val("next", next), W.E("qFormat"), W.E("pPr", paragraph), W.E("rPr", run));

    private XElement Lines(int after) => W.E("spacing", W.A("after", after), W.A("line", form.Spacing.Line), W.A("lineRule", form.Spacing.Rule));

    private static XElement? Indent(int twips) => twips == 0 ? null : W.E("ind", W.A("firstLineChars", 200), W.A("firstLine", twips));

    private static XElement? Bold(bool isBold) => isBold ? W.E("b") : null;

    private static object[] Size(int halves) => [W.Val("sz", halves), W.Val("szCs", halves)];
}
