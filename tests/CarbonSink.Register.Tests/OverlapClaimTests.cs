using System.Globalization;
using CarbonSink.Projects;
using CarbonSink.Register;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>Common land of claims, on CGCS2000 with edges straight in longitude and latitude.</summary>
/// <remarks>
/// Expected areas were computed outside with thirty digits (mpmath 1.3): for each edge ∫ q(φ) dλ by adaptive quadrature along the straight edge, with Snyder's closed form
/// q = b²/2 (s/(1 − e²s²) + artanh(e s)/e), s = sin φ, a = 6378137, 1/f = 298.257222101. For a rectangle along parallels that is b²/2-times the difference of two closed forms.
/// </remarks>
public sealed class OverlapClaimTests : IDisposable
{
    private static readonly DaySpan Days = new(new(2024, 1, 1), new(2043, 12, 31));
    private readonly MemoryStore state = new();

    public void Dispose() => state.Dispose();

    [Fact]
    public void Rectangles_along_parallels_have_a_closed_form()
    {
        state.Put(Claim("Q", "9", Rectangle(113.2, 29.1, 113.4, 29.3)));
        var found = Assert.Single(OverlapClaim.Find(state, "P", [Claim("P", "1", Rectangle(113, 29, 113.4, 29.3))]));
        Assert.Equal(431_167_084, found.AreaM2); // 431167083.602
        Assert.Equal(333_174, found.ShareMillionths); // 0.3331745 of 1294117907.162
        Assert.Equal(("1", "phcer", "Q", "9", ClaimState.Active), (found.Parcel, found.OtherProgramme, found.OtherProject, found.OtherParcel, found.OtherState));
    }

    [Fact]
    public void A_county_claimed_twice_is_right_to_the_square_metre()
    {
        string[] county = ["113.25 29.12 113.61 29.03 113.93 29.37 113.52 29.66 113.2 29.45"];
        state.Put(Claim("Q", "9", county));
        var found = Assert.Single(OverlapClaim.Find(state, "P", [Claim("P", "1", county)]));
        Assert.Equal((3_052_003_476, 1_000_000), (found.AreaM2, found.ShareMillionths)); // 3052003475.720
        var around = Assert.Single(OverlapClaim.Find(state, "P", [Claim("P", "1", Rectangle(113, 29, 114, 30))]));
        Assert.Equal(3_052_003_476, around.AreaM2);
    }

    [Fact]
    public void Slanted_borders_cross()
    {
        // y = 29.4 − (x − 113) meets y = 29.1 + (x − 113)/2 at (113.2, 29.2), and y = 29.3 at x = 113.1: a quadrilateral, 269445136.662 m², of the triangle's 862882160.492.
        state.Put(Claim("Q", "9", "113 29.1 113.4 29.3 113 29.3"));
        var found = Assert.Single(OverlapClaim.Find(state, "P", [Claim("P", "1", "113 29 113.4 29 113 29.4")]));
        Assert.Equal((269_445_137, 312_262), (found.AreaM2, found.ShareMillionths));
    }

    [Fact]
    public void Holes_and_parts_count_as_they_lie()
    {
        // The hole is the other's land: nothing in common. With a second part on it, that part alone.
        string[] holed = ["113 29 113.4 29 113.4 29.3 113 29.3", "o113.2 29.1 113.2 29.3 113.4 29.3 113.4 29.1"];
        string[] inner = ["113 29 113.3 29 113.3 29.3 113 29.3", "o113.1 29.1 113.1 29.2 113.2 29.2 113.2 29.1"];
        state.Put(Claim("Q", "9", Rectangle(113.1, 29.1, 113.2, 29.2)));
        Assert.Empty(OverlapClaim.Find(state, "P", [Claim("P", "1", inner)]));

        // A hole that runs along the border makes no valid polygon.
        var refusal = Assert.Throws<RefusedRequestException>(() => ClaimBoundary.BoxOf("1", Claim("P", "1", holed).Wkb.Span)).Refusal;
        Assert.Equal((ClaimBoundary.Rule, "register"), (refusal.Rule, refusal.Article));

        var two = Claim("P", "1", [.. inner, "+113.15 29.12 113.16 29.12 113.16 29.13 113.15 29.13"]);
        var island = OverlapClaim.Find(state, "P", [Claim("P", "1", "113.15 29.12 113.16 29.12 113.16 29.13 113.15 29.13")]).Single();
        Assert.Equal(island.AreaM2, Assert.Single(OverlapClaim.Find(state, "P", [two])).AreaM2);
        Assert.Equal(1_000_000, island.ShareMillionths);
    }

