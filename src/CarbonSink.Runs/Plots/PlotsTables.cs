using System.Globalization;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The tables of a plot inventory (样地表、径阶表、未估算样木表、角规表).</summary>
public static class PlotsTables
{
    /// <summary>Plots, which <c>estimate</c> reads as they are.</summary>
    public static ReportTable Plots(PlotsResult result)
    {
        var table = new ReportTable("plots", "样地每公顷值", "Plots per hectare",
        [
            Text("plot", "样地号", "Plot"), Text("stratum", "层", "Stratum"), Text("cluster", "群", "Cluster"), Text("x", "横坐标", "x"), Text("y", "纵坐标", "y"), Text("date", "调查日期", "Date"),
            Number("areaHa", "水平面积", "Horizontal area", "ha", 4), Number("areaM2", "水平面积", "Horizontal area", "m2", 1), Number("trees", "活立木", "Live trees", "", 0), new("treesNotEstimated", "未估算", "Not estimated", "", ReportColumnKind.Count),
            Number("stemsPerHa", "株数", "Stems", "1/ha", 0), Number("basalAreaM2PerHa", "断面积", "Basal area", "m2/ha"), Number("quadraticMeanDbhCm", "平方平均胸径", "Quadratic mean diameter", "cm"), Number("meanDbhCm", "算术平均胸径", "Mean diameter", "cm"),
            Number("loreyHeightM", "加权平均高", "Lorey height", "m"), Number("volumeM3PerHa", "蓄积", "Volume", "m3/ha"), Number("agbTPerHa", "地上生物量", "Above-ground biomass", "t/ha"), Number("bgbTPerHa", "地下生物量", "Below-ground biomass", "t/ha"),
            Number("carbonTCPerHa", "碳储量", "Carbon", "tC/ha"),
            Number("stems", "样地株数", "Stems on the plot", "", 1), Number("basalAreaM2", "样地断面积", "Basal area of the plot", "m2", 3), Number("volumeM3", "样地蓄积", "Volume of the plot", "m3", 3), Number("agbT", "样地地上生物量", "Above-ground biomass of the plot", "t", 3),
            Number("bgbT", "样地地下生物量", "Below-ground biomass of the plot", "t", 3), Number("carbonTC", "样地碳储量", "Carbon of the plot", "tC", 3), Text("status", "状态", "Status"), Text("flag", "标记", "Flag"),
        ]);
        foreach (var p in result.Plots)
            table.AddRow(
                p.Plot, Cell(p.Stratum), Cell(p.Cluster), Cell(p.Recorded.X), Cell(p.Recorded.Y), Cell(p.Recorded.Date), p.AreaHa, p.AreaM2, (double?)p.Trees, p.TreesNotEstimated, p.StemsPerHa, p.BasalAreaM2PerHa, p.QuadraticMeanDbhCm, p.MeanDbhCm,
                p.LoreyHeightM, p.VolumeM3PerHa, p.AgbTPerHa, p.BgbTPerHa, p.CarbonTCPerHa,
                p.OnPlot(p.StemsPerHa), p.OnPlot(p.BasalAreaM2PerHa), p.OnPlot(p.VolumeM3PerHa), p.OnPlot(p.AgbTPerHa), p.OnPlot(p.BgbTPerHa), p.OnPlot(p.CarbonTCPerHa), Cell(p.Status is { } status ? JsonText.Status(status) : null), Cell(p.IsExtrapolated ? "extrapolated" : null));
        return table;
    }

    /// <summary>The figures of <see cref="Plots"/> that fit on a terminal.</summary>
    public static ReportTable Shown(PlotsResult result)
    {
        var table = new ReportTable("plots", "样地每公顷值", "Plots per hectare",
        [
            Text("plot", "样地", "Plot"), Text("stratum", "层", "Stratum"), Number("trees", "株", "Trees", "", 0), Number("stemsPerHa", "株数", "Stems", "1/ha"), Number("basalAreaM2PerHa", "断面积", "Basal area", "m2/ha"),
            Number("quadraticMeanDbhCm", "平均胸径", "Diameter", "cm"), Number("loreyHeightM", "平均高", "Height", "m"), Number("volumeM3PerHa", "蓄积", "Volume", "m3/ha"), Number("agbTPerHa", "地上", "Above", "t/ha"), Number("bgbTPerHa", "地下", "Below", "t/ha"), Number("carbonTCPerHa", "碳", "Carbon", "tC/ha"),
        ]);
        foreach (var p in result.Plots)
            table.AddRow(p.Plot, Cell(p.Stratum), (double?)p.Trees, p.StemsPerHa, p.BasalAreaM2PerHa, p.QuadraticMeanDbhCm, p.LoreyHeightM, p.VolumeM3PerHa, p.AgbTPerHa, p.BgbTPerHa, p.CarbonTCPerHa);
        return table;
    }

