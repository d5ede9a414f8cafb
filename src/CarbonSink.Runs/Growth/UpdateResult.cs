using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Growth;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Units of one state after an update (更新状态合计).</summary>
/// <param name="State">updated, kept, harvested, planted, or notForest.</param>
/// <param name="Reason">Why kept: noTable, outsideAges, noStock, noAge, noType, noOrigin, noCarbon, sameYear; else empty.</param>
public sealed record UpdateTally(string State, string Reason)
{
    /// <summary>Units.</summary>
    public long Records { get; init; }

    /// <summary>Their area, ha.</summary>
    public ExactSum AreaHa { get; init; }

    /// <summary>Recorded stock per hectare times area before, m3.</summary>
    public ExactSum VolumeBeforeM3 { get; init; }

    /// <summary>The same after, m3.</summary>
    public ExactSum VolumeAfterM3 { get; init; }
}

/// <summary>What an update did (年度更新的结果).</summary>
public sealed record UpdateResult
{
    /// <summary>What was asked.</summary>
    public required UpdateOptions Options { get; init; }

    /// <summary>Date of the survey that all goes back to.</summary>
    public required DateOnly UpdatedFrom { get; init; }

    /// <summary>Date of the data before.</summary>
    public required DateOnly FromDate { get; init; }

    /// <summary>Date brought forward to.</summary>
    public required DateOnly ToDate { get; init; }

    /// <summary>Whole years between.</summary>
    public int Years => ToDate.Year - FromDate.Year;

    /// <summary>Units by state and reason.</summary>
    public required IReadOnlyList<UpdateTally> Tallies { get; init; }

    /// <summary>Yield tables used.</summary>
    public required IReadOnlyList<YieldTable> Tables { get; init; }

    /// <summary>Units whose ratio was limited.</summary>
    public required long Clamped { get; init; }

    /// <summary>What was remarkable.</summary>
    public required FindingLog Findings { get; init; }

    /// <summary>Worst status of the tables used; null where none was.</summary>
    public ParameterStatus? WorstStatus => Tables.Count == 0 ? null : Tables.Max(t => t.Status);

    /// <summary>The words that the result carries.</summary>
    public Bilingual Label => UpdatedLabel.Words(UpdatedFrom, ToDate);
}
