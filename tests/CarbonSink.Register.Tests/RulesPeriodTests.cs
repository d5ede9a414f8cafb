using System.Globalization;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>Rules R9 to R14 and R18 of the Measures on a monitoring period: one step that is allowed, one that is refused with its article.</summary>
public sealed class RulesPeriodTests
{
    private const string Measures = "ccer-measures-2023, ";

    private readonly TestProgramme p = new();

    public RulesPeriodTests() => Ccer.Register(p);

    [Theory]
    [InlineData("2021-03-01", "2023-12-31", true)]
    [InlineData("2021-02-28", "2023-12-31", false)]
    [InlineData("2040-01-01", "2041-03-01", false)]
    [InlineData("2023-12-31", "2021-03-01", false)]
    public void R9_a_period_lies_in_the_time_for_which_reductions_may_be_registered(string from, string to, bool allowed) =>
        Answer(allowed, "R9", "art. 17", x => x.Monitor(1, from, to, "2024-04-01"));

    /// <summary>After 2020-09-22: the day itself does not count, the next does.</summary>
    [Theory]
    [InlineData("2020-09-23", true)]
    [InlineData("2020-09-22", false)]
    public void R9_produced_after_2020_09_22(string from, bool allowed)
    {
        Verified("2020-03-01", from);
        Apply(allowed, "2024-06-11", from);
    }

    /// <summary>Within five years before an application on 2025-09-29: 2020-09-29 is the first day, since five years after it is the application.</summary>
    [Theory]
    [InlineData("2025-09-29", "2020-09-29", true)]
    [InlineData("2025-09-29", "2020-09-28", false)]
    [InlineData("2028-02-29", "2023-03-01", true)]
    [InlineData("2028-02-29", "2023-02-28", false)]
    public void R9_produced_within_five_years_before_the_application(string applied, string from, bool allowed)
    {
        Verified("2020-03-01", from);
        Apply(allowed, applied, from);
    }

