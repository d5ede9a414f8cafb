using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>Local schemes, and what stands between them and the national one.</summary>
public sealed class RulesLocalTests
{
    private static readonly (string, object?)[] Declared = [("noOtherMechanism", true), ("validator", "vvb-1"), ("consultants", Array.Empty<string>())];

    /// <summary>From Monday 2024-01-08 the seventh working day, the first counted, is Tuesday 2024-01-16.</summary>
    [Theory]
    [InlineData("2024-01-16", true)]
    [InlineData("2024-01-15", false)]
    public void Guangdong_asks_for_seven_working_days_of_publicity_to_stakeholders(string end, bool allowed)
    {
        var p = new TestProgramme("guangdong-phcer");
        Assert.Equal("guangdong-phcer-2022, publicity to stakeholders", p.Refused(x => x.Step("publish", "2024-01-08", TestProgramme.Owner, "pdd", Declared)).Article);
        p.Step("publish", "2024-01-08", TestProgramme.Owner, "pdd|benefit-sharing", Declared);
        LifecycleResult Close(TestProgramme x) => x.Step("close-notice", end, "registrar", "", ("comments", 0));
        if (allowed)
            Close(p);
        else
            Assert.Equal(("stakeholders", "guangdong-phcer-2022, publicity to stakeholders"), Of(p.Refused(Close)));
    }

    [Theory]
    [InlineData("2027-05-05", true)]
    [InlineData("2027-05-06", false)]
    public void Guangdong_is_in_force_for_five_years(string day, bool allowed)
    {
        var p = new TestProgramme("guangdong-phcer");
        Validated(p, "pdd|benefit-sharing");
        LifecycleResult Apply(TestProgramme x) => x.Step("apply", day, TestProgramme.Owner, "application-form|pdd|validation-report");
        if (allowed)
            Apply(p);
        else
            Assert.Equal(("in-force", "guangdong-phcer-2022, term of validity"), Of(p.Refused(Apply)));
    }

    [Fact]
    public void A_forest_ticket_rests_on_an_approval_and_on_no_rule_of_another_city()
    {
        var p = new TestProgramme("sanming-forest-ticket");
        Applied(p);
        Assert.Equal(("local-approval", "register"), Of(p.Refused(x => x.Step("register", "2024-03-20", "registrar"))));
        Assert.Equal(ClaimState.Active, p.Step("register", "2024-03-20", "registrar", "approval").Claims);
        Assert.DoesNotContain(p.Rules.Lifecycle, r => r.Limit is not null);
    }

    /// <summary>Reductions issued by a local scheme in advance and then sought nationally for the same land and days, as Beijing's were: refused while the local project is registered, and after it is cancelled for the days it has earned.</summary>
    [Fact]
    public void The_same_land_and_days_are_not_issued_twice_over_two_schemes()
    {
        var local = new TestProgramme("sanming-forest-ticket", "local");
        local.Claim(113);
        Applied(local);
        local.Step("register", "2024-03-20", "registrar", "approval");
        local.Monitor(1, "2021-03-01", "2023-12-31", "2024-04-01");
        local.Step(1, "report", "2024-04-08", TestProgramme.Owner, "accounting-report", ("reportedT", 6170), ("verifier", "vvb-2"));
        local.Step(1, "verify", "2024-06-03", "vvb-2", "verification-report", Ccer.Three);
        local.Step(1, "apply", "2024-06-11", TestProgramme.Owner, "application-form", ("amountT", 6170));
        local.Step(1, "register", "2024-06-20", "registrar");
        local.Account("acc-a", TestProgramme.Owner);
        local.Step(1, "issue", "2024-06-21", "registrar", "", ("account", "acc-a"));

        var national = new TestProgramme("ccer-2023", "national", local.Store);
        national.Claim(113.005);
        Ccer.Applied(national);
        Assert.Equal(("D1", "ccer-measures-2023, art. 48"), Of(national.Refused(x => x.Step("register", "2024-07-01", "registrar"))));
        local.Step("cancel", "2024-07-01", "registrar", "cancellation-decision", ("ground", "voluntary"));
        Assert.Equal(("D1", "ccer-measures-2023, art. 48"), Of(national.Refused(x => x.Step("register", "2024-07-01", "registrar"))));

        var later = new TestProgramme("ccer-2023", "later", local.Store);
        later.Project = later.Project.With(("from", new DateOnly(2024, 1, 1)));
        later.Claim(113.005);
        Ccer.Applied(later);
        Assert.Equal(ClaimState.Active, later.Step("register", "2024-07-01", "registrar").Claims);
    }

    [Theory]
    [InlineData("owner", 0, null)]
    [InlineData("high-energy", 0, "linxiang-peaking-plan, line 81")]
    [InlineData("high-energy", 1, null)]
    [InlineData("enterprise", 1, "linxiang-peaking-plan, line 81")]
    [InlineData("enterprise", 2, null)]
    [InlineData("public", 2, "register")]
    [InlineData("public", 3, null)]
    [InlineData("trader", 3, "register")]
    public void Linxiang_opens_access_step_by_step(string accountClass, long open, string? article)
    {
        var rules = TestProgramme.Load("linxiang-wetland-indicator");
        if (article is null)
            UnitRules.CheckAccess(rules, open, accountClass);
        else
            Assert.Equal(article, Assert.Throws<RefusedRequestException>(() => UnitRules.CheckAccess(rules, open, accountClass)).Refusal.Article);
    }

    [Theory]
    [InlineData("ets-surrender", true)]
    [InlineData("event-neutrality", true)]
    [InlineData("enterprise-offset", true)]
    [InlineData("public-good", true)]
    [InlineData("energy-compensation", false)]
    public void R16_units_are_retired_for_the_reasons_of_the_programme(string reason, bool allowed)
    {
        var rules = TestProgramme.Load("ccer-2023");
        if (allowed)
            UnitRules.CheckReason(rules, reason);
        else
            Assert.Equal(("R16", "ccer-measures-2023, art. 28"), Of(Assert.Throws<RefusedRequestException>(() => UnitRules.CheckReason(rules, reason)).Refusal));
        Assert.Throws<RefusedRequestException>(() => UnitRules.CheckReason(TestProgramme.Load("linxiang-wetland-indicator"), "ets-surrender"));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("CN", true)]
    [InlineData("SG", false)]
    [InlineData("HK", false)]
    public void R17_nothing_is_done_across_the_border_without_a_rule_document(string? country, bool allowed)
    {
        var p = new TestProgramme();
        p.Admit("buyer", "owner", ("country", country));
        if (allowed)
        {
            UnitRules.CheckDomestic(p.Store, p.Rules, "buyer");
            return;
        }

        Assert.Equal(("R17", "ccer-measures-2023, art. 29"), Of(Assert.Throws<RefusedRequestException>(() => UnitRules.CheckDomestic(p.Store, p.Rules, "buyer")).Refusal));
        UnitRules.CheckDomestic(p.Store, p.Rules with { AllowsCrossBorder = true }, "buyer");
    }

    private static void Validated(TestProgramme p, string documents)
    {
        p.Step("publish", "2024-01-08", TestProgramme.Owner, documents, Declared);
        p.Step("close-notice", "2024-02-02", "registrar", "", ("comments", 0));
        p.Step("validate", "2024-03-01", "vvb-1", "validation-report", ("conclusion", "positive"));
    }

    private static void Applied(TestProgramme p)
    {
        Validated(p, "pdd");
        p.Step("apply", "2024-03-11", TestProgramme.Owner, "application-form|pdd|validation-report");
    }

    private static (string, string) Of(Refusal refusal) => (refusal.Rule, refusal.Article);
}
