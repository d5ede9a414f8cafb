using System.Globalization;
using System.Text.Json;
using CarbonSink.Estimation;

namespace CarbonSink.Runs;

/// <content>Uncertainty: intervals by figure, in the unit that the figure's key ends in, where they come from, and what they do not cover.</content>
public static partial class AssessmentJson
{
    private const int Listed = 20;

    private static void WriteUncertainty(Utf8JsonWriter json, AssessmentPart part, string language)
    {
        if (part.Uncertainty is not { } uncertainty)
        {
            json.WriteNull("uncertainty");
            return;
        }

        var (settings, total) = (uncertainty.Settings, part.Assessment.Total);
        json.WriteStartObject("uncertainty");
        json.WriteString("approach", settings.Word);
        json.WriteNumber("confidence", settings.Confidence);
        if (settings.Approach == UncertaintyApproach.MonteCarlo)
        {
            json.WriteNumber("draws", settings.Draws);
            json.WriteNumber("seed", settings.Seed);
            json.WriteNumber("substitutedDraws", uncertainty.Draws?.Substituted ?? 0);
        }

        json.WriteString("covers", UncertaintyTexts.Covers(part).In(language));
        json.WriteStartObject("figures");
        foreach (var figure in UncertaintyTexts.Figures)
            if (uncertainty.OfTotal(total, figure) is { } own)
                WriteInterval(json, figure.Key(), own);
        json.WriteEndObject();
        json.WriteStartObject("pools");
        foreach (var pool in total.Pools)
            if (uncertainty.OfTotal(total, StockFigure.Carbon, pool.Pool) is { } own)
                WriteInterval(json, CarbonPools.Name(pool.Pool), own);
        json.WriteEndObject();
        json.WriteString("contributionsBy", "first-order variance of carbonTC");
        json.WriteStartArray("contributions");
        foreach (var (table, column, share) in uncertainty.Contributions(Listed))
        {
            json.WriteStartObject();
            json.WriteString("table", table.Length == 0 ? null : table);
            json.WriteString("column", column.Length == 0 ? null : column);
            json.WriteNumber("varianceShare", share);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("unstated");
        foreach (var unstated in uncertainty.Gradient.Unstated)
        {
            json.WriteStartObject();
            json.WriteString("table", unstated.Table.Length == 0 ? null : unstated.Table);
            json.WriteString(unstated.Table.Length == 0 ? "input" : "column", unstated.Column);
            json.WriteNumber("cells", unstated.Cells.Count);
            json.WriteNumber("carbonTC", unstated.Carbon.ToDouble());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("unstatedCarbonTC", uncertainty.Gradient.UnstatedCarbon.ToDouble());
        if (UncertaintyTexts.UnstatedPercent(part) is { } percent)
            json.WriteNumber("unstatedCarbonPercent", percent);
        else
            json.WriteNull("unstatedCarbonPercent");
        json.WriteEndObject();
    }

    private static void WriteInterval(Utf8JsonWriter json, string key, FigureUncertainty figure)
    {
        json.WriteStartObject(key);
        json.WriteNumber("standardError", figure.StandardError);
        if (figure.SePercent is { } percent)
            json.WriteNumber("sePercent", percent);
        else
            json.WriteNull("sePercent");
        json.WriteNumber("low", figure.Low);
        json.WriteNumber("high", figure.High);
        if (figure.Mean is { } mean)
        {
            json.WriteNumber("mean", mean);
            json.WriteStartObject("quantiles");
            foreach (var (probability, value) in figure.Quantiles)
                json.WriteNumber(probability.ToString(CultureInfo.InvariantCulture), value);
            json.WriteEndObject();
        }

        if (figure.Convergence is { } convergence)
        {
            json.WriteStartObject("convergence");
            json.WriteNumber("batches", convergence.Batches);
            json.WriteNumber("meanStandardError", convergence.MeanError);
            json.WriteNumber("lowStandardError", convergence.LowError);
            json.WriteNumber("highStandardError", convergence.HighError);
            json.WriteStartArray("running");
            foreach (var (draws, runningMean, low, high) in convergence.Running)
            {
                json.WriteStartObject();
                json.WriteNumber("draws", draws);
                json.WriteNumber("mean", runningMean);
                json.WriteNumber("low", low);
                json.WriteNumber("high", high);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
