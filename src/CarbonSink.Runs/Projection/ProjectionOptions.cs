namespace CarbonSink.Runs;

/// <summary>Which pools a projection follows (预测的碳库).</summary>
public enum PoolMode
{
    /// <summary>Living biomass (活生物量).</summary>
    Living,

    /// <summary>Dead wood and litter as fractions of above-ground carbon besides (按比例的枯死木、枯落物).</summary>
    Fractions,

    /// <summary>Five pools by rates that the user declares (五库，使用者声明的转移率).</summary>
    Dynamics,
}

/// <summary>What to project (预测选项).</summary>
/// <param name="Source">How the stock now is assessed.</param>
public sealed record ProjectionOptions(AssessmentOptions Source)
{
    /// <summary>Last year; null for that of the scenario file, else 2060.</summary>
    public int? To { get; init; }

    /// <summary>Scenario file; null for scenarios.json of the data set, where there is one.</summary>
    public string? Scenarios { get; init; }

    /// <summary>Folder that fit-growth wrote; null for curves of the pack alone.</summary>
    public string? Curves { get; init; }

    /// <summary>Region of curves; null for that of the scenario file.</summary>
    public string? Region { get; init; }

    /// <summary>Pools.</summary>
    public PoolMode Pools { get; init; }
}