    /// <summary>A period that lies partly outside is told its admissible days; with the amounts of these days alone it is let through.</summary>
    [Fact]
    public void R9_a_period_partly_outside_is_told_its_admissible_days()
    {
        Verified("2020-03-01", null);
        var refusal = p.Refused(x => x.Step(1, "apply", "2024-06-11", TestProgramme.Owner, Ccer.PeriodApplication, ("amountT", 6170)));
        Assert.Equal(("R9", Measures + "art. 17"), (refusal.Rule, refusal.Article));
        Assert.Contains("2020-09-23–2023-12-31", refusal.Reason.En, StringComparison.Ordinal);
        Assert.Contains("2020-09-23–2023-12-31", refusal.Reason.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2021-02-28", null)]
    [InlineData(null, "2024-01-01")]
    public void R11_the_days_of_the_amounts_lie_in_the_period(string? from, string? to)
    {
        Ccer.Reported(p);
        p.Step(1, "close-notice", "2024-05-06", "registrar", "", ("comments", 0));
        Answer(false, "R11", "art. 20", x => x.Step(1, "verify", "2024-06-03", "vvb-2", "verification-report", Ccer.Three.But(("amountsFrom", from), ("amountsTo", to))));
        Answer(true, "R11", "art. 20", x => x.Step(1, "verify", "2024-06-03", "vvb-2", "verification-report", Ccer.Three));
    }

    [Fact]
    public void R10_the_validator_does_not_verify_by_id_organisation_or_name()
    {
        p.Monitor(1, "2021-03-01", "2023-12-31", "2024-04-01");
        LifecycleResult Publish(TestProgramme x, string verifier) => x.Step(1, "publish", "2024-04-08", TestProgramme.Owner, "accounting-report", ("reportedT", 6170), ("verifier", verifier));
        Answer(false, "R10", "art. 18", x => Publish(x, "vvb-1"));
        p.Admit("vvb-1", "verifier", ("organisation", "911100000000000001"));
        p.Admit("vvb-1b", "verifier", ("organisation", "911100000000000001"));
        Answer(false, "R10", "art. 18", x => Publish(x, "vvb-1b"));
        p.Store.Put(Rows.Actor, "vvb-1c", p.Store.Row(Rows.Actor, "vvb-1")!.With(("id", "vvb-1c"), ("details", CanonicalObject.Empty)));
        Answer(false, "R10", "art. 18", x => Publish(x, "vvb-1c"));
        Answer(true, "R10", "art. 18", x => Publish(x, "vvb-2"));
    }

    /// <summary>Two ids that turn out to be one body after the notice began: asked again when it verifies.</summary>
    [Fact]
    public void R10_is_asked_again_at_verification()
    {
        Ccer.Reported(p);
        p.Step(1, "close-notice", "2024-05-06", "registrar", "", ("comments", 0));
        p.Admit("vvb-1", "verifier", ("organisation", "X"));
        p.Admit("vvb-2", "verifier", ("organisation", "X"));
        Answer(false, "R10", "art. 18", x => x.Step(1, "verify", "2024-06-03", "vvb-2", "verification-report", Ccer.Three));
    }

    /// <summary>From Monday 2024-04-08 the twentieth working day, the first counted, is Friday 2024-05-03 where only weekends are left out.</summary>
    [Theory]
    [InlineData("2024-05-03", true)]
    [InlineData("2024-05-02", false)]
    public void R11_the_accounting_report_is_published_for_20_working_days(string end, bool allowed)
    {
        Ccer.Reported(p);
        Answer(allowed, "R11", "art. 19", x => x.Step(1, "close-notice", end, "registrar", "", ("comments", 0)));
    }

    [Theory]
    [InlineData("methodologyConformity")]
    [InlineData("implementedAsDesigned")]
    [InlineData("conservative")]
    public void R11_verification_answers_three_items(string item)
    {
        Ccer.Reported(p);
        p.Step(1, "close-notice", "2024-05-06", "registrar", "", ("comments", 0));
        Answer(false, "R11", "art. 20", x => x.Step(1, "verify", "2024-06-03", "vvb-2", "verification-report", Ccer.Three.But((item, false))));
        Answer(false, "R11", "art. 20", x => x.Step(1, "verify", "2024-06-03", "vvb-2", "", Ccer.Three));
        Answer(true, "R11", "art. 20", x => x.Step(1, "verify", "2024-06-03", "vvb-2", "verification-report", Ccer.Three));
    }

    [Theory]
    [InlineData(6171L)]
    [InlineData(-1L)]
    [InlineData(0L)]
    [InlineData("6170.5")]
    public void R11_the_verified_amount_is_whole_and_the_sum_of_its_years(object amount)
    {
        Ccer.Reported(p);
        p.Step(1, "close-notice", "2024-05-06", "registrar", "", ("comments", 0));
        Answer(false, "R11", "art. 20", x => x.Step(1, "verify", "2024-06-03", "vvb-2", "verification-report", Ccer.Three.But(("verifiedT", amount))));
    }

    [Theory]
    [InlineData(6170L, true)]
    [InlineData(6169L, false)]
    [InlineData(6171L, false)]
    [InlineData("6170", false)]
    public void R12_the_amount_applied_for_is_the_verified_amount(object amount, bool allowed)
    {
        Ccer.Verify(p);
        Answer(allowed, "R12", "art. 21", x => x.Step(1, "apply", "2024-06-11", TestProgramme.Owner, Ccer.PeriodApplication, ("amountT", amount)));
    }

    [Fact]
    public void R12_the_verification_report_is_the_bodys_own()
    {
        Ccer.Verify(p);
        Answer(false, "R12", "art. 21", x => x.Step(1, "apply", "2024-06-11", TestProgramme.Owner, "application-form|accounting-report|verification-report:b", ("amountT", 6170)));
    }

    /// <summary>Applied for on Tuesday 2024-06-11; the fifteenth working day from the next day on is Tuesday 2024-07-02. Raw records are kept until 2034.</summary>
    [Theory]
    [InlineData("2024-07-02", 0, "2034-07-02")]
    [InlineData("2024-07-03", 1, "2034-07-03")]
    public void R12_R13_a_late_registration_is_marked_and_records_are_kept_for_ten_years(string day, int late, string until)
    {
        Ccer.Verify(p);
        p.Step(1, "apply", "2024-06-11", TestProgramme.Owner, Ccer.PeriodApplication, ("amountT", 6170));
        var outcome = p.Step(1, "register", day, "registrar").Outcome;
        Assert.Equal(late > 0, outcome.Has("late"));
        if (late > 0)
            Assert.Equal((late, Measures + "art. 22"), (outcome.Object("late").Integer("days"), outcome.Object("late").Text("article")));
        Assert.Equal((until, until), (outcome.Text("retainUntil"), p.Project.Text("retainUntil")));
    }

    [Fact]
    public void R14_units_go_to_an_account_of_the_owner()
    {
        Ccer.Verify(p);
        p.Step(1, "apply", "2024-06-11", TestProgramme.Owner, Ccer.PeriodApplication, ("amountT", 6170));
        p.Step(1, "register", "2024-06-20", "registrar");
        p.Account("of-b", "owner-b");
        p.Account("closed", TestProgramme.Owner, state: "closed");
        p.Account("other", TestProgramme.Owner, "high-energy");
        foreach (var account in (string?[])[null, "none", "of-b", "closed", "other"])
            Answer(false, "R14", "art. 24", x => x.Step(1, "issue", "2024-06-21", "registrar", "", ("account", account)));
        p.Account("acc-a", TestProgramme.Owner);
        Answer(true, "R14", "art. 24", x => x.Step(1, "issue", "2024-06-21", "registrar", "", ("account", "acc-a")));
    }

    [Fact]
    public void R18_a_body_that_advised_does_not_verify()
    {
        p.Monitor(1, "2021-03-01", "2023-12-31", "2024-04-01");
        LifecycleResult Publish(TestProgramme x, params string[] consultants) => x.Step(1, "publish", "2024-04-08", TestProgramme.Owner, "accounting-report", ("reportedT", 6170), ("verifier", "vvb-2"), ("consultants", consultants));
        Answer(false, "R18", "art. 37", x => Publish(x, "vvb-2"));
        p.Project = p.Project.With(("consultants", new[] { "vvb-2" })); // said when the design was published
        Answer(false, "R18", "art. 37", x => Publish(x));
        p.Project = p.Project.With(("consultants", Array.Empty<string>()));
        Answer(true, "R18", "art. 37", x => Publish(x, "somebody else"));
    }

    /// <summary>After the project is revoked nothing of it is applied for, registered or issued.</summary>
    [Fact]
    public void R9_R19_a_period_of_a_revoked_project_stops()
    {
        Ccer.Verify(p);
        p.Step(1, "apply", "2024-06-11", TestProgramme.Owner, Ccer.PeriodApplication, ("amountT", 6170));
        p.Step("revoke", "2024-06-12", "registrar", "revocation-decision");
        Answer(false, "R9", "art. 17", x => x.Step(1, "register", "2024-06-20", "registrar"));
    }

    /// <summary>A number withdrawn after its issue, and another number with its days: whatever the rows of the folder say, these days are issued once.</summary>
    [Theory]
    [InlineData("none", "2021-03-01", "2023-12-31", false)]
    [InlineData("issued", "2021-03-01", "2023-12-31", false)]
    [InlineData("registered", "2021-03-01", "2023-12-31", false)]
    [InlineData("verified", "2021-03-01", "2023-12-31", true)] // nothing earned there
    [InlineData("issued", "2021-03-01", "2021-03-01", false)] // one common day
    [InlineData("issued", "2024-01-01", "2024-01-31", true)] // other days
    public void The_days_of_a_period_earn_once(string state, string from, string to, bool allowed)
    {
        Ccer.Verify(p);
        p.Step(1, "apply", "2024-06-11", TestProgramme.Owner, Ccer.PeriodApplication, ("amountT", 6170));
        p.Store.Put(Rows.Period, "p1/2", CanonicalObject.Of(("project", "p1"), ("number", 2), ("from", from), ("to", to), ("state", state), ("issuedT", state == "none" ? 6170 : null)));
        if (allowed)
            p.Step(1, "register", "2024-06-20", "registrar");
        else
            Assert.Equal(("earn-once", "register"), Of(p.Refused(x => x.Step(1, "register", "2024-06-20", "registrar"))));
    }

    /// <summary>A folder without the rows that ask for the project's state: the register asks for it.</summary>
    [Theory]
    [InlineData("register", "registered", true)]
    [InlineData("register", "cancelled", false)]
    [InlineData("register", "revoked", false)]
    [InlineData("register", "applied", false)]
    [InlineData("issue", "registered", true)]
    [InlineData("issue", "cancelled", true)]
    [InlineData("issue", "revoked", false)]
    [InlineData("issue", "draft", false)]
    public void Only_a_project_that_stands_earns(string step, string state, bool allowed)
    {
        p.Rules = p.Rules with { Lifecycle = [.. p.Rules.Lifecycle.Where(r => r.Guard is not ["project-in", ..])] };
        Ccer.Verify(p);
        p.Step(1, "apply", "2024-06-11", TestProgramme.Owner, Ccer.PeriodApplication, ("amountT", 6170));
        p.Account("acc-a", TestProgramme.Owner);
        if (step == "issue")
            p.Step(1, "register", "2024-06-20", "registrar");
        p.Project = p.Project.With(("state", state));
        LifecycleResult Take(TestProgramme x) => x.Step(1, step, "2024-06-21", "registrar", "", ("account", step == "issue" ? "acc-a" : null));
        if (allowed)
            Take(p);
        else
            Assert.Equal(("project-stands", "register"), Of(p.Refused(Take)));
    }

    [Fact]
    public void Periods_follow_each_other()
    {
        Assert.Equal(("periods", "register"), Of(p.Refused(x => x.Monitor(2, "2022-01-01", "2022-12-31", "2024-04-01"))));
        p.Monitor(1, "2021-03-01", "2021-12-31", "2024-04-01");
        Assert.Equal(("periods", "register"), Of(p.Refused(x => x.Monitor(2, "2021-12-31", "2022-12-31", "2024-04-01"))));
        p.Monitor(2, "2022-01-01", "2022-12-31", "2024-04-01");
        Assert.Equal(("R11", Measures + "art. 20"), Of(p.Refused(x => x.Step(2, "verify", "2024-06-03", "vvb-2", "verification-report", Ccer.Three))));
    }

    /// <summary>A project from 2020-03-01 with a verified period to 2023-12-31, whose amounts belong to the days from a day on.</summary>
    private void Verified(string begun, string? amountsFrom)
    {
        p.Project = p.Project.With(("from", DateOnly.Parse(begun, CultureInfo.InvariantCulture)));
        p.Monitor(1, begun, "2023-12-31", "2024-04-01");
        p.Step(1, "publish", "2024-04-08", TestProgramme.Owner, "accounting-report", ("reportedT", 6170), ("verifier", "vvb-2"));
        p.Step(1, "close-notice", "2024-05-06", "registrar", "", ("comments", 0));
        p.Step(1, "verify", "2024-06-03", "vvb-2", "verification-report", Ccer.Three.But(("vintages", new[] { Ccer.Vintage(2023, 6170) }), ("amountsFrom", amountsFrom)));
    }

    private void Apply(bool allowed, string day, string from)
    {
        Assert.Equal(from, p.Period(1).Text("amountsFrom"));
        Answer(allowed, "R9", "art. 17", x => x.Step(1, "apply", day, TestProgramme.Owner, Ccer.PeriodApplication, ("amountT", 6170)));
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
