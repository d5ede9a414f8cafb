using System.Security.Cryptography;
using CarbonSink.Register;
using Xunit;
using static CarbonSink.Register.Tests.TestLedger;

namespace CarbonSink.Register.Tests;

/// <summary>Rules as they answer to Submit under the shipped programmes: each refused with its article, and allowed.</summary>
public sealed class RulesSubmitTests : IDisposable
{
    private const string Line81 = "linxiang-peaking-plan, line 81";
    private static readonly (string?, string?) Allowed = (null, null);

    private readonly CcerRegister register = new("linxiang-wetland-indicator");

    public void Dispose() => register.Dispose();

    [Fact]
    public void R14_units_are_issued_to_the_owner_and_move_as_trades_say()
    {
        register.Done("owner", register.Draft("p", 113));
        register.Reduced("p");
        register.Done("registrar", Account("r", "rival"));
        Assert.Equal(("issue-owner", CcerRegister.Measures + "art. 24"), register.Refused("registrar", register.Issue("p", "r")));
        Assert.Equal(("date-recorded", "register"), register.Refused("registrar", register.Issue("p", "a", new(2024, 6, 20))));
        Assert.Equal(Allowed, register.Refused("registrar", register.Issue("p", "a")));
        Assert.Equal(("issue-once", CcerRegister.Measures + "art. 24"), register.Refused("registrar", register.Issue("p", "a")));

        var trade = Transfer("a", "b", Quantity("ccer-2023", 5), register.Today, null, "T1");
        Assert.Equal(("R14", CcerRegister.Measures + "art. 26"), register.Refused("exchange", Without(trade, "trade")));
        Assert.Equal(("transfer-role", CcerRegister.Measures + "art. 26"), register.Refused("owner", trade));
        Assert.Equal(Allowed, register.Refused("exchange", trade));
        Assert.Equal(("trade-once", CcerRegister.Measures + "art. 26"), register.Refused("exchange", trade));
    }

    [Fact]
    public void R16_R17_units_are_retired_for_a_reason_of_the_programme_and_not_across_the_border()
    {
        register.Done("owner", register.Draft("p", 113));
        register.Reduced("p");
        register.Done("registrar", register.Issue("p", "a"));
        register.Done("registrar", new(Verbs.AdmitActor, CanonicalObject.Of(("id", "abroad"), ("name", "Abroad Ltd"), ("roles", new[] { "owner" }), ("tokenSha256", Hash("abroad")), ("details", CanonicalObject.Of(("country", "SG"))))));
        register.Done("registrar", Account("f", "abroad", "trader"));
        RegisterRequest Retire(string reason, string beneficiary) => new(Verbs.Retire, CanonicalObject.Of(
            ("account", "a"), ("selection", Quantity("ccer-2023", 1)), ("reason", reason), ("beneficiary", beneficiary), ("purpose", "x"), ("date", register.Today)));
        Assert.Equal(("R16", CcerRegister.Measures + "art. 28"), register.Refused("owner", Retire("whim", "owner")));
        Assert.Equal(("R17", CcerRegister.Measures + "art. 29"), register.Refused("owner", Retire("public-good", "Abroad Ltd")));
        Assert.Equal(("R17", CcerRegister.Measures + "art. 29"), register.Refused("exchange", Transfer("a", "f", Quantity("ccer-2023", 1), register.Today)));
        Assert.Equal(Allowed, register.Refused("owner", Retire("public-good", "owner")));
    }

    /// <summary>Of 6170 units 10 are pledged; 4 are cancelled by force, of 3 or of 4 that were obtained falsely.</summary>
    [Fact]
    public void Pledges_and_debts()
    {
        register.Done("owner", register.Draft("p", 113));
        register.Reduced("p");
        register.Done("registrar", register.Issue("p", "a"));
        var pledge = register.Done("owner", new(Verbs.Freeze, CanonicalObject.Of(("account", "a"), ("kind", "pledge"), ("selection", Quantity("ccer-2023", 10)), ("reason", "loan"), ("creditor", "exchange")))).Entry.Index;
        RegisterRequest Release(CanonicalObject? document) => new(Verbs.Release, CanonicalObject.Of(("freeze", pledge), ("document", document)));
        Assert.Equal(("release-document", "register"), register.Refused("registrar", Release(null)));
        Assert.Equal(Allowed, register.Refused("registrar", Release(CcerRegister.Document)));
        Assert.Equal(("freeze-open", "register"), register.Refused("registrar", Release(CcerRegister.Document)));
        RegisterRequest Blocks(params (long, long)[] spans) => new(Verbs.Freeze, CanonicalObject.Of(("account", "a"), ("kind", "judicial"), ("reason", "order"), ("selection", CanonicalObject.Of(
            ("blocks", spans.Select(s => CanonicalObject.Of(("programme", "ccer-2023"), ("project", "p"), ("vintage", 2023), ("first", s.Item1), ("last", s.Item2))))))));
        Assert.Equal(("blocks-disjoint", "register"), register.Refused("registrar", Blocks((1, 5), (5, 9))));
        Assert.Equal(Allowed, register.Refused("registrar", Blocks((1, 5), (6, 9))));
        RegisterRequest Cancel(long owed) => new(Verbs.ForceCancel, CanonicalObject.Of(("account", "a"), ("selection", Quantity("ccer-2023", 4)), ("reason", "fraud"), ("document", CcerRegister.Document), ("owed", owed)));
        Assert.Equal(("owed", "register"), register.Refused("registrar", Cancel(3)));
        Assert.Equal(Allowed, register.Refused("registrar", Cancel(4)));
    }

