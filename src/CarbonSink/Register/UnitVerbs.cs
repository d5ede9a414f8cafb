namespace CarbonSink.Register;

/// <summary>Issue, transfer and retirement of units (签发、划转、注销).</summary>
internal static class UnitVerbs
{
    private static readonly PayloadKeys TradeKeys = new("number priceFen?");

    /// <summary>Issues what a period's verification fixed: once, year by year, into an account of the project's owner.</summary>
    public static CanonicalObject Issue(RequestContext c)
    {
        var (projectId, number) = (c.Payload.Text("project"), c.Payload.Integer("number"));
        var project = c.Row(Rows.Project, projectId);
        var period = c.Row(Rows.Period, ProjectVerbs.PeriodId(projectId, number));
        var rules = c.Rules(project.Text("programme"));
        var account = AccountVerbs.Usable(c, c.Payload.Text("account"));
        AccountVerbs.CheckMayAcquire(c, account, rules);
        c.DayOf(account);
        if (account.Text("holder") != project.Text("owner"))
            throw new RefusedRequestException("issue-owner", UnitRules.IssueArticle(rules), $"账户 {account.Text("id")} 不属于项目业主 {project.Text("owner")}", $"the account {account.Text("id")} is not {project.Text("owner")}'s, who owns the project");
        if (period.IntegerOrNull("issuedT") is { } before)
            throw new RefusedRequestException("issue-once", UnitRules.IssueArticle(rules), $"核算期 {number} 已签发 {before}", $"{before} units have been issued for the period {number}");
        var result = ProjectVerbs.Ask(c, project, period, Lifecycle.IssueEvent, CanonicalObject.Of(("account", account.Text("id"))));
        var vintages = period.Objects("vintages").Select(v => (Year: UnitSelection.Year(v.Integer("year")), Quantity: v.Integer("t"))).OrderBy(v => v.Year).ToList();
        var (sum, verified) = (vintages.Sum(v => v.Quantity), period.IntegerOrNull("verifiedT"));
        if (sum != verified || sum <= 0 || vintages.Any(v => v.Quantity < 0) || vintages.DistinctBy(v => v.Year).Count() != vintages.Count)
            throw new RefusedRequestException("issue-amount", UnitRules.IssueArticle(rules), $"各年度之和 {sum} 与核查量 {verified} 不符，或没有可签发量", $"the years sum to {sum}, verified are {verified}, or there is nothing to issue");
        var outcome = ProjectVerbs.Done(c, project, result with { Period = result.Period!.With(("issuedT", sum)) });
        return outcome.With(("quantity", sum), ("blocks", vintages.Where(v => v.Quantity > 0).Select(v => IssueYear(c, new(rules.Id, projectId, v.Year), v.Quantity, number, account.Text("id")).ToCanonical())));
    }

    /// <summary>Moves free units to another account.</summary>
    public static CanonicalObject Transfer(RequestContext c)
    {
        var selection = c.Payload.Object("selection");
        var rules = c.Rules(UnitSelection.Programme(selection));
        var (from, to) = (AccountVerbs.Usable(c, c.Payload.Text("from")), AccountVerbs.Usable(c, c.Payload.Text("to")));
        CheckTransfer(c, rules, from, to);
        var day = c.DayOfMove(rules, from, to);
        var trade = Trade(c, rules);
        var parts = UnitSelection.Parts(c.State, from.Text("id"), selection);
        CheckThere(c, from, parts, day);
        var account = to.Text("id");
        if (trade is not null)
            c.State.Put(Rows.Trade, trade, CanonicalObject.Of(("entry", c.Index)));
        AccountVerbs.Acquired(c, to, day);
        return Moved(parts.ConvertAll(p => UnitMove.To(c.State, p, account, UnitState.Free, 0)));
    }

