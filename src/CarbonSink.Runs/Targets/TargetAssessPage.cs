using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <summary>An assessment of targets as one HTML page: the report of a year or of the middle of the term (年度进展、中期评估报告页).</summary>
internal static class TargetAssessPage
{
    private static readonly Bilingual Heading = new("规划目标进展评估（截至 {0} 年末）", "Progress of the plan's targets (as of the end of {0})");
    private static readonly Bilingual PlanLine = new("规划：{0}。最差状态：{1}。", "Plan: {0}. Worst status: {1}.");
    private static readonly Bilingual Reading = new(
        "目标年已到的，按该年的值判“已达到”或“未达到”；未到的，按生长模型、观测趋势或工作进度的预计值判“进展正常”或“有风险”；缺数据的判“无法判定”，并写明缺什么。没有年份的按评估年判，不判“未达到”。差距 = 现状 − 目标，负数表示低于目标。预计值不是调查值。",
        "Where the target year has come, its own value decides between met and missed; before, the value expected by the growth engine, the trend of observations or the pace of work decides between on track and at risk; where data lack, the target is not computable and the reason says what is needed. A target without year is judged as of the assessment and never missed. Gap = actual less target, negative below it. Expected values are no survey.");
    private static readonly Bilingual ChartTitle = new("现状与预计占目标的百分比", "Actual and expected values in per cent of the target");
    private static readonly Bilingual Axis = new("占目标的百分比（%）", "per cent of the target");
    private static readonly Bilingual ChartNote = new("图中不列没有数值的目标和没有现状值的目标。要求“不高于”的目标，条形不到竖线为好。", "Targets without a number or an actual value are not drawn. Of targets that ask for at most, a bar short of the line is good.");
    private static readonly Bilingual Summary = new("结论", "Summary");
    private static readonly Bilingual Contradictions = new("规划内部矛盾", "Contradictions within the plan");
    private static readonly Bilingual ConflictNote = new("互相矛盾的目标各按原文判定，程序不替人选择。", "Targets that contradict each other are each judged as printed; nothing is chosen for the reader.");
    private static readonly Bilingual Settings = new("判定设定与出处", "Settings and sources");
    private static readonly Bilingual Findings = new("提示与问题", "Findings");

    public static HtmlDocument Of(TargetAssessResult result, string language)
    {
        string Say(Bilingual text, params object?[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        var assessment = result.Assessment;
        var page = new HtmlDocument(language, result.Title.In(language));
        page.Html.Element("h1", $"{result.Title.In(language)} · {Say(Heading, assessment.AsOf)}");
        page.Html.Element("p", TargetAssessResult.Label.In(language), ("class", "label"));
        if (result.ForecastNote is { } forecast)
            page.Html.Element("p", forecast.In(language), ("class", "notice"));
        page.Paragraph(Say(PlanLine, string.Join(" ", ((string[])[result.Plan.Region, result.Plan.Title, result.Plan.Number]).Where(t => t.Length > 0).DefaultIfEmpty("—")), JsonText.Status(result.Status)));
        page.Html.Element("h2", Summary.In(language));
        page.Table(TargetAssessTables.Summary(result, language));
        Chart(page, assessment, language);
        ShortTable.Write(page, TargetAssessTables.ProgressOfPage(result, language));
        page.Paragraph(Reading.In(language));
        page.Table(TargetAssessTables.ByDepartment(result, language));
        if (assessment.Conflicts.Count > 0)
        {
            page.Html.Element("h2", Contradictions.In(language));
            ShortTable.Write(page, TargetAssessTables.Conflicts(result, language));
            page.Note(ConflictNote.In(language));
        }

        page.Html.Element("h2", Settings.In(language));
        page.Table(TargetAssessTables.Settings(result, language));
        ShortTable.Write(page, Sources(result, language));
        if (result.Findings.Findings.Count == 0)
            return page;
        page.Html.Element("h2", Findings.In(language));
        ShortTable.Write(page, FindingsTable.Extract(result.Findings.Findings, language));
        return page;
    }

    private static void Chart(HtmlDocument page, TargetAssessment assessment, string language)
    {
        ChartBullet[] rows = [.. assessment.Results.Where(r => r is { Value: > 0, Actual: >= 0 }).Select(r => new ChartBullet(
            $"{r.Target.IndicatorZh} {TargetAssessTables.Words(r.Target, language)}",
            (double)(r.Actual!.Value / r.Value!.Value * 100),
            r.Forecast is { } f ? (double)(f.Value / r.Value.Value * 100) : null,
            $"{TargetAssessTables.Shown(r.Actual.Value)} · {r.Verdict.Title().In(language)}"))];
        if (rows.Length == 0)
            return;
        var (title, id) = (ChartTitle.In(language), $"figure-{page.NextFigure}");
        (string, string, string) key = language == "zh" ? ("现状", "目标", "目标年预计") : ("actual", "target", "expected in the target year");
        page.Figure(title, html => SvgBullets.Write(html, id, title, Axis.In(language), key, rows));
        page.Note(ChartNote.In(language));
    }

    /// <summary>What each actual value was computed from.</summary>
    private static ReportTable Sources(TargetAssessResult result, string language)
    {
        ReportColumn Text(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Text);
        var table = new ReportTable("sources", "现状值的出处", "Sources of the actual values", [Text("target", "目标", "Target"), Text("year", "年份", "Year"), Text("source", "出处", "Source"), Text("status", "状态", "Status")]);
        foreach (var r in result.Assessment.Results.Where(r => r.ActualSource is not null))
            table.AddRow(r.Target.Id, r.ActualYear!.Value.ToString(CultureInfo.InvariantCulture), r.ActualSource!.In(language), r.Status is { } s ? JsonText.Status(s) : ReportCell.Missing);
        return table;
    }
}
