using System.Security.Cryptography;
using System.Text;
using CarbonSink.Register;
using Xunit;
using static CarbonSink.Register.Tests.TestLedger;

namespace CarbonSink.Register.Tests;

/// <summary>Rules of the register itself: each is kept once and broken once.</summary>
public sealed class RegisterRuleTests : IDisposable
{
    private static readonly DateOnly Day = new(2025, 6, 1);
    private static readonly CanonicalObject Document = CanonicalObject.Of(("kind", "order"), ("name", "order.pdf"), ("sha256", Hash("order")));

    private readonly MemoryStore store = new();

    public void Dispose() => store.Dispose();
    private readonly UnitRegister register;

    /// <summary>Twelve units of scheme, 7 of 2023 and 5 of 2024, in account a of owner; account b of enterprise is empty.</summary>
    public RegisterRuleTests()
    {
        register = new(store, TestLedger.Clock, TestRules.Book);
        UnitRegisterTests.Do(register, "registrar", Open(), Admit("owner", "owner"), Admit("enterprise", "owner"), Admit("exchange", "market"), TestRules.Adoption("scheme", "TEST paid"), Account("a", "owner"), Account("b", "enterprise", "trader"), Account("c", "enterprise", "other"));
        UnitRegisterTests.Do(register, "owner", Draft("p", "scheme"));
        UnitRegisterTests.Do(
            register, "registrar", Step("p", "register", Day), StepPeriod("p", 1, "report", Day, new(new(2023, 1, 1), new(2024, 12, 31))), StepPeriod("p", 1, "verify", Day, null, Vintages((2023, 7), (2024, 5))), StepPeriod("p", 1, "accept", Day), Issue("p", 1, "a", Day));
    }

    [Fact]
    public void Who_is_not_recognised_is_logged_without_what_it_asked()
    {
        foreach (var credential in (ActorCredential[])[new("nobody", "x", null), new("owner", "wrong", null), new("owner", null, null)])
        {
            var entry = register.Submit(Transfer("a", "b", Quantity("scheme", 1), Day, "k"), credential).Entry;
            Assert.Equal(("unknown", "credential", $"{{\"claimed\":\"{credential.Actor}\"}}", null), (entry.Actor, entry.Refusal?.Rule, entry.Payload.ToString(), entry.Key));
        }

        Replays();
    }

    /// <summary>A key signs; the signature is in the entry, a replay checks it, and what was signed once is answered once.</summary>
    [Fact]
    public void Actors_with_a_key_sign_their_requests()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        UnitRegisterTests.Do(register, "registrar", new RegisterRequest(Verbs.AdmitActor, CanonicalObject.Of(("id", "signer"), ("name", "signer"), ("roles", new[] { "market" }), ("publicKey", Convert.ToHexStringLower(key.ExportSubjectPublicKeyInfo())))));
        var request = Transfer("a", "b", Quantity("scheme", 2), Day);
        var done = register.Submit(request, new("signer", null, b => key.SignData(b, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));
        Assert.Null(done.Refusal);
        Assert.NotNull(done.Entry.Key);
        Assert.Equal("credential", register.Submit(request, new("signer", null, b => other.SignData(b, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))).Refusal?.Rule);
        Assert.Equal("credential", register.Submit(request, new("signer", "signer", null)).Refusal?.Rule);
        Assert.True(register.Submit(request with { Key = done.Entry.Key }, new("signer", null, b => key.SignData(b, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))).Repeated);
        Replays();
        var forged = Forge(done.Entry.Index, e => e.With(("signature", Convert.ToHexStringLower(other.SignData([1], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)))));
        Assert.Equal(done.Entry.Index, forged?.Entry);
        Assert.Equal(done.Entry.Index, Forge(done.Entry.Index, e => e.With(("signature", null)))?.Entry);
    }

    [Fact]
    public void A_key_gives_the_first_answer_again_and_serves_one_request_only()
    {
        var first = register.Submit(Transfer("a", "b", Quantity("scheme", 3), Day, "k"), As("exchange"));
        var again = register.Submit(Transfer("a", "b", Quantity("scheme", 3), Day, "k"), As("exchange"));
        Assert.True(again.Repeated && again.Entry.Bytes.Span.SequenceEqual(first.Entry.Bytes.Span));
        var refused = register.Submit(Transfer("a", "b", Quantity("scheme", 99), Day, "no"), As("exchange"));
        Assert.Equal("quantity-held", refused.Refusal?.Rule);
        Assert.True(register.Submit(Transfer("a", "b", Quantity("scheme", 99), Day, "no"), As("exchange")).Repeated);
        var other = register.Submit(Transfer("a", "b", Quantity("scheme", 4), Day, "k"), As("exchange"));
        Assert.Equal(("idempotency-key", null, first.Entry.Index), (other.Refusal?.Rule, other.Entry.Key, other.Entry.Outcome.Integer("entry")));
        Assert.Equal(3, Held("b"));
        Replays();
    }

