using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Growth;

/// <summary>What update and project-growth take from curves, over the synthetic county of Hunan.</summary>
public sealed class CurveUseTests : IDisposable
{
    private static readonly string[] Command = ["carbonsink", "test"];
    private static readonly string County = Repository.PathOf("gis-samples/linxiang");
    private readonly string folder = Directory.CreateTempSubdirectory("curves").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static AssessmentOptions Options(string source) => new(source, Repository.PathOf("methodology")) { Threads = 1 };

    private string At(string name) => Path.Combine(folder, name);

    private UpdateResult Update(string region, int year = 2026, string? curves = null)
    {
        using var output = OutputFolder.Open(At("updated"));
        return UpdateRun.Run(new(Options(County), year, region) { Curves = curves }, output, Command, DateTime.UnixEpoch, "en");
    }

    private static ProjectionResult Project(string source, string region, string? curves = null, string? scenarios = null) => ProjectionRun.Run(new(Options(source)) { Region = region, Curves = curves, Scenarios = scenarios });

    private static Finding Refused(Action run) => Assert.Throws<RefusedInputException>(run).Finding;

    private string Curves(string form)
    {
        Directory.CreateDirectory(At("curves"));
        File.WriteAllText(At("curves/curves.csv"), $"growth_type,origin,age_min [yr],age_max [yr],form [code],A [m3/ha],B [1],K [1/yr],m [1],b [yr],source,locator,status,reason\n杉木林,planted,1,60,{form},300,,,,15,fitted-curves,plots,derived,-\n");
        return At("curves");
    }

    /// <summary>Carbon of planted fir is 9.87 tC/ha at 5 and 22.16 at 15 years in the table, (0.4652 V + 19.141)·0.47 in a unit; it grows by the ratio of the table, by twice the table's increment at most.</summary>
    [Fact]
    public void CarbonTableGrowsTheCarbonOfAUnitByItsRatio()
    {
        var result = Update("southern-china");
        var (before, after) = (AssessmentRun.RunWithUnits(Options(County)), AssessmentRun.RunWithUnits(Options(At("updated"))));
        using var data = DataSet.Open(Options(County), new());
        var seen = 0;
        foreach (var unit in new StandInputs(data, Options(County), default).Read(new()))
        {
            if (unit is not { ForestType: "杉木林", Origin: "planted", Age: >= 5 and <= 13 and var age, Volume: > 0 and var volume } || before.Results["carbonTC"].Number(unit.Record) is not > 0)
                continue;
            double Table(double at) => 9.87 + ((at - 5) / 10 * (22.16 - 9.87));
            var held = ((0.4652 * volume) + 19.141) * 0.47;
            var ratio = Math.Min(Table(age + 2) / Table(age), 1 + (2 * (Table(age + 2) - Table(age)) / held));
            Assert.Equal(ratio, after.Results["carbonTC"].Value(unit.Record) / before.Results["carbonTC"].Value(unit.Record), 1e-9);
            Assert.Equal(((held / 0.47 * ratio) - 19.141) / 0.4652, after.Results["volumeM3PerHa"].Value(unit.Record), 1e-7);
            seen++;
        }

        Assert.True(seen > 5, $"{seen} units");
        Assert.Contains(result.Findings.Findings, f => f.Rule.Code == "GRW-0034");
    }

    [Fact]
    public void CurvesOfAnotherRegionAreRefused()
    {
        Assert.Equal("GRW-0031", Refused(() => Update("hebei-north")).Rule.Code);
        Assert.Contains("southern-china, other", Refused(() => Update("zhejiang")).Message("en") + Refused(() => Update("zhejiang")).Hint("en"), StringComparison.Ordinal);
        Assert.Equal("GRW-0031", Refused(() => Project(County, "hebei-north")).Rule.Code);
        Assert.Equal("GRW-0023", Refused(() => Project(County, "nowhere")).Rule.Code);
    }

    [Fact]
    public void AnUpdateReachesTwentyYears() => Assert.Equal("GRW-0032", Refused(() => Update("southern-china", 2024 + 21)).Rule.Code);

