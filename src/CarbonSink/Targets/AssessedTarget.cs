using CarbonSink.Methodologies;

namespace CarbonSink.Targets;

/// <summary>Values of an indicator in years to come (预测), computed elsewhere: by the growth engine.</summary>
/// <param name="Code">Code of the indicator.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Scenario">Scenario that they are of.</param>
/// <param name="Values">Value at the end of each year.</param>
/// <param name="Status">Worst status of what they were computed from.</param>
/// <param name="Note">What of it is held as it is and not projected, and how much.</param>
public sealed record IndicatorForecast(string Code, string Unit, string Scenario, IReadOnlyDictionary<int, double> Values, ParameterStatus Status, Bilingual Note)
{
    /// <summary>Area by year, ha, whose growing stock is not known and not part of the values, such as that of stands planted since; years without are left out.</summary>
    public IReadOnlyDictionary<int, double> UnknownHa { get; init; } = new Dictionary<int, double>();
}

/// <summary>What a target is expected to come to in its year (预计值).</summary>
/// <param name="Year">The year.</param>
/// <param name="Value">The value in the result's unit.</param>
/// <param name="Method">growth-engine, trend or pace.</param>
/// <param name="Text">The method in words, with observations and years.</param>
/// <param name="Scenario">Scenario of the growth engine, or null.</param>
/// <param name="Status">Worst status of what it was computed from.</param>
public sealed record TargetForecast(int Year, decimal Value, string Method, Bilingual Text, string? Scenario, ParameterStatus Status);

/// <summary>What a target is measured from (起点、基数).</summary>
/// <param name="Year">Its year, or null.</param>
/// <param name="Value">Its value in the result's unit.</param>
/// <param name="Text">Where it comes from: printed beside the target, the plan's target of that year, an observation.</param>
/// <param name="IsPlan">Whether the plan gives it; else it was observed.</param>
public sealed record ProgressBase(int? Year, decimal Value, Bilingual Text, bool IsPlan);

/// <summary>A target beside what has come of it (目标评估结果). Figures are in <see cref="Unit"/>, the printed unit where there is one. Immutable.</summary>
public sealed record AssessedTarget
{
    /// <summary>The target.</summary>
    public required PlanTarget Target { get; init; }

    /// <summary>What the indicator is called; null where it is not known.</summary>
    public Bilingual? Title { get; init; }

    /// <summary>Unit of the figures: as printed, else that of the indicator.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Unit of the indicator, or blank.</summary>
    public string IndicatorUnit { get; init; } = "";

    /// <summary>The level to come to: as printed, or from the base of a change or a direction; null where there is none.</summary>
    public decimal? Value { get; init; }

    /// <summary>The same in the indicator's unit.</summary>
    public decimal? IndicatorValue { get; init; }

    /// <summary>Upper end of a range, or null.</summary>
    public decimal? UpperValue { get; init; }

    /// <summary>Base of a direction or a change, or what progress is measured from; null where there is none.</summary>
    public ProgressBase? Start { get; init; }

    /// <summary>The observation judged: of the target year where that has come, else the latest; of work the sum from the first year on.</summary>
    public decimal? Actual { get; init; }

    /// <summary>Year of it.</summary>
    public int? ActualYear { get; init; }

    /// <summary>What it was computed from.</summary>
    public Bilingual? ActualSource { get; init; }

    /// <summary>Actual less target: negative where the target is not reached from below.</summary>
    public decimal? Gap => Actual - Value;

    /// <summary>The gap in per cent of the target.</summary>
    public decimal? GapPercent => Value is { } v && v != 0 && Gap is { } gap ? gap / Math.Abs(v) * 100 : null;

    /// <summary>Change a year from the actual value's year to the target year that would just be enough; null where it is satisfied or the year has come.</summary>
    public decimal? RequiredPerYear { get; init; }

    /// <summary>How it moved.</summary>
    public TargetTrend? Trend { get; init; }

    /// <summary>What it is expected to come to.</summary>
    public TargetForecast? Forecast { get; init; }

    /// <summary>Part of the way from the start to the target that was gone by the actual value's year, per cent; of work the sum in per cent of the total.</summary>
    public decimal? ProgressPercent { get; init; }

    /// <summary>Part of the time that had passed by then, per cent.</summary>
    public decimal? TimePercent { get; init; }

    /// <summary>How it stands.</summary>
    public TargetVerdict Verdict { get; init; }

    /// <summary>Why.</summary>
    public Bilingual Reason { get; init; } = new("", "");

    /// <summary>What stands in the way, where it is not computable.</summary>
    public TargetObstacle? Obstacle { get; init; }

    /// <summary>Of 保持稳定，力争有所增长 the second half: whether there is more than the base; null elsewhere.</summary>
    public bool? IsStriveMet { get; init; }

    /// <summary>What it was judged by.</summary>
    public string Setting { get; init; } = "";

    /// <summary>Base that the observations rest on.</summary>
    public IndicatorBase? Base { get; init; }

    /// <summary>Whether the user named it.</summary>
    public bool IsBaseChosen { get; init; }

    /// <summary>Ids of the conflicts of the plan that it is part of: C1, C2, … in the plan's order.</summary>
    public IReadOnlyList<string> Conflicts { get; init; } = [];

    /// <summary>Worst status of the figures used; null where there are none.</summary>
    public ParameterStatus? Status { get; init; }
}
