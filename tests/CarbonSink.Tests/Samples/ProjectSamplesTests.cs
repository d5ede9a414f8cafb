using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Projects;
using CarbonSink.Runs;
using CarbonSink.Samples;
using Xunit;

namespace CarbonSink.Tests.Samples;

public sealed class ProjectSamplesTests
{
    private static string Folder => Repository.PathOf("gis-samples/linxiang/projects");

    [Fact]
    public void The_sample_projects_are_what_their_generator_writes()
    {
        var folder = Directory.CreateTempSubdirectory("carbonsink-projects").FullName;
        try
        {
            ProjectSamples.Write(folder);
            var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
            Assert.Equal(17, files.Length);
            foreach (var file in files)
                Assert.Equal(File.ReadAllText(Path.Combine(Folder, Path.GetRelativePath(folder, file))), File.ReadAllText(file));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("barren-hills", 15, 3, "plots-2023.csv", 24)]
    [InlineData("barren-hills", 15, 3, "plots-2026.csv", 24)]
    [InlineData("mine-site", 6, 2, "plots-2025.csv", 18)]
    public void Every_plot_lies_in_its_stratum(string project, int parcels, int strata, string plots, int count)
    {
        var findings = new FindingLog();
        var input = ProjectInput.Read(ProjectFile.Read(Path.Combine(Folder, project)), findings);
        Assert.Empty(findings.Findings);
        Assert.Equal((parcels, strata), (input.Parcels.Parcels.Count, input.Parcels.AreaHaByStratum.Count));
        var table = ProjectTable.Read(Path.Combine(Folder, project, plots), ["plot", "stratum", "biomass", "x", "y"], findings);
        Assert.Equal(count, table.Count);
        var sound = true;
        for (var row = 0; row < table.Count; row++)
            Assert.Equal(table.Text("stratum", row), input.Parcels.StratumAt(table.Number("x", row, 0, 1e6, findings, ref sound)!.Value, table.Number("y", row, 0, 1e7, findings, ref sound)!.Value));
    }

    [Fact]
    public void The_barren_hills_meet_the_programme_s_rules()
    {
        var rules = EligibilityRules.OfProgramme(MethodologyCatalog.Open(Repository.PathOf("methodology")), "ccer", "1");
        var findings = new FindingLog();
        var input = ProjectInput.Read(ProjectFile.Read(Path.Combine(Folder, "barren-hills")), findings);
        var answers = ProjectEligibility.Of(input, [rules], findings).Answers.ToList();
        Assert.Contains(answers, a => a.Rule == "R9-date");
        Assert.All(answers, a => Assert.True(a.Met, $"{a.Rule}: {a.Evidence.En}"));
        Assert.Equal(new DateOnly(2020, 9, 23), input.File.MonitoringPeriods[0].Span.From); // the day after 2020-09-22
    }

    [Fact]
    public void The_barren_hills_meet_the_conditions_of_the_method_and_the_mine_site_does_not()
    {
        var rules = EligibilityRules.OfMethod(MethodologyCatalog.Open(Repository.PathOf("methodology")), "ccer-14-001", "1");
        var findings = new FindingLog();
        var barren = ProjectEligibility.Of(ProjectInput.Read(ProjectFile.Read(Path.Combine(Folder, "barren-hills")), findings), [rules], findings);
        Assert.Empty(findings.Findings);
        Assert.All(barren.Answers, a => Assert.True(a.Met, $"{a.Rule}: {a.Evidence.En}"));
        Assert.Null(barren.Rest);
        Assert.InRange(barren.Facts.Parcels.Max(p => p.CoveredM2["wetland"] / p.AreaM2), 0.001, 0.0099);

        var mine = ProjectEligibility.Of(ProjectInput.Read(ProjectFile.Read(Path.Combine(Folder, "mine-site")), findings), [rules], findings);
        Assert.Equal(["d", "industrial", "kind"], mine.Answers.Where(a => a.Met == false).Select(a => a.Rule).Order(StringComparer.Ordinal));
        Assert.Equal(["M-03"], mine.Answers.First(a => a.Rule == "d").Members);
        Assert.Equal(6, mine.Answers.First(a => a.Rule == "kind").Members.Count);
    }
}
