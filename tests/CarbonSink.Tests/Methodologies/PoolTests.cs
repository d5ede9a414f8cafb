using CarbonSink.Estimation;
using CarbonSink.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Methodologies;

public sealed class PoolTests
{
    private static readonly string[] Inputs = ["A|unit|ha", "V|unit|m3/ha", "species|unit|code", "above|unit|t/ha", "roots|unit|t/ha", "live|unit|t/ha", "ratio|unit|1"];

    private static readonly string[] Measured = ["a|AGB_ha|unit|t/ha|AGB|||`above`", "b|BGB_ha|unit|t/ha|BGB|||`roots`", "l|LIV_ha|unit|t/ha|living|||`live`", "r|R|unit|1|BGB/AGB|||`ratio`", "d|DW_ha|unit|t/ha|DW|||`above`"];

    [Theory]
    [InlineData("AGB", "AGB_ha + AGB_ha")]
    [InlineData("living", "AGB_ha + BGB_ha")]
    [InlineData("living", "AGB_ha * (1 + R)")]
    [InlineData("BGB", "AGB_ha * R")]
    [InlineData("BGB", "R * AGB_ha")]
    [InlineData("AGB", "BGB_ha / R")]
    [InlineData("AGB", "LIV_ha - BGB_ha")]
    [InlineData("AGB", "LIV_ha / (1 + R)")]
    [InlineData("living+DW", "LIV_ha + DW_ha")]
    [InlineData("AGB", "0.5 * AGB_ha")]
    [InlineData("AGB", "min(AGB_ha, 100[t/ha])")]
    [InlineData("AGB", "if(V > 0[m3/ha], AGB_ha, 0[t/ha])")]
    [InlineData("AGB", "sum(AGB_ha over unit)")]
    public void Pools_are_carried_as_a_forester_would(string pool, string formula)
    {
        var (over, unit) = formula.StartsWith("sum", StringComparison.Ordinal) ? (string.Empty, "t/ha") : ("unit", "t/ha");
        using var pack = Pack($"y|Y|{over}|{unit}|{pool}|||`{formula}`");
        Assert.Equal(6, pack.Load().Equations.Count);
    }

