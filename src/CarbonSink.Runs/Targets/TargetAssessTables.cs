using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <summary>The tables of an assessment of targets (目标评估结果表).</summary>
public static class TargetAssessTables
{
    private static readonly Bilingual[] Comparators =
    [
        new("", ""), new("达到", "reach"), new("≥", "≥"), new(">", ">"), new("≤", "≤"), new("<", "<"), new("稳定在", "stable at"), new("保持稳定、力争增长", "stable, growth striven for"), new("左右", "about"), new("增加", "increase"), new("下降", "decrease"),
    ];

    private static readonly Bilingual Nobody = new("（未写责任部门）", "(no department named)");

    /// <summary>Every target with its verdict, for files: 指标、目标、现状、差距、判定、依据、责任部门 and what they rest on.</summary>
    public static ReportTable Progress(TargetAssessResult result, string language)
    {
        var table = new ReportTable("progress", "目标进展", "Progress of the targets",
        [
            Text("id", "编号", "Id"), Text("indicator", "指标", "Indicator"), Text("scope", "范围", "Scope"), Text("year", "目标年", "Year"), Text("target", "目标", "Target"), Number("value", "目标值", "Value"), Text("unit", "单位", "Unit"),
            Number("actual", "现状", "Actual"), Text("actualYear", "现状年", "Year of it"), Number("gap", "差距", "Gap"), Number("gapPercent", "差距百分比", "Gap in per cent", "%"),
            Number("requiredPerYear", "每年需变化", "Required a year"), Number("trendPerYear", "每年实际变化", "Trend a year"), Number("forecast", "目标年预计", "Forecast"), Text("forecastMethod", "预计方法", "Method of the forecast"),
            Number("progressPercent", "完成进度", "Progress", "%"), Number("timePercent", "时间进度", "Time passed", "%"), Text("verdict", "判定", "Verdict"), Text("reason", "依据", "Reason"), Text("rule", "判定规则", "Rule"),
            Text("conflicts", "规划矛盾", "Conflicts"), Text("departments", "责任部门", "Departments"), Text("base", "口径", "Base"), Text("actualSource", "现状出处", "Source of the actual value"), Text("citation", "规划出处", "Place in the plan"), Text("quote", "原文", "Words"), Text("status", "状态", "Status"),
        ]);
        foreach (var r in result.Assessment.Results)
        {
            table.AddRow(
                r.Target.Id, Cell(r.Target.IndicatorZh), Cell(r.Target.Scope), Year(r.Target.Year), Words(r.Target, language), Value(r.Value), Cell(r.Unit),
                Value(r.Actual), Year(r.ActualYear), Value(r.Gap), Value(r.GapPercent),
                Value(r.RequiredPerYear), Value(r.Trend?.PerYear), Value(r.Forecast?.Value), Cell(r.Forecast?.Text.In(language)),
                Value(r.ProgressPercent), Value(r.TimePercent), r.Verdict.Title().In(language), Cell(r.Reason.In(language)), $"{r.Target.Comparator.Word()}: {r.Setting}",
                Cell(string.Join(", ", r.Conflicts)), Cell(Departments(r.Target, language)), Cell(r.Base?.Title.In(language)), Cell(r.ActualSource?.In(language)), Cell(string.Join("; ", r.Target.Citations.Select(c => $"{c.File}:{c.Line}"))), Cell(r.Target.Citations is [var first, ..] ? first.Quote : null), Cell(r.Status is { } s ? JsonText.Status(s) : null));
        }

        return table;
    }

    /// <summary>The same for a page.</summary>
    public static ReportTable ProgressOfPage(TargetAssessResult result, string language)
    {
        var zh = language == "zh";
        var table = new ReportTable("progress", "目标进展", "Progress of the targets",
        [
            Text("indicator", "指标", "Indicator"), Text("target", "目标", "Target"), Text("value", "现状", "Actual"), Text("gap", "差距", "Gap"), Text("verdict", "判定", "Verdict"), Text("reason", "依据", "Reason"), Text("departments", "责任部门", "Departments"),
        ]);
        foreach (var r in result.Assessment.Results)
        {
            var place = string.Join("; ", r.Target.Citations.Select(c => $"{c.File}:{c.Line}"));
            var actual = r.Actual is { } a ? $"{Shown(a)} {r.Unit}\n{r.ActualYear}" : "—";
            var gap = r.Gap is { } g ? $"{Shown(g)}{(r.GapPercent is { } p ? $"\n{Shown(decimal.Round(p, 1))} %" : "")}" : "—";
            var verdict = r.Verdict.Title().In(language) + (r.Conflicts.Count > 0 ? $"\n{(zh ? "矛盾" : "conflict")} {string.Join(", ", r.Conflicts)}" : "");
            var rule = $"{r.Reason.In(language)}\n{(zh ? "规则" : "rule")} {r.Target.Comparator.Word()}: {r.Setting}{(r.Base is { } b ? $"; {(zh ? "口径" : "base")}: {b.Title.In(language)}{(r.IsBaseChosen ? "" : zh ? "（默认）" : " (default)")}" : "")}";
            table.AddRow($"{r.Target.IndicatorZh}\n{r.Target.Scope}", $"{Words(r.Target, language)}\n{place}", actual, gap, verdict, rule, Cell(Departments(r.Target, language)));
        }

        return table;
    }

