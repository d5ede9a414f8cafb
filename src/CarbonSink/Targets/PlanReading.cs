using CarbonSink.Methodologies;

namespace CarbonSink.Targets;

/// <summary>Why two statements of a plan do not go together.</summary>
public enum ConflictKind
{
    /// <summary>Two values for one indicator and year.</summary>
    Value,

    /// <summary>One value with different comparators.</summary>
    Comparator,

    /// <summary>Area and rate imply total areas that cannot both be true.</summary>
    ImpliedArea,

    /// <summary>The indicator changes between years, so that no base value exists.</summary>
    IndicatorSwitch,

    /// <summary>Words and numbers disagree: 持续保持在 57 % 以上 after 56.9 %, 稳定 beside 持续增加.</summary>
    Wording,

    /// <summary>A change printed beside its two values that is not their difference or ratio.</summary>
    Arithmetic,
}

/// <summary>A contradiction within a plan (计划内部的矛盾), kept with all its sides; nobody chooses for the user.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Targets">Ids of the targets that it is between.</param>
/// <param name="Text">What disagrees, with the numbers.</param>
public sealed record PlanConflict(ConflictKind Kind, IReadOnlyList<string> Targets, Bilingual Text);

/// <summary>A quantity in a plan that may be a target and was not read as one (待人工判定): nothing is guessed.</summary>
/// <param name="Citation">Where it stands; the quote is the quantity with the words around it.</param>
/// <param name="Reason">Why it is left to a person.</param>
public sealed record PlanCandidate(PlanCitation Citation, Bilingual Reason);

/// <summary>What was read out of a plan (规划文本读取结果).</summary>
public sealed record PlanReading
{
    /// <summary>Region the plan is of, or blank where the text does not say.</summary>
    public required string Region { get; init; }

    /// <summary>Title of the plan, or blank.</summary>
    public required string Title { get; init; }

    /// <summary>Number of the document, e.g. 临政发[2024]5号, or blank.</summary>
    public string Number { get; init; } = "";

    /// <summary>The targets, in the order of the plan.</summary>
    public required IReadOnlyList<PlanTarget> Targets { get; init; }

    /// <summary>What contradicts itself.</summary>
    public IReadOnlyList<PlanConflict> Conflicts { get; init; } = [];

    /// <summary>What a person must look at.</summary>
    public IReadOnlyList<PlanCandidate> Candidates { get; init; } = [];
}