    [Theory]
    [InlineData("living", "LIV_ha + BGB_ha", "already contains BGB")]
    [InlineData("living", "LIV_ha * (1 + R)", "is no pool")]
    [InlineData("BGB", "LIV_ha * R", "is no pool")]
    [InlineData("AGB", "AGB_ha + BGB_ha", "covers living, but column pool says AGB")]
    [InlineData("", "AGB_ha", "covers AGB, but column pool says no pool")]
    [InlineData("AGB", "AGB_ha - BGB_ha", "is not part of AGB")]
    [InlineData("AGB", "AGB_ha * AGB_ha / 1[t/ha]", "is no pool")]
    [InlineData("AGB", "if(V > 0[m3/ha], AGB_ha, LIV_ha)", "cannot stand for one another")]
    [InlineData("AGB", "max(AGB_ha, LIV_ha)", "cannot stand for one another")]
    [InlineData("living", "AGB_ha * (2 + R)", "only '1 + ratio'")]
    [InlineData("living", "AGB_ha * (R + 1)", "only '1 + ratio'")]
    [InlineData("AGB", "AGB_ha * (1 - R)", "is not part of")]
    [InlineData("root", "AGB_ha", "'root' is not a carbon pool")]
    [InlineData("X.pool", "AGB_ha", "'X' is no table or symbol")]
    [InlineData("Y.pool", "AGB_ha", "leads back to itself")]
    public void What_would_count_a_pool_twice_or_mislabel_it_fails_to_load(string pool, string formula, string message)
    {
        using var pack = Pack($"y|Y|unit|t/ha|{pool}|||`{formula}`");
        Assert.Contains(message, pack.Problem().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Roots_cannot_be_added_twice_a_pack_that_tries_fails_to_load()
    {
        // The rows of `fang` are living biomass: roots are in. Three ways to add them once more.
        string[][] attempts =
        [
            // Adding roots to a value whose pool is the row's.
            ["1|B|unit|t/ha|fang.pool|||`fang(species).a * V + fang(species).b`", "2|T|unit|t/ha|living|||`B + BGB_ha`"],

            // Multiplying it by 1 + R.
            ["1|B|unit|t/ha|fang.pool|||`fang(species).a * V + fang(species).b`", "2|T|unit|t/ha|living|||`B * (1 + R)`"],

            // Calling the row's value above-ground first.
            ["1|B|unit|t/ha|AGB|||`fang(species).a * V + fang(species).b`", "2|T|unit|t/ha|living|||`B * (1 + R)`"],

            // Leaving the pool out.
            ["1|B|unit|t/ha||||`fang(species).a * V + fang(species).b`", "2|T|unit|t/ha|living|||`B + BGB_ha`"],

            // Saying honestly that it is living.
            ["1|B|unit|t/ha|living||||`live`".Replace("||||", "|||", StringComparison.Ordinal), "2|T|unit|t/ha|living|||`B + BGB_ha`"],
        ];
        foreach (var equations in attempts)
        {
            using var pack = Pack(equations);
            Assert.NotEmpty(pack.Problems());
        }
    }

    [Fact]
    public void Roots_are_added_on_a_route_that_names_the_pool_of_the_row()
    {
        using var pack = Pack(
            "1|B|unit|t/ha|fang.pool|||`fang(species).a * V + fang(species).b`",
            "2a|T|unit|t/ha|living|`fang(species).pool in living_pool`||`B`",
            "2b|T|unit|t/ha|living|`fang(species).pool in above_ground_pool`||`B * (1 + R)`");
        var run = new TestRun(pack.Load()).Members("unit", 2).Give("V", 100, 100).Give("species", "fir", "larch").Give("ratio", 0.25, 0.25).Run();
        Assert.Equal("2a 2b", $"{run.Route("T", 0)} {run.Route("T", 1)}");
        Assert.Equal(0.5 * 100 + 20, run.Value("T", 0)); // living as it is
        Assert.Equal((0.6 * 100 + 2) * 1.25, run.Value("T", 1), 12); // above ground, roots added
        Assert.Equal([CarbonPool.Living, CarbonPool.AboveGround], [run.State("B", 0).Pool, run.State("B", 1).Pool]);
        Assert.All([0, 1], row => Assert.Equal(CarbonPool.Living, run.State("T", row).Pool));
    }

    [Fact]
    public void A_narrowed_pool_is_proved_in_every_row()
    {
        // The condition looks at the row of `fir`, the value comes from the row of the unit's own species.
        using var pack = new TestPack
        {
            Sets = ["unit||||A"],
            Inputs = [.. Inputs, "model|unit|code"],
            Tables = ["fang|tables/t/fang@1|forest_type|refuse"],
            Equations = ["1|B|unit|t/ha|fang.pool|||`fang(species).a * V + fang(species).b`", "2|T|unit|t/ha|living|`fang(model).pool in living_pool`||`B`", "3|S|unit|t/ha|living|`fang(model).pool in living_pool`||`fang(species).b`"],
        }.Table("fang", "forest_type,a [t/m3],b [t/ha],pool", "fir,0.5,20,living", "larch,0.6,2,AGB");
        var run = new TestRun(pack.Load()).Members("unit", 2).Give("V", 100, 100).Give("model", "fir", "fir").Give("species", "fir", "larch").Run();
        Assert.Equal(70, run.Value("T", 0));
        Assert.Equal("pool-conflict", run.Cause("T", 1).Code);
        Assert.Equal("equation 2 needs pool living, but B is AGB", run.Cause("T", 1).En);
        Assert.Equal("pool-conflict", run.Cause("S", 1).Code);
    }

    [Fact]
    public void Pools_known_only_per_row_must_agree_where_they_meet()
    {
        // Upper and lower storey: the sum has a pool only where both rows have the same.
        using var pack = new TestPack
        {
            Sets = ["unit||||A"],
            Inputs = [.. Inputs, "lower|unit|code"],
            Tables = ["fang|tables/t/fang@1|forest_type|refuse"],
            Equations = ["1|U|unit|t/ha|fang.pool|||`fang(species).b`", "2|L|unit|t/ha|fang.pool|||`fang(lower).b`", "3|S|unit|t/ha|U.pool|||`U + L`"],
        }.Table("fang", "forest_type,b [t/ha],pool", "fir,20,living", "oak,8,living", "larch,2,AGB");
        var run = new TestRun(pack.Load()).Members("unit", 2).Give("species", "fir", "fir").Give("lower", "oak", "larch").Run();
        Assert.Equal((28, CarbonPool.Living), (run.Value("S", 0), run.State("S", 0).Pool));
        Assert.Equal("pool-conflict", run.Cause("S", 1).Code);
        using var sum = new TestPack { Sets = ["unit||||A"], Inputs = [.. Inputs, "lower|unit|code"], Tables = ["fang|tables/t/fang@1|forest_type|refuse"], Equations = ["1|U|unit|t/ha|fang.pool|||`fang(species).b + fang(lower).b`"] }
            .Table("fang", "forest_type,b [t/ha],pool", "fir,20,living");
        Assert.Contains("reads 2 rows of 'fang'", sum.Problem().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_of_different_pools_are_not_summed_unless_one_is_named()
    {
        using var mixed = Pack("1|B|unit|t/ha|fang.pool|||`fang(species).b`", "2|S||t|B.pool|||`sum(B * A over unit)`");
        Assert.Contains("may cover different pools", mixed.Problem().Message, StringComparison.Ordinal);
        using var named = Pack("1|B|unit|t/ha|fang.pool|||`fang(species).b`", "2|S||t|living|||`sum(B * A over unit where fang(species).pool in living_pool)`");
        var run = new TestRun(named.Load()).Members("unit", 3).Give("A", 1, 2, 4).Give("species", "fir", "larch", "fir").Run();
        Assert.Equal((100, CarbonPool.Living), (run.Value("S"), run.State("S").Pool)); // 20 × 1 + 20 × 4
    }

    [Fact]
    public void A_table_that_tells_pools_per_row_tells_them_in_every_row()
    {
        using var pack = Pack().Table("fang", "forest_type,a [t/m3],b [t/ha],pool", "fir,0.5,20,living", "oak,0.5,20,");
        Assert.Equal(("tables/t/1/fang.csv", 3, "has no pool, although the table tells pools per row"), (pack.Problem().File, pack.Problem().Line, pack.Problem().Message));
    }

    [Fact]
    public void Chinese_fir_at_100_cubic_metres_has_65_66_tonnes_of_living_biomass()
    {
        var catalog = MethodologyCatalog.Open(Repository.PathOf("methodology"));
        var crosswalk = new TableChoice("species.csv", Repository.PathOf("methodology/methods/county-forest-stock/1/examples"));
        var run = new TestRun(catalog.Load("county-forest-stock/1", new Dictionary<string, TableChoice> { ["species_type"] = crosswalk }))
            .Members("unit", 1).Give("V_rec", 100).Give("species", "杉木").Give("land_class", "arbor").Run();
        Assert.Equal(0.4652 * 100 + 19.141, run.Value("B_ha"), 12); // 65.661
        Assert.Equal(65.66, run.Value("B_ha"), 0.005);
        Assert.Equal(CarbonPool.Living, run.State("B_ha").Pool);
    }

    private static TestPack Pack(params string[] equations) => new TestPack
    {
        Sets = ["unit||||A"],
        Inputs = Inputs,
        Tables = ["fang|tables/t/fang@1|forest_type|refuse"],
        Equations = [.. Measured, .. equations],
    }.Table("fang", "forest_type,a [t/m3],b [t/ha],pool", "fir,0.5,20,living", "larch,0.6,2,AGB");
}
