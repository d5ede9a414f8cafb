using System.Text;

namespace CarbonSink.Targets;

/// <summary>A line in one spelling (规整后的行): half-width signs, no spaces, no separators of thousands; every character knows its place in what was printed.</summary>
internal sealed class PlanText
{
    private readonly int[] _places;

    private readonly (int Line, int Start)[] _lines;

    private PlanText(string printed, string text, int[] places, (int Line, int Start)[] lines) => (Printed, Text, _places, _lines) = (printed, text, places, lines);

    /// <summary>As printed.</summary>
    public string Printed { get; }

    /// <summary>In one spelling.</summary>
    public string Text { get; }

    public static PlanText Of(string printed) => Of([new PlanLine(1, printed)]);

    /// <summary>Of a paragraph that runs over several lines.</summary>
    public static PlanText Of(IReadOnlyList<PlanLine> lines)
    {
        var printed = string.Concat(lines.Select(l => l.Text));
        var starts = lines.Select((l, i) => (l.Number, lines.Take(i).Sum(x => x.Text.Length))).ToArray();
        var (text, places) = (new StringBuilder(printed.Length), new List<int>(printed.Length));
        for (var i = 0; i < printed.Length; i++)
        {
            foreach (var c in Spelling(printed[i]))
            {
                text.Append(c);
                places.Add(i);
            }
        }

        for (var i = text.Length - 2; i > 0; i--)
        {
            if (text[i] == ',' && IsThousands(text, i))
            {
                text.Remove(i, 1);
                places.RemoveAt(i);
            }
        }

        return new(printed, text.ToString(), [.. places], starts);
    }

    /// <summary>What is printed between two places of the text in one spelling.</summary>
    public string PrintedOf(int start, int end) => end <= start ? "" : Printed[_places[start]..(_places[end - 1] + 1)];

    /// <summary>Number of the line that a place of the text stands in.</summary>
    public int LineAt(int place)
    {
        var at = _places.Length == 0 ? 0 : _places[Math.Min(place, _places.Length - 1)];
        return Array.FindLast(_lines, l => l.Start <= at).Line;
    }

    private static string Spelling(char c) => c switch
    {
        '\t' => "\t",
        '　' or '\u200B' or '\uFEFF' => "",
        _ when char.IsWhiteSpace(c) => "",
        '—' or '–' or '―' or '−' or '〜' or '～' => "-",
        '²' => "2",
        '³' => "3",
        '㎡' => "m2",
        '㎥' => "m3",
        '㎢' => "km2",
        '≧' or '⩾' => "≥",
        '≦' or '⩽' => "≤",
        '﹪' => "%",
        '﹐' => ",",
        '〔' or '﹝' or '［' or '【' => "[",
        '〕' or '﹞' or '］' or '】' => "]",
        >= '！' and <= '～' => ((char)(c - 0xFEE0)).ToString(),
        _ => c.ToString(),
    };

    // 1,234,567: groups of three behind one to three figures; 2025,300 is a year and the next clause
    private static bool IsThousands(StringBuilder text, int comma)
    {
        var (before, after) = (comma, comma + 1);
        while (before > 0 && char.IsAsciiDigit(text[before - 1]))
            before--;
        while (after < text.Length && char.IsAsciiDigit(text[after]))
            after++;
        return comma - before is >= 1 and <= 3 && (after - comma - 1) % 3 == 0 && after - comma > 1 && (after == text.Length || text[after] != '年') && !(before > 0 && text[before - 1] == '.');
    }
}
