using CarbonSink.Methodologies;
using static CarbonSink.Projects.EligibilityCheck;

namespace CarbonSink.Projects;

/// <summary>Predicates asked of a project as a whole and of its periods (项目判据).</summary>
internal static class ProjectPredicates
{
    private static readonly Bilingual NoCrediting = new("没有给出计入期", "no crediting period is given");

    public static (bool? Met, Bilingual Evidence, IReadOnlyList<string> Members) Answer(EligibilityRule rule, EligibilityFacts facts) => rule.Predicate switch
    {
        EligibilityPredicate.ShareMax => Whole(ShareMax(rule, facts)),
        EligibilityPredicate.Declared => Whole(Declared(rule, facts)),
        EligibilityPredicate.DateAfter => DateAfter(rule, facts),
        EligibilityPredicate.LengthMin or EligibilityPredicate.LengthMax => Whole(Length(rule, facts)),
        EligibilityPredicate.Within => Whole(Within(facts)),
        EligibilityPredicate.WithinYears => WithinYears(rule, facts),
        EligibilityPredicate.SameProvince => Whole(SameProvince(facts)),
        _ => throw new ArgumentException($"{rule.Predicate} is not asked of a project", nameof(rule)),
    };

    private static (bool?, Bilingual, IReadOnlyList<string>) Whole((bool? Met, Bilingual Evidence) answer) => (answer.Met, answer.Evidence, []);

    private static (bool?, Bilingual) ShareMax(EligibilityRule rule, EligibilityFacts facts)
    {
        var column = rule.Subject[0];
        var unit = rule.Unit.IsOne ? "" : $" {rule.Unit.Symbol}";
        var (sum, area, missing) = (0.0, 0.0, new List<string>());
        foreach (var parcel in facts.Parcels)
        {
            area += parcel.AreaM2;
            if (ParcelPredicates.Number(parcel, column, rule.Unit, facts) is { } value)
                sum += value * parcel.AreaM2;
            else
                missing.Add(parcel.Key);
        }

        if (!facts.Columns.ContainsKey(column) || area <= 0)
            return (null, new($"地块没有 {column} 这一列", $"the parcels have no column {column}"));
        var mean = sum / area;
        var measured = missing.Count == 0 ? new Bilingual($"{column} 按面积平均 {Show(mean)}{unit}", $"{column} {Show(mean)}{unit} on average by area")
            : new Bilingual($"{column} 按面积平均至少 {Show(mean)}{unit}，{missing.Count} 个地块没有值（{missing[0]} …）", $"{column} at least {Show(mean)}{unit} on average by area, without a value for {missing.Count} parcels ({missing[0]} …)");
        if (rule.Limit is not { } limit)
            return (null, Unknown(rule, measured));
        measured = new($"{measured.Zh}，至多 {Show(limit)}{unit}", $"{measured.En}; at most {Show(limit)}{unit}");
        return mean > limit * (1 + 1e-9) ? (false, measured) : missing.Count > 0 ? (null, measured) : (true, measured);
    }

    private static (bool?, Bilingual) Declared(EligibilityRule rule, EligibilityFacts facts)
    {
        var id = rule.Subject[0];
        if (!facts.Declarations.TryGetValue(id, out var declared))
            return (null, new($"没有声明 {id}", $"{id} is not declared"));
        if (!declared.Met)
            return (false, new($"声明 {id}：不符合", $"declared as not met: {id}"));
        return declared.Evidence is { } evidence ? (true, new($"声明 {id}，证据 {evidence}", $"{id} declared, evidence {evidence}"))
            : (null, new($"声明 {id}，没有证据", $"{id} declared without evidence"));
    }

    private static (bool?, Bilingual, IReadOnlyList<string>) DateAfter(EligibilityRule rule, EligibilityFacts facts)
    {
        var limit = rule.LimitDate;
        string Must(string language) => limit is { } date ? language == "zh" ? $"须晚于 {date:yyyy-MM-dd}" : $"after {date:yyyy-MM-dd}" : language == "zh" ? $"限值未知：{rule.Reason}" : $"the limit is not known: {rule.Reason}";
        if (rule.Subject[0] == "period")
        {
            if (facts.Periods.Count == 0)
                return (null, new("没有给出核算期", "no monitoring period is given"), []);
            List<MonitoringPeriod> early = [.. facts.Periods.Where(p => limit is null || p.Span.From <= limit)];
            var worst = early.Count > 0 ? early[0] : facts.Periods.MinBy(p => p.Span.From)!;
            return (limit is null ? null : early.Count == 0, new($"核算期 {worst.Number} 自 {worst.Span.From:yyyy-MM-dd}，{Must("zh")}", $"period {worst.Number} from {worst.Span.From:yyyy-MM-dd}; {Must("en")}"), [.. early.Select(p => $"{p.Number}")]);
        }

        var (given, zh, en) = rule.Subject[0] == "start" ? (facts.Start, "开工", "start") : (facts.FirstPlanting, "首次造林", "first planting");
        return given is not { } day ? (null, new($"{zh}日期未给出", $"the {en} is not given"), [])
            : (limit is null ? null : day > limit, new($"{zh} {day:yyyy-MM-dd}，{Must("zh")}", $"{en} {day:yyyy-MM-dd}; {Must("en")}"), []);
    }

