namespace CarbonSink.Targets;

/// <summary>What a token of a plan's sentence is.</summary>
internal enum PlanTokenKind
{
    /// <summary>Words that the grammar does not know.</summary>
    Word,

    /// <summary>Words that change nothing: 确保, 全面, 完成, 的.</summary>
    Filler,

    /// <summary>A name of the vocabulary.</summary>
    Indicator,

    /// <summary>A number with its unit.</summary>
    Quantity,

    /// <summary>2025年, “十四五”期间.</summary>
    Year,

    /// <summary>全市, 跳马镇, 全国.</summary>
    Scope,

    /// <summary>达到, 不低于: before the number.</summary>
    Before,

    /// <summary>以上, 左右: behind the number.</summary>
    After,

    /// <summary>提高, 保持稳定.</summary>
    Direction,

    /// <summary>较, 由, 在…基础上.</summary>
    Base,

    /// <summary>已, 现有, 目前.</summary>
    History,

    /// <summary>每年, 年均.</summary>
    Yearly,

    /// <summary>力争.</summary>
    Striving,

    /// <summary>分别.</summary>
    Respectively,

    /// <summary>均.</summary>
    Each,

    /// <summary>、, 和.</summary>
    And,

    /// <summary>Comma or colon.</summary>
    Comma,

    /// <summary>Semicolon.</summary>
    Semicolon,

    /// <summary>Opening bracket.</summary>
    Open,

    /// <summary>Closing bracket.</summary>
    Close,
}

/// <summary>A year or a period as printed (年份): the first year of a period, and whether 到, 至, 底前 announce it as a time to come.</summary>
internal readonly record struct PlanYear(int? From, int Year, bool IsAnnounced);

/// <summary>A number with its unit as printed (数量); the upper end where it is a range, and the comparator that the number itself carries (30余万亩).</summary>
internal readonly record struct PlanQuantity(decimal Value, decimal? Upper, string Unit, PlanDimension Dimension, TargetComparator? Comparator);

/// <summary>A token of a sentence (词).</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Its place in the text in one spelling.</param>
/// <param name="End">Behind its last character.</param>
/// <param name="Text">In one spelling.</param>
internal sealed record PlanToken(PlanTokenKind Kind, int Start, int End, string Text)
{
    public TargetIndicator? Indicator { get; init; }

    public PlanYear? Year { get; init; }

    public PlanQuantity? Quantity { get; init; }

    public TargetComparator Comparator { get; init; }
}
