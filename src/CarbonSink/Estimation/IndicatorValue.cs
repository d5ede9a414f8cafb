using CarbonSink.Methodologies;

namespace CarbonSink.Estimation;

/// <summary>The value of an indicator (指标值).</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="NumeratorHa">Area of its land classes, ha.</param>
/// <param name="UnclassifiedHa">Area of records without a land class, which may belong to the numerator, ha.</param>
/// <param name="LandArea">The denominator, or null without one.</param>
/// <param name="Status">Worst status of the definition and of the land classes counted.</param>
public sealed record IndicatorValue(Indicator Indicator, ExactSum NumeratorHa, ExactSum UnclassifiedHa, LandArea? LandArea, ParameterStatus Status)
{
    /// <summary>Whether the numerator is larger than the land area, so that the two do not belong together.</summary>
    public bool Exceeds => LandArea is { } land && NumeratorHa.ToDouble() > land.Hectares;

    /// <summary>Whether there was no record to count.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>The rate, %; null without records or land area, or where that is smaller than the numerator.</summary>
    public double? ValuePercent => LandArea is { } land && !Exceeds && !IsEmpty ? 100 * NumeratorHa.ToDouble() / land.Hectares : null;

    /// <summary>Why there is no rate, or null where there is one.</summary>
    public Bilingual? Reason => ValuePercent is not null ? null : IsEmpty
        ? new("没有记录", "there is no record")
        : Exceeds
        ? new("分子大于土地总面积", "the numerator exceeds the land area")
        : new("没有土地总面积（--land-area）或控制界线（role 为 boundary 的图层）", "there is no land area (--land-area) and no control boundary (layer with role boundary)");

    /// <summary>The value of an indicator for an assessment.</summary>
    public static IndicatorValue Of(Indicator indicator, StockAssessment assessment, LandArea? landArea)
    {
        var counted = assessment.LandClasses.Where(c => indicator.LandClasses.Contains(c.LandClass, StringComparer.Ordinal)).ToArray();
        return new(
            indicator,
            counted.Aggregate(ExactSum.Zero, (sum, c) => sum + c.AreaHa),
            assessment.LandClasses.Where(c => c.LandClass.Length == 0).Aggregate(ExactSum.Zero, (sum, c) => sum + c.AreaHa),
            landArea,
            counted.Select(c => c.Status).Append(indicator.Status).Max()) { IsEmpty = assessment.Total.RecordCount == 0 };
    }
}
