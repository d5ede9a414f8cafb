using System.Text.RegularExpressions;

namespace CarbonSink.Targets;

/// <summary>Headings of a plan (标题层级): 第一章, 一、, (一), 1., (1), 专栏; half- and full-width.</summary>
internal static partial class PlanHeadings
{
    /// <summary>A heading with its depth, or null; where text runs on behind it, the heading is its first sentence. The text is in one spelling.</summary>
    /// <param name="text">The line.</param>
    /// <returns>Depth, heading, and where the words behind the number begin.</returns>
    public static (int Depth, string Heading, int Body)? Of(string text)
    {
        if (Number().Match(text) is { Success: true } m)
        {
            var depth = m.Groups[1].Success ? (m.Groups[1].Value[^1] switch { '编' or '篇' => 0, '章' => 1, _ => 2 }) : m.Groups[2].Success ? 3 : m.Groups[3].Success ? 4 : m.Groups[4].Success ? 6 : m.Groups[5].Success ? 7 : 5;
            var stop = text.IndexOfAny(['。', ';', '!'], m.Length);
            var heading = stop < 0 ? text : text[..stop];
            return depth == 7 && stop >= 0 || heading.Length - m.Length is < 2 or > 40 || heading.AsSpan(m.Length).IndexOfAnyInRange('0', '9') >= 0 && heading.Contains(',', StringComparison.Ordinal) ? (8, "", m.Length) : (depth, heading, m.Length);
        }

        return Goals().IsMatch(text) ? (4, text, 0) : null;
    }

    [GeneratedRegex(@"^(?:(第[一二三四五六七八九十百]+[编篇章节])|([一二三四五六七八九十]{1,3}[、,.])|(\([一二三四五六七八九十]{1,3}\)[、,.]?)|(\d{1,2}(?:[.、)](?!\d)|\.\d{1,2}(?:\.\d{1,2})?(?=[^\d.%万亿公亩平立个处])))|(\(\d{1,2}\)|[①-⑳])|(专栏\d*[一二三四五六七八九十]*[::]?))")]
    private static partial Regex Number();

    [GeneratedRegex(@"^[^,。;:、0-9]{0,8}(目标|指标)$")]
    private static partial Regex Goals();
}
