namespace CarbonSink.Targets;

/// <summary>Gives targets without number the base that the plan states elsewhere (相对目标的基期): 2030 进一步增加 starts from the value of 2025.</summary>
internal static class PlanBases
{
    /// <summary>
    /// The statements, those without number but with a year based on the latest earlier year that the same indicator, scope and region has a value for;
    /// where the same indicator has none, one of the same family gives year and unit and no value, for they are not the same thing. Two values for that year give no value either.
    /// </summary>
    public static IReadOnlyList<PlanTarget> Resolve(IReadOnlyList<PlanTarget> statements, IReadOnlyList<TargetIndicator> indicators)
    {
        var families = indicators.ToDictionary(i => i.Code, i => i.Family, StringComparer.Ordinal);
        return [.. statements.Select(s => s is { Value: null, Year: { } year, BaseYear: null } ? Based(s, year) : s)];

        PlanTarget Based(PlanTarget target, int year)
        {
            var earlier = statements.Where(s => s is { Measure: TargetMeasure.Level, Value: not null, Year: not null } && s.Year < year && s.Scope == target.Scope).ToArray();
            if (Latest(earlier.Where(s => s.Indicator == target.Indicator)) is { Length: > 0 } same)
                return target with { BaseYear = same[0].Year, BaseValue = same.Select(s => (s.Value, s.Unit)).Distinct().Count() == 1 ? same[0].Value : null, Unit = same[0].Unit };
            return families[target.Indicator] is { Length: > 0 } family && Latest(earlier.Where(s => families[s.Indicator] == family)) is { Length: > 0 } relatives
                ? target with { BaseYear = relatives[0].Year, Unit = relatives[0].Unit }
                : target;
        }
    }

    private static PlanTarget[] Latest(IEnumerable<PlanTarget> targets) => targets.GroupBy(t => t.Year).OrderByDescending(g => g.Key).FirstOrDefault()?.ToArray() ?? [];
}
