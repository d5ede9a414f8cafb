using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Projects;
using CarbonSink.Sampling;
using Xunit;

namespace CarbonSink.Tests.Removals;

public sealed class KernelTests
{
    private static readonly MethodologyCatalog Catalog = MethodologyCatalog.Open(Repository.PathOf("methodology"));
    private static readonly PrecisionRule Tool14 = Programme.Load(Catalog, "cdm-ar").Precision;

    /// <summary>2020-03-01 to 2024-07-31: 306 + 365 + 365 + 365 + 213 = 1614 days (4 y 5 m, with a leap day that falls before and one inside).</summary>
    [Fact]
    public void A_figure_is_spread_over_calendar_years_by_days()
    {
        var parts = CalendarYears.Spread(1614, new(new(2020, 3, 1), new(2024, 7, 31)));
        Assert.Equal([2020, 2021, 2022, 2023, 2024], parts.Select(p => p.Year));
        Assert.Equal([306.0, 365, 365, 365, 213], parts.Select(p => p.Part));
    }

    [Fact]
    public void The_parts_of_any_figure_add_up_to_it()
    {
        var random = new Random(20);
        for (var i = 0; i < 2000; i++)
        {
            var from = new DateOnly(2013, 1, 1).AddDays(random.Next(4000));
            var (span, figure) = (new DaySpan(from, from.AddDays(random.Next(8000))), (random.NextDouble() - .4) * Math.Pow(10, random.Next(8)));
            var parts = CalendarYears.Spread(figure, span);
            Assert.Equal(span.ByYear().Select(y => y.Year), parts.Select(p => p.Year));
            Assert.True(Math.Abs(parts.Sum(p => p.Part) - figure) <= 4 * Math.BitIncrement(Math.Abs(figure)) - (4 * Math.Abs(figure)), $"{figure:R}");
            Assert.All(parts.Zip(span.ByYear()), p => Assert.Equal(figure * p.Second.Days / span.Days, p.First.Part, Math.Abs(figure) * 1e-12));
        }
    }

    [Fact]
    public void A_period_of_one_day_is_one_year_and_one_without_days_is_refused()
    {
        Assert.Equal([(2024, 7.5)], CalendarYears.Spread(7.5, new(new(2024, 2, 29), new(2024, 2, 29))));
        Assert.Throws<ArgumentException>(() => CalendarYears.Spread(1, new(new(2024, 3, 1), new(2024, 2, 29))));
        Assert.Equal((366, 365, 365, 366), (CalendarYears.Days(2024), CalendarYears.Days(2023), CalendarYears.Days(2100), CalendarYears.Days(2000)));
    }

    /// <summary>Cumulative 0.6, 1.9, 1.2, 3.75: floors 0, 1, 1, 3; 0.75 t are 750 kg.</summary>
    [Fact]
    public void Vintages_are_differences_of_rounded_cumulative_figures()
    {
        var units = PeriodUnits.Of([(2020, 0.6), (2021, 1.3), (2022, -0.7), (2023, 2.55)]);
        Assert.Equal([(2020, 0L), (2021, 1), (2022, 0), (2023, 2)], units.Vintages);
        Assert.Equal((3L, 750.0), (units.PeriodT, Math.Round(units.NotIssuedKg, 6)));
    }

    /// <summary>A loss is rounded down too: −0.5 is −1 t, and 500 kg are left.</summary>
    [Fact]
    public void A_loss_is_rounded_down()
    {
        var units = PeriodUnits.Of([(2020, -0.5)]);
        Assert.Equal((-1L, 500.0), (units.PeriodT, units.NotIssuedKg));
        Assert.Equal((0L, 0.0), (PeriodUnits.Of([]).PeriodT, PeriodUnits.Of([]).NotIssuedKg));
    }

    [Fact]
    public void Vintages_add_up_to_the_period_and_the_period_is_the_floor_of_its_sum()
    {
        var random = new Random(7);
        for (var i = 0; i < 3000; i++)
        {
            var years = Enumerable.Range(2020, random.Next(1, 12)).Select(y => (y, (random.NextDouble() - .3) * 500)).ToList();
            var units = PeriodUnits.Of(years);
            Assert.Equal(units.PeriodT, units.Vintages.Sum(v => v.T));
            Assert.Equal(years.Select(y => y.y), units.Vintages.Select(v => v.Year));
            Assert.InRange(units.NotIssuedKg, 0, 1000);
            Assert.Equal(years.Sum(y => (decimal)y.Item2), units.PeriodT + ((decimal)units.NotIssuedKg / 1000), 8);
        }
    }