    [Fact]
    public void Identical_parcels_share_all_and_touching_ones_nothing()
    {
        var own = Claim("P", "1", Rectangle(113, 29, 113.001, 29.001)); // 10799.665 m²
        state.Put(Claim("Q", "same", Rectangle(113, 29, 113.001, 29.001)));
        state.Put(Claim("Q", "east", Rectangle(113.001, 29, 113.002, 29.001)));
        state.Put(Claim("Q", "corner", Rectangle(113.001, 29.001, 113.002, 29.002)));
        state.Put(Claim("Q", "half an edge", Rectangle(112.999, 29.0005, 113, 29.0015)));
        var found = Assert.Single(OverlapClaim.Find(state, "P", [own]));
        Assert.Equal(("same", 10_800, 1_000_000), (found.OtherParcel, found.AreaM2, found.ShareMillionths));
    }

    [Theory]
    [InlineData(114, 10_696, 21_391)] // the border of two 3-degree zones: 10695.687 of 21391.374 m² in the north of Hubei
    [InlineData(111, 10_696, 21_391)] // a zone's central meridian
    [InlineData(0, 10_696, 21_391)] // Greenwich
    public void Meridians_do_not_matter(int meridian, long half, long whole)
    {
        var (w, e) = (meridian - 0.001, meridian + 0.001);
        state.Put(Claim("Q", "half", Rectangle(meridian, 30, e, 30.001)));
        state.Put(Claim("R", "whole", Rectangle(w - 1, 29, e + 1, 31)));
        var found = OverlapClaim.Find(state, "P", [Claim("P", "1", Rectangle(w, 30, e, 30.001))]);
        Assert.Equal([half, whole], found.Select(f => f.AreaM2));
        Assert.Equal([500_000, 1_000_000], found.Select(f => f.ShareMillionths));
    }

    [Fact]
    public void Slivers_are_summed_and_what_is_wider_counts()
    {
        // 0.001° of longitude is 97.4 m at 29°; strips of 4e-7° (4.4 cm wide, 4.320 m²) and of 2e-6° (22 cm, 21.599 m²) of latitude reach over the south and north border.
        state.Put(Claim("Q", "south", Rectangle(113, 28.999, 113.001, 29.0000004)));
        state.Put(Claim("Q", "west", Rectangle(112.999, 29, 113.0000004, 29.001)));
        state.Put(Claim("R", "north", Rectangle(113, 29.000998, 113.001, 29.002)));
        var found = OverlapClaim.Find(state, "P", [Claim("P", "1", Rectangle(113, 29, 113.001, 29.001))]);
        Assert.Equal([("", "Q", "", 2), ("1", "R", "north", 0)], found.Select(f => (f.Parcel, f.OtherProject, f.OtherParcel, f.Slivers)));
        Assert.Equal((9, 0L, false), (found[0].AreaM2, found[0].ShareMillionths, found[0].Counts)); // 4.320 + 10799.665 × 4e-7/1e-3 = 8.640, below a thousandth of 10799.665
        Assert.Equal((22, 2_000), (found[1].AreaM2, found[1].ShareMillionths)); // 21.599 of 10799.665
    }

    /// <summary>Strips of 0.8e-6° (8.9 cm) every 1e-6° over an active parcel: 80 % of it, no strip wide enough by itself.</summary>
    [Fact]
    public void A_comb_of_slivers_counts_as_the_land_it_takes()
    {
        state.Put(Claim("Q", "9", Rectangle(113, 29, 113.001, 29.001)));
        var comb = Claim("P", "1", [.. Enumerable.Range(0, 100).Select(i => "+" + Rectangle(113, 29 + (i * 1e-6), 113.001, 29 + (i * 1e-6) + 0.8e-6))]);
        var found = Assert.Single(OverlapClaim.Find(state, "P", [comb]));
        Assert.True(found.Counts);
        Assert.Equal((864, 1_000_000, Days.From, Days.To), (found.AreaM2, found.ShareMillionths, found.From, found.To)); // 10799.665 × 0.08
        Assert.Equal(ClaimBoundary.Rule, Assert.Throws<RefusedRequestException>(() => ParcelBoundary.Read(Convert.ToBase64String(comb.Wkb.Span), "1")).Refusal.Rule);
    }

