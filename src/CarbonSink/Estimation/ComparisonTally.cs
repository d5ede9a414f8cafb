namespace CarbonSink.Estimation;

/// <summary>Sums a figure as recorded and as computed over the records that have both (登记值与计算值累计). One per thread.</summary>
/// <param name="figure">What is compared.</param>
/// <param name="unit">Unit of both.</param>
public sealed class ComparisonTally(string figure, string unit)
{
    private long count;
    private ExactSum recorded;
    private ExactSum computed;

    /// <summary>Adds a record.</summary>
    public void Add(double recordedValue, double computedValue) =>
        (count, recorded, computed) = (count + 1, recorded + recordedValue, computed + computedValue);

    /// <summary>The comparison, or none where no record has both.</summary>
    public IReadOnlyList<RecordedComparison> ToComparisons() => count == 0 ? [] : [new(figure, unit, count, recorded, computed)];
}
