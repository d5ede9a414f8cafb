namespace CarbonSink.Register;

/// <summary>Opening accounts (账户).</summary>
internal static class AccountVerbs
{
    /// <summary>Opens an account.</summary>
    public static CanonicalObject Open(RequestContext c)
    {
        var id = ActorVerbs.Id(c.Payload.Text("id"));
        c.Row(Rows.Actor, c.Payload.Text("holder"));
        if (c.State.Row(Rows.Account, id) is not null)
            throw new RefusedRequestException("account-new", "register", $"账户 {id} 已存在", $"the account {id} exists");
        c.State.Put(Rows.Account, id, CanonicalObject.Of(("id", id), ("holder", c.Payload.Text("holder")), ("class", ActorVerbs.Id(c.Payload.Text("class"))), ("state", "normal")));
        return CanonicalObject.Empty;
    }

    /// <summary>An account that may be used: known, neither restricted nor closed.</summary>
    public static CanonicalObject Usable(RequestContext c, string id)
    {
        var account = c.Row(Rows.Account, id);
        var state = account.Text("state");
        return state == "normal" ? account : throw new RefusedRequestException("account-" + state, "register", $"账户 {id} 状态为 {state}", $"the account {id} is {state}");
    }

    /// <summary>Refuses where the class of an account may not hold units of a programme.</summary>
    public static void CheckClass(CanonicalObject account, ProgrammeRules rules)
    {
        var kind = account.Text("class");
        if (!rules.AccountClasses.Contains(kind))
            throw new RefusedRequestException("account-class", rules.Id, $"{kind} 类账户 {account.Text("id")} 不能持有 {rules.UnitClass}", $"the account {account.Text("id")} of class {kind} may not hold {rules.UnitClass}");
    }
}