    /// <summary>The same for a terminal: indicator, target, actual, gap, verdict and conflicts.</summary>
    public static ReportTable OfConsole(TargetAssessResult result, string language)
    {
        var table = new ReportTable("progress", "目标进展", "Progress of the targets",
        [
            Text("indicator", "指标", "Indicator"), Text("target", "目标", "Target"), Text("value", "现状", "Actual"), Text("gap", "差距", "Gap"), Text("verdict", "判定", "Verdict"), Text("conflicts", "规划矛盾", "Conflicts"), Text("reason", "依据", "Reason"),
        ]);
        foreach (var r in result.Assessment.Results)
            table.AddRow(r.Target.IndicatorZh, Words(r.Target, language), r.Actual is { } a ? $"{Shown(a)} {r.Unit} ({r.ActualYear})" : "—", r.Gap is { } g ? Shown(g) : "—", r.Verdict.Title().In(language), Cell(string.Join(", ", r.Conflicts)), Cell(r.Reason.In(language)));
        return table;
    }

    /// <summary>Verdicts by department; a target of several departments counts for each, so these do not add up.</summary>
    public static ReportTable ByDepartment(TargetAssessResult result, string language)
    {
        var table = new ReportTable("by-department", "按责任部门（一个目标可有几个部门，不相加）", "By department (a target may have several: they do not add up)",
        [
            Text("department", "责任部门", "Department"), Count("targets", "目标", "Targets"), Count("leads", "其中牵头", "Led by it"),
            .. Enum.GetValues<TargetVerdict>().Select(v => Count(v.Word(), v.Title().Zh, v.Title().En)),
        ]);
        foreach (var d in result.Assessment.ByDepartment)
            table.AddRow([d.Department.Length > 0 ? d.Department : Nobody.In(language), (long)d.Count, (long)d.Leads, .. d.Counts.Select(c => (ReportCell)(long)c)]);
        return table;
    }

    /// <summary>How many targets there are of each verdict.</summary>
    public static ReportTable Summary(TargetAssessResult result, string language)
    {
        var table = new ReportTable("summary", "按判定合计", "By verdict", [Text("verdict", "判定", "Verdict"), Count("targets", "目标", "Targets")]);
        foreach (var verdict in Enum.GetValues<TargetVerdict>())
            table.AddRow(verdict.Title().In(language), (long)result.Assessment.Count(verdict));
        table.SetTotal(ReportCell.Missing, (long)result.Assessment.Results.Count);
        return table;
    }

    /// <summary>The contradictions of the plan.</summary>
    public static ReportTable Conflicts(TargetAssessResult result, string language)
    {
        var table = new ReportTable("conflicts", "规划内部矛盾", "Contradictions within the plan", [Text("id", "编号", "Id"), Text("targets", "目标", "Targets"), Text("text", "说明", "What disagrees")]);
        foreach (var (id, conflict) in result.Assessment.Conflicts)
            table.AddRow(id, Cell(string.Join(", ", conflict.Targets)), Cell(conflict.Text.In(language)));
        return table;
    }

    /// <summary>How words are judged.</summary>
    public static ReportTable Settings(TargetAssessResult result, string language)
    {
        var table = new ReportTable("judging", "判定设定", "Settings of the judgement", [Text("name", "名称", "Name"), Text("setting", "设定", "Setting"), Text("meaning", "含义", "Meaning")]);
        Bilingual[] meanings =
        [
            new("达到、达、提高到", "reach"), new("没有比较词，如保有量 8.3 万公顷", "a number without a word"), new("左右：两侧允许偏差；规划没有给出", "about: the band to both sides; plans give none"),
            new("稳定在、维持在：允许低多少", "stable at: how far below still is"), new("比较前是否按规划的小数位修约", "whether actual values are rounded to the printed decimals before"),
        ];
        foreach (var ((name, setting), meaning) in result.Assessment.Rules.Settings.Zip(meanings))
            table.AddRow(name, setting, meaning.In(language));
        return table;
    }

    /// <summary>The target in the plan's words: year, comparator, number and unit.</summary>
    internal static string Words(PlanTarget target, string language)
    {
        var zh = language == "zh";
        var number = target.Value is { } v ? $"{v}{(target.UpperValue is { } u ? $"–{u}" : "")} {target.Unit}" : "";
        var year = target.Year is { } y ? (target.FromYear is { } from ? $"{from}–{y} " : $"{y} ") : zh ? "（无年份）" : "(no year) ";
        var word = Comparators[(int)target.Comparator].In(language) is { Length: > 0 } known ? $"{known} " : "";
        return $"{year}{(target.IsStriven ? zh ? "力争 " : "striven " : "")}{word}{number}".TrimEnd();
    }

    /// <summary>A number with four digits that mean something, and no idle zeros.</summary>
    internal static string Shown(decimal value)
    {
        var decimals = Math.Abs(value) >= 1000 ? 1 : Math.Abs(value) >= 10 ? 2 : 4;
        var rounded = decimal.Round(value, decimals, MidpointRounding.AwayFromZero) / 1.0000000000000000000000000000m;
        return HtmlTable.Number((double)rounded, rounded.Scale);
    }

    private static string Departments(PlanTarget target, string language) =>
        string.Join(language == "zh" ? "、" : ", ", target.Departments.Select(d => d.Leads ? $"{d.Name}{(language == "zh" ? "（牵头）" : " (leads)")}" : d.Name));

    private static ReportCell Year(int? year) => year is { } y ? y.ToString(System.Globalization.CultureInfo.InvariantCulture) : ReportCell.Missing;

    private static ReportCell Value(decimal? value) => (double?)value;

    private static ReportCell Cell(string? text) => string.IsNullOrEmpty(text) ? ReportCell.Missing : text;

    private static ReportColumn Text(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Text);

    private static ReportColumn Count(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Count);

    private static ReportColumn Number(string key, string zh, string en, string unit = "") => new(key, zh, en, unit, ReportColumnKind.Number);
}
