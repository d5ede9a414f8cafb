using CarbonSink.Growth;
using CarbonSink.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Growth;

public class YieldTablesTests
{
    private const string Humid = "subtropical-humid-forest";

    private static readonly Lazy<Methodology> Pack = new(() => MethodologyCatalog.Open(Repository.PathOf("methodology")).Load(YieldTables.Method));
    private static readonly Lazy<Methodology> WithFits = new(() => MethodologyCatalog.Open(Repository.PathOf("methodology")).Load(
        YieldTables.Method, new Dictionary<string, TableChoice> { ["fitted"] = new("fitted.csv", Repository.PathOf("methodology/methods/stand-growth/1/examples")) }));

    private static YieldTabulation Of(Methodology growth, string region, params GrowthClass[] classes) => YieldTables.Tabulate(growth, classes, region, Humid, 60);

    [Fact]
    public void FittedCurveServesItsAgesAlone()
    {
        var table = Assert.Single(Of(WithFits.Value, "southern-china", new GrowthClass("杉木林", "planted")).Tables);
        Assert.Equal((5, 40), (table.FirstAge, table.LastAge));
        Assert.Equal("curve fitted to own data", table.Origin.En);
        // Schumacher 300·e^(−15/t); carbon of B = 0.4652 V + 19.141 at 0.47, split at R = 0.23.
        for (var age = 5; age <= 40; age++)
        {
            var volume = 300 * Math.Exp(-15.0 / age);
            Assert.Equal(volume, table.Volume[age - 5], 1e-9);
            Assert.Equal(((0.4652 * volume) + 19.141) * 0.47, table.AboveGround[age - 5] + table.BelowGround[age - 5], 1e-9);
            Assert.Equal(((0.4652 * volume) + 19.141) * 0.47 / 1.23, table.AboveGround[age - 5], 1e-9);
        }
    }

    [Fact]
    public void CurveOfASpeciesComesBeforeThatOfItsType()
    {
        var table = Assert.Single(Of(WithFits.Value, "southern-china", new GrowthClass("杉木林", "planted") { Species = "310" }).Tables);
        Assert.Equal(300 * Math.Pow(1 - Math.Exp(-1), 2), table.Volume[20 - table.FirstAge], 1e-9);
    }

    [Fact]
    public void SouthernOrder()
    {
        // No fit: Zhejiang by age group, flagged elsewhere; natural oaks, whose middle group is implausible: IPCC, 2.5 t/ha/yr up to 20 years.
        var zhejiang = Assert.Single(Of(Pack.Value, "southern-china", new GrowthClass("杉木林", "planted")).Tables);
        Assert.Equal("carbon by age group of Zhejiang", zhejiang.Origin.En);
        Assert.True(zhejiang.IsExtrapolated);
        Assert.Equal(0, zhejiang.Volume.Length);
        Assert.Equal((0, 30), (zhejiang.FirstAge, zhejiang.LastAge));
        Assert.Equal(22.16, zhejiang.AboveGround[15] + zhejiang.BelowGround[15], 1e-9);
        Assert.Equal(ParameterStatus.Derived, zhejiang.Status);
        Assert.False(Assert.Single(Of(Pack.Value, "zhejiang", new GrowthClass("杉木林", "planted")).Tables).IsExtrapolated);
        var oaks = Assert.Single(Of(Pack.Value, "southern-china", new GrowthClass("栎类林", "natural")).Tables);
        Assert.Equal("growth of IPCC 2019 table 4.12", oaks.Origin.En);
        Assert.Equal(2.5 * 10 * 0.47, oaks.AboveGround[10], 1e-9);
        Assert.Equal(((2.5 * 20) + (1.0 * 40)) * 0.47, oaks.AboveGround[60], 1e-9);
    }

    [Fact]
    public void TableByAgeGroupsNeverFalls()
    {
        // Printed middles of planted fir: 22.16 at 15, 31.76 at 22.5, 26.63 at 30; at 23 the line is down to 31.76 − 0.5/7.5·(31.76 − 26.63), above the 31.12 of 22 years.
        var fir = Assert.Single(Of(Pack.Value, "zhejiang", new GrowthClass("杉木林", "planted")).Tables);
        double Carbon(int age) => fir.AboveGround[age] + fir.BelowGround[age];
        Assert.Equal(22.16 + (7 / 7.5 * (31.76 - 22.16)), Carbon(22), 1e-9);
        var greatest = 31.76 - (0.5 / 7.5 * (31.76 - 26.63));
        Assert.All(Enumerable.Range(23, 8), age => Assert.Equal(greatest, Carbon(age), 1e-9));
        Assert.Equal(Enumerable.Range(24, 7), fir.HeldAges);
        Assert.Equal(greatest / 1.23, fir.AboveGround[30], 1e-9);
        Assert.Empty(Assert.Single(Of(Pack.Value, "zhejiang", new GrowthClass("马尾松林", "natural")).Tables).HeldAges);
    }

    [Fact]
    public void LittleStockIsNotACurveOfAnotherRegion()
    {
        // 300·e^(−15/t) is below the 20 m3/ha of the biomass equation while t < 15/ln 15 = 5.54, at 5 years alone; the curve is the bureau's own.
        var table = Assert.Single(Of(WithFits.Value, "southern-china", new GrowthClass("杉木林", "planted")).Tables);
        Assert.False(table.IsExtrapolated);
        Assert.Equal([5], table.BiomassExtrapolatedAges);
        var borrowed = Assert.Single(Of(Pack.Value, "southern-china", new GrowthClass("杉木林", "planted")).Tables);
        Assert.True(borrowed.IsExtrapolated);
        Assert.Empty(borrowed.BiomassExtrapolatedAges);
    }

    [Fact]
    public void CurveOfHebeiDoesNotServeAKnownTypeAndOriginInTheSouth()
    {
        // Natural fir is a conifer of the Hebei curve, has biomass parameters, and no row of Zhejiang: the south falls back on IPCC.
        var fir = new GrowthClass("杉木林", "natural");
        Assert.Equal("Richards curve of northern Hebei", Assert.Single(Of(Pack.Value, "hebei-north", fir).Tables).Origin.En);
        Assert.Equal("growth of IPCC 2019 table 4.12", Assert.Single(Of(Pack.Value, "southern-china", fir).Tables).Origin.En);
    }

    [Fact]
    public void CurvesOfTheNorthAreRefusedElsewhere()
    {
        // Pine of the Qinling has a curve there but no biomass parameters; elsewhere nothing but IPCC knows it, and unknown origins nothing at all.
        var qinling = Assert.Single(Of(Pack.Value, "qinling", new GrowthClass("油松林", "natural")).Refused);
        Assert.Equal("no-biomass", qinling.Cause.Code);
        Assert.Equal("no-curve", Assert.Single(Of(Pack.Value, "southern-china", new GrowthClass("油松林", "unknown")).Refused).Cause.Code);
        Assert.Equal("growth of IPCC 2019 table 4.12", Assert.Single(Of(Pack.Value, "southern-china", new GrowthClass("油松林", "natural")).Tables).Origin.En);
        Assert.Equal("unknown-region", Assert.Single(Of(Pack.Value, "河北", new GrowthClass("杉木林", "planted")).Refused).Cause.Code);
    }
}
