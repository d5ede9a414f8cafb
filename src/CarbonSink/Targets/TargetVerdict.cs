using CarbonSink.Methodologies;

namespace CarbonSink.Targets;

/// <summary>How a target stands (判定).</summary>
public enum TargetVerdict
{
    /// <summary>The year has come and the target is satisfied, or it has no year and is satisfied now.</summary>
    Met,

    /// <summary>The year has not come; by what is known it will be satisfied.</summary>
    OnTrack,

    /// <summary>The year has not come, or there is none; by what is known it will not be satisfied, or is not yet.</summary>
    AtRisk,

    /// <summary>The year has come and the target is not satisfied.</summary>
    Missed,

    /// <summary>It cannot be told; the reason names what is needed.</summary>
    NotComputable,
}

/// <summary>What stands in the way of judging a target.</summary>
public enum TargetObstacle
{
    /// <summary>The indicator is none that is known.</summary>
    Indicator,

    /// <summary>The printed unit measures something else than the indicator.</summary>
    Unit,

    /// <summary>There is no observation.</summary>
    Observation,

    /// <summary>There is no observation of the place it is of.</summary>
    Scope,

    /// <summary>A year is not observed.</summary>
    Year,

    /// <summary>What it starts from is not known.</summary>
    Base,

    /// <summary>The number can be read in two ways.</summary>
    Ambiguous,

    /// <summary>A setting leaves it open.</summary>
    Setting,
}

/// <summary>The words of verdicts.</summary>
public static class TargetVerdicts
{
    private static readonly (string Word, Bilingual Title)[] All =
    [
        ("met", new("已达到", "met")), ("onTrack", new("进展正常", "on track")), ("atRisk", new("有风险", "at risk")), ("missed", new("未达到", "missed")), ("notComputable", new("无法判定", "not computable")),
    ];

    /// <summary>The word in JSON.</summary>
    public static string Word(this TargetVerdict verdict) => All[(int)verdict].Word;

    /// <summary>As people read it.</summary>
    public static Bilingual Title(this TargetVerdict verdict) => All[(int)verdict].Title;
}
