using CarbonSink.Projects;
using CarbonSink.Register;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>The same parcel and days earn once: each rule has a case that is let through and one that is not.</summary>
public sealed class EarningGateTests : IDisposable
{
    private static readonly DaySpan Crediting = new(new(2024, 1, 1), new(2043, 12, 31));
    private readonly MemoryStore state = new();

    public void Dispose() => state.Dispose();

    [Theory]
    [InlineData(ClaimState.Active, "2030-01-01", "2043-12-31", "earn-once")] // both registered, days in common
    [InlineData(ClaimState.Active, null, null, null)] // the other's crediting period ended before
    [InlineData(ClaimState.Active, "2044-01-01", "2050-12-31", null)] // common days outside those that are asked for
    [InlineData(ClaimState.Drafted, "2030-01-01", "2043-12-31", null)] // of two drafts the first to be registered earns
    public void Registered_projects_stop_common_days(ClaimState other, string? from, string? to, string? rule)
    {
        var refusal = EarningGate.Check(state, Project("ccer-2023"), Crediting, [Overlap("phcer", other, from, to)]);
        Assert.Equal(rule, refusal?.Rule);
        if (rule is not null)
            Assert.Equal(("register", true), (refusal!.Article, refusal.Reason.En.Contains("1234 m²", StringComparison.Ordinal)));
    }

    [Fact]
    public void Pools_do_not_make_two_benefits_of_one()
    {
        var overlap = Overlap("linxiang-wetland-indicator", ClaimState.Active, "2030-01-01", "2030-12-31") with { Pools = [] };
        Assert.Equal("earn-once", EarningGate.Check(state, Project("ccer-2023"), Crediting, [overlap])?.Rule);
        Assert.Equal(("earn-once", "register"), (EarningGate.Check(state, Project("phcer"), Crediting, [overlap]) is { } r ? (r.Rule, r.Article) : default));
    }

    [Fact]
    public void Slivers_stop_nothing()
    {
        var sliver = Overlap("ccer-2023", ClaimState.Tombstone, "2030-01-01", "2030-12-31") with { Slivers = 3, ShareMillionths = 0 };
        Assert.Null(EarningGate.Check(state, Project("ccer-2023"), Crediting, [sliver]));
    }

    [Fact]
    public void Slivers_that_are_too_much_together_stop_registration()
    {
        var comb = Overlap("phcer", ClaimState.Active, "2030-01-01", "2030-12-31") with { Slivers = 400 };
        Assert.Equal("earn-once", EarningGate.Check(state, Project("ccer-2023"), Crediting, [comb])?.Rule);
    }

    /// <summary>Article 43 bars the owner of a revoked project, not its land.</summary>
    [Fact]
    public void The_land_of_a_revoked_project_earns_again_for_days_not_yet_earned()
    {
        state.Put(Rows.Project, "Q", CanonicalObject.Of(("id", "Q"), ("state", "revoked")));
        var tombstone = Overlap("ccer-2023", ClaimState.Tombstone, null, null);
        Assert.Null(EarningGate.Check(state, Project("ccer-2023"), Crediting, [tombstone]));
        state.Put(Rows.Period, "Q/1", CanonicalObject.Of(("project", "Q"), ("number", 1), ("from", "2024-01-01"), ("to", "2024-12-31"), ("state", "issued")));
        Assert.Equal("earn-once", EarningGate.Check(state, Project("ccer-2023"), Crediting, [tombstone])?.Rule);
    }

    [Fact]
    public void A_project_does_not_count_its_own_land_twice()
    {
        var own = Overlap("ccer-2023", ClaimState.Drafted, "2024-01-01", "2043-12-31") with { OtherProject = "P" };
        Assert.Equal("earn-once", EarningGate.Check(state, Project("ccer-2023"), Crediting, [own])?.Rule);
    }

    [Fact]
    public void A_cancelled_project_never_returns_to_its_programme()
    {
        var tombstone = Overlap("ccer-2023", ClaimState.Tombstone, null, null);
        var refusal = EarningGate.Check(state, Project("ccer-2023"), Crediting, [tombstone]);
        Assert.Equal(("cancelled-stays", "register"), (refusal?.Rule, refusal?.Article));
        Assert.Null(EarningGate.Check(state, Project("phcer"), Crediting, [tombstone])); // another programme, no day earned
        var distinct = Project("ccer-2023").With(("distinctFrom", new[] { CanonicalObject.Of(("project", "Q"), ("sha256", new string('0', 64))) }));
        Assert.Equal("cancelled-stays", EarningGate.Check(state, distinct, Crediting, [tombstone])?.Rule); // measured land stays common land
        var slivers = tombstone with { Slivers = 400 };
        Assert.Null(EarningGate.Check(state, distinct, Crediting, [slivers]));
        Assert.Equal("cancelled-stays", EarningGate.Check(state, Project("ccer-2023"), Crediting, [slivers])?.Rule);
        Assert.Equal("cancelled-stays", EarningGate.Check(state, distinct, Crediting, [slivers with { OtherProject = "R" }])?.Rule);
        state.Put(Rows.Period, "Q/1", CanonicalObject.Of(("project", "Q"), ("number", 1), ("from", "2024-01-01"), ("to", "2024-12-31"), ("state", "issued")));
        Assert.Equal("earn-once", EarningGate.Check(state, distinct, Crediting, [slivers])?.Rule); // and days that were earned stay earned
    }

    [Theory]
    [InlineData("issued", "2024-12-31", "earn-once")] // one common day is enough
    [InlineData("registered", "2025-06-30", "earn-once")]
    [InlineData("verified", "2025-06-30", null)] // nothing earned yet
    [InlineData("issued", "2023-12-31", null)] // earned, but before the first day that is asked for
    public void Days_that_a_cancelled_project_earned_stay_earned_in_every_programme(string periodState, string to, string? rule)
    {
        state.Put(Rows.Period, "Q/1", CanonicalObject.Of(("project", "Q"), ("number", 1), ("from", "2023-01-01"), ("to", to), ("state", periodState)));
        state.Put(Rows.Period, "S/1", CanonicalObject.Of(("project", "S"), ("number", 1), ("from", "2023-01-01"), ("to", "2043-01-01"), ("state", "issued"))); // a stranger's
        var refusal = EarningGate.Check(state, Project("phcer"), new(new(2024, 12, 31), new(2026, 12, 31)), [Overlap("ccer-2023", ClaimState.Tombstone, null, null)]);
        Assert.Equal(rule, refusal?.Rule);
    }

    private static CanonicalObject Project(string programme) => CanonicalObject.Of(("id", "P"), ("programme", programme));

    private static OverlapFinding Overlap(string programme, ClaimState other, string? from, string? to) =>
        new("1", programme, "Q", "9", other, 1234, 500_000, from is null ? null : DateOnly.ParseExact(from, "yyyy-MM-dd"), to is null ? null : DateOnly.ParseExact(to, "yyyy-MM-dd"), ["agb"], false);
}
