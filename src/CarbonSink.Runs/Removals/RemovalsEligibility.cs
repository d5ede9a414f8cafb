using CarbonSink.Findings;
using CarbonSink.Projects;

namespace CarbonSink.Runs;

/// <summary>Answers to the rules of a project's programme and method (适用条件).</summary>
internal static class RemovalsEligibility
{
    /// <summary>Answers those of the programme and then those of the method; parcels outside of the boundary, overlapping or claimed already are told.</summary>
    /// <exception cref="RefusedInputException">A layer cannot be used.</exception>
    public static ProjectEligibility Of(ProjectInput input, ProjectMethods methods, IReadOnlyList<string>? divisions, FindingLog findings, CancellationToken stop)
    {
        var method = EligibilityRules.OfMethod(methods.Catalog, methods.Project.Description.Id, methods.Project.Description.Version);
        EligibilityRules[] rules = methods.Programme is { } programme ? [EligibilityRules.OfProgramme(methods.Catalog, programme.Id, programme.Version), method] : [method];
        return ProjectEligibility.Of(input, rules, findings, divisions, stop);
    }
}
