using CarbonSink.Methodologies;

namespace CarbonSink.Targets;

/// <summary>Verdicts of the targets of a department (部门完成情况).</summary>
/// <param name="Department">As printed, or blank for targets that name none.</param>
/// <param name="Leads">How many it leads.</param>
/// <param name="Counts">How many there are of each verdict, in the order of <see cref="TargetVerdict"/>.</param>
public sealed record DepartmentProgress(string Department, int Leads, IReadOnlyList<int> Counts)
{
    /// <summary>How many there are.</summary>
    public int Count => Counts.Sum();
}

/// <summary>The targets of a plan judged as of a year (目标评估): every one of them, conflicting ones each by itself. Immutable.</summary>
public sealed record TargetAssessment
{
    /// <summary>Year as of whose end they are judged.</summary>
    public required int AsOf { get; init; }

    /// <summary>How words are judged.</summary>
    public required JudgingRules Rules { get; init; }

    /// <summary>The targets, in the plan's order.</summary>
    public required IReadOnlyList<AssessedTarget> Results { get; init; }

    /// <summary>The plan's contradictions by id: C1, C2, …</summary>
    public required IReadOnlyList<(string Id, PlanConflict Conflict)> Conflicts { get; init; }

    /// <summary>How many there are of a verdict.</summary>
    public int Count(TargetVerdict verdict) => Results.Count(r => r.Verdict == verdict);

    /// <summary>Verdicts by department, in the order of the plan; targets without one come last.</summary>
    public IReadOnlyList<DepartmentProgress> ByDepartment
    {
        get
        {
            var names = Results.SelectMany(r => r.Target.Departments.Select(d => d.Name)).Distinct(StringComparer.Ordinal).ToList();
            var rows = names.ConvertAll(name => Of(name, [.. Results.Where(r => r.Target.Departments.Any(d => d.Name == name))]));
            AssessedTarget[] nobody = [.. Results.Where(r => r.Target.Departments.Count == 0)];
            if (nobody.Length > 0)
                rows.Add(Of("", nobody));
            return rows;
            static DepartmentProgress Of(string name, AssessedTarget[] own) =>
                new(name, own.Count(r => r.Target.Departments.Any(d => d.Name == name && d.Leads)), [.. Enum.GetValues<TargetVerdict>().Select(v => own.Count(r => r.Verdict == v))]);
        }
    }

    /// <summary>Judges.</summary>
    /// <param name="targets">The targets.</param>
    /// <param name="conflicts">What contradicts itself; both sides are judged.</param>
    /// <param name="indicators">The indicators known.</param>
    /// <param name="series">Observations by code of the indicator.</param>
    /// <param name="forecasts">Forecasts of the growth engine for the whole region, by code.</param>
    /// <param name="asOf">Year as of whose end to judge; later observations are not looked at.</param>
    /// <param name="rules">How words are judged.</param>
    /// <param name="divisionOf">Key of a division by its name, null where the data have none; without it names are keys.</param>
    public static TargetAssessment Of(IReadOnlyList<PlanTarget> targets, IReadOnlyList<PlanConflict> conflicts, IReadOnlyList<TargetIndicator> indicators, IReadOnlyDictionary<string, IndicatorSeries> series, IReadOnlyDictionary<string, IndicatorForecast> forecasts, int asOf, JudgingRules rules, Func<string, string?>? divisionOf = null)
    {
        var (known, ids) = (indicators.ToDictionary(i => i.Code, StringComparer.Ordinal), conflicts.Select((c, i) => (Id: $"C{i + 1}", c)).ToArray());
        var results = targets.Select(t =>
        {
            var conflictIds = ids.Where(c => c.c.Targets.Contains(t.Id, StringComparer.Ordinal)).Select(c => c.Id);
            return new TargetJudge(t, targets, known.GetValueOrDefault(t.Indicator), series.GetValueOrDefault(t.Indicator), forecasts.GetValueOrDefault(t.Indicator), asOf, rules, divisionOf ?? (name => name)).Judge() with { Conflicts = [.. conflictIds] };
        });
        return new() { AsOf = asOf, Rules = rules, Results = [.. results], Conflicts = ids };
    }

    /// <summary>Several plans judged alike as one: conflicts are numbered on.</summary>
    /// <param name="plans">At least one.</param>
    public static TargetAssessment Together(IReadOnlyList<TargetAssessment> plans)
    {
        var (results, conflicts) = (new List<AssessedTarget>(), new List<(string, PlanConflict)>());
        foreach (var plan in plans)
        {
            var ids = plan.Conflicts.Select((c, i) => (c.Id, New: $"C{conflicts.Count + i + 1}")).ToDictionary(c => c.Id, c => c.New, StringComparer.Ordinal);
            results.AddRange(plan.Results.Select(r => r with { Conflicts = [.. r.Conflicts.Select(c => ids[c])] }));
            conflicts.AddRange(plan.Conflicts.Select(c => (ids[c.Id], c.Conflict)));
        }

        return plans[0] with { Results = results, Conflicts = conflicts };
    }

    /// <summary>A number as it is said in reasons: at most six digits after the point, none of them idle.</summary>
    internal static string Shown(decimal value) => decimal.Round(value, 6).ToString("0.######", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The worse of two statuses.</summary>
    internal static ParameterStatus Worse(ParameterStatus a, ParameterStatus b) => a > b ? a : b;
}
