using System.Globalization;
using CarbonSink.Register;
using static CarbonSink.Register.Tests.TestLedger;

namespace CarbonSink.Register.Tests;

/// <summary>A register in memory under the shipped rules, asked through Submit on the days of a story; its ledger is replayed with overlaps measured again when it is disposed of.</summary>
internal sealed class CcerRegister : IDisposable
{
    public const string Measures = "ccer-measures-2023, ";

    private readonly StoryClock clock = new();

    public CcerRegister(params string[] programmes)
    {
        Register = new(Store, clock);
        On("2024-01-02");
        UnitRegisterTests.Do(Register, "registrar", Open(), Admit("owner", "owner"), Admit("rival", "owner"), Admit("vvb-1", "verifier"), Admit("vvb-2", "verifier"), Admit("exchange", "market"), Account("a", "owner"), Account("b", "rival", "trader"));
        foreach (var programme in (string[])["ccer-2023", .. programmes])
            UnitRegisterTests.Do(Register, "registrar", SignedRegister.Adoption(programme));
        foreach (var year in (int[])[2024, 2025])
            UnitRegisterTests.Do(Register, "registrar", Calendar(year));
    }

    public static CanonicalObject Document { get; } = CanonicalObject.Of(("kind", "order"), ("name", "order.pdf"), ("sha256", Hash("order")));

    public MemoryStore Store { get; } = new();

    public UnitRegister Register { get; }

    public DateOnly Today => DateOnly.FromDateTime(clock.Now.UtcDateTime.AddHours(8));

    public static RegisterRequest Calendar(int year) => new(Verbs.SetCalendar, CanonicalObject.Of(("year", year), ("holidays", Array.Empty<string>()), ("workingDays", Array.Empty<string>()), ("document", Document)));

    public static CanonicalObject[] Documents(string kinds) => [.. kinds.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(k => Document.With(("kind", k)))];

    /// <summary>Noon of a day in China.</summary>
    public CcerRegister On(string day)
    {
        clock.Now = new(DateOnly.Parse(day, CultureInfo.InvariantCulture).ToDateTime(new(4, 0)), TimeSpan.Zero);
        return this;
    }

    public Receipt Ask(string actor, RegisterRequest request) => Register.Submit(request, As(actor));

    public Receipt Done(string actor, RegisterRequest request)
    {
        var receipt = Ask(actor, request);
        Xunit.Assert.True(receipt.Refusal is null, receipt.Refusal?.ToString());
        return receipt;
    }

    /// <summary>Rule and article by which a request is refused; nulls where it is not.</summary>
    public (string? Rule, string? Article) Refused(string actor, RegisterRequest request) => Ask(actor, request).Refusal is { } r ? (r.Rule, r.Article) : default;

    public RegisterRequest Draft(string id, double west, string? tenure = null, string programme = "ccer-2023")
    {
        var draft = TestLedger.Draft(id, programme, west);
        var parcel = draft.Payload.Objects("parcels").Single().With(("tenure", tenure));
        return draft with { Payload = draft.Payload.With(("start", new DateOnly(2021, 1, 1)), ("methodology", programme == "ccer-2023" ? "ccer-14-001/1" : "inland-wetland/1"), ("parcels", new[] { parcel })) };
    }

    public RegisterRequest Step(string project, string name, string documents = "", params (string, object?)[] facts) => new(Verbs.StepProject, CanonicalObject.Of(
        ("project", project), ("event", name), ("date", Today), ("facts", CanonicalObject.Of(facts)), ("documents", Documents(documents))));

    public RegisterRequest StepPeriod(string project, string name, string documents = "", params (string, object?)[] facts) => new(Verbs.StepPeriod, CanonicalObject.Of(
        ("project", project), ("number", 1), ("event", name), ("date", Today), ("facts", CanonicalObject.Of(facts)), ("documents", Documents(documents))));

    public RegisterRequest Issue(string project, string account, DateOnly? date = null) => TestLedger.Issue(project, 1, account, date ?? Today);

    /// <summary>Up to the application for registration, from 2024-01-08 to 2024-03-11.</summary>
    public void Applied(string project, string owner = "owner")
    {
        On("2024-01-08").Done(owner, Step(project, "publish", "pdd", Ccer.Declared));
        On("2024-02-02").Done("registrar", Step(project, "close-notice", "", ("comments", 0)));
        On("2024-03-01").Done("vvb-1", Step(project, "validate", "validation-report", Ccer.Five));
        On("2024-03-11").Done(owner, Step(project, "apply", Ccer.Application));
    }

    public void Registered(string project)
    {
        Applied(project);
        On("2024-03-20").Done("registrar", Step(project, "register"));
    }

    /// <summary>Up to the registration of 6170 units of 2021 to 2023.</summary>
    public void Reduced(string project)
    {
        Registered(project);
        var monitor = On("2024-04-01").StepPeriod(project, "monitor");
        Done("owner", monitor with { Payload = monitor.Payload.With(("from", "2021-01-01"), ("to", "2023-12-31")) });
        On("2024-04-08").Done("owner", StepPeriod(project, "publish", "accounting-report", ("reportedT", 6170), ("verifier", "vvb-2")));
        On("2024-05-06").Done("registrar", StepPeriod(project, "close-notice", "", ("comments", 0)));
        On("2024-06-03").Done("vvb-2", StepPeriod(project, "verify", "verification-report", Ccer.Three));
        On("2024-06-11").Done("owner", StepPeriod(project, "apply", Ccer.PeriodApplication, ("amountT", 6170)));
        On("2024-06-20").Done("registrar", StepPeriod(project, "register"));
        On("2024-06-21");
    }

    public void Dispose()
    {
        using var copy = new MemoryStore();
        Xunit.Assert.Null(UnitRegister.Replay(Store.Entries(0, Store.Size), copy, RuleBook.Shipped with { Measure = new() }));
        Store.Dispose();
    }

    private sealed class StoryClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
