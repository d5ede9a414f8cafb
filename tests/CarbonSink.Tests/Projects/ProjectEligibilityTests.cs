using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Projects;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Projects;

public sealed class ProjectEligibilityTests
{
    private const string A = "\"parcel\":\"A\",\"stratum\":\"s1\",\"nonforest_since\":\"2010\",\"shrub_removed [%]\":20,\"category\":\"public\"";

    private static readonly EligibilityRules Rules = TestRules.Of(TestRules.Afforestation);

    /// <summary>The parcel is 100 m × 100 m; a strip of 0.9 m is 0.9 %, one of 1.1 m is 1.1 % of it. The limit is 1 %.</summary>
    [Theory]
    [InlineData(0.9, true)]
    [InlineData(1.1, false)]
    public void A_strip_of_wetland_is_measured_and_cut_off_where_it_is_too_wide(double width, bool met)
    {
        using var folder = new TestProject();
        folder.Layer("parcels.geojson", (TestProject.Square(0, 0, 100, 100), A));
        folder.Layer("wet.geojson", (TestProject.Square(-50, -50, 50 + width, 300), "\"id\":1"), (TestProject.Square(-20, -20, 20 + width, 300), "\"id\":2"));
        var findings = new FindingLog();
        var result = Answer(folder, "\"layers\":[{\"role\":\"wetland\",\"path\":\"wet.geojson\"}]", findings);
        var answer = Assert.Single(result.Answers, a => a.Rule == "d");
        Assert.Equal(met, answer.Met);
        Assert.Contains($"{width * 100:0} m² ({width:0.0} %) in wetland", answer.Evidence.En, StringComparison.Ordinal);
        Assert.Equal(met, result.Rest is null);
        if (met)
            return;
        var outPath = Path.Combine(folder.Folder, "out");
        using (var output = OutputFolder.Open(outPath))
        {
            result.WriteRest(ProjectParcels.Read(ProjectFile.Read(folder.Folder).Parcels!, new()), output, findings);
            output.Commit(new() { ProgramVersion = "1", Command = [], TimeUtc = DateTime.UnixEpoch, Inputs = [], Packs = [], WorstStatus = null, FindingCounts = new Dictionary<Severity, long>() });
        }

        Assert.Equal(1, findings.Count(ProjectFindings.Clipped));
        var clipped = ProjectParcels.Read(new(Path.Combine(outPath, "clipped.gpkg"), "parcel", "stratum", new Dictionary<string, string>()), new());
        Assert.Equal(0.989, Assert.Single(clipped.Parcels).AreaHa, 6);
        Assert.Equal(0.989, result.RestHa, 6);
    }

    [Fact]
    public void What_was_not_given_is_not_shown()
    {
        using var folder = new TestProject();
        folder.Layer("parcels.geojson", (TestProject.Square(0, 0, 100, 100), A));
        var result = Answer(folder, "\"creditingPeriod\":{\"from\":\"2020-03-01\",\"to\":\"2040-02-28\"},\"declarations\":{\"no-burning\":{\"met\":true,\"evidence\":\"E9\"}}", new());
        Assert.Equal(
            [("a", true), ("b", null), ("c-400", true), ("d", null), ("e", true), ("g", null), ("min", false), ("max", true), ("in", null), ("additionality", true)],
            result.Answers.Select(a => (a.Rule, a.Met)));
    }

    [Fact]
    public void Evidence_covers_the_parcels_it_names()
    {
        using var folder = new TestProject();
        folder.Layer("parcels.geojson", (TestProject.Square(0, 0, 100, 100), A), (TestProject.Square(100, 0, 100, 100), A.Replace("\"A\"", "\"B\"", StringComparison.Ordinal)));
        folder.Write("e.csv", "evidence,kind,file,date,parcels,note\nE1,land-title,,,A,\nE2,photographs,,,all,\n");
        var findings = new FindingLog();
        var result = Answer(folder, "\"evidence\":\"e.csv\",\"declarations\":{\"no-burning\":{\"met\":true,\"evidence\":\"E2\"},\"other\":{\"met\":true,\"evidence\":\"E7\"}}", findings);
        var tenure = Assert.Single(result.Answers, a => a.Rule == "b");
        Assert.Equal((null, "B"), (tenure.Met, Assert.Single(tenure.Members)));
        Assert.True(Assert.Single(result.Answers, a => a.Rule == "g").Met);
        Assert.Equal(1, findings.Count(ProjectFindings.NoEvidence));
    }

    /// <summary>B overlaps A, of another stratum, by 10 m × 100 m; C lies half outside of the county; D touches A only.</summary>
    [Fact]
    public void Parcels_that_overlap_lie_outside_or_are_claimed_are_told()
    {
        using var folder = new TestProject();
        string Parcel(string key, string stratum) => A.Replace("\"A\"", $"\"{key}\"", StringComparison.Ordinal).Replace("s1", stratum, StringComparison.Ordinal);
        folder.Layer("parcels.geojson",
            (TestProject.Square(0, 0, 100, 100), A), (TestProject.Square(90, 0, 100, 100), Parcel("B", "s2")), (TestProject.Square(450, 0, 100, 100), Parcel("C", "s2")), (TestProject.Square(0, 100, 100, 100), Parcel("D", "s1")));
        folder.Layer("county.geojson", (TestProject.Square(-100, -100, 600, 600), "\"id\":1"));
        folder.Layer("claims.geojson", (TestProject.Square(50, 150, 100, 100), "\"id\":1"));
        var findings = new FindingLog();
        Answer(folder, "\"boundary\":\"county.geojson\",\"layers\":[{\"role\":\"claim\",\"path\":\"claims.geojson\"}]", findings);
        var overlap = Assert.Single(findings.Findings, f => f.Rule == ProjectFindings.Overlap);
        Assert.Equal(["A", "B", "1000", "s1", "s2"], overlap.Arguments);
        var outside = Assert.Single(findings.Findings, f => f.Rule == ProjectFindings.OutsideBoundary);
        Assert.Equal(["C", "0.5", "1", "county.geojson"], outside.Arguments);
        var claimed = Assert.Single(findings.Findings, f => f.Rule == ProjectFindings.Claimed);
        Assert.Equal(["D", "2500", "claim"], claimed.Arguments);
    }

    [Fact]
    public void A_bow_tie_is_told_and_judged_by_its_repair()
    {
        using var folder = new TestProject();
        folder.Layer("parcels.geojson", (TestProject.Shape([TestProject.Ring((0, 0), (40, 40), (40, 0), (0, 40))]), A));
        var findings = new FindingLog();
        var parcel = Assert.Single(ProjectParcels.Read(folder.Project().Parcels!, findings).Parcels);
        Assert.Equal(1, findings.Count(ProjectFindings.InvalidGeometry));
        Assert.Equal([400, 400], parcel.PartsM2!.Select(m2 => Math.Round(m2, 3))); // two triangles of 40 m × 20 m / 2
    }

    private static ProjectEligibility Answer(TestProject folder, string more, FindingLog findings) => ProjectEligibility.Of(ProjectInput.Read(folder.Project(more), findings), [Rules], findings);
}
