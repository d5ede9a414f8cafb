using CarbonSink.Register;
using Xunit;
using static CarbonSink.Register.Tests.TestLedger;

namespace CarbonSink.Register.Tests;

/// <summary>What once went wrong, each by its name: twelve units of scheme, 7 of 2023 and 5 of 2024, in account a of owner, on 22 November 2026.</summary>
public sealed class RegisterFaultTests : IDisposable
{
    private static readonly CanonicalObject Document = CanonicalObject.Of(("kind", "order"), ("name", "order.pdf"), ("sha256", Hash("order")));

    private readonly MemoryStore store = new();
    private readonly SetClock clock = new();
    private readonly UnitRegister register;

    /// <summary>The day in China.</summary>
    private DateOnly Day => DateOnly.FromDateTime(clock.Now.UtcDateTime.AddHours(8));

    public RegisterFaultTests()
    {
        register = new(store, clock, TestRules.Book);
        Done("registrar", Open(), Admit("owner", "owner"), Admit("enterprise", "owner"), Admit("exchange", "market"), Admit("other", "market"), Admit("bank", "public"), Abroad("foreign", "Foreign Ltd", "US"));
        Done("registrar", TestRules.Adoption("scheme", "TEST paid tiered"), TestRules.Adoption("plain", "PLAIN"), Account("a", "owner"), Account("b", "enterprise"), Account("t", "enterprise", "trader"), Account("f", "foreign"));
        Done("owner", Draft("p", "scheme"));
        Done("registrar", Step("p", "register", Day), StepPeriod("p", 1, "report", Day, new(new(2023, 1, 1), new(2024, 12, 31))), StepPeriod("p", 1, "verify", Day, null, Vintages((2023, 7), (2024, 5))), StepPeriod("p", 1, "accept", Day));
        Assert.Equal("issue-owner", Rule("registrar", Issue("p", 1, "b", Day)));
        Done("registrar", Issue("p", 1, "a", Day));
    }

    public void Dispose()
    {
        var copy = new MemoryStore();
        Assert.Null(UnitRegister.Replay(store.Entries(0, store.Size), copy, TestRules.Book));
        Assert.Equal(store.Blocks(default), copy.Blocks(default));
        Assert.Equal(store.RowsOf(Rows.Debt).Select(r => (r.Id, r.Row)), copy.RowsOf(Rows.Debt).Select(r => (r.Id, r.Row)));
        copy.Dispose();
        store.Dispose();
    }

    /// <summary>Details that lie n deep make a payload of n + 1 levels: 24 are written and read again, whether done or refused, more are misuse.</summary>
    [Theory]
    [InlineData(23, true)]
    [InlineData(24, false)]
    [InlineData(31, false)]
    [InlineData(32, false)]
    [InlineData(33, false)]
    [InlineData(5000, false)]
    public void A_deep_payload_does_not_end_the_ledger(int depth, bool allowed)
    {
        var details = CanonicalObject.Empty;
        for (var i = 1; i < depth; i++)
            details = CanonicalObject.Of(("a", details));
        var request = new RegisterRequest(Verbs.AdmitActor, CanonicalObject.Of(("id", "deep"), ("name", "deep"), ("roles", new[] { "owner" }), ("tokenSha256", Hash("deep")), ("details", details)));
        var size = store.Size;
        foreach (var actor in (string[])["enterprise", "registrar"])
        {
            if (allowed)
                Assert.Equal(actor == "registrar" ? null : "role", Rule(actor, request));
            else
                Assert.Throws<FormatException>(() => register.Submit(request, As(actor)));
        }

        Assert.Equal(size + (allowed ? 2 : 0), store.Size);
        Done("registrar", Account("after", "owner"));
        foreach (var bytes in store.Entries(0, store.Size))
            CanonicalObject.ParseCanonical(bytes.Span);
    }

