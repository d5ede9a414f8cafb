using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>On which day a step is dated, what cannot be talked away, and the ways back.</summary>
public sealed class RulesRecordingTests
{
    private const string Measures = "ccer-measures-2023, ";

    private readonly TestProgramme p = new();

    [Fact]
    public void An_owner_does_not_date_a_step_before_the_day_of_recording()
    {
        p.Recorded = new(2024, 1, 9);
        Assert.Equal(("date-recorded", "register"), Of(p.Refused(x => Ccer.Publish(x))));
        Assert.Equal(("date-recorded", "register"), Of(p.Refused(x => x.Step("publish", "2024-01-08", TestProgramme.Owner, "pdd|transcript", Ccer.Declared))));
        p.Recorded = null;
        Ccer.Publish(p);
    }

    /// <summary>The notice of a real project, written down months later: its true days count.</summary>
    [Fact]
    public void The_registrar_of_a_mirror_transcribes_earlier_steps_with_a_document()
    {
        p.Recorded = new(2026, 11, 22);
        Assert.Equal(("R1", Measures + "art. 10"), Of(p.Refused(x => x.Step("publish", "2026-07-17", "registrar", "pdd|transcript", Ccer.Declared))));
        foreach (var other in (string[])["owner-b", "vvb-1", "nobody"])
            Assert.Equal("R1", p.Refused(x => x.Step("publish", "2026-07-17", "registrar", "pdd|transcript", Ccer.Declared.But(("by", other)))).Rule);
        p.Step("publish", "2026-07-17", "registrar", "pdd|transcript", Ccer.Declared.But(("by", TestProgramme.Owner)));
        Assert.Equal("R4", p.Refused(x => x.Step("close-notice", "2026-08-12", "registrar", "transcript", ("comments", 0))).Rule);
        p.Step("close-notice", "2026-08-13", "registrar", "transcript", ("comments", 0));
        Assert.Equal("R5", p.Refused(x => x.Step("validate", "2026-08-20", "registrar", "validation-report|transcript", Ccer.Five.But(("by", "vvb-2")))).Rule);
        p.Step("validate", "2026-08-20", "registrar", "validation-report|transcript", Ccer.Five.But(("by", "vvb-1")));
        Assert.Equal([("registrar", TestProgramme.Owner), ("registrar", null), ("registrar", "vvb-1")], p.Project.Objects("history").Select(h => (h.Text("actor"), h.TextOrNull("by"))));
    }

    [Theory]
    [InlineData("linxiang-wetland-indicator")]
    [InlineData("guangdong-phcer")]
    [InlineData("sanming-forest-ticket")]
    public void Only_the_mirror_of_the_national_register_is_transcribed(string programme)
    {
        var local = new TestProgramme(programme) { Recorded = new(2024, 1, 9) };
        Assert.Contains("is for owner", local.Refused(x => x.Step("publish", "2024-01-08", "registrar", "pdd|benefit-sharing|transcript", Ccer.Declared.But(("by", TestProgramme.Owner)))).Reason.En, StringComparison.Ordinal);
        Assert.Equal(("date-recorded", "register"), Of(local.Refused(x => x.Step("publish", "2024-01-08", TestProgramme.Owner, "pdd|benefit-sharing|transcript", Ccer.Declared))));
        local.Recorded = null;
        local.Step("publish", "2024-01-08", TestProgramme.Owner, "pdd|benefit-sharing", Ccer.Declared);
    }

    /// <summary>Registered on 20 June and issued on the 24th: not dated the 21st, unless the issue of a mirror is transcribed.</summary>
    [Fact]
    public void An_issue_is_dated_when_it_is_recorded()
    {
        Ccer.Register(p);
        Ccer.Verify(p);
        p.Step(1, "apply", "2024-06-11", TestProgramme.Owner, Ccer.PeriodApplication, ("amountT", 6170));
        p.Step(1, "register", "2024-06-20", "registrar");
        p.Account("acc-a", TestProgramme.Owner);
        p.Recorded = new(2024, 6, 24);
        Assert.Equal(("date-recorded", "register"), Of(p.Refused(x => x.Step(1, "issue", "2024-06-21", "registrar", "", ("account", "acc-a")))));
        p.Step(1, "issue", "2024-06-21", "registrar", "transcript", ("account", "acc-a"));
    }

    /// <summary>Applied for on 2026-11-22, the five years begin on 2021-11-22: a period back-dated before its project's registration would have brought older days in.</summary>
    [Fact]
    public void A_period_takes_no_step_before_its_project_was_registered()
    {
        Ccer.Register(p);
        Assert.Equal(("date-order", "register"), Of(p.Refused(x => x.Monitor(1, "2021-03-01", "2023-12-31", "2024-03-19"))));
        p.Monitor(1, "2021-03-01", "2023-12-31", "2024-03-20");
    }

    [Fact]
    public void A_project_is_not_cancelled_before_the_last_step_of_its_periods()
    {
        Ccer.Register(p);
        Ccer.Verify(p);
        p.Recorded = new(2024, 6, 20);
        Assert.Equal("date-order", p.Refused(x => x.Step("cancel", "2024-06-02", "registrar", "cancellation-decision|transcript", ("ground", "voluntary"))).Rule);
        p.Step("cancel", "2024-06-03", "registrar", "cancellation-decision|transcript", ("ground", "voluntary"));
    }

