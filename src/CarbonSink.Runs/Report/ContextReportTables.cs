using CarbonSink.Estimation;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>Rates, area control and the comparison with official figures as the report prints them (覆盖率、面积控制与对账): in one language, remarks as small print.</summary>
internal sealed class ContextReportTables(ContextReading reading, KeyNames names, AreaUnit units, string language)
{
    /// <summary>Every table that has rows.</summary>
    public IEnumerable<ReportTable> All() => ((ReportTable[])[Indicators(), AreaControl(), Reconciliation()]).Where(t => t.Rows.Count > 0);

    private ReportTable Indicators()
    {
        var table = new ReportTable("report-indicators", "覆盖率与绿化率", "Rates of forest cover and greening",
        [
            Text("name", "指标", "Indicator"), new("valuePercent", "数值", "Value", "%", ReportColumnKind.Number), new("numeratorHa", "分子", "Numerator", "ha", ReportColumnKind.Sum),
            new("unclassifiedHa", "地类缺失面积", "Without land class", "ha", ReportColumnKind.Sum), new("denominatorHa", "土地总面积", "Land area", "ha", ReportColumnKind.Number), Text("status", "状态", "Status"),
        ]);
        foreach (var value in reading.Indicators)
        {
            string[] remarks = [$"{value.Indicator.Id}/{value.Indicator.Version}", .. value.LandArea is { } land ? (string[])[Origin(land.Source)] : [], .. ((Methodologies.Bilingual?[])[value.Reason, value.Indicator.Missing]).OfType<Methodologies.Bilingual>().Select(r => r.In(language))];
            table.AddRow($"{value.Indicator.Title.In(language)}\n{string.Join(language == "zh" ? "；" : "; ", remarks)}", value.ValuePercent, value.NumeratorHa, value.UnclassifiedHa, value.LandArea?.Hectares, JsonText.Status(value.Status));
        }

        return table;
    }

    private ReportTable AreaControl()
    {
        var table = new ReportTable("report-area-control", "面积控制", "Area control",
        [
            Text("item", "项目", "Item"), new("areaHa", "面积", "Area", "ha", ReportColumnKind.Number), new("sharePercent", "占控制面积", "Share of the boundary's area", "%", ReportColumnKind.Number),
        ]);
        if (reading.AreaControl is not { } control)
            return table;
        table.AddRow(language == "zh" ? "小班面积合计" : "Area of units", (double?)control.UnitsHa, (double?)(100 * control.UnitsHa / control.BoundaryHa));
        table.AddRow(language == "zh" ? "控制界线内椭球面积" : "Ellipsoidal area within the boundary", (double?)control.BoundaryHa, (double?)100);
        table.AddRow(language == "zh" ? "相差" : "Difference", (double?)control.DifferenceHa, (double?)control.DifferencePercent);
        return table;
    }

    private ReportTable Reconciliation()
    {
        var table = new ReportTable("report-reconciliation", "与官方数据对账", "Comparison with official figures",
        [
            Text("figure", "指标", "Figure"), Text("year", "年度", "Year"), Text("unit", "单位", "Unit"), new("officialValue", "公布值", "Official", "", ReportColumnKind.Number), new("ours", "本次", "Ours", "", ReportColumnKind.Number),
            new("difference", "相差", "Difference", "", ReportColumnKind.Number), new("differencePercent", "相差", "Difference", "%", ReportColumnKind.Number), Text("source", "出处", "Source"),
        ]);
        foreach (var figure in reading.Reconciliation.Figures)
        {
            var (official, (factor, unit)) = (figure.Official, units.Of(figure.Unit));
            var (zh, en) = AssessmentTables.FigureHeading(official.Figure, reading.Indicators);
            var group = official.Key.Length == 0 ? string.Empty : $" · {names[official.Key, official.KeyValue, language]}";
            table.AddRow((language == "zh" ? zh : en) + group, official.Year, UnitSign.Of(unit, language), (double?)(factor * figure.OfficialValue), factor * figure.Ours, factor * figure.Difference, figure.DifferencePercent, $"{official.Source}\n{official.Value} {official.Unit}");
        }

        return table;
    }

    private string Origin(LandAreaSource source) => source == LandAreaSource.Given
        ? (language == "zh" ? "土地总面积由使用者给出" : "land area as given")
        : (language == "zh" ? "土地总面积由控制界线计算" : "land area computed from the control boundary");

    private static ReportColumn Text(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Text);
}