    [Fact]
    public void A_programme_without_compensation_sells_none()
    {
        Assert.Equal("compensation", Rule("registrar", Prices("plain", "reed", 0)));
        Assert.Equal("compensation", Rule("exchange", Buy("plain", 1, 0)));
        Assert.Equal("R16", Rule("registrar", Prices("scheme", "whim", 1)));
        Done("registrar", Prices("scheme", "reed", 250));
        Done("exchange", Buy("scheme", 3, 750));
        Assert.Equal("reed-compensation", store.RowsOf(Rows.Retirement).Single().Row.Text("reason"));
    }

    [Fact]
    public void Compensation_is_not_had_by_retiring()
    {
        Assert.Equal("compensation-only", Rule("owner", Retiring("reed-compensation", "enterprise")));
        Assert.Null(Rule("owner", Retiring("voluntary", "enterprise")));
    }

    /// <summary>A deadline that was missed is not kept by naming an earlier day: neither retirement, transfer nor compensation.</summary>
    [Theory]
    [InlineData(0, null)]
    [InlineData(-1, "date-recorded")]
    [InlineData(1, "date-recorded")]
    public void Units_move_on_the_day_of_recording(int days, string? rule)
    {
        Done("registrar", Prices("scheme", "reed", 250));
        RegisterRequest[] requests = [Retiring("voluntary", "enterprise"), Transfer("a", "b", Quantity("scheme", 1), Day), Buy("scheme", 1, 250)];
        foreach (var (actor, request) in ((string[])["owner", "exchange", "exchange"]).Zip(requests))
        {
            var dated = request with { Payload = request.Payload.With(("date", Day.AddDays(days))) };
            Assert.Equal(rule, Rule(actor, dated));
            if (days != 0 && request.Verb != Verbs.Compensate)
                Assert.Equal(rule, Rule(actor, dated with { Payload = dated.Payload.With(("document", Document.With(("kind", Lifecycle.Transcript)))) })); // no mirror
        }
    }

    /// <summary>Issued on 22 November, recorded on 12 December: what a mirror transcribes lies between the day on which the units came and that of recording.</summary>
    [Fact]
    public void A_mirror_transcribes_no_day_before_the_units_came()
    {
        Done("registrar", TestRules.Adoption("other", "OTHER mirror"));
        Done("owner", Draft("q", "other", 115));
        Done("registrar", Step("q", "register", Day), StepPeriod("q", 1, "report", Day, new(new(2023, 1, 1), new(2023, 12, 31))), StepPeriod("q", 1, "verify", Day, null, Vintages((2023, 9))), StepPeriod("q", 1, "accept", Day), Issue("q", 1, "a", Day));
        clock.Now = clock.Now.AddDays(20);
        RegisterRequest Written(RegisterRequest request, string kind = Lifecycle.Transcript) => request with { Payload = request.Payload.With(("document", Document.With(("kind", kind)))) };
        RegisterRequest Moved(DateOnly day) => Transfer("a", "b", Quantity("other", 2), day);
        Assert.Equal("date-recorded", Rule("exchange", Moved(new(2026, 11, 30))));
        Assert.Equal("date-recorded", Rule("exchange", Written(Moved(new(2026, 11, 30)), "order")));
        Assert.Equal("date-recorded", Rule("owner", Written(Moved(new(2026, 11, 30)))));
        Assert.Equal("date-recorded", Rule("exchange", Written(Moved(new(2026, 12, 13)))));
        Assert.Equal("date-account", Rule("exchange", Written(Moved(new(2023, 12, 31)))));
        Assert.Equal("date-issued", Rule("exchange", Written(Moved(new(2026, 11, 21)))));
        Assert.Null(Rule("exchange", Written(Moved(new(2026, 11, 30)))));
        Assert.Equal("date-acquired", Rule("registrar", Written(Retire("b", Quantity("other", 1), new(2026, 11, 29)))));
        Assert.Equal("date-acquired", Rule("exchange", Written(Transfer("b", "a", Quantity("other", 1), new(2026, 11, 29)))));
        Assert.Null(Rule("registrar", Written(Retire("b", Quantity("other", 1), new(2026, 11, 30)))));
        Assert.Null(Rule("enterprise", Retire("b", Quantity("other", 1), Day)));
    }

