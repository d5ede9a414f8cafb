using System.Globalization;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>Rules R1 to R8 and R18 to R20 of the Measures and D1 on a project: one step that is allowed, one that is refused with its article.</summary>
public sealed class RulesProjectTests
{
    private const string Measures = "ccer-measures-2023, ";

    private readonly TestProgramme p = new();

    [Theory]
    [InlineData("2012-11-09", true)]
    [InlineData("2012-11-08", false)]
    public void R1_begun_after_2012_11_08(string start, bool allowed)
    {
        p.Project = p.Project.With(("start", DateOnly.Parse(start, CultureInfo.InvariantCulture)));
        Answer(allowed, "R1", "art. 10", x => Ccer.Publish(x));
    }

    [Theory]
    [InlineData("ccer-14-001/1", "2023-10-24", true)]
    [InlineData("CCER-14-001-V01", "2023-10-24", true)]
    [InlineData("CCER-14-001-X01", "2023-10-24", false)]
    [InlineData("gold-standard-403", "2024-01-08", false)]
    public void R2_by_a_methodology_in_force(string methodology, string day, bool allowed)
    {
        p.Project = p.Project.With(("methodology", methodology), ("since", new DateOnly(2023, 1, 2)));
        Answer(allowed, "R2", "art. 10", x => x.Step("publish", day, TestProgramme.Owner, "pdd", Ccer.Declared));
    }

    /// <summary>The first day of a methodology is known from memory, and its refusal says so.</summary>
    [Fact]
    public void R2_a_methodology_not_yet_in_force_is_refused_with_its_own_source()
    {
        p.Project = p.Project.With(("since", new DateOnly(2023, 1, 2)));
        Assert.Equal(("R2", "own-knowledge, art. 10"), Of(p.Refused(x => x.Step("publish", "2023-10-23", TestProgramme.Owner, "pdd", Ccer.Declared))));
    }

    [Theory]
    [InlineData("realUniqueAdditional", "R2", "art. 10")]
    [InlineData("noLegalDuty", "R3", "art. 10")]
    [InlineData("noQuota", "R3", "art. 10")]
    [InlineData("noOtherMechanism", "D1", "arts 12-14, 48")]
    public void R2_R3_D1_what_is_denied_or_left_out_is_refused(string key, string rule, string article)
    {
        Answer(false, rule, article, x => Ccer.Publish(x, (key, false)));
        Answer(false, rule, article, x => Ccer.Publish(x, (key, null)));
        p.Project = p.Project.With(("facts", CanonicalObject.Of((key, true))));
        Answer(true, rule, article, x => Ccer.Publish(x, (key, null)));
    }

    /// <summary>2026-07-17, the first day, to 2026-08-13 are 20 working days (the notice of a real project on the national site); no public holiday lies between.</summary>
    [Theory]
    [InlineData("2026-08-13", true)]
    [InlineData("2026-08-12", false)]
    public void R4_the_notice_lasts_20_working_days_the_first_counted(string end, bool allowed)
    {
        p.Step("publish", "2026-07-17", TestProgramme.Owner, "pdd", Ccer.Declared);
        Answer(allowed, "R4", "art. 12", x => x.Step("close-notice", end, "registrar", "", ("comments", 0)));
        if (allowed)
            Assert.Equal("validating", p.Project.Text("state"));
    }

    /// <summary>Its working days cannot be counted, on whatever day; with Monday 2026-08-03 off the twentieth is Friday 2026-08-14.</summary>
    [Fact]
    public void R4_a_notice_is_not_closed_without_a_calendar_and_a_holiday_makes_it_longer()
    {
        var bare = new TestProgramme(calendars: false);
        var next = bare.Step("publish", "2026-07-17", TestProgramme.Owner, "pdd", Ccer.Declared).Outcome.Objects("next").Single(n => n.Has("notBefore"));
        Assert.Equal(("2026-08-13", "none for 2026"), (next.Text("notBefore"), next.Text("calendar")));
        var refusal = bare.Refused(x => x.Step("close-notice", "2026-12-31", "registrar", "", ("comments", 0)));
        Assert.Equal(("R4", Measures + "art. 12"), Of(refusal));
        Assert.Contains("none for 2026", refusal.Reason.En, StringComparison.Ordinal);
        bare.Calendar(2026, "2026-08-03");
        Assert.Equal("R4", bare.Refused(x => x.Step("close-notice", "2026-08-13", "registrar", "", ("comments", 0))).Rule);
        Assert.False(bare.Step("close-notice", "2026-08-14", "registrar", "", ("comments", 0)).Outcome.Has("calendar"));
    }

