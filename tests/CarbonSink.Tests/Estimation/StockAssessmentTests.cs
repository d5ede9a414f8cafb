using CarbonSink.Estimation;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarbonSink.Tests.Estimation;

public sealed class StockAssessmentTests
{
    private static readonly string[] Keys = ["township", "landClass", "species"];

    /// <summary>Records by pools, and whether each covers the same: living biomass is above and below ground.</summary>
    [Theory]
    [InlineData(true, "AGB")]
    [InlineData(true, "living", "AGB BGB", "AGB BGB")]
    [InlineData(false, "living", "AGB BGB", "AGB")]
    [InlineData(false, "living", "AGB")]
    [InlineData(true, "living SOC", "AGB BGB SOC")]
    [InlineData(false, "living SOC", "living")]
    public void Pools_add_up_to_one_figure_where_every_record_covers_the_same(bool isOneScope, params string[] records)
    {
        var total = new StockGroup([]);
        foreach (var record in records)
        {
            foreach (var name in record.Split(' '))
            {
                Assert.True(CarbonPools.TryParse(name, out var pool));
                total.AddBiomass(pool, 2);
                total.AddCarbon(pool, 1);
            }
        }

        Assert.Equal(isOneScope, PoolStock.CoverTheSame(total.Pools));
        Assert.Equal(records.Sum(r => r.Split(' ').Length), total.Pools.Sum(p => p.RecordCount));
    }

    [Fact]
    public void Groups_and_total_are_the_sums_a_reader_can_redo()
    {
        var assessment = Tally(
            new("东", "0111", "杉", 1.5, 100, ParameterStatus.Secondary),
            new("东", "0111", "杉", 2.25, 50, ParameterStatus.Memory),
            new("西", "0120", "", 4, null, default)).ToAssessment();
        assessment.CheckSums();

        Assert.Equal(2, assessment.Groups.Count);
        var east = assessment.Groups[0];
        Assert.Equal(["东", "0111", "杉"], east.Key);
        Assert.Equal((2, 2), (east.RecordCount, east.EstimatedCount));
        Assert.Equal(3.75, east[StockFigure.Area]!.Value.ToDouble());
        Assert.Equal(150, east[StockFigure.Volume]!.Value.ToDouble());
        Assert.Equal(75, Assert.Single(east.Pools).CarbonTC!.Value.ToDouble());
        Assert.Equal(ParameterStatus.Memory, east.WorstStatus);

        var west = assessment.Groups[1];
        Assert.Equal(["西", "0120", ""], west.Key);
        Assert.Null(west[StockFigure.Volume]); // nothing estimated is missing, not zero
        Assert.Equal(ParameterStatus.Declared, west.WorstStatus);

        Assert.Equal(3, assessment.Total.RecordCount);
        Assert.Equal(7.75, assessment.Total[StockFigure.Area]!.Value.ToDouble());
        var refused = Assert.Single(assessment.NotEstimated);
        Assert.Equal(("0120", "no-stock", 1L, 4.0), (refused.LandClass, refused.Cause.Code, refused.RecordCount, refused.AreaHa.ToDouble()));
    }

    [Fact]
    public void Roll_up_by_any_keys_keeps_the_total()
    {
        var assessment = Tally(
            new("东", "0111", "杉", 1, 10, ParameterStatus.Verified),
            new("东", "0112", "松", 2, 20, ParameterStatus.Memory),
            new("西", "0111", "松", 4, 40, ParameterStatus.Verified)).ToAssessment();

        var bySpecies = assessment.RollUp(["species"]);
        bySpecies.CheckSums();
        Assert.Equal(["杉", "松"], bySpecies.Groups.Select(g => g.Key[0]));
        Assert.Equal([1.0, 6.0], bySpecies.Groups.Select(g => g[StockFigure.Area]!.Value.ToDouble()));
        Assert.Equal([ParameterStatus.Verified, ParameterStatus.Memory], bySpecies.Groups.Select(g => g.WorstStatus));

        var turned = assessment.RollUp(["landClass", "township"]);
        Assert.Equal(["0111/东", "0111/西", "0112/东"], turned.Groups.Select(g => string.Join('/', g.Key)));

        var whole = assessment.RollUp([]);
        whole.CheckSums();
        Assert.Equal(70, Assert.Single(whole.Groups)[StockFigure.Volume]!.Value.ToDouble());
        Assert.Throws<ArgumentException>(() => assessment.RollUp(["speciess"]));
    }

