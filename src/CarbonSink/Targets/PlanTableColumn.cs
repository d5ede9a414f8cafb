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

    /// <summary>完成时限: the year of the row.</summary>
    Deadline,

    /// <summary>合计 of the columns of years.</summary>
    Sum,

    /// <summary>乡镇: rows are parts of the region, and columns name the indicators.</summary>
    Place,

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
    /// <summary>Name of the indicator that the column itself is of, with unit and year left out; blank where rows name theirs.</summary>
    public string Name { get; init; } = "";

    /// <summary>Year that its values are differences from (2025年较2020年), or null.</summary>
    public int? Since { get; init; }

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
        if (UnitInBrackets().Match(plain) is { Success: true } brackets && PlanUnit.IsUnit(brackets.Groups[1].Value))
            (unit, plain) = (brackets.Groups[1].Value, plain.Remove(brackets.Index, brackets.Length));
        PlanTableColumn Is(PlanColumnKind kind, int? from = null, int? year = null, bool? isBase = null) => new(kind, heading.Trim(), from, year, isBase, unit);
        switch (plain)
        {
            case "序号" or "编号" or "No" or "No." or "NO" or "序":
                return Is(PlanColumnKind.Ordinal);
            case "类别" or "分类" or "领域" or "指标类别" or "一级指标" or "大类" or "方面" or "类目":
                return Is(PlanColumnKind.Category);
            case "名称" or "项目" or "目标名称" or "目标内容" or "任务" or "任务名称" or "建设任务" or "建设内容" or "建设项目" or "任务内容":
                return Is(PlanColumnKind.Name);
            case "单位" or "计量单位" or "指标单位":
                return Is(PlanColumnKind.Unit);
            case "属性" or "指标属性" or "性质" or "指标性质" or "指标类型" or "类型" or "目标属性":
                return Is(PlanColumnKind.Property);
            case "完成时限" or "时限" or "完成时间" or "完成期限" or "完成年限" or "时间节点" or "目标年" or "目标年份" or "时间要求" or "进度要求" or "年份":
                return Is(PlanColumnKind.Deadline);
            case "合计" or "总计" or "小计" or "总任务" or "任务合计":
                return Is(PlanColumnKind.Sum);
            case "备注" or "说明" or "数据来源" or "依据":
                return Is(PlanColumnKind.Remark);
            default:
                break;
        }

        if (NameHeading().IsMatch(plain))
            return Is(PlanColumnKind.Name);
        if (Department().IsMatch(plain))
            return Is(PlanColumnKind.Department);
        if (PlaceHeading().IsMatch(plain))
            return Is(PlanColumnKind.Place);
        if (Difference().Match(plain) is { Success: true } d)
            return Is(PlanColumnKind.Value, null, int.Parse(d.Groups["year"].Value, CultureInfo.InvariantCulture), false) with { Since = int.Parse(d.Groups["since"].Value, CultureInfo.InvariantCulture) };
        if (Change().IsMatch(plain))
            return YearsOf(plain) is ({ } first, { } last) ? Is(PlanColumnKind.Change, first, last) : Is(PlanColumnKind.Change);
        var (from, year) = YearsOf(plain);
        bool? isBase = Base().IsMatch(plain) ? true : Target().IsMatch(plain) ? false : null;
        return ValueWords().Replace(plain, "").Length == 0 && (year is not null || isBase is not null) ? Is(PlanColumnKind.Value, from, year, isBase) : null;
    }

    /// <summary>A heading that names the indicator of its column (2025年造林面积(亩)), in a table whose rows are places.</summary>
    public static PlanTableColumn Named(string heading)
    {
        var name = PlanIndicatorName.Of(heading);
        var (from, year) = YearsOf(heading);
        return new(PlanColumnKind.Value, heading.Trim(), from, year, Base().IsMatch(heading) ? true : Target().IsMatch(heading) ? false : null, name.Unit) { Name = TimeWords().Replace(name.Name, "") };
    }

    /// <summary>How many years a text names.</summary>
    public static int CountYears(string text) => SingleYear().Matches(PlanCell.Plain(text)).DistinctBy(m => m.Value).Count();

    /// <summary>Whether a text is nothing but a time: 2025年底, 每年, 十四五期间.</summary>
    public static bool IsTime(string text) => PlanCell.Plain(text) is { Length: > 0 and < 20 } plain && (YearsOf(plain).Year is not null || plain is "每年" or "年度" or "长期" or "持续" or "逐年" or "每年度" or "长期坚持" or "持续推进") && (plain.Length < 5 || TimeWords().Replace(plain, "").Length == 0);

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

    [GeneratedRegex(@"^[^0-9、，。]{0,6}指标(名称|内容|项|名)?(\(单位\))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NameHeading();

    [GeneratedRegex("^(责任|牵头|配合|实施|负责|主管|落实|考核)(部门|单位|主体)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Department();

    [GeneratedRegex(@"^(乡镇|镇街|街道|镇乡|乡镇街道|镇街道|乡镇\(街道\)|镇\(街道\)|乡\(镇\)|乡镇\(场\)|地区|区域|区县|县区|县市区|县\(市、区\)|县\(区\)|区\(县\)|行政区|行政区划|行政单位|林场|乡镇场|实施单位名称|建设单位|乡镇名称|片区)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PlaceHeading();

    [GeneratedRegex(@"^(?<year>(19|20)[0-9]{2})年?(目标|末|底)?(较|比|相比|相对于|相较于)(?<since>(19|20)[0-9]{2})年?(变化|增长|增加|提高|提升|增减|净增|增幅|变动|上升|降低|下降)?(率|值|量|幅度)?(\(%\))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Difference();

    [GeneratedRegex("((?:19|20)[0-9]{2}年?(?:-|—|~|至))?(?:19|20)[0-9]{2}(年度?|(?![0-9]))|[“\"]?十[一二三四五六七八九]五[”\"]?|期间|时期|[年月季]?[底末初前内]|每年|年度|长期|持续|按年度|[0-9]{1,2}月|完成|到|以|至|、|实现|任务量?|目标值?|计划数?|规划", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TimeWords();

    [GeneratedRegex(@"(变化|增长|增幅|增速|降幅|年均|增减|变动|提高|下降)(率|值|量|幅度|情况)?([/、或及]?(\[累计\]|\(累计\)|累计)|%|\(%\))*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Change();

    [GeneratedRegex("现状|基期|基准|基数|实际|现值|完成值|完成情况|初值", RegexOptions.CultureInvariant)]
    private static partial Regex Base();

    [GeneratedRegex("目标|规划|预期|计划|任务|指标值", RegexOptions.CultureInvariant)]
    private static partial Regex Target();

    [GeneratedRegex(@"(19|20)[0-9]{2}|十[一二三四五六七八九]五|年|期末|末|期间|底|时期|到|至|规划|预期|建设|现状|基期|基准|实际|完成|累计|新增|近期|远期|中期|目标|考核|计划|基数|基年|年份|峰值|达峰|末期|预计|测算|指标|任务|水平|情况|现|初|值|数|量|[\(\)\[\]“”""‘’'~—≥≤<>=-]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ValueWords();

    [GeneratedRegex(@"((?:19|20)[0-9]{2})年?(?:-|—|~|至)((?:19|20)[0-9]{2})", RegexOptions.CultureInvariant)]
    private static partial Regex Period();

    [GeneratedRegex(@"(?<![0-9])(19|20)[0-9]{2}(?![0-9])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SingleYear();

    [GeneratedRegex("十([一二三四五六七八九])五", RegexOptions.CultureInvariant)]
    private static partial Regex FiveYears();
}
