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

    private static readonly Bilingual StatedText = new("已声明", "stated");
    private static readonly Bilingual NotStatedText = new("未声明", "not stated");

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
            new("standardError", "标准误", "Standard error", "", ReportColumnKind.Number), new("sePercent", "相对标准误", "Relative standard error", "%", ReportColumnKind.Number), new("low", "下限", "Low", "", ReportColumnKind.Number), new("high", "上限", "High", "", ReportColumnKind.Number), new("stated", "声明", "Stated", "", ReportColumnKind.Text),
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

        // An error of 0 where nothing is stated is no error of 0.
        static ReportCell Or(FigureUncertainty own, double? value) => own.IsStated && value is { } number ? number : ReportCell.Missing;

        ReportCell Stated(FigureUncertainty own) => language is null ? own.IsStated ? "yes" : "no" : (own.IsStated ? StatedText : NotStatedText).In(language);

        void Row(StockFigure figure, CarbonPool? pool)
        {
            if (uncertainty.OfTotal(part.Assessment.Total, figure, pool) is { } own)
                table.AddRow(Name(figure), pool is { } p ? language is null ? CarbonPools.Name(p) : ReportTexts.Pool(p).In(language) : ReportCell.Missing, own.Estimate, Or(own, own.StandardError), Or(own, own.SePercent), Or(own, own.Low), Or(own, own.High), Stated(own));
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

    /// <summary>What the user declared, with where it was read and how far it can be trusted.</summary>
    /// <param name="part">The assessment.</param>
    /// <param name="language">"zh" or "en" for people; null for files that programs read.</param>
    public static ReportTable Declared(AssessmentPart part, string? language = null)
    {
        var table = new ReportTable("uncertainty-declared", "声明的不确定性", "Declared uncertainties",
        [
            new("line", "行号", "Line", "", ReportColumnKind.Count), new("of", "参数表或数据", "Table or input", "", ReportColumnKind.Text), new("row", "行", "Row", "", ReportColumnKind.Text), new("column", "列", "Column", "", ReportColumnKind.Text),
            new("distribution", "分布", "Distribution", "", ReportColumnKind.Text), new("spread", "大小", "Spread", "", ReportColumnKind.Text), new("shared", "共有", "Shared", "", ReportColumnKind.Text), new("group", "相关组", "Group", "", ReportColumnKind.Text), new("correlation", "相关系数", "Correlation", "", ReportColumnKind.Number),
            new("source", "出处", "Source", "", ReportColumnKind.Text), new("status", "状态", "Status", "", ReportColumnKind.Text),
        ]);
        static ReportCell Text(string text) => text.Length == 0 ? ReportCell.Missing : text;
        ReportCell Shared(bool isShared) => language == "zh" ? isShared ? "是" : "否" : isShared ? "yes" : "no";
        foreach (var row in part.Uncertainty?.Declared ?? [])
            table.AddRow((long)row.Line, row.Input.Length > 0 ? row.Input : row.Table, Text(row.Row), Text(row.Column), DeclaredUncertainty.NameOf(row.Distribution), row.Spread, Shared(row.IsShared), Text(row.Group), row.Correlation is { } rho ? rho : ReportCell.Missing, row.Source, JsonText.Status(row.Status));
        return table;
    }
}
