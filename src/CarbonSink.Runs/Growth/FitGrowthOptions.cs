using CarbonSink.Growth;

namespace CarbonSink.Runs;

/// <summary>What sets the growth classes of a fit apart (拟合分类).</summary>
public enum GrowthKey
{
    /// <summary>林型 × 起源.</summary>
    ForestType,

    /// <summary>树种代码 × 起源.</summary>
    Species,
}

/// <summary>What to fit (生长曲线拟合的选项).</summary>
/// <param name="Source">The data set, or a table of plots.</param>
public sealed record FitGrowthOptions(AssessmentOptions Source)
{
    /// <summary>Forms to try; the best by Akaike's criterion is kept.</summary>
    public IReadOnlyList<GrowthForm> Forms { get; init; } = [GrowthForm.Richards, GrowthForm.Schumacher, GrowthForm.Logistic];

    /// <summary>What sets classes apart.</summary>
    public GrowthKey By { get; init; }

    /// <summary>Fewest stands of a class.</summary>
    public int MinStands { get; init; } = 20;

    /// <summary>Whether stands weigh by area; else they count alike.</summary>
    public bool IsWeightedByArea { get; init; }
}