    [Fact]
    public void Suspended_actors_restricted_and_closed_accounts_refuse()
    {
        RegisterRequest Set(string id, string state) => new(Verbs.SetAccount, CanonicalObject.Of(("id", id), ("state", state), ("reason", "review")));
        RegisterRequest Actor(string verb) => new(verb, CanonicalObject.Of(("id", "exchange"), ("reason", "review")));
        var transfer = Transfer("a", "b", Quantity("scheme", 1), Day);
        UnitRegisterTests.Do(register, "registrar", Actor(Verbs.SuspendActor));
        Assert.Equal("actor-suspended", Rule("exchange", transfer));
        UnitRegisterTests.Do(register, "registrar", Actor(Verbs.RestoreActor), Set("b", "restricted"));
        Assert.Equal("account-restricted", Rule("exchange", transfer));
        Assert.Equal("account-empty", Rule("registrar", Set("a", "closed")));
        UnitRegisterTests.Do(register, "registrar", Set("b", "normal"));
        Assert.Null(Rule("exchange", transfer));
        UnitRegisterTests.Do(register, "exchange", Transfer("b", "a", Quantity("scheme", 1), Day));
        UnitRegisterTests.Do(register, "registrar", Set("b", "closed"));
        Assert.Equal("account-closed", Rule("exchange", transfer));
        Assert.Equal("account-closed", Rule("registrar", Set("b", "normal")));
        Replays();
    }

    [Fact]
    public void Owners_act_on_their_own_and_roles_on_theirs()
    {
        Assert.Equal("account-holder", Rule("enterprise", Retire("a", Quantity("scheme", 1), Day)));
        Assert.Equal("account-holder", Rule("enterprise", Transfer("a", "b", Quantity("scheme", 1), Day)));
        Assert.Null(Rule("owner", Transfer("a", "b", Quantity("scheme", 1), Day)));
        Assert.Equal("project-owner", Rule("enterprise", Step("p", "cancel", Day)));
        Assert.Equal("role", Rule("owner", Account("x", "owner")));
        Assert.Equal("account-class", Rule("exchange", Transfer("a", "c", Quantity("scheme", 1), Day)));
        Assert.Equal("project-new", Rule("owner", Draft("p", "scheme")));
        Assert.Equal("issue-once", Rule("registrar", Issue("p", 1, "a", Day)));
        Assert.Equal("issue-verb", Rule("registrar", StepPeriod("p", 1, "issue", Day)));
        Assert.Equal("period-order", Rule("registrar", StepPeriod("p", 2, "report", Day, new(new(2024, 12, 31), new(2025, 3, 1)))));
        Assert.Equal("R16", Rule("owner", new(Verbs.Retire, CanonicalObject.Of(("account", "a"), ("selection", Quantity("scheme", 1)), ("reason", "whim"), ("beneficiary", "x"), ("purpose", "x"), ("date", Day)))));
        Assert.Equal("date-recorded", Rule("exchange", Transfer("a", "b", Quantity("scheme", 1), new(9999, 1, 1))));
        Replays();
    }

    /// <summary>A period whose number was withdrawn after its issue, as an older folder allowed it, does not begin anew; one withdrawn before does.</summary>
    [Fact]
    public void What_was_issued_is_not_issued_again_under_its_number()
    {
        var period = store.Row(Rows.Period, "p/1")!;
        Assert.Equal(12, period.Integer("issuedT"));
        RegisterRequest Anew() => StepPeriod("p", 1, "report", Day, new(new(2023, 1, 1), new(2024, 12, 31)));
        store.Put(Rows.Period, "p/1", period.With(("state", "none")));
        Assert.Equal("issue-once", Rule("registrar", Anew()));
        store.Put(Rows.Period, "p/1", period.With(("state", "none"), ("issuedT", null)));
        Assert.Null(Rule("registrar", Anew()));
    }

