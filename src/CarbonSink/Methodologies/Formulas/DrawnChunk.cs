namespace CarbonSink.Methodologies.Formulas;

/// <summary>What all rows share in one chunk of draws: table cells, errors that records share, scores of correlated groups.</summary>
internal sealed class DrawnChunk
{
    /// <summary>Draws by cell.</summary>
    public Dictionary<(TableColumn Column, int Row), double[]> Cells { get; } = [];

    /// <summary>Deviations by stream.</summary>
    public Dictionary<ulong, double[]> Shared { get; } = [];

    /// <summary>Scores of each member of a group.</summary>
    public Dictionary<(string Table, string Group), double[][]> Groups { get; } = [];
}
