using CarbonSink.Estimation;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Samples;

/// <summary>Counties and schema samples, found by walking the folders, assess to the totals that were worked out beside the program, and to the planted findings and no other.</summary>
public class SampleAssessmentTests
{
    public static TheoryData<string> Samples => [.. SchemaFolders.Select(f => Path.GetFileName(f)!), .. CountyFolders.Select(f => Path.GetFileName(f)!)];

    private static IEnumerable<string> SchemaFolders =>
        Directory.GetDirectories(Repository.PathOf("src/CarbonSink.Gis/Schemas")).Where(f => File.Exists(Path.Combine(f, "schema.csv"))).Order(StringComparer.Ordinal);

    private static IEnumerable<string> CountyFolders =>
        Directory.GetDirectories(Repository.PathOf("gis-samples")).Where(f => File.Exists(Path.Combine(f, InventoryFile.FileName))).Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Samples))]
    public void Totals_are_those_expected_and_findings_the_planted_ones(string id)
    {
        var sample = SampleSet.Of(id);
        var part = AssessmentRun.Run(new(sample.Folder, Repository.PathOf("methodology")));
        Assert.Equal(sample.Sample.Dictionary.Schema, part.Options["schema"]);
        var total = part.Assessment.Total;
        var expected = sample.Figures(sample.Sample.WholeCounty ? "expected-totals.csv" : "../expected.csv");
        var actual = StockFigures.All.Where(f => total[f] is not null).ToDictionary(f => f.Key(), f => total[f]!.Value.ToDouble(), StringComparer.Ordinal);
        (actual["recordCount"], actual["estimatedCount"], actual["extrapolatedCount"]) = (total.RecordCount, total.EstimatedCount, total.ExtrapolatedCount);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));

        // Sines and powers may differ in the last bit between systems.
        Assert.All(expected, e => Assert.Equal(e.Value, actual[e.Key], Math.Abs(e.Value) * 1e-12));

        var planted = sample.Planted.Where(p => p.Finding.Length > 0).Select(p => (Record: (long?)p.Record, Field: p.Field == "geometry" ? null : p.Field, p.Finding));
        Assert.Equal(planted.Order(), part.DataSetFindings.Concat(part.RecordFindings.Findings).Select(f => (f.Record, f.Field, Finding: f.Rule.Code)).Order());
    }

    [Fact]
    public void Every_schema_folder_has_a_sample_of_forty_to_eighty_units() =>
        Assert.All(SchemaFolders, f => Assert.InRange(SampleSet.Of(Path.GetFileName(f)).Units.Count, 40, 80));

    /// <summary>The corner of a place goes by the crosswalk of that place.</summary>
    [Fact]
    public void A_schema_sample_has_the_species_of_its_place() =>
        Assert.All(SchemaFolders.Select(f => SampleSet.Of(Path.GetFileName(f))), s =>
            Assert.Equal(File.ReadAllText(Repository.PathOf($"gis-samples/{s.Sample.Place.Id}/species.csv")), File.ReadAllText(Path.Combine(s.Folder, "species.csv"))));
}