    /// <summary>100 t, issued; −30 t; 50 t: only 50 − 30 = 20 are left; then 10 more make 30.</summary>
    [Fact]
    public void A_loss_is_made_good_before_new_units()
    {
        Assert.Equal([(0L, 0L), (0, 30), (20, 0), (30, 0)], Issuance.Of([(100, 100), (-30, 0), (50, 0), (10, 0)]));
        Assert.Equal([(0L, 5L)], Issuance.Of([(100, 105)]));
        Assert.Throws<ArgumentException>(() => Issuance.Of([(100, -1)]));
    }

    [Fact]
    public void What_is_issued_as_it_becomes_issuable_never_exceeds_the_cumulative_net()
    {
        var random = new Random(11);
        for (var i = 0; i < 500; i++)
        {
            var periods = new List<(long, long)>();
            for (var p = 0; p < 8; p++)
            {
                var t = random.NextInt64(-300, 700);
                var issuable = Issuance.Of([.. periods, (t, 0)])[^1].IssuableT;
                periods.Add((t, issuable));
                var (net, issued) = (periods.Sum(x => x.Item1), periods.Sum(x => x.Item2));
                Assert.True(issuable == 0 || issued == net);
                Assert.Equal(Math.Max(0, issued - net), Issuance.Of(periods)[^1].OverissuedT);
            }
        }
    }

    /// <summary>A 50 ha: 10, 14 (mean 12, s² 8); B 30 ha: 4, 8 (mean 6, s² 8). Stock 600 + 180 = 780; v = 50² · 8/2 + 30² · 8/2 = 10000 + 3600; SE √13600 = 116.619; 4 plots − 2 strata.</summary>
    [Fact]
    public void A_stock_is_area_weighted()
    {
        var stock = MeasuredStock.Of(new(2023, 1, 1), [Plots("B", 30, 4, 8), Plots("A", 50, 10, 14)]);
        Assert.Equal(780, stock.Stock.Value, 9);
        Assert.Equal(Math.Sqrt(13600), stock.Stock.StandardError, 9);
        Assert.Equal((2.0, 4, 80.0), (stock.Stock.DegreesOfFreedom, stock.Plots, stock.AreaHa));
    }

    [Fact]
    public void The_order_of_plots_and_strata_changes_no_bit()
    {
        var random = new Random(3);
        for (var i = 0; i < 200; i++)
        {
            StratumPlots[] strata = [.. Enumerable.Range(0, 4).Select(s => Plots($"S{s}", 10 + (100 * random.NextDouble()), [.. Enumerable.Range(0, 9).Select(_ => 100 * random.NextDouble())]))];
            StratumPlots[] shuffled = [.. strata.Select(s => s with { Plots = s.Plots.OrderBy(_ => random.Next()).ToDictionary(p => p.Key, p => p.Value) }).OrderBy(_ => random.Next())];
            var (a, b) = (MeasuredStock.Of(default, strata), MeasuredStock.Of(default, shuffled));
            Assert.Equal(a.Stock, b.Stock);
            Assert.Equal(MeasuredChange.Between(a, a, true, .9).Change, MeasuredChange.Between(b, b, true, .9).Change);
        }
    }

    [Fact]
    public void Splitting_a_project_by_strata_splits_its_undiscounted_change()
    {
        var random = new Random(5);
        for (var i = 0; i < 300; i++)
        {
            StratumPlots[] Survey(double level) => [.. Enumerable.Range(0, 4).Select(s => Plots($"S{s}", 10 + s, [.. Enumerable.Range(0, 6).Select(_ => level * random.NextDouble())]))];
            var (first, second) = (Survey(20), Survey(60));
            double Change(Range strata) => MeasuredChange.Between(MeasuredStock.Of(default, first[strata]), MeasuredStock.Of(default, second[strata]), false, .9).Change.Value;
            Assert.Equal(Change(..4), Change(..2) + Change(2..), 1e-9);
            var span = new DaySpan(new(2020, 3, 1), new(2024, 7, 31));
            Assert.Equal(Change(..4), CalendarYears.Spread(Change(..2), span).Concat(CalendarYears.Spread(Change(2..), span)).Sum(y => y.Part), 1e-9);
        }
    }

    /// <summary>AR-TOOL14's formula: 100 ± 10 and 130 ± 13 give a change of 30 ± √(10² + 13²) = 16.4012.</summary>
    [Fact]
    public void Half_widths_of_independent_surveys_add_up_in_squares()
    {
        var (one, two) = (Stock(100, 10), Stock(130, 13));
        var change = MeasuredChange.Between(one, two, false, Tool14.Confidence);
        Assert.Equal(ChangeBasis.Independent, change.Basis);
        Assert.Equal((30.0, 16.4012195), (change.Change.Value, Math.Round(change.Change.HalfWidth(Tool14.Confidence), 7)));
        Assert.Equal(30 - 16.4012195, change.Discount(Tool14).Counted!.Value, 1e-6);
        Assert.Equal(-30 - 16.4012195, MeasuredChange.Between(two, one, false, Tool14.Confidence).Discount(Tool14).Counted!.Value, 1e-6);
    }