    [Fact]
    public void Access_opens_tier_by_tier_with_the_line_of_the_plan()
    {
        RegisterRequest Tier(long tier) => new(Verbs.OpenTier, CanonicalObject.Of(("programme", "linxiang-wetland-indicator"), ("tier", tier), ("document", CcerRegister.Document)));
        register.Done("registrar", Account("h", "rival", "high-energy"));
        var transfer = Transfer("a", "h", Quantity("linxiang-wetland-indicator", 1), register.Today);
        Assert.Equal(("access-tier", Line81), register.Refused("registrar", Without(transfer, "trade")));
        Assert.Equal(("tier-order", Line81), register.Refused("registrar", Tier(2)));
        Assert.Equal(Allowed, register.Refused("registrar", Tier(1)));
        Assert.Equal(("quantity-held", "register"), register.Refused("registrar", Without(transfer, "trade"))); // access is no longer the reason
        var abroad = Admit("sg", "owner");
        register.Done("registrar", abroad with { Payload = abroad.Payload.With(("details", CanonicalObject.Of(("country", "SG")))) });
        register.Done("registrar", Account("s", "sg", "high-energy"));
        Assert.Equal(("cross-border", "register"), register.Refused("registrar", Without(Transfer("a", "s", Quantity("linxiang-wetland-indicator", 1), register.Today), "trade")));
    }

    [Fact]
    public void Programmes_are_adopted_whole_once_and_under_their_own_class()
    {
        var adoption = SignedRegister.Adoption("ccer-2023");
        Assert.Equal(("programme-version", "register"), register.Refused("registrar", adoption));
        Assert.Equal(("programme-hash", "register"), register.Refused("registrar", adoption with { Payload = adoption.Payload.With(("sha256", Hash("other"))) }));
        Assert.Equal(("programme-id", "register"), register.Refused("registrar", adoption with { Payload = adoption.Payload.With(("id", "other")) }));
        Assert.Equal(("unit-class", "register"), register.Refused("registrar", Changed("guangdong-phcer", t => t.Replace("\"PHCER\"", "\"CCER\"", StringComparison.Ordinal))));
        Assert.Equal(("programme-texts", "register"), register.Refused("registrar", Changed("guangdong-phcer", t => t.Replace("\"unitClass\"", "\"unitKlass\"", StringComparison.Ordinal))));
        Assert.Equal(Allowed, register.Refused("registrar", SignedRegister.Adoption("guangdong-phcer")));
        Assert.Equal(("programme-adopted", "register"), register.Refused("owner", register.Draft("p", 113, null, "sanming-forest-ticket")));
    }

    /// <summary>A second version without the state notice, in which a project is.</summary>
    [Fact]
    public void A_new_version_keeps_the_states_that_projects_are_in()
    {
        var next = Changed("linxiang-wetland-indicator", t => t.Replace("\"version\": \"1\"", "\"version\": \"2\"", StringComparison.Ordinal), "2");
        register.Done("owner", register.Draft("w", 113, null, "linxiang-wetland-indicator"));
        register.On("2024-01-08").Done("owner", register.Step("w", "publish", "pdd", Ccer.Declared));
        string Shorter(string text) => text.StartsWith("rule,", StringComparison.Ordinal)
            ? string.Join('\n', text.Split('\n').Where(l => !l.Contains(",project,notice,", StringComparison.Ordinal)).Select(l => l.Replace(",project,draft,publish,notice,", ",project,draft,publish,validating,", StringComparison.Ordinal)))
            : text.Replace("\"version\": \"1\"", "\"version\": \"2\"", StringComparison.Ordinal);
        Assert.Equal(("programme-states", "register"), register.Refused("registrar", Changed("linxiang-wetland-indicator", Shorter, "2")));
        Assert.Equal(Allowed, register.Refused("registrar", next));
    }

