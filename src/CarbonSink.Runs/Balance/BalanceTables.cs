using System.Globalization;
using CarbonSink.Balances;
using CarbonSink.Estimation;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The tables of a balance (收支表): years, emissions, components, scenarios, traded units, what is not counted.</summary>
public static class BalanceTables
{
    /// <summary>Every table with rows.</summary>
    public static IReadOnlyList<ReportTable> All(BalanceResult result, string language) =>
        [.. ((ReportTable[])[Years(result, language), Emissions(result, language), Components(result, language), Scenarios(result, language), Traded(result, language), NotCounted(result, language)]).Where(t => t.Rows.Count > 0 || t.Id == "years")];

    /// <summary>The reported years.</summary>
    public static ReportTable Years(BalanceResult result, string language)
    {
        var table = new ReportTable("years", "逐年收支", "Balance by year",
        [
            Text("year", "年", "Year"), Number("emissionsT", "排放", "Emissions"), Number("netSinkT", "净碳汇", "Net sink"), Number("soldOutsideT", "卖出县外", "Sold outside"), Number("sinkCountedT", "计入碳汇", "Sink counted"), Number("balanceT", "收支", "Balance"),
            new("ratioPercent", "碳汇占排放", "Sink in emissions", "%", ReportColumnKind.Number), Text("statement", "结论", "Statement"), Text("status", "状态", "Status"), Text("gaps", "缺项", "Missing"),
        ]);
        foreach (var y in result.Years)
            table.AddRow(Year(y.Year), Cell(y.EmissionsT), Cell(y.NetSinkT), Cell(y.SoldOutsideT), Cell(y.SinkCountedT), Cell(y.BalanceT), y.RatioPercent, BalanceTexts.Of(y.Statement).In(language), Status(y.Status, y.IsInterpolated, language), Cell(string.Join(", ", y.Gaps)));
        return table;
    }

    /// <summary>Emissions of the reported years by sector and gas, with their total.</summary>
    public static ReportTable Emissions(BalanceResult result, string language) => Items(result, language, "emissions", "排放分部门", "Emissions by sector", y => y.Emissions, id => id);

    /// <summary>The sink of the reported years by component; one within another is listed and not added.</summary>
    public static ReportTable Components(BalanceResult result, string language) =>
        Items(result, language, "components", "碳汇分组成", "Sink by component", y => y.Components, id => result.Balance.Components.First(c => c.Id == id).Title.In(language));

    /// <summary>The scenarios.</summary>
    public static ReportTable Scenarios(BalanceResult result, string language)
    {
        var table = new ReportTable("scenarios", "情景", "Scenarios",
        [
            Text("emissionScenario", "排放情景", "Emissions"), Text("sinkScenario", "碳汇情景", "Sink"), Text("year", "年", "Year"), Number("emissionsT", "排放", "Emissions"), Number("netSinkT", "净碳汇", "Net sink"), Number("soldOutsideT", "卖出县外", "Sold outside"),
            Number("sinkCountedT", "计入碳汇", "Sink counted"), Number("balanceT", "收支", "Balance"), new("ratioPercent", "碳汇占排放", "Sink in emissions", "%", ReportColumnKind.Number), Text("status", "状态", "Status"), Text("gaps", "缺项", "Missing"),
        ]);
        foreach (var scenario in result.Scenarios)
            foreach (var y in scenario.Years)
                table.AddRow(scenario.Emissions, Sinks(scenario, language), Year(y.Year), Cell(y.EmissionsT), Cell(y.NetSinkT), Cell(y.SoldOutsideT), Cell(y.SinkCountedT), Cell(y.BalanceT), y.RatioPercent, Status(y.Status, y.IsInterpolated, language), Cell(string.Join(", ", y.Gaps)));
        return table;
    }

    /// <summary>The matrix of ratios in some years, for a page.</summary>
    public static ReportTable Ratios(BalanceResult result, string language)
    {
        int[] all = [.. result.Scenarios.SelectMany(s => s.Years).Select(y => y.Year).Distinct().Order()];
        int[] shown = [.. all.Where((y, i) => y % 5 == 0 || i == 0 || i == all.Length - 1)];
        var table = new ReportTable("ratios", "碳汇占排放（%），按情景", "Sink in emissions (%) by scenario",
            [Text("emissionScenario", "排放情景", "Emissions"), Text("sinkScenario", "碳汇情景", "Sink"), .. shown.Select(y => new ReportColumn($"y{Year(y)}", Year(y), Year(y), "%", ReportColumnKind.Number) { Decimals = 1 }), Text("status", "状态", "Status")]);
        foreach (var scenario in result.Scenarios)
            table.AddRow([scenario.Emissions, Sinks(scenario, language), .. shown.Select(y => (ReportCell)scenario.Years.FirstOrDefault(s => s.Year == y)?.RatioPercent), Status(BalanceFigure.Worst(scenario.Years.Select(y => y.Status)), scenario.Years.Any(y => y.IsInterpolated), language)]);
        return table;
    }

