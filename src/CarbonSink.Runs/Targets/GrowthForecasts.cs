using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Projections;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <summary>What the growth engine expects of stock and carbon (蓄积、碳储量预测): the stands that are projected, and what of the indicator's land classes is not projected as it is now.</summary>
internal static class GrowthForecasts
{
    /// <summary>Indicators that the growth engine forecasts; a trend through surveys knows nothing of ages and activities.</summary>
    public static IReadOnlyList<string> Codes { get; } = ["forest_stock", "volume_per_hectare", "forest_carbon_stock", "carbon_per_hectare"];

    /// <summary>Projects the stock of a data set.</summary>
    /// <param name="file">The file of targets, which has a projection.</param>
    /// <param name="methodology">The methodology folder.</param>
    /// <param name="lastYear">Last year to forecast.</param>
    /// <param name="stop">Stops the work.</param>
    /// <exception cref="RefusedInputException">The data cannot be projected, or there is no such scenario.</exception>
    public static (ProjectionResult Result, ScenarioProjection Scenario) Project(TargetFile file, string methodology, int lastYear, CancellationToken stop)
    {
        var asked = file.Projection!;
        var options = new ProjectionOptions(new AssessmentOptions(asked.Data, methodology)) { To = lastYear, Curves = asked.Curves };
        var result = ProjectionRun.Run(options, null, stop);
        var id = asked.Scenario ?? Scenario.BaselineId;
        return (result, result.Scenarios.FirstOrDefault(s => s.Scenario.Id == id)
            ?? throw DataSet.Refuse(TargetAssessFindings.UnknownScenario, Path.GetFileName(file.Path), id, string.Join(", ", result.Scenarios.Select(s => s.Scenario.Id))));
    }

    /// <summary>The forecast of one indicator by one of its definitions; null where the definition asks for something that is not projected.</summary>
    /// <param name="indicator">The indicator.</param>
    /// <param name="definition">How it is computed.</param>
    /// <param name="result">The projection.</param>
    /// <param name="scenario">The scenario.</param>
    public static IndicatorForecast? Of(Indicator indicator, IndicatorDefinition definition, ProjectionResult result, ScenarioProjection scenario)
    {
        if (definition.Numerator is not { } above || definition.IsChange || Held(above, result) is not { } heldAbove)
            return null;
        double? heldBelow = definition.Denominator is { } below ? Held(below, result) : 1;
        if (heldBelow is null)
            return null;
        var (values, unknown) = (new Dictionary<int, double>(), new Dictionary<int, double>());
        foreach (var year in scenario.Years)
        {
            // Stands whose growing stock nobody knows, such as those planted since, are in neither part of a ratio.
            var unknownHa = above.Figure == StockFigure.Volume ? year.VolumeUnknownHa : 0;
            if (unknownHa > 0)
                unknown[year.Year] = unknownHa;
            var divisor = definition.Denominator is { } by ? Projected(by, year, result) - unknownHa + heldBelow : 1;
            if (Projected(above, year, result) is { } grown && divisor is > 0)
                values[year.Year] = (grown + heldAbove) / divisor.Value;
        }

        if (values.Count == 0)
            return null;
        var first = scenario.Years[0];
        var share = heldAbove / ((Projected(above, first, result) ?? 0) + heldAbove) * 100;
        return new(indicator.Terms.Code, indicator.Terms.Unit, scenario.Scenario.Id, values, Worse(Worse(result.Status, indicator.Status), above.Status), new(
            $"从 {first.Year} 年末起；未预测的部分按现值不变，占现值 {Shown(share)} %", $"from the end of {first.Year}; what is not projected is held as it is, {Shown(share)} % of the present value"))
        {
            UnknownHa = unknown,
        };
    }

    private static double? Projected(IndicatorTerm term, ProjectedYear year, ProjectionResult result) => term.Figure switch
    {
        StockFigure.Volume => year.VolumeM3,
        StockFigure.Carbon => year.PoolsTC.Sum() - (result.HoldsWithoutCurve ? result.NotProjected.Sum(n => n.CarbonTC) : 0),
        StockFigure.Area or StockFigure.EstimatedArea => year.StandsHa,
        _ => null,
    };

    /// <summary>What units that are not projected hold, of the classes that the term counts.</summary>
    private static double? Held(IndicatorTerm term, ProjectionResult result)
    {
        if (term.Classes.Any(c => c.Role != "landClass"))
            return null;
        UnprojectedStands[] own = [.. result.NotProjected.Where(n => term.Classes.All(c => c.Names.Contains(n.LandClass, StringComparer.Ordinal)))];
        return term.Figure switch
        {
            StockFigure.Volume => own.Sum(n => n.VolumeM3),
            StockFigure.Carbon => own.Sum(n => n.CarbonTC),
            StockFigure.Area => own.Sum(n => n.AreaHa),
            StockFigure.EstimatedArea => own.Where(n => n.CarbonTC > 0).Sum(n => n.AreaHa),
            _ => null,
        };
    }

    private static ParameterStatus Worse(ParameterStatus a, ParameterStatus b) => a > b ? a : b;

    private static string Shown(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
