using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>What is said of an uncertainty wherever it is shown: the figures it is given for, and that it covers no more than what is stated.</summary>
public static class UncertaintyTexts
{
    /// <summary>Figures that have an uncertainty, in the order they are printed.</summary>
    public static IReadOnlyList<StockFigure> Figures { get; } = [StockFigure.Volume, StockFigure.LivingVolume, StockFigure.Biomass, StockFigure.Carbon, StockFigure.CarbonDioxide];

    /// <summary>Carbon that rests on anything without a stated uncertainty, as a percentage of all; null without carbon.</summary>
    public static double? UnstatedPercent(AssessmentPart part) =>
        part.Uncertainty is { } u && part.Assessment.Total[StockFigure.Carbon]?.ToDouble() is { } total and not 0 ? 100 * u.Gradient.UnstatedCarbon.ToDouble() / total : null;

    /// <summary>The statement that belongs beside every interval.</summary>
    public static Bilingual Covers(AssessmentPart part)
    {
        var percent = UnstatedPercent(part) is { } p ? p.ToString("0.0", CultureInfo.InvariantCulture) : "—";
        var count = part.Uncertainty?.Gradient.Unstated.Count ?? 0;
        return new(
            $"区间只包含已声明的不确定性，是下限：{percent} % 的碳储量至少依赖一项没有声明不确定性的参数或数据（共 {count} 项，见 unstated）；公式本身的误差不在内。",
            $"The interval covers stated uncertainty alone and is a lower bound: {percent} % of the carbon rests on at least one parameter or input that states none ({count} of them, see unstated); the error of the formulas themselves is not in it.");
    }

    /// <summary>Intervals of the totals and pools.</summary>
    /// <param name="part">The assessment.</param>
    /// <param name="language">"zh" or "en" for people; null for files that programs read, where figures and pools have their keys.</param>
    public static ReportTable Intervals(AssessmentPart part, string? language = null)
    {
        var table = new ReportTable("uncertainty", "不确定性", "Uncertainty",
        [
            new("figure", "指标", "Figure", "", ReportColumnKind.Text), new("pool", "碳库", "Pool", "", ReportColumnKind.Text), new("estimate", "估计值", "Estimate", "", ReportColumnKind.Number),
            new("standardError", "标准误", "Standard error", "", ReportColumnKind.Number), new("sePercent", "相对标准误", "Relative standard error", "%", ReportColumnKind.Number), new("low", "下限", "Low", "", ReportColumnKind.Number), new("high", "上限", "High", "", ReportColumnKind.Number),
        ]);
        if (part.Uncertainty is not { } uncertainty)
            return table;
        foreach (var figure in Figures)
            Row(figure, null);
        foreach (var pool in part.Assessment.Total.Pools)
            Row(StockFigure.Carbon, pool.Pool);
        return table;

        string Name(StockFigure figure)
        {
            if (language is null)
                return figure.Key();
            var (zh, en, unit) = AssessmentTables.FigureName(figure);
            return $"{(language == "zh" ? zh : en)} ({unit})";
        }

        void Row(StockFigure figure, CarbonPool? pool)
        {
            if (uncertainty.OfTotal(part.Assessment.Total, figure, pool) is { } own)
                table.AddRow(Name(figure), pool is { } p ? language is null ? CarbonPools.Name(p) : ReportTexts.Pool(p).In(language) : ReportCell.Missing, own.Estimate, own.StandardError, own.SePercent is { } percent ? percent : ReportCell.Missing, own.Low, own.High);
        }
    }

    /// <summary>Where the variance of carbon comes from.</summary>
    public static ReportTable Contributions(AssessmentPart part, int most = 20)
    {
        var table = new ReportTable("uncertainty-contributions", "方差贡献（一阶）", "Share of variance, first order", [new("table", "参数表或数据", "Table or input", "", ReportColumnKind.Text), new("column", "列", "Column", "", ReportColumnKind.Text), new("varianceSharePercent", "方差份额", "Share of variance", "%", ReportColumnKind.Number)]);
        foreach (var (name, column, share) in part.Uncertainty?.Contributions(most) ?? [])
            table.AddRow(name.Length == 0 ? "…" : name, column.Length == 0 ? ReportCell.Missing : column, 100 * share);
        return table;
    }

    /// <summary>What states no uncertainty.</summary>
    public static ReportTable Unstated(AssessmentPart part)
    {
        var table = new ReportTable("uncertainty-unstated", "没有声明不确定性的参数和数据", "Without a stated uncertainty", [new("table", "参数表", "Table", "", ReportColumnKind.Text), new("column", "列或数据", "Column or input", "", ReportColumnKind.Text), new("cells", "用到的单元格", "Cells used", "", ReportColumnKind.Count), new("carbonTC", "依赖它的碳储量", "Carbon that rests on it", "tC", ReportColumnKind.Number)]);
        foreach (var unstated in part.Uncertainty?.Gradient.Unstated ?? [])
            table.AddRow(unstated.Table.Length == 0 ? ReportCell.Missing : unstated.Table, unstated.Column, (long)unstated.Cells.Count, unstated.Carbon.ToDouble());
        return table;
    }
}
