using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace CarbonSink.Reports;

/// <summary>Figures in the line (插图): the picture of dots that every program shows, and the drawing that Word and WPS draw sharp in its place.</summary>
internal sealed class DocxFigure(DocxForm form, DocxReferences references, DocxPackage package, IReadOnlyDictionary<string, byte[]> png)
{
    private const double UnitsOfMillimetre = 4;
    private const double MillimetreEmu = 36000;
    private const double Beside = 40; // millimetres of a page for the caption and notes
    private const string SvgExtension = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}";

    private static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private static readonly XNamespace Pic = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    private static readonly XNamespace Wp = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
    private static readonly XNamespace Asvg = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";

    private int drawn;

    /// <summary>The picture, its caption and notes. Throws <see cref="ArgumentException"/> when it has no size or there is no picture of dots for it.</summary>
    public IEnumerable<XElement> Of(FigureBlock figure, bool isLandscape)
    {
        if (!png.TryGetValue(figure.Anchor, out var dots))
            throw new ArgumentException($"there is no PNG for figure {figure.Anchor}", nameof(figure));
        drawn++;
        yield return W.P("Picture", W.E("r", W.E("drawing", Inline(figure, isLandscape, package.AddPicture($"figure{drawn}.png", dots), package.AddPicture($"figure{drawn}.svg", Drawing(figure.Svg))))));
        yield return W.PWith("FigureCaption", figure.Notes.Count > 0 ? [W.E("keepNext")] : [], references.Marked(figure, references.Counted(figure.Number)), W.R(form.IsChinese ? $"　{figure.Caption}" : $". {figure.Caption}"));
        foreach (var note in figure.Notes)
            yield return DocxText.Plain("Note", note);
    }

    /// <summary>The drawing as a file of its own: without the page around it, it names its letters itself.</summary>
    private static byte[] Drawing(string svg)
    {
        var drawing = XElement.Parse(svg, LoadOptions.PreserveWhitespace);
        if (drawing.Attribute("font-family") is null)
            drawing.SetAttributeValue("font-family", "Arial, 'Source Han Sans SC', 'Noto Sans CJK SC', 'Microsoft YaHei', SimHei, sans-serif");
        return Encoding.UTF8.GetBytes(drawing.ToString(SaveOptions.DisableFormatting));
    }

    private XElement Inline(FigureBlock figure, bool isLandscape, string dots, string drawing)
    {
        var (width, height) = (figure.Size.Width / UnitsOfMillimetre, figure.Size.Height / UnitsOfMillimetre);
        if (!(width > 0) || !(height > 0))
            throw new ArgumentException($"figure {figure.Anchor} has no size", nameof(figure));
        var scale = Math.Min(1, Math.Min(DocxForm.TextWidth(isLandscape) / W.Millimetre / width, (DocxForm.TextHeight(isLandscape) - Beside) / height));
        var (cx, cy) = (Emu(width * scale), Emu(height * scale));
        var name = $"{(form.IsChinese ? "图" : "Figure")} {drawn.ToString(CultureInfo.InvariantCulture)}";
        var description = W.Clean(figure.Description.Length > 0 ? figure.Description : figure.Caption);
        return new(
            Wp + "inline",
            Plain("distT", 0), Plain("distB", 0), Plain("distL", 0), Plain("distR", 0),
            new XElement(Wp + "extent", Plain("cx", cx), Plain("cy", cy)),
            new XElement(Wp + "docPr", Plain("id", drawn), Plain("name", name), Plain("descr", description), Plain("title", W.Clean(figure.Caption))),
            new XElement(Wp + "cNvGraphicFramePr", new XElement(A + "graphicFrameLocks", Plain("noChangeAspect", 1))),
            new XElement(A + "graphic", new XElement(
                A + "graphicData", Plain("uri", Pic.NamespaceName),
                new XElement(
                    Pic + "pic",
                    new XElement(Pic + "nvPicPr", new XElement(Pic + "cNvPr", Plain("id", drawn), Plain("name", name), Plain("descr", description)), new XElement(Pic + "cNvPicPr")),
                    new XElement(
                        Pic + "blipFill",
                        new XElement(A + "blip", new XAttribute(W.Rel + "embed", dots), new XElement(A + "extLst", new XElement(A + "ext", Plain("uri", SvgExtension), new XElement(Asvg + "svgBlip", new XAttribute(XNamespace.Xmlns + "asvg", Asvg.NamespaceName), new XAttribute(W.Rel + "embed", drawing))))),
                        new XElement(A + "stretch", new XElement(A + "fillRect"))),
                    new XElement(
                        Pic + "spPr",
                        new XElement(A + "xfrm", new XElement(A + "off", Plain("x", 0), Plain("y", 0)), new XElement(A + "ext", Plain("cx", cx), Plain("cy", cy))),
                        new XElement(A + "prstGeom", Plain("prst", "rect"), new XElement(A + "avLst")))))));
    }

    private static long Emu(double millimetres) => (long)(millimetres * MillimetreEmu);

    private static XAttribute Plain(string name, object value) => new(name, value);
}
