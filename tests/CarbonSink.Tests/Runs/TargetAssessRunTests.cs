using System.Text;
using System.Text.Json;
using CarbonSink.Findings;
using CarbonSink.Projections;
using CarbonSink.Runs;
using CarbonSink.Targets;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>Targets judged by the data of the synthetic county, and the files that come of it.</summary>
public sealed class TargetAssessRunTests : IDisposable
{
    private const string Heading = "id,region,indicator,indicator_zh,scope,base_year,base_value,from_year,target_year,target_value,unit,comparator,measure,departments,file,line,sentence,quote\n";

    private static readonly string Sample = Repository.PathOf("gis-samples/linxiang");

    private readonly string folder = Directory.CreateTempSubdirectory("targets").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>expected-totals.csv has 4,449,455.69 m3 in all of arbor forest; the forecast begins there and grows by what the stands of the projection grow.</summary>
    [Fact]
    public void Forest_stock_is_forecast_by_the_growth_engine()
    {
        var result = Run("stock,临湘市,forest_stock,森林蓄积量,全市,,,,2030,450,万立方米,>=,level,市林业局(牵头),p.txt,3,森林蓄积量450万立方米以上,450万立方米以上\n").Assessment.Results[0];
        var projection = ProjectionRun.Run(new(new AssessmentOptions(Sample, Repository.PathOf("methodology"))) { To = 2060 });
        var years = projection.Scenarios.Single(s => s.Scenario.Id == "planting").Years;
        var grown = years.Single(y => y.Year == 2030).VolumeM3!.Value - years[0].VolumeM3!.Value;
        Assert.Equal((444.9455692896382 * 1e4) + grown, (double)result.Forecast!.Value * 1e4, 0.1);
        Assert.Equal(("growth-engine", "planting", 2030), (result.Forecast.Method, result.Forecast.Scenario!, result.Forecast.Year));
        Assert.Contains("% of the present value", result.Forecast.Text.En, StringComparison.Ordinal);
        Assert.Equal(444.9455692896382, (double)result.Actual!.Value, 1e-6);
        Assert.Equal(result.Forecast.Value >= 450 ? TargetVerdict.OnTrack : TargetVerdict.AtRisk, result.Verdict);
        Assert.True(grown > 0);
    }

    /// <summary>The same from the columns that the projection is made of, by a loop of a dozen lines: relative stocking times the curve's increments, and each stand's own m3 for each tC of the curve's ratio.</summary>
    [Fact]
    public void The_stock_that_is_projected_is_that_of_a_small_program()
    {
        var (options, years) = (new ProjectionOptions(new AssessmentOptions(Sample, Repository.PathOf("methodology")) { Threads = 1 }) { To = 2030 }, 6);
        var result = ProjectionRun.Run(options);
        var (units, _) = ProjectedUnits.Read(options, null, default);
        var tables = result.Curves.ToDictionary(c => c.GrowthClass);
        var refused = units.Classes.Where(c => !tables.ContainsKey(c)).ToDictionary(c => c, _ => new CarbonSink.Methodologies.Bilingual("无", "none"));
        var volumes = new double[years + 1];
        foreach (var stand in units.Stands(tables, refused, default, [], false).Stands.Where(s => s.GrowthClass is not null))
        {
            var table = tables[stand.GrowthClass!.Value];
            double Carbon(int age) => age < table.FirstAge ? table.AboveGround[0] * age / table.FirstAge : table.AboveGround[Math.Min(age, table.LastAge) - table.FirstAge];
            double Ratio(int age) => table.Volume.IsEmpty ? 1 : table.Volume[Math.Clamp(age, table.FirstAge, table.LastAge) - table.FirstAge] / table.AboveGround[Math.Clamp(age, table.FirstAge, table.LastAge) - table.FirstAge];
            var (carbon, start) = (stand.Pools.AboveGround, stand.Age);
            var stocking = Carbon(start) > 0 ? Math.Clamp(carbon / Carbon(start), 0, 2) : 1;
            var own = stand.VolumeM3PerHa!.Value / carbon / Ratio(start);
            for (var year = 0; year <= years; year++)
            {
                volumes[year] += stand.AreaHa * carbon * own * Ratio(start + year);
                carbon = Math.Max(0, carbon + (stocking * (Carbon(start + year + 1) - Carbon(start + year))));
            }
        }

        Assert.All(result.Scenarios[0].Years, y => Assert.Equal(1, volumes[y.Year - result.StockYear] / y.VolumeM3!.Value, 1e-9));
    }

