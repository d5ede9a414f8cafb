using CarbonSink.Estimation;

namespace CarbonSink.Runs;

/// <summary>What to compute (按方法核算的选项).</summary>
/// <param name="Source">Folder with evaluation.json, or that file.</param>
/// <param name="Methodology">Path of the methodology folder.</param>
public sealed record EvaluationOptions(string Source, string Methodology)
{
    /// <summary>Method as id/version; null for that of the file.</summary>
    public string? Method { get; init; }

    /// <summary>Inputs that belong to no set, by symbol; they go before those of the file.</summary>
    public IReadOnlyDictionary<string, string> Run { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Tables the run names, by name; they go before those of the file.</summary>
    public IReadOnlyDictionary<string, string> Tables { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How uncertainty is propagated; null for what the file says, else not at all.</summary>
    public UncertaintyApproach? Uncertainty { get; init; }

    /// <summary>Monte Carlo draws.</summary>
    public int Draws { get; init; } = UncertaintySettings.DefaultDraws;

    /// <summary>Seed of the draws.</summary>
    public ulong Seed { get; init; } = UncertaintySettings.DefaultSeed;
}
