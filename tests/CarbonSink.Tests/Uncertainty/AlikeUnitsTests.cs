using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;
using CarbonSink.Runs;
using CarbonSink.Tests.Gis;
using CarbonSink.Tests.Methodologies;
using CarbonSink.Tests.Runs;
using Xunit;

namespace CarbonSink.Tests.Uncertainty;

/// <summary>Units alike in every input draw each their own errors: no order of records may carry these from one group to another.</summary>
public sealed class AlikeUnitsTests
{
    // Three stands alike but for their township, which the method does not read; the first and the last of one township.
    private static readonly string[] Townships = ["101", "202", "101", "303", "202", "404"];

    [Theory]
    [InlineData(5, 4, 3, 2, 1, 0)]
    [InlineData(3, 0, 4, 1, 5, 2)]
    public void Rows_permuted_leave_every_bit_of_every_township(params int[] order)
    {
        var (first, other) = (Run(Townships), Run([.. order.Select(i => Townships[i])]));
        foreach (var township in Townships.Distinct())
        {
            var (own, its) = (Of(first, township), Of(other, township));
            Assert.Equal((own.StandardError, own.Low, own.High, own.Mean), (its.StandardError, its.Low, its.High, its.Mean));
            Assert.True(own.StandardError > 0);
        }

        Assert.NotEqual(Of(first, "303").StandardError, Of(first, "404").StandardError); // each has draws of its own
        Assert.Equal(Total(first).StandardError, Total(other).StandardError);
    }

    [Fact]
    public void What_groups_are_asked_for_does_not_move_the_total()
    {
        var (by, without) = (Total(Run(Townships)), Total(Run(Townships, "landClass")));
        Assert.Equal((by.StandardError, by.Low, by.High, by.Mean), (without.StandardError, without.Low, without.High, without.Mean));
    }

    [Fact]
    public void A_hash_for_each_unit_or_none()
    {
        using var pack = new TestPack { Sets = ["unit||||A"], Inputs = ["A|unit|ha|area"], Equations = ["1|C|unit|tC|AGB|||`A * 1[tC/ha]`"], Outputs = ["C|carbon|no"] };
        var methodology = pack.Load();
        var frame = methodology.NewFrame(new CauseTable());
        frame.SetMembers("unit", 2);
        Assert.Throws<ArgumentException>(() => new UnitStore(methodology, "unit").Take(frame, [0, 1], [7UL]));
    }

    [Fact]
    public void Progress_tells_every_draw_once_and_more_often_than_at_the_end()
    {
        var told = new List<(long Done, long All)>();
        using var layer = Layer(Townships);
        AssessmentRun.Run(Options(layer, "XIANG"), (done, all) => { lock (told) { told.Add((done, all)); } });
        var draws = told.Where(t => t.All == Draws).Select(t => t.Done).ToList();
        Assert.Equal(Draws, draws.Max());
        Assert.Equal(draws.Count, draws.Distinct().Count());
        Assert.True(draws.Count > 1);
        Assert.All(told, t => Assert.InRange(t.Done, 1, t.All));
    }

    private const int Draws = 3000;

    private static FigureUncertainty Of(AssessmentPart part, string township) =>
        part.Uncertainty!.OfGroup(part.Assessment, part.Assessment.KeyNames, part.Assessment.Groups.Single(g => g.Key[0] == township))!;

    private static FigureUncertainty Total(AssessmentPart part) => part.Uncertainty!.OfTotal(part.Assessment.Total, StockFigure.Carbon)!;

    private static AssessmentPart Run(string[] townships, string by = "XIANG")
    {
        using var layer = Layer(townships);
        return AssessmentRun.Run(Options(layer, by));
    }

    private static AssessmentOptions Options(TestLayer layer, string by)
    {
        var table = Path.Combine(layer.Folder, "uncertainty.csv");
        File.WriteAllText(table, "table,row,column,input,distribution,percent95,sd,cvPercent,low95,high95,df,group,correlation,shared,source,status\n,,,V_rec,lognormal,,,30,,,,,,no,made up,declared\n");
        return FirRun.Options(layer.Shp) with { By = [by], Threads = 2, UncertaintyTable = table, Uncertainty = new(UncertaintyApproach.MonteCarlo, Draws, 1, 0.95) };
    }

    private static TestLayer Layer(string[] townships)
    {
        var layer = new TestLayer().Field("XIANG", 'C', 3).Field("DI_LEI", 'C', 4).Field("MIAN_JI", 'N', 12, 2).Field("YOU_SHI_SZ", 'C', 3).Field("HUO_LMGQXJ", 'N', 8, 1);
        for (var i = 0; i < townships.Length; i++)
            layer.Row([TestLayer.Square(114, 29, 0.01)], townships[i], "1111", 100.0, "310", 80.0);
        return layer.Write();
    }
}
