using CarbonSink.Estimation;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The report tables of an assessment read against its context (指标表、面积控制表、对账表); a table without rows is left out.</summary>
public static class ContextTables
{
    /// <summary>Every table that has rows; the comparison, whose rows have units of their own, in the unit of areas asked for.</summary>
    public static IReadOnlyList<ReportTable> All(ContextReading reading, AreaUnit units = AreaUnit.Hectare) => [.. ((ReportTable[])[Indicators(reading), AreaControl(reading), Reconciliation(reading, units)]).Where(t => t.Rows.Count > 0)];

    /// <summary>The indicators.</summary>
    public static ReportTable Indicators(ContextReading reading)
    {
        var table = new ReportTable("indicators", "指标表", "Indicators",
        [
            new("id", "编号", "Id", "", ReportColumnKind.Text),
            new("version", "版本", "Version", "", ReportColumnKind.Text),
            new("nameZh", "指标", "Indicator in Chinese", "", ReportColumnKind.Text),
            new("nameEn", "指标（英文）", "Indicator", "", ReportColumnKind.Text),
            new("valuePercent", "数值", "Value", "%", ReportColumnKind.Number),
            new("numeratorHa", "分子", "Numerator", "ha", ReportColumnKind.Sum),
            new("unclassifiedHa", "地类缺失面积", "Without land class", "ha", ReportColumnKind.Sum),
            new("denominatorHa", "土地总面积", "Land area", "ha", ReportColumnKind.Number),
            new("denominatorSource", "土地总面积来源", "Origin of the land area", "", ReportColumnKind.Text),
            new("status", "状态", "Status", "", ReportColumnKind.Text),
            new("remarkZh", "说明", "Remark in Chinese", "", ReportColumnKind.Text),
            new("remarkEn", "说明（英文）", "Remark", "", ReportColumnKind.Text),
        ]);
        foreach (var value in reading.Indicators)
        {
            var indicator = value.Indicator;
            table.AddRow(
                indicator.Id, indicator.Version, indicator.Title.Zh, indicator.Title.En, value.ValuePercent, value.NumeratorHa, value.UnclassifiedHa, value.LandArea?.Hectares,
                value.LandArea is { } land ? SourceWord(land.Source) : ReportCell.Missing, JsonText.Status(value.Status), Remark(value, "zh"), Remark(value, "en"));
        }

        return table;
    }

    /// <summary>The units' area against the control boundary.</summary>
    public static ReportTable AreaControl(ContextReading reading)
    {
        var table = new ReportTable("area-control", "面积控制表", "Area control",
        [
            new("unitsAreaHa", "小班面积合计", "Area of units", "ha", ReportColumnKind.Number),
            new("boundaryAreaHa", "控制界线内面积", "Area within the boundary", "ha", ReportColumnKind.Number),
            new("differenceHa", "相差", "Difference", "ha", ReportColumnKind.Number),
            new("differencePercent", "相差", "Difference", "%", ReportColumnKind.Number),
        ]);
        if (reading.AreaControl is { } control)
            table.AddRow((double?)control.UnitsHa, (double?)control.BoundaryHa, (double?)control.DifferenceHa, (double?)control.DifferencePercent);
        return table;
    }

    /// <summary>Official figures beside ours, areas in the unit asked for.</summary>
    public static ReportTable Reconciliation(ContextReading reading, AreaUnit units = AreaUnit.Hectare)
    {
        var table = new ReportTable("reconciliation", "对账表", "Reconciliation",
        [
            new("figure", "指标", "Figure", "", ReportColumnKind.Text),
            new("key", "分组字段", "Key", "", ReportColumnKind.Text),
            new("keyValue", "分组值", "Value of the key", "", ReportColumnKind.Text),
            new("year", "年度", "Year", "", ReportColumnKind.Text),
            new("unit", "单位", "Unit", "", ReportColumnKind.Text),
            new("officialValue", "公布值", "Official", "", ReportColumnKind.Number),
            new("value", "本次", "Ours", "", ReportColumnKind.Number),
            new("difference", "相差", "Difference", "", ReportColumnKind.Number),
            new("differencePercent", "相差", "Difference", "%", ReportColumnKind.Number),
            new("asPublished", "公布原文", "As published", "", ReportColumnKind.Text),
            new("source", "出处", "Source", "", ReportColumnKind.Text),
        ]);
        foreach (var figure in reading.Reconciliation.Figures)
        {
            var (official, (factor, unit)) = (figure.Official, units.Of(figure.Unit));
            table.AddRow(official.Figure, official.Key, official.KeyValue, official.Year, unit, (double?)(factor * figure.OfficialValue), factor * figure.Ours, factor * figure.Difference, figure.DifferencePercent, $"{official.Value} {official.Unit}", official.Source);
        }

        return table;
    }

    /// <summary>given or boundary.</summary>
    internal static string SourceWord(LandAreaSource source) => source == LandAreaSource.Given ? "given" : "boundary";

    private static ReportCell Remark(IndicatorValue value, string language)
    {
        string[] remarks = [.. ((Methodologies.Bilingual?[])[value.Reason, value.Indicator.Missing]).OfType<Methodologies.Bilingual>().Select(r => r.In(language))];
        return remarks.Length == 0 ? ReportCell.Missing : string.Join(language == "zh" ? "；" : "; ", remarks);
    }
}