    /// <summary>Squares of 0.9 m: each is below the least area, 400 of them are 324 m².</summary>
    [Fact]
    public void Many_small_parcels_count_together()
    {
        state.Put(Claim("Q", "9", Rectangle(113, 29, 113.001, 29.001)));
        var found = Assert.Single(OverlapClaim.Find(state, "P", [.. Enumerable.Range(0, 400).Select(i => Claim("P", $"{i}", Rectangle(113.0001 + (i % 20 * 2e-5), 29.0001 + (i / 20 * 2e-5), 113.0001 + (i % 20 * 2e-5) + 9e-6, 29.0001 + (i / 20 * 2e-5) + 8e-6)))]));
        Assert.Equal((true, 311), (found.Counts, found.AreaM2)); // 400 × 10799.665 × 9e-3 × 8e-3 = 311.03
    }

    /// <summary>Big-endian, with bytes behind, of three dimensions, or cut: whoever draws it is told, not whoever looks later.</summary>
    [Fact]
    public void A_draft_takes_only_boundaries_that_the_search_reads()
    {
        byte[] good = Claim("P", "1", Rectangle(113, 29, 113.001, 29.001)).Wkb.ToArray();
        Assert.Equal(new GeographicBox(113, 29, 113.001, 29.001), ParcelBoundary.Read(Convert.ToBase64String(good), "1").Box);
        Assert.All<byte[]>([[.. good, 0], [0, .. good[1..]], [1, 235, 3, 0, 0, .. good[5..]], good[..^1], Claim("P", "1", Rectangle(113, 29, 113.000009, 29.000009)).Wkb.ToArray()], wkb =>
            Assert.Equal(ClaimBoundary.Rule, Assert.Throws<RefusedRequestException>(() => ParcelBoundary.Read(Convert.ToBase64String(wkb), "1")).Refusal.Rule));
    }

    [Fact]
    public void A_boundary_that_cannot_be_read_does_not_stop_the_library()
    {
        state.Put(Claim("P", "1", Rectangle(113, 29, 113.001, 29.001)) with { Wkb = new byte[] { 1, 3 } });
        state.Put(Rows.Project, "P", CanonicalObject.Of(("id", "P"), ("programme", "phcer"), ("name", "n"), ("owner", "o"), ("methodology", "m"), ("state", "draft"), ("since", new DateOnly(2024, 1, 8)),
            ("history", new[] { CanonicalObject.Of(("event", "draft"), ("to", "draft"), ("date", new DateOnly(2024, 1, 8)), ("entry", 0)) })));
        Assert.Equal(1.08, Assert.Single(ProjectLibrary.On(state, new(2024, 2, 1))).AreaHa, 2);
    }

    [Fact]
    public void A_wide_part_counts_however_long_the_strip_it_hangs_on()
    {
        // One claim of two parts: 1000 m of 2 cm (19.4 m²) and 3 m × 11 m: the mean width is that of a sliver, the second part is none.
        state.Put(Claim("Q", "1", "+113 28.99 113.01 28.99 113.01 29.0000002 113 29.0000002", "+113.011 28.99 113.01103 28.99 113.01103 29.0001 113.011 29.0001"));
        Assert.Equal(0, Assert.Single(OverlapClaim.Find(state, "P", [Claim("P", "1", Rectangle(113, 29, 113.02, 29.01))])).Slivers);
    }

    [Fact]
    public void Days_pools_states_and_tenure_are_told()
    {
        var other = Claim("Q", "9", Rectangle(113, 29, 113.001, 29.001)) with { Span = new(new(2040, 5, 1), new(2060, 4, 30)), Pools = ["bgb", "soc"], Tenure = "湘(2024)001", State = ClaimState.Tombstone };
        state.Put(other);
        state.Put(other with { Project = "R", Span = new(new(2044, 1, 1), new(2050, 1, 1)), Tenure = null, State = ClaimState.Drafted });
        state.Put(other with { Project = "P", Parcel = "0" }); // the project's own claim of before
        var found = OverlapClaim.Find(state, "P", [Claim("P", "1", Rectangle(113, 29, 113.001, 29.001)) with { Pools = ["agb", "bgb"], Tenure = "湘(2024)001" }]);
        Assert.Equal(2, found.Count);
        Assert.Equal((new DateOnly(2040, 5, 1), new DateOnly(2043, 12, 31), "bgb", true, ClaimState.Tombstone), (found[0].From, found[0].To, string.Join(' ', found[0].Pools), found[0].SameTenure, found[0].OtherState));
        Assert.Equal((null, null, false, ClaimState.Drafted), (found[1].From, found[1].To, found[1].SameTenure, found[1].OtherState));
        Assert.All(found, f => Assert.Equal(f.ToCanonical(), OverlapFinding.Of(f.ToCanonical()).ToCanonical()));
    }

