namespace CarbonSink.Estimation;

/// <summary>A figure as recorded beside the one computed, over the records that have both (登记值与计算值对照).</summary>
/// <param name="Figure">What is compared: recordedArea, recordedStock … as roles are called.</param>
/// <param name="Unit">Unit of both.</param>
/// <param name="RecordCount">Records that have both.</param>
/// <param name="Recorded">Exact sum of what is recorded.</param>
/// <param name="Computed">Exact sum of what is computed.</param>
public sealed record RecordedComparison(string Figure, string Unit, long RecordCount, ExactSum Recorded, ExactSum Computed)
{
    /// <summary>Recorded less computed.</summary>
    public ExactSum Difference => Recorded - Computed;

    /// <summary>Merges comparisons of disjoint records, in ordinal order of figures.</summary>
    public static IReadOnlyList<RecordedComparison> Merge(IEnumerable<RecordedComparison> parts) =>
        [.. parts.GroupBy(c => (c.Figure, c.Unit)).OrderBy(g => g.Key.Figure, StringComparer.Ordinal).ThenBy(g => g.Key.Unit, StringComparer.Ordinal)
            .Select(g => g.Aggregate((a, b) => a with { RecordCount = a.RecordCount + b.RecordCount, Recorded = a.Recorded + b.Recorded, Computed = a.Computed + b.Computed }))];
}
