using System.Text.RegularExpressions;

namespace CarbonSink.Targets;

/// <summary>The name cell of an indicator table (指标名称格), with what stands in it beside the name.</summary>
/// <param name="Printed">As printed, without number and unit.</param>
/// <param name="Name">In plain signs and without what is in brackets.</param>
/// <param name="Unit">Unit in brackets, or blank.</param>
/// <param name="IsCumulative">Whether it says 累计 or 新增.</param>
/// <param name="IsAtLeast">Whether a ≥ stands with it.</param>
internal sealed partial record PlanIndicatorName(string Printed, string Name, string Unit, bool IsCumulative, bool IsAtLeast)
{
    /// <summary>Whether it names a rise (森林覆盖率提高, 森林蓄积量比2020年净增).</summary>
    public bool IsRise { get; init; }

    /// <summary>Year that the rise is from, or null.</summary>
    public int? Since { get; init; }

    /// <summary>Reads a name cell.</summary>
    public static PlanIndicatorName Of(string cell)
    {
        var plain = Leading().Replace(PlanCell.Plain(cell), "");
        var (name, unit) = (plain, "");
        foreach (Match m in Brackets().Matches(plain))
        {
            name = name.Replace(m.Value, "", StringComparison.Ordinal);
            if (unit.Length == 0 && PlanUnit.IsUnit(m.Groups[1].Value))
                unit = m.Groups[1].Value;
        }

        if (name.IndexOfAny([',', '，', '/']) is > 0 and var comma && PlanUnit.IsUnit(name[(comma + 1)..]))
            (name, unit) = (name[..comma], name[(comma + 1)..]);
        if (Rise().Match(name) is { Success: true } rise)
            return new(name, name[..rise.Index], unit, false, plain.EndsWith('≥')) { IsRise = true, Since = PlanTableColumn.YearsOf(rise.Value).Year };
        return new(name.Trim('≥', '≤', ':', '：'), name.Trim('≥', '≤', ':', '：', '、', '·'), unit, plain.Contains("累计", StringComparison.Ordinal) || plain.Contains("新增", StringComparison.Ordinal), plain.EndsWith('≥'));
    }

    [GeneratedRegex(@"^(\(?[0-9]{1,3}[\.、\)](?![0-9])|[①-⑳]|[一二三四五六七八九十]+、|·|•|—+|-+|其中[:：]?)+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Leading();

    [GeneratedRegex("(较|比)?((19|20)[0-9]{2}年)?(净增加|净增长|净增|提高|增加|增长|提升)(值|量|幅度)?[≥≤:：]?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Rise();

    [GeneratedRegex(@"[\(\[]([^\(\)\[\]]*)[\)\]]", RegexOptions.CultureInvariant)]
    private static partial Regex Brackets();
}

/// <summary>Which indicator a name cell means (指标词表查找): the longest name in it, with nothing beside it that would make it another.</summary>
internal sealed partial class PlanIndicatorNames(IReadOnlyList<TargetIndicator> indicators, string region)
{
    private static readonly string[] Ecological = ["森林", "林地", "林木", "湿地", "草原", "草地", "碳汇", "造林", "绿化", "绿地", "蓄积", "公益林", "天然林", "水土流失", "水土保持", "土壤有机", "矿山", "自然保护", "古树", "营造林", "石漠化", "沙化"];

    private readonly (string Name, TargetIndicator Indicator)[] names = [.. indicators.SelectMany(i => i.Names.Select(n => (PlanCell.Plain(n), i))).OrderByDescending(n => n.Item1.Length).ThenBy(n => n.Item1, StringComparer.Ordinal)];

    /// <summary>The indicator and the scope printed with it, or null where there is none.</summary>
    public (TargetIndicator Indicator, string Scope)? Find(string name)
    {
        foreach (var (known, indicator) in names)
        {
            if (name.IndexOf(known, StringComparison.Ordinal) is not (>= 0 and var at))
                continue;
            var (before, after) = (name[..at], name[(at + known.Length)..]);
            if (known.StartsWith('矿'))
                before = Left().Replace(before, "");
            var scope = Scope().Match(before) is { Success: true } s ? s.Value : "";
            before = before[scope.Length..];
            if (region.Length > 0)
                before = before.Replace(region, "", StringComparison.Ordinal);
            return Before().IsMatch(before) && After().IsMatch(after) ? (indicator, scope) : null;
        }

        return null;
    }

    /// <summary>Whether a text has an indicator's name in it.</summary>
    public bool Mentions(string text) => PlanCell.Plain(text) is var plain && Array.Exists(names, n => plain.Contains(n.Name, StringComparison.Ordinal));

    /// <summary>Whether a name is of the living land and so may be an indicator that the vocabulary lacks.</summary>
    public bool SoundsEcological(string name) => Mentions(name) || Array.Exists(Ecological, w => name.Contains(w, StringComparison.Ordinal));

    [GeneratedRegex("^(全市|全区|全县|全镇|全域|市域|县域|区域|全省)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Scope();

    [GeneratedRegex("历史遗留|废弃|露天|关闭|的", RegexOptions.CultureInvariant)]
    private static partial Regex Left();

    [GeneratedRegex("^(累计|新增|完成|建成|实施|开展|的|年末|期末|实有)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Before();

    [GeneratedRegex("^(面积|总量|规模|任务|数量|建设|工程|目标|指标|个数|处数)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex After();
}