    [Fact]
    public void A_project_is_told_of_its_own_parcels_that_overlap()
    {
        var found = Assert.Single(OverlapClaim.Find(state, "P", [Claim("P", "2", Rectangle(113, 29, 113.001, 29.001)), Claim("P", "1", Rectangle(113, 29, 113.001, 29.001)), Claim("P", "3", Rectangle(113.001, 29, 113.002, 29.001))]));
        Assert.Equal(("1", "P", "2", 10_800), (found.Parcel, found.OtherProject, found.OtherParcel, found.AreaM2));
    }

    [Fact]
    public void A_tiling_of_claims_takes_up_the_whole_parcel()
    {
        // 400 tiles with common borders: their common parts with a star of 60 corners add up to the star (each rounded to half a metre at most).
        for (var x = 0; x < 20; x++)
            for (var y = 0; y < 20; y++)
                state.Put(Claim("Q", $"{x} {y}", Rectangle(113 + (x * 0.01), 29 + (y * 0.01), 113 + ((x + 1) * 0.01), 29 + ((y + 1) * 0.01))));
        var star = string.Join(' ', Enumerable.Range(0, 60).Select(i => FormattableString.Invariant($"{113.1 + ((i % 2 == 0 ? 0.09 : 0.04) * Math.Cos(i * Math.PI / 30)):R} {29.1 + ((i % 2 == 0 ? 0.09 : 0.04) * Math.Sin(i * Math.PI / 30)):R}")));
        var parts = OverlapClaim.Find(state, "P", [Claim("P", "1", star)]);
        state.Put(Claim("R", "around", Rectangle(113, 29, 113.2, 29.2)));
        var whole = OverlapClaim.Find(state, "P", [Claim("P", "1", star)]).Single(f => f.OtherProject == "R");
        Assert.Equal(1_000_000, whole.ShareMillionths);
        Assert.InRange(parts.Sum(p => p.AreaM2) - whole.AreaM2, -parts.Count / 2, parts.Count / 2);
        Assert.True(parts.Count > 100);
    }

    [Fact]
    public void Boundaries_that_are_none_are_refused_and_never_overlooked()
    {
        byte[] good = Claim("P", "1", Rectangle(113, 29, 113.001, 29.001)).Wkb.ToArray();
        Assert.All<byte[]>([[], [1], good[..^1], [.. good, 0], [0, .. good[1..]], [1, 1, 0, 0, 0, .. good[5..]], Claim("P", "1", "113 29 113.1 29.1 113 29.1 113.1 29").Wkb.ToArray(), Claim("P", "1", "113 29 193 29 113 30").Wkb.ToArray(), Claim("P", "1", "113 29 NaN 29 113 30").Wkb.ToArray()], wkb =>
            Assert.Equal(ClaimBoundary.Rule, Assert.Throws<RefusedRequestException>(() => ClaimBoundary.BoxOf("1", wkb)).Refusal.Rule));

        // Where one is met all the same, it counts as its box.
        state.Put(Claim("Q", "9", Rectangle(113, 29, 113.001, 29.001)) with { Wkb = good.AsMemory(0, 40) });
        Assert.Equal(1_000_000, Assert.Single(OverlapClaim.Find(state, "P", [Claim("P", "1", Rectangle(113, 29, 113.001, 29.001))])).ShareMillionths);
    }

