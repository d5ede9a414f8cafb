using CarbonSink.Findings;
using CarbonSink.Projects;

namespace CarbonSink.Runs;

/// <summary>Answers to the rules of a project's method and programme (适用条件).</summary>
internal static class RemovalsEligibility
{
    public static IReadOnlyList<EligibilityAnswer> Of(ProjectInput input, ProjectMethods methods, FindingLog findings, CancellationToken stop)
    {
        _ = (input, methods, findings, stop);
        return [];
    }
}
