namespace CarbonSink.Register;

/// <summary>Accounts (账户).</summary>
internal static class AccountVerbs
{
    /// <summary>Opens an account; a mirror may say the day on which it was opened in the register that it mirrors.</summary>
    public static CanonicalObject Begin(RequestContext c)
    {
        var id = ActorVerbs.Id(c.Payload.Text("id"));
        c.Row(Rows.Actor, c.Payload.Text("holder"));
        if (c.State.Row(Rows.Account, id) is not null)
            throw new RefusedRequestException("account-new", "register", $"账户 {id} 已存在", $"the account {id} exists");
        var opened = c.Payload.Has("date") ? c.Day() : c.Today;
        c.State.Put(Rows.Account, id, CanonicalObject.Of(("id", id), ("holder", c.Payload.Text("holder")), ("class", ActorVerbs.Id(c.Payload.Text("class"))), ("opened", opened), ("state", "normal")));
        return CanonicalObject.Empty;
    }

    /// <summary>Restricts, restores or closes an account; a closed one holds nothing and never opens again.</summary>
    public static CanonicalObject Set(RequestContext c)
    {
        var (account, state) = (Open(c, c.Payload.Text("id")), c.Payload.Text("state"));
        if (state is not ("normal" or "restricted" or "closed"))
            throw new FormatException($"\"{state}\" is no state of an account: normal, restricted, closed");
        var id = account.Text("id");
        if (state == "closed" && c.State.Blocks(new(id)).Any(b => b.State is UnitState.Free or UnitState.Frozen))
            throw new RefusedRequestException("account-empty", "register", $"账户 {id} 仍有持有量，不能关闭", $"the account {id} still holds units and cannot be closed");
        c.State.Put(Rows.Account, id, account.With(("state", state), ("reason", c.Said("reason"))));
        return CanonicalObject.Empty;
    }

    /// <summary>Keeps the last day on which an account acquired units: they leave it no earlier.</summary>
    public static void Acquired(RequestContext c, CanonicalObject account, DateOnly day)
    {
        if (!(account.DateOrNull("acquired") >= day))
            c.State.Put(Rows.Account, account.Text("id"), account.With(("acquired", day)));
    }

    /// <summary>An account that is not closed.</summary>
    public static CanonicalObject Open(RequestContext c, string id)
    {
        var account = c.Row(Rows.Account, id);
        return account.Text("state") != "closed" ? account : throw Refused(account);
    }

    /// <summary>An account that may be used: known, neither restricted nor closed.</summary>
    public static CanonicalObject Usable(RequestContext c, string id) => Usable(c.Row(Rows.Account, id));

    /// <summary>Refuses an account that is restricted or closed.</summary>
    public static CanonicalObject Usable(CanonicalObject account) => account.Text("state") == "normal" ? account : throw Refused(account);

    /// <summary>Refuses where an account may not acquire units of a programme: its class, the tier that is open, or the border does not allow it.</summary>
    public static void CheckMayAcquire(RequestContext c, CanonicalObject account, ProgrammeRules rules)
    {
        UnitRules.CheckAccess(rules, c.State.Row(Rows.Programme, rules.Id)!.IntegerOrNull("tier") ?? 0, account.Text("class"));
        UnitRules.CheckDomestic(c.State, rules, account.Text("holder"));
    }

    private static RefusedRequestException Refused(CanonicalObject account)
    {
        var (id, state) = (account.Text("id"), account.Text("state"));
        return new("account-" + state, "register", $"账户 {id} 状态为 {state}", $"the account {id} is {state}");
    }
}