    private static (bool?, Bilingual) Length(EligibilityRule rule, EligibilityFacts facts)
    {
        if (facts.CreditingPeriod is not { } span)
            return (null, NoCrediting);
        var measured = new Bilingual($"计入期 {span.From:yyyy-MM-dd} 至 {span.To:yyyy-MM-dd}（{span.Days} 天）", $"crediting period {span.From:yyyy-MM-dd} to {span.To:yyyy-MM-dd} ({span.Days} days)");
        if (rule.Limit is not { } limit)
            return (null, Unknown(rule, measured));
        var least = rule.Predicate == EligibilityPredicate.LengthMin;
        var last = AddYears(span.From, limit).AddDays(-1);
        return (least ? span.To >= last : span.To <= last,
            new($"{measured.Zh}，{(least ? "至少" : "至多")} {Show(limit)} 年即到 {last:yyyy-MM-dd}", $"{measured.En}; at {(least ? "least" : "most")} {Show(limit)} years, to {last:yyyy-MM-dd}"));
    }

    private static (bool?, Bilingual) Within(EligibilityFacts facts)
    {
        if (facts.CreditingPeriod is not { } crediting)
            return (null, NoCrediting);
        if (facts.Lifetime is not { } lifetime)
            return (null, new("没有给出项目寿命期", "no lifetime is given"));
        return (crediting.LiesIn(lifetime), new(
            $"计入期 {crediting.From:yyyy-MM-dd} 至 {crediting.To:yyyy-MM-dd}，寿命期 {lifetime.From:yyyy-MM-dd} 至 {lifetime.To:yyyy-MM-dd}",
            $"crediting period {crediting.From:yyyy-MM-dd} to {crediting.To:yyyy-MM-dd}, lifetime {lifetime.From:yyyy-MM-dd} to {lifetime.To:yyyy-MM-dd}"));
    }

    private static (bool?, Bilingual, IReadOnlyList<string>) WithinYears(EligibilityRule rule, EligibilityFacts facts)
    {
        if (facts.Periods.Count == 0)
            return (null, new("没有给出核算期", "no monitoring period is given"), []);
        var answers = facts.Periods.Select(p => (Period: p, Answer: WithinYears(rule, p))).ToList();
        bool? met = answers.Exists(a => a.Answer.Met == false) ? false : answers.Exists(a => a.Answer.Met is null) ? null : true;
        return (met, answers.Find(a => a.Answer.Met == met).Answer.Evidence, met == true ? [] : [.. answers.Where(a => a.Answer.Met == met).Select(a => $"{a.Period.Number}")]);
    }

    private static (bool? Met, Bilingual Evidence) WithinYears(EligibilityRule rule, MonitoringPeriod period)
    {
        if (period.ApplicationDate is not { } applied)
            return (null, new($"核算期 {period.Number} 没有给出申请日期", $"no date of application is given for period {period.Number}"));
        var measured = new Bilingual($"核算期 {period.Number} 自 {period.Span.From:yyyy-MM-dd} 至 {period.Span.To:yyyy-MM-dd}，申请 {applied:yyyy-MM-dd}", $"period {period.Number} from {period.Span.From:yyyy-MM-dd} to {period.Span.To:yyyy-MM-dd}, application {applied:yyyy-MM-dd}");
        if (period.Span.To > applied)
            return (false, new($"{measured.Zh}，申请早于期末", $"{measured.En}; applied for before it ended"));
        if (rule.Limit is not { } limit)
            return (null, Unknown(rule, measured));
        var last = AddYears(period.Span.From, limit);
        return (applied <= last, new($"{measured.Zh}，须在 {Show(limit)} 年内（到 {last:yyyy-MM-dd}）", $"{measured.En}; within {Show(limit)} years (to {last:yyyy-MM-dd})"));
    }

    private static (bool?, Bilingual) SameProvince(EligibilityFacts facts)
    {
        if (facts.Divisions.Count == 0 || facts.Divisions.Any(d => d.Length < 2))
            return (null, new("没有给出行政区划代码", "no code of a division is given"));
        var provinces = facts.Divisions.Select(d => d[..2]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var said = string.Join(", ", facts.Divisions.Distinct(StringComparer.Ordinal));
        return (provinces.Count == 1, new($"行政区划 {said}：{provinces.Count} 个省", $"divisions {said}: {provinces.Count} province(s)"));
    }
}
