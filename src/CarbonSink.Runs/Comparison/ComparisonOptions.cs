namespace CarbonSink.Runs;

/// <summary>What a comparison of two surveys is asked to do (两期对比选项).</summary>
/// <param name="Old">How the old survey is assessed.</param>
/// <param name="New">How the new survey is assessed.</param>
public sealed record ComparisonOptions(AssessmentOptions Old, AssessmentOptions New)
{
    /// <summary>Column of the results by unit that tells classes apart.</summary>
    public string Key { get; init; } = "landClass";

    /// <summary>Layer of restoration sites (修复地块), PATH or PATH#FIELD with the names; null for none.</summary>
    public string? Sites { get; init; }

    /// <summary>Layer of control land (对照地块) to compare the sites with; null to take all land outside of them.</summary>
    public string? Control { get; init; }
}