    [Fact]
    public void A_mirrors_registrar_transcribes_drafts_of_owners()
    {
        register.On("2024-03-01");
        var draft = register.Draft("p", 113);
        RegisterRequest Draft(string owner, string day, string? kind) => draft with { Payload = draft.Payload.With(("owner", owner), ("date", day), ("documents", kind is null ? null : CcerRegister.Documents(kind))) };
        Assert.Equal(("date-recorded", "register"), register.Refused("registrar", Draft("owner", "2024-01-05", null)));
        Assert.Equal(("date-recorded", "register"), register.Refused("registrar", Draft("owner", "2024-01-05", "pdd")));
        Assert.Equal(("date-recorded", "register"), register.Refused("owner", Draft("owner", "2024-01-05", "transcript")));
        Assert.Equal(("date-recorded", "register"), register.Refused("rival", Draft("owner", "2024-03-01", "transcript")));
        Assert.Equal(("date-recorded", "register"), register.Refused("registrar", Draft("owner", "2024-03-02", "transcript")));
        Assert.Equal(("project-owner", "register"), register.Refused("registrar", Draft("exchange", "2024-01-05", "transcript")));
        var local = register.Draft("w", 114, null, "linxiang-wetland-indicator");
        Assert.Equal(("date-recorded", "register"), register.Refused("registrar", local with { Payload = local.Payload.With(("owner", "owner"), ("date", "2024-01-05"), ("documents", CcerRegister.Documents("transcript"))) }));
        Assert.Equal(Allowed, register.Refused("registrar", Draft("owner", "2024-01-05", "transcript")));
        var row = register.Store.Row(Rows.Project, "p")!;
        Assert.Equal(("owner", "2024-01-05", "registrar", "transcript"), (row.Text("owner"), row.Text("since"), row.Objects("history")[0].Text("actor"), row.Objects("history")[0].Objects("documents")[0].Text("kind")));
    }

    [Fact]
    public void Drafts_and_periods_have_days_and_facts_in_order()
    {
        var draft = register.Draft("p", 113);
        Assert.Equal(("project-days", "register"), register.Refused("owner", draft with { Payload = draft.Payload.With(("to", "2020-12-31")) }));
        Assert.Equal(("project-facts", "register"), register.Refused("owner", draft with { Payload = draft.Payload.With(("facts", CanonicalObject.Of(("consultants", "vvb-1")))) }));
        register.Done("owner", draft);
        register.Registered("p");
        RegisterRequest Monitor(long number, string? from, string to) => new(Verbs.StepPeriod, CanonicalObject.Of(("project", "p"), ("number", number), ("event", "monitor"), ("date", register.Today), ("from", from), ("to", to)));
        Assert.Equal(("period-known", "register"), register.Refused("owner", Monitor(1, null, "2023-12-31")));
        Assert.Equal(("period-days", "register"), register.Refused("owner", Monitor(1, "2020-12-31", "2023-12-31")));
        Assert.Equal(("period-order", "register"), register.Refused("owner", Monitor(2, "2021-01-01", "2023-12-31")));
        Assert.Equal(Allowed, register.Refused("owner", Monitor(1, "2021-01-01", "2023-12-31")));
        Assert.Equal(("period-days", "register"), register.Refused("owner", Monitor(1, "2021-01-01", "2022-12-31")));
    }

    [Fact]
    public void Actors_accounts_and_rows_are_what_they_are()
    {
        RegisterRequest Actor(string verb, string id) => new(verb, CanonicalObject.Of(("id", id), ("reason", "review")));
        Assert.Equal(("actor-self", "register"), register.Refused("registrar", Actor(Verbs.SuspendActor, "registrar")));
        Assert.Equal(("actor-self", "register"), register.Refused("registrar", Admit("registrar", "owner")));
        Assert.Equal(("actor-name", "register"), register.Refused("registrar", Admit("unknown", "owner")));
        Assert.Equal(("actor-known", "register"), register.Refused("registrar", Actor(Verbs.SuspendActor, "nobody")));
        Assert.Equal(("actor-state", "register"), register.Refused("registrar", Actor(Verbs.RestoreActor, "rival")));
        Assert.Equal(Allowed, register.Refused("registrar", Actor(Verbs.SuspendActor, "rival")));
        Assert.Equal(("account-new", "register"), register.Refused("registrar", Account("a", "owner")));
        Assert.Equal(("account-known", "register"), register.Refused("exchange", Transfer("a", "none", Quantity("ccer-2023", 1), register.Today)));
        Assert.Equal(("period-known", "register"), register.Refused("registrar", Issued()));
        Assert.Equal(("freeze-known", "register"), register.Refused("registrar", new(Verbs.Release, CanonicalObject.Of(("freeze", 99)))));
        Assert.Equal(Allowed, register.Refused("registrar", Admit("registrar", "registrar", "owner")));

        RegisterRequest Issued()
        {
            register.Done("owner", register.Draft("p", 113));
            return register.Issue("p", "a");
        }
    }

