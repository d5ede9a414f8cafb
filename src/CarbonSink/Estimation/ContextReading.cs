using System.Globalization;
using CarbonSink.Findings;

namespace CarbonSink.Estimation;

/// <summary>An assessment read against its context (对照结果): rates, area control, comparison with official figures. Only of a whole layer: parts have none.</summary>
public sealed class ContextReading
{
    private ContextReading(StockAssessment assessment, AssessmentContext context, bool isWhole)
    {
        Indicators = isWhole ? [.. context.Indicators.Select(i => IndicatorValue.Of(i, assessment, context.LandArea))] : [];
        AreaControl = isWhole && context.BoundaryAreaHa is { } boundary && assessment.Total[StockFigure.Area] is { } units ? new(units.ToDouble(), boundary) : null;
        Reconciliation = isWhole ? Reconciliation.Of(assessment, context) : new([], []);
        Findings = [.. Remarks(assessment, context), .. Reconciliation.Findings];
    }

    /// <summary>The indicators, in ordinal order of their ids.</summary>
    public IReadOnlyList<IndicatorValue> Indicators { get; }

    /// <summary>The units' area against the control boundary, or null without boundary or without records.</summary>
    public AreaControl? AreaControl { get; }

    /// <summary>The comparison with official figures.</summary>
    public Reconciliation Reconciliation { get; }

    /// <summary>What is remarkable.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Reads.</summary>
    /// <param name="assessment">The assessment.</param>
    /// <param name="context">What it is read against.</param>
    /// <param name="isWhole">Whether every record of the layer is in it.</param>
    public static ContextReading Of(StockAssessment assessment, AssessmentContext context, bool isWhole) => new(assessment, context, isWhole);

    private IEnumerable<Finding> Remarks(StockAssessment assessment, AssessmentContext context)
    {
        if (AreaControl is { IsExceeded: true } control)
            yield return new(control.DifferenceHa > 0 ? ContextFindings.AreaControl : ContextFindings.NotCovered, null, null, null, null, Number(control.UnitsHa), Number(control.BoundaryHa), Number(Math.Abs(control.DifferenceHa)), Number(Math.Abs(control.DifferencePercent)));
        foreach (var value in Indicators.Where(i => i.Exceeds))
            yield return new(ContextFindings.ExceedsLand, null, null, null, null, value.Indicator.Title.Zh, value.Indicator.Title.En, Number(value.NumeratorHa.ToDouble()), Number(value.LandArea!.Hectares));
        if (context.ZoneKey is { } zones && assessment.RollUp([zones]).Groups.FirstOrDefault(g => g.Key[0].Length == 0)?[StockFigure.Area] is { } outside)
            yield return new(ContextFindings.Outside, null, null, null, null, zones, Number(outside.ToDouble()));
        for (var part = 0; part < assessment.KeyNames.Count; part++)
        {
            if (!context.Names.ContainsKey(assessment.KeyNames[part]))
                continue;
            var unnamed = assessment.Groups.Where(g => g.Key[part].Any(char.IsAsciiDigit) && context.NameOf(assessment.KeyNames, g.Key, part) is null)
                .Select(g => g.Key[part]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
            if (unnamed.Length > 0)
                yield return new(ContextFindings.Unnamed, null, null, assessment.KeyNames[part], null, assessment.KeyNames[part], $"{unnamed.Length}", string.Join(", ", unnamed));
        }
    }

    private static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
