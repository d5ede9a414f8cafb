using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <summary>One target to be spread (分解任务).</summary>
/// <param name="Target">Id of the target.</param>
/// <param name="To">Among what.</param>
internal sealed record AllocationRequest(string Target, AllocationTo To)
{
    /// <summary>By which weights; null for what suits the indicator.</summary>
    public AllocationBy? By { get; init; }

    /// <summary>Difference or level; null for the difference wherever the present is known.</summary>
    public AllocationOf? Of { get; init; }

    /// <summary>File of shares, or null.</summary>
    public string? Shares { get; init; }

    /// <summary>Step in the unit of the allocation; null for that of the printed digits.</summary>
    public decimal? Step { get; init; }
}

/// <summary>What to spread and how (分解选项): what is given here goes before targets.json.</summary>
/// <param name="Source">The folder or its targets.json.</param>
/// <param name="Methodology">The methodology folder.</param>
public sealed record AllocationOptions(string Source, string Methodology)
{
    /// <summary>Id of the one target to spread, or null for all that targets.json lists, or else all of the plan.</summary>
    public string? Target { get; init; }

    /// <summary>divisions, years, departments or divisions-years.</summary>
    public string? To { get; init; }

    /// <summary>area, potential, stock or shares.</summary>
    public string? By { get; init; }

    /// <summary>difference or level.</summary>
    public string? Of { get; init; }

    /// <summary>File of shares: division, department or year, and weight.</summary>
    public string? Shares { get; init; }

    /// <summary>Step in the unit of the plan, of coverage in hectares.</summary>
    public string? Step { get; init; }
}