    /// <summary>12 units, 10 of them frozen; 11 cancelled by number, 20 owed: 9 are missing. 1 more is cancelled later: 8.</summary>
    [Fact]
    public void Forced_cancellation_reaches_frozen_units_and_leaves_a_debt()
    {
        var freeze = register.Submit(new RegisterRequest(Verbs.Freeze, CanonicalObject.Of(("account", "a"), ("kind", "suspension"), ("selection", Quantity("scheme", 10)), ("reason", "fraud"))), As("registrar"));
        Assert.Equal("quantity-held", Rule("exchange", Transfer("a", "b", Quantity("scheme", 3), Day)));
        Assert.Equal("freeze-role", Rule("exchange", new(Verbs.Release, CanonicalObject.Of(("freeze", freeze.Entry.Index)))));
        CanonicalObject Blocks(int vintage, int last) => CanonicalObject.Of(("programme", "scheme"), ("project", "p"), ("vintage", vintage), ("first", 1), ("last", last));
        RegisterRequest Cancel(CanonicalObject selection, long? owed) => new(Verbs.ForceCancel, CanonicalObject.Of(("account", "a"), ("selection", selection), ("reason", "fraud"), ("document", Document), ("owed", owed)));
        var cancelled = register.Submit(Cancel(CanonicalObject.Of(("blocks", new[] { Blocks(2023, 7), Blocks(2024, 4) })), 20), As("registrar"));
        Assert.Equal((11, 9), (cancelled.Entry.Outcome.Integer("quantity"), cancelled.Entry.Outcome.Integer("debt")));
        Assert.Equal("freeze-open", Rule("registrar", new(Verbs.Release, CanonicalObject.Of(("freeze", freeze.Entry.Index)))));
        var settling = Cancel(Quantity("scheme", 1), null);
        Assert.Equal(8, register.Submit(settling with { Payload = settling.Payload.With(("settles", cancelled.Entry.Index)) }, As("registrar")).Entry.Outcome.Integer("debt"));
        Assert.Equal((12, 0, 12), RegisterTotals.Of(store, TestRules.Book).Select(t => (t.Issued, t.Held, t.ForceCancelled)).Single());
        Assert.Empty(RegisterTotals.Faults(store));
        Replays();
    }

    /// <summary>3 units at 250 fen are 750 fen.</summary>
    [Fact]
    public void Compensation_costs_what_the_list_says()
    {
        RegisterRequest Buy(long fen) => new(Verbs.Compensate, CanonicalObject.Of(
            ("programme", "scheme"), ("from", "a"), ("buyer", "b"), ("category", "reed"), ("quantity", 3), ("amountFen", fen), ("case", "2025-1"), ("beneficiary", "enterprise"), ("date", Day)));
        Assert.Equal("price-list", Rule("exchange", Buy(750)));
        UnitRegisterTests.Do(register, "registrar", new RegisterRequest(Verbs.SetPrices, CanonicalObject.Of(
            ("programme", "scheme"), ("prices", new[] { CanonicalObject.Of(("category", "reed"), ("fenPerUnit", 250), ("from", new DateOnly(2025, 1, 1))) }), ("document", Document))));
        Assert.Equal("compensation-amount", Rule("exchange", Buy(749)));
        Assert.Null(Rule("exchange", Buy(750)));
        Assert.Equal(3, store.Blocks(new("b", State: UnitState.Retired)).Sum(b => b.Quantity));
        var statement = AccountStatement.Of(store, "a", new(2000, 1, 1), new(9000, 1, 1), TestRules.Book);
        Assert.Equal((0, 9), statement.Balances.Select(b => (b.Opening, b.Closing)).Single());
        Assert.Equal([12, -3], statement.Movements.Select(m => m.Change));
        Replays();
    }