    /// <summary>1 fen to the end of 2025, 6000 fen since: what is recorded on 22 November 2026 costs 6000, whatever day it names.</summary>
    [Fact]
    public void An_old_day_has_no_old_price()
    {
        CanonicalObject Price(long fen, DateOnly from, DateOnly? to) => CanonicalObject.Of(("category", "reed"), ("fenPerUnit", fen), ("from", from), ("to", to));
        RegisterRequest List(params CanonicalObject[] prices) => new(Verbs.SetPrices, CanonicalObject.Of(("programme", "scheme"), ("prices", prices), ("document", Document)));
        Assert.Equal("price-overlap", Rule("registrar", List(Price(1, new(2025, 1, 1), new(2026, 1, 1)), Price(6000, new(2026, 1, 1), null))));
        Done("registrar", List(Price(1, new(2025, 1, 1), new(2025, 12, 31)), Price(6000, new(2026, 1, 1), null)));
        Assert.Equal("compensation-amount", Rule("exchange", Buy("scheme", 5, 5)));
        Assert.Equal("date-recorded", Rule("exchange", Buy("scheme", 5, 5) is var old ? old with { Payload = old.Payload.With(("date", new DateOnly(2025, 6, 1))) } : old));
        Assert.Null(Rule("exchange", Buy("scheme", 5, 30_000)));
    }

    [Fact]
    public void A_pledgor_does_not_free_its_pledge()
    {
        Assert.Equal("pledge-creditor", Rule("owner", Freeze("pledge", 4, "owner")));
        Assert.Throws<FormatException>(() => register.Submit(Freeze("pledge", 4, null), As("owner")));
        var entry = register.Submit(Freeze("pledge", 4, "bank"), As("owner")).Entry.Index;
        Assert.Equal("freeze-role", Rule("owner", Release(entry, Document)));
        Assert.Equal("release-document", Rule("registrar", Release(entry, null)));
        Assert.Null(Rule("bank", Release(entry, null)));
        Assert.Equal("freeze-open", Rule("bank", Release(entry, null)));
    }

    [Fact]
    public void Another_market_does_not_free_a_trade()
    {
        var entry = register.Submit(Freeze("trade", 4, null), As("exchange")).Entry.Index;
        Assert.Equal("freeze-role", Rule("other", Release(entry, null)));
        Assert.Null(Rule("exchange", Release(entry, null)));
    }

    /// <summary>Nothing is held: 40 are owed. 3 of them are retired for it: 37; another cancellation leaves it as it is.</summary>
    [Fact]
    public void Debt_is_booked_where_nothing_is_held_and_settled_by_name_only()
    {
        var booked = register.Submit(Cancel("b", Quantity("scheme", 0), 40, null), As("registrar"));
        Assert.Equal((null, 0, 40), (booked.Refusal, booked.Entry.Outcome.Integer("quantity"), booked.Entry.Outcome.Integer("debt")));
        Assert.Equal("owed", Rule("registrar", Cancel("a", Quantity("scheme", 4), 3, null)));
        Done("exchange", Transfer("a", "b", Quantity("scheme", 6), Day));
        Done("registrar", Cancel("b", Quantity("scheme", 1), null, null));
        Assert.Equal(40, Owed("enterprise"));
        var settling = Retiring("debt", "enterprise", "b", 3);
        settling = settling with { Payload = settling.Payload.With(("purpose", "debt")) };
        Assert.Throws<FormatException>(() => register.Submit(settling, As("enterprise")));
        Assert.Equal("debt-known", Rule("enterprise", settling with { Payload = settling.Payload.With(("settles", 1)) }));
        Done("enterprise", settling with { Payload = settling.Payload.With(("settles", booked.Entry.Index)) });
        Assert.Equal(37, Owed("enterprise"));
        Done("registrar", Cancel("b", Quantity("scheme", 2), null, booked.Entry.Index));
        Assert.Equal(35, Owed("enterprise"));
    }

