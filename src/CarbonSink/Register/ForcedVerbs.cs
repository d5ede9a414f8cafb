namespace CarbonSink.Register;

/// <summary>Forced cancellation, and what is owed after it (强制注销与欠量): each sum is kept by the entry that booked it, and settled by name.</summary>
internal static class ForcedVerbs
{
    /// <summary>Reason of a retirement that settles a debt and serves nothing else.</summary>
    public const string DebtReason = "debt";

    private static readonly PayloadKeys NoUnits = new("programme quantity");

    /// <summary>A debt that is settled in part: its rows with what is left.</summary>
    public sealed record Settlement(IRegisterWriting State, IReadOnlyList<(string Key, CanonicalObject Row)> Rows, long Left)
    {
        /// <summary>Puts the rows; what is left.</summary>
        public long Put()
        {
            foreach (var (key, row) in Rows)
                State.Put(Register.Rows.Debt, key, row);
            return Left;
        }
    }

    /// <summary>Cancels free units, or blocks by number, frozen ones too; owed says how many were obtained falsely, and what is missing of them becomes a debt of the holder, all of it where the selection has the quantity 0.</summary>
    public static CanonicalObject Cancel(RequestContext c)
    {
        var (selection, owed) = (c.Payload.Object("selection"), c.Payload.IntegerOrNull("owed"));
        var rules = c.Rules(UnitSelection.Programme(selection));
        var document = ProgrammeVerbs.Document(c.Payload.Object("document"));
        var (reason, isDebtOnly) = (c.Said("reason"), owed is not null && !selection.Has("blocks") && selection.IntegerOrNull("quantity") == 0);
        if (isDebtOnly)
            NoUnits.Check(selection);
        if (owed is not null && c.Payload.Has("settles"))
            throw new FormatException("\"owed\" books a debt and \"settles\" settles one: not both");
        if (owed is not null && !selection.Has("blocks") && !selection.Has("quantity"))
            throw new FormatException("\"selection\" does not say how many units of those \"owed\" are cancelled: \"blocks\", or a \"quantity\", 0 for a debt alone");
        if (owed < 1)
            throw new FormatException("\"owed\" is not from 1");
        var account = isDebtOnly ? c.Row(Rows.Account, c.Payload.Text("account")) : AccountVerbs.Open(c, c.Payload.Text("account"));
        List<UnitBlock> parts = isDebtOnly ? [] : UnitSelection.Parts(c.State, account.Text("id"), selection, frozenToo: true);
        var (holder, quantity) = (account.Text("holder"), parts.Sum(p => p.Quantity));
        if (owed < quantity)
            throw new RefusedRequestException("owed", "register", $"应注销 {owed}，少于本次注销的 {quantity}", $"{owed} units are owed, fewer than the {quantity} that are cancelled");
        var debt = owed is { } obtained && obtained > quantity ? Booked(c, holder, rules.Id, obtained - quantity) : Settled(c, holder, rules.Id, quantity);
        var outcome = parts.Count == 0 ? UnitVerbs.Moved(parts) : UnitVerbs.Gone(
            c, parts, UnitState.ForceCancelled, ("kind", "forced"), ("account", account.Text("id")), ("reason", reason), ("beneficiary", holder), ("purpose", rules.UnitClass), ("date", c.Today), ("document", document));
        HoldVerbs.Close(c, parts);
        return debt is null ? outcome : outcome.With(("debt", debt.Put()));
    }

    /// <summary>Whether a retirement is for a debt: it has the reason and the entry of the debt, or neither.</summary>
    /// <exception cref="FormatException">It has one of them.</exception>
    public static bool Settles(RequestContext c, string reason) =>
        c.Payload.Has("settles") == (reason == DebtReason) ? c.Payload.Has("settles") : throw new FormatException($"a retirement that \"settles\" has the reason \"{DebtReason}\", and no other has it");

    /// <summary>Refuses a settlement for somebody else, or for another purpose: one unit serves once.</summary>
    public static void CheckSettlement(RequestContext c, string holder, string beneficiary, string purpose)
    {
        if ((beneficiary != holder && beneficiary != c.Row(Rows.Actor, holder).Text("name")) || purpose != DebtReason)
            throw new RefusedRequestException("debt-only", "register", $"冲减欠量的注销不作他用：受益人须为 {holder}，用途须为 {DebtReason}", $"a retirement that settles a debt serves nothing else: its beneficiary is {holder}, its purpose {DebtReason}");
    }

    /// <summary>The debt that the payload settles by so many units; null where it settles none.</summary>
    /// <exception cref="RefusedRequestException">The holder, or whoever is the same body, owes none by that entry, or less.</exception>
    public static Settlement? Settled(RequestContext c, string holder, string programme, long quantity)
    {
        if (c.Payload.IntegerOrNull("settles") is not { } entry)
            return null;
        var debt = Bodies.Sought(c.State, holder).SelectMany(k => c.State.Row(Rows.Debt, k)?.Objects("owed") ?? []).FirstOrDefault(o => o.Integer("entry") == entry && o.Text("programme") == programme)
            ?? throw new RefusedRequestException("debt-known", "register", $"{holder} 没有第 {entry} 条的 {Refusal.Echo(programme)} 欠量", $"{holder} owes no units of {Refusal.Echo(programme)} by entry {entry}");
        var left = debt.Integer("quantity") - quantity;
        if (left < 0)
            throw new RefusedRequestException("owed", "register", $"第 {entry} 条尚欠 {debt.Integer("quantity")}，少于 {quantity}", $"{debt.Integer("quantity")} units are owed by entry {entry}, fewer than {quantity}");
        var rows = debt.Texts("keys").Select(k => (k, c.Row(Rows.Debt, k))).Select(r => (r.k, r.Item2.With(("owed", r.Item2.Objects("owed").Select(o => o.Integer("entry") == entry ? o.With(("quantity", left)) : o)))));
        return new(c.State, [.. rows], left);
    }

    /// <summary>A new debt, under all ids of the body.</summary>
    private static Settlement Booked(RequestContext c, string holder, string programme, long quantity)
    {
        var keys = Bodies.Kept(c.State, holder);
        var debt = CanonicalObject.Of(("programme", programme), ("quantity", quantity), ("entry", c.Index), ("keys", keys));
        return new(c.State, [.. keys.Select(k => (k, CanonicalObject.Of(("actor", holder), ("owed", (c.State.Row(Rows.Debt, k)?.Objects("owed") ?? []).Append(debt)))))], quantity);
    }
}