    /// <summary>Retires free units with reason and beneficiary: for good.</summary>
    public static CanonicalObject Retire(RequestContext c)
    {
        var selection = c.Payload.Object("selection");
        var rules = c.Rules(UnitSelection.Programme(selection));
        var account = c.Roles.Contains(RegisterRole.Registrar) ? AccountVerbs.Open(c, c.Payload.Text("account")) : AccountVerbs.Usable(c, c.Payload.Text("account"));
        CheckHolder(c, account);
        var (reason, beneficiary, purpose, day) = (c.Said("reason"), c.Said("beneficiary"), c.Said("purpose"), c.DayOfMove(rules, account));
        var settles = ForcedVerbs.Settles(c, reason);
        if (settles)
            ForcedVerbs.CheckSettlement(c, account.Text("holder"), beneficiary, purpose);
        else
            UnitRules.CheckReason(rules, reason);
        UnitRules.CheckNotCompensation(rules, reason);
        UnitRules.CheckBeneficiary(c.State, rules, beneficiary);
        var parts = UnitSelection.Parts(c.State, account.Text("id"), selection);
        CheckThere(c, account, parts, day);
        var settled = ForcedVerbs.Settled(c, account.Text("holder"), rules.Id, parts.Sum(p => p.Quantity));
        var outcome = Gone(c, parts, UnitState.Retired, ("kind", settles ? "debtSettlement" : "retirement"), ("account", account.Text("id")), ("reason", reason), ("beneficiary", beneficiary), ("purpose", purpose), ("date", day));
        return settled is { } debt ? outcome.With(("debt", debt.Put())) : outcome;
    }

    /// <summary>Takes units out for good and keeps a row of it.</summary>
    public static CanonicalObject Gone(RequestContext c, List<UnitBlock> parts, UnitState state, params (string Key, object? Value)[] row)
    {
        foreach (var part in parts)
            UnitMove.To(c.State, part, part.Account, state, c.Index);
        var moved = Moved(parts);
        c.State.Put(Rows.Retirement, FormattableString.Invariant($"{c.Index}"), moved.With([("entry", c.Index), .. row]));
        return moved;
    }

    /// <summary>What an outcome says of units that were moved: {blocks, quantity}.</summary>
    public static CanonicalObject Moved(List<UnitBlock> blocks) => CanonicalObject.Of(("blocks", blocks.ConvertAll(b => b.ToCanonical())), ("quantity", blocks.Sum(b => b.Quantity)));

    /// <summary>Who is only an owner acts on accounts of its own.</summary>
    public static void CheckHolder(RequestContext c, CanonicalObject account)
    {
        if (!c.Roles.Contains(RegisterRole.Registrar) && account.Text("holder") != c.ActorId)
            throw new RefusedRequestException("account-holder", "register", $"账户 {account.Text("id")} 属于 {account.Text("holder")}", $"the account {account.Text("id")} is {account.Text("holder")}'s");
    }

    private static void CheckTransfer(RequestContext c, ProgrammeRules rules, CanonicalObject from, CanonicalObject to)
    {
        if (!rules.TransferBy.Any(c.Roles.Contains))
            throw new RefusedRequestException("transfer-role", UnitRules.TransferArticle(rules), $"{c.ActorId} 无权报告 {rules.UnitClass} 的划转", $"{c.ActorId} may not report transfers of {rules.UnitClass}");
        if (rules.TransferBy.All(r => r == RegisterRole.Owner || !c.Roles.Contains(r)) && from.Text("holder") != c.ActorId)
            throw new RefusedRequestException("account-holder", "register", $"账户 {from.Text("id")} 属于 {from.Text("holder")}", $"the account {from.Text("id")} is {from.Text("holder")}'s");
        if (from.Text("id") == to.Text("id"))
            throw new RefusedRequestException("transfer-accounts", "register", "转出与转入是同一账户", "an account transfers nothing to itself");
        AccountVerbs.CheckMayAcquire(c, to, rules);
    }