    [Fact]
    public void Verdicts_settings_and_what_is_missing_stand_in_every_file()
    {
        const string rows = """
            cover,临湘市,forest_coverage,森林覆盖率,全市,,,,2025,56.9,%,stable,level,,p.txt,15,森林覆盖率稳定在56.9%,稳定在56.9%
            other,临湘市,forest_coverage,森林覆盖率,全市,,,,2025,51.25,%,>=,level,市林业局(牵头);市财政局,p.txt,25,森林覆盖率51.25%以上,51.25%以上
            species,临湘市,protected_species_rate,保护率,全市,,,,2025,85,%,none,level,,p.txt,27,保护率85%,85%
            points,临湘市,forest_coverage,森林覆盖率,全市,2020,55,,2025,5,%,increase,change,,p.txt,25,森林覆盖率提高5%,提高5%
            works,临湘市,afforestation_area,造林面积,全市,,,2021,2025,1500,公顷,none,total,,p.txt,30,造林1500公顷,1500公顷

            """;
        File.WriteAllText(Path.Combine(folder, "works.csv"), "indicator,year,division,value,unit,source\nafforestation_area,2021,,310,ha,报表\nafforestation_area,2022,,300,ha,报表\nafforestation_area,2023,,290,ha,报表\nafforestation_area,2024,,300,ha,报表\n");
        File.WriteAllText(Path.Combine(folder, "actuals.csv"), "indicator,year,division,value,unit,source\nforest_coverage,2020,,55.87,%,公报\nforest_coverage,2022,,56.12,%,公报\n");
        var result = Run(rows, ", \"works\": \"works.csv\", \"actuals\": \"actuals.csv\", \"judging\": { \"approx\": { \"points\": 2 }, \"rounding\": \"printed-decimals\" }");
        Assert.Equal(["atRisk", "onTrack", "notComputable", "notComputable", "onTrack"], result.Assessment.Results.Select(r => r.Verdict.Word()));
        Assert.Equal(["TGT-0153", "TGT-0154"], result.Findings.Findings.Select(f => f.Rule.Code).Where(c => string.CompareOrdinal(c, "TGT-0150") >= 0).Order(StringComparer.Ordinal));
        var works = result.Assessment.Results[4];
        Assert.Equal((1200m, 80m, 80m, 1500m), (works.Actual!.Value, works.ProgressPercent!.Value, works.TimePercent!.Value, works.Forecast!.Value));

        var target = Path.Combine(folder, "out");
        using (var output = OutputFolder.Open(target))
            TargetAssessFolder.Write(result, output, ["carbonsink", "test"], DateTime.UnixEpoch, "zh");
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(target, "targets-assessment.json")));
        var first = json.RootElement.GetProperty("results")[0];
        Assert.Equal(("stable", "at-least; printed-decimals"), (first.GetProperty("rule").GetProperty("name").GetString(), first.GetProperty("rule").GetProperty("setting").GetString()));
        Assert.Equal(("p.txt", 15), (first.GetProperty("citation").GetProperty("file").GetString(), first.GetProperty("citation").GetProperty("line").GetInt32()));
        Assert.Equal("C1", first.GetProperty("conflicts")[0].GetString());
        Assert.Equal("band 2 points", json.RootElement.GetProperty("judging").GetProperty("approx").GetString());
        Assert.Equal([0, 2, 1, 0, 2], ((string[])["met", "onTrack", "atRisk", "missed", "notComputable"]).Select(v => json.RootElement.GetProperty("summary").GetProperty(v).GetInt32()));
        var csv = File.ReadAllText(Path.Combine(target, "progress.csv"), Encoding.UTF8);
        foreach (var word in (string[])["indicator,", ",actual,", ",gap,", ",verdict,reason,rule,conflicts,departments,", "市林业局（牵头）", "p.txt:25"])
            Assert.Contains(word, csv, StringComparison.Ordinal);
        var page = File.ReadAllText(Path.Combine(target, "targets-assessment.html"), Encoding.UTF8);
        foreach (var word in (string[])["指标", "目标", "现状", "差距", "判定", "依据", "责任部门", "规划内部矛盾", "C1", "at-least; printed-decimals", "works.csv：报表", "<circle"])
            Assert.Contains(word, page, StringComparison.Ordinal);
        Assert.Contains("市林业局（牵头）", page, StringComparison.Ordinal);
        var manifest = File.ReadAllText(Path.Combine(target, "manifest.json"));
        foreach (var name in (string[])["targets.csv", "works.csv", "actuals.csv", "targets.json", "xiaoban.shp", "indicators/forest-coverage"])
            Assert.Contains(name, manifest, StringComparison.Ordinal);
    }

    [Fact]
    public void A_year_and_a_scenario_must_be_known()
    {
        const string row = "stock,临湘市,forest_stock,森林蓄积量,全市,,,,2030,450,万立方米,>=,level,,p.txt,3,a,a\n";
        Assert.Equal("TGT-0151", Code(() => Run(row, "", asOf: "")));
        Assert.Equal("TGT-0150", Code(() => Run(row, "", scenario: "none")));
        static string Code(Func<TargetAssessResult> run) => Assert.Throws<RefusedInputException>(run).Finding.Rule.Code;
    }

    private TargetAssessResult Run(string rows, string more = "", string asOf = "\"asOf\": 2024,", string scenario = "planting")
    {
        var sample = JsonSerializer.Serialize(Sample);
        File.WriteAllText(Path.Combine(folder, "targets.csv"), Heading + rows, new UTF8Encoding(false));
        File.WriteAllText(
            Path.Combine(folder, "targets.json"),
            $$"""{ "title": { "zh": "检验", "en": "Test" }, "targets": "targets.csv", {{asOf}} "surveys": [{ "year": 2024, "data": {{sample}} }], "projection": { "data": {{sample}}, "scenario": "{{scenario}}" }{{more}} }""");
        return TargetAssessRun.Run(new(folder, Repository.PathOf("methodology")));
    }
}