    [Fact]
    public void Permanent_plots_of_one_stratum_are_those_of_the_sampling_command()
    {
        double[] before = [10, 12, 9, 15], after = [21, 25, 17, 33];
        var change = MeasuredChange.Between(MeasuredStock.Of(default, [Plots("A", 40, before)]), MeasuredStock.Of(default, [Plots("A", 40, after)]), true, .9);
        var known = PlotChange.Paired(before, after).Change.Times(40);
        Assert.Equal((ChangeBasis.Paired, 4, 3.0), (change.Basis, change.Matched, change.Change.DegreesOfFreedom));
        Assert.Equal(known.Value, change.Change.Value, 1e-9);
        Assert.Equal(known.StandardError, change.Change.StandardError, 1e-9);
    }

    /// <summary>One plot lost: the change stays the stock difference; v = 40² (s₁²/4 + s₂²/3 − 2·3·s₁₂/12). s₁² of 10, 12, 9, 15 is 7; s₂² of 21, 25, 17 is 16; s₁₂ of the three is 6.</summary>
    [Fact]
    public void A_lost_plot_weakens_the_pairing_but_not_the_stock_difference()
    {
        var first = MeasuredStock.Of(default, [Plots("A", 40, 10, 12, 9, 15)]);
        var second = MeasuredStock.Of(default, [Plots("A", 40, 21, 25, 17)]);
        var change = MeasuredChange.Between(first, second, true, .9);
        Assert.Equal(second.Stock.Value - first.Stock.Value, change.Change.Value);
        Assert.Equal(40 * Math.Sqrt((7 / 4.0) + (16 / 3.0) - (2 * 3 * 6 / 12.0)), change.Change.StandardError, 1e-9);
        Assert.Equal((3, 2.0), (change.Matched, change.Change.DegreesOfFreedom));
    }

    [Fact]
    public void The_stored_stock_does_not_depend_on_the_programme()
    {
        var before = MeasuredStock.Of(new(2023, 1, 1), [Plots("A", 40, 10, 12, 9, 15)]);
        var after = MeasuredStock.Of(new(2028, 1, 1), [Plots("A", 40, 21, 35, 17, 40)]);
        PrecisionRule[] rules = [Tool14, Programme.Load(Catalog, "gold-standard-403").Precision, Programme.Load(Catalog, "ar-cm-001").Precision];
        var discounts = rules.Select(r => MeasuredChange.Between(before, after, false, r.Confidence).Discount(r).Counted).ToList();
        Assert.True(discounts.Distinct().Count() > 1);
        Assert.All(rules, r => Assert.Equal((before.Stock, after.Stock), (MeasuredChange.Between(before, after, false, r.Confidence).Before.Stock, MeasuredChange.Between(before, after, false, r.Confidence).After.Stock)));
        Assert.All(rules, r => Assert.Equal(after.Stock.Value - before.Stock.Value, MeasuredChange.Between(before, after, false, r.Confidence).Change.Value));
    }

    [Fact]
    public void A_change_of_nothing_loses_its_half_width_and_one_without_error_nothing()
    {
        var change = MeasuredChange.Between(Stock(100, 10), Stock(100, 10), false, Tool14.Confidence);
        var (counted, u, _, _) = change.Discount(Tool14);
        Assert.Equal(-Math.Sqrt(200), counted!.Value, 1e-6);
        Assert.Null(u);
        Assert.Equal(5, MeasuredChange.Between(MeasuredStock.Known(default, 10), MeasuredStock.Known(default, 15), false, .9).Discount(Tool14).Counted);
        Assert.Equal(0, MeasuredChange.Between(MeasuredStock.Known(default, 0), MeasuredStock.Known(default, 0), false, .9).Discount(Tool14).Counted);
    }

    [Fact]
    public void A_stratum_of_one_plot_is_refused() => Assert.Throws<RefusedInputException>(() => MeasuredStock.Of(default, [Plots("A", 10, 5)]));

    private static StratumPlots Plots(string stratum, double area, params double[] values) => new(stratum, area, values.Select((v, i) => (v, i)).ToDictionary(p => $"{stratum}{p.i}", p => p.v));

    /// <summary>A stock with this half-width at 90 %, its standard error known.</summary>
    private static MeasuredStock Stock(double value, double halfWidth) => new(default, new Estimate(value, halfWidth / Estimate.Quantile(.9, double.PositiveInfinity)), [Plots("A", 1, value, value)]);
}
