using System.Text.Json;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Growth;
using CarbonSink.Methodologies;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Growth;

/// <summary>Fits and updates over the synthetic county; every expectation is arithmetic over what the program read, or a property.</summary>
public sealed class GrowthRunTests : IDisposable
{
    private static readonly string[] Command = ["carbonsink", "test"];
    private readonly string folder = Directory.CreateTempSubdirectory("growth").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static AssessmentOptions Options(string source) => new(source, Repository.PathOf("methodology")) { Threads = 1 };

    private string At(string name) => Path.Combine(folder, name);

    private string Curves()
    {
        using var output = OutputFolder.Open(At("fit"));
        FitGrowthFolder.Write(FitGrowthRun.Run(new(Options(Repository.PathOf("gis-samples/linxiang")))), output, Command, DateTime.UnixEpoch, "en");
        return At("fit");
    }

    private UpdateResult Update(string source, int year, string target, string? curves, string? changes = null)
    {
        using var output = OutputFolder.Open(At(target));
        return UpdateRun.Run(new(Options(source), year, "southern-china") { Curves = curves, Changes = changes }, output, Command, DateTime.UnixEpoch, "en");
    }

    private static double Volume(AssessedLayer layer, long record) => layer.Results["volumeM3"].Value(record);

    [Fact]
    public void CountyIsFittedAndItsCurvesServe()
    {
        var result = FitGrowthRun.Run(new(Options(Repository.PathOf("gis-samples/linxiang"))));
        Assert.Equal(result.Data.RecordsRead, result.Data.Stands.Count + result.Data.Excluded.Values.Sum());
        Assert.Equal(3974, result.Data.RecordsRead);
        Assert.Equal(result.Data.Stands.Count, result.Classes.Sum(c => c.Stands.Count));
        var fir = result.Classes.Single(c => c is { GrowthType: "杉木林", Origin: "planted" }).Best!.Fit!;
        var growth = MethodologyCatalog.Open(Repository.PathOf("methodology")).Load(YieldTables.Method, new Dictionary<string, TableChoice> { ["fitted"] = new("curves.csv", Curves()) });
        var table = Assert.Single(YieldTables.Tabulate(growth, [new("杉木林", "planted")], "southern-china", "subtropical-humid-forest", 60).Tables);
        Assert.Equal((fir.ValidAges.From, fir.ValidAges.To), (table.FirstAge, table.LastAge));
        for (var age = table.FirstAge; age <= table.LastAge; age++)
            Assert.Equal(fir.Curve.Value(age), table.Volume[age - table.FirstAge], 1e-9);
    }

    [Fact]
    public void OrderOfPlotsChangesNoByte()
    {
        var random = new Random(5);
        var rows = Enumerable.Range(0, 60).Select(i => (Age: 5 + (i % 30), Type: i % 2 == 0 ? "杉木林" : "马尾松林")).Select(r => $"{r.Type},planted,{r.Age},{(200 * Math.Exp(-12.0 / r.Age)) + random.Next(-9, 9)}").ToArray();
        string[] bytes = [.. ((IEnumerable<string>[])[rows, rows.Reverse()]).Select((r, i) =>
        {
            File.WriteAllLines(At($"plots{i}.csv"), r.Prepend("forest_type,origin,age,volumeM3PerHa"));
            var result = FitGrowthRun.Run(new(Options(At($"plots{i}.csv"))));
            using var stream = new MemoryStream();
            FittedCurvesCsv.Write(result with { Data = result.Data with { Source = "plots" } }, stream);
            return Convert.ToHexString(stream.ToArray());
        })];
        Assert.Equal(bytes[0], bytes[1]);
    }

    [Fact]
    public void BadPlotsAreToldAndCounted()
    {
        File.WriteAllText(At("plots.csv"), "forest_type,origin,age,volumeM3PerHa\n杉木林,planted,10,100\n杉木林,planted,-3,100\n杉木林,planted,,100\n杉木林,planted,10,0\n杉木林,planted,2011,100\n杉木林,,10,100\n,planted,10,100\n杉木林,planted,10\n");
        var result = FitGrowthRun.Run(new(Options(At("plots.csv"))));
        Assert.Equal(new Dictionary<string, long> { ["badRow"] = 2, ["implausibleAge"] = 1, ["noAge"] = 1, ["noOrigin"] = 1, ["noStock"] = 1, ["noType"] = 1 }, result.Data.Excluded);
        Assert.Single(result.Data.Stands);
        Assert.Equal(8, result.Data.RecordsRead);
        Assert.Equal(["GRW-0001", "GRW-0008", "GRW-0010", "TAB-0003"], result.Findings.Counts.Select(c => c.Rule.Code));
        File.WriteAllText(At("none.csv"), "forest_type,origin,age,volumeM3PerHa\n杉木林,planted,10,0\n");
        Assert.Equal("GRW-0009", Assert.Throws<RefusedInputException>(() => FitGrowthRun.Run(new(Options(At("none.csv"))))).Finding.Rule.Code);
    }

    [Fact]
    public void ZeroYearsChangeNothing()
    {
        var source = Repository.PathOf("gis-samples/linxiang");
        var result = Update(source, 2024, "same", null);
        Assert.DoesNotContain(result.Tallies, t => t.State == "updated");
        Assert.Equal(result.Tallies.Sum(t => t.VolumeBeforeM3.ToDouble()), result.Tallies.Sum(t => t.VolumeAfterM3.ToDouble()));
        var (before, after) = (AssessmentRun.RunWithUnits(Options(source)), AssessmentRun.RunWithUnits(Options(At("same"))));
        foreach (var column in (string[])["areaHa", "volumeM3", "carbonTC", "ageGroup"])
            foreach (var record in before.Results.Records)
                Assert.Equal(before.Results[column].Value(record), after.Results[column].Value(record));
    }