    /// <summary>Monday 2026-12-21 to Friday 2027-01-15: both years count.</summary>
    [Fact]
    public void R4_a_notice_over_two_years_asks_for_both_calendars()
    {
        var bare = new TestProgramme(calendars: false);
        bare.Calendar(2026);
        bare.Step("publish", "2026-12-21", TestProgramme.Owner, "pdd", Ccer.Declared);
        Assert.Contains("none for 2027", bare.Refused(x => x.Step("close-notice", "2027-01-15", "registrar", "", ("comments", 0))).Reason.En, StringComparison.Ordinal);
        bare.Calendar(2027);
        bare.Step("close-notice", "2027-01-15", "registrar", "", ("comments", 0));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("owner-b")]
    [InlineData("nobody")]
    public void R4_the_validation_body_is_named_with_the_notice(string? validator)
    {
        Answer(false, "R4", "art. 12", x => Ccer.Publish(x, ("validator", validator)));
        Answer(true, "R4", "art. 12", x => Ccer.Publish(x));
        Assert.Equal("vvb-1", p.Project.Text("validator"));
    }

    [Fact]
    public void R4_the_design_is_published_and_comments_are_recorded()
    {
        Answer(false, "R4", "art. 12", x => x.Step("publish", "2024-01-08", TestProgramme.Owner, "", Ccer.Declared));
        Ccer.Publish(p);
        Answer(false, "R4", "art. 12", x => x.Step("close-notice", "2024-02-02", "registrar"));
        Answer(false, "R4", "art. 12", x => x.Step("close-notice", "2024-02-02", "registrar", "", ("comments", 2)));
        Answer(true, "R4", "art. 12", x => x.Step("close-notice", "2024-02-02", "registrar", "comments", ("comments", 2)));
    }

    [Theory]
    [InlineData("lawAndPolicy", false)]
    [InlineData("supportedField", null)]
    [InlineData("methodologyUse", false)]
    [InlineData("realUniqueAdditional", null)]
    [InlineData("sustainableDevelopment", false)]
    [InlineData("conclusion", "negative")]
    [InlineData("commentsHandled", null)]
    [InlineData("promise", false)]
    public void R5_validation_answers_five_items_with_conclusion_comments_and_promise(string key, object? value)
    {
        Ccer.Publish(p, ("realUniqueAdditional", true));
        p.Step("close-notice", "2024-02-02", "registrar", "", ("comments", 0));
        Answer(false, "R5", "art. 13", x => x.Step("validate", "2024-03-01", "vvb-1", "validation-report", Ccer.Five.But((key, value))));
        Answer(false, "R5", "art. 13", x => x.Step("validate", "2024-03-01", "vvb-1", "", Ccer.Five));
        Answer(true, "R5", "art. 13", x => x.Step("validate", "2024-03-01", "vvb-1", "validation-report", Ccer.Five));
    }

    /// <summary>Only the body that was named validates.</summary>
    [Fact]
    public void R5_another_body_does_not_validate()
    {
        Ccer.Publish(p);
        p.Step("close-notice", "2024-02-02", "registrar", "", ("comments", 0));
        Answer(false, "R5", "art. 13", x => x.Step("validate", "2024-03-01", "vvb-2", "validation-report", Ccer.Five));
        p.Step("reject", "2024-03-01", "vvb-1", "validation-report", Ccer.Five.But(("lawAndPolicy", false), ("conclusion", "negative")));
        Assert.Equal("rejected", p.Project.Text("state"));
        Assert.Equal(("rejected-stays", "register"), Of(p.Refused(x => x.Step("validate", "2024-03-01", "vvb-1", "validation-report", Ccer.Five))));
    }

    [Theory]
    [InlineData("application-form")]
    [InlineData("pdd")]
    [InlineData("validation-report")]
    [InlineData("commitment-letter")]
    public void R6_the_application_is_complete(string kind)
    {
        Ccer.Validated(p);
        Answer(false, "R6", "art. 14", x => x.Step("apply", "2024-03-11", TestProgramme.Owner, string.Join('|', Ccer.Application.Split('|').Where(k => k != kind))));
        Answer(true, "R6", "art. 14", x => x.Step("apply", "2024-03-11", TestProgramme.Owner, Ccer.Application));
    }

