using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Projects;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>An account of a project as tables (减排量核算表).</summary>
public static class RemovalsTables
{
    private const string T = "tCO2e";

    private static readonly ReportColumn YearColumn = new("year", "年份", "Year", "", ReportColumnKind.Text);

    /// <summary>The tables that become files: years, stocks, eligibility, and of a project that is no bundle what its folder holds.</summary>
    public static IReadOnlyList<ReportTable> Files(RemovalsResult result, string language) =>
        [Years(result), Stocks(result), Eligibility(result, language), .. result.Project is { } p ? ProjectTables.Of(p.Input, p.Campaigns, p.Methods.All, result.Confidence) : []];

    /// <summary>Calendar years; the total only where every year has the figure.</summary>
    public static ReportTable Years(RemovalsResult result)
    {
        ReportColumn Column(string key, string zh, string en) => new(key, zh, en, T, ReportColumnKind.Number);
        var table = new ReportTable("years", "分年净碳汇量", "Net removal by calendar year",
        [
            YearColumn, Column("biomassT", "活生物量变化（未折减）", "Change of living biomass (undiscounted)"), Column("projectT", "项目碳库变化（未折减）", "Pools of the project (undiscounted)"), Column("baselineT", "基准线", "Baseline"),
            Column("emissionT", "项目排放", "Emissions"), Column("leakageT", "泄漏", "Leakage"), Column("undiscountedNetT", "净碳汇量（未折减）", "Net removal (undiscounted)"), Column("uncertaintyDeductionT", "不确定性扣减", "Taken off for uncertainty"),
            Column("netT", "净碳汇量", "Net removal"), Column("nonPermanenceDeductionT", "非持久性扣减", "Taken off for non-permanence"), Column("creditableT", "减排量（取整前）", "Creditable (before rounding)"), new("vintageT", "取整后（年份）", "Whole tonnes (vintage)", T, ReportColumnKind.Count),
        ]);
        foreach (var year in result.Years)
            table.AddRow([Year(year.Net.Year), year.BiomassT, .. Figures(year.Net).Select(f => (ReportCell)f), year.VintageT is { } t ? t : ReportCell.Missing]);
        if (result.Years.Count > 0)
        {
            double? Total(Func<NetRemoval, double?> of) => result.Years.All(y => of(y.Net) is not null) ? result.Years.Sum(y => of(y.Net)) : null;
            var totals = Enumerable.Range(0, Figures(result.Years[0].Net).Length).Select(i => (ReportCell)Total(n => Figures(n)[i]));
            table.SetTotal([ReportCell.Missing, result.Years.All(y => y.BiomassT is not null) ? result.Years.Sum(y => y.BiomassT) : null, .. totals, result.TotalT is { } whole ? whole : ReportCell.Missing]);
        }

        return table;
    }

    /// <summary>Calendar years for a terminal: the columns that lead from the project to whole tonnes, in short.</summary>
    public static ReportTable Shown(RemovalsResult result)
    {
        ReportColumn Column(string key, string zh, string en) => new(key, zh, en, string.Empty, ReportColumnKind.Number) { Decimals = 1 };
        var table = new ReportTable("years", "分年净碳汇量（t CO2e）", "Net removal by calendar year (t CO2e)",
        [
            YearColumn, Column("projectT", "项目", "Project"), Column("baselineT", "基准线", "Baseline"), Column("emissionT", "排放", "Emission"), Column("leakageT", "泄漏", "Leakage"), Column("uncertaintyDeductionT", "不确定性", "Uncertainty"),
            Column("netT", "净碳汇", "Net"), Column("nonPermanenceDeductionT", "非持久性", "Non-perm."), new("vintageT", "取整", "Vintage", string.Empty, ReportColumnKind.Count),
        ]);
        foreach (var (n, _, t) in result.Years)
            table.AddRow(Year(n.Year), n.ProjectT, n.BaselineT, n.EmissionT, n.LeakageT, n.UncertaintyDeductionT, n.NetT, n.NonPermanenceT, t is { } whole ? whole : ReportCell.Missing);
        double? Total(Func<NetRemoval, double?> of) => result.Years.All(y => of(y.Net) is not null) ? result.Years.Sum(y => of(y.Net)) : null;
        table.SetTotal(ReportCell.Missing, Total(n => n.ProjectT), Total(n => n.BaselineT), Total(n => n.EmissionT), Total(n => n.LeakageT), Total(n => n.UncertaintyDeductionT), Total(n => n.NetT), Total(n => n.NonPermanenceT), result.TotalT is { } total ? total : ReportCell.Missing);
        return table;
    }