    /// <summary>10 are owed and 4 retired for it: they are nobody's offset, and the certificate says which debt it was and that 6 are left.</summary>
    [Fact]
    public void What_settles_a_debt_offsets_nothing()
    {
        var debt = register.Submit(Cancel("a", Quantity("scheme", 0), 10, null), As("registrar")).Entry.Index;
        RegisterRequest Settling(string beneficiary, string purpose) => Retiring("debt", beneficiary, "a", 4) is var r ? r with { Payload = r.Payload.With(("settles", debt), ("purpose", purpose)) } : r;
        Assert.Equal("debt-only", Rule("owner", Settling("ACME Steel", "debt")));
        Assert.Equal("debt-only", Rule("owner", Settling("owner", "offset of 2024 emissions")));
        var entry = register.Submit(Settling("owner", "debt"), As("owner")).Entry;
        Assert.Equal((null, 6L, 6L), (entry.Refusal, entry.Outcome.Integer("debt"), Owed("owner")));
        Assert.Equal("debtSettlement", store.RowsOf(Rows.Retirement).Single().Row.Text("kind"));
        var statement = CertificateStatement.Of("test", entry, []);
        Assert.Equal(("debtSettlement", false, debt), (statement.Kind, statement.Facts.Has("beneficiary"), statement.Facts.Integer("settles")));
        Assert.EndsWith($"4 units (scheme/p/2023/1-4) to settle the debt of entry {debt}, and for nothing else; still owed: 6.", statement.Sentence.En, StringComparison.Ordinal);
        Assert.Contains($"冲减第 {debt} 条的欠量，不作他用；尚欠 6", statement.Sentence.Zh, StringComparison.Ordinal);
        Assert.Equal("retirement", CertificateStatement.KindOf(register.Submit(Retiring("voluntary", "enterprise"), As("owner")).Entry));
    }

    /// <summary>Kept under actor, organisation and name, told once.</summary>
    [Fact]
    public void A_debt_is_told_once()
    {
        Done("registrar", Of("s1", "enterprise", "one"), Account("s", "s1"), Cancel("s", Quantity("scheme", 0), 9, null), Cancel("b", Quantity("scheme", 0), 5, null));
        using var debts = new MemoryStore();
        foreach (var (id, row, _) in store.RowsOf(Rows.Debt))
            debts.Put(Rows.Debt, id, row);
        Assert.Equal(5, debts.RowsOf(Rows.Debt).Count());
        Assert.Equal(["enterprise", "s1"], Responsibilities.On(debts, Day).Select(r => Assert.Single(r.Actors)));
    }

    /// <summary>A quantity that was forgotten books no debt: 0 is said.</summary>
    [Fact]
    public void A_debt_alone_is_asked_for()
    {
        var cancel = Cancel("a", CanonicalObject.Of(("programme", "scheme")), 5, null);
        Assert.Contains("0 for a debt alone", Assert.Throws<FormatException>(() => register.Submit(cancel, As("registrar"))).Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => register.Submit(Cancel("a", Quantity("scheme", 0), null, null), As("registrar")));
        Assert.Throws<FormatException>(() => register.Submit(Cancel("a", Quantity("scheme", 0).With(("project", "p")), 5, null), As("registrar")));
        Assert.Empty(store.RowsOf(Rows.Debt));
        Assert.Null(Rule("registrar", Cancel("a", Quantity("scheme", 0), 5, null)));
        Assert.Equal((5L, 12L), (Owed("owner"), store.Blocks(new("a", State: UnitState.Free)).Sum(b => b.Quantity)));
    }

