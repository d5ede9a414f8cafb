using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>Methods with values over the whole layer, figures that only some methods give, and group keys of the method.</summary>
public sealed class LayerValueTests : IDisposable
{
    private const string Arbor = "0111";
    private const string Shrub = "0131";
    private const string Sparse = "0120";
    private const string Bare = "0161";

    private readonly LayerMethod method = new();

    public void Dispose() => method.Dispose();

    [Fact]
    public void Shrubs_take_the_mean_of_the_forest_of_the_whole_layer()
    {
        // b_forest = (100 × 0.5 × 3 + 200 × 0.5 × 1) / (3 + 1) = 62.5 t/ha; the arbor unit without stock (2 ha) is left out of the numerator only: 250 / 6.
        Arbors();
        method.Unit(Shrub, 8, cover: 0.5).Unit(Shrub, 1).Unit(Sparse, 1, stock: 30).Unit(Bare, 1).Write();
        var total = AssessmentRun.Run(method.Options).Assessment.Total;
        var shrub = 0.1 * (250.0 / 6) * 0.5 * 8 * 0.5;
        Assert.Equal((150 + 100) * 0.5 + shrub, total[StockFigure.Carbon]!.Value.ToDouble(), 1e-10);
        Assert.Equal(0.5 * (125 + shrub), total[StockFigure.CarbonLow]!.Value.ToDouble(), 1e-10);
        Assert.Equal(2 * (125 + shrub), total[StockFigure.CarbonHigh]!.Value.ToDouble(), 1e-10);

        // Living stock does not ask for carbon: 100 × 3 + 200 × 1 + 30.
        Assert.Equal(530, total[StockFigure.LivingVolume]!.Value.ToDouble());
        Assert.Equal(500, total[StockFigure.Volume]!.Value.ToDouble());
        Assert.Equal(3, total.EstimatedCount);
    }

    [Fact]
    public void Part_of_the_layer_uses_the_value_of_the_whole()
    {
        Arbors();
        method.Unit(Shrub, 8, cover: 0.5).Write();
        var shrub = AssessmentRun.Run(method.Options with { Records = new(3, 4) }).Assessment.Total;
        Assert.Equal(0.1 * (250.0 / 6) * 0.5 * 8 * 0.5, shrub[StockFigure.Carbon]!.Value.ToDouble(), 1e-12);
    }

    [Fact]
    public void Explain_reads_the_layer_and_names_the_members()
    {
        Arbors();
        method.Unit(Shrub, 8, cover: 0.5).Write();
        var trace = ExplainRun.Run(method.Options, "3").Trace;
        var step = trace.Steps.Single(s => s.Symbol == "b_forest");
        Assert.Equal(250.0 / 6, step.Value!.Value, 1e-13);
        Assert.True(step.State.IsPartial);
        Assert.Equal([new("sum", "unit", 2, 1, 2), new CarbonSink.Methodologies.TraceAggregate("sum", "unit", 3, 0, 0)], step.Aggregates);
        Assert.Equal(0.1 * (250.0 / 6) * 0.5 * 8 * 0.5, trace.Steps.Single(s => s.Symbol == "C").Value!.Value, 1e-12);
    }

    [Theory]
    [InlineData(AreaBasis.Recorded)]
    [InlineData(AreaBasis.Ellipsoidal)]
    public void Any_partition_and_any_number_of_threads_give_the_same_bits(AreaBasis area)
    {
        const int units = 9001; // three batches
        for (var i = 0; i < units; i++)
            _ = (i % 4) switch
            {
                0 => method.Unit(Arbor, 1 + (i % 13 / 7.0), stockPerHa: i % 40 == 0 ? double.NaN : 50 + (i % 97 / 3.0), ageGroup: i % 3 == 0 ? "2" : null, age: i % 50),
                1 => method.Unit(Shrub, 1 + (i % 11 / 9.0), cover: i % 5 == 0 ? double.NaN : 0.3),
                2 => method.Unit(Sparse, 0.5, stock: i % 17),
                _ => method.Unit(Bare, 2),
            };
        method.Write();
        var options = method.Options with { Area = area };
        var assessed = AssessmentRun.Run(options);
        Assert.Equal((units, 1000), (assessed.Impacts.Either.RecordCount, assessed.RecordFindings.Findings.Count(f => f.Rule.Code == "RUN-0020"))); // counted beyond what is listed
        var whole = LayerMethod.Text(assessed);
        foreach (var threads in (int[])[2, 5])
            Assert.Equal(whole, LayerMethod.Text(AssessmentRun.Run(options with { Threads = threads })));
        long[] cuts = [0, 1, 4000, 4096, 8999, units];
        var parts = cuts.Zip(cuts.Skip(1), (from, to) => AssessmentRun.Run(options with { Records = new(from, to), Threads = 2 })).Reverse().ToList();
        Assert.Equal(whole, LayerMethod.Text(AssessmentPart.Merge(parts)));
    }

