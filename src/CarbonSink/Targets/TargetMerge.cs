using System.Globalization;

namespace CarbonSink.Targets;

/// <summary>Merges what a plan says more than once (重复目标合并) and numbers the targets.</summary>
/// <remarks>Statements are one target where region, scope, indicator, year, what is measured, number, unit and comparator are the same; 8.3万公顷 and 83000公顷 are the same number, and the note says so. Another comparator or 力争 is another target: nobody chooses between words.</remarks>
public static class TargetMerge
{
    /// <summary>The targets in the order of the plan, each with all its citations and departments, with ids.</summary>
    public static IReadOnlyList<PlanTarget> Of(IEnumerable<PlanTarget> statements, IReadOnlyList<TargetIndicator> indicators)
    {
        var units = indicators.ToDictionary(i => i.Code, i => i.Unit, StringComparer.Ordinal);
        var merged = new List<PlanTarget>();
        foreach (var statement in statements.Select((s, i) => (s, i)).OrderBy(p => p.s.Citations[0].Line).ThenBy(p => p.i).Select(p => p.s))
        {
            var at = merged.FindIndex(m => IsSame(m, statement, units.GetValueOrDefault(statement.Indicator, "")));
            if (at < 0)
                merged.Add(statement);
            else
                merged[at] = Together(merged[at], statement);
        }

        return Numbered(WithBases(merged, indicators));
    }

    /// <summary>The same targets with ids: code and year, with a number where several share them.</summary>
    public static IReadOnlyList<PlanTarget> Numbered(IEnumerable<PlanTarget> targets)
    {
        var (used, numbered) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<PlanTarget>());
        foreach (var target in targets)
        {
            var stem = Stem(target);
            var count = used[stem] = used.GetValueOrDefault(stem) + 1;
            numbered.Add(target with { Id = count == 1 ? stem : string.Create(CultureInfo.InvariantCulture, $"{stem}-{count}") });
        }

        return numbered;
    }

    /// <summary>A reading beside others of one run: an id that another plan of the region has gets the next number, in the contradictions too.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="used">How often each id is used, which grows.</param>
    public static PlanReading Numbered(PlanReading reading, Dictionary<string, HashSet<string>> used)
    {
        if (!used.TryGetValue(reading.Region, out var taken))
            used.Add(reading.Region, taken = new(StringComparer.Ordinal));
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var target in reading.Targets)
        {
            var id = target.Id;
            for (var n = 2; !taken.Add(id); n++)
                id = string.Create(CultureInfo.InvariantCulture, $"{Stem(target)}-{n}");
            ids[target.Id] = id;
        }

        return reading with { Targets = [.. reading.Targets.Select(t => t with { Id = ids[t.Id] })], Conflicts = [.. reading.Conflicts.Select(c => c with { Targets = [.. c.Targets.Select(t => ids.GetValueOrDefault(t, t))] })] };
    }

    private static string Stem(PlanTarget target) => target.Year is { } year ? string.Create(CultureInfo.InvariantCulture, $"{target.Indicator}-{year}") : target.Indicator;

    private static bool IsSame(PlanTarget a, PlanTarget b, string unit) =>
        a.Region == b.Region && a.Scope == b.Scope && a.Indicator == b.Indicator && a.Year == b.Year && a.Measure == b.Measure && a.Comparator == b.Comparator && a.IsStriven == b.IsStriven
        && (a.Measure == TargetMeasure.Level || a.FromYear is null || b.FromYear is null || a.FromYear == b.FromYear) && IsSameNumber(a.Value, a.Unit, b.Value, b.Unit, unit) && IsSameNumber(a.UpperValue, a.Unit, b.UpperValue, b.Unit, unit);

    private static bool IsSameNumber(decimal? a, string unitA, decimal? b, string unitB, string unit) =>
        a is null || b is null ? a is null && b is null
        : IsSameUnit(unitA, unitB) ? a == b : PlanUnit.Convert(a.Value, unitA, unit) is { } first && PlanUnit.Convert(b.Value, unitB, unit) is { } second && first == second;

    private static bool IsSameUnit(string a, string b) => PlanCell.Plain(a) == PlanCell.Plain(b);

    private static PlanTarget Together(PlanTarget first, PlanTarget again)
    {
        var takesBase = first.BaseValue is null && again.BaseValue is not null && (first.Value is null || IsSameUnit(first.Unit, again.Unit));
        var note = again.Value is { } value && !IsSameUnit(first.Unit, again.Unit) ? string.Create(CultureInfo.InvariantCulture, $"另写作 also printed as {value}{again.Unit}") : "";
        return first with
        {
            FromYear = first.FromYear ?? again.FromYear,
            BaseYear = takesBase ? again.BaseYear : first.BaseYear,
            BaseValue = takesBase ? again.BaseValue : first.BaseValue,
            Unit = first.Unit.Length == 0 ? again.Unit : first.Unit,
            PrintedChange = first.PrintedChange.Length == 0 ? again.PrintedChange : first.PrintedChange,
            Departments = Union(first.Departments, again.Departments),
            Citations = [.. first.Citations.Concat(again.Citations).Distinct()],
            Note = note.Length == 0 || first.Note.Contains(note, StringComparison.Ordinal) ? first.Note : first.Note.Length == 0 ? note : $"{first.Note}; {note}",
        };
    }

    private static IReadOnlyList<PlanDepartment> Union(IReadOnlyList<PlanDepartment> a, IReadOnlyList<PlanDepartment> b) =>
        [.. a.Concat(b).GroupBy(d => d.Name, StringComparer.Ordinal).Select(g => new PlanDepartment(g.Key, g.Any(d => d.Leads))).OrderByDescending(d => d.Leads)];

    /// <summary>A target of a year without a number starts from the last number before it: of the same indicator, or, where the plan changes between indicators of a family, from its year and unit without a number.</summary>
    private static IEnumerable<PlanTarget> WithBases(List<PlanTarget> targets, IReadOnlyList<TargetIndicator> indicators)
    {
        var families = indicators.Where(i => i.Family.Length > 0).ToDictionary(i => i.Code, i => i.Family, StringComparer.Ordinal);
        foreach (var target in targets)
        {
            if (target is not { Value: null, BaseValue: null, Year: { } year, Measure: TargetMeasure.Level })
            {
                yield return target;
                continue;
            }

            var earlier = targets.Where(t => t.Scope == target.Scope && t.Measure == TargetMeasure.Level && t.Value is not null && t.Year < year).OrderByDescending(t => t.Year).ToList();
            var own = earlier.Where(t => t.Indicator == target.Indicator).ToList();
            var values = own.Where(t => t.Year == own[0].Year).Select(t => t.Value).Distinct().ToList();
            if (own.Count > 0)
                yield return target with { BaseYear = own[0].Year, BaseValue = values.Count == 1 ? values[0] : null, Unit = own[0].Unit };
            else if (families.TryGetValue(target.Indicator, out var family) && earlier.Find(t => families.GetValueOrDefault(t.Indicator) == family) is { } kin)
                yield return target with { BaseYear = kin.Year, Unit = target.Unit.Length == 0 ? kin.Unit : target.Unit };
            else
                yield return target;
        }
    }
}
