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
        var document = Document(c);
        var parts = UnitSelection.Parts(c.State, account.Text("id"), selection);
        foreach (var part in parts)
            UnitMove.To(c.State, part, part.Account, UnitState.Frozen, c.Index);
        var outcome = UnitVerbs.Moved(parts);
        c.State.Put(Rows.Freeze, FormattableString.Invariant($"{c.Index}"), CanonicalObject.Of(
            ("entry", c.Index), ("account", account.Text("id")), ("kind", kind), ("by", c.ActorId), ("reason", c.Payload.Text("reason")), ("document", document), ("blocks", outcome.Objects("blocks")), ("state", "open")));
        return outcome;
    }

    /// <summary>Frees what a freeze still binds.</summary>
    public static CanonicalObject Release(RequestContext c)
    {
        var entry = c.Payload.Integer("freeze");
        var id = FormattableString.Invariant($"{entry}");
        var freeze = c.Row(Rows.Freeze, id);
        var (kind, account) = (freeze.Text("kind"), AccountVerbs.Open(c, freeze.Text("account")));
        CheckRole(c, kind, account);
        if (freeze.Text("state") != "open")
            throw new RefusedRequestException("freeze-open", "register", $"冻结 {entry} 已解除", $"the freeze {entry} has been released");
        if (kind == "pledge" && !c.Roles.Contains(RegisterRole.Registrar) && !c.Payload.Has("document"))
            throw new RefusedRequestException("release-document", "register", "解除质押须有质权人的文件", "the release of a pledge needs the document of who holds the pledge");
        var document = Document(c);
        var bound = c.State.Blocks(new(account.Text("id"), State: UnitState.Frozen, Reference: entry)).ToList();
        foreach (var block in bound)
            UnitMove.To(c.State, block, block.Account, UnitState.Free, 0);
        c.State.Put(Rows.Freeze, id, freeze.With(("state", "released"), ("released", c.Index), ("releaseDocument", document)));
        return UnitVerbs.Moved(bound).With(("account", account.Text("id")));
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
