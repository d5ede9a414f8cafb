using CarbonSink.Findings;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Projects;

public sealed class ProjectInputTests
{
    [Fact]
    public void Every_key_of_the_project_file_is_read()
    {
        using var folder = Two();
        foreach (var name in (string[])["strata.csv", "activities.csv", "evidence.csv", "leakage.csv", "yields.csv", "plots.csv", "design.csv"])
            folder.Write(name, "a\n");
        var file = folder.Project("""
            "programme":"ccer/1","division":"430682","lifetime":{"from":"2020-03-01","to":"2060-02-29"},"creditingPeriod":{"from":"2020-03-01","to":"2050-02-28"},
            "boundary":"parcels.geojson","strata":"strata.csv","layers":[{"role":"wetland","path":"parcels.geojson"}],"activities":"activities.csv","evidence":"evidence.csv","leakage":"leakage.csv",
            "declarations":{"no-burning":{"met":true,"evidence":"E3"}},"parameters":{"climate":"x","n":2},"tables":{"t":"t.csv"},"exAnte":{"yields":"yields.csv"},
            "campaigns":[{"date":"2023-10-31","plots":"plots.csv","value":"biomass [t/ha]","permanent":true}],
            "monitoringPeriods":[{"number":1,"from":"2020-03-01","to":"2023-10-31"},{"number":2,"from":"2023-11-01","to":"2026-10-31"}],
            "applicationDate":"2024-03-01","issued":[{"period":1,"t":1234}],"design":"design.csv"
            """);
        Assert.Equal(("T-1", "ccer-14-001/1", "ccer/1", "430682"), (file.Id, file.Methodology, file.Programme, file.Division));
        Assert.Equal((new(2020, 3, 1), new(2060, 2, 29), new(2050, 2, 28)), (file.Start, file.Lifetime!.Value.To, file.CreditingPeriod!.Value.To));
        Assert.Equal((true, "E3"), (file.Declarations["no-burning"].Met, file.Declarations["no-burning"].Evidence));
        Assert.Equal(("x", "2", "t.csv"), (file.Parameters["climate"], file.Parameters["n"], file.Tables["t"]));
        Assert.Equal((new DateOnly(2023, 10, 31), "biomass [t/ha]", true), (file.Campaigns[0].Date, file.Campaigns[0].Value, file.Campaigns[0].Permanent));
        Assert.Equal((2, new DateOnly(2026, 10, 31)), (file.MonitoringPeriods[1].Number, file.MonitoringPeriods[1].Span.To));
        Assert.Equal((1, 1234L), file.Issued[0]);
        Assert.Equal(Path.Combine(folder.Folder, "yields.csv"), file.Yields);
        Assert.False(file.IsBundle);
    }

    [Theory]
    [InlineData("\"wetlands\":1", "ELG-0003", "wetlands")]
    [InlineData("\"division\":430682", "ELG-0005", "division")]
    [InlineData("\"applicationDate\":\"2023-02-29\"", "ELG-0006", "applicationDate")]
    [InlineData("\"lifetime\":{\"from\":\"2020-03-01\"}", "ELG-0004", "lifetime.to")]
    [InlineData("\"creditingPeriod\":{\"from\":\"2020-03-01\",\"to\":\"2020-02-29\"}", "ELG-0007", "creditingPeriod.to")]
    [InlineData("\"monitoringPeriods\":[{\"number\":2,\"from\":\"2020-03-01\",\"to\":\"2021-01-01\"}]", "ELG-0005", "monitoringPeriods[0].number")]
    [InlineData("\"monitoringPeriods\":[{\"number\":1,\"from\":\"2020-02-29\",\"to\":\"2021-01-01\"}]", "ELG-0007", "monitoringPeriods")]
    [InlineData("\"monitoringPeriods\":[{\"number\":1,\"from\":\"2020-03-01\",\"to\":\"2021-01-01\"},{\"number\":2,\"from\":\"2021-01-01\",\"to\":\"2022-01-01\"}]", "ELG-0007", "monitoringPeriods[1].from")]
    [InlineData("\"boundary\":\"nowhere.shp\"", "ELG-0025", "boundary")]
    [InlineData("\"id\":", "ELG-0002", null)]
    public void What_is_wrong_with_the_file_is_refused_with_its_key(string more, string code, string? key)
    {
        using var folder = Two();
        var finding = Assert.Throws<RefusedInputException>(() => folder.Project(more)).Finding;
        Assert.Equal((code, key), (finding.Rule.Code, finding.Field));
        Assert.Equal("project.json", finding.File);
    }

    /// <summary>100 m × 200 m = 2 ha; 100 m × 100 m less a hole of 20 m × 50 m = 0.9 ha, and a part of 30 m × 40 m.</summary>
    [Fact]
    public void Areas_are_those_on_the_ellipsoid_part_by_part_and_stratum_by_stratum()
    {
        using var folder = Two();
        var parcels = ProjectParcels.Read(folder.Project().Parcels!, new());
        Assert.Equal(("A", "B"), (parcels.Parcels[0].Key, parcels.Parcels[1].Key));
        Assert.Equal(2, parcels.Parcels[0].AreaHa, 6);
        Assert.Equal([9000, 1200], parcels.Parcels[1].PartsM2!.Select(p => Math.Round(p, 3)));
        Assert.Equal((2, 1.02, 3.02), (Math.Round(parcels.AreaHaByStratum["s1"], 6), Math.Round(parcels.AreaHaByStratum["s2"], 6), Math.Round(parcels.AreaHa, 6)));
        Assert.Equal(("s1", "s2", null, null), (parcels.StratumAt(500050, 3260050), parcels.StratumAt(500310, 3260090), parcels.StratumAt(500350, 3260050), parcels.StratumAt(499999, 3260050)));
        Assert.Equal("12.5", parcels.Text("slope", parcels.Parcels[0]));
        Assert.Null(parcels.Text("slope", parcels.Parcels[1]));
    }

