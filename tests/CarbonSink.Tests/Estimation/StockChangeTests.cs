using CarbonSink.Estimation;
using Xunit;

namespace CarbonSink.Tests.Estimation;

public sealed class StockChangeTests
{
    [Fact]
    public void Woodland_turned_into_a_tea_garden_is_a_loss_of_all_it_held()
    {
        var change = new StockChange();
        change.Add(new("arbor", "non_forest", 10) { OldCarbonTC = 300, OldVolumeM3 = 700 }); // tea: no estimate
        change.Add(new("arbor", "arbor", 90) { OldCarbonTC = 2700, NewCarbonTC = 2880, OldVolumeM3 = 6300, NewVolumeM3 = 6720 });
        var tea = change.Transitions.Single(t => t.To == "non_forest");
        Assert.Equal((10, 10, -1100.0), (tea.AreaHa.ToDouble(), tea.NewNotEstimatedHa.ToDouble(), tea.Co2eT)); // −300 · 44 / 12
        Assert.Equal(660, change.BothEstimatedCo2eT); // 180 · 44 / 12
        Assert.Equal(-440, change.Total.Co2eT); // 660 − 1100
        Assert.Equal((100, 7000, 6720), (change.Total.AreaHa.ToDouble(), change.Total.OldVolumeM3.ToDouble(), change.Total.NewVolumeM3.ToDouble()));
    }

    [Fact]
    public void Land_that_one_survey_lacks_is_not_unestimated_there()
    {
        var change = new StockChange();
        change.Add(new("arbor", StockChange.Outside, 5) { OldCarbonTC = 60 });
        change.Add(new(StockChange.NoBoundary, "arbor", 2) { NewCarbonTC = 24 });
        Assert.Equal((0, 0), (change.Total.OldNotEstimatedHa.ToDouble(), change.Total.NewNotEstimatedHa.ToDouble()));
        Assert.Equal((0, 0), (change.Total.ComparedHa.ToDouble(), change.Total.Co2eT)); // what one survey does not cover is neither loss nor gain
        Assert.Equal((60, 24), (change.Total.OldCarbonTC.ToDouble(), change.Total.NewCarbonTC.ToDouble())); // and stays in the matrix
    }

    /// <summary>A unit whose new land class could not be read was booked as the loss of all it held.</summary>
    [Fact]
    public void Land_whose_stock_is_not_known_is_neither_loss_nor_gain()
    {
        var change = new StockChange();
        change.Add(new("arbor", "", 1) { OldCarbonTC = 13.8, IsKnown = false });
        change.Add(new("arbor", "arbor", 9) { OldCarbonTC = 90, NewCarbonTC = 99 });
        Assert.Equal((9, 33), (change.Total.ComparedHa.ToDouble(), change.Total.Co2eT)); // 9 · 44 / 12
        Assert.Equal((10, 1), (change.Total.AreaHa.ToDouble(), change.Transitions.Single(t => t.To.Length == 0).NewNotEstimatedHa.ToDouble()));
    }

    [Fact]
    public void The_order_of_pieces_is_not_felt()
    {
        var random = new Random(4);
        ChangePiece[] pieces = [.. Enumerable.Range(0, 200).Select(_ => new ChangePiece($"{random.Next(4)}", $"{random.Next(4)}", random.NextDouble()) { OldCarbonTC = random.NextDouble(), NewCarbonTC = random.NextDouble() })];
        Assert.Equal(Sum(pieces), Sum([.. pieces.Reverse()]));

        static List<LandTransition> Sum(ChangePiece[] pieces)
        {
            var change = new StockChange();
            foreach (var piece in pieces)
                change.Add(piece);
            return [.. change.Transitions];
        }
    }

    [Fact]
    public void A_site_is_set_beside_control_land_class_by_class()
    {
        // Control: bare land gained 1 tC/ha, sparse woodland lost 2 tC/ha.
        var (control, site) = (new StockChange(), new StockChange());
        control.Add(new("bare", "young", 100) { OldCarbonTC = 0, NewCarbonTC = 100 });
        control.Add(new("sparse", "sparse", 50) { OldCarbonTC = 500, NewCarbonTC = 400 });
        site.Add(new("bare", "young", 10) { OldCarbonTC = 0, NewCarbonTC = 35 });
        site.Add(new("sparse", "arbor", 4) { OldCarbonTC = 40, NewCarbonTC = 52 });
        var effect = SiteEffect.Of([("a", site)], control).Single();
        Assert.Equal(47, effect.ChangeTC); // 35 + 12
        Assert.Equal(2, effect.ExpectedCarbonTC); // 10 · 1 + 4 · (−2)
        Assert.Equal(165, effect.EffectCo2eT!.Value, 1e-9); // 45 · 44 / 12
        Assert.Equal(150, effect.ControlHa.ToDouble());
    }

    [Fact]
    public void A_class_without_control_leaves_the_effect_open()
    {
        var (control, site) = (new StockChange(), new StockChange());
        control.Add(new("bare", "bare", 100) { OldCarbonTC = 0, NewCarbonTC = 0 });
        site.Add(new("sparse", "arbor", 4) { OldCarbonTC = 40, NewCarbonTC = 52 });
        Assert.Null(SiteEffect.Of([("a", site)], control).Single().EffectCo2eT);
    }
}
