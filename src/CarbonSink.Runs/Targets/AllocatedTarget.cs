using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <summary>A target with how it was spread, or why not (目标分解).</summary>
/// <param name="Target">The target.</param>
/// <param name="Unit">Unit of the amounts; of coverage hectares.</param>
/// <param name="To">Among what.</param>
public sealed record AllocatedTarget(PlanTarget Target, string Unit, AllocationTo To)
{
    /// <summary>By which weights; null where there are none.</summary>
    public AllocationBy? By { get; init; }

    /// <summary>Difference or level; null of work and of what is handed down.</summary>
    public AllocationOf? Of { get; init; }

    /// <summary>What was striven for and is spread apart from what is promised.</summary>
    public bool IsStriven { get; init; }

    /// <summary>The number in the unit of the plan, or null where it cannot be told.</summary>
    public decimal? Value { get; init; }

    /// <summary>The unit of that number.</summary>
    public string ValueUnit { get; init; } = "";

    /// <summary>What it starts from, or null.</summary>
    public TargetStart? Base { get; init; }

    /// <summary>The shares, or null with a reason.</summary>
    public TargetAllocation? Allocation { get; init; }

    /// <summary>Why it is not spread, or null.</summary>
    public Bilingual? Reason { get; init; }

    /// <summary>How it was spread, and what was chosen where the plan is silent.</summary>
    public IReadOnlyList<Bilingual> Notes { get; init; } = [];

    /// <summary>Worst status of the observations that it rests on, or null where it rests on the plan alone.</summary>
    public ParameterStatus? Status { get; init; }

    /// <summary>1, or more where the same target is spread among the same more than once, e.g. by other weights.</summary>
    public int Number { get; init; } = 1;

    /// <summary>Id of the allocation, a name for files.</summary>
    public string Id => $"{Target.Id}-{To.Word()}{(IsStriven ? "-strive" : "")}{(Number > 1 ? $"-{Number}" : "")}";
}

/// <summary>The decomposition of a plan's targets (目标分解结果).</summary>
/// <param name="Title">What it is of.</param>
/// <param name="Allocations">The targets that were asked for.</param>
/// <param name="Feasibility">What arithmetic says about the targets of the plan.</param>
/// <param name="Findings">What is wrong or remarkable.</param>
public sealed record AllocationResult(Bilingual Title, IReadOnlyList<AllocatedTarget> Allocations, IReadOnlyList<TargetFeasibility> Feasibility, FindingLog Findings)
{
    /// <summary>Files read, with their hashes.</summary>
    public IReadOnlyList<FileDigest> Inputs { get; init; } = [];

    /// <summary>Packs used, for the manifest.</summary>
    public IReadOnlyList<PackReference> Packs { get; init; } = [];

    /// <summary>Worst status of what was used; what a plan says is declared.</summary>
    public ParameterStatus Status => Allocations.Select(a => a.Status ?? ParameterStatus.Declared).Append(ParameterStatus.Declared).Max();
}