    [Fact]
    public void Any_partition_in_any_order_merges_to_the_same_bits() =>
        Prop.ForAll(Stands.ArrayOf().ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), (stands, parts) =>
        {
            var whole = Tally(stands).ToAssessment();
            var slices = stands.Chunk(Math.Max(1, (stands.Length + parts - 1) / parts)).Select(c => Tally(c).ToAssessment())
                .Append(StockAssessment.Empty(Keys)).ToArray();
            var merged = StockAssessment.Merge(slices);
            var turned = StockAssessment.Merge([.. slices.Reverse()]);
            merged.CheckSums();
            return Same(whole, merged) && Same(whole, turned) && Same(whole.RollUp(["species"]), turned.RollUp(["species"]));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void CheckSums_finds_a_group_that_is_lost_and_one_bit_that_is_wrong()
    {
        var good = Tally(new Stand("东", "0111", "杉", 1, 10, default), new Stand("西", "0111", "杉", 2, 20, default)).ToAssessment();
        var lost = new StockAssessment(Keys, good.Groups.Skip(1), good.Total, good.NotEstimated);
        Assert.Throws<SumMismatchException>(lost.CheckSums);

        var total = new StockGroup([]);
        total.Merge(good.Total);
        total.Add(StockFigure.Volume, ExactSum.Of(Math.ScaleB(1, -64)));
        Assert.Throws<SumMismatchException>(new StockAssessment(Keys, good.Groups, total, good.NotEstimated).CheckSums);
    }

    [Fact]
    public void CheckSums_finds_records_that_were_neither_estimated_nor_refused()
    {
        var tally = NewTally(out var texts);
        tally.GroupFor([texts[0].Add("东"), -1, -1]).AddRecord(1);
        Assert.Throws<SumMismatchException>(tally.ToAssessment().CheckSums);
    }

    [Fact]
    public void Pools_of_one_record_are_kept_apart()
    {
        var tally = NewTally(out _);
        var group = tally.GroupFor([-1, -1, -1]);
        group.AddRecord(1);
        group.AddEstimated(1, ParameterStatus.Verified);
        group.AddCarbon(CarbonPool.SoilOrganicCarbon, 7);
        group.AddBiomass(CarbonPool.AboveGround, 4);
        group.AddBiomass(CarbonPool.AboveGround, 4);
        group.AddCarbon(CarbonPool.AboveGround, 4);
        var assessment = tally.ToAssessment();
        assessment.CheckSums();
        Assert.Equal(
            [new(CarbonPool.AboveGround, ExactSum.Of(8), ExactSum.Of(4)) { RecordCount = 1 }, new(CarbonPool.SoilOrganicCarbon, null, ExactSum.Of(7)) { RecordCount = 1 }],
            assessment.Total.Pools);
        Assert.Equal(11, assessment.Total[StockFigure.Carbon]!.Value.ToDouble());
        Assert.Throws<ArgumentException>(() => group.Add(StockFigure.Carbon, 1));
    }

    [Fact]
    public void Known_keys_are_looked_up_without_allocation()
    {
        var tally = NewTally(out var texts);
        var codes = Enumerable.Range(0, 1000).Select(i => texts[0].Add($"乡{i}")).ToArray();
        var cause = tally.CauseNumber(new("no-stock", "无蓄积", "no stock"));
        Visit();
        Assert.Equal(0, Allocation.Least(Visit));
        Assert.Equal(1000, tally.ToAssessment().Groups.Count);

        void Visit()
        {
            foreach (var code in codes)
            {
                tally.GroupFor([code, -1, -1]).AddRecord(0.5);
                tally.AddNotEstimated(-1, cause, 0.5);
            }
        }
    }

    [Fact]
    public void Merging_refuses_other_keys_and_nothing()
    {
        Assert.Throws<ArgumentException>(() => StockAssessment.Merge([]));
        Assert.Throws<ArgumentException>(() => StockAssessment.Merge([StockAssessment.Empty(["a"]), StockAssessment.Empty(["b"])]));
    }

    private static Gen<Stand> Stands { get; } =
        from township in Gen.Elements("东", "西", "")
        from landClass in Gen.Elements("0111", "0120")
        from species in Gen.Elements("杉", "松", "栎")
        from area in Gen.Choose(1, 100_000)
        from volume in Gen.Choose(-1, 3000)
        from status in Gen.Elements(ParameterStatus.Verified, ParameterStatus.Memory)
        select new Stand(township, landClass, species, area / 1000.0, volume < 0 ? null : volume / 7.0, status);

    private static StockTally NewTally(out CodeDictionary[] texts)
    {
        CodeDictionary[] fields = [new(), new(), new()];
        texts = fields;
        return new(Keys, [.. fields.Select(f => (Func<int, string>)(code => f[code]))], code => fields[1][code]);
    }

    /// <summary>Counts stands the way a run does; half of the volume, in tonnes, is the carbon of the living pool.</summary>
    internal static StockTally Tally(params Stand[] stands)
    {
        var tally = NewTally(out var texts);
        var numbers = new Dictionary<(int Field, string Text), int>();
        foreach (var stand in stands)
        {
            int[] codes = [Code(0, stand.Township), Code(1, stand.LandClass), Code(2, stand.Species)];
            var group = tally.GroupFor(codes);
            group.AddRecord(stand.AreaHa);
            group.Add(StockFigure.EllipsoidalArea, stand.AreaHa * 1.001);
            if (stand.VolumeM3 is not { } volume)
            {
                tally.AddNotEstimated(codes[1], tally.CauseNumber(new("no-stock", "无蓄积", "no stock")), stand.AreaHa);
                continue;
            }

            group.AddEstimated(stand.AreaHa, stand.Status);
            group.Add(StockFigure.Volume, volume);
            group.AddBiomass(CarbonPool.Living, volume);
            group.AddCarbon(CarbonPool.Living, volume / 2);
            if (volume > 300)
                group.AddExtrapolated(stand.AreaHa, volume);
        }

        return tally;

        int Code(int field, string text)
        {
            if (text.Length == 0)
                return -1;
            if (!numbers.TryGetValue((field, text), out var code))
                numbers.Add((field, text), code = texts[field].Add(text));
            return code;
        }
    }

    private static bool Same(StockAssessment a, StockAssessment b) =>
        a.Total.SameAs(b.Total) && a.NotEstimated.SequenceEqual(b.NotEstimated) && a.Groups.Count == b.Groups.Count
        && a.Groups.Zip(b.Groups).All(p => p.First.Key.SequenceEqual(p.Second.Key) && p.First.SameAs(p.Second));

    internal sealed record Stand(string Township, string LandClass, string Species, double AreaHa, double? VolumeM3, ParameterStatus Status);
}
