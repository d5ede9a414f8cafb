using System.Globalization;
using System.Text.RegularExpressions;

namespace CarbonSink.Targets;

/// <summary>Numbers and years within a text in one spelling (数字与年份).</summary>
internal static partial class PlanNumbers
{
    private const string Figures = "零一二三四五六七八九";

    /// <summary>A number with its unit at this place, and where it ends; null where there is none. Without a unit its dimension is Other and the unit blank.</summary>
    public static (PlanQuantity Quantity, int End)? QuantityAt(PlanText text, int at)
    {
        var t = text.Text;
        if (!(at == 0 || !IsPartOfName(t[at - 1])))
            return null;
        if (Share().Match(t, at) is { Success: true } share && Numeral(share.Groups[2].Value) is { } part)
            return (new(part, null, share.Groups[1].Value == "百" ? "%" : "‰", PlanDimension.Ratio, null), at + share.Length);
        decimal value;
        decimal? upper = null;
        int end;
        var comparator = (TargetComparator?)null;
        if (Arabic().Match(t, at) is { Success: true, Length: <= 24 } number)
        {
            value = Of(number.Value);
            end = at + number.Length;
            // both ends of a range may carry the unit, or the second alone
            var first = PlanUnits.At(t, end);
            if (Dash().Match(t, first is { } u ? end + u.Word.Length : end) is { Success: true } dash && (first is not null || dash.Value is "-" or "~")
                && PlanUnits.At(t, dash.Index + dash.Length + Arabic().Match(t, dash.Index + dash.Length).Length) is { } second && Arabic().Match(t, dash.Index + dash.Length) is { Success: true } other
                && (first is null || first.Value.Word == second.Word))
            {
                upper = Of(other.Value);
                end = dash.Index + dash.Length + other.Length;
            }

            if (end < t.Length && t[end] is '余' or '多' && PlanUnits.At(t, end + 1) is not null)
            {
                comparator = TargetComparator.MoreThan;
                end++;
            }
        }
        else if (Chinese().Match(t, at) is { Success: true } words && PlanUnits.At(t, at + words.Length) is not null && Numeral(words.Value) is { } counted)
        {
            value = counted;
            end = at + words.Length;
        }
        else
        {
            return null;
        }

        // 0.6个和1个百分点, 2150万和2300万立方米: the unit of both stands behind the second
        if (Joined().Match(t, end) is { Success: true } joined && PlanUnits.At(t, joined.Index + joined.Length) is { } shared && shared.Word.StartsWith(joined.Groups[1].Value, StringComparison.Ordinal)
            && shared.Word != joined.Groups[1].Value && shared.Dimension is not (PlanDimension.Other or PlanDimension.Count))
            return (new(value, upper, shared.Word, shared.Dimension, comparator), end + joined.Groups[1].Length);
        if (PlanUnits.At(t, end) is not { } unit)
            return (new(value, upper, "", PlanDimension.Other, comparator), end);
        var printed = string.Concat(text.PrintedOf(end, end + unit.Word.Length).Where(c => !char.IsWhiteSpace(c)).Select(c => c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c));
        end += unit.Word.Length;
        if (end < t.Length && t[end] is '余' or '多' && !char.IsAsciiLetter(t[end - 1]))
        {
            comparator = TargetComparator.MoreThan;
            end++;
        }

        return (new(value, upper, printed, unit.Dimension, comparator), end);
    }

