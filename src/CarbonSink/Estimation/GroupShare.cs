namespace CarbonSink.Estimation;

/// <summary>A group's share of a record (分摊份额).</summary>
/// <param name="Group">The group.</param>
/// <param name="Share">Its share, 0 to 1.</param>
public readonly record struct GroupShare(StockGroup Group, double Share);
