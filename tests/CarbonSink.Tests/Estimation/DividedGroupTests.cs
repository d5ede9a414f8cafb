using CarbonSink.Estimation;
using CarbonSink.Methodologies;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarbonSink.Tests.Estimation;

public sealed class DividedGroupTests
{
    [Fact]
    public void Figures_are_divided_and_the_record_is_counted_once()
    {
        var tally = NewTally();
        var (west, east) = (tally.GroupFor([0]), tally.GroupFor([1]));
        var unit = tally.Divided(new(east, 0.7), new(west, 0.3));
        unit.AddRecord(100);
        unit.AddEstimated(100, ParameterStatus.Memory);
        unit.AddExtrapolated(100, 500);
        unit.Add(StockFigure.Volume, 500);
        unit.AddCarbon(CarbonPool.AboveGround, 200);
        tally.AddLandClass(0, 100, ParameterStatus.Declared);

        var assessment = tally.ToAssessment();
        assessment.CheckSums();
        var (a, b) = (assessment.Groups[0], assessment.Groups[1]); // zone 0 is west
        Assert.Equal((0L, 0L, 0L, 1L, 1L, 1L), (a.RecordCount, a.EstimatedCount, a.ExtrapolatedCount, b.RecordCount, b.EstimatedCount, b.ExtrapolatedCount));
        Assert.Equal((30.0, 150.0, 60.0), (a[StockFigure.Area]!.Value.ToDouble(), a[StockFigure.Volume]!.Value.ToDouble(), a[StockFigure.Carbon]!.Value.ToDouble()));
        Assert.Equal((70.0, 350.0, 140.0), (b[StockFigure.Area]!.Value.ToDouble(), b[StockFigure.Volume]!.Value.ToDouble(), b[StockFigure.Carbon]!.Value.ToDouble()));
        Assert.Equal((ParameterStatus.Memory, ParameterStatus.Memory, ParameterStatus.Memory), (a.WorstStatus, b.WorstStatus, assessment.Total.WorstStatus));
        Assert.True(a.HasResults);
        Assert.Equal(100, assessment.Total[StockFigure.Area]!.Value.ToDouble());
        Assert.Same(west, tally.Divided(new GroupShare(west, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => tally.Divided());
    }

    [Fact]
    public void Parts_add_up_to_the_total_bit_by_bit() =>
        Prop.ForAll(Gen.Choose(1, 1_000_000).ArrayOf().ToArbitrary(), Gen.Choose(1, 6).ToArbitrary(), (values, count) =>
        {
            var tally = NewTally();
            foreach (var value in values)
            {
                // Thirds, sevenths … of the value, whose rounding must not be lost.
                var weights = Enumerable.Range(0, count).Select(i => 1.0 / (count + i + (value % 3))).ToArray();
                var unit = tally.Divided([.. weights.Select((w, i) => new GroupShare(tally.GroupFor([(value + i) % 7]), w / weights.Sum()))]);
                unit.AddRecord(value / 7.0);
                unit.AddEstimated(value / 7.0, ParameterStatus.Secondary);
                unit.AddBiomass(CarbonPool.AboveGround, value / 11.0);
                unit.AddCarbon(CarbonPool.AboveGround, value / 13.0);
            }

            var assessment = tally.ToAssessment();
            assessment.CheckSums(); // throws where one bit is wrong
            var whole = values.Aggregate(ExactSum.Zero, (sum, v) => sum + (v / 13.0));
            return (assessment.Total[StockFigure.Carbon] ?? ExactSum.Zero) == whole
                && assessment.Groups.Aggregate(ExactSum.Zero, (sum, g) => sum + (g[StockFigure.Carbon] ?? ExactSum.Zero)) == whole;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Land_classes_that_do_not_add_up_are_found()
    {
        var tally = NewTally();
        var group = tally.GroupFor([0]);
        group.AddRecord(2);
        group.AddEstimated(2, default);
        tally.AddLandClass(1, 1, ParameterStatus.Memory);
        Assert.Throws<SumMismatchException>(tally.ToAssessment().CheckSums);
    }

    [Fact]
    public void Land_classes_merge()
    {
        StockAssessment One(int landClass, double hectares, ParameterStatus status)
        {
            var tally = NewTally();
            var group = tally.GroupFor([0]);
            group.AddRecord(hectares);
            group.AddEstimated(hectares, default);
            tally.AddLandClass(landClass, hectares, status);
            return tally.ToAssessment();
        }

        var merged = StockAssessment.Merge([One(1, 2, ParameterStatus.Secondary), One(0, 4, default), One(1, 8, ParameterStatus.Memory), One(-1, 16, default)]);
        merged.CheckSums();
        Assert.Equal([("", 1L, 16.0, ParameterStatus.Declared), ("0", 1, 4, ParameterStatus.Declared), ("1", 2, 10, ParameterStatus.Memory)], merged.LandClasses.Select(c => (c.LandClass, c.RecordCount, c.AreaHa.ToDouble(), c.Status)));
        Assert.Equal(merged.LandClasses, merged.RollUp([]).LandClasses);
    }

    private static StockTally NewTally() => new(["zone"], [code => $"{code}"], code => $"{code}");
}