    /// <summary>Traded units, row by row; units of several kinds have no total.</summary>
    public static ReportTable Traded(BalanceResult result, string language)
    {
        var table = new ReportTable("traded", "交易的单位", "Traded units",
        [
            Text("programme", "机制", "Programme"), Text("project", "项目", "Project"), Text("vintage", "清除年份", "Vintage"), Text("what", "种类", "What"), Number("quantityT", "数量", "Quantity"), Text("deducted", "从碳汇扣除", "Taken off the sink"),
            Text("party", "对方", "Other party"), Text("date", "日期", "Date"), Text("cancelled", "已注销", "Cancelled"),
        ]);
        foreach (var t in result.Balance.Transfers.OrderBy(t => t.Vintage).ThenBy(t => t.Programme, StringComparer.Ordinal).ThenBy(t => t.Project, StringComparer.Ordinal).ThenBy(t => t.Date, StringComparer.Ordinal).ThenBy(t => t.Party, StringComparer.Ordinal).ThenBy(t => t.QuantityT.ToDouble()))
            table.AddRow(t.Programme, t.Project, Year(t.Vintage), BalanceTexts.Of(new TradedTotal(t.Kind, t.IsSold, t.IsOutside, t.QuantityT, t.LeavesCounty)).In(language), Cell(t.QuantityT), YesNo(t.LeavesCounty, language), Cell(t.Party), Cell(t.Date), YesNo(t.IsCancelled, language));
        return table;
    }

    /// <summary>What the sink leaves out.</summary>
    public static ReportTable NotCounted(BalanceResult result, string language)
    {
        var table = new ReportTable("not-counted", "碳汇没有计入的", "Not counted in the sink", [Text("what", "内容", "What")]);
        foreach (var text in result.NotCounted)
            table.AddRow(text.In(language));
        return table;
    }

    private static ReportTable Items(BalanceResult result, string language, string id, string zh, string en, Func<BalanceYear, IReadOnlyList<BalanceItem>> items, Func<string, string> name)
    {
        var table = new ReportTable(id, zh, en, [Text("year", "年", "Year"), Text("id", "编号", "Id"), Text("name", "名称", "Name"), Text("gas", "气体", "Gas"), Number("valueT", "数量", "Amount"), Text("added", "相加", "Added"), Text("status", "状态", "Status"), Text("source", "来源", "Source")]);
        var sources = (id == "emissions" ? result.Balance.Emissions : result.Balance.Sinks).Where(f => f.Scenario.Length == 0).ToLookup(f => (f.Series, f.Gas, f.Year), f => f.Source);
        foreach (var y in result.Years)
            foreach (var item in items(y))
                table.AddRow(
                    Year(y.Year), item.Id, name(item.Id), item.Gas.Length > 0 ? item.Gas : id == "components" ? result.Balance.Components.First(c => c.Id == item.Id).Gas : ReportCell.Missing,
                    Cell(item.ValueT), YesNo(item.Counts, language), Status(item.Status, item.IsInterpolated, language), Cell(string.Join("; ", sources[(item.Id, item.Gas, y.Year)].Distinct().Order(StringComparer.Ordinal))));
        return table;
    }

    private static string Sinks(BalanceScenario scenario, string language) => scenario.Sinks.Length > 0 ? scenario.Sinks : BalanceTexts.Baseline.In(language);

    private static string YesNo(bool yes, string language) => (yes, language) switch { (true, "zh") => "是", (false, "zh") => "否", (true, _) => "yes", _ => "no" };

    private static ReportCell Status(ParameterStatus? status, bool interpolated, string language) =>
        status is not { } known ? ReportCell.Missing : JsonText.Status(known) + (interpolated ? language == "zh" ? "（含插补）" : " (interpolated)" : "");

    private static ReportCell Cell(ExactSum? sum) => sum?.ToDouble();

    private static ReportCell Cell(string text) => text.Length == 0 ? ReportCell.Missing : text;

    private static string Year(int year) => year.ToString(CultureInfo.InvariantCulture);

    private static ReportColumn Text(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Text);

    private static ReportColumn Number(string key, string zh, string en) => new(key, zh, en, "tCO2e", ReportColumnKind.Number) { Decimals = 1 };
}