    /// <summary>Monitoring periods.</summary>
    public static ReportTable Periods(RemovalsResult result, string language)
    {
        var table = new ReportTable("periods", "核算期", "Monitoring periods",
        [
            new("period", "核算期", "Period", "", ReportColumnKind.Text), new("surveyed", "监测日期", "Surveyed", "", ReportColumnKind.Text), new("changeT", "储量变化（未折减）", "Change of stock (undiscounted)", T, ReportColumnKind.Number),
            new("uPercent", "U", "U", "%", ReportColumnKind.Number), new("countedT", "计入的变化", "Counted change", T, ReportColumnKind.Number), new("deductedT", "折减差额", "Difference taken off", T, ReportColumnKind.Number), new("basis", "误差算法", "Error by", "", ReportColumnKind.Text),
            new("periodT", "减排量（取整）", "Whole tonnes", T, ReportColumnKind.Count), new("notIssuedKg", "不足一吨、不签发", "Less than a tonne, not issued", "kg", ReportColumnKind.Number), new("issuedT", "已签发", "Issued", T, ReportColumnKind.Count), new("issuableT", "累计可签发（只看数字）", "Issuable by the figures alone", T, ReportColumnKind.Count),
        ]);
        foreach (var p in result.Periods)
            table.AddRow($"{p.Period.Number}: {Day(p.Period.Span.From)} – {Day(p.Period.Span.To)}", Day(p.Surveyed), p.Change.Value, p.RelativeHalfWidth * 100, p.CountedT, p.Change.Value - p.CountedT, Basis(p).In(language),
                p.Units is { } u ? u.PeriodT : ReportCell.Missing, p.Units?.NotIssuedKg, p.IssuedT, p.IssuableT is { } i ? i : ReportCell.Missing);
        return table;
    }

    /// <summary>Stocks as surveyed, undiscounted.</summary>
    public static ReportTable Stocks(RemovalsResult result)
    {
        var table = new ReportTable("stocks", "监测的活生物量储量（未折减）", "Stocks of living biomass as surveyed (undiscounted)",
        [
            new("date", "监测日期", "Surveyed", "", ReportColumnKind.Text), new("stockT", "储量", "Stock", T, ReportColumnKind.Number), new("standardErrorT", "标准误", "Standard error", T, ReportColumnKind.Number), new("halfWidthT", "半宽", "Half-width", T, ReportColumnKind.Number),
            new("uPercent", "U", "U", "%", ReportColumnKind.Number), new("degreesOfFreedom", "自由度", "Degrees of freedom", "", ReportColumnKind.Number) { Decimals = 0 }, new("plotCount", "样地", "Plots", "", ReportColumnKind.Count), new("areaHa", "面积", "Area", "ha", ReportColumnKind.Number),
        ]);
        foreach (var s in result.Stocks)
            table.AddRow(Day(s.Date), s.Stock.Value, s.Stock.StandardError, s.HalfWidthT, s.RelativeHalfWidth * 100, s.Stock.DegreesOfFreedom, (long)s.Plots, s.AreaHa);
        return table;
    }

    /// <summary>Answers to the rules.</summary>
    public static ReportTable Eligibility(RemovalsResult result, string language)
    {
        var table = new ReportTable("eligibility", "适用条件", "Eligibility",
        [
            new("pack", "出处", "Pack", "", ReportColumnKind.Text), new("rule", "条件", "Rule", "", ReportColumnKind.Text), new("article", "条款", "Article", "", ReportColumnKind.Text), new("title", "要求", "Demand", "", ReportColumnKind.Text), new("met", "是否满足", "Met", "", ReportColumnKind.Text),
            new("evidence", "依据", "Evidence", "", ReportColumnKind.Text), new("members", "不满足的地块", "Parcels that fail", "", ReportColumnKind.Text), new("status", "条款状态", "Status of the rule", "", ReportColumnKind.Text),
        ]);
        foreach (var (pack, e) in result.Eligibility)
            table.AddRow(pack, e.Rule, e.Article, e.Title.In(language), Met(e.Met).In(language), e.Evidence.In(language), string.Join(", ", e.Members), JsonText.Status(e.Status));
        return table;
    }

