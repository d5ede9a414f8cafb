using Kind = CarbonSink.Targets.PlanTokenKind;

namespace CarbonSink.Targets;

/// <summary>A value that a sentence gives an indicator (读出的一项): its words lie between the two places of the text.</summary>
internal sealed record PlanPhrase(TargetIndicator Indicator, string Name, int Start, int End)
{
    public string? Scope { get; init; }

    public PlanYear? Year { get; init; }

    public PlanQuantity? Quantity { get; init; }

    public TargetComparator Comparator { get; init; }

    public bool IsStriven { get; init; }

    public bool IsChange { get; init; }

    public int? BaseYear { get; init; }

    public decimal? BaseValue { get; init; }
}

/// <summary>The time that sentences of a paragraph speak of (时间语境), carried from one to the next.</summary>
internal sealed class PlanTime
{
    /// <summary>The years last named; several where values follow one for each (2025年、2030年分别).</summary>
    public IReadOnlyList<PlanYear> Years { get; set; } = [];

    /// <summary>The last of several years of the sentence before; it holds where a period is named that ends with it (五年新增).</summary>
    public PlanYear? Last { get; set; }

    /// <summary>Whether what was reached is told, and not what is to be.</summary>
    public bool IsHistory { get; set; }

    /// <summary>Year the plan was issued in, or null.</summary>
    public int? Issued { get; init; }

    /// <summary>The latest year of the paragraph.</summary>
    public int? Latest { get; init; }

    /// <summary>The first year that the plan announces as one to come (到2025年), or null.</summary>
    public int? FirstAnnounced { get; init; }

    /// <summary>What the sentence before gave numbers to; a sentence that begins with a year and names nothing goes on with it.</summary>
    public IReadOnlyList<PlanSubject> Held { get; set; } = [];

    /// <summary>Whether the chapter is about what was reached.</summary>
    public bool IsPastChapter { get; init; }

    /// <summary>Whether the chapter is about targets.</summary>
    public bool IsGoal { get; init; }
}

/// <summary>What a token of the vocabulary or an unknown noun stands for in a sentence: something that values are given to.</summary>
internal sealed record PlanSubject(TargetIndicator? Indicator, string Name, int Start, int End, int Clause)
{
    public string? Scope { get; init; }

    public bool IsOther { get; init; }

    public string? Part { get; init; }

    /// <summary>Whether the name does not say that the town is meant: 绿化覆盖率.</summary>
    public bool IsUrbanUnsaid { get; init; }
}
