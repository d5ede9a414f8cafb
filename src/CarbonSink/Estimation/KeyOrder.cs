namespace CarbonSink.Estimation;

/// <summary>Orders keys of several texts, part by part in ordinal order: the canonical order of groups.</summary>
internal sealed class KeyOrder : IComparer<IReadOnlyList<string>>
{
    /// <summary>The one order there is.</summary>
    public static KeyOrder Ordinal { get; } = new();

    /// <inheritdoc/>
    public int Compare(IReadOnlyList<string>? x, IReadOnlyList<string>? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        for (var i = 0; i < Math.Min(x.Count, y.Count); i++)
        {
            if (string.CompareOrdinal(x[i], y[i]) is var order and not 0)
                return order;
        }

        return x.Count.CompareTo(y.Count);
    }
}
