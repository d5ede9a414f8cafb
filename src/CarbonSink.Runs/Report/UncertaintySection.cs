using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The part of a report on uncertainty (不确定性): what the intervals cover, the intervals, where the variance comes from, the draws, and what states none.</summary>
internal sealed class UncertaintySection(HtmlDocument document, AssessmentPart part, string language)
{
    private const int Charted = 12;

    /// <summary>Title of the section.</summary>
    public static Bilingual Title { get; } = new("不确定性", "Uncertainty");

    private static readonly Bilingual Shares = new("总碳储量方差的来源（一阶，%）", "Where the variance of carbon comes from (first order, %)");
    private static readonly Bilingual Density = new("总碳储量各次抽样的分布（t C，按区间下限标注）", "Draws of the carbon stock (t C, classes by their lower ends)");
    private static readonly Bilingual Rest = new("其余", "others");
    private static readonly Bilingual Settings = new("方法 {0}，置信度 {1}。", "Approach {0}, confidence {1}.");

    private static readonly Bilingual DeclaredStatus = new("声明的不确定性中最差的状态：{0}（与碳储量本身的状态无关）。", "Worst status of the declared uncertainties: {0} (it says nothing of the stock itself).");

    /// <summary>Writes it.</summary>
    public void Write()
    {
        var uncertainty = part.Uncertainty!;
        var settings = uncertainty.Settings;
        var approach = settings.Approach == UncertaintyApproach.MonteCarlo ? $"{settings.Word} (draws {settings.Draws}, seed {settings.Seed})" : settings.Word;
        document.Html.Element("p", string.Format(CultureInfo.InvariantCulture, Settings.In(language), approach, settings.Confidence));
        document.Html.Element("p", UncertaintyTexts.Covers(part).In(language));
        document.Table(UncertaintyTexts.Intervals(part, language));
        ChartBar[] bars = [.. uncertainty.Contributions(Charted).Select(c => new ChartBar(c.Table.Length == 0 ? Rest.In(language) : c.Column.Length == 0 ? c.Table : $"{c.Table.Split('/')[^1]} {c.Column}", Math.Max(0, 100 * c.Share)))];
        if (bars.Length > 0)
            document.Figure(Shares.In(language), html => SvgChart.Bars(html, "chart-variance", Shares.In(language), "%", [Shares.In(language)], bars, 1));
        if (uncertainty.OfTotal(part.Assessment.Total, StockFigure.Carbon) is { Histogram.Count: > 0 } carbon)
        {
            var width = (carbon.Range.Greatest - carbon.Range.Least) / carbon.Histogram.Count;
            ChartBar[] classes = [.. carbon.Histogram.Select((n, i) => new ChartBar((carbon.Range.Least + (i * width)).ToString("N0", CultureInfo.InvariantCulture), n))];
            document.Figure(Density.In(language), html => SvgChart.Bars(html, "chart-draws", Density.In(language), "", [Density.In(language)], classes));
        }

        document.Table(UncertaintyTexts.Contributions(part));
        document.Table(UncertaintyTexts.Unstated(part));
        if (uncertainty.DeclaredStatus is not { } worst)
            return;
        document.Html.Element("p", string.Format(CultureInfo.InvariantCulture, DeclaredStatus.In(language), JsonText.Status(worst)));
        document.Table(UncertaintyTexts.Declared(part, language));
    }
}
