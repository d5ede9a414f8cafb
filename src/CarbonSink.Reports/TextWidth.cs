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

    private static double Of(Rune rune) => rune.Value switch
    {
        'i' or 'l' or 'j' or '.' or ',' or ' ' or '\'' or '|' or ':' or ';' => Narrow,
        'M' or 'W' or 'm' or 'w' or '@' or '%' => WideLatin,
        < 0x2000 => Latin,
        _ => 1,
    };
}