    /// <summary>A code of digits alone was taken as a number, and every later step of that actor failed.</summary>
    [Theory]
    [InlineData("organisation")]
    [InlineData("country")]
    public void An_organisation_or_country_is_a_text(string word)
    {
        RegisterRequest Admit(object value) => new(Verbs.AdmitActor, CanonicalObject.Of(("id", "new"), ("name", "new"), ("roles", new[] { "owner" }), ("tokenSha256", Hash("new")), ("details", CanonicalObject.Of((word, value)))));
        Assert.Throws<FormatException>(() => register.Ask("registrar", Admit(911100000000000001L)));
        Assert.Equal(Allowed, register.Refused("registrar", Admit("911100000000000001")));
    }

    [Fact]
    public void A_key_is_replaced_once_by_a_key_that_was_never_used()
    {
        using var old = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var next = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var store = new MemoryStore();
        var opened = new UnitRegister(store);
        static string Hex(ECDsa key) => Convert.ToHexStringLower(key.ExportSubjectPublicKeyInfo());
        RegisterRequest Rotate(ECDsa from, ECDsa to) => new(Verbs.RotateKey, CanonicalObject.Of(
            ("publicKey", Hex(to)), ("signature", Signed(from, from, to)), ("proof", Signed(to, from, to))));
        static string Signed(ECDsa by, ECDsa from, ECDsa to) => Convert.ToHexStringLower(by.SignData(ActorVerbs.RotationBytes("test", Hex(from), Hex(to)), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        var opening = Open();
        UnitRegisterTests.Do(opened, "registrar", opening with { Payload = opening.Payload.With(("publicKey", Hex(old))) });
        Assert.Equal("key-new", opened.Submit(Rotate(old, old), As("registrar")).Refusal?.Rule);
        Assert.Null(opened.Submit(Rotate(old, next), As("registrar")).Refusal);
        Assert.Equal(("key-new", "register"), opened.Submit(Rotate(next, old), As("registrar")).Refusal is { } r ? (r.Rule, r.Article) : default);
    }

    /// <summary>A verification of nothing, which the rules of tests let through: the verb does not issue it.</summary>
    [Fact]
    public void Nothing_is_not_issued()
    {
        using var store = new MemoryStore();
        var small = new UnitRegister(store, null, TestRules.Book);
        var day = new DateOnly(2025, 6, 1);
        UnitRegisterTests.Do(small, "registrar", Open(), Admit("owner", "owner"), TestRules.Adoption("scheme", "TEST"), Account("a", "owner"));
        UnitRegisterTests.Do(small, "owner", Draft("p", "scheme"));
        UnitRegisterTests.Do(small, "registrar", Step("p", "register", day));
        foreach (var (number, t) in ((long, long)[])[(1, 0), (2, 5)])
        {
            var year = 2022 + (int)number;
            UnitRegisterTests.Do(small, "registrar", StepPeriod("p", number, "report", day, new(new(year, 1, 1), new(year, 12, 31))), StepPeriod("p", number, "verify", day, null, Vintages((year, t))), StepPeriod("p", number, "accept", day));
            Assert.Equal(t == 0 ? "issue-amount" : null, small.Submit(Issue("p", number, "a", day), As("registrar")).Refusal?.Rule);
        }
    }

    private static RegisterRequest Without(RegisterRequest request, string key) => request with { Payload = request.Payload.With((key, null)) };

    private static RegisterRequest Changed(string programme, Func<string, string> change, string version = "1")
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "methodology", "programmes", programme, "1");
        return new(Verbs.AdoptProgramme, ProgrammeTexts.Adoption(programme, version, [.. Directory.GetFiles(folder).Select(f => (Path.GetFileName(f), change(File.ReadAllText(f))))]));
    }
}
