using Xunit;

namespace CarbonSink.Tests.Samples;

/// <summary>The forests of the counties lie within what is known of the real ones: area of the county in km², share of forest cover, mean stock of arbor forest in m³/ha.</summary>
public class ForestTests
{
    private static readonly string[] Arbor = ["1111", "1112", "0111", "030100", "30100", "乔木林地"];
    private static readonly string[] Cover = [.. Arbor, "1130", "0113", "1310", "0131", "030200", "030301"];

    /// <summary>Linxiang has about 1,720 km² and its plan gives 51 % and 57 % of cover; Fushun county about 1,650 km² and 65 to 70 %; Ruichang about 1,420 km² and 60 %. The stocks are round figures of the regions.</summary>
    [Theory]
    [InlineData("linxiang", 1680, 1760, 0.55, 0.62, 45, 75)]
    [InlineData("fushun", 1620, 1680, 0.64, 0.70, 75, 100)]
    [InlineData("ruichang", 1400, 1460, 0.58, 0.64, 50, 75)]
    public void The_forest_is_plausible(string id, double leastArea, double mostArea, double leastCover, double mostCover, double leastStock, double mostStock)
    {
        var sample = SampleSet.Of(id);
        var (units, stock) = (sample.Units, sample.Units.Fields.Contains("MEI_GQ_XJ") ? "MEI_GQ_XJ" : "HUO_LMGQXJ");
        double Area(IEnumerable<int> records) => records.Sum(r => sample.UnitPolygons[r].Area) / 10_000;
        var all = Enumerable.Range(0, units.Count).ToList();
        var county = sample.Polygons("boundary").Single().Area / 10_000;
        Assert.InRange(county / 100, leastArea, mostArea);
        Assert.InRange(Area(all.Where(r => Cover.Contains(units.Text("DI_LEI", r)))) / county, leastCover, mostCover);

        var stocked = all.FindAll(r => Arbor.Contains(units.Text("DI_LEI", r)) && units.Number(stock, r) > 0);
        Assert.InRange(stocked.Sum(r => units.Number(stock, r)!.Value * sample.UnitPolygons[r].Area / 10_000) / Area(stocked), leastStock, mostStock);
        Assert.All(stocked, r => Assert.InRange(units.Number(stock, r)!.Value, 0.1, 330));

        // V = form factor · G · (H + 3) with form factors of 0.39 to 0.42
        Assert.All(stocked.Where(r => units.Number("PINGJUN_SG", r) > 0 && units.Number("PINGJUN_XJ", r) > 0), r =>
        {
            var (d, h, n) = (units.Number("PINGJUN_XJ", r)!.Value / 100, units.Number("PINGJUN_SG", r)!.Value, units.Number("MEI_GQ_ZS", r)!.Value);
            Assert.Equal(0.405 * n * Math.PI / 4 * d * d * (h + 3), units.Number(stock, r)!.Value, 0.05 + 0.04 * units.Number(stock, r)!.Value);
        });
    }
}