    [Fact]
    public void TwoYearsAtOnceAreTwiceOneYearAndTotalsAreArithmetic()
    {
        var (source, curves) = (Repository.PathOf("gis-samples/linxiang"), Curves());
        var once = Update(source, 2026, "u2", curves);
        Update(source, 2025, "u1", curves);
        var twice = Update(At("u1"), 2026, "u11", curves);
        var (direct, stepped, before) = (AssessmentRun.RunWithUnits(Options(At("u2"))), AssessmentRun.RunWithUnits(Options(At("u11"))), AssessmentRun.RunWithUnits(Options(source)));
        // Units that the first year brings to the end of their table grow one year and not two, so the ages of both ways are compared where both grow.
        var grown = 0;
        foreach (var record in before.Results.Records)
        {
            var (a, b) = (Volume(direct, record), Volume(stepped, record));
            if (double.IsNaN(a) || a == Volume(before, record))
                continue;
            Assert.Equal(1, b / a, 1e-9);
            grown++;
        }

        // Units that grow but keep their stock are those limited to an increment of zero.
        var updated = once.Tallies.Single(t => t.State == "updated").Records;
        Assert.InRange(grown, updated - once.Clamped, updated);
        Assert.Equal(new DateOnly(2024, 12, 31), twice.UpdatedFrom);
        double Total(AssessedLayer layer) => layer.Part.Assessment.Total[StockFigure.Volume]!.Value.ToDouble();
        var added = once.Tallies.Sum(t => (t.VolumeAfterM3 - t.VolumeBeforeM3).ToDouble());
        Assert.True(added > 0);
        Assert.Equal(Total(before) + added, Total(direct), 1e-6 * Total(before));
    }

    [Fact]
    public void LabelAndStatusReachTheAssessment()
    {
        Update(Repository.PathOf("gis-samples/linxiang"), 2026, "u", Curves());
        using var inventory = JsonDocument.Parse(File.ReadAllText(At("u/inventory.json")));
        Assert.Equal(("2024-12-31", "2026-12-31"), (inventory.RootElement.GetProperty("updatedFrom").GetString(), inventory.RootElement.GetProperty("surveyDate").GetString()));
        Assert.Equal("GRW-0012", Assert.Throws<RefusedInputException>(() => FitGrowthRun.Run(new(Options(At("u"))))).Finding.Rule.Code);
        var layer = AssessmentRun.RunWithUnits(Options(At("u")));
        Assert.EndsWith("updated from the survey of 2024-12-31 to 2026-12-31, not measured", layer.Part.Method.LabelEn, StringComparison.Ordinal);
        Assert.Contains(layer.Part.Findings, f => f.Rule.Code == "GRW-0020");
        Assert.True(layer.Part.Assessment.Total.WorstStatus >= ParameterStatus.Derived);
        using var output = OutputFolder.Open(At("report"));
        AssessmentFolder.Write(layer.Part, output, Command, DateTime.UnixEpoch, "en", new() { Names = KeyNames.Of(Repository.PathOf("methodology"), layer.Part) });
        Assert.Contains("not measured", File.ReadAllText(At("report/report.html")), StringComparison.Ordinal);
        Assert.Contains("not measured", File.ReadAllText(At("report/manifest.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void HarvestAndPlantingFollowTheTableOfChanges()
    {
        File.WriteAllText(At("changes.csv"), "unit,event,year\n53,harvest,2025\n54,harvest,2025\n54,planting,2026\n55,planting,2024\nnobody,harvest,2025\n56,fire,2025\n");
        var result = Update(Repository.PathOf("gis-samples/linxiang"), 2026, "changed", null, At("changes.csv"));
        Assert.Equal((1, 1), (result.Tallies.Single(t => t.State == "harvested").Records, result.Tallies.Single(t => t.State == "planted").Records));
        Assert.Equal(3, result.Findings.Count(UpdateFindings.BadChange));
    }

    [Fact]
    public void WithoutSurveyDateOrBeforeItIsRefused()
    {
        var source = Repository.PathOf("gis-samples/linxiang");
        string Code(Action run) => Assert.Throws<RefusedInputException>(run).Finding.Rule.Code;
        Assert.Equal("GRW-0022", Code(() => Update(source, 2023, "x", null)));
        Assert.Equal("GRW-0021", Code(() =>
        {
            using var output = OutputFolder.Open(At("y"));
            var options = Options(Repository.PathOf("gis-samples/linxiang/data/xiaoban.shp")) with
            {
                Method = "county-forest-stock/2", Schema = "linldi-2010s",
                Tables = new Dictionary<string, string> { ["species_type"] = Repository.PathOf("gis-samples/linxiang/species.csv") },
                Parameters = new Dictionary<string, string> { ["fao_zone"] = "subtropical-humid-forest" },
            };
            UpdateRun.Run(new(options, 2026, "southern-china"), output, Command, DateTime.UnixEpoch, "en");
        }));
        using var other = OutputFolder.Open(At("z"));
        Assert.Equal("GRW-0023", Code(() => UpdateRun.Run(new(Options(source), 2026, "nowhere"), other, Command, DateTime.UnixEpoch, "en")));
    }
}
