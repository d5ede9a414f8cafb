using System.Globalization;
using CarbonSink.Methodologies;

namespace CarbonSink.Projects;

/// <summary>How a rule is answered for one parcel.</summary>
/// <param name="Met">Whether it is met; null where what was given does not show it.</param>
/// <param name="Evidence">The measured figures.</param>
public sealed record ParcelAnswer(bool? Met, Bilingual Evidence)
{
    /// <summary>Distance from the limit, negative beyond it; the worst parcel is named first.</summary>
    internal double Margin { get; init; }
}

/// <summary>A rule, or a group of alternatives, with its answer.</summary>
/// <param name="Answer">The answer for the project.</param>
/// <param name="ByParcel">The answer for each parcel; null where the rule concerns the project as a whole.</param>
/// <param name="Rules">The rows that were applied.</param>
public sealed record EligibilityOutcome(EligibilityAnswer Answer, IReadOnlyList<ParcelAnswer>? ByParcel, IReadOnlyList<EligibilityRule> Rules);

/// <summary>Answers the rules of a methodology or programme for a project (适用性判定): met, not met, or not shown by what was given.</summary>
public static class EligibilityCheck
{
    /// <summary>Answers every rule that holds for the project's start, in the order of the rules; alternatives of one group are one answer.</summary>
    /// <remarks>Without a start the rules for the latest starts hold. Of alternatives any one that is met is enough, parcel by parcel where they are asked of parcels; where none is met, that none applies is
    /// a failure, but in the group <see cref="EligibilityRule.Additionality"/>: who is not exempt has to show additionality otherwise, which is not shown here.</remarks>
    public static IReadOnlyList<EligibilityOutcome> Answer(EligibilityRules rules, EligibilityFacts facts)
    {
        var outcomes = new List<EligibilityOutcome>();
        var groups = new HashSet<string>(StringComparer.Ordinal);
        var holding = rules.Rules.Where(r => r.HoldsFor(facts.Start ?? DateOnly.MaxValue)).ToList();
        foreach (var rule in holding)
        {
            if (rule.Group.Length == 0)
                outcomes.Add(Single(rule, facts));
            else if (groups.Add(rule.Group))
                outcomes.Add(Alternatives(rule.Group, holding.FindAll(r => r.Group == rule.Group), facts));
        }

        return outcomes;
    }

    /// <summary>The answers alone.</summary>
    public static IReadOnlyList<EligibilityAnswer> Answers(EligibilityRules rules, EligibilityFacts facts) => [.. Answer(rules, facts).Select(o => o.Answer)];

    private static EligibilityOutcome Single(EligibilityRule rule, EligibilityFacts facts)
    {
        if (rule.Scope != EligibilityScope.Parcel)
        {
            var whole = ProjectPredicates.Answer(rule, facts);
            return new(new(rule.Id, rule.Article, rule.Text, whole.Met, whole.Evidence, whole.Members, rule.Status), null, [rule]);
        }

        var answers = ByParcel(rule, facts);
        var (met, evidence, members) = Together(answers, facts);
        return new(new(rule.Id, rule.Article, rule.Text, met, evidence, members, rule.Status), answers, [rule]);
    }

    private static IReadOnlyList<ParcelAnswer> ByParcel(EligibilityRule rule, EligibilityFacts facts) => [.. facts.Parcels.Select(p => ParcelPredicates.Answer(rule, p, facts))];

    private static EligibilityOutcome Alternatives(string group, List<EligibilityRule> rules, EligibilityFacts facts)
    {
        var single = rules.ConvertAll(r => Single(r, facts));
        var (article, status) = (string.Join(", ", rules.Select(r => r.Article).Distinct()), rules.Max(r => r.Status));
        var text = new Bilingual(string.Join("；或 ", rules.Select(r => r.Text.Zh)), string.Join("; or ", rules.Select(r => r.Text.En)));
        var said = new Bilingual(string.Join("；", single.Select(s => $"{s.Rules[0].Id}：{s.Answer.Evidence.Zh}")), string.Join("; ", single.Select(s => $"{s.Rules[0].Id}: {s.Answer.Evidence.En}")));
        var otherwise = group == EligibilityRule.Additionality;
        bool? AnyOf(IEnumerable<bool?> alternatives)
        {
            var all = alternatives.ToList();
            return all.Contains(true) ? true : otherwise || all.Contains(null) ? null : false;
        }

        Bilingual Said(bool? met, Bilingual evidence) => met == true || !otherwise ? evidence
            : new($"{evidence.Zh}；不符合或未证明免予论证的情形，需按一般规定论证额外性", $"{evidence.En}; no exemption is met or shown: general additionality to be shown");
        if (!single.Exists(s => s.ByParcel is not null))
        {
            var met = AnyOf(single.Select(s => s.Answer.Met));
            return new(new(group, article, text, met, Said(met, said), [], status), null, rules);
        }

        var answers = new List<ParcelAnswer>();
        for (var i = 0; i < facts.Parcels.Count; i++)
        {
            var here = single.ConvertAll(s => s.ByParcel?[i] ?? new(s.Answer.Met, s.Answer.Evidence));
            var met = AnyOf(here.Select(a => a.Met));
            var words = here.Find(a => a.Met == true)?.Evidence ?? new(string.Join("；", here.Select(a => a.Evidence.Zh)), string.Join("; ", here.Select(a => a.Evidence.En)));
            answers.Add(new(met, Said(met, words)));
        }

        var together = Together(answers, facts);
        return new(new(group, article, text, together.Met, answers.Count == 0 ? Said(null, said) : together.Evidence, together.Members, status), answers, rules);
    }

    /// <summary>All parcels must meet a rule; the worst one is told, with the number of the others.</summary>
    private static (bool? Met, Bilingual Evidence, IReadOnlyList<string> Members) Together(IReadOnlyList<ParcelAnswer> answers, EligibilityFacts facts)
    {
        if (answers.Count == 0)
            return (null, new("没有地块", "there are no parcels"), []);
        var (failed, unshown) = (answers.Count(a => a.Met == false), answers.Count(a => a.Met is null));
        bool? met = failed > 0 ? false : unshown > 0 ? null : true;
        var worst = Enumerable.Range(0, answers.Count).Where(i => answers[i].Met == met).MinBy(i => answers[i].Margin);
        var (key, said) = (facts.Parcels[worst].Key, answers[worst].Evidence);
        var (zh, en) = ($"地块 {key}：{said.Zh}", $"parcel {key}: {said.En}");
        if (met != true && answers.Count > 1)
            (zh, en) = ($"{zh}（{answers.Count} 个地块中不符合 {failed} 个，未证明 {unshown} 个）", $"{en} (of {answers.Count} parcels {failed} do not meet it and {unshown} do not show it)");
        return (met, new(zh, en), met == true ? [] : [.. Enumerable.Range(0, answers.Count).Where(i => answers[i].Met == met).Select(i => facts.Parcels[i].Key)]);
    }

    /// <summary>A figure as texts show it.</summary>
    internal static string Show(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>A limit of whole years or months on a calendar.</summary>
    internal static DateOnly AddYears(DateOnly date, double years) => date.AddMonths((int)Math.Round(12 * years, MidpointRounding.AwayFromZero));

    /// <summary>Why a rule without limit or codes cannot be answered.</summary>
    internal static Bilingual Unknown(EligibilityRule rule, Bilingual measured) => new($"{measured.Zh}；限值未知：{rule.Reason}", $"{measured.En}; the limit is not known: {rule.Reason}");
}
