using System.Globalization;
using System.Xml.Linq;

namespace CarbonSink.Reports;

/// <summary>The numbers of headings (标题编号) as the word processor counts them: 一、（一）1.（1） in Chinese, 1 1.1 1.1.1 in English, each bound to its heading style.</summary>
internal sealed class DocxNumbering(DocxForm form)
{
    /// <summary>Number of the list of headings.</summary>
    public const int Headings = 1;

    /// <summary>Number of the list of points.</summary>
    public const int Points = 2;

    private const int Levels = 4;
    private const string Digits = "〇一二三四五六七八九";

    private readonly int[] counts = new int[Levels];

    /// <summary>Whether the word processor will print the number itself; it then has counted the heading. Headings that carry another number, or none, are not counted.</summary>
    public bool Takes(HeadingBlock heading)
    {
        if (!form.IsOfficial || heading.Number.Length == 0 || heading.Number != Next(heading.Level))
            return false;
        counts[heading.Level - 1]++;
        Array.Clear(counts, heading.Level, Levels - heading.Level);
        return true;
    }

    /// <summary>The part.</summary>
    public XElement Part() => W.E(
        "numbering",
        W.E("abstractNum", W.A("abstractNumId", 0), W.Val("nsid", "3C5A1E01"), W.Val("multiLevelType", "multilevel"), Enumerable.Range(0, Levels).Select(HeadingLevel)),
        W.E("abstractNum", W.A("abstractNumId", 1), W.Val("nsid", "3C5A1E02"), W.Val("multiLevelType", "hybridMultilevel"), PointLevel()),
        W.E("num", W.A("numId", Headings), W.Val("abstractNumId", 0)),
        W.E("num", W.A("numId", Points), W.Val("abstractNumId", 1)));

    /// <summary>A whole number from 1 to 99 in Chinese figures, larger ones in Arabic.</summary>
    public static string Chinese(int number) => number switch
    {
        < 10 => Digits[number].ToString(),
        < 100 => $"{(number < 20 ? "" : Digits[number / 10])}十{(number % 10 == 0 ? "" : Digits[number % 10])}",
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    private string Next(int level)
    {
        var next = counts[level - 1] + 1;
        if (counts.Take(level - 1).Contains(0))
            return ""; // word processors differ in what a level that was left out counts: such a number is written as text
        return !form.IsChinese ? string.Join('.', counts.Take(level - 1).Append(next))
            : level switch { 1 => $"{Chinese(next)}、", 2 => $"（{Chinese(next)}）", 3 => $"{next}.", _ => $"（{next}）" };
    }

    private XElement HeadingLevel(int level)
    {
        var (format, text) = form.IsChinese
            ? level switch { 0 => ("chineseCountingThousand", "%1、"), 1 => ("chineseCountingThousand", "（%2）"), 2 => ("decimal", "%3."), _ => ("decimal", "（%4）") }
            : ("decimal", string.Join('.', Enumerable.Range(1, level + 1).Select(l => $"%{l}")));
        var hang = 567 + (level * 170);
        return W.E(
            "lvl", W.A("ilvl", level), W.Val("start", 1), W.Val("numFmt", format), W.Val("pStyle", $"Heading{level + 1}"), W.Val("suff", form.IsChinese ? "nothing" : "tab"), W.Val("lvlText", text), W.Val("lvlJc", "left"),
            W.E("pPr", form.IsChinese ? W.E("ind", W.A("left", 0), W.A("firstLineChars", 200), W.A("firstLine", form.Indent)) : W.E("ind", W.A("left", hang), W.A("hanging", hang))));
    }

    private XElement PointLevel()
    {
        var hang = form.BodySize * 10;
        return W.E(
            "lvl", W.A("ilvl", 0), W.Val("start", 1), W.Val("numFmt", "bullet"), W.Val("pStyle", "ListBullet"), W.Val("lvlText", "•"), W.Val("lvlJc", "left"),
            W.E("pPr", W.E("tabs", W.E("tab", W.A("val", "num"), W.A("pos", form.Indent + hang))), W.E("ind", W.A("left", form.Indent + hang), W.A("hanging", hang))),
            W.E("rPr", DocxFonts.Of(DocxForm.Roman)));
    }
}
