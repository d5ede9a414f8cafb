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
    [InlineData(ClaimState.Active, "2030-01-01", "2043-12-31", "D1")] // both registered, days in common
    [InlineData(ClaimState.Active, null, null, null)] // the other's crediting period ended before
    [InlineData(ClaimState.Active, "2044-01-01", "2050-12-31", null)] // common days outside those that are asked for
    [InlineData(ClaimState.Drafted, "2030-01-01", "2043-12-31", null)] // of two drafts the first to be registered earns
    public void Registered_projects_stop_common_days(ClaimState other, string? from, string? to, string? rule)
    {
        var refusal = EarningGate.Check(state, Project("ccer-2023"), Crediting, [Overlap("phcer", other, from, to)]);
        Assert.Equal(rule, refusal?.Rule);
        if (rule is not null)
            Assert.Equal(("ccer-measures-2023, art. 48", true), (refusal!.Article, refusal.Reason.En.Contains("1234 m²", StringComparison.Ordinal)));
    }

    [Fact]
    public void Pools_do_not_make_two_benefits_of_one()
    {
        var overlap = Overlap("linxiang-wetland-indicator", ClaimState.Active, "2030-01-01", "2030-12-31") with { Pools = [] };
        Assert.Equal("D1", EarningGate.Check(state, Project("ccer-2023"), Crediting, [overlap])?.Rule);
        Assert.Equal(("D1", "register"), (EarningGate.Check(state, Project("phcer"), Crediting, [overlap]) is { } r ? (r.Rule, r.Article) : default));
    }

    [Fact]
    public void Slivers_stop_nothing()
    {
        var sliver = Overlap("ccer-2023", ClaimState.Tombstone, "2030-01-01", "2030-12-31") with { Slivers = 3 };
        Assert.Null(EarningGate.Check(state, Project("ccer-2023"), Crediting, [sliver]));
    }

    [Fact]
    public void A_project_does_not_count_its_own_land_twice()
    {
        var own = Overlap("ccer-2023", ClaimState.Drafted, "2024-01-01", "2043-12-31") with { OtherProject = "P" };
        Assert.Equal("D1", EarningGate.Check(state, Project("ccer-2023"), Crediting, [own])?.Rule);
    }

    [Fact]
    public void A_cancelled_project_never_returns_to_its_programme()
    {
        var tombstone = Overlap("ccer-2023", ClaimState.Tombstone, null, null);
        var refusal = EarningGate.Check(state, Project("ccer-2023"), Crediting, [tombstone]);
        Assert.Equal(("R8", "ccer-measures-2023, art. 16"), (refusal?.Rule, refusal?.Article));
        Assert.Null(EarningGate.Check(state, Project("phcer"), Crediting, [tombstone])); // another programme, no day earned
        var distinct = Project("ccer-2023").With(("distinctFrom", new[] { CanonicalObject.Of(("project", "Q"), ("sha256", new string('0', 64))) }));
        Assert.Null(EarningGate.Check(state, distinct, Crediting, [tombstone]));
        Assert.Equal("R8", EarningGate.Check(state, distinct, Crediting, [tombstone with { OtherProject = "R" }])?.Rule);
    }

    [Theory]
    [InlineData("issued", "2024-12-31", "D1")] // one common day is enough
    [InlineData("registered", "2025-06-30", "D1")]
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