    /// <summary>A hole belongs to the shell it is written with: beside it, or on the shell of another part, it is no land to any other reader.</summary>
    [Theory]
    [InlineData(true, "113 29 113.3 29 113.3 29.3 113 29.3", "o113.1 29.1 113.1 29.2 113.2 29.2 113.2 29.1")]
    [InlineData(true, "113 29 113.3 29 113.3 29.3 113 29.3", "o113.1 29.1 113.1 29.2 113.2 29.2 113.2 29.1", "+113.15 29.12 113.16 29.12 113.16 29.13 113.15 29.13")]
    [InlineData(false, "113 29 113.3 29 113.3 29.3 113 29.3", "o114.1 29.1 114.1 29.2 114.2 29.2 114.2 29.1")]
    [InlineData(false, "113 29 113.3 29 113.3 29.3 113 29.3", "o113.1 29.1 113.1 29.1 113.1 29.1")]
    [InlineData(false, "113 29 113.3 29 113.3 29.3 113 29.3", "+114 29 114.3 29 114.3 29.3 114 29.3", "o113.1 29.1 113.1 29.2 113.2 29.2 113.2 29.1")]
    [InlineData(false, "113 29 113.3 29 113.3 29.3 113 29.3", "+113.1 29.1 113.1 29.2 113.2 29.2 113.2 29.1")]
    public void A_hole_lies_in_its_own_shell(bool allowed, params string[] rings)
    {
        var wkb = Claim("P", "1", rings).Wkb;
        if (allowed)
            ClaimBoundary.BoxOf("1", wkb.Span);
        else
            Assert.Equal(ClaimBoundary.Rule, Assert.Throws<RefusedRequestException>(() => ClaimBoundary.BoxOf("1", wkb.Span)).Refusal.Rule);
    }

    [Fact]
    public void Damaged_claims_of_the_register_do_not_stop_the_search()
    {
        var random = new Random(8);
        byte[] good = Claim("Q", "9", Rectangle(113, 29, 113.001, 29.001)).Wkb.ToArray();
        for (var i = 0; i < 2000; i++)
        {
            var wkb = good.ToArray();
            for (var k = random.Next(1, 4); k > 0; k--)
                wkb[random.Next(wkb.Length)] = (byte)random.Next(256);
            state.Put(Claim("Q", "9", Rectangle(113, 29, 113.001, 29.001)) with { Wkb = wkb });
            Assert.All(OverlapClaim.Find(state, "P", [Claim("P", "1", Rectangle(113.0002, 29, 113.0012, 29.001))]), f => Assert.InRange(f.AreaM2, 0, 10_800));
        }
    }

    [Fact]
    public void Boundaries_survive_being_written()
    {
        var column = new Geometry.PolygonColumn();
        var wkb = Claim("P", "1", "113 29 113.3 29 113.3 29.3 113 29.3", "o113.1 29.1 113.1 29.2 113.2 29.2 113.2 29.1", "+114 29 114.1 29 114 29.1").Wkb.ToArray();
        Assert.Null(ClaimBoundary.Append(column, wkb));
        Assert.Equal(wkb, ClaimBoundary.ToWkb(column, 0));
        Assert.Equal(431_167_083.602, ClaimBoundary.SquareMetres(Claim("P", "1", Rectangle(113.2, 29.1, 113.4, 29.3)).Wkb), 3);
        Assert.Equal(new GeographicBox(113, 29, 114.1, 29.3), ClaimBoundary.BoxOf("1", wkb));
    }

    /// <summary>A claim of rings "x y x y …", closed here: + begins another part, o a hole.</summary>
    internal static ParcelClaim Claim(string project, string parcel, params string[] rings)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        var parts = rings.Index().GroupBy(r => rings.Take(r.Index + 1).Count(x => x[0] == '+')).Select(g => g.Select(r => Numbers(r.Item)).ToArray()).ToArray();
        if (parts.Length > 1)
            Header(6, parts.Length);
        foreach (var part in parts)
        {
            Header(3, part.Length);
            foreach (var ring in part)
            {
                writer.Write((ring.Length / 2) + 1);
                foreach (var value in ring.Concat(ring.Take(2)))
                    writer.Write(value);
            }
        }

        var all = parts.SelectMany(p => p).ToArray();
        var (x, y) = (all.SelectMany(r => r.Where((_, i) => i % 2 == 0)).ToArray(), all.SelectMany(r => r.Where((_, i) => i % 2 == 1)).ToArray());
        return new(project, parcel, "phcer", Days, ["agb"], null, bytes.ToArray(), new(x.Min(), y.Min(), x.Max(), y.Max()), ClaimState.Active);

        void Header(int type, int count)
        {
            writer.Write((byte)1);
            writer.Write(type);
            writer.Write(count);
        }

        static double[] Numbers(string ring) => [.. ring.TrimStart('+', 'o').Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
    }

    internal static string Rectangle(double west, double south, double east, double north) =>
        FormattableString.Invariant($"{west:R} {south:R} {east:R} {south:R} {east:R} {north:R} {west:R} {north:R}");
}
