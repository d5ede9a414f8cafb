using System.Text;
using CarbonSink.Estimation;
using CarbonSink.Inventory;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Runs;

public sealed class AssessmentRunTests
{
    private static readonly AssessmentOptions Linxiang = new(Repository.PathOf("gis-samples/linxiang"), Repository.PathOf("methodology"));

    /// <summary>The same layer by the first version of the method, which estimates arbor forest only and does not split living biomass.</summary>
    private static readonly AssessmentOptions FirstVersion = new(Path.Combine(Linxiang.Source, "data", "xiaoban.shp"), Linxiang.Methodology)
    {
        Method = "county-forest-stock/1",
        Tables = new Dictionary<string, string>(StringComparer.Ordinal) { ["species_type"] = Path.Combine(Linxiang.Source, "species.csv") },
        Parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["cf_zone"] = "tropical-subtropical" },
    };

    private static readonly Lazy<string> Whole = new(() => Json(AssessmentRun.Run(Linxiang with { Threads = 1 })));

    [Theory]
    [InlineData(7)]
    [InlineData(64)]
    public void Partitions_merge_to_the_bits_of_the_whole(int count)
    {
        const long records = 3974;
        var parts = Enumerable.Range(0, count).Select(i => AssessmentRun.Run(Linxiang with { Threads = 1, Records = new(records * i / count, records * (i + 1) / count) })).ToList();
        var shuffled = parts.OrderBy(p => (p.Records.From * 7919) % 1009).ToList();
        Assert.Equal(Whole.Value, Json(AssessmentPart.Merge(shuffled)));
    }

    [Fact]
    public void Two_threads_give_the_bits_of_one()
    {
        Assert.Equal(Whole.Value, Json(AssessmentRun.Run(Linxiang with { Threads = 2 })));
        Assert.Equal(Whole.Value, Json(AssessmentRun.Run(Linxiang with { Threads = 5 })));
    }

    [Fact]
    public void Ellipsoidal_area_is_used_when_asked_for_and_the_recorded_one_kept_beside_it()
    {
        var recorded = AssessmentRun.Run(Linxiang).Assessment.Total;
        var ellipsoidal = AssessmentRun.Run(Linxiang with { Area = AreaBasis.Ellipsoidal }).Assessment.Total;
        Assert.Equal(recorded[StockFigure.RecordedArea], recorded[StockFigure.Area]);
        Assert.Equal(ellipsoidal[StockFigure.EllipsoidalArea], ellipsoidal[StockFigure.Area]);
        Assert.Equal(recorded[StockFigure.EllipsoidalArea], ellipsoidal[StockFigure.EllipsoidalArea]);

        // Record 689 says 402.90 ha where 26.86 ha are drawn (mu for hectares); the two null shapes have only a recorded area.
        Assert.True(recorded[StockFigure.RecordedArea]!.Value.ToDouble() - ellipsoidal[StockFigure.EllipsoidalArea]!.Value.ToDouble() > 402.90 - 26.87);
    }

    [Fact]
    public void A_volume_without_biomass_still_carries_the_status_of_what_it_used()
    {
        // No stand of the county is in the Kanas table, so nothing is estimated; the volume used 01xx land classes and LY 208, both secondary.
        var total = AssessmentRun.Run(FirstVersion with { Tables = With("biomass", "tables/fang/kanas@1") }).Assessment.Total;
        Assert.Equal(0, total.EstimatedCount);
        Assert.NotNull(total[StockFigure.Volume]);
        Assert.Equal(CarbonSink.Methodologies.ParameterStatus.Secondary, total.WorstStatus);
        Assert.True(total.HasResults);
    }

    [Fact]
    public void Totals_over_different_pools_are_named()
    {
        var table = Path.Combine(Directory.CreateTempSubdirectory("carbonsink-pools-").FullName, "biomass.csv");
        File.WriteAllText(table, "forest_type,V_ha.from [m3/ha],V_ha.to [m3/ha],a [t/m3],b [t/ha],pool,source,locator,status\n杉木林,,,0.5,0,living,,,declared\n马尾松林,,,0.5,0,AGB,,,declared\n");
        var part = AssessmentRun.Run(FirstVersion with { Tables = With("biomass", table) });
        Assert.Equal(["AGB", "living"], part.Assessment.Total.Pools.Select(p => CarbonPools.Name(p.Pool)));
        Assert.Equal(PartFindings.MixedPools, Assert.Single(part.TotalFindings).Rule);
        Assert.Empty(AssessmentRun.Run(FirstVersion).TotalFindings);
    }

    private static Dictionary<string, string> With(string table, string file) => new(FirstVersion.Tables, StringComparer.Ordinal) { [table] = file };

    private static string Json(AssessmentPart part)
    {
        using var stream = new MemoryStream();
        AssessmentJson.Write(part, stream, "en");
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