    [Fact]
    public void R6_the_validation_report_is_the_bodys_own()
    {
        Ccer.Validated(p);
        Answer(false, "R6", "art. 14", x => x.Step("apply", "2024-03-11", TestProgramme.Owner, "application-form|pdd|validation-report:b|commitment-letter"));
    }

    /// <summary>Applied for on Monday 2024-03-11; counted from the next day the fifteenth working day is Monday 2024-04-01.</summary>
    [Theory]
    [InlineData("2024-04-01", 0)]
    [InlineData("2024-04-02", 1)]
    [InlineData("2024-04-11", 10)]
    public void R7_a_late_registration_is_marked_not_refused(string day, int late)
    {
        Ccer.Applied(p);
        var outcome = p.Step("register", day, "registrar").Outcome;
        Assert.Equal("2024-04-01", outcome.Text("dueBy"));
        Assert.Equal(late > 0, outcome.Has("late"));
        if (late > 0)
            Assert.Equal((late, Measures + "art. 15"), ((int)outcome.Object("late").Integer("days"), outcome.Object("late").Text("article")));
        Assert.Equal("registered", p.Project.Text("state"));
    }

    [Fact]
    public void R7_the_registrar_registers_and_nobody_else()
    {
        Ccer.Applied(p);
        Answer(false, "R7", "art. 15", x => x.Step("register", "2024-03-20", TestProgramme.Owner));
        Answer(true, "R7", "art. 15", x => x.Step("register", "2024-03-20", "registrar"));
    }

    [Fact]
    public void R8_a_cancelled_project_never_returns_by_its_id()
    {
        Ccer.Register(p);
        Answer(false, "R8", "art. 16", x => x.Step("cancel", "2024-06-03", "registrar", "cancellation-decision", ("ground", "tired")));
        Answer(false, "R8", "art. 16", x => x.Step("cancel", "2024-06-03", "registrar", "", ("ground", "voluntary")));
        Assert.Equal(ClaimState.Tombstone, p.Step("cancel", "2024-06-03", "registrar", "cancellation-decision", ("ground", "voluntary")).Claims);
        foreach (var e in (string[])["publish", "apply", "register", "cancel", "anything"])
            Answer(false, "R8", "art. 16", x => x.Step(e, "2025-01-06", "registrar"));
    }

    [Fact]
    public void R8_a_cancelled_project_never_returns_on_its_land_and_its_certificate_is_told()
    {
        p.Claim(113.0, "湘（2020）7");
        Ccer.Register(p);
        p.Step("cancel", "2024-06-03", "registrar", "cancellation-decision", ("ground", "owner-extinct"));
        Assert.Equal(ClaimState.Tombstone, Assert.Single(p.Store.Claims("p1")).State);
        Assert.Equal(("R8", Measures + "art. 16"), Of(Anew("p2", 113.005, null).Refused(x => x.Step("register", "2024-07-01", "registrar"))));
        var told = Assert.Single(Anew("p3", 114.0, "湘(2020) 7").Step("register", "2024-07-01", "registrar").Outcome.Objects("tenureOfCancelled"));
        Assert.Equal(("a", "p1"), (told.Text("parcel"), told.Text("cancelled")));
        Assert.False(Anew("p4", 115.0, "湘(2020)8").Step("register", "2024-07-01", "registrar").Outcome.Has("tenureOfCancelled"));
    }

    private TestProgramme Anew(string id, double west, string? tenure)
    {
        var other = new TestProgramme("ccer-2023", id, p.Store);
        other.Claim(west, tenure);
        Ccer.Applied(other);
        return other;
    }

    [Fact]
    public void R18_a_body_that_owns_or_advised_does_not_validate()
    {
        p.Admit(TestProgramme.Owner, "owner", ("organisation", "91430000A"));
        p.Admit("vvb-own", "verifier", ("organisation", " 91430000a "));
        Answer(false, "R18", "art. 37", x => Ccer.Publish(x, ("validator", "vvb-own")));
        p.Admit("vvb-1", "verifier", ("organisation", "91110000B"));
        foreach (var consultant in (string[])["vvb-1", "91110000B", "vvb-1 公司"])
            Answer(false, "R18", "art. 37", x => Ccer.Publish(x, ("consultants", new[] { consultant })));
        Answer(false, "R18", "art. 37", x => Ccer.Publish(x, ("consultants", null)));
        Answer(true, "R18", "art. 37", x => Ccer.Publish(x, ("consultants", new[] { "91110000C" })));
        Assert.Equal(["91110000C"], p.Project.Texts("consultants"));
    }

