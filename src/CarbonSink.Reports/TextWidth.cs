using System.Text;

namespace CarbonSink.Reports;

/// <summary>How wide a text will be (文字宽度), in ems: what a drawing needs to leave room for labels without knowing the font.</summary>
public static class TextWidth
{
    private const double Narrow = 0.34; // i, l, full stop, comma, space
    private const double Latin = 0.6;
    private const double WideLatin = 0.88; // M, W, @, %

    /// <summary>Width in ems, on the large side for the fonts in use.</summary>
    public static double Of(string text)
    {
        var width = 0.0;
        foreach (var rune in text.EnumerateRunes())
            width += Of(rune);
        return width;
    }

    /// <summary>The text cut to a width in ems, with an ellipsis where something was cut.</summary>
    public static string Cut(string text, double ems)
    {
        if (Of(text) <= ems)
            return text;
        var kept = new StringBuilder();
        var width = 1.0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(rune);
            if (width > ems)
                break;
            kept.Append(rune);
        }

        return kept.Append('…').ToString();
    }

    /// <summary>The text in lines of at most a width in ems, broken at blanks or, where a word is too long, anywhere; what is beyond the last line is cut.</summary>
    public static IReadOnlyList<string> Wrap(string text, double ems, int most)
    {
        var lines = new List<string>();
        var rest = text.Trim();
        while (rest.Length > 0 && lines.Count < most - 1 && Of(rest) > ems)
        {
            var (end, width, blank) = (0, 0.0, -1);
            foreach (var rune in rest.EnumerateRunes())
            {
                width += Of(rune);
                if (width > ems && end > 0)
                    break;
                blank = rune.Value == ' ' ? end : blank;
                end += rune.Utf16SequenceLength;
            }

            end = blank > 0 && end < rest.Length && rest[end] != ' ' ? blank : end;
            lines.Add(rest[..end].TrimEnd());
            rest = rest[end..].TrimStart();
        }

        if (rest.Length > 0)
            lines.Add(Cut(rest, ems));
        return lines;
    }

    private static double Of(Rune rune) => rune.Value switch
    {
        'i' or 'l' or 'j' or '.' or ',' or ' ' or '\'' or '|' or ':' or ';' => Narrow,
        'M' or 'W' or 'm' or 'w' or '@' or '%' => WideLatin,
        < 0x2000 => Latin,
        _ => 1,
    };
}
