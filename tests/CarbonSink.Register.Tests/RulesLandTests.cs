using CarbonSink.Register;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>Drafts that are withdrawn, and land that is declared distinct.</summary>
public sealed class RulesLandTests : IDisposable
{
    /// <summary>Degrees that overlap by 1e-8° × 0.001°: about 1 mm × 111 m = 0.11 m², below the tolerance of 1 m².</summary>
    private const double Touching = 113.001 - 1e-8;

    private readonly CcerRegister register = new("linxiang-wetland-indicator");

    public void Dispose() => register.Dispose();

    [Fact]
    public void A_withdrawn_draft_stands_in_nobodys_way_and_never_returns()
    {
        register.Done("owner", register.Draft("p", 113));
        Assert.Equal(["p"], Overlaps(register.Done("rival", register.Draft("q", 113))));
        Assert.Equal(("project-owner", "register"), register.Refused("rival", Withdraw("p")));
        Assert.Equal(("role", "register"), register.Refused("registrar", Withdraw("p")));
        register.On("2024-01-03").Done("owner", Withdraw("p"));
        Assert.Equal(["q"], Overlaps(register.Done("rival", register.Draft("r", 113))));
        Assert.Equal(ClaimState.Withdrawn, Assert.Single(register.Store.Claims("p")).State);
        Assert.Equal(("draft-published", "register"), register.Refused("owner", Withdraw("p")));
        Assert.Equal(("R1", CcerRegister.Measures + "art. 10"), register.Refused("owner", register.Step("p", "publish", "pdd", Ccer.Declared)));
        Assert.Equal(("project-new", "register"), register.Refused("owner", register.Draft("p", 114)));
        var listed = ProjectLibrary.On(register.Store, register.Today).Single(p => p.Project == "p");
        Assert.Equal(("withdrawn", new DateOnly(2024, 1, 2), new DateOnly(2024, 1, 3), "withdraw", false), (listed.State, listed.Entered, listed.Left, listed.Why, listed.IsReserve));
    }

    [Fact]
    public void A_draft_that_was_published_is_not_withdrawn_even_when_it_came_back()
    {
        register.Done("owner", register.Draft("p", 113));
        register.On("2024-01-08").Done("owner", register.Step("p", "publish", "pdd", Ccer.Declared));
        Assert.Equal(("draft-published", "register"), register.Refused("owner", Withdraw("p")));
        register.Done("registrar", register.Step("p", "withdraw", "withdrawal-notice"));
        Assert.Equal(("draft-published", "register"), register.Refused("owner", Withdraw("p")));
        Assert.Equal("draft", register.Store.Row(Rows.Project, "p")!.Text("state"));
    }

    /// <summary>The same land, a cancelled project's: no document makes it another.</summary>
    [Fact]
    public void R8_no_declaration_clears_land_in_common_with_a_cancelled_project()
    {
        Cancelled(tenure: null);
        register.Done("rival", register.Draft("q", 113.0005));
        Assert.Equal(("R8", CcerRegister.Measures + "art. 16"), register.Refused("registrar", Distinct("q", "p")));
        Assert.False(register.Store.Row(Rows.Project, "q")!.Has("distinctFrom"));
    }

    /// <summary>One tenure certificate, two parcels that touch: told until the registrar declares them distinct.</summary>
    [Fact]
    public void R8_a_declaration_answers_the_tenure_certificate()
    {
        Cancelled("湘（2020）7");
        register.Done("rival", register.Draft("q", Touching, "湘(2020) 7"));
        register.Done("rival", register.Draft("r", 114, "湘(2020) 7"));
        Assert.Equal(("distinct-document", CcerRegister.Measures + "art. 16"), register.Refused("registrar", Without(Distinct("q", "p"))));
        Assert.Equal(("role", "register"), register.Refused("rival", Distinct("q", "p")));
        Assert.Equal(("distinct-project", "register"), register.Refused("registrar", Distinct("q", "q")));
        Assert.Equal(("project-known", "register"), register.Refused("registrar", Distinct("q", "none")));
        register.Done("registrar", Distinct("q", "p"));
        Assert.Equal(("distinct-once", "register"), register.Refused("registrar", Distinct("q", "p")));
        Assert.Equal(("p", TestLedger.Hash("order")), register.Store.Row(Rows.Project, "q")!.Objects("distinctFrom").Select(d => (d.Text("project"), d.Text("sha256"))).Single());

        foreach (var project in (string[])["q", "r"])
        {
            Applied(project);
            var outcome = register.Done("registrar", register.Step(project, "register")).Entry.Outcome;
            Assert.Equal(project == "r", outcome.Has("tenureOfCancelled"));
        }
    }

    [Fact]
    public void Projects_of_two_programmes_are_not_declared_distinct()
    {
        register.Done("owner", register.Draft("p", 113));
        register.Done("owner", register.Draft("w", 114, null, "linxiang-wetland-indicator"));
        Assert.Equal(("distinct-project", "register"), register.Refused("registrar", Distinct("w", "p")));
    }

    private static RegisterRequest Withdraw(string project) => new(Verbs.WithdrawProject, CanonicalObject.Of(("project", project), ("reason", "drafted by mistake")));

    private static RegisterRequest Distinct(string project, string other) => new(Verbs.DistinctProject, CanonicalObject.Of(("project", project), ("other", other), ("reason", "neighbours"), ("document", CcerRegister.Document)));

    private static RegisterRequest Without(RegisterRequest request) => request with { Payload = request.Payload.With(("document", null)) };

    private static IEnumerable<string> Overlaps(Receipt receipt) => receipt.Entry.Outcome.Objects("overlaps").Select(o => o.Text("otherProject"));

    /// <summary>A project p that was registered on 2024-03-20 and cancelled on 2024-03-21.</summary>
    private void Cancelled(string? tenure)
    {
        register.Done("owner", register.Draft("p", 113, tenure));
        register.Registered("p");
        register.On("2024-03-21").Done("registrar", register.Step("p", "cancel", "cancellation-decision", ("ground", "voluntary")));
    }

    /// <summary>From 3 April to 6 May, or 3 June to 6 July, there are more than 20 working days.</summary>
    private void Applied(string project)
    {
        var day = project == "q" ? 4 : 6;
        register.On($"2024-0{day}-03").Done("rival", register.Step(project, "publish", "pdd", Ccer.Declared));
        register.On($"2024-0{day + 1}-06").Done("registrar", register.Step(project, "close-notice", "", ("comments", 0)));
        register.Done("vvb-1", register.Step(project, "validate", "validation-report", Ccer.Five));
        register.Done("rival", register.Step(project, "apply", Ccer.Application));
    }
}
