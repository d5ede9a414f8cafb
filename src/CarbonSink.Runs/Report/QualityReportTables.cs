using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The tables on the quality of the data as the report prints them (数据质量表): findings with what they bring to the totals, recorded beside computed figures.</summary>
internal sealed class QualityReportTables(AssessmentPart part, AreaUnit units, string language)
{
    /// <summary>Findings by rule, the gravest and those that concern most area first, after the distinct records that have any. A record stands in the row of every rule it broke, so there is no total.</summary>
    public ReportTable Findings()
    {
        var table = new ReportTable("findings-by-rule", "质检问题及其对合计的影响", "Findings and what they bring to the totals",
        [
            Text("severity", "程度", "Severity"), Text("code", "代码", "Code"), Text("problem", "问题与处理办法", "Problem and remedy"), Number("findingCount", "处数", "Count", "", 0),
            Number("recordCount", "记录数", "Records", "", 0), Number("areaHa", "面积", "Area", "ha", 2), Number("volumeM3", "蓄积量", "Growing stock", "m3", 0), Number("carbonTC", "碳储量", "Carbon stock", "tC", 0),
        ]);
        if (part.Impacts.Either.RecordCount > 0)
        {
            foreach (var (zh, en, group) in ((string, string, StockGroup)[])
                [("有错误或警告的记录（每条只计一次）", "records with an error or a warning, each once", part.Impacts.Either), ("其中有错误的", "of these with an error", part.Impacts.Errors), ("其中有警告的", "of these with a warning", part.Impacts.Warnings)])
                Row("", "", language == "zh" ? zh : en, null, group);
        }

        foreach (var rule in part.DataSetFindings.Concat(part.TotalFindings).GroupBy(f => f.Rule.Code).OrderByDescending(g => g.First().Rule.Severity).ThenBy(g => g.Key, StringComparer.Ordinal))
            Row(ReportTexts.Word(rule.First().Rule.Severity).In(language), rule.Key, Problem(rule.First(), rule.Count()), rule.LongCount(), null);
        var listed = part.RecordFindings.Findings;
        foreach (var (rule, count) in part.RecordFindings.Counts.OrderByDescending(c => c.Rule.Severity).ThenByDescending(c => part.Impacts.Of(c.Rule.Code)[StockFigure.Area]?.ToDouble() ?? 0).ThenBy(c => c.Rule.Code, StringComparer.Ordinal))
            Row(ReportTexts.Word(rule.Severity).In(language), rule.Code, listed.FirstOrDefault(f => f.Rule.Code == rule.Code) is { } first ? Problem(first, count) : rule.Code, count, part.Impacts.Of(rule.Code));
        return table;

        void Row(ReportCell severity, ReportCell code, string problem, long? count, StockGroup? group) =>
            table.AddRow(severity, code, problem, (double?)count, (double?)group?.RecordCount, group?[StockFigure.Area]?.ToDouble(), group?[StockFigure.Volume]?.ToDouble(), group?[StockFigure.Carbon]?.ToDouble());
    }

    /// <summary>Recorded figures beside those computed of the same records.</summary>
    public ReportTable Comparisons()
    {
        var table = new ReportTable("report-recorded-and-computed", "登记值与计算值对照（两者都有的记录）", "Recorded and computed figures of the records that have both",
        [
            Text("figure", "指标", "Figure"), Text("unit", "单位", "Unit"), Number("recordCount", "记录数", "Records", "", 0), Number("recorded", "登记值", "Recorded", "", 2), Number("computed", "计算值", "Computed", "", 2),
            Number("difference", "相差", "Difference", "", 2), Number("differencePercent", "相差", "Difference", "%", 2),
        ]);
        foreach (var c in part.Comparisons)
        {
            var (factor, unit) = units.Of(c.Unit);
            double Value(ExactSum sum) => factor * sum.ToDouble();
            var (zh, en) = QualityTables.NameOf(c.Figure);
            table.AddRow(language == "zh" ? zh : en, UnitSign.Of(unit, language), (double?)c.RecordCount, (double?)Value(c.Recorded), (double?)Value(c.Computed), (double?)Value(c.Difference), ReportTables.Percent(c.Difference, c.Computed));
        }

        return table;
    }

    private static ReportColumn Text(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Text);

    private static ReportColumn Number(string key, string zh, string en, string unit, int decimals) => new(key, zh, en, unit, ReportColumnKind.Number) { Decimals = decimals };

    private string Problem(Finding first, long count) => $"{first.Message(language)}{(count > 1 ? (language == "zh" ? "（首例）" : " (first)") : string.Empty)}\n{first.Hint(language)}";
}
