using System.Globalization;
using CarbonSink.Plots;
using Xunit;

namespace CarbonSink.Tests.Plots;

public sealed class PlotGeometryTests
{
    private const double FootM = 0.3048;
    private const double AcreHa = 0.40468564224; // 43,560 × 0.3048² / 10,000

    [Fact]
    public void A_circle_of_20_m_on_a_slope_of_25_degrees_covers_0_11_ha()
    {
        // methods.md T6: horizontal radius 20 cos 25° = 18.126; π × 20 × 18.126 = 1138.9 m².
        Assert.Equal(18.1, PlotArea.Horizontal(20, 25), 0.05);
        Assert.Equal(0.11, PlotArea.Horizontal(PlotArea.Circle(20), 25) / 10000, 0.005);
        Assert.Equal(Math.PI * 20 * PlotArea.Horizontal(20, 25), PlotArea.Horizontal(PlotArea.Circle(20), 25), 1e-9);
        Assert.Equal(500, PlotArea.Horizontal(PlotArea.Rectangle(50, 20), 60), 1e-9); // cos 60° = ½
        Assert.Equal(45, PlotArea.Degrees(100), 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => PlotArea.Cosine(61));
        Assert.Throws<ArgumentOutOfRangeException>(() => PlotArea.Circle(0));
    }

    [Fact]
    public void Subplots_of_the_US_inventory_have_its_expansions()
    {
        // FIA: four subplots of 24.0 ft and four microplots of 6.8 ft: 43,560 / (4 π 24²) = 6.018046 and 43,560 / (4 π 6.8²) = 74.965282 trees an acre.
        Assert.Equal(6.018046, Subplot(24, 5).StemsPerHa * AcreHa, 5e-6);
        Assert.Equal(74.965282, Subplot(6.8, 1).StemsPerHa * AcreHa, 5e-5);
    }

    [FixtureFact("fixtures/inventory/fia-rhode-island-2014/TREE.csv")]
    public void Every_tree_of_Rhode_Island_has_the_expansion_of_the_subplot_that_tallies_its_diameter()
    {
        Subplot[] subplots = [Subplot(24, 5), Subplot(6.8, 1) with { ToCm = 5 * 2.54 }];
        var lines = File.ReadAllLines(Repository.SharedPath("fixtures/inventory/fia-rhode-island-2014/TREE.csv"));
        var header = lines[0].Split(',').ToList();
        var (diameter, expansion, checkedTrees) = (header.IndexOf("DIA"), header.IndexOf("TPA_UNADJ"), 0);
        foreach (var cells in lines.Skip(1).Select(l => l.Split(',')))
        {
            if (!double.TryParse(cells[diameter], CultureInfo.InvariantCulture, out var inches) || !double.TryParse(cells[expansion], CultureInfo.InvariantCulture, out var perAcre) || perAcre == 0)
                continue;
            var ours = Assert.Single(subplots, s => s.Takes(inches * 2.54)).StemsPerHa * AcreHa;
            Assert.Equal(perAcre, ours, 1e-6 * perAcre);
            checkedTrees++;
        }

        Assert.True(checkedTrees > 1000, $"{checkedTrees} trees");
    }

    [FixtureFact("fixtures/inventory/forestmangr/exfm3.csv")]
    public void Volume_per_hectare_is_that_of_the_plot_times_the_expansion()
    {
        foreach (var cells in File.ReadAllLines(Repository.SharedPath("fixtures/inventory/forestmangr/exfm3.csv")).Skip(1).Select(l => Array.ConvertAll(l.Split(','), c => double.Parse(c, CultureInfo.InvariantCulture))))
            Assert.Equal(cells[3], cells[2] * new Subplot(cells[1] / 10000, 1, 0, double.PositiveInfinity).StemsPerHa, 1e-9);
    }

