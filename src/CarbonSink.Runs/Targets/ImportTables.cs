using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <summary>The tables of a reading for people (规划目标读取结果表).</summary>
public static class ImportTables
{
    /// <summary>What a kind of contradiction is called.</summary>
    public static Bilingual Kind(ConflictKind kind) => kind switch
    {
        ConflictKind.Value => new("数值不一", "two values"),
        ConflictKind.Comparator => new("比较词不一", "different words"),
        ConflictKind.ImpliedArea => new("推算面积不一", "implied areas"),
        ConflictKind.IndicatorSwitch => new("指标变换", "indicator changes"),
        ConflictKind.Wording => new("措辞与数字", "words and numbers"),
        _ => new("变化算不对", "change is wrong"),
    };

    /// <summary>The targets with value, words and departments; for a page with the sentence as small print.</summary>
    public static ReportTable Targets(PlanReading reading, string language, bool withQuotes)
    {
        var table = new ReportTable("targets", "规划目标", "Targets",
        [
            Text("id", "编号", "Id"), Text("indicator", "指标（原文）", "Indicator as printed"), Text("scope", "范围", "Scope"), Text("year", "年", "Year"), Text("value", "目标值", "Value"), Text("comparator", "比较词", "Comparator"), Text("tier", "位置", "Where"),
            Text("lines", "行", "Lines"), Text("departments", "责任部门", "Departments"),
        ]);
        foreach (var t in reading.Targets)
            table.AddRow(
                t.Id, withQuotes ? $"{t.IndicatorZh}\n“{t.Citations[0].Quote}”" : t.IndicatorZh, Cell(t.Scope), Cell(Years(t)), Cell(Value(t, language)), Comparator(t, language), Tier(t.Tier).In(language),
                string.Join(", ", t.Citations.Select(c => c.Line).Distinct()), Cell(string.Join("、", t.Departments.Select(d => d.Leads ? $"{d.Name}{(language == "zh" ? "（牵头）" : " (leads)")}" : d.Name))));
        return table;
    }

    /// <summary>The contradictions.</summary>
    public static ReportTable Conflicts(IEnumerable<PlanReading> readings, string language)
    {
        var table = new ReportTable("conflicts", "规划内部的不一致", "Where the plan contradicts itself", [Text("kind", "种类", "Kind"), Text("region", "地区", "Region"), Text("targets", "目标", "Targets"), Text("text", "内容", "What")]);
        foreach (var (reading, conflict) in readings.SelectMany(r => r.Conflicts.Select(c => (r, c))))
            table.AddRow(Kind(conflict.Kind).In(language), Cell(reading.Region), string.Join(", ", conflict.Targets), conflict.Text.In(language));
        return table;
    }

    /// <summary>What a person must look at.</summary>
    public static ReportTable Candidates(IEnumerable<PlanReading> readings, string language)
    {
        var table = new ReportTable("candidates", "待人工判定", "For a person to decide", [Text("file", "文件", "File"), Text("line", "行", "Line"), Text("section", "章节", "Section"), Text("quote", "原文", "Quote"), Text("reason", "为什么没有读入", "Why it was not read")]);
        foreach (var candidate in readings.SelectMany(r => r.Candidates))
            table.AddRow(Cell(candidate.Citation.File), candidate.Citation.Line.ToString(CultureInfo.InvariantCulture), Cell(candidate.Citation.Section), Cell(candidate.Citation.Quote), candidate.Reason.In(language));
        return table;
    }

    /// <summary>The targets by department (责任清单).</summary>
    public static ReportTable Departments(IEnumerable<PlanReading> readings, string language)
    {
        var table = new ReportTable("departments", "责任清单", "Targets by department", [Text("department", "部门", "Department"), Text("region", "地区", "Region"), Text("leads", "牵头的目标", "Leads"), Text("takesPart", "参与的目标", "Takes part")]);
        foreach (var reading in readings)
        {
            foreach (var group in reading.Targets.SelectMany(t => t.Departments.Select(d => (Department: d, Target: t))).GroupBy(p => p.Department.Name, StringComparer.Ordinal))
                table.AddRow(group.Key, Cell(reading.Region), Cell(string.Join(", ", group.Where(p => p.Department.Leads).Select(p => p.Target.Id))), Cell(string.Join(", ", group.Where(p => !p.Department.Leads).Select(p => p.Target.Id))));
            if (reading.Targets.Where(t => t.Departments.Count == 0).Select(t => t.Id).ToList() is { Count: > 0 } without)
                table.AddRow(language == "zh" ? "（规划未列部门）" : "(no department named)", Cell(reading.Region), ReportCell.Missing, string.Join(", ", without));
        }

        return table;
    }

    /// <summary>A value as printed, with unit and base; blank where there is no number.</summary>
    public static string Value(PlanTarget target, string language)
    {
        var number = target.Value is not { } value ? "" : $"{Plain(value)}{(target.UpperValue is { } upper ? $"–{Plain(upper)}" : "")} {target.Unit}".TrimEnd();
        return target.Measure switch
        {
            TargetMeasure.Total when number.Length > 0 => language == "zh" ? $"{number}（累计）" : $"{number} (total)",
            TargetMeasure.Change when number.Length > 0 => language == "zh" ? $"{number}（变化）" : $"{number} (change)",
            _ when number.Length == 0 && target.BaseValue is { } start => language == "zh" ? $"（{target.BaseYear} 年 {Plain(start)} {target.Unit}）" : $"({Plain(start)} {target.Unit} in {target.BaseYear})",
            _ => number,
        };
    }

    private static string Comparator(PlanTarget target, string language) => target.IsStriven ? $"{target.Comparator.Word()}{(language == "zh" ? "（力争）" : " (striven for)")}" : target.Comparator.Word();

    private static string Years(PlanTarget target) => target.FromYear is { } from && from != target.Year ? $"{from}–{target.Year}" : $"{target.Year}";

    private static Bilingual Tier(TargetTier tier) => tier switch
    {
        TargetTier.Headline => new("主要目标", "headline"),
        TargetTier.Task => new("任务", "task"),
        TargetTier.Table => new("指标表", "table"),
        _ => new("定性", "qualitative"),
    };

    private static string Plain(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static ReportColumn Text(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Text);

    private static ReportCell Cell(string text) => text.Length == 0 ? ReportCell.Missing : text;
}
