using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Members that a total lacks (未计入部分).</summary>
/// <param name="Set">Their set; empty where the value itself is missing.</param>
/// <param name="Cause">Why.</param>
/// <param name="Count">How many; of a set crossed with years, in the year of the total.</param>
/// <param name="AreaHa">Their area, ha; null where the method names no area of the set, or one of them has none.</param>
public sealed record LeftOut(string Set, Cause Cause, long Count, double? AreaHa);

/// <summary>A total of an output, or an output that is one value (合计).</summary>
/// <param name="Output">The output.</param>
/// <param name="Step">Year, or whatever the ordered set counts; null where the output is not over one.</param>
/// <param name="Group">Code of the group; null for all.</param>
/// <param name="Value">The number in the unit of the output; null where nothing could be computed.</param>
/// <param name="LeftOut">What it lacks.</param>
/// <param name="Status">Worst status of what it was computed from; null without a value.</param>
/// <param name="IsExtrapolated">Whether a parameter was used outside its range.</param>
public sealed record EvaluationTotal(MethodologyOutput Output, double? Step, string? Group, double? Value, IReadOnlyList<LeftOut> LeftOut, ParameterStatus? Status, bool IsExtrapolated)
{
    /// <summary>Uncertain results of methods computed before that enter: then it has no interval.</summary>
    public IReadOnlyList<string> EnteringUncertain { get; init; } = [];

    /// <summary>Why it has no interval where one was asked for; null where it has one or nothing states uncertainty.</summary>
    public Bilingual? NoInterval => EnteringUncertain.Count == 0 ? null
        : new($"不给区间：用到先行方法的 {string.Join("、", EnteringUncertain)}，其不确定性不能传到这里", $"no interval: {string.Join(", ", EnteringUncertain)} of a method computed before enters, and its uncertainty does not pass on");

    /// <summary>Whether it lacks something that belongs to it.</summary>
    public bool IsPartial => Value is not null && LeftOut.Count > 0;

    /// <summary>Whether members were added up; else it is one value as the method gives it.</summary>
    public bool IsSum { get; init; }

    /// <summary>The 95 % interval; null where none was asked for or nothing states uncertainty.</summary>
    public (double Low, double High)? Interval { get; init; }
}

/// <summary>Members for which an output has no value (未估算).</summary>
/// <param name="Symbol">Symbol of the output.</param>
/// <param name="Set">Set it is over; empty for one value.</param>
/// <param name="Cause">Why.</param>
/// <param name="Count">Members, or members and years.</param>
/// <param name="AreaHa">Area of the members, each once, ha; null where it is not known.</param>
/// <param name="Examples">Keys of the first of them.</param>
public sealed record NotEvaluated(string Symbol, string Set, Cause Cause, long Count, double? AreaHa, IReadOnlyList<string> Examples);

/// <summary>A method computed over tables and layers (核算结果).</summary>
/// <param name="Methods">The methods in the order they were computed; the last is the one asked for.</param>
/// <param name="Totals">Totals.</param>
/// <param name="NotEvaluated">What has no value, and why.</param>
/// <param name="Findings">What was wrong or remarkable.</param>
public sealed record EvaluationResult(IReadOnlyList<SheetEvaluation> Methods, IReadOnlyList<EvaluationTotal> Totals, IReadOnlyList<NotEvaluated> NotEvaluated, FindingLog Findings)
{
    /// <summary>Title of the evaluation; that of the method where the file has none.</summary>
    public required Bilingual Title { get; init; }

    /// <summary>Where it was read from.</summary>
    public required string Source { get; init; }

    /// <summary>Packs used, with their hashes.</summary>
    public required IReadOnlyList<PackReference> Packs { get; init; }

    /// <summary>Input files with their hashes.</summary>
    public required IReadOnlyList<FileDigest> Inputs { get; init; }

    /// <summary>The bibliography.</summary>
    public required IReadOnlyDictionary<string, Source> Sources { get; init; }

    /// <summary>How uncertainty was propagated.</summary>
    public required UncertaintySettings Uncertainty { get; init; }

    /// <summary>What is in no interval, e.g. parameters without a stated uncertainty.</summary>
    public IReadOnlyList<string> NotCovered { get; init; } = [];

    /// <summary>Code by which groups are told apart, or null.</summary>
    public string? By { get; init; }

    /// <summary>The method.</summary>
    public Methodology Methodology => Methods[^1].Methodology;

    /// <summary>What its method.json says.</summary>
    public MethodologyDescription Method => Methodology.Description;

    /// <summary>The sheet with everything that was given and computed.</summary>
    public Sheet Sheet => Methods[^1].Sheet;

    /// <summary>What a holder of the official text must fill in, of all methods that were computed.</summary>
    public IReadOnlyList<OpenItem> Open => [.. Methods.Reverse().SelectMany(m => m.Methodology.Description.Open).Distinct()];

    /// <summary>What is said beside the figures, of all methods that were computed.</summary>
    public IReadOnlyList<Bilingual> Notices => [.. Methods.Reverse().SelectMany(m => m.Methodology.Description.Notices).Distinct()];

    /// <summary>Named sets of global warming potentials.</summary>
    public IReadOnlyList<string> GwpSets => [.. Methods.Select(m => m.Methodology.Description.GwpSet).OfType<string>().Distinct()];

    /// <summary>Worst status of what the outputs were computed from; null where nothing was computed.</summary>
    public required ParameterStatus? WorstStatus { get; init; }

    /// <summary>Whether any output has a value.</summary>
    public bool HasFigures => WorstStatus is not null;
}