    /// <summary>Two squares of 20 m × 10 m: sharing a side they are 400 m²; meeting in a corner they are two parts.</summary>
    [Theory]
    [InlineData(0, 10, 400.0)]
    [InlineData(20, 10, 200.0)]
    public void Parts_that_share_a_side_are_one_and_parts_that_meet_in_a_corner_are_two(double x, double y, double smallest)
    {
        using var folder = new TestProject();
        folder.Layer("parcels.geojson", (TestProject.Shape([TestProject.Box(0, 0, 20, 10)], [TestProject.Box(x, y, 20, 10)]), "\"parcel\":\"A\",\"stratum\":\"s\""));
        var findings = new FindingLog();
        var parcels = ProjectParcels.Read(folder.Project().Parcels!, findings);
        Assert.Equal(smallest, parcels.Parcels[0].PartsM2!.Min(), 6);
        Assert.Equal(400, parcels.Parcels[0].AreaHa * 10000, 6);
        Assert.Equal(smallest > 300 ? 1 : 0, findings.Count(ProjectFindings.InvalidGeometry));
    }

    [Fact]
    public void A_table_without_geometry_gives_its_areas()
    {
        using var folder = new TestProject();
        folder.Write("p.csv", "parcel,stratum,area [mu]\nA,s1,15\nB,s1,30\nC,s2,0\n");
        var findings = new FindingLog();
        var parcels = ProjectParcels.Read(new(Path.Combine(folder.Folder, "p.csv"), "parcel", "stratum", new Dictionary<string, string>()), findings);
        Assert.Equal(3, parcels.AreaHaByStratum["s1"], 9);
        Assert.Equal(["C"], parcels.Unusable);
        Assert.Equal(1, findings.Count(ProjectFindings.NoArea));
        Assert.Null(parcels.Parcels[0].PartsM2);
        Assert.Null(parcels.StratumAt(0, 0));
    }

    [Fact]
    public void A_key_that_stands_twice_is_refused()
    {
        using var folder = new TestProject();
        folder.Layer("parcels.geojson", (TestProject.Square(0, 0, 20, 10), "\"parcel\":\"A\",\"stratum\":\"s\""), (TestProject.Square(50, 0, 20, 10), "\"parcel\":\"A\",\"stratum\":\"s\""));
        Assert.Equal("ELG-0010", Assert.Throws<RefusedInputException>(() => ProjectParcels.Read(folder.Project().Parcels!, new())).Finding.Rule.Code);
    }

    [Fact]
    public void Activities_and_evidence_that_cannot_be_are_told_and_not_used()
    {
        using var folder = Two();
        folder.Write("activities.csv", """
            activity,date,stratum,parcel,area [ha],disturbed [1],species,note
            planting,2020-03-10,s1,,2,0.1,杉木,
            planting,2020-03-10,s1,B,1,,,
            dancing,2020-03-10,s1,,1,,,
            fire,2021-02-30,s1,,1,,,
            fire,2021-02-28,s1,,-1,,,
            fire,2021-02-28,s9,,1,,,
            tending,2021-02-28,s1,Z,1,,,
            tending,2021-02-28,s1,,2.5,,,
            tending,2019-12-31,,A,,1.5,,
            site-preparation,2020-02-28,,A,30,,,
            site-preparation,2020-02-28,,A,,,,
            """.ReplaceLineEndings("\n"));
        folder.Write("evidence.csv", "evidence,kind,file,date,parcels,note\nE1,land-title,t.pdf,2019-05-01,A|B,\nE2,contract,,2019-13-01,all,\nE1,contract,,,all,\nE4,contract,,,Q,\nE5,planting-record,,,all,\n");
        var findings = new FindingLog();
        var input = ProjectInput.Read(folder.Project("\"activities\":\"activities.csv\",\"evidence\":\"evidence.csv\""), findings);
        Assert.Equal([("site-preparation", "s1"), ("planting", "s1")], input.Activities.Items.Select(a => (a.Kind, a.Stratum)));
        Assert.Equal((2, 0.1, "杉木"), (input.Activities.Plantings.First().AreaHa, input.Activities.Plantings.First().Disturbed, input.Activities.Plantings.First().Species));
        Assert.Equal(1, findings.Count(ProjectFindings.OtherStratum));
        Assert.Equal(2 + 4 - 1, findings.Count(ProjectFindings.UnknownName)); // dancing, s9, Z, E1 again, Q
        Assert.Equal((2, 2), (findings.Count(ProjectFindings.BadCellDate), findings.Count(ProjectFindings.BadCellNumber)));
        Assert.Equal((2, 1), (findings.Count(ProjectFindings.AreaTooLarge), findings.Count(ProjectFindings.BeforeStart)));
        Assert.Equal(["E1", "E5"], input.Evidence.Items.Select(e => e.Id));
        Assert.True(input.Evidence.Items[0].Covers("B") && input.Evidence.Items[1].Covers("B"));
        Assert.Null(input.Evidence.Items[1].Parcels);
    }

    private static TestProject Two()
    {
        var folder = new TestProject();
        folder.Layer("parcels.geojson",
            (TestProject.Square(0, 0, 100, 200), "\"parcel\":\"A\",\"stratum\":\"s1\",\"slope\":12.5"),
            (TestProject.Shape([TestProject.Box(300, 0, 100, 100), TestProject.Box(340, 30, 20, 50)], [TestProject.Box(500, 0, 30, 40)]), "\"parcel\":\"B\",\"stratum\":\"s2\",\"slope\":null"));
        return folder;
    }
}
