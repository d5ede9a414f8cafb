using System.Globalization;
using System.Text.Json;
using CarbonSink.Estimation;
using CarbonSink.Methodologies;

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
            WriteNumberOrNull(json, "substitutedPercent", 100 * uncertainty.SubstitutedShare);
            json.WriteBoolean("isWithheld", uncertainty.IsWithheld);
        }

        WriteDeclared(json, uncertainty);
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
        WriteNumberOrNull(json, "unstatedCarbonPercent", UncertaintyTexts.UnstatedPercent(part));
        json.WriteEndObject();
    }

    private static void WriteNumberOrNull(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    private static void WriteDeclared(Utf8JsonWriter json, StockUncertainty uncertainty)
    {
        json.WriteString("declaredStatus", uncertainty.DeclaredStatus is { } worst ? JsonText.Status(worst) : null);
        json.WriteStartArray("declared");
        foreach (var row in uncertainty.Declared)
        {
            json.WriteStartObject();
            json.WriteNumber("line", row.Line);
            foreach (var (name, text) in ((string, string)[])[("table", row.Table), ("row", row.Row), ("column", row.Column), ("input", row.Input)])
                json.WriteString(name, text.Length == 0 ? null : text);
            json.WriteString("distribution", DeclaredUncertainty.NameOf(row.Distribution));
            json.WriteString("spread", row.Spread);
            json.WriteBoolean("shared", row.IsShared);
            json.WriteString("group", row.Group.Length == 0 ? null : row.Group);
            WriteNumberOrNull(json, "correlation", row.Correlation);
            json.WriteString("source", row.Source);
            json.WriteString("status", JsonText.Status(row.Status));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteInterval(Utf8JsonWriter json, string key, FigureUncertainty figure)
    {
        json.WriteStartObject(key);
        json.WriteBoolean("isStated", figure.IsStated);
        if (!figure.IsStated)
        {
            foreach (var name in (string[])["standardError", "sePercent", "low", "high"])
                json.WriteNull(name);
            json.WriteEndObject();
            return;
        }

        json.WriteNumber("standardError", figure.StandardError);
        WriteNumberOrNull(json, "sePercent", figure.SePercent);
        json.WriteNumber("low", figure.Low);
        json.WriteNumber("high", figure.High);
        if (figure.Mean is { } mean)
        {
            json.WriteNumber("mean", mean);
            WriteNumberOrNull(json, "meanDifferencePercent", figure.MeanDifferencePercent);
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