    /// <summary>A year or period at this place and where it ends, or null. 到, 至 and 截至 before it are part of it.</summary>
    public static (PlanYear Year, int End)? YearAt(string text, int at)
    {
        if (Plan().Match(text, at) is { Success: true } plan)
        {
            var last = 2005 + (Figures.IndexOf(plan.Groups[2].Value[0], StringComparison.Ordinal) * 5);
            var isEnd = plan.Groups[3].Value.Contains('末', StringComparison.Ordinal) || plan.Groups[1].Length > 0;
            return (new(isEnd ? null : last - 4, last, true), at + plan.Length);
        }

        if (Start().Match(text, at) is { Success: true } start && Numeral(start.Groups[2].Value) is { } span && int.Parse(start.Groups[1].Value, CultureInfo.InvariantCulture) is var began)
            return (new(began, began + (int)span - 1, true), at + start.Length);
        if (Period().Match(text, at) is { Success: true } period)
            return (new(int.Parse(period.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(period.Groups[2].Value, CultureInfo.InvariantCulture), true), at + period.Length);
        if (Point().Match(text, at) is { Success: true } point && (at == 0 || !char.IsAsciiDigit(text[at - 1])))
        {
            var isAnnounced = point.Groups[1].Value is not "" and not "截至" and not "截止" and not "截止到" and not "截至到" || point.Groups[3].Value.Contains('前', StringComparison.Ordinal);
            return (new(null, int.Parse(string.Concat(point.Groups[2].Value.Select(c => c is '〇' ? '0' : Figures.IndexOf(c, StringComparison.Ordinal) is >= 0 and var f ? (char)('0' + f) : c)), CultureInfo.InvariantCulture), isAnnounced), at + point.Length);
        }

        return null;
    }

    private static decimal Of(string number) => decimal.Parse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static bool IsPartOfName(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '第';

    /// <summary>A number in Chinese words, or null: 十二, 三十万, 六十三点五.</summary>
    private static decimal? Numeral(string words)
    {
        if (words.Length > 0 && char.IsAsciiDigit(words[0]))
            return Of(words);
        if (words.Split('点') is [var whole, var fraction])
        {
            return Numeral(whole) is { } w && fraction.All(c => Figures.Contains(c, StringComparison.Ordinal))
                ? w + Of("0." + string.Concat(fraction.Select(c => Figures.IndexOf(c, StringComparison.Ordinal)))) : null;
        }

        decimal total = 0, part = 0, figure = 0;
        var hasFigure = false;
        foreach (var c in words)
        {
            if (c == '两' || Figures.Contains(c, StringComparison.Ordinal))
            {
                figure = c == '两' ? 2 : Figures.IndexOf(c, StringComparison.Ordinal);
                hasFigure = true;
                continue;
            }

            var scale = c switch { '十' => 10m, '百' => 100m, '千' => 1000m, '万' => 10_000m, '亿' => 100_000_000m, _ => 0m };
            if (scale == 0m || (!hasFigure && part == 0 && total == 0 && scale != 10m))
                return null;
            if (scale < 10_000m)
            {
                part += (hasFigure ? figure : 1) * scale;
            }
            else
            {
                total = (total + part + figure) * scale;
                part = 0;
            }

            (figure, hasFigure) = (0, false);
        }

        return total + part + figure;
    }

    [GeneratedRegex(@"\G\d+(\.\d+)?")]
    private static partial Regex Arabic();

    [GeneratedRegex(@"\G[零一二两三四五六七八九十][零一二两三四五六七八九十百千]*(点[零一二三四五六七八九]+)?")]
    private static partial Regex Chinese();

    [GeneratedRegex(@"\G([百千])分之([零一二两三四五六七八九十百点]+|\d+(\.\d+)?)")]
    private static partial Regex Share();

    [GeneratedRegex(@"\G(-|~|至|到)(?=\d)")]
    private static partial Regex Dash();

    [GeneratedRegex(@"\G(到|至|截至)?[“""‘「]?十([一二三四五六七])五[”""’」]?(规划期末|规划末期|时期末|期末|末期|末|期间|时期|规划期间|规划期|规划)?")]
    private static partial Regex Plan();

    [GeneratedRegex(@"\G(个|百|千|万|十万|百万|亿)?(?:[、和与]\d{1,12}(?:\.\d{1,9})?(?![\d.])(?:个|百|千|万|十万|百万|亿)?(?=[、和与]\d))*[、和与]\d{1,12}(?:\.\d{1,9})?(?![\d.])")]
    private static partial Regex Joined();

    [GeneratedRegex(@"\G从?((?:19|20)\d\d)年(?:开始|起),?利?用([一二两三四五六七八九十]|\d)年(?:的?时间)?")]
    private static partial Regex Start();

    [GeneratedRegex(@"\G(?:到|至)?((?:19|20)\d\d)年?(?:-|~|至|到)((?:19|20)\d\d)年(?:间|期间|底|末)?")]
    private static partial Regex Period();

    [GeneratedRegex(@"\G(到|至|截至|截止|截止到|截至到)?((?:19|20)\d\d|[二][〇零一二三四五六七八九]{3})年?(?<=年|\d(?=[、和与]((?:19|20)\d\d)))(底前|末前|年底前|底以前|以前|之前|前|年底|底|末|初|左右)?")]
    private static partial Regex Point();
}