    [Fact]
    public void A_sister_of_who_owes_owes_too()
    {
        Done("registrar", Of("s1", "enterprise", "one"), Account("s", "s1"), Cancel("s", Quantity("scheme", 0), 9, null));
        Assert.Equal(["named:S1", "org:ONE", "s1"], store.RowsOf(Rows.Debt).Select(r => r.Id));
        Assert.All(store.RowsOf(Rows.Debt), r => Assert.Equal(9, r.Row.Objects("owed").Sum(o => o.Integer("quantity"))));
    }

    /// <summary>Two people of one name are two bodies where both say their organisation, one where one of them does not; the organisation counts by itself.</summary>
    [Theory]
    [InlineData("one", "two", null)]
    [InlineData("one", "", "pledge-creditor")]
    [InlineData("", "two", "pledge-creditor")]
    [InlineData("", "", "pledge-creditor")]
    [InlineData("one", "ONE", "pledge-creditor")]
    public void A_name_counts_where_an_organisation_is_missing(string holder, string creditor, string? rule)
    {
        RegisterRequest Person(string id, string organisation) => new(Verbs.AdmitActor, CanonicalObject.Of(("id", id), ("name", "张伟"), ("roles", new[] { "owner" }), ("tokenSha256", Hash(id)), ("details", organisation.Length == 0 ? null : CanonicalObject.Of(("organisation", organisation)))));
        Done("registrar", Person("z1", holder), Person("z2", creditor), Account("z", "z1"));
        Done("exchange", Transfer("a", "z", Quantity("scheme", 1), Day));
        var pledge = Freeze("pledge", 1, "z2");
        Assert.Equal(rule, Rule("z1", pledge with { Payload = pledge.Payload.With(("account", "z")) }));
        Done("registrar", Cancel("z", Quantity("scheme", 0), 9, null));
        Assert.Equal(rule is not null, Bodies.Sought(store, "z2").Any(k => store.Row(Rows.Debt, k) is not null));
    }

    /// <summary>An actor that is called like the key of an organisation or a name would share its debts and bans.</summary>
    [Theory]
    [InlineData("org:RIVAL", false)]
    [InlineData("name:RIVAL", false)]
    [InlineData("named:RIVAL", false)]
    [InlineData("org-RIVAL", true)]
    public void An_actor_is_not_called_like_a_key_of_bodies(string id, bool allowed)
    {
        if (allowed)
            Assert.Null(Rule("registrar", Admit(id, "owner")));
        else
            Assert.Throws<FormatException>(() => register.Submit(Admit(id, "owner"), As("registrar")));
    }

    /// <summary>One number, written otherwise: with unseen characters, wide, in small letters, with another dash.</summary>
    [Theory]
    [InlineData("V5-1")]
    [InlineData("V5-1\u200B")]
    [InlineData("Ｖ5-1")]
    [InlineData("v5\u20101")]
    [InlineData("V5 − 1")]
    [InlineData("V5-2", null)]
    public void A_trade_is_one_however_it_is_written(string number, string? rule = "trade-once")
    {
        Done("exchange", Transfer("a", "b", Quantity("scheme", 1), Day, null, "V5-1"));
        Assert.Equal(rule, Rule("exchange", Transfer("a", "b", Quantity("scheme", 1), Day, null, number)));
    }

    /// <summary>U+FE59 and U+FE5A are the small forms of brackets, U+2010 is a hyphen, U+00AD is not seen.</summary>
    [Theory]
    [InlineData("湘（2020）-1", "湘(2020)-1")]
    [InlineData("湘﹙2020﹚\u20101", "湘(2020)-1")]
    [InlineData(" 湘(2020)\u200B-\u00AD1\u3164", "湘(2020)-1")]
    [InlineData("﹐﹑﹒﹔﹕﹖﹗﹘﹙﹚﹛﹜﹝﹞﹟﹠﹡﹢﹣﹤﹥﹦﹨﹩﹪﹫", ",、.;:?!-(){}〔〕#&*+-<>=\\$%@")]
    [InlineData("A\uFE0FB\U000E0041\U000E0100C𠮷", "ABC𠮷")]
    [InlineData("acme–Stahl", "ACME-STAHL")]
    [InlineData("ACME2", "ACME2")]
    public void Names_are_compared_by_what_is_seen(string written, string plain) => Assert.Equal(plain, Bodies.Plain(written));

