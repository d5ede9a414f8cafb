using System.Text.RegularExpressions;
using Kind = CarbonSink.Targets.PlanTokenKind;

namespace CarbonSink.Targets;

/// <summary>Takes sentences apart into tokens (分词): titles in 《》, years, numbers with units, names of the vocabulary by the longest match, words of the grammar; what is left is a word that the grammar does not know.</summary>
internal sealed partial class PlanLexer
{
    // what plans put into the middle of a name: 自然保护地占全市国土面积的比例
    private static readonly string[] Infixes = ["的", "全市", "全县", "全区", "全省", "省域", "地质环境", "物种数", "物种", "种数", "种群", "市域", "县域", "陆域", "辖区"];
    // end like places and are none
    private static readonly string[] Kinds = ["城镇", "乡镇", "乡村", "村镇", "农村", "集镇", "山村", "市县", "各县", "各区", "各市", "各乡", "各镇", "各村"];
    private static readonly string[] Verbs = ["提质改造", "改造提升", "改造", "修复", "治理", "恢复", "建设", "抚育"];
    private readonly ILookup<char, (string Name, TargetIndicator Indicator)> _names;

    public PlanLexer(IReadOnlyList<TargetIndicator> indicators)
    {
        var printed = indicators.SelectMany(i => i.Names).ToHashSet(StringComparer.Ordinal);
        _names = indicators.SelectMany(i => i.Names.Concat(i.Names.Where(_ => i.IsWork).Select(Inverted).OfType<string>().Where(printed.Add)).Select(n => (Name: n, Indicator: i))).OrderByDescending(n => n.Name.Length).ToLookup(n => n.Name[0]);
    }

    /// <summary>The tokens of the text from a place to another.</summary>
    public IReadOnlyList<PlanToken> Tokens(PlanText text, int start, int end)
    {
        var (tokens, t, word) = (new List<PlanToken>(), text.Text, -1);
        for (var at = start; at < end;)
        {
            if (Next(text, at, start, end) is not { } token)
            {
                word = word < 0 ? at : word;
                at++;
                continue;
            }

            if (word >= 0)
                tokens.AddRange(Unknown(t, word, at));
            word = -1;
            tokens.Add(token);
            at = token.End;
        }

        if (word >= 0)
            tokens.AddRange(Unknown(t, word, end));
        return tokens;
    }

    // work is named object before verb or verb before object: 低效林改造, 改造低效林
    private static string? Inverted(string name) => Verbs.FirstOrDefault(v => name.Length >= v.Length + 2 && name.EndsWith(v, StringComparison.Ordinal)) is { } verb ? verb + name[..^verb.Length] : null;

    private PlanToken? Next(PlanText text, int at, int start, int end)
    {
        var t = text.Text;
        if (t[at] == '《' && t.IndexOf('》', at) is > 0 and var close && close < end)
            return new(Kind.Word, at, close + 1, t[at..(close + 1)]);
        if (PlanNumbers.YearAt(t, at) is { } year && year.End <= end)
            return new(Kind.Year, at, year.End, t[at..year.End]) { Year = year.Year };
        if (PlanNumbers.QuantityAt(text, at) is { } quantity && quantity.End <= end)
            return new(Kind.Quantity, at, quantity.End, t[at..quantity.End]) { Quantity = quantity.Quantity };
        // 国家: and 省: at the beginning say whose what follows is
        if ((at == start || t[at - 1] is ';' or ',' or '-') && Level().Match(t, at) is { Success: true } level && at + level.Length < end)
            return new(Kind.Scope, at, at + level.Length, level.Value);
        var name = NameAt(t, at, end);
        var word = PlanWords.From(t[at]).FirstOrDefault(w => at + w.Text.Length <= end && string.CompareOrdinal(t, at, w.Text, 0, w.Text.Length) == 0 && (!w.NeedsNumber || IsNumber(text, at + w.Text.Length)));
        return name is { } n && (word is null || n.End - at >= word.Text.Length) ? new(Kind.Indicator, at, n.End, t[at..n.End]) { Indicator = n.Indicator }
            : word is null ? null
            : new(word.Kind, at, at + word.Text.Length, word.Text) { Comparator = word.Comparator };
    }

    private (TargetIndicator Indicator, int End)? NameAt(string text, int at, int end)
    {
        (TargetIndicator Indicator, int End)? best = null;
        foreach (var (name, indicator) in _names[text[at]])
        {
            if (EndOf(text, at, name) is { } found && found <= end && (best is null || found > best.Value.End))
                best = (indicator, found);
        }

        return best ?? (at >= 2 && string.CompareOrdinal(text, at - 2, "新增", 0, 2) == 0 ? Shortened(text, at, end) : null);
    }

    // 新增森林93.8万亩, 新增林业碳汇约3000万吨: 面积 and 量 are left out before the number
    private (TargetIndicator Indicator, int End)? Shortened(string text, int at, int end)
    {
        foreach (var (name, indicator) in _names[text[at]])
        {
            var stem = name.EndsWith("面积", StringComparison.Ordinal) ? name[..^2] : name.EndsWith('量') ? name[..^1] : "";
            var behind = at + stem.Length;
            if (stem.Length >= 2 && behind < end && string.CompareOrdinal(text, at, stem, 0, stem.Length) == 0 && (char.IsAsciiDigit(text[behind]) || text[behind] is '约' or '近' or '超' or '达'))
                return (indicator, behind);
        }

        return null;
    }

    private static int? EndOf(string text, int at, string name)
    {
        var place = at;
        for (var i = 0; i < name.Length; i++)
        {
            while (i > 0 && place < text.Length && text[place] != name[i] && Infixes.FirstOrDefault(x => string.CompareOrdinal(text, place, x, 0, x.Length) == 0) is { } infix)
                place += infix.Length;
            if (place >= text.Length || text[place] != name[i])
                return null;
            place++;
        }

        return place;
    }

    // behind 约, 近, 达 may stand another comparator or the year that a value is of
    private static bool IsNumber(PlanText text, int at)
    {
        var t = text.Text;
        if (at >= t.Length)
            return false;
        return char.IsAsciiDigit(t[at]) || t[at] is '≥' or '>' or '<' or '≤' or '约' or '近' or '超' || PlanNumbers.YearAt(t, at) is not null || PlanNumbers.QuantityAt(text, at) is not null
            || ((string[])["不低于", "不少于", "上年", "上一年", "现状", "基期", "规划基期", "现有", "目前", "左右", "每公顷", "每亩", "平均每公顷"]).Any(w => string.CompareOrdinal(t, at, w, 0, w.Length) == 0);
    }

    /// <summary>Unknown words: the place at their end is a scope of its own.</summary>
    private static IEnumerable<PlanToken> Unknown(string text, int start, int end)
    {
        var word = text[start..end];
        if (Place().Match(word) is { Success: true } place && word.Length >= 2 && Array.IndexOf(Kinds, place.Value) < 0)
        {
            if (place.Index > 0)
                yield return new(Kind.Word, start, start + place.Index, word[..place.Index]);
            yield return new(Kind.Scope, start + place.Index, end, place.Value);
        }
        else
        {
            yield return new(Kind.Word, start, end, word);
        }
    }

    [GeneratedRegex(@"\G[省市县区州](?=级?(层面|目标)?:)")]
    private static partial Regex Level();

    [GeneratedRegex(@"[\u4e00-\u9fff]{1,9}?(自治县|自治州|自治区|开发区|经开区|高新区|新区|街道|镇|乡|县|市|区|旗|省|州|村|流域)$")]
    private static partial Regex Place();
}
