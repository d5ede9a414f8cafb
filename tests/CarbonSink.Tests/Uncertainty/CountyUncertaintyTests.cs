using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Uncertainty;

/// <summary>The sample county with declared, illustrative uncertainties, from the files to the JSON.</summary>
public sealed class CountyUncertaintyTests
{
    private static readonly string Declared = Repository.PathOf("gis-samples/linxiang/uncertainty.csv");

    [Fact]
    public void Draws_and_first_order_agree_on_the_county()
    {
        var first = AssessmentRun.Run(Options(UncertaintyApproach.Approach1));
        var drawn = AssessmentRun.Run(Options(UncertaintyApproach.MonteCarlo, 1000));
        var (a, b) = (Total(first), Total(drawn));

        // The relative standard error of the deviation of 1,000 draws is 1/√2000 = 2.2 %; products of errors add (0.06)² or so.
        Assert.InRange(b.StandardError / a.StandardError, 0.9, 1.12);
        Assert.InRange(b.Mean!.Value, a.Estimate - (4 * a.StandardError / Math.Sqrt(1000)) - (0.002 * a.Estimate), a.Estimate + (4 * a.StandardError / Math.Sqrt(1000)) + (0.002 * a.Estimate));
        Assert.True(b.Low < a.Estimate && a.Estimate < b.High);
        Assert.Equal(a.SePercent!.Value, first.Uncertainty!.OfTotal(first.Assessment.Total, StockFigure.CarbonDioxide)!.SePercent!.Value, 9);

        // 5 % and 6 % are half-widths of 95 %: the stock's shared error alone is 6 % / t(0.95, 40) = 6 / 2.0211 of the volume, times √(40/38) for the t distribution, so the total has more.
        Assert.True(first.Uncertainty.OfTotal(first.Assessment.Total, StockFigure.Volume)!.SePercent > 2.5);
        Assert.Equal(1, first.Uncertainty.Contributions(100).Sum(c => c.Share), 9);
        Assert.Contains(first.Uncertainty.Gradient.Unstated, u => (u.Table, u.Column) == ("", "A"));
        Assert.DoesNotContain(first.Uncertainty.Gradient.Unstated, u => u.Column is "V_rec" or "CF");
        Assert.Equal(100, UncertaintyTexts.UnstatedPercent(first)!.Value, 9); // all carbon rests on an area, and areas state no error
        foreach (var group in first.Assessment.RollUp(["township"]).Groups.Where(g => g[StockFigure.Carbon] is not null))
            Assert.True(first.Uncertainty.OfGroup(first.Assessment, ["township"], group)!.StandardError > 0);
    }

    [Fact]
    public void Parts_merge_to_the_bits_of_the_whole_and_threads_do_not_show()
    {
        var whole = AssessmentRun.Run(Options(UncertaintyApproach.MonteCarlo, 200) with { Threads = 1 });
        AssessmentPart Part(long from, long to, int threads)
        {
            using var file = new MemoryStream();
            AssessmentPartFile.Write(AssessmentRun.Run(Options(UncertaintyApproach.MonteCarlo, 200) with { Records = new(from, to), Threads = threads }), file);
            file.Position = 0;
            return AssessmentPartFile.Read(file, "part");
        }

        var merged = AssessmentPart.Merge([Part(1234, whole.RecordsInLayer, 2), Part(0, 1234, 1)]);
        Assert.Equal(Json(whole), Json(merged));
        Assert.Equal(Json(whole), Json(AssessmentRun.Run(Options(UncertaintyApproach.MonteCarlo, 200) with { Threads = 3 })));
    }

    [Fact]
    public void Nothing_is_propagated_unless_it_is_declared_or_asked_for()
    {
        var options = Options(UncertaintyApproach.None) with { Uncertainty = null, UncertaintyTable = null };
        Assert.Null(AssessmentRun.Run(options).Uncertainty);
        Assert.Equal(UncertaintyApproach.Approach1, AssessmentRun.Run(options with { UncertaintyTable = Declared }).Uncertainty!.Settings.Approach);
        var nothing = AssessmentRun.Run(options with { Uncertainty = new(UncertaintyApproach.Approach1, 0, 1, 0.95) });
        Assert.Contains(nothing.Findings, f => f.Rule == UncertaintyFindings.NothingStated);
        Assert.False(Total(nothing).IsStated);
        foreach (var row in UncertaintyTexts.Intervals(nothing, "en").Rows)
            Assert.Equal((ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, (ReportCell)"not stated"), (row[3], row[4], row[5], row[6], row[7]));
        Assert.Contains("\"isStated\": false,\n          \"standardError\": null", Json(nothing), StringComparison.Ordinal);
    }