    /// <summary>Means of the plots of each stratum.</summary>
    public static ReportTable Means(PlotsResult result)
    {
        var table = new ReportTable("means-by-stratum", "各层样地平均", "Means of the plots of each stratum",
        [
            Text("stratum", "层", "Stratum"), new("plots", "样地", "Plots", "", ReportColumnKind.Count), new("plotsIncomplete", "其中不全和未估算", "Incomplete or not estimated", "", ReportColumnKind.Count), Number("areaM2", "面积", "Area", "m2", 0),
            Number("stemsPerHa", "株数", "Stems", "1/ha", 0), Number("basalAreaM2PerHa", "断面积", "Basal area", "m2/ha"), Number("volumeM3PerHa", "蓄积", "Volume", "m3/ha"), Number("agbTPerHa", "地上生物量", "Above-ground biomass", "t/ha"), Number("bgbTPerHa", "地下生物量", "Below-ground biomass", "t/ha"), Number("carbonTCPerHa", "碳储量", "Carbon", "tC/ha"),
        ]);
        foreach (var m in result.Means)
            table.AddRow(Cell(m.Stratum), m.Plots, m.PlotsIncomplete, m.AreaM2, m.StemsPerHa, m.BasalAreaM2PerHa, m.VolumeM3PerHa, m.AgbTPerHa, m.BgbTPerHa, m.CarbonTCPerHa);
        return table;
    }

    /// <summary>Stem table by plot.</summary>
    public static ReportTable PlotStems(PlotsResult result) => Stems("stems-by-plot", "样地径阶表", "Stems by plot", result.PlotStems);

    /// <summary>Stem table by stratum, means over its plots.</summary>
    public static ReportTable StratumStems(PlotsResult result) => Stems("stems-by-stratum", "各层径阶表（样地平均）", "Stems by stratum (mean of plots)", result.StratumStems);

    /// <summary>Trees that some figure lacks.</summary>
    public static ReportTable NotEstimated(PlotsResult result, string language)
    {
        var table = new ReportTable("trees-not-estimated", "未估算样木", "Trees not estimated",
            [Text("record", "记录号", "Record"), Text("plot", "样地号", "Plot"), Text("tree", "样木号", "Tree"), Text("figure", "缺的项", "Figure"), Text("reason", "原因", "Reason")]);
        foreach (var t in result.NotEstimated)
            table.AddRow(t.Record.ToString(CultureInfo.InvariantCulture), t.Plot, Cell(t.Tree), t.Figure, t.Reason.In(language));
        return table;
    }

    /// <summary>Angle-gauge figures; species blank: the whole plot.</summary>
    public static ReportTable Gauge(PlotsResult result)
    {
        var table = new ReportTable("gauge", "角规结果", "Angle gauge",
        [
            Text("plot", "样地号", "Plot"), Text("stratum", "层", "Stratum"), Text("species", "树种", "Species"), Number("basalAreaM2PerHa", "断面积", "Basal area", "m2/ha"),
            Number("volumeM3PerHa", "蓄积（形数法）", "Volume by form factor", "m3/ha"), Number("standardVolumeM3PerHa", "蓄积（标准表法）", "Volume by standard table", "m3/ha"), Text("status", "状态", "Status"),
        ]);
        foreach (var g in result.Gauge)
            table.AddRow(g.Plot, Cell(g.Stratum), Cell(g.Species), g.BasalAreaM2PerHa, g.VolumeM3PerHa, g.StandardVolumeM3PerHa, Cell(g.Status is { } status ? JsonText.Status(status) : null));
        return table;
    }

    /// <summary>Every table that has rows.</summary>
    public static IReadOnlyList<ReportTable> All(PlotsResult result, string language) =>
        [.. ((ReportTable[])[Plots(result), Means(result), PlotStems(result), StratumStems(result), NotEstimated(result, language), Gauge(result)]).Where(t => t.Rows.Count > 0)];

    private static ReportTable Stems(string id, string zh, string en, IReadOnlyList<StemRow> rows)
    {
        var table = new ReportTable(id, zh, en,
        [
            Text("stratum", "层", "Stratum"), Text("plot", "样地号", "Plot"), Text("species", "树种", "Species"), Number("classCm", "径阶", "Class", "cm", 0), Number("fromCm", "下限（含）", "From", "cm", 0), Number("toCm", "上限（不含）", "To, not included", "cm", 0),
            Number("trees", "株数", "Trees", "", 0), Number("stemsPerHa", "每公顷株数", "Stems", "1/ha", 1), Number("basalAreaM2PerHa", "断面积", "Basal area", "m2/ha", 3), Number("volumeM3PerHa", "蓄积", "Volume", "m3/ha", 3),
        ]);
        foreach (var r in rows)
            table.AddRow(Cell(r.Stratum), Cell(r.Plot), Cell(r.Species), (double?)r.Class.MiddleCm, (double?)r.Class.FromCm, (double?)r.Class.ToCm, (double?)r.Trees, (double?)r.StemsPerHa, (double?)r.BasalAreaM2PerHa, r.VolumeM3PerHa);
        return table;
    }

    private static ReportCell Cell(string? text) => text is null ? ReportCell.Missing : text;

    private static ReportColumn Text(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Text);

    private static ReportColumn Number(string key, string zh, string en, string unit, int decimals = 2) => new(key, zh, en, unit, ReportColumnKind.Number) { Decimals = decimals };
}