    [Fact]
    public void The_old_key_signs_the_new_one_and_the_new_one_proves_that_it_is_held()
    {
        using var old = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var next = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (a, b) = (Convert.ToHexStringLower(old.ExportSubjectPublicKeyInfo()), Convert.ToHexStringLower(next.ExportSubjectPublicKeyInfo()));
        var fresh = new MemoryStore();
        var opened = new UnitRegister(fresh, TestLedger.Clock, TestRules.Book);
        var opening = Open();
        UnitRegisterTests.Do(opened, "registrar", opening with { Payload = opening.Payload.With(("publicKey", a)) });
        string By(ECDsa key) => Convert.ToHexStringLower(key.SignData(ActorVerbs.RotationBytes("test", a, b), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        RegisterRequest Rotate(ECDsa by, ECDsa proof) => new(Verbs.RotateKey, CanonicalObject.Of(("publicKey", b), ("signature", By(by)), ("proof", By(proof))));
        Assert.Equal("key-signature", opened.Submit(Rotate(next, next), As("registrar")).Refusal?.Rule);
        Assert.Equal("key-proof", opened.Submit(Rotate(old, old), As("registrar")).Refusal?.Rule);
        Assert.Null(opened.Submit(Rotate(old, next), As("registrar")).Refusal);
        Assert.Equal(b, fresh.Row(Rows.Register, "register")!.Text("publicKey"));
    }

    /// <summary>A payload with another form is misuse: nothing of its batch is done.</summary>
    [Fact]
    public void Misuse_is_thrown_and_leaves_nothing()
    {
        var (size, blocks) = (store.Size, store.Blocks(default).ToList());
        Assert.Throws<FormatException>(() => register.Submit([Transfer("a", "b", Quantity("scheme", 1), Day), Transfer("a", "b", CanonicalObject.Of(("programme", "scheme"), ("quantity", 0)), Day)], As("exchange")));
        Assert.Throws<FormatException>(() => register.Submit(new RegisterRequest(Verbs.Transfer, CanonicalObject.Of(("from", "a"))), As("exchange")));
        Assert.Throws<FormatException>(() => register.Submit(new RegisterRequest("units.steal", CanonicalObject.Empty), As("exchange")));
        Assert.Equal((size, 12L), (store.Size, Held("a")));
        Assert.Equal(blocks, store.Blocks(default));
    }

    /// <summary>Whatever is changed in an entry, the replay stops there or at one that rests on it.</summary>
    [Fact]
    public void A_replay_names_the_first_entry_that_does_not_follow()
    {
        var done = register.Submit(Transfer("a", "b", Quantity("scheme", 3), Day), As("exchange")).Entry.Index;
        Assert.Equal(done, Forge(done, e => e.With(("payload", e.Object("payload").With(("selection", Quantity("scheme", 4))))))?.Entry);
        Assert.Equal(done, Forge(done, e => e.With(("actor", "enterprise")))?.Entry);
        Assert.Equal(done, Forge(done, e => e.With(("time", "2001-01-01T00:00:00Z")))?.Entry);
        Assert.Equal(done, Forge(done, e => e.With(("index", done + 1)))?.Entry);
        Assert.Equal(done, Forge(done, e => e.With(("note", "x")))?.Entry);
        Assert.Equal(done, Forge(done, e => e.With(("outcome", e.Object("outcome").With(("quantity", 2)))))?.Entry);
        var entries = store.Entries(0, store.Size).ToList();
        entries[(int)done] = Encoding.UTF8.GetBytes(" " + Encoding.UTF8.GetString(entries[(int)done].Span));
        Assert.Equal(done, UnitRegister.Replay(entries, new MemoryStore(), TestRules.Book)?.Entry);
    }

    /// <summary>States of claims are three words: overlaps are taken as they were recorded, but another word, or the number of one, is a fault of its entry.</summary>
    [Theory]
    [InlineData("Drafted", null)]
    [InlineData("Bogus", "\"Bogus\" is no state of a claim")]
    [InlineData("1", "\"1\" is no state of a claim")]
    [InlineData("drafted", "\"drafted\" is no state of a claim")]
    public void A_recorded_overlap_with_another_state_is_a_fault_of_its_entry(string state, string? reason)
    {
        var draft = Enumerable.Range(0, (int)store.Size).Single(i => RegisterAnswer.At(store, i).Verb == Verbs.DraftProject);
        var overlap = new OverlapFinding("1", "scheme", "q", "1", ClaimState.Drafted, 5000, 10_000, null, null, [], false).ToCanonical().With(("otherState", state));
        var fault = Forge(draft, e => e.With(("outcome", CanonicalObject.Of(("overlaps", new[] { overlap })))));
        Assert.Equal(reason is null, fault is null);
        if (reason is not null)
            Assert.True(fault!.Value.Entry == draft && fault.Value.Reason.StartsWith(reason, StringComparison.Ordinal), fault.Value.Reason);
    }

    private (long Entry, string Reason)? Forge(long index, Func<CanonicalObject, CanonicalObject> change)
    {
        var entries = store.Entries(0, store.Size).ToList();
        entries[(int)index] = change(CanonicalObject.Parse(entries[(int)index].Span)).ToUtf8();
        return UnitRegister.Replay(entries, new MemoryStore(), TestRules.Book);
    }

    private void Replays()
    {
        var copy = new MemoryStore();
        Assert.Null(UnitRegister.Replay(store.Entries(0, store.Size), copy, TestRules.Book));
        Assert.Equal(store.Blocks(default), copy.Blocks(default));
    }

    private string? Rule(string actor, RegisterRequest request) => register.Submit(request, As(actor)).Refusal?.Rule;

    private long Held(string account) => store.Blocks(new(account)).Where(b => b.State is UnitState.Free or UnitState.Frozen).Sum(b => b.Quantity);
}
