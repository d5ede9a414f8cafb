using System.Xml.Linq;

namespace CarbonSink.Reports;

/// <summary>The fonts of official documents (公文字体) and by which names other systems know the same or the nearest, so that text keeps its look where they are not installed.</summary>
internal static class DocxFonts
{
    public const string Title = "方正小标宋简体";
    public const string FangSong = "仿宋_GB2312";
    public const string KaiTi = "楷体_GB2312";
    public const string HeiTi = "黑体";
    public const string SongTi = "宋体";

    // Name, names of alternatives in order, PANOSE, family; GB 2312 is character set 134 (hex 86).
    private static readonly (string Name, string Alternatives, string Panose, string Charset, string Family)[] Fonts =
    [
        (Title, "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,Source Han Serif SC,Noto Serif CJK SC,宋体", "02010601030101010101", "86", "roman"),
        (FangSong, "仿宋,FangSong,华文仿宋,STFangsong,Source Han Serif SC,Noto Serif CJK SC", "02010609060101010101", "86", "modern"),
        (KaiTi, "楷体,KaiTi,华文楷体,STKaiti,Source Han Serif SC,Noto Serif CJK SC", "02010609060101010101", "86", "modern"),
        (HeiTi, "SimHei,华文黑体,STHeiti,Microsoft YaHei,Source Han Sans SC,Noto Sans CJK SC", "02010609060101010101", "86", "modern"),
        (SongTi, "SimSun,华文宋体,STSong,Source Han Serif SC,Noto Serif CJK SC", "02010600030101010101", "86", "auto"),
        (DocxForm.Roman, "Liberation Serif,Tinos", "02020603050405020304", "00", "roman"),
        ("Arial", "Liberation Sans,Arimo,Helvetica", "020B0604020202020204", "00", "swiss"),
    ];

    /// <summary>The part that names the alternatives.</summary>
    public static XElement Table() => W.E("fonts", Fonts.Select(f => W.E(
        "font",
        W.A("name", f.Name),
        W.Val("altName", f.Alternatives),
        W.Val("panose1", f.Panose),
        W.Val("charset", f.Charset),
        W.Val("family", f.Family),
        W.Val("pitch", f.Family == "modern" ? "fixed" : "variable"))));

    /// <summary>Letters of a run: one font for Chinese, one for Latin.</summary>
    public static XElement Of(string chinese, string latin = DocxForm.Roman) =>
        W.E("rFonts", W.A("ascii", latin), W.A("hAnsi", latin), W.A("eastAsia", chinese), W.A("cs", latin));

    /// <summary>The theme: headings and text by script; lines and colours are plain.</summary>
    public static XElement Theme() => XElement.Parse($"""
        <a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Official"><a:themeElements>
        <a:clrScheme name="Plain"><a:dk1><a:srgbClr val="000000"/></a:dk1><a:lt1><a:srgbClr val="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="333333"/></a:dk2><a:lt2><a:srgbClr val="EEEEEE"/></a:lt2><a:accent1><a:srgbClr val="2F6F4E"/></a:accent1><a:accent2><a:srgbClr val="8A5A00"/></a:accent2><a:accent3><a:srgbClr val="1F4A8A"/></a:accent3><a:accent4><a:srgbClr val="8C8C8C"/></a:accent4><a:accent5><a:srgbClr val="6FAE88"/></a:accent5><a:accent6><a:srgbClr val="C99A3C"/></a:accent6><a:hlink><a:srgbClr val="000000"/></a:hlink><a:folHlink><a:srgbClr val="000000"/></a:folHlink></a:clrScheme>
        <a:fontScheme name="Official"><a:majorFont><a:latin typeface="Arial"/><a:ea typeface="{HeiTi}"/><a:cs typeface=""/><a:font script="Hans" typeface="{HeiTi}"/></a:majorFont><a:minorFont><a:latin typeface="{DocxForm.Roman}"/><a:ea typeface="{FangSong}"/><a:cs typeface=""/><a:font script="Hans" typeface="{FangSong}"/></a:minorFont></a:fontScheme>
        <a:fmtScheme name="Plain"><a:fillStyleLst>{Thrice(Fill)}</a:fillStyleLst><a:lnStyleLst>{Thrice($"<a:ln w=\"6350\">{Fill}</a:ln>")}</a:lnStyleLst><a:effectStyleLst>{Thrice("<a:effectStyle><a:effectLst/></a:effectStyle>")}</a:effectStyleLst><a:bgFillStyleLst>{Thrice(Fill)}</a:bgFillStyleLst></a:fmtScheme>
        </a:themeElements></a:theme>
        """);

    private const string Fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";

    private static string Thrice(string markup) => markup + markup + markup;
}
