using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <summary>Judges a plan's targets by the data of the region (目标年度进展与中期评估): the plan is read, indicators are computed, stock is projected, and every target gets a verdict.</summary>
public static class TargetAssessRun
{
    private const int LeastEnd = 2060; // the projection's own last year; a scenario may begin after a near target year

    /// <summary>Runs it.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="stop">Stops the work.</param>
    /// <exception cref="RefusedInputException">A file cannot be used, or no year is given.</exception>
    /// <exception cref="MethodologyLoadException">A pack is wrong.</exception>
    public static TargetAssessResult Run(TargetAssessOptions options, CancellationToken stop = default)
    {
        var file = TargetFile.Read(options.Source);
        var asOf = options.AsOf ?? file.AsOf ?? throw DataSet.Refuse(TargetAssessFindings.NoYear, Path.GetFileName(file.Path));
        IReadOnlyList<string> paths = options.Plan is { } other ? [other] : file.TargetsPath is { } table ? [table] : file.PlanPaths;
        var plan = ImportRun.Run(paths, options.Methodology, stop);
        var findings = plan.Findings;
        var observations = IndicatorObservations.Of(file, options.Methodology, findings, stop);
        PlanTarget[] targets = [.. plan.Readings.SelectMany(r => r.Targets)];
        var (forecasts, projection) = Forecasts(file, options.Methodology, targets, observations, asOf, stop);
        var rules = RulesOf(file.Judging);
        TargetAssessment[] judged = [.. plan.Readings.Select(r => TargetAssessment.Of(r.Targets, r.Conflicts, plan.Indicators, observations.Series, forecasts, asOf, rules, observations.DivisionOf))];
        var assessment = judged.Length > 0 ? TargetAssessment.Together(judged) : TargetAssessment.Of([], [], plan.Indicators, observations.Series, forecasts, asOf, rules);
        Tell(assessment, findings);
        if (targets.Select(t => t.Region).Distinct(StringComparer.Ordinal).ToArray() is { Length: > 1 } regions)
            findings.Add(new Finding(TargetAssessFindings.SeveralRegions, Path.GetFileName(paths[0]), null, null, null, string.Join(", ", regions)));
        string Name(string path) => Path.GetRelativePath(file.Folder, Path.GetFullPath(path)).Replace('\\', '/');
        var texts = plan.Paths.Select(p => FileHash.Of(p, Name(p), stop));
        var stands = projection is null ? [] : projection.Stock.Inputs.Concat(projection.Inputs).Select(i => i.Name.StartsWith("methodology/", StringComparison.Ordinal) ? i : i with { Name = $"{Name(file.Projection!.Data)}/{i.Name}" });
        var first = plan.Readings.FirstOrDefault();
        return new(file.Title, (first?.Region ?? "", first?.Title ?? "", first?.Number ?? ""), assessment, findings)
        {
            ForecastNote = assessment.Results.Any(r => r.Forecast?.Method == "growth-engine") ? projection!.Label : null,
            Inputs = [.. observations.Inputs.Concat(texts).Concat(stands).DistinctBy(i => i.Name).OrderBy(i => i.Name, StringComparer.Ordinal)],
            Packs = [.. observations.Packs.Concat(projection?.Packs ?? []).Concat(projection?.Stock.Packs ?? []).DistinctBy(p => (p.Id, p.Version)).OrderBy(p => p.Id, StringComparer.Ordinal).ThenBy(p => p.Version, StringComparer.Ordinal)],
        };
    }

    /// <summary>The settings of targets.json, defaults for what it does not say.</summary>
    internal static JudgingRules RulesOf(TargetJudging judging)
    {
        var rules = new JudgingRules();
        return rules with
        {
            Reach = judging.Reach is { } reach ? JudgingRules.ParseRule(reach)!.Value : rules.Reach,
            None = judging.None is { } none ? JudgingRules.ParseRule(none)!.Value : rules.None,
            Rounding = judging.Rounding is { } rounding ? JudgingRules.ParseRounding(rounding)!.Value : rules.Rounding,
            Approx = judging.Approx is { } approx ? new(approx.Width, approx.IsPercent) : rules.Approx,
            Stable = judging.Stable is { } stable ? new(stable.Width, stable.IsPercent) : rules.Stable,
        };
    }

    private static (IReadOnlyDictionary<string, IndicatorForecast> Forecasts, ProjectionResult? Projection) Forecasts(TargetFile file, string methodology, PlanTarget[] targets, IndicatorObservations observations, int asOf, CancellationToken stop)
    {
        var found = new Dictionary<string, IndicatorForecast>(StringComparer.Ordinal);
        PlanTarget[] ahead = [.. targets.Where(t => (t.Year is null || t.Year > asOf) && GrowthForecasts.Codes.Contains(t.Indicator))];
        if (file.Projection is null || ahead.Length == 0)
            return (found, null);
        var (result, scenario) = GrowthForecasts.Project(file, methodology, Math.Max(LeastEnd, ahead.Max(t => t.Year ?? 0)), stop);
        foreach (var indicator in observations.Indicators.Where(i => GrowthForecasts.Codes.Contains(i.Terms.Code)))
        {
            var definitions = indicator.DefinitionsAmong(observations.Indicators);
            var definition = definitions.FirstOrDefault(d => d.Base.Id == observations[indicator.Terms.Code].Base?.Id) ?? (definitions.Count > 0 ? definitions[0] : null);
            if (definition is not null && GrowthForecasts.Of(indicator, definition, result, scenario) is { } forecast)
                found.Add(indicator.Terms.Code, forecast);
        }

        return (found, result);
    }

    private static void Tell(TargetAssessment assessment, FindingLog findings)
    {
        foreach (var result in assessment.Results)
        {
            var (target, place) = (result.Target, result.Target.Citations is [var first, ..] ? first : null);
            void Add(FindingRule rule, params string[] arguments) => findings.Add(new Finding(rule, place?.File, place?.Line - 1, target.Indicator, target.Value?.ToString(System.Globalization.CultureInfo.InvariantCulture), [target.Id, .. arguments]));
            if (result.Verdict == TargetVerdict.NotComputable)
                Add(result.Obstacle is TargetObstacle.Unit or TargetObstacle.Ambiguous ? TargetAssessFindings.UnitMismatch : TargetAssessFindings.NotComputable, result.Reason.Zh, result.Reason.En);
        }
    }
}
