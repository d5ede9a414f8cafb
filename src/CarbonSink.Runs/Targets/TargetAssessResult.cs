using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <summary>What to judge (目标评估选项).</summary>
/// <param name="Source">Folder with targets.json, or that file.</param>
/// <param name="Methodology">The methodology folder.</param>
public sealed record TargetAssessOptions(string Source, string Methodology)
{
    /// <summary>Year as of whose end to judge; null for that of targets.json.</summary>
    public int? AsOf { get; init; }

    /// <summary>Text of a plan, or table of targets, instead of what targets.json names; null for that.</summary>
    public string? Plan { get; init; }
}

/// <summary>A plan's targets judged (规划目标评估): the year's report, or that of the middle of the term.</summary>
/// <param name="Title">What targets.json calls it.</param>
/// <param name="Plan">The plan's region, title and number, blank where they are not known.</param>
/// <param name="Assessment">The verdicts.</param>
/// <param name="Findings">What was wrong or remarkable.</param>
public sealed record TargetAssessResult(Bilingual Title, (string Region, string Title, string Number) Plan, TargetAssessment Assessment, FindingLog Findings)
{
    /// <summary>What is said of every such result.</summary>
    public static Bilingual Label { get; } = new("按规划原文的目标和所列设定判定；不是考核结论", "judged by the words of the plan and the settings listed; no official appraisal");

    /// <summary>What is said of the growth engine's forecasts; null where there are none.</summary>
    public Bilingual? ForecastNote { get; init; }

    /// <summary>Files read.</summary>
    public IReadOnlyList<FileDigest> Inputs { get; init; } = [];

    /// <summary>Packs used.</summary>
    public IReadOnlyList<PackReference> Packs { get; init; } = [];

    /// <summary>Worst status of the figures used.</summary>
    public ParameterStatus Status => Assessment.Results.Select(r => r.Status ?? ParameterStatus.Declared).Append(ParameterStatus.Declared).Max();
}
