namespace CarbonSink.Register;

/// <summary>Freezing and releasing units (冻结与解冻).</summary>
internal static class HoldVerbs
{
    /// <summary>Binds free units to this entry.</summary>
    public static CanonicalObject Freeze(RequestContext c)
    {
        var (kind, selection) = (c.Payload.Text("kind"), c.Payload.Object("selection"));
        var account = AccountVerbs.Open(c, c.Payload.Text("account"));
        CheckRole(c, kind, account);
        if (kind is "pledge" or "trade")
            AccountVerbs.Usable(account);
        c.Rules(UnitSelection.Programme(selection));
        var (document, creditor, reason) = (Document(c), Creditor(c, kind, account), c.Said("reason"));
        var parts = UnitSelection.Parts(c.State, account.Text("id"), selection);
        foreach (var part in parts)
            UnitMove.To(c.State, part, part.Account, UnitState.Frozen, c.Index);
        var outcome = UnitVerbs.Moved(parts);
        c.State.Put(Rows.Freeze, FormattableString.Invariant($"{c.Index}"), CanonicalObject.Of(
            ("entry", c.Index), ("account", account.Text("id")), ("kind", kind), ("by", c.ActorId), ("reason", reason), ("creditor", creditor), ("document", document), ("blocks", outcome.Objects("blocks")), ("state", "open")));
        return outcome;
    }

    /// <summary>Frees what a freeze still binds.</summary>
    public static CanonicalObject Release(RequestContext c)
    {
        var entry = c.Payload.Integer("freeze");
        var id = FormattableString.Invariant($"{entry}");
        var freeze = c.Row(Rows.Freeze, id);
        var (kind, account) = (freeze.Text("kind"), AccountVerbs.Open(c, freeze.Text("account")));
        CheckMayRelease(c, freeze);
        if (freeze.Text("state") != "open")
            throw new RefusedRequestException("freeze-open", "register", $"冻结 {entry} 已结束（{freeze.Text("state")}）", $"the freeze {entry} is {freeze.Text("state")}");
        if (kind == "pledge" && freeze.Text("creditor") != c.ActorId && !c.Payload.Has("document"))
            throw new RefusedRequestException("release-document", "register", "解除质押须有质权人的文件", "the release of a pledge needs the document of who holds the pledge");
        var document = Document(c);
        var bound = c.State.Blocks(new(account.Text("id"), State: UnitState.Frozen, Reference: entry)).ToList();
        foreach (var block in bound)
            UnitMove.To(c.State, block, block.Account, UnitState.Free, 0);
        c.State.Put(Rows.Freeze, id, freeze.With(("state", "released"), ("released", c.Index), ("releaseDocument", document)));
        return UnitVerbs.Moved(bound).With(("account", account.Text("id")));
    }

    /// <summary>Closes freezes of which nothing is left: their last units were cancelled.</summary>
    public static void Close(RequestContext c, IEnumerable<UnitBlock> cancelled)
    {
        foreach (var group in cancelled.Where(b => b.State == UnitState.Frozen).GroupBy(b => b.Reference))
        {
            var id = FormattableString.Invariant($"{group.Key}");
            if (!c.State.Blocks(new(group.First().Account, State: UnitState.Frozen, Reference: group.Key)).Any())
                c.State.Put(Rows.Freeze, id, c.Row(Rows.Freeze, id).With(("state", "cancelled"), ("released", c.Index)));
        }
    }

    /// <summary>The pledgee (质权人) of a pledge: an actor other than the holder.</summary>
    private static string? Creditor(RequestContext c, string kind, CanonicalObject account)
    {
        if (kind != "pledge")
            return c.Payload.Has("creditor") ? throw new FormatException("only a pledge has a \"creditor\"") : null;
        var creditor = c.Row(Rows.Actor, c.Payload.Text("creditor")).Text("id");
        return !Bodies.Same(c.State, creditor, account.Text("holder")) ? creditor
            : throw new RefusedRequestException("pledge-creditor", "register", $"质权人 {creditor} 与出质人是同一机构", $"the pledgee {creditor} and the pledgor are one body");
    }

    /// <summary>A pledge is released by the pledgee, a trade freeze by who asked for it, any by the registrar.</summary>
    private static void CheckMayRelease(RequestContext c, CanonicalObject freeze)
    {
        var by = freeze.Text("kind") switch { "pledge" => freeze.Text("creditor"), "trade" => freeze.Text("by"), _ => null };
        if (by != c.ActorId && !c.Roles.Contains(RegisterRole.Registrar))
            throw new RefusedRequestException("freeze-role", "register", $"{c.ActorId} 不能解除第 {freeze.Integer("entry")} 条的冻结", $"{c.ActorId} has no say in releasing the freeze of entry {freeze.Integer("entry")}");
    }

    private static CanonicalObject? Document(RequestContext c) => c.Payload.Has("document") ? ProgrammeVerbs.Document(c.Payload.Object("document")) : null;

    private static void CheckRole(RequestContext c, string kind, CanonicalObject account)
    {
        var may = kind switch
        {
            "pledge" => c.Roles.Contains(RegisterRole.Registrar) || (c.Roles.Contains(RegisterRole.Owner) && account.Text("holder") == c.ActorId),
            "trade" => c.Roles.Contains(RegisterRole.Market),
            "judicial" or "suspension" => c.Roles.Contains(RegisterRole.Registrar),
            _ => throw new FormatException($"\"{kind}\" is no kind of freeze: pledge, trade, judicial, suspension"),
        };
        if (!may)
            throw new RefusedRequestException("freeze-role", "register", $"{c.ActorId} 不能办理 {kind} 冻结", $"{c.ActorId} has no say in a freeze of kind {kind}");
    }
}