    [Fact]
    public void CurvesThatAreNotThereOrHaveNoFormAreToldAsSuch()
    {
        Assert.Equal("GRW-0035", Refused(() => Update("southern-china", curves: At("nowhere"))).Rule.Code);
        Assert.Equal("GRW-0035", Refused(() => Project(County, "southern-china", At("nowhere"))).Rule.Code);
        var unknown = Refused(() => Update("southern-china", curves: Curves("schumaker")));
        Assert.Equal(("GRW-0036", "curves.csv line 2: there is no form 'schumaker'"), (unknown.Rule.Code, unknown.Message("en")));
        Assert.Equal("GRW-0036", Refused(() => Project(County, "southern-china", Curves("schumaker"))).Rule.Code);
    }

    [Fact]
    public void BaselineLosesNoCarbonWhereTablesFall()
    {
        var result = Project(County, "southern-china");
        var years = result.Years(result.Scenarios[0]).Select(y => y.CarbonTC).ToArray();
        Assert.All(years.Skip(1).Zip(years), y => Assert.True(y.First >= y.Second * (1 - 1e-12)));
        Assert.Contains(result.Findings.Findings, f => f.Rule.Code == "PRJ-0030");
    }

    [Fact]
    public void OwnCurvesAreNotThoseOfAnotherRegionAndProductsAreFromMemory()
    {
        File.WriteAllText(At("none.json"), """{ "scenarios": [] }""");
        var own = Project(County, "other", Curves("schumacher"), At("none.json"));
        Assert.DoesNotContain(own.Findings.Findings, f => f.Rule.Code == "PRJ-0016");
        Assert.Contains(own.Findings.Findings, f => f.Rule.Code == "PRJ-0031");
        Assert.True(own.Status < ParameterStatus.Memory, $"{own.Status}");
        Assert.Equal(ParameterStatus.Memory, Project(County, "other", At("curves"), Path.Combine(County, "scenarios.json")).Status);
    }

    [Fact]
    public void ProjectionOfUpdatedRecordsSaysThatTheyWereNotMeasured()
    {
        Update("southern-china");
        File.WriteAllText(At("none.json"), """{ "scenarios": [] }""");
        var result = Project(At("updated"), "southern-china", null, At("none.json"));
        const string words = "updated from the survey of 2024-12-31 to 2026-12-31, not measured";
        Assert.EndsWith(words, result.Label.En, StringComparison.Ordinal);
        using (var output = OutputFolder.Open(At("projection")))
            ProjectionFolder.Write(result, output, Command, DateTime.UnixEpoch, "en");
        foreach (var file in (string[])["projection.html", "projection.json", "manifest.json"])
            Assert.Contains(words, File.ReadAllText(At($"projection/{file}")), StringComparison.Ordinal);
        Assert.Equal(2026, result.StockYear);
    }

    [Fact]
    public void PlotsOfAnUnknownOriginOrSeparatorAreTold()
    {
        File.WriteAllText(At("plots.csv"), "forest_type,origin,age,volumeM3PerHa\n杉木林,planted,10,100\n杉木林,foo,10,100\n");
        var result = FitGrowthRun.Run(new(Options(At("plots.csv"))));
        Assert.Equal(1, result.Data.Excluded["unknownOrigin"]);
        Assert.Equal(2, result.Data.RecordsRead);
        Assert.Contains(result.Findings.Findings, f => f.Rule.Code == "GRW-0037");
        File.WriteAllText(At("semicolon.csv"), "forest_type;origin;age;volumeM3PerHa\n杉木林;planted;10;100\n");
        Assert.Equal("GRW-0038", Refused(() => FitGrowthRun.Run(new(Options(At("semicolon.csv"))))).Rule.Code);
    }

    [Fact]
    public void ReasonsAndNamesAreInTheLanguageOfTheReader()
    {
        File.WriteAllLines(At("plots.csv"), Enumerable.Range(0, 20).Select(i => $"杉木林,planted,{10 + (10 * (i % 2))},{50 + i}").Prepend("forest_type,origin,age,volumeM3PerHa"));
        var finding = FitGrowthRun.Run(new(Options(At("plots.csv"))) { Forms = [CarbonSink.Growth.GrowthForm.Schumacher] }).Findings.Findings.Single(f => f.Rule.Code == "GRW-0002");
        Assert.Equal("杉木林 × 人工 没有一种形式定得出曲线，不写曲线（舒马赫曲线: 不同的年龄太少）", finding.Message("zh"));
        Assert.Equal("no form gives a curve for 杉木林 × planted: none is written (schumacher: too few different ages)", finding.Message("en"));
        Assert.Equal("3–5, 9", GrowthNames.Ages([9, 3, 4, 5]));
    }
}
