using CarbonSink.Estimation;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Runs;

public sealed class UnitResultsTests
{
    private static readonly AssessmentOptions Linxiang = new(Repository.PathOf("gis-samples/linxiang"), Repository.PathOf("methodology"));

    private static readonly Lazy<AssessedLayer> Layer = new(() => AssessmentRun.RunWithUnits(Linxiang with { Threads = 2 }));

    [Theory]
    [InlineData("areaHa")]
    [InlineData("recordedAreaHa")]
    [InlineData("ellipsoidalAreaHa")]
    [InlineData("volumeM3")]
    [InlineData("co2eT")]
    public void Units_add_up_to_the_total_exactly(string figure)
    {
        var sum = ExactSum.Zero;
        foreach (var value in All(Layer.Value, figure))
            sum += ExactSum.Of(value ?? 0);
        Assert.Equal(Layer.Value.Part.Assessment.Total[StockFigures.All.Single(f => f.Key() == figure)], sum);
    }

    [Theory]
    [InlineData("biomassT")]
    [InlineData("carbonTC")]
    public void Pools_of_a_unit_are_added_up_in_its_column(string figure)
    {
        var values = All(Layer.Value, figure).Select(v => v ?? 0).ToArray();
        var total = Layer.Value.Part.Assessment.Total[StockFigures.All.Single(f => f.Key() == figure)]!.Value.ToDouble();

        // Above and below ground are added in each unit: one rounding of at most 2⁻⁵³ of its value.
        var sum = values.Aggregate(ExactSum.Zero, (s, v) => s + ExactSum.Of(v)).ToDouble();
        Assert.Equal(total, sum, total * Math.Pow(2, -53) * 2);
    }

    [Fact]
    public void Status_words_count_what_the_assessment_counts()
    {
        var (results, total) = (Layer.Value.Results, Layer.Value.Part.Assessment.Total);
        var records = Records(Layer.Value);
        Assert.Equal(records, results.Records);
        Assert.Equal(total.RecordCount, records.Count);
        Assert.Equal(total.EstimatedCount, records.Count(r => results["estimated"].Number(r) == 1));
        Assert.Equal(total.ExtrapolatedCount, records.Count(r => results["extrapolated"].Number(r) == 1));

        // A unit has a carbon stock or a cause, never both, never neither.
        Assert.All(records, r => Assert.NotEqual(results["carbonTC"].Number(r) is null, results["causeZh"].Text(r) is null));
        Assert.Equal(
            Layer.Value.Part.Assessment.NotEstimated.Select(n => (n.Cause.Zh, n.RecordCount)).GroupBy(n => n.Zh, (zh, n) => (zh, n.Sum(c => c.RecordCount))).Order(),
            records.Where(r => results["causeZh"].Text(r) is not null).GroupBy(r => results["causeZh"].Text(r)!, (zh, r) => (zh, r.LongCount())).Order());
    }

    [Fact]
    public void Every_finding_about_a_record_stands_with_the_record()
    {
        var results = Layer.Value.Results;
        var findings = Layer.Value.Part.RecordFindings.Findings;
        Assert.NotEmpty(findings);
        Assert.All(findings, f => Assert.Contains(f.Rule.Code, results["findings"].Text(f.Record!.Value)!.Split(' ')));
        Assert.Equal(findings.Count, All(Layer.Value, "findingCount").Sum());
    }

    [Fact]
    public void Threads_and_ranges_do_not_change_a_unit()
    {
        var (all, some) = (Layer.Value.Results, AssessmentRun.RunWithUnits(Linxiang with { Threads = 1, Records = new(1000, 1200) }));
        Assert.Equal(Enumerable.Range(1000, 200).Select(r => (long)r), Records(some));
        Assert.Equal(all.Columns.Select(c => c.Name), some.Results.Columns.Select(c => c.Name));
        foreach (var column in all.Columns)
            Assert.All(Records(some), r => Assert.Equal((column.Number(r), column.Text(r)), (some.Results[column.Name].Number(r), some.Results[column.Name].Text(r))));
    }

    [Fact]
    public void A_unit_is_named_by_the_key_that_explain_understands_and_carries_what_was_used()
    {
        var results = Layer.Value.Results;
        var unit = results["unit"].Text(1000)!;
        Assert.Equal(1000, ExplainRun.Run(Linxiang, unit).Record);

        // A route is named where a symbol has several: the recorded stock per hectare is taken, so the volume is that times the area.
        var record = Records(Layer.Value).First(r => results["estimated"].Number(r) == 1 && results["landClass"].Text(r) == "arbor" && results["stockM3PerHa"].Number(r) > 0);
        Assert.NotNull(results["route"].Text(record));
        Assert.Equal(results["stockM3PerHa"].Number(record)!.Value * results["areaHa"].Number(record)!.Value, results["volumeM3"].Number(record));
        Assert.Equal(results["carbonTC"].Number(record)!.Value / results["areaHa"].Number(record)!.Value, results["carbonTCPerHa"].Number(record));
        Assert.StartsWith("111", results["landClassCode"].Text(record), StringComparison.Ordinal);

        // What explain computes for the unit, added over its pools, is what the column says.
        var steps = ExplainRun.Run(Linxiang, $"{record}").Trace.Steps;
        var outputs = steps.Where(s => s.Symbol.StartsWith("C_A", StringComparison.Ordinal) || s.Symbol.StartsWith("C_B", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, outputs.Length);
        Assert.Equal(outputs.Sum(s => s.Value), results["carbonTC"].Number(record));
    }

    [Fact]
    public void A_field_to_group_by_does_not_take_the_place_of_a_result()
    {
        var layer = AssessmentRun.RunWithUnits(Linxiang with { By = ["XIANG_MC", "landClass"], Records = new(0, 10) });
        Assert.NotNull(layer.Results["XIANG_MC"].Text(0));
        Assert.Single(layer.Results.Columns, c => c.Name == "landClass");
        Assert.Equal(layer.Results.Columns.Count, layer.Results.Columns.Select(c => c.Name.ToUpperInvariant()).Distinct().Count());
    }

    private static List<long> Records(AssessedLayer layer) => [.. layer.Scan().SelectMany(b => b.RecordNumbers[..b.Count])];

    private static IEnumerable<double?> All(AssessedLayer layer, string column) => Records(layer).Select(r => layer.Results[column].Number(r));
}
