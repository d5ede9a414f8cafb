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
    /// <param name="input">The project.</param>
    /// <param name="methods">Its methods.</param>
    /// <param name="divisions">Counties of all projects of its bundle; null for its own.</param>
    /// <param name="period">The one period shown; null for all.</param>
    /// <param name="findings">Receives what is wrong.</param>
    /// <param name="stop">Stops the work.</param>
    /// <returns>The answers; rules of periods not met by some periods, shown or not, where one that is shown meets them all; and what the answers rest on.</returns>
    public static (IReadOnlyList<RemovalRule> Rules, IReadOnlyDictionary<int, IReadOnlyList<RemovalRule>> PeriodsRefused, ProjectEligibility Answered) Of(ProjectInput input, ProjectMethods methods, IReadOnlyList<string>? divisions, int? period, FindingLog findings, CancellationToken stop)
    {
        var description = methods.Project.Description;
        var method = EligibilityRules.OfMethod(methods.Catalog, description.Id, description.Version);
        EligibilityRules[] rules = methods.Programme is { } programme ? [EligibilityRules.OfProgramme(methods.Catalog, programme.Id, programme.Version), method] : [method];
        var shown = input.File.MonitoringPeriods.Where(p => period is null || p.Number == period).ToList();
        var answered = ProjectEligibility.Of(input with { File = input.File with { MonitoringPeriods = shown } }, rules, findings, divisions, stop);
        RemovalRule Named(EligibilityOutcome outcome) => new(Name(rules.First(r => r.Rules.Contains(outcome.Rules[0])).Pack), outcome.Answer);
        var unmet = input.File.MonitoringPeriods.ToDictionary(p => p.Number, p => (IReadOnlyList<RemovalRule>)[.. rules.SelectMany(r => EligibilityCheck.Answer(r, answered.Facts with { Periods = [p] })).Where(o => o.Rules[0].Scope == EligibilityScope.Period && o.Answer.Met != true).Select(Named)]);
        var others = shown.Any(p => unmet[p.Number].Count == 0);
        return ([.. answered.Outcomes.Select(Named)], unmet.Where(u => others && u.Value.Count > 0).ToDictionary(u => u.Key, u => u.Value), answered);
    }

    /// <summary>Id and version without the folder of its kind.</summary>
    private static string Name(string pack) => pack[(pack.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
