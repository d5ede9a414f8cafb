using CarbonSink.Findings;
using CarbonSink.Growth;

namespace CarbonSink.Runs;

/// <summary>A stand that a fit uses (参加拟合的林分).</summary>
/// <param name="Record">Record number from 0; of a table, the line.</param>
/// <param name="GrowthType">Forest type or species code.</param>
/// <param name="Origin">natural or planted.</param>
/// <param name="Observation">Age, stock and weight.</param>
public sealed record GrowthStand(long Record, string GrowthType, string Origin, GrowthObservation Observation);

/// <summary>The stands read for a fit, and what was left out (拟合数据).</summary>
/// <param name="Source">Name of the file.</param>
/// <param name="RecordsRead">Records read.</param>
/// <param name="Stands">Stands used.</param>
/// <param name="Excluded">Records not used, by reason: notArborForest, noStock, noAge, noType, noOrigin, implausibleAge, unknownOrigin, badRow.</param>
/// <param name="Findings">What was remarkable.</param>
/// <param name="Inputs">Paths and names of the files, for hashing.</param>
public sealed record GrowthStands(string Source, long RecordsRead, IReadOnlyList<GrowthStand> Stands, IReadOnlyDictionary<string, long> Excluded, FindingLog Findings, IReadOnlyList<(string Path, string Name)> Inputs)
{
    /// <summary>Ages above this are not plausible, years: a choice of ours that catches calendar years recorded as ages.</summary>
    public const double OldestPlausible = 500;
}
