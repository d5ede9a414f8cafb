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
        if (account.Text("holder") != project.Text("owner"))
            throw new RefusedRequestException("issue-owner", rules.Id, $"账户 {account.Text("id")} 不属于项目业主 {project.Text("owner")}", $"the account {account.Text("id")} is not {project.Text("owner")}'s, who owns the project");
        if (period.IntegerOrNull("issuedT") is { } before)
            throw new RefusedRequestException("issue-once", rules.Id, $"核算期 {number} 已签发 {before}", $"{before} units have been issued for the period {number}");
        var result = ProjectVerbs.Ask(c, project, period, Lifecycle.IssueEvent, CanonicalObject.Of(("account", account.Text("id"))));
        var vintages = period.Objects("vintages").Select(v => (Year: checked((int)v.Integer("year")), Quantity: v.Integer("t"))).OrderBy(v => v.Year).ToList();
        var (sum, verified) = (vintages.Sum(v => v.Quantity), period.IntegerOrNull("verifiedT"));
        if (sum != verified || sum <= 0 || vintages.Any(v => v.Quantity < 0) || vintages.DistinctBy(v => v.Year).Count() != vintages.Count)
            throw new RefusedRequestException("issue-amount", rules.Id, $"各年度之和 {sum} 与核查量 {verified} 不符，或没有可签发量", $"the years sum to {sum}, verified are {verified}, or there is nothing to issue");
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
        c.Day();
        if (c.Payload.Has("trade"))
            Trade(c.Payload.Object("trade"));
        var parts = UnitSelection.Parts(c.State, from.Text("id"), selection);
        var account = to.Text("id");
        return Moved(parts.ConvertAll(p => UnitMove.To(c.State, p, account, UnitState.Free, 0)));
    }

    /// <summary>Retires free units with reason and beneficiary: for good.</summary>
    public static CanonicalObject Retire(RequestContext c)
    {
        var selection = c.Payload.Object("selection");
        var rules = c.Rules(UnitSelection.Programme(selection));
        var account = c.Roles.Contains(RegisterRole.Registrar) ? AccountVerbs.Open(c, c.Payload.Text("account")) : AccountVerbs.Usable(c, c.Payload.Text("account"));
        CheckHolder(c, account);
        var (reason, day) = (c.Payload.Text("reason"), c.Day());
        UnitRules.CheckReason(rules, reason);
        UnitRules.CheckDomestic(c.State, rules, c.Payload.Text("beneficiary"));
        if (c.Payload.Text("beneficiary").Length == 0)
            throw new FormatException("\"beneficiary\" is empty");
        var parts = UnitSelection.Parts(c.State, account.Text("id"), selection);
        return Gone(c, parts, UnitState.Retired, ("kind", "retirement"), ("account", account.Text("id")), ("reason", reason), ("beneficiary", c.Payload.Text("beneficiary")), ("purpose", c.Payload.Text("purpose")), ("date", day));
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
            throw new RefusedRequestException("transfer-role", rules.Id, $"{c.ActorId} 无权报告 {rules.UnitClass} 的划转", $"{c.ActorId} may not report transfers of {rules.UnitClass}");
        if (rules.TransferBy.All(r => r == RegisterRole.Owner || !c.Roles.Contains(r)) && from.Text("holder") != c.ActorId)
            throw new RefusedRequestException("account-holder", "register", $"账户 {from.Text("id")} 属于 {from.Text("holder")}", $"the account {from.Text("id")} is {from.Text("holder")}'s");
        if (from.Text("id") == to.Text("id"))
            throw new RefusedRequestException("transfer-accounts", "register", "转出与转入是同一账户", "an account transfers nothing to itself");
        AccountVerbs.CheckMayAcquire(c, to, rules);
    }

    private static void Trade(CanonicalObject trade)
    {
        TradeKeys.Check(trade);
        if (trade.Text("number").Length == 0 || trade.IntegerOrNull("priceFen") < 0)
            throw new FormatException("a trade has a number, and a price not below 0");
    }

    private static UnitBlock IssueYear(RequestContext c, UnitSeries series, long quantity, long period, string account)
    {
        var id = RegisterTotals.Id(series);
        var last = c.State.Row(Rows.Series, id)?.Integer("last") ?? 0;
        var block = new UnitBlock(series, last + 1, checked(last + quantity), account, UnitState.Free, 0);
        c.State.Put(Rows.Series, id, CanonicalObject.Of(("last", block.Last)));
        c.State.Put(Rows.Issuance, FormattableString.Invariant($"{id}/{block.First}"), CanonicalObject.Of(("period", period), ("first", block.First), ("last", block.Last), ("account", account), ("entry", c.Index)));
        UnitMove.Issue(c.State, block);
        return block;
    }
}