    [Fact]
    public void Subplots_must_not_tally_the_same_tree()
    {
        var large = new Subplot(0.06, 1, 20, double.PositiveInfinity);
        Assert.Null(CarbonSink.Plots.Subplot.Overlap([large, new(0.01, 1, 5, 20)]));
        Assert.NotNull(CarbonSink.Plots.Subplot.Overlap([large, new(0.01, 1, 5, 20.1)]));
        Assert.Equal((true, false), (large.Takes(20), large.Takes(19.99)));
    }

    [Fact]
    public void Limiting_distances_are_those_of_the_worked_example()
    {
        Assert.Equal(10.0, AngleGauge.LimitingDistance(1, 20), 12);
        Assert.Equal(7.071, AngleGauge.LimitingDistance(2, 20), 3);
        Assert.Equal(5.0, AngleGauge.LimitingDistance(4, 20), 12);
    }

    [Fact]
    public void An_angle_gauge_counts_basal_area()
    {
        Assert.Equal(25, AngleGauge.BasalArea(1, 25, 0, 0));
        Assert.Equal(2 * (10 + 1.5) / 0.5, AngleGauge.BasalArea(2, 10, 3, 60), 1e-12);
        Assert.Equal(153.75, AngleGauge.BasalArea(1, 25, 0, 0) * (12 + 3) * 0.41, 1e-12);

        // A tree stands for F_g of basal area whatever its size: n g = F_g / cos θ; and it is counted up to its limiting distance: n π R² = 10,000 on level ground.
        foreach (var d in (double[])[5, 20, 61.3])
        {
            Assert.Equal(2 / Math.Cos(0.3), AngleGauge.StemsPerHa(2, d, 0.3 * 180 / Math.PI) * Math.PI / 40000 * d * d, 1e-12);
            Assert.Equal(10000, AngleGauge.StemsPerHa(2, d, 0) * Math.PI * Math.Pow(AngleGauge.LimitingDistance(2, d), 2), 1e-8);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => AngleGauge.BasalArea(0, 1, 1, 0));
    }

    [Fact]
    public void A_standard_table_is_straight_between_rows_and_ends_at_its_ends()
    {
        // Published: G_std(12) = 47.4 and G_std(13) = 50.9 give 48.45 at 12.3 m. Volumes are made up: 300 and 340 give 312, so 24.225 m² (half of 48.45) is 156 m³.
        var table = new StandardTable([new(12, 47.4, 300), new(13, 50.9, 340)]);
        Assert.Equal(48.45, table.At(12.3)!.Value.BasalAreaM2PerHa, 1e-9);
        Assert.Equal(156, table.Volume(24.225, 12.3)!.Value, 1e-9);
        Assert.Equal((300.0, 340.0), (table.At(12)!.Value.VolumeM3PerHa, table.At(13)!.Value.VolumeM3PerHa));
        Assert.Null(table.At(11.99));
        Assert.Null(table.Volume(20, 13.01));
        Assert.Throws<ArgumentException>(() => new StandardTable([new(12, 1, 1), new(12, 1, 1)]));
        Assert.Throws<ArgumentException>(() => new StandardTable([]));
    }

    [Theory]
    [InlineData(5.0, 2, 6)]
    [InlineData(6.9, 2, 6)]
    [InlineData(7.0, 2, 8)]
    [InlineData(4.9, 2, 4)]
    [InlineData(12.4, 5, 10)]
    [InlineData(12.5, 5, 15)]
    public void A_diameter_class_takes_its_lower_limit(double dbh, int width, int middle)
    {
        var found = DiameterClass.Of(dbh, width);
        Assert.Equal(middle, found.MiddleCm);
        Assert.InRange(dbh, found.FromCm, Math.BitDecrement(found.ToCm));
    }

    private static Subplot Subplot(double radiusFeet, double fromInches) => new(PlotArea.Circle(radiusFeet * FootM) / 10000, 4, fromInches * 2.54, double.PositiveInfinity);
}
