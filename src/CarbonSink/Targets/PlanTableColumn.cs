using System.Globalization;
using System.Text.RegularExpressions;

namespace CarbonSink.Targets;

/// <summary>What a column of an indicator table holds.</summary>
internal enum PlanColumnKind
{
    /// <summary>序号.</summary>
    Ordinal,

    /// <summary>类别.</summary>
    Category,

    /// <summary>指标.</summary>
    Name,

    /// <summary>单位.</summary>
    Unit,

    /// <summary>A value, of a year or not.</summary>
    Value,

    /// <summary>变化率、年均增长.</summary>
    Change,

    /// <summary>约束性、预期性.</summary>
    Property,

    /// <summary>责任部门.</summary>
    Department,

    /// <summary>备注 and whatever else.</summary>
    Remark,
}

/// <summary>A column of an indicator table by its heading (指标表的列).</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Heading">As printed.</param>
/// <param name="FromYear">First year of a period, or null.</param>
/// <param name="Year">Year, or last year of a period, or null.</param>
/// <param name="IsBase">Whether the heading says that it is what there is (现状、基期): true, that it is aimed at (目标、规划): false, or neither: null.</param>
/// <param name="Unit">Unit in the heading, or blank.</param>
internal sealed partial record PlanTableColumn(PlanColumnKind Kind, string Heading, int? FromYear, int? Year, bool? IsBase, string Unit)
{
    /// <summary>Whether it is a yearly mean (年均).</summary>
    public bool IsYearly => Heading.Contains("年均", StringComparison.Ordinal);

    /// <summary>Whether it counts what is done within a period (累计).</summary>
    public bool IsCumulative => Heading.Contains("累计", StringComparison.Ordinal) || Heading.Contains("新增", StringComparison.Ordinal) || FromYear is not null;

    /// <summary>Whether departments of it lead (牵头).</summary>
    public bool Leads => Heading.Contains("牵头", StringComparison.Ordinal);

    /// <summary>Reads a heading; null where no table of indicators has such a one.</summary>
    public static PlanTableColumn? Of(string heading)
    {
        var plain = PlanCell.Plain(heading);
        if (plain.Length is 0 or > 30)
            return null;
        var unit = "";
        if (UnitInBrackets().Match(plain) is { Success: true } brackets && TargetUnits.IsUnit(brackets.Groups[1].Value))
            (unit, plain) = (brackets.Groups[1].Value, plain.Remove(brackets.Index, brackets.Length));
        PlanTableColumn Is(PlanColumnKind kind, int? from = null, int? year = null, bool? isBase = null) => new(kind, heading.Trim(), from, year, isBase, unit);
        switch (plain)
        {
            case "序号" or "编号" or "No" or "No." or "NO" or "序":
                return Is(PlanColumnKind.Ordinal);
            case "类别" or "分类" or "领域" or "指标类别" or "一级指标" or "大类" or "方面" or "类目":
                return Is(PlanColumnKind.Category);
            case "指标" or "指标名称" or "主要指标" or "具体指标" or "二级指标" or "三级指标" or "指标内容" or "名称" or "项目" or "目标指标" or "目标名称" or "规划指标" or "约束性指标" or "考核指标" or "评价指标":
                return Is(PlanColumnKind.Name);
            case "单位" or "计量单位" or "指标单位":
                return Is(PlanColumnKind.Unit);
            case "属性" or "指标属性" or "性质" or "指标性质" or "指标类型" or "类型" or "目标属性":
                return Is(PlanColumnKind.Property);
            case "备注" or "说明" or "数据来源" or "依据":
                return Is(PlanColumnKind.Remark);
            default:
                break;
        }

        if (Department().IsMatch(plain))
            return Is(PlanColumnKind.Department);
        if (Change().IsMatch(plain))
            return Is(PlanColumnKind.Change);
        var (from, year) = YearsOf(plain);
        bool? isBase = Base().IsMatch(plain) ? true : Target().IsMatch(plain) ? false : null;
        return ValueWords().Replace(plain, "").Length == 0 && (year is not null || isBase is not null) ? Is(PlanColumnKind.Value, from, year, isBase) : null;
    }

    /// <summary>Year, or first and last year of a period, that a text names; 十四五 is 2021 to 2025.</summary>
    public static (int? From, int? Year) YearsOf(string text)
    {
        var plain = PlanCell.Plain(text);
        if (Period().Match(plain) is { Success: true } p)
            return (int.Parse(p.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(p.Groups[2].Value, CultureInfo.InvariantCulture));
        if (SingleYear().Match(plain) is { Success: true } y)
            return (null, int.Parse(y.Value, CultureInfo.InvariantCulture));
        if (FiveYears().Match(plain) is { Success: true } f && "一二三四五六七八九".IndexOf(f.Groups[1].Value, StringComparison.Ordinal) is >= 0 and var n)
            return plain.Contains('末', StringComparison.Ordinal) || plain.Contains("目标", StringComparison.Ordinal) ? (null, 2010 + (5 * n)) : (2006 + (5 * n), 2010 + (5 * n));
        return (null, null);
    }

    [GeneratedRegex(@"[\(\[]([^\(\)\[\]]{1,12})[\)\]]", RegexOptions.CultureInvariant)]
    private static partial Regex UnitInBrackets();

    [GeneratedRegex("^(责任|牵头|配合|实施|负责|主管|落实|考核)(部门|单位|主体)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Department();

    [GeneratedRegex(@"(变化|增长|增幅|增速|降幅|年均|增减|变动|提高|下降)(率|值|量|幅度|情况)?(\[累计\]|\(累计\)|%|\(%\))*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Change();

    [GeneratedRegex("现状|基期|基准|基数|实际|现值|完成值|完成情况|初值", RegexOptions.CultureInvariant)]
    private static partial Regex Base();

    [GeneratedRegex("目标|规划|预期|计划|任务|指标值", RegexOptions.CultureInvariant)]
    private static partial Regex Target();

    [GeneratedRegex(@"(19|20)[0-9]{2}|十[一二三四五六七八九]五|年|期末|末|期间|底|时期|到|至|规划|预期|建设|现状|基期|基准|实际|完成|累计|新增|近期|远期|中期|目标|考核|计划|基数|指标|任务|水平|情况|现|初|值|数|量|[\(\)\[\]“”""‘’'~—≥≤<>=-]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ValueWords();

    [GeneratedRegex(@"((?:19|20)[0-9]{2})年?(?:-|—|~|至)((?:19|20)[0-9]{2})", RegexOptions.CultureInvariant)]
    private static partial Regex Period();

    [GeneratedRegex(@"(?<![0-9])(19|20)[0-9]{2}(?![0-9])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SingleYear();

    [GeneratedRegex("十([一二三四五六七八九])五", RegexOptions.CultureInvariant)]
    private static partial Regex FiveYears();
}