    /// <summary>Comparison with the design document.</summary>
    public static ReportTable Design(RemovalsResult result)
    {
        var table = new ReportTable("design", "与设计文件比较（净碳汇量）", "Against the design document (net removal)",
        [
            YearColumn, new("expectedT", "设计", "Expected", T, ReportColumnKind.Number), new("netT", "核算", "Found", T, ReportColumnKind.Number), new("differenceT", "差", "Difference", T, ReportColumnKind.Number), new("achievedPercent", "完成率", "Achieved", "%", ReportColumnKind.Number),
        ]);
        foreach (var d in result.Design)
            table.AddRow(Year(d.Year), d.ExpectedT, d.NetT, d.NetT - d.ExpectedT, d.ExpectedT == 0 ? null : d.NetT / d.ExpectedT * 100);
        return table;
    }

    /// <summary>What a holder of the official text must fill.</summary>
    public static ReportTable Open(RemovalsResult result, string language)
    {
        var table = new ReportTable("open", "待填项（须按官方文本填写）", "Open items (to be filled from the official text)",
        [
            new("id", "编号", "Id", "", ReportColumnKind.Text), new("section", "章节", "Section", "", ReportColumnKind.Text), new("status", "现状", "Status", "", ReportColumnKind.Text), new("what", "内容", "What", "", ReportColumnKind.Text), new("file", "写在", "To be written in", "", ReportColumnKind.Text),
        ]);
        foreach (var o in result.Open)
            table.AddRow(o.Id, o.Section, o.Status, o.Text.In(language), o.File);
        return table;
    }

    /// <summary>Sub-projects of a bundle.</summary>
    public static ReportTable Projects(RemovalsResult result, string language)
    {
        var table = new ReportTable("projects", "子项目", "Sub-projects",
        [
            new("id", "项目", "Project", "", ReportColumnKind.Text), new("title", "名称", "Title", "", ReportColumnKind.Text), new("netT", "净碳汇量", "Net removal", T, ReportColumnKind.Number), new("totalT", "减排量（取整）", "Whole tonnes", T, ReportColumnKind.Count),
            new("issuableT", "可签发", "Issuable", T, ReportColumnKind.Count), new("label", "称呼", "Label", "", ReportColumnKind.Text),
        ]);
        foreach (var p in result.Projects)
            table.AddRow(p.Id, p.Title.In(language), p.Years.All(y => y.Net.NetT is not null) ? p.Years.Sum(y => y.Net.NetT) : null, p.TotalT is { } t ? t : ReportCell.Missing, p.IssuableT is { } i ? i : ReportCell.Missing, p.Label.In(language));
        return table;
    }

    internal static Bilingual Met(bool? met) => met switch { true => new("满足", "met"), false => new("不满足", "not met"), _ => new("未能证明", "not shown") };

    internal static string Day(DateOnly date) => CampaignPlots.Day(date);

    private static Bilingual Basis(RemovalPeriod period) => period.Basis switch
    {
        ChangeBasis.Paired => new($"固定样地 {period.MatchedPlots} 块", $"{period.MatchedPlots} permanent plots"),
        ChangeBasis.Independent => new("独立样本", "independent surveys"),
        _ => new("期初已知", "known beginning"),
    };

    private static string Year(int year) => year.ToString(CultureInfo.InvariantCulture);

    private static double?[] Figures(NetRemoval n) => [n.ProjectT, n.BaselineT, n.EmissionT, n.LeakageT, n.UndiscountedNetT, n.UncertaintyDeductionT, n.NetT, n.NonPermanenceT, n.CreditableT];
}
