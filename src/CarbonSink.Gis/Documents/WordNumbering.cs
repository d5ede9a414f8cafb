using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CarbonSink.Gis;

/// <summary>The numbers that a word processor writes before paragraphs (自动编号): 一、, （一）, 1. … as they are printed.</summary>
internal sealed partial class WordNumbering(MainDocumentPart part)
{
    private const string Digits = "零一二三四五六七八九";
    private readonly Dictionary<int, int[]> counters = [];

    /// <summary>The number before a paragraph, or blank. To be asked once for each paragraph, in the order of the document.</summary>
    public string Label(Paragraph paragraph)
    {
        var properties = paragraph.ParagraphProperties?.NumberingProperties ?? OfStyle(paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value);
        if (properties?.NumberingId?.Val?.Value is not { } id || id == 0 || part.NumberingDefinitionsPart?.Numbering is not { } numbering)
            return "";
        var depth = Math.Clamp(properties.NumberingLevelReference?.Val?.Value ?? 0, 0, 8);
        var instance = numbering.Elements<NumberingInstance>().FirstOrDefault(n => n.NumberID?.Value == id);
        var outline = numbering.Elements<AbstractNum>().FirstOrDefault(a => a.AbstractNumberId?.Value == instance?.AbstractNumId?.Val?.Value);
        if (outline is null)
            return "";
        Level? At(int level) => instance!.Elements<LevelOverride>().FirstOrDefault(o => o.LevelIndex?.Value == level)?.Level ?? outline.Elements<Level>().FirstOrDefault(l => l.LevelIndex?.Value == level);
        if (At(depth) is not { } own)
            return "";
        if (!counters.TryGetValue(id, out var counts))
            counters.Add(id, counts = new int[9]);
        counts[depth] = counts[depth] == 0 ? At(depth)?.StartNumberingValue?.Val?.Value ?? 1 : counts[depth] + 1;
        Array.Clear(counts, depth + 1, counts.Length - depth - 1);
        var kind = own.NumberingFormat?.Val?.Value ?? NumberFormatValues.Decimal;
        return kind == NumberFormatValues.Bullet || kind == NumberFormatValues.None ? "" : Place().Replace(own.LevelText?.Val?.Value ?? "", m =>
        {
            var level = m.Groups[1].Value[0] - '1';
            return Written(Math.Max(counts[level], 1), At(level)?.NumberingFormat?.Val?.Value ?? NumberFormatValues.Decimal);
        });
    }

    private NumberingProperties? OfStyle(string? style) =>
        style is null ? null : part.StyleDefinitionsPart?.Styles?.Elements<Style>().FirstOrDefault(s => s.StyleId?.Value == style)?.StyleParagraphProperties?.NumberingProperties;

    private static string Written(int number, NumberFormatValues format) => format switch
    {
        NumberFormatValues.ChineseCounting or NumberFormatValues.ChineseCountingThousand or NumberFormatValues.JapaneseCounting or NumberFormatValues.TaiwaneseCountingThousand or NumberFormatValues.ChineseLegalSimplified when number < 100 => Chinese(number),
        NumberFormatValues.DecimalEnclosedCircle or NumberFormatValues.DecimalEnclosedCircleChinese when number <= 20 => ((char)('①' + number - 1)).ToString(),
        NumberFormatValues.UpperLetter when number <= 26 => ((char)('A' + number - 1)).ToString(),
        NumberFormatValues.LowerLetter when number <= 26 => ((char)('a' + number - 1)).ToString(),
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    private static string Chinese(int number) =>
        number < 10 ? Digits[number].ToString() : $"{(number >= 20 ? Digits[number / 10] : "")}十{(number % 10 > 0 ? Digits[number % 10] : "")}";

    [GeneratedRegex("%([1-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
