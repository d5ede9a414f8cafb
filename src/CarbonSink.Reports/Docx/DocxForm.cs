namespace CarbonSink.Reports;

/// <summary>The measures and letters of a layout (版式参数): page, fonts, sizes and lines.</summary>
/// <remarks>Chinese official documents follow GB/T 9704-2012: A4 with a text area of 156 mm × 225 mm, 37 mm above and 28 mm to the left, 22 lines of three-size (16 pt) letters, the page number in four-size (14 pt) between dashes.</remarks>
internal sealed class DocxForm(string language, ReportLayout layout)
{
    public const string Roman = "Times New Roman";

    private const double PageShort = 210;
    private const double PageLong = 297;
    private const double TextShort = 156;
    private const double TextLong = 225;
    private const double Above = 37;
    private const double Aside = 28;

    public string Language => language;

    public ReportLayout Layout => layout;

    public bool IsChinese => language == "zh";

    public bool IsOfficial => layout == ReportLayout.Official;

    /// <summary>Whether all pages lie on their side.</summary>
    public bool IsLandscape => layout == ReportLayout.Tables;

    public string TitleFont => IsChinese ? DocxFonts.Title : "Arial";

    public string BodyFont => IsChinese ? DocxFonts.FangSong : Roman;

    /// <summary>Letters of the text in half points: 三号 in official documents, 小四 around tables.</summary>
    public int BodySize => IsChinese ? IsLandscape ? 24 : 32 : IsLandscape ? 22 : 24;

    /// <summary>Distance of lines: 22 on a page of 225 mm are 29 pt each; in English one and a quarter.</summary>
    public (int Line, string Rule) Spacing => IsChinese ? (IsLandscape ? 440 : 580, "exact") : (300, "auto");

    /// <summary>Two letters of the text.</summary>
    public int Indent => IsChinese ? BodySize * 20 : 0;

    /// <summary>Width of the text area.</summary>
    public static int TextWidth(bool isLandscape) => W.Twips(isLandscape ? TextLong : TextShort);

    /// <summary>Height of the text area in millimetres.</summary>
    public static double TextHeight(bool isLandscape) => isLandscape ? TextShort : TextLong;

    /// <summary>Size of the page and its margins from the top, clockwise, in millimetres: a page on its side is the upright one turned.</summary>
    public static (double Width, double Height, double Top, double Right, double Bottom, double Left) Page(bool isLandscape)
    {
        var (bottom, outside) = (PageLong - TextLong - Above, PageShort - TextShort - Aside);
        return isLandscape ? (PageLong, PageShort, Aside, Above, outside, bottom) : (PageShort, PageLong, Above, outside, bottom, Aside);
    }
}
