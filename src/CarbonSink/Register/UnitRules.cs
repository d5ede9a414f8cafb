using System.Globalization;

namespace CarbonSink.Register;

/// <summary>What a programme's rules say to a move of units: reason of retirement, access tier, use outside China; each refusal carries its article.</summary>
internal static class UnitRules
{
    private const string Compensation = "-compensation";
    private const string Measures = "ccer-measures-2023";

    private static readonly string[] Domestic = ["CN", "CHN", "156"];

    /// <summary>Refuses a reason of retirement that the programme does not know (R16).</summary>
    public static void CheckReason(ProgrammeRules rules, string reason)
    {
        if (!rules.RetirementReasons.Any(r => r.Reason == reason))
            throw Refuse("R16", "R16", rules.Item("retirementReasons", rules.RetirementReasons.Select(r => r.Reason).FirstOrDefault() ?? string.Empty)?.Cited ?? "register", $"{Refusal.Echo(reason)} 不是 {rules.Title.Zh} 的注销原因：{string.Join("、", rules.RetirementReasons.Select(r => r.Reason))}", $"{Refusal.Echo(reason)} is no reason of retirement of {rules.Title.En}: {string.Join(", ", rules.RetirementReasons.Select(r => r.Reason))}");
    }

    /// <summary>Refuses a retirement for a reason that compensation alone gives, at the price of the list.</summary>
    public static void CheckNotCompensation(ProgrammeRules rules, string reason)
    {
        if (rules.Compensation is not null && reason.EndsWith(Compensation, StringComparison.Ordinal))
            throw new RefusedRequestException("compensation-only", CompensationArticle(rules), $"{Refusal.Echo(reason)} 只由 {Verbs.Compensate} 按价格表办理", $"{Refusal.Echo(reason)} is done by {Verbs.Compensate} alone, at the price list");
    }

    /// <summary>Reason of retirement of a category of the price list: the category and "-compensation"; refused where the programme knows no compensation or not this one.</summary>
    public static string CompensationReason(ProgrammeRules rules, string category)
    {
        if (rules.Compensation is null)
            throw new RefusedRequestException("compensation", "register", $"{rules.Title.Zh} 没有补偿认购", $"{rules.Title.En} knows no compensation");
        CheckReason(rules, category + Compensation);
        return category + Compensation;
    }

    /// <summary>Article of compensation.</summary>
    public static string CompensationArticle(ProgrammeRules rules) => rules.Item("compensation", "compensation")?.Cited ?? "register";

    /// <summary>Article of issue.</summary>
    public static string IssueArticle(ProgrammeRules rules) => rules.Lifecycle.FirstOrDefault(r => r.OfPeriod && r.Event == Lifecycle.IssueEvent)?.Cited ?? "register";

    /// <summary>Article by which holdings change as trades say (R14): of the Measures where the programme rests on them.</summary>
    public static string TransferArticle(ProgrammeRules rules) => rules.Items.Any(i => i.Source == Measures) ? Measures + ", art. 26" : "register";

    /// <summary>Refuses an account whose class may not acquire units, or not before a further access tier is open.</summary>
    /// <param name="rules">The programme.</param>
    /// <param name="open">Number of the last tier that is open, 0 for none.</param>
    /// <param name="accountClass">Class of the account that would acquire.</param>
    public static void CheckAccess(ProgrammeRules rules, long open, string accountClass)
    {
        if (!rules.AccountClasses.Contains(accountClass))
            throw new RefusedRequestException("account-class", "register", $"{accountClass} 类账户不能持有 {rules.UnitClass}：{string.Join("、", rules.AccountClasses)}", $"an account of class {accountClass} may not hold {rules.UnitClass}: {string.Join(", ", rules.AccountClasses)}");
        if (rules.Tiers.Count == 0)
            return;
        int? needed = rules.Tiers.Where(t => t.Classes.Contains(accountClass)).Select(t => (int?)t.Tier).Min();
        if (needed is null || needed > open)
        {
            var tier = rules.Item("tiers", FormattableString.Invariant($"{needed}"));
            throw new RefusedRequestException("access-tier", tier?.Cited ?? "register", $"{accountClass} 类账户在第 {needed?.ToString(CultureInfo.InvariantCulture) ?? "（无）"} 级开放后才能取得 {rules.UnitClass}（{tier?.Text.Zh ?? "没有为其规定层级"}），现开放到第 {open} 级", $"an account of class {accountClass} may acquire {rules.UnitClass} once tier {needed?.ToString(CultureInfo.InvariantCulture) ?? "(none)"} is open ({tier?.Text.En ?? "no tier names this class"}); open is tier {open}");
        }
    }

    /// <summary>Whether details of an actor name a country other than CN.</summary>
    public static bool IsAbroad(CanonicalObject actor) => actor.ObjectOrEmpty("details").TextOrNull("country") is { Length: > 0 } country && !Domestic.Contains(country.Trim().ToUpperInvariant());

    /// <summary>As <see cref="CheckDomestic"/> for a beneficiary, which may be written as id, name or organisation of an actor.</summary>
    public static void CheckBeneficiary(IRegisterReading state, ProgrammeRules rules, string beneficiary)
    {
        CheckDomestic(state, rules, beneficiary);
        foreach (var word in Bodies.Words(beneficiary))
            foreach (var actor in state.Row(Rows.Abroad, word)?.Texts("actors") ?? [])
                if (Bodies.Means(state, beneficiary, actor))
                    CheckDomestic(state, rules, actor);
    }

    /// <summary>Refuses a holder or beneficiary whose details name a country other than CN, customs territories outside the mainland included, unless the programme's text allows it (R17). Who names none is taken as domestic.</summary>
    public static void CheckDomestic(IRegisterReading state, ProgrammeRules rules, string actor)
    {
        if (rules.AllowsCrossBorder || state.Row(Rows.Actor, actor) is not { } row || !IsAbroad(row))
            return;
        var country = row.Object("details").Text("country");
        var rule = rules.Item("crossBorder", "crossBorder")!;
        throw Refuse("R17", "cross-border", rule.Cited, $"{actor} 在 {Refusal.Echo(country)}：{rule.Text.Zh}", $"{actor} is in {Refusal.Echo(country)}: {rule.Text.En}");
    }

    /// <summary>Under the rule's number in the Measures where it has an article, else under the register's own name.</summary>
    private static RefusedRequestException Refuse(string number, string name, string article, string zh, string en) => new(article == "register" ? name : number, article, zh, en);
}