    /// <summary>Refuses units that were issued, or an account that acquired units, after the day on which they are said to have moved: what an account holds is not told apart by the day on which it came.</summary>
    public static void CheckThere(RequestContext c, CanonicalObject account, List<UnitBlock> parts, DateOnly day)
    {
        if (account.DateOrNull("acquired") is { } acquired && day < acquired)
            throw new RefusedRequestException("date-acquired", "register", $"日期 {day:yyyy-MM-dd} 早于账户 {account.Text("id")} 最近一次取得之日 {acquired:yyyy-MM-dd}", $"the day {day:yyyy-MM-dd} is before the account {account.Text("id")} last acquired units, {acquired:yyyy-MM-dd}");
        foreach (var part in parts)
        {
            var issues = c.State.Row(Rows.Series, RegisterTotals.Id(part.Series))!.Objects("issues");
            for (var i = issues.Count - 1; i >= 0; i--)
            {
                if (issues[i].Integer("first") <= part.Last && issues[i].Date("date") > day)
                    throw new RefusedRequestException("date-issued", "register", $"日期 {day:yyyy-MM-dd} 早于 {part.Serial} 的签发日 {issues[i].Date("date"):yyyy-MM-dd}", $"the day {day:yyyy-MM-dd} is before {part.Serial} were issued, {issues[i].Date("date"):yyyy-MM-dd}");
                if (issues[i].Integer("first") <= part.First)
                    break;
            }
        }
    }

    /// <summary>The row of a transfer's trade, a number of which is used once, however it is spaced or wide its letters are; who reports as the market must name it. Null for none.</summary>
    private static string? Trade(RequestContext c, ProgrammeRules rules)
    {
        if (!c.Payload.Has("trade"))
            return rules.TransferBy.Contains(RegisterRole.Market) && c.Roles.Contains(RegisterRole.Market)
                ? throw new RefusedRequestException("R14", UnitRules.TransferArticle(rules), "交易机构报告的划转须有成交编号：持有的变动以交易结果为准", "a transfer that the market reports names its trade: holdings change by the results of trades")
                : null;
        var trade = c.Payload.Object("trade");
        TradeKeys.Check(trade);
        var number = trade.Text("number").Trim();
        if (number.Length is 0 or > 128 || Bodies.IsUnseen(number) || number.Any(char.IsControl) || trade.IntegerOrNull("priceFen") < 0)
            throw new FormatException("a trade has a number of 1 to 128 characters, and a price not below 0");
        var id = $"{rules.Id}/{Bodies.Plain(number)}";
        return c.State.Row(Rows.Trade, id) is { } before
            ? throw new RefusedRequestException("trade-once", UnitRules.TransferArticle(rules), $"成交 {Refusal.Echo(number)} 已由第 {before.Integer("entry")} 条登记", $"the trade {Refusal.Echo(number)} was recorded by entry {before.Integer("entry")}")
            : id;
    }

    private static bool HasControl(string text)
    {
        foreach (var c in text)
            if (char.IsControl(c))
                return true;
        return false;
    }

    /// <summary>Days of issue with their first numbers; issues of one day, one after another, stand once.</summary>
    private static IReadOnlyList<CanonicalObject> Issues(IReadOnlyList<CanonicalObject> before, long first, DateOnly day) =>
        before.Count > 0 && before[^1].Date("date") == day ? before : [.. before, CanonicalObject.Of(("first", first), ("date", day))];

    private static UnitBlock IssueYear(RequestContext c, UnitSeries series, long quantity, long period, string account)
    {
        var id = RegisterTotals.Id(series);
        var before = c.State.Row(Rows.Series, id);
        var last = before?.Integer("last") ?? 0;
        var block = new UnitBlock(series, last + 1, checked(last + quantity), account, UnitState.Free, 0);
        c.State.Put(Rows.Series, id, CanonicalObject.Of(("last", block.Last), ("issues", Issues(before?.Objects("issues") ?? [], block.First, c.Payload.Date("date")))));
        c.State.Put(Rows.Issuance, FormattableString.Invariant($"{id}/{block.First}"), CanonicalObject.Of(("period", period), ("first", block.First), ("last", block.Last), ("account", account), ("entry", c.Index)));
        UnitMove.Issue(c.State, block);
        return block;
    }
}
