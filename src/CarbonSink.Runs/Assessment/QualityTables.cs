using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The tables on the quality of the data (数据质量表): what is wrong, what that brings to the totals, and recorded figures beside computed ones.</summary>
public static class QualityTables
{
    /// <summary>Code of the row over the distinct records with an error or a warning.</summary>
    public const string Either = "error-or-warning";

    private static readonly (string Zh, string En) EitherText = ("有错误或警告的记录（每条只计一次）", "records with an error or a warning, each once");

    private static readonly Dictionary<string, (string Zh, string En)> FigureNames = new(StringComparer.Ordinal)
    {
        ["recordedArea"] = ("登记面积与椭球面积", "recorded and ellipsoidal area"),
        ["recordedStock"] = ("登记的小班蓄积与计算的蓄积", "recorded and computed stock of units"),
        ["recordedForestStock"] = ("登记的森林蓄积与计算的蓄积", "recorded forest stock and computed stock"),
        ["recordedTotalStock"] = ("登记的总蓄积（扣除散生）与计算的蓄积", "recorded total stock, less scattered trees, and computed stock"),
        ["recordedBiomass"] = ("登记的生物量与计算的生物量", "recorded and computed biomass"),
        ["recordedCarbon"] = ("登记的碳储量（按吨碳看）与计算的碳储量", "recorded carbon stock, taken as tonnes of carbon, and computed carbon stock"),
    };

    /// <summary>Findings by rule: errors first, by area. Records with errors, warnings and either stand at the top, each record once; a record that broke several rules stands in each of their rows, so rows do not add up.</summary>
    public static ReportTable Quality(AssessmentPart part)
    {
        var table = new ReportTable("quality", "数据问题及其对合计的影响", "Findings and what they bring to the totals",
        [
            new("code", "问题代码", "Finding", "", ReportColumnKind.Text),
            new("severity", "级别", "Severity", "", ReportColumnKind.Text),
            new("exampleZh", "说明（第一条）", "The first of them, in Chinese", "", ReportColumnKind.Text),
            new("exampleEn", "说明（第一条，英文）", "The first of them", "", ReportColumnKind.Text),
            new("findingCount", "问题条数", "Findings", "", ReportColumnKind.Number),
            new("recordCount", "涉及记录数", "Records concerned", "", ReportColumnKind.Number),
            new("notEstimatedCount", "其中未估算", "of these not estimated", "", ReportColumnKind.Number),
            new("areaHa", "涉及面积", "Area concerned", "ha", ReportColumnKind.Number),
            new("notEstimatedAreaHa", "其中未估算面积", "of this not estimated", "ha", ReportColumnKind.Number),
            new("volumeM3", "涉及蓄积量", "Growing stock concerned", "m3", ReportColumnKind.Number),
            new("carbonTC", "涉及碳储量", "Carbon stock concerned", "tC", ReportColumnKind.Number),
        ]);
        void Row(string code, string severity, string zh, string en, long? findings, StockGroup? group) => table.AddRow(
            code, severity, zh, en, (double?)findings, (double?)group?.RecordCount, (double?)(group?.RecordCount - group?.EstimatedCount),
            group?[StockFigure.Area]?.ToDouble(), group is null ? null : NotEstimatedArea(group)?.ToDouble(), group?[StockFigure.Volume]?.ToDouble(), group?[StockFigure.Carbon]?.ToDouble());
        if (part.Impacts.ByRule.Count > 0)
        {
            Row(Either, string.Empty, EitherText.Zh, EitherText.En, part.RecordFindings.Count(Severity.Error) + part.RecordFindings.Count(Severity.Warning), part.Impacts.Either);
            Row(JsonText.Severity(Severity.Error), JsonText.Severity(Severity.Error), "有错误的记录", "records with an error", part.RecordFindings.Count(Severity.Error), part.Impacts.Errors);
            Row(JsonText.Severity(Severity.Warning), JsonText.Severity(Severity.Warning), "有警告的记录", "records with a warning", part.RecordFindings.Count(Severity.Warning), part.Impacts.Warnings);
        }

        foreach (var rule in part.DataSetFindings.Concat(part.TotalFindings).GroupBy(f => f.Rule.Code).OrderByDescending(g => g.First().Rule.Severity).ThenBy(g => g.Key, StringComparer.Ordinal))
            Row(rule.Key, JsonText.Severity(rule.First().Rule.Severity), rule.First().Message("zh"), rule.First().Message("en"), rule.LongCount(), null);
        foreach (var (rule, count) in part.RecordFindings.Counts.OrderByDescending(c => c.Rule.Severity).ThenByDescending(c => Hectares(part.Impacts.Of(c.Rule.Code))).ThenBy(c => c.Rule.Code, StringComparer.Ordinal))
        {
            var first = part.RecordFindings.Findings.First(f => f.Rule.Code == rule.Code);
            Row(rule.Code, JsonText.Severity(rule.Severity), first.Message("zh"), first.Message("en"), count, part.Impacts.Of(rule.Code));
        }

        return table;
    }

    /// <summary>Recorded figures beside those computed of the same records, areas in the unit asked for.</summary>
    public static ReportTable Comparisons(AssessmentPart part, AreaUnit units = AreaUnit.Hectare)
    {
        var table = new ReportTable("recorded-and-computed", "登记值与计算值对照表", "Recorded and computed figures",
        [
            new("figure", "指标", "Figure", "", ReportColumnKind.Text),
            new("nameZh", "名称", "Name in Chinese", "", ReportColumnKind.Text),
            new("nameEn", "名称（英文）", "Name", "", ReportColumnKind.Text),
            new("unit", "单位", "Unit", "", ReportColumnKind.Text),
            new("recordCount", "两者都有的记录数", "Records that have both", "", ReportColumnKind.Number),
            new("recorded", "登记值", "Recorded", "", ReportColumnKind.Number),
            new("computed", "计算值", "Computed", "", ReportColumnKind.Number),
            new("difference", "登记值减计算值", "Recorded less computed", "", ReportColumnKind.Number),
        ]);
        foreach (var c in part.Comparisons)
        {
            var ((zh, en), (factor, unit)) = (NameOf(c.Figure), units.Of(c.Unit));
            table.AddRow(c.Figure, zh, en, unit, (double?)c.RecordCount, (double?)(factor * c.Recorded.ToDouble()), (double?)(factor * c.Computed.ToDouble()), (double?)(factor * c.Difference.ToDouble()));
        }

        return table;
    }

    /// <summary>What a comparison is called.</summary>
    internal static (string Zh, string En) NameOf(string figure) => FigureNames.GetValueOrDefault(figure, (figure, figure));

    /// <summary>Area of a group's records that were not estimated, ha; null where none has an area.</summary>
    public static ExactSum? NotEstimatedArea(StockGroup group) => group[StockFigure.Area] is { } area ? area - (group[StockFigure.EstimatedArea] ?? ExactSum.Zero) : null;

    private static double Hectares(StockGroup group) => group[StockFigure.Area]?.ToDouble() ?? 0;
}