    [Fact]
    public void Declarations_are_listed_with_their_source_and_worst_status_apart_from_that_of_the_stock()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("carbonsink-declared-").FullName, "u.csv");
        File.WriteAllText(file, string.Join('\n', File.ReadLines(Declared).First(), "carbon_fraction,=,CF,,normal,5,,,,,,,,,a survey,secondary", ",,,V_rec,t,6,,,,,40,,,yes,our own,memory") + "\n");
        var part = AssessmentRun.Run(Options(UncertaintyApproach.Approach1) with { UncertaintyTable = file });
        Assert.Equal([("a survey", "percent95 5", ParameterStatus.Secondary), ("our own", "percent95 6 df 40", ParameterStatus.Memory)], part.Uncertainty!.Declared.Select(d => (d.Source, d.Spread, d.Status)));
        Assert.Equal(ParameterStatus.Memory, part.Uncertainty.DeclaredStatus);
        Assert.Equal(AssessmentRun.Run(Options(UncertaintyApproach.None) with { UncertaintyTable = null }).Assessment.Total.WorstStatus, part.Assessment.Total.WorstStatus);
        Assert.Contains("\"declaredStatus\": \"memory\"", Json(part), StringComparison.Ordinal);
        var table = AssessmentTables.All(part).Single(t => t.Id == "uncertainty-declared");
        Assert.Equal(["2", "3"], table.Rows.Select(r => $"{r[0].Number}"));
        Assert.Equal(["a survey", "our own"], table.Rows.Select(r => r[9].Text));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Theory]
    [InlineData("carbon_fraction,*,CF,,normal,5,,,,,,,,,x,verified", "UNC-0001", "verified is for tables")]
    [InlineData("carbon_fraction,*,CF,,normal,5,,,,,,,,,x,conflict", "UNC-0001", "status")]
    [InlineData("carbon_fraction,=,CF,,lognormal,,,,0.46,0.9,,,,,x,declared", "UNC-0006", "has the mean")]
    [InlineData("carbon_fraction,=,CF,,t,5,,,,,2,,,,x,declared", "UNC-0006", "more than 2 degrees")]
    [InlineData(",,,V_rec,t,5,,,,,1,,,yes,x,declared", "UNC-0006", "more than 2 degrees")]
    [InlineData(",,,V_rec,normal,5,,,,,,g,0.5,,x,declared", "UNC-0006", "takes no group")]
    [InlineData("carbon_fraction,=,CF,,normal,5,,,,,,g,0.5,,x,declared", "UNC-0006", "correlated entirely")]
    [InlineData("carbon_fraction,*,CF,,normal,5,,,,,,,,yes,x,declared", "UNC-0001", "row is =")]
    [InlineData("carbon_fraction,*,CF,,normal,5,,,,,,,,,x,declared\ncarbon_fraction,=,CF,,normal,5,,,,,,,,,x,declared", "UNC-0006", "line 3")]
    [InlineData("biomass,*,a,,normal,5,,,,,,g,0.9,,x,declared\nroot_shoot,*,R,,normal,5,,,,,,g,0.9,,x,declared", "UNC-0006", "line 3: group g belongs to another table in line 2")]
    [InlineData("carbon_fractoin,*,CF,,normal,5,,,,,,,,,x,declared", "UNC-0002", "carbon_fraction")]
    [InlineData("carbon_fraction,nowhere,CF,,normal,5,,,,,,,,,x,declared", "UNC-0003", "nowhere")]
    [InlineData("carbon_fraction,*,CFF,,normal,5,,,,,,,,,x,declared", "UNC-0004", "CF")]
    [InlineData(",,,V_reco,normal,5,,,,,,,,no,x,declared", "UNC-0005", "V_rec")]
    [InlineData(",,,species,normal,5,,,,,,,,no,x,declared", "UNC-0005", "species")]
    [InlineData("carbon_fraction,*,CF,,gauss,5,,,,,,,,,x,declared", "UNC-0001", "gauss")]
    [InlineData("carbon_fraction,*,CF,,normal,5,0.1,,,,,,,,x,declared", "UNC-0001", "percent95")]
    [InlineData("carbon_fraction,*,CF,,normal,,,,0.1,0.2,,,,,x,declared", "UNC-0006", "0.47")]
    [InlineData("carbon_fraction,*,CF,,normal,5,,,,,,,,,,declared", "UNC-0001", "source")]
    public void What_cannot_be_attached_is_refused_with_what_is_near(string row, string code, string told)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("carbonsink-uncertainty-").FullName, "u.csv");
        File.WriteAllText(file, File.ReadLines(Declared).First() + "\n" + row + "\n");
        var refused = Assert.Throws<RefusedInputException>(() => AssessmentRun.Run(Options(UncertaintyApproach.Approach1) with { UncertaintyTable = file }));
        Assert.Equal(code, refused.Finding.Rule.Code);
        Assert.Contains(told, refused.Finding.Message("en") + refused.Finding.Hint("en"), StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    private static AssessmentOptions Options(UncertaintyApproach approach, int draws = 0) => new(Repository.PathOf("gis-samples/linxiang"), Repository.PathOf("methodology"))
    {
        Uncertainty = new(approach, draws, 1, 0.95),
        UncertaintyTable = Declared,
        Threads = 2,
    };

    private static FigureUncertainty Total(AssessmentPart part) => part.Uncertainty!.OfTotal(part.Assessment.Total, StockFigure.Carbon)!;

    private static string Json(AssessmentPart part)
    {
        using var stream = new MemoryStream();
        AssessmentJson.Write(part, stream, "en");
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
