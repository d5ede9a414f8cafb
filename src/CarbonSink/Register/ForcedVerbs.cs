namespace CarbonSink.Register;

/// <summary>Forced cancellation and what is owed after it (强制注销与欠量).</summary>
internal static class ForcedVerbs
{
    /// <summary>Cancels free units, or blocks by number, frozen ones too; owed says how many were obtained falsely, and what is missing of them becomes a debt of the holder.</summary>
    public static CanonicalObject Cancel(RequestContext c)
    {
        var selection = c.Payload.Object("selection");
        var rules = c.Rules(UnitSelection.Programme(selection));
        var account = AccountVerbs.Open(c, c.Payload.Text("account"));
        var document = ProgrammeVerbs.Document(c.Payload.Object("document"));
        var parts = UnitSelection.Parts(c.State, account.Text("id"), selection, frozenToo: true);
        var (holder, quantity) = (account.Text("holder"), parts.Sum(p => p.Quantity));
        var debt = Debt(c, holder, rules.Id, quantity);
        var outcome = UnitVerbs.Gone(
            c, parts, UnitState.ForceCancelled, ("kind", "forced"), ("account", account.Text("id")), ("reason", c.Payload.Text("reason")), ("beneficiary", holder), ("purpose", rules.UnitClass), ("date", c.Today), ("document", document));
        if (debt is not { } left)
            return outcome;
        var others = (c.State.Row(Rows.Debt, holder)?.Objects("owed") ?? []).Where(o => o.Text("programme") != rules.Id);
        c.State.Put(Rows.Debt, holder, CanonicalObject.Of(
            ("actor", holder), ("owed", others.Append(CanonicalObject.Of(("programme", rules.Id), ("quantity", left), ("entry", c.Index))).OrderBy(o => o.Text("programme"), StringComparer.Ordinal))));
        return outcome.With(("debt", left));
    }

    /// <summary>Units of a programme that an actor owes.</summary>
    public static long Owed(IRegisterReading state, string actor, string programme) =>
        state.Row(Rows.Debt, actor)?.Objects("owed").Where(o => o.Text("programme") == programme).Sum(o => o.Integer("quantity")) ?? 0;

    /// <summary>The debt afterwards; null where there is none to write down.</summary>
    private static long? Debt(RequestContext c, string holder, string programme, long quantity)
    {
        var before = Owed(c.State, holder, programme);
        if (c.Payload.IntegerOrNull("owed") is not { } owed)
            return before > 0 ? Math.Max(0, before - quantity) : null;
        if (owed < quantity)
            throw new RefusedRequestException("owed", "register", $"应注销 {owed}，少于本次注销的 {quantity}", $"{owed} units are owed, fewer than the {quantity} that are cancelled");
        return owed > quantity || before > 0 ? before + owed - quantity : null;
    }
}
