using System.Text;
using CarbonSink.Register;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>The project library and the CAD Trust shaped export over rows put by hand.</summary>
public sealed class RegisterListingTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public void A_project_is_in_reserve_until_it_is_registered_and_out_when_it_is_cancelled()
    {
        using var store = Register();
        var library = RegisterLibrary.Read(store, Today, "here").Projects;
        Assert.Equal(["A", "B", "C"], library.Select(p => p.Project));
        Assert.Equal(("registered", false, null), (library[0].State, library[0].IsReserve, library[0].Left));
        Assert.Equal(("notice", true, null), (library[1].State, library[1].IsReserve, library[1].Left));
        Assert.Equal(("cancel", new DateOnly(2025, 6, 1)), (library[2].Why, library[2].Left));
        Assert.Equal((250L, 500L), (library[0].IssuedT, library[0].ExpectedTPerYear));
        // 0.01° × 0.01° at 29.5° N: 111.32 km × cos 29.5° × 110.85 km / 10⁴ = 107.4 ha on a sphere-like scale; the ellipsoid is within 0.5 %.
        Assert.InRange(library[0].AreaHa, 106.9, 107.9);
    }

    [Fact]
    public void On_an_earlier_day_the_library_is_what_it_was()
    {
        using var store = Register();
        var library = RegisterLibrary.Read(store, new(2024, 6, 30), "here").Projects;
        Assert.Equal(["A", "C"], library.Select(p => p.Project));
        Assert.Equal(("notice", true, 0L), (library[0].State, library[0].IsReserve, library[0].IssuedT));
        Assert.Equal(("registered", null), (library[1].State, library[1].Left));
    }

    [Fact]
    public void Records_are_kept_and_units_returned_by_whom_the_list_names()
    {
        using var store = Register();
        var list = RegisterLibrary.Read(store, Today, "here").Responsibilities;
        var retention = Assert.Single(list, r => r.Kind == "retention");
        Assert.Equal(("owner", new DateOnly(2035, 2, 1)), (Assert.Single(retention.Actors), retention.Day));
        var debt = Assert.Single(list, r => r.Kind == "debt");
        Assert.Contains("40", debt.What.En, StringComparison.Ordinal);
        Assert.Null(debt.Day);
        Assert.NotNull(debt.Remark);
    }

    [Fact]
    public void Units_of_the_export_add_up_to_what_was_issued()
    {
        using var store = Register();
        var export = CadTrustExport.Read(store, "here");
        var units = export.Table("units");
        Assert.Equal(250, export.Issued);
        Assert.Equal(250, units["unitCount"].Sum(u => long.Parse(u!, System.Globalization.CultureInfo.InvariantCulture)));
        // Block 51–150 spans the issuances 1–100 and 101–250, so it is two rows.
        Assert.Equal(["1-50 Retired", "51-100 Held", "101-150 Held", "151-250 Held"], units["unitBlockStart"].Zip(units["unitBlockEnd"], units["unitStatus"]).Select(u => $"{u.First}-{u.Second} {u.Third}"));
        Assert.Equal(2, units["issuanceId"].Distinct().Count());
        Assert.StartsWith("enterprise-offset", units["unitStatusReason"].First(), StringComparison.Ordinal);
    }

    [Fact]
    public void States_without_counterpart_are_blank()
    {
        using var store = Register();
        var projects = CadTrustExport.Read(store, "here").Table("projects");
        Assert.Equal(["Registered", "Listed", "Withdrawn"], projects["projectStatus"]);
        Assert.All(projects["projectType"], Assert.Null);
        Assert.Contains(projects.Blanks, b => b.Column == "projectType");
    }

    [Fact]
    public void Retirements_of_other_registers_are_retired_units_and_apart_from_ours()
    {
        using var store = Register();
        store.Put(Rows.Historic, "verra/retirement/1", CanonicalObject.Of(("registry", "verra"), ("table", "retirement"), ("id", "1"), ("file", new string('a', 64)), ("line", 2), ("quantities", new[] { CanonicalObject.Of(("name", "q"), ("value", "75"), ("counts", "retired")) }), ("fields", Array.Empty<CanonicalObject>())));
        var export = CadTrustExport.Read(store, "here");
        Assert.Equal((250L, 75m), (export.Issued, export.HistoricUnits));
        Assert.Equal(5, export.Table("units").Rows.Count);
    }

    [Theory]
    [InlineData("draft", null, null)]
    [InlineData("withdrawn", null, null)]
    [InlineData("rejected", null, null)]
    [InlineData("validating", null, "Listed")]
    [InlineData("cancelled", "owner-extinct", "De-registered")]
    [InlineData("cancelled", "voluntary", "Withdrawn")]
    [InlineData("revoked", null, "De-registered")]
    public void States_of_projects_are_words_of_the_picklist_or_blank(string state, string? ground, string? word) => Assert.Equal(word, CadTrustColumns.ProjectStatus(state, ground));

    /// <summary>Two projects on one square: the finding of A says that its land was declared distinct from B's, that of B says nothing.</summary>
    [Fact]
    public void An_overlap_says_where_the_land_was_declared_distinct()
    {
        using var store = Register();
        store.Put(store.Claims("A").Single() with { Project = "B" });
        store.Put(Rows.Project, "A", store.Row(Rows.Project, "A")!.With(("distinctFrom", new[] { CanonicalObject.Of(("project", "B"), ("sha256", new string('d', 64))) })));
        var a = RegisterListing.Overlaps(store, "A");
        Assert.Equal(new string('d', 64), a.Objects("overlaps").Single(o => o.Text("otherProject") == "B").Text("distinct"));
        Assert.Equal("B", a.Objects("distinctFrom").Single().Text("project"));
        var b = RegisterListing.Overlaps(store, "B");
        Assert.False(b.Has("distinctFrom") || b.Objects("overlaps").Any(o => o.Has("distinct")));
    }

    private static MemoryStore Register()
    {
        var store = new MemoryStore();
        store.Put(Rows.Register, "register", CanonicalObject.Of(("logId", "test"), ("zh", "测试"), ("en", "test")));
        store.Put(Rows.Actor, "owner", CanonicalObject.Of(("id", "owner"), ("name", "Owner Ltd"), ("roles", new[] { "owner" }), ("state", "active")));
        store.Put(Rows.Account, "acc", CanonicalObject.Of(("id", "acc"), ("holder", "owner")));
        Project(store, "A", "registered", null, ("draft", "draft", "2024-01-01"), ("publish", "notice", "2024-02-01"), ("register", "registered", "2025-01-01"));
        Project(store, "B", "notice", null, ("draft", "draft", "2026-01-01"), ("publish", "notice", "2026-02-01"));
        Project(store, "C", "cancelled", "voluntary", ("draft", "draft", "2023-01-01"), ("register", "registered", "2024-01-01"), ("cancel", "cancelled", "2025-06-01"));
        Project(store, "D", "draft", null);
        store.Put(Rows.Period, "A/1", CanonicalObject.Of(("project", "A"), ("number", 1), ("from", "2024-01-01"), ("to", "2024-12-31"), ("issuedT", 250), ("history", new[] { Step("issue", "issued", "2025-03-01") })));
        foreach (var (first, last) in ((long, long)[])[(1, 100), (101, 250)])
            store.Put(Rows.Issuance, $"p/A/2024/{first}", CanonicalObject.Of(("period", 1), ("first", first), ("last", last), ("account", "acc"), ("entry", first)));
        var series = new UnitSeries("p", "A", 2024);
        store.Put(new UnitBlock(series, 1, 50, "acc", UnitState.Retired, 9));
        store.Put(new UnitBlock(series, 51, 150, "acc", UnitState.Free, 0));
        store.Put(new UnitBlock(series, 151, 250, "acc", UnitState.Frozen, 10));
        store.Put(Rows.Retirement, "9", CanonicalObject.Of(("entry", 9), ("reason", "enterprise-offset"), ("purpose", "2025"), ("beneficiary", "Factory")));
        store.Put(Rows.Debt, "owner", CanonicalObject.Of(("actor", "owner"), ("owed", new[] { CanonicalObject.Of(("programme", "p"), ("quantity", 40), ("entry", 3)) })));
        return store;
    }

    private static void Project(MemoryStore store, string id, string state, string? ground, params (string Event, string To, string Date)[] steps)
    {
        store.Put(Rows.Project, id, CanonicalObject.Of(
            ("id", id), ("programme", "p"), ("name", id), ("owner", "owner"), ("methodology", "m/1"), ("start", "2023-01-01"), ("from", "2023-01-01"), ("to", "2042-12-31"), ("pools", new[] { "agb" }), ("divisions", new[] { "430682" }),
            ("facts", CanonicalObject.Of(("expectedTPerYear", id == "A" ? 500 : null))), ("state", state), ("since", steps.Length == 0 ? null : steps[^1].Date), ("ground", ground), ("retainUntil", id == "A" ? "2035-02-01" : null), ("history", steps.Select(s => Step(s.Event, s.To, s.Date)))));
        if (id != "A")
            return;
        const double west = 113.4, south = 29.495, side = 0.01;
        var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.ASCII, leaveOpen: true))
        {
            writer.Write((byte)1);
            writer.Write(3);
            writer.Write(1);
            writer.Write(5);
            foreach (var (x, y) in ((double, double)[])[(0, 0), (side, 0), (side, side), (0, side), (0, 0)])
            {
                writer.Write(west + x);
                writer.Write(south + y);
            }
        }

        store.Put(new ParcelClaim(id, "1", "p", new(new(2023, 1, 1), new(2042, 12, 31)), ["agb"], null, bytes.ToArray(), new(west, south, west + side, south + side), ClaimState.Active));
    }

    private static CanonicalObject Step(string name, string to, string date) => CanonicalObject.Of(("event", name), ("from", "x"), ("to", to), ("date", date), ("entry", 1), ("actor", "owner"));
}