    /// <summary>Revoked on 2024-06-03: no application up to 2027-06-03, of the owner or of another actor of the same organisation.</summary>
    [Fact]
    public void R19_a_revoked_project_bars_its_owner_for_three_years()
    {
        p.Admit(TestProgramme.Owner, "owner", ("organisation", "91430000A"));
        p.Admit("owner-b", "owner", ("organisation", "91430000A"));
        Ccer.Register(p);
        Answer(false, "R19", "art. 43", x => x.Step("revoke", "2024-06-03", "registrar"));
        var revoked = p.Step("revoke", "2024-06-03", "registrar", "revocation-decision");
        Assert.Equal((ClaimState.Tombstone, "2027-06-03"), (revoked.Claims!.Value, revoked.Outcome.Text("bannedUntil")));
        Answer(false, "R19", "art. 43", x => x.Step("register", "2028-01-03", "registrar"));

        var other = new TestProgramme("ccer-2023", "p2", p.Store);
        other.Project = other.Project.With(("owner", "owner-b"));
        Assert.Equal(("R19", Measures + "art. 43"), Of(other.Refused(x => x.Step("publish", "2027-06-03", "owner-b", "pdd", Ccer.Declared))));
        other.Step("publish", "2027-06-04", "owner-b", "pdd", Ccer.Declared);
        Assert.Equal("notice", other.Project.Text("state"));
    }

    [Fact]
    public void R19_who_owes_false_units_applies_for_nothing()
    {
        p.Store.Put(Rows.Debt, TestProgramme.Owner, CanonicalObject.Of(("actor", TestProgramme.Owner), ("owed", new[] { CanonicalObject.Of(("programme", "ccer-2023"), ("quantity", 5)) })));
        Answer(false, "R19", "art. 43", x => Ccer.Publish(x));
        p.Store.Put(Rows.Debt, TestProgramme.Owner, CanonicalObject.Of(("actor", TestProgramme.Owner), ("owed", new[] { CanonicalObject.Of(("programme", "ccer-2023"), ("quantity", 0)) })));
        Answer(true, "R19", "art. 43", x => Ccer.Publish(x));
    }

    [Fact]
    public void R20_a_project_filed_before_2017_03_14_is_registered_anew_before_it_has_reductions()
    {
        p.Project = p.Project.With(("facts", CanonicalObject.Of(("legacyFiled", new DateOnly(2017, 3, 14)))));
        Answer(false, "R20", "art. 49", x => Ccer.Publish(x));
        p.Project = p.Project.With(("facts", CanonicalObject.Of(("legacyFiled", new DateOnly(2017, 3, 13)))));
        Answer(false, "R20", "art. 49", x => x.Monitor(1, "2021-03-01", "2023-12-31", "2024-04-01"));
        Ccer.Register(p);
        Assert.True(p.Project.Flag("legacy"));
        Answer(true, "R20", "art. 49", x => x.Monitor(1, "2021-03-01", "2023-12-31", "2024-04-01"));
    }

    [Fact]
    public void A_step_out_of_order_is_refused_with_the_article_of_that_step()
    {
        Answer(false, "R7", "art. 15", x => x.Step("register", "2024-01-08", "registrar"));
        Assert.Equal(("lifecycle", "register"), Of(p.Refused(x => x.Step("bless", "2024-01-08", "registrar"))));
        Assert.Equal(("date-order", "register"), Of(p.Refused(x => x.Step("publish", "2024-01-07", TestProgramme.Owner, "pdd", Ccer.Declared))));
        Assert.Equal(("date-order", "register"), Of(p.Refused(x => x.Step("publish", "2041-01-07", TestProgramme.Owner, "pdd", Ccer.Declared))));
        Answer(false, "R1", "art. 10", x => x.Step("publish", "2024-01-08", "owner-b", "pdd", Ccer.Declared));
    }

    private void Answer(bool allowed, string rule, string article, Func<TestProgramme, LifecycleResult> step)
    {
        if (allowed)
            step(p);
        else
            Assert.Equal((rule, Measures + article), Of(p.Refused(step)));
    }

    private static (string, string) Of(Refusal refusal) => (refusal.Rule, refusal.Article);
}