    /// <summary>A ticket's folder without its rows of land: the register asks all the same.</summary>
    [Fact]
    public void The_gate_is_asked_whatever_the_folder_says()
    {
        p.Claim(113);
        Ccer.Register(p);
        var local = new TestProgramme("sanming-forest-ticket", "local", p.Store);
        local.Rules = local.Rules with { Lifecycle = [.. local.Rules.Lifecycle.Where(r => r.Guard is not ["land-free"] and not ["never-cancelled"])] };
        local.Claim(113.005);
        local.Step("publish", "2024-01-08", TestProgramme.Owner, "pdd", Ccer.Declared);
        local.Step("close-notice", "2024-02-02", "registrar", "", ("comments", 0));
        local.Step("validate", "2024-03-01", "vvb-1", "validation-report", ("conclusion", "positive"));
        local.Step("apply", "2024-03-11", TestProgramme.Owner, "application-form|pdd|validation-report");
        Assert.Equal(("earn-once", "register"), Of(local.Refused(x => x.Step("register", "2024-03-20", "registrar", "approval"))));
    }

    [Fact]
    public void A_folder_in_which_a_cancelled_project_returns_is_refused()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "methodology", "programmes", "ccer-2023", "1");
        var files = Directory.GetFiles(folder).ToDictionary(f => Path.GetFileName(f), File.ReadAllText);
        files["lifecycle.csv"] += "again,project,cancelled,register,registered,registrar,,approval,,,,register,再登记,again,carbonsink-register,docs/register.md,declared\n";
        Assert.Contains("stays so", Assert.Throws<Methodologies.MethodologyLoadException>(() => ProgrammeRules.Of(files)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void R19_bars_the_same_name_and_whoever_shares_a_debt()
    {
        p.Admit(TestProgramme.Owner, "owner", ("organisation", "91430000A"));
        p.Store.Put(Rows.Actor, "owner-n", p.Store.Row(Rows.Actor, TestProgramme.Owner)!.With(("id", "owner-n"), ("name", "owner-a　公 司"), ("details", CanonicalObject.Empty)));
        Ccer.Register(p);
        p.Step("revoke", "2024-06-03", "registrar", "revocation-decision");
        Assert.Equal("R19", Other("p2", "owner-n").Refused(x => x.Step("publish", "2024-07-01", "owner-n", "pdd", Ccer.Declared)).Rule);

        p.Admit("owner-b", "owner", ("organisation", "91430000B"));
        p.Admit("owner-c", "owner", ("organisation", "91430000b "));
        p.Store.Put(Rows.Debt, "owner-b", CanonicalObject.Of(("actor", "owner-b"), ("owed", new[] { CanonicalObject.Of(("programme", "ccer-2023"), ("quantity", 5)) })));
        Assert.Equal("R19", Other("p3", "owner-c").Refused(x => x.Step("publish", "2024-07-01", "owner-c", "pdd", Ccer.Declared)).Rule);
    }

    [Fact]
    public void R19_a_cancelled_project_is_revoked_all_the_same_and_a_ban_is_never_shortened()
    {
        Ccer.Register(p);
        p.Step("cancel", "2024-06-03", "registrar", "cancellation-decision", ("ground", "voluntary"));
        p.Store.Put(Rows.Ban, TestProgramme.Owner, CanonicalObject.Of(("id", TestProgramme.Owner), ("project", "other"), ("from", "2025-01-01"), ("until", "2028-01-01"), ("article", "x")));
        Assert.Equal("2027-06-04", p.Step("revoke", "2024-06-04", "registrar", "revocation-decision").Outcome.Text("bannedUntil"));
        Assert.Equal("2028-01-01", p.Store.Row(Rows.Ban, TestProgramme.Owner)!.Text("until"));
    }

    [Fact]
    public void R10_another_word_for_the_verifier_does_not_replace_the_named_one()
    {
        Ccer.Register(p);
        Ccer.Reported(p);
        p.Step(1, "close-notice", "2024-05-06", "registrar", "", ("comments", 0));
        p.Admit("vvb-1", "verifier", ("organisation", "X"));
        p.Admit("vvb-2", "verifier", ("organisation", "X"));
        Assert.Equal(("R10", Measures + "art. 18"), Of(p.Refused(x => x.Step(1, "verify", "2024-06-03", "vvb-2", "verification-report", Ccer.Three.But(("verifier", "nobody"))))));
    }

    [Fact]
    public void R4_an_owner_does_not_close_its_own_notice()
    {
        Ccer.Publish(p);
        Assert.Equal("R4", p.Refused(x => x.Step("close-notice", "2024-02-02", TestProgramme.Owner, "", ("comments", 0))).Rule);
        Assert.Equal("R4", p.Refused(x => x.Step("close-notice", "2024-02-02", "vvb-1", "", ("comments", 0))).Rule);
    }

    [Fact]
    public void R12_a_second_report_beside_the_bodys_own_is_refused_and_a_changed_design_is_told()
    {
        Ccer.Validated(p);
        Assert.Equal("R6", p.Refused(x => x.Step("apply", "2024-03-11", TestProgramme.Owner, Ccer.Application + "|validation-report:c")).Rule);
        var changed = Assert.Single(p.Step("apply", "2024-03-11", TestProgramme.Owner, "application-form|pdd:b|validation-report|commitment-letter").Outcome.Objects("changed"));
        Assert.Equal(("pdd", new string('a', 64), new string('b', 64)), (changed.Text("kind"), changed.Text("before"), changed.Text("now")));
    }

    [Fact]
    public void R9_a_verified_period_is_reopened_and_verified_for_other_days()
    {
        Ccer.Register(p);
        Ccer.Verify(p);
        p.Step(1, "reopen", "2024-06-04", "registrar", "reopening-notice");
        p.Step(1, "verify", "2024-06-05", "vvb-2", "verification-report:b", Ccer.Three.But(("amountsFrom", "2021-06-01"), ("verifiedT", 6171), ("vintages", new[] { Ccer.Vintage(2023, 6171) })));
        Assert.Equal(("verified", 6171L, "2021-06-01"), (p.Period(1).Text("state"), p.Period(1).Integer("verifiedT"), p.Period(1).Text("amountsFrom")));
    }

    [Fact]
    public void A_period_not_verified_yet_is_withdrawn_and_its_days_are_free_again()
    {
        Ccer.Register(p);
        p.Monitor(1, "2021-03-01", "2041-02-28", "2024-04-01");
        p.Step(1, "withdraw", "2024-04-02", "registrar", "withdrawal-notice");
        Assert.Equal("none", p.Period(1).Text("state"));
        p.Monitor(2, "2024-01-01", "2024-01-31", "2024-04-02");
        Assert.Equal("periods", p.Refused(x => x.Monitor(1, "2021-03-01", "2024-01-01", "2024-04-02")).Rule);
        p.Monitor(1, "2021-03-01", "2023-12-31", "2024-04-02");
    }

    [Fact]
    public void A_project_whose_validator_is_lost_is_published_anew_with_another()
    {
        Ccer.Publish(p);
        p.Step("withdraw", "2024-01-09", "registrar", "withdrawal-notice");
        p.Step("publish", "2024-01-10", TestProgramme.Owner, "pdd", Ccer.Declared.But(("validator", "vvb-2")));
        Assert.Equal(("notice", "vvb-2"), (p.Project.Text("state"), p.Project.Text("validator")));
    }

    [Fact]
    public void Reductions_registered_before_a_cancellation_are_issued_and_those_of_a_revoked_project_are_not()
    {
        Ccer.Register(p);
        Ccer.Verify(p);
        p.Step(1, "apply", "2024-06-11", TestProgramme.Owner, Ccer.PeriodApplication, ("amountT", 6170));
        p.Step(1, "register", "2024-06-20", "registrar");
        p.Account("acc-a", TestProgramme.Owner);
        p.Step("cancel", "2024-06-21", "registrar", "cancellation-decision", ("ground", "voluntary"));
        var cancelled = p.Project;
        p.Project = cancelled.With(("state", "revoked"));
        Assert.Equal(("issue-after-cancel", "register"), Of(p.Refused(x => x.Step(1, "issue", "2024-06-24", "registrar", "", ("account", "acc-a")))));
        p.Project = cancelled;
        p.Step(1, "issue", "2024-06-24", "registrar", "", ("account", "acc-a"));
    }

    /// <summary>On its last day a period is not over.</summary>
    [Theory]
    [InlineData("2024-04-30", false)]
    [InlineData("2024-05-01", true)]
    public void A_period_is_accounted_after_its_last_day(string day, bool allowed)
    {
        Ccer.Register(p);
        p.Monitor(1, "2021-03-01", "2024-04-30", "2024-04-01");
        LifecycleResult Publish(TestProgramme x) => x.Step(1, "publish", day, TestProgramme.Owner, "accounting-report", ("reportedT", 6170), ("verifier", "vvb-2"));
        if (allowed)
            Publish(p);
        else
            Assert.Equal(("periods", "register"), Of(p.Refused(Publish)));
    }

    [Fact]
    public void A_verified_amount_above_the_reported_one_is_told()
    {
        Ccer.Register(p);
        Ccer.Reported(p);
        p.Step(1, "close-notice", "2024-05-06", "registrar", "", ("comments", 0));
        var outcome = p.Step(1, "verify", "2024-06-03", "vvb-2", "verification-report", Ccer.Three.But(("verifiedT", 6180), ("vintages", new[] { Ccer.Vintage(2023, 6180) }))).Outcome;
        Assert.Equal(10, outcome.Integer("aboveReported"));
    }

    private TestProgramme Other(string id, string owner)
    {
        var other = new TestProgramme("ccer-2023", id, p.Store);
        other.Project = other.Project.With(("owner", owner));
        return other;
    }

    private static (string, string) Of(Refusal refusal) => (refusal.Rule, refusal.Article);
}
