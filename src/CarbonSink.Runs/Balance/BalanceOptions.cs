namespace CarbonSink.Runs;

/// <summary>What to balance (县域碳收支的选项).</summary>
/// <param name="Source">Folder with balance.json, or that file.</param>
/// <param name="Methodology">Path of the methodology folder.</param>
public sealed record BalanceOptions(string Source, string Methodology);
