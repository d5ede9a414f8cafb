using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <summary>A decomposition as one HTML page (目标分解报告页): of each target the plan's sentence, how it was spread, the table with its sum and a chart; then what is feasible.</summary>
internal static class AllocationPage
{
    private const int MostBars = 40;

    private static readonly Bilingual Reading = new(
        "按最大余额法取整：各份额是步长的整数倍，合计与总量一位不差；乡镇与年度的表横竖都相加。存量指标保留各乡镇现状，只分解与目标的差额；比率先换算成需要的面积再分解，没有分子数据的比率原值下达。",
        "Shares are whole steps by largest remainder and add up to the total to the last digit; tables of divisions and years add up both ways. Of a level every division keeps what it has and the difference from the target is spread; a rate is turned into the area that it needs, and handed down unchanged where its numerators are not known.");
    private static readonly Bilingual Quoted = new("规划原文（{0} 第 {1} 行）：“{2}”", "The plan ({0} line {1}): “{2}”");
    private static readonly Bilingual How = new("分解到 {0}；依据 {1}；步长 {2} {3}；总量 {4} {3}。", "Allocated to {0}, by {1}, in steps of {2} {3}; total {4} {3}.");
    private static readonly Bilingual From = new("基数：{0} {1}（{2}，{3}）。", "Base: {0} {1} ({2}, {3}).");
    private static readonly Bilingual Not = new("没有分解：{0}。", "Not allocated: {0}.");
    private static readonly Bilingual Holds = new("合计与总量 {0} {1} 相等。", "The sum equals the total of {0} {1}.");
    private static readonly Bilingual Lacks = new("合计比目标少 {0} {1}：分不下去。", "The sum lacks {0} {1}, which cannot be placed.");
    private static readonly Bilingual Title = new("目标可行性", "Feasibility");
    private static readonly Bilingual Findings = new("提示与问题", "Findings");
    private static readonly Bilingual Strive = new("（力争）", " (striven for)");
    private static readonly Bilingual ChartTitle = new("各对象的份额", "Shares");
    private static readonly Bilingual LineTitle = new("逐年", "By year");

    public static HtmlDocument Of(AllocationResult result, string language)
    {
        var page = new HtmlDocument(language, result.Title.In(language));
        string Say(Bilingual text, params object?[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        page.Html.Element("h1", result.Title.In(language));
        page.Paragraph(Reading.In(language));
        foreach (var one in result.Allocations)
        {
            var target = one.Target;
            page.Html.Element("h2", $"{target.IndicatorZh} {target.Year}{(one.IsStriven ? Strive.In(language) : "")} · {target.Id}");
            foreach (var citation in target.Citations)
                page.Paragraph(Say(Quoted, citation.File, citation.Line, citation.Sentence));
            if (one.Reason is { } reason)
                page.Paragraph(Say(Not, reason.In(language)));
            if (one.Allocation is { } allocation)
            {
                page.Paragraph(Say(How, To(one.To).In(language), one.By is { } by ? Allocator.Word(by).In(language) : "—", Number(allocation.Step), one.Unit, Number(allocation.Total)));
                if (one.Base is { } start)
                    page.Paragraph(Say(From, Number(start.Value), one.Unit == one.ValueUnit || allocation.Present is not null ? one.Unit : one.ValueUnit, start.Year?.ToString(CultureInfo.InvariantCulture) ?? "—", start.Source.In(language)));
                page.Table(AllocationTables.Page(one, language));
                if (allocation.SumsHold == true)
                    page.Note(Say(Holds, Number(allocation.Total), one.Unit));
                if (allocation.Unplaced != 0)
                    page.Note(Say(Lacks, Number(allocation.Unplaced), one.Unit));
                Chart(page, one, language);
            }

            foreach (var note in one.Notes)
                page.Note(note.In(language));
        }

        if (result.Feasibility.Count > 0)
        {
            page.Html.Element("h2", Title.In(language));
            page.Table(AllocationTables.Feasibility(result, language));
        }

        if (result.Findings.Findings.Count == 0)
            return page;
        page.Html.Element("h2", Findings.In(language));
        ShortTable.Write(page, FindingsTable.Extract(result.Findings.Findings, language));
        return page;
    }

    private static void Chart(HtmlDocument page, AllocatedTarget one, string language)
    {
        var allocation = one.Allocation!;
        var years = allocation.Rows.Select(r => r.Year).OfType<int>().Distinct().Order().ToList();
        if (allocation.SumsHold is null)
            return;
        if (years.Count > 1)
        {
            List<int> shown = allocation.Present is null || one.Base?.Year is not { } from ? years : [from, .. years];
            List<double> values = [.. shown.Select(y => y < years[0] ? (double)allocation.Present!.Value : (double)allocation.Rows.Where(r => r.Year == y).Sum(r => r.Value)!.Value)];
            page.Figure(LineTitle.In(language), html => SvgLines.Write(html, $"figure-{page.NextFigure}", LineTitle.In(language), one.Unit, shown, [(one.Target.IndicatorZh, values)]));
        }

        var members = allocation.Rows.GroupBy(r => r.Key, StringComparer.Ordinal).Select(g => (g.First().Name, Share: g.Sum(r => r.Share) ?? 0)).ToList();
        // Bars begin at zero and grow to the right: what is below zero is left to the table.
        if (members.Count is > 1 and <= MostBars && members.TrueForAll(m => m.Share >= 0) && members.Exists(m => m.Share > 0))
            page.Figure(ChartTitle.In(language), html => SvgChart.Bars(html, $"figure-{page.NextFigure}", ChartTitle.In(language), one.Unit, [string.Empty], [.. members.Select(m => new ChartBar(m.Name, (double)m.Share))], allocation.Step.Scale));
    }

    private static Bilingual To(AllocationTo to) => to switch
    {
        AllocationTo.Divisions => new("乡镇", "divisions"),
        AllocationTo.Departments => new("部门", "departments"),
        AllocationTo.Years => new("年度", "years"),
        _ => new("乡镇和年度", "divisions and years"),
    };

    private static string Number(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);
}