    [Fact]
    public void A_trade_moves_units_once()
    {
        Done("exchange", Transfer("a", "b", Quantity("scheme", 1), Day, null, "T1"));
        Assert.Equal("trade-once", Rule("exchange", Transfer("a", "b", Quantity("scheme", 1), Day, null, "T1")));
        var without = Transfer("a", "b", Quantity("scheme", 1), Day);
        without = without with { Payload = without.Payload.With(("trade", null)) };
        Assert.Equal("R14", Rule("exchange", without));
        Assert.Null(Rule("owner", without));
        Assert.Throws<FormatException>(() => register.Submit(Transfer("a", "b", Quantity("scheme", 1), Day, null, " "), As("exchange")));
        Assert.Equal("transfer-accounts", Rule("exchange", Transfer("a", "a", Quantity("scheme", 1), Day)));
        Assert.Equal(("transfer-role", "register"), register.Submit(without, As("registrar")).Refusal is { } r ? (r.Rule, r.Article) : default);
    }

    /// <summary>12 are issued on 22 November; 1 leaves on the 23rd at 23:59:59 in China, which is 15:59:59 UTC, 5 a second later, on the 24th; 2 are frozen on the 25th.</summary>
    [Fact]
    public void A_statement_is_cut_by_days_in_China()
    {
        Assert.Throws<ArgumentException>(() => Statement(Day, Day.AddDays(-1)));
        Assert.Equal((0, 12), Statement(new(2026, 11, 22), DateOnly.MaxValue));
        clock.Now = new(2026, 11, 23, 15, 59, 59, TimeSpan.Zero);
        Done("exchange", Transfer("a", "b", Quantity("scheme", 1), Day));
        clock.Now = new(2026, 11, 23, 16, 0, 0, TimeSpan.Zero);
        Done("exchange", Transfer("a", "b", Quantity("scheme", 5), Day));
        clock.Now = new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);
        Assert.Null(Rule("registrar", Freeze("judicial", 2, null)));
        Assert.Equal((12, 11), Statement(new(2026, 11, 23), new(2026, 11, 23)));
        Assert.Equal((11, 6), Statement(new(2026, 11, 24), new(2026, 11, 24)));
        Assert.Equal((6, 6), Statement(new(2026, 11, 25), new(2026, 11, 30)));
        var window = AccountStatement.Of(store, "a", new(2026, 11, 24), new(2026, 11, 25), TestRules.Book);
        Assert.Equal([(Verbs.Transfer, 5L, -5L), (Verbs.Freeze, 2L, 0L)], window.Movements.Select(m => (m.Verb, m.Quantity, m.Change)));
    }

    [Theory]
    [InlineData("9001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:00:00Z")]
    public void A_time_beyond_counting_is_a_fault_of_its_entry(string time)
    {
        var entries = store.Entries(0, store.Size).ToList();
        entries[^1] = CanonicalObject.Parse(entries[^1].Span).With(("time", time)).ToUtf8();
        using var copy = new MemoryStore();
        Assert.Equal(entries.Count - 1, UnitRegister.Replay(entries, copy, TestRules.Book)?.Entry);
    }

    [Fact]
    public void Reserved_and_own_names_are_kept()
    {
        using var empty = new MemoryStore();
        Assert.Throws<FormatException>(() => new UnitRegister(empty, clock, TestRules.Book).Submit(Open("unknown"), As("unknown")));
        Assert.Equal(0, empty.Size);
        Assert.Equal("actor-name", Rule("registrar", Admit("unknown", "owner")));
        Assert.Equal("actor-self", Rule("registrar", Admit("registrar", "owner")));
        Assert.Equal("register-opened", Rule("registrar", Open()));
    }

    /// <summary>Who is abroad neither holds nor benefits, written as id, as name, or among blanks.</summary>
    [Fact]
    public void A_foreign_holder_or_beneficiary_is_refused_by_any_of_its_names()
    {
        foreach (var who in (string[])["foreign", "Foreign Ltd", " Foreign Ltd "])
            Assert.Equal(("R17", "test-source, art. 29"), register.Submit(Retiring("voluntary", who), As("owner")).Refusal is { } r ? (r.Rule, r.Article) : default);
        Assert.Equal("R17", Rule("exchange", Transfer("a", "f", Quantity("scheme", 1), Day)));
        Assert.Null(Rule("owner", Retiring("voluntary", "Foreign Limited")));
        Done("registrar", Abroad("foreign", "Foreign Ltd", "CN"));
        Assert.Null(Rule("owner", Retiring("voluntary", "Foreign Ltd")));
    }

    [Fact]
    public void A_unit_class_belongs_to_one_programme_and_tiers_stay()
    {
        Assert.Equal("unit-class", Rule("registrar", TestRules.Adoption("fake", "test")));
        Assert.Equal("access-tier", Rule("exchange", Transfer("a", "t", Quantity("scheme", 1), Day)));
        RegisterRequest Tier(int tier) => new(Verbs.OpenTier, CanonicalObject.Of(("programme", "scheme"), ("tier", tier), ("document", Document)));
        Assert.Equal("tier-order", Rule("registrar", Tier(2)));
        Done("registrar", Tier(1));
        Done("exchange", Transfer("a", "t", Quantity("scheme", 1), Day));
        Assert.Equal("tier-order", Rule("registrar", TestRules.Adoption("scheme", "TEST paid", "2")));
        Assert.Equal("unit-class", Rule("registrar", TestRules.Adoption("scheme", "OTHER paid tiered", "2")));
        Assert.Equal("programme-version", Rule("registrar", TestRules.Adoption("scheme", "TEST paid tiered")));
        var adoption = TestRules.Adoption("scheme", "TEST paid tiered", "2");
        Assert.Equal("programme-hash", Rule("registrar", adoption with { Payload = adoption.Payload.With(("sha256", Hash("x"))) }));
        Done("registrar", adoption);
        Assert.Equal((1, Document), (store.Row(Rows.Programme, "scheme")!.Integer("tier"), store.Row(Rows.Programme, "scheme")!.Object("tierDocument")));
        CanonicalObject Block(string programme, string project) => CanonicalObject.Of(("programme", programme), ("project", project), ("vintage", 2023), ("first", 1), ("last", 1));
        Assert.Equal("unit-class", Rule("exchange", Transfer("a", "b", CanonicalObject.Of(("blocks", new[] { Block("scheme", "p"), Block("plain", "q") })), Day)));
    }

    [Fact]
    public void A_year_beyond_years_is_misuse() => Assert.Throws<FormatException>(
        () => register.Submit(Transfer("a", "b", CanonicalObject.Of(("programme", "scheme"), ("quantity", 1), ("vintage", 1L << 40)), Day), As("exchange")));

    [Fact]
    public void A_freeze_ends_with_its_last_unit_and_the_certificates_say_so()
    {
        var freeze = register.Submit(Freeze("judicial", 7, null), As("registrar")).Entry;
        var cancelled = register.Submit(Cancel("a", CanonicalObject.Of(("blocks", new[] { CanonicalObject.Of(("programme", "scheme"), ("project", "p"), ("vintage", 2023), ("first", 1), ("last", 7)) })), null, null), As("registrar")).Entry;
        Assert.Equal("cancelled", store.Row(Rows.Freeze, $"{freeze.Index}")!.Text("state"));
        Assert.Contains("7 units (scheme/p/2023/1-7) of the account a were frozen (judicial)", CertificateStatement.Of("test", freeze, []).Sentence.En, StringComparison.Ordinal);
        Assert.Contains("7 units (scheme/p/2023/1-7) of the account a were cancelled by force", CertificateStatement.Of("test", cancelled, []).Sentence.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_of_requests_are_bounded_and_blank_words_are_none()
    {
        foreach (var key in (string[])["", "a\0b", new string('k', 129)])
            Assert.Throws<FormatException>(() => register.Submit(Transfer("a", "b", Quantity("scheme", 1), Day, key, "T"), As("exchange")));
        Assert.Null(register.Submit(Transfer("a", "b", Quantity("scheme", 1), Day, new string('k', 128)), As("exchange")).Refusal);
        foreach (var said in (string[])[" ", "\u200B", "\u3164", "\u200B \u2800", "a\u061Cb"])
            Assert.Throws<FormatException>(() => register.Submit(Retiring("voluntary", said), As("owner")));
        Assert.Null(Rule("owner", Retiring("voluntary", "某\u200B厂")));
    }

    private (long, long) Statement(DateOnly from, DateOnly to) => AccountStatement.Of(store, "a", from, to, TestRules.Book).Balances.Select(b => (b.Opening, b.Closing)).Single();

    private long Owed(string actor) => store.Row(Rows.Debt, actor)!.Objects("owed").Sum(o => o.Integer("quantity"));

    private static RegisterRequest Abroad(string id, string name, string country) => new(Verbs.AdmitActor, CanonicalObject.Of(("id", id), ("name", name), ("roles", new[] { "owner" }), ("tokenSha256", Hash(id)), ("details", CanonicalObject.Of(("country", country)))));

    private static RegisterRequest Of(string id, string role, string organisation) => new(Verbs.AdmitActor, CanonicalObject.Of(("id", id), ("name", id), ("roles", new[] { role == "enterprise" ? "owner" : role }), ("tokenSha256", Hash(id)), ("details", CanonicalObject.Of(("organisation", organisation)))));

    private RegisterRequest Retiring(string reason, string beneficiary, string account = "a", long quantity = 1) =>
        new(Verbs.Retire, CanonicalObject.Of(("account", account), ("selection", Quantity("scheme", quantity)), ("reason", reason), ("beneficiary", beneficiary), ("purpose", "x"), ("date", Day)));

    private static RegisterRequest Prices(string programme, string category, long fen) => new(Verbs.SetPrices, CanonicalObject.Of(
        ("programme", programme), ("prices", new[] { CanonicalObject.Of(("category", category), ("fenPerUnit", fen), ("from", new DateOnly(2025, 1, 1))) }), ("document", Document)));

    private RegisterRequest Buy(string programme, long quantity, long fen) => new(Verbs.Compensate, CanonicalObject.Of(
        ("programme", programme), ("from", "a"), ("buyer", "b"), ("category", "reed"), ("quantity", quantity), ("amountFen", fen), ("case", "2025-1"), ("beneficiary", "enterprise"), ("date", Day)));

    private static RegisterRequest Freeze(string kind, long quantity, string? creditor) => new(Verbs.Freeze, CanonicalObject.Of(("account", "a"), ("kind", kind), ("selection", Quantity("scheme", quantity)), ("reason", "claim"), ("creditor", creditor)));

    private static RegisterRequest Release(long freeze, CanonicalObject? document) => new(Verbs.Release, CanonicalObject.Of(("freeze", freeze), ("document", document)));

    private static RegisterRequest Cancel(string account, CanonicalObject selection, long? owed, long? settles) =>
        new(Verbs.ForceCancel, CanonicalObject.Of(("account", account), ("selection", selection), ("reason", "fraud"), ("document", Document), ("owed", owed), ("settles", settles)));

    private string? Rule(string actor, RegisterRequest request) => register.Submit(request, As(actor)).Refusal?.Rule;

    private void Done(string actor, params RegisterRequest[] requests) => UnitRegisterTests.Do(register, actor, requests);

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
