using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CarbonSink.Targets;

/// <summary>A cell of an indicator table that holds a value (指标表的数值格): number, unit, comparator as printed.</summary>
/// <param name="Value">The number, or null where the cell has a direction only.</param>
/// <param name="Upper">Upper end of a range, or null.</param>
/// <param name="Unit">Unit in the cell, or blank.</param>
/// <param name="Comparator">As printed.</param>
/// <param name="IsCumulative">Whether it stands in brackets: [4] is the sum of the years.</param>
/// <param name="IsStriven">Whether it is striven for (力争).</param>
internal sealed partial record PlanCell(decimal? Value, decimal? Upper, string Unit, TargetComparator Comparator, bool IsCumulative, bool IsStriven)
{
    /// <summary>Whether the number is a rise and not a level: 提高0.8, but not 提高到61.</summary>
    public bool IsRise { get; init; }

    /// <summary>A text without spaces, with full-width letters, digits and signs in their narrow form.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
            if (!char.IsWhiteSpace(c) && c is not ('\u200b' or '\ufeff' or '*'))
                plain.Append(c is >= '\uff01' and <= '\uff5e' ? (char)(c - 0xfee0) : c switch { '〔' or '【' or '［' => '[', '〕' or '】' or '］' => ']', '−' or '–' => '-', '≧' => '≥', '≦' => '≤', _ => c });
        return plain.ToString();
    }

    /// <summary>Whether a cell says that there is nothing.</summary>
    public static bool IsBlank(string text) => Plain(text) is "" or "-" or "—" or "——" or "--" or "/" or "、" or "…" or "……";

    /// <summary>Whether a cell says that others set the value: 完成上级下达任务.</summary>
    public static bool IsAssigned(string text) => Assigned().IsMatch(Plain(text));

    /// <summary>Whether a cell begins like a number.</summary>
    public static bool IsNumber(string text) => Parse(text) is { Value: not null };

    /// <summary>Reads a cell; null where it is neither number nor a direction.</summary>
    public static PlanCell? Parse(string text)
    {
        var plain = Plain(text).TrimEnd('。', ';', ',');
        if (plain.Length is 0 or > 40)
            return null;
        if (Figure().Match(plain) is { Success: true } m)
        {
            if (Number(m.Groups["v"].Value) is not { } value)
                return null;
            decimal? upper = m.Groups["u"].Success ? Number(m.Groups["u"].Value) : null;
            var unit = m.Groups["unit"].Value;
            return unit.Length > 0 && !PlanUnit.IsUnit(unit) ? null : new(value, upper, unit, Word(m.Groups["before"].Value + m.Groups["rise"].Value, m.Groups["after"].Value), m.Groups["open"].Success, m.Groups["before"].Value.Contains("力争", StringComparison.Ordinal)) { IsRise = m.Groups["rise"].Success };
        }

        return Direction().IsMatch(plain) ? new(null, null, "", TargetComparator.Increase, false, false)
            : Falling().IsMatch(plain) ? new(null, null, "", TargetComparator.Decrease, false, false)
            : plain is "不减少" or "不降低" or "不下降" or "只增不减" or "保持不变" or "保持稳定" or "基本稳定" or "保持基本稳定" or "稳定" or "总体稳定" ? new(null, null, "", TargetComparator.Stable, false, false) : null;
    }

    /// <summary>A number as plans print it, with or without separators of thousands; null where it is none.</summary>
    public static decimal? Number(string text) =>
        decimal.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) < 1e15m ? value : null;

    private static TargetComparator Word(string before, string after) => (before, after) switch
    {
        (_, "左右") => TargetComparator.Approx,
        (_, "以上" or "及以上" or "以上水平") => TargetComparator.AtLeast,
        (_, "以内" or "以下" or "及以下") => TargetComparator.AtMost,
        _ when Has(before, "≥", ">=", "不低于", "不少于", "不小于") => TargetComparator.AtLeast,
        _ when Has(before, "≤", "<=", "不超过", "不高于", "不大于", "控制在") => TargetComparator.AtMost,
        _ when Has(before, ">", "大于", "超过", "高于") => TargetComparator.MoreThan,
        _ when Has(before, "<", "小于", "低于") => TargetComparator.LessThan,
        _ when Has(before, "约") => TargetComparator.Approx,
        _ when Has(before, "稳定", "维持", "保持") => TargetComparator.Stable,
        _ when Has(before, "达", "到", "至") => TargetComparator.Reach,
        _ => TargetComparator.None,
    };

    private static bool Has(string text, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (text.Contains(word, StringComparison.Ordinal))
                return true;
        return false;
    }

    [GeneratedRegex("^(完成|达到|按照?|执行).{0,8}(下达|上级|省|市|国家).{0,8}(任务|指标|要求|标准|目标|计划|数)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Assigned();

    [GeneratedRegex(@"^(?<open>\[|累计)?(?<before>(力争|确保|提高到|提高至|提升到|提升至|增加到|增加至|增长到|增长至|下降到|下降至|降低到|降低至|稳定在|维持在|持续|保持在|保持|达到|达|大于|超过|高于|小于|低于|不低于|不少于|不小于|不超过|不高于|不大于|控制在|约|≥|>=|≤|<=|>|<)*)(?<rise>(净?增加|净?增长|提高|提升|上升|净增)(不低于|不少于|≥|约)?)?(?<open>\[)?(?<v>[-+]?[0-9][0-9,]*(\.[0-9]+)?)(%?(-|~|—|至|到)(?<u>[0-9][0-9,]*(\.[0-9]+)?))?(?<unit>[万亿千百]?(m|hm|km)[23](/[a-z]+2?|/亩|/人)?|[^0-9\[\]以左及]*)(?<after>以上|及以上|以上水平|以内|以下|及以下|左右)?\]?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Figure();

    [GeneratedRegex("^(进一步|持续|稳步|逐步|不断|有所|较大|大幅|明显|显著)?(增加|提升|提高|增长|扩大|上升|增强)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Direction();

    [GeneratedRegex("^(进一步|持续|稳步|逐步|不断|有所|较大|大幅|明显|显著)?(下降|降低|减少)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Falling();
}
