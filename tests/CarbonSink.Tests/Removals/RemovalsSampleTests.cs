using System.Globalization;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Removals;

/// <summary>The afforestation sample against figures that an independent program computed from its files: areas from the plane by the scale of the projection, Student's t of another library.</summary>
public sealed class RemovalsSampleTests
{
    private const string Folder = "gis-samples/linxiang/projects/barren-hills";

    private static readonly RemovalsResult Result = RemovalsRun.Run(new(Repository.PathOf(Folder), Repository.PathOf("methodology")));

    [Fact]
    public void Every_expected_total_is_met()
    {
        var rows = File.ReadAllLines(Repository.PathOf($"{Folder}/expected-totals.csv")).Skip(1).Select(l => l.Split(',')).ToList();
        Assert.NotEmpty(rows);
        foreach (var row in rows)
        {
            var (found, expected) = (Found(row[0], row[1]), double.Parse(row[2], CultureInfo.InvariantCulture));
            var tolerance = row[0] is "wholeTonnes" or "vintage" ? 0 : row[0] is "notIssued" ? 0.01 : Math.Max(1e-5, Math.Abs(expected) * 1e-7);
            Assert.True(Math.Abs(found - expected) <= tolerance, $"{row[0]} {row[1]}: expected {expected:R}, found {found:R}");
        }
    }

    [Fact]
    public void Undiscounted_years_add_up_to_the_last_stock_less_what_stood_there_before() => Assert.Equal(Result.Stocks[^1].Stock.Value - Result.OpeningT!.Value, Result.Years.Sum(y => y.Net.ProjectT!.Value), 1e-6);

    /// <summary>Reductions count from 2020-09-23 on, and every rule is met.</summary>
    [Fact]
    public void The_sample_may_be_issued()
    {
        Assert.All(Result.Eligibility, r => Assert.True(r.Answer.Met, r.Answer.Rule));
        Assert.Empty(Result.WhyNotIssuable);
        Assert.Equal(Result.TotalT, Result.IssuableT);
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public void No_output_holds_a_word_that_the_method_refuses(string language)
    {
        var path = Path.Combine(Path.GetTempPath(), $"carbonsink-{Guid.NewGuid():N}");
        using (var folder = OutputFolder.Open(path))
            RemovalsFolder.Write(Result, folder, ["removals"], DateTime.UnixEpoch, language);
        foreach (var file in Directory.GetFiles(path))
            foreach (var word in Result.Method!.Refuses)
                Assert.DoesNotContain(word, File.ReadAllText(file), StringComparison.OrdinalIgnoreCase);
        Directory.Delete(path, true);
    }

    private static double Found(string figure, string of) => figure switch
    {
        "opening" => Result.OpeningT!.Value,
        "area" => Result.Stocks[^1].AreaHa,
        "stock" => Result.Stocks.Single(s => s.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) == of).Stock.Value,
        "change" => Period(of).Change.Value,
        "uPercent" => Period(of).RelativeHalfWidth!.Value * 100,
        "counted" => Period(of).CountedT!.Value,
        "wholeTonnes" => Period(of).Units!.PeriodT,
        "notIssued" => Period(of).Units!.NotIssuedKg,
        "project" => Year(of).Net.ProjectT!.Value,
        "baseline" => Year(of).Net.BaselineT!.Value,
        "uncertaintyDeduction" => Year(of).Net.UncertaintyDeductionT!.Value,
        "net" => Year(of).Net.NetT!.Value,
        "nonPermanenceDeduction" => Year(of).Net.NonPermanenceT!.Value,
        "vintage" => Year(of).VintageT!.Value,
        _ => throw new ArgumentException(figure, nameof(figure)),
    };

    private static RemovalPeriod Period(string number) => Result.Periods.Single(p => p.Period.Number == int.Parse(number, CultureInfo.InvariantCulture));

    private static RemovalYear Year(string year) => Result.Years.Single(y => y.Net.Year == int.Parse(year, CultureInfo.InvariantCulture));
}
