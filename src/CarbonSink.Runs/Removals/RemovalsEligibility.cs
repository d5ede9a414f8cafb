using CarbonSink.Findings;
using CarbonSink.Projects;

namespace CarbonSink.Runs;

/// <summary>A rule of a project's programme or method with its answer (适用条件的回答).</summary>
/// <param name="Pack">The pack that has the rule, e.g. ccer-14-001/1.</param>
/// <param name="Answer">How it is answered.</param>
public sealed record RemovalRule(string Pack, EligibilityAnswer Answer);

/// <summary>Answers to the rules of a project's programme and method (适用条件).</summary>
internal static class RemovalsEligibility
{
    /// <summary>Answers those of the programme and then those of the method; parcels outside of the boundary, overlapping or claimed already are told.</summary>
    /// <exception cref="RefusedInputException">A layer cannot be used.</exception>
    public static (IReadOnlyList<RemovalRule> Rules, ProjectEligibility Answered) Of(ProjectInput input, ProjectMethods methods, IReadOnlyList<string>? divisions, FindingLog findings, CancellationToken stop)
    {
        var description = methods.Project.Description;
        var method = EligibilityRules.OfMethod(methods.Catalog, description.Id, description.Version);
        EligibilityRules[] rules = methods.Programme is { } programme ? [EligibilityRules.OfProgramme(methods.Catalog, programme.Id, programme.Version), method] : [method];
        var answered = ProjectEligibility.Of(input, rules, findings, divisions, stop);
        return ([.. answered.Outcomes.Select(o => new RemovalRule(Name(rules.First(r => r.Rules.Contains(o.Rules[0])).Pack), o.Answer))], answered);
    }

    /// <summary>Id and version without the folder of its kind.</summary>
    private static string Name(string pack) => pack[(pack.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