    [Fact]
    public void A_variance_over_the_layer_is_refused_before_anything_is_read()
    {
        method.Unit(Arbor, 1, 100).Write();
        var file = Path.Combine(method.Options.Methodology, "methods", "m", "1", "METHOD.md");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\n\n## Outputs", "\n| 9 | s2 | | t2/ha2 | | | | `var(B_ha over unit)` | hand, written out |\n\n## Outputs", StringComparison.Ordinal));
        var refused = Assert.Throws<RefusedInputException>(() => AssessmentRun.Run(method.Options)).Finding;
        Assert.Equal(("RUN-0016", "9", "var"), (refused.Rule.Code, refused.Arguments[1], refused.Arguments[2]));
    }

    [Fact]
    public void The_age_group_of_the_method_replaces_the_recorded_column()
    {
        // Recorded "2" is middle; without it 10 years are young and 30 middle; without both the group is blank.
        method.Unit(Arbor, 1, 100, ageGroup: "2", age: 10).Unit(Arbor, 2, 100, age: 10).Unit(Arbor, 4, 100, age: 30).Unit(Arbor, 8, 100).Write();
        var part = AssessmentRun.Run(method.Options);
        Assert.Contains("ageGroup", part.Assessment.KeyNames);
        Assert.Equal([("", 8), ("middle", 5), ("young", 2)], Areas(part, "ageGroup"));
        Assert.Equal([("", 14), ("2", 1)], Areas(AssessmentRun.Run(method.Options with { By = ["LING_ZU"] }), "LING_ZU"));
        Assert.Equal([("", 8), ("middle", 5), ("young", 2)], Areas(AssessmentRun.Run(method.Options with { By = ["ages"] }), "ages"));
        var refused = Assert.Throws<RefusedInputException>(() => AssessmentRun.Run(method.Options with { By = ["b_forest"] })).Finding;
        Assert.Equal("RUN-0007", refused.Rule.Code);
        Assert.Contains("ages", refused.Arguments[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Reasons_are_those_of_the_method()
    {
        method.Unit(Arbor, 1).Unit(Shrub, 2).Unit(Shrub, 3).Unit(Bare, 4).Write();
        var part = AssessmentRun.Run(method.Options);
        Assert.Equal(
            [("arbor", "no-route", 1.0, null), ("bare", "not-forest", 4, "no-route"), ("special_shrub", "shrub-no-cover", 5, "no-route")],
            part.Assessment.NotEstimated.Select(n => (n.LandClass, n.Cause.Code, n.AreaHa.ToDouble(), n.Cause.Technical?.Code)));
        Assert.Equal("shrub land without a cover", ExplainRun.Run(method.Options, "1").Reason!.En);
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(LayerMethod.Text(part)));
        Assert.Equal(LayerMethod.Text(part), LayerMethod.Text(AssessmentPartFile.Read(stream, "part")));
    }

    private void Arbors() => method.Unit(Arbor, 3, 100).Unit(Arbor, 1, 200).Unit(Arbor, 2);

    private static (string, double)[] Areas(AssessmentPart part, string key) => [.. part.Assessment.RollUp([key]).Groups.Select(g => (g.Key[0], g[StockFigure.Area]!.Value.ToDouble()))];
}
