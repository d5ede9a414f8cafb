namespace CarbonSink.Targets;

/// <summary>Where a plan says something (引文): file, 1-based line, the sentence as printed and the words of it that state the target.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Line">1-based line; of a document its paragraph, of a sheet its row.</param>
/// <param name="Section">Headings above it, outermost first, joined by " / ".</param>
/// <param name="Sentence">The sentence as printed.</param>
/// <param name="Quote">The words of the sentence that state the target, as printed.</param>
public sealed record PlanCitation(string File, int Line, string Section, string Sentence, string Quote);

/// <summary>What the number of a target measures.</summary>
public enum TargetMeasure
{
    /// <summary>A state at the end of the year (存量、比率).</summary>
    Level,

    /// <summary>Done from the first to the last year together (累计完成、新增).</summary>
    Total,

    /// <summary>A difference from the base, in the unit printed (提高 0.5 个百分点).</summary>
    Change,
}

/// <summary>Where in a plan a target stands.</summary>
public enum TargetTier
{
    /// <summary>Among the main targets (主要目标).</summary>
    Headline,

    /// <summary>In a chapter of tasks (重点任务).</summary>
    Task,

    /// <summary>In a table of indicators (指标表).</summary>
    Table,

    /// <summary>A direction without number or year (定性要求).</summary>
    Qualitative,
}

/// <summary>A department that a target is charged to (责任部门).</summary>
/// <param name="Name">As printed.</param>
/// <param name="Leads">Whether it leads (牵头).</param>
public sealed record PlanDepartment(string Name, bool Leads);

/// <summary>A quantitative target of a plan (规划目标), in the plan's own words and numbers; nothing is converted. Immutable.</summary>
public sealed record PlanTarget
{
    /// <summary>Id within the plan: code of the indicator and year, with a number where several share them, e.g. <c>forest_coverage-2025-2</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Region the plan is of, e.g. 临湘市.</summary>
    public required string Region { get; init; }

    /// <summary>Code of the indicator, e.g. <c>forest_coverage</c>.</summary>
    public required string Indicator { get; init; }

    /// <summary>The indicator's name as printed.</summary>
    public required string IndicatorZh { get; init; }

    /// <summary>What part of the region it is of, as printed or implied: 全市, 跳马镇.</summary>
    public required string Scope { get; init; }

    /// <summary>Year that <see cref="BaseValue"/> is of, or null.</summary>
    public int? BaseYear { get; init; }

    /// <summary>Value it starts from, in the target's unit, or null.</summary>
    public decimal? BaseValue { get; init; }

    /// <summary>First year of a period (十四五期间: 2021), or null.</summary>
    public int? FromYear { get; init; }

    /// <summary>Target year, or null where the plan names none.</summary>
    public int? Year { get; init; }

    /// <summary>The number as printed, or null where there is none.</summary>
    public decimal? Value { get; init; }

    /// <summary>Upper end where a range is printed (60%—65%), or null.</summary>
    public decimal? UpperValue { get; init; }

    /// <summary>The unit as printed (万公顷, %), blank where there is none; of a target without number that of its base.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The change from the base as a table prints it beside the value (变化率、年均增长), e.g. <c>-18%</c>; blank where none is printed.</summary>
    public string PrintedChange { get; init; } = "";

    /// <summary>How the value is to be met.</summary>
    public TargetComparator Comparator { get; init; }

    /// <summary>Whether it is striven for (力争) and not promised.</summary>
    public bool IsStriven { get; init; }

    /// <summary>What the number measures.</summary>
    public TargetMeasure Measure { get; init; }

    /// <summary>Where in the plan it stands; of a repeated target its first place.</summary>
    public TargetTier Tier { get; init; }

    /// <summary>Departments that it is charged to, leading ones first; of a repeated target those of all its places.</summary>
    public IReadOnlyList<PlanDepartment> Departments { get; init; } = [];

    /// <summary>Every place that states it, in the order of the plan; at least one.</summary>
    public required IReadOnlyList<PlanCitation> Citations { get; init; }

    /// <summary>A remark of whoever wrote the table of targets, or blank.</summary>
    public string Note { get; init; } = "";
}
