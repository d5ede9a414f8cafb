using System.Globalization;
using System.Text;
using CarbonSink.Findings;
using CarbonSink.Growth;
using CarbonSink.Projections;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Projections;

/// <summary>What a whole projection of the synthetic county says of itself: each finding of a run, fitted curves, and carbon that is held.</summary>
public sealed class ProjectionRunTests : IDisposable
{
    private const string Nothing = """{ "baseYear": 2025, "scenarios": [] }""";
    private const string Fir = """{ "baseYear": 2025, "scenarios": [{ "id": "a", "title": { "zh": "甲", "en": "A" }, "activities": [{ "kind": "planting", "from": 2026, "to": 2026, "areaHaPerYear": 10, "landClasses": ["suitable"], "forestType": "杉木林", "origin": "planted", "preservedShare": 1 }] }] }""";

    private static readonly string Sample = Repository.PathOf("gis-samples/linxiang");

    private readonly string folder = Directory.CreateTempSubdirectory("projection").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_findings_of_a_run_say_what_its_figures_say()
    {
        var result = Run(Nothing);
        Assert.Equal(["PRJ-0009", "PRJ-0010", "PRJ-0011", "PRJ-0012", "PRJ-0016", "PRJ-0017", "PRJ-0030"], result.Findings.Findings.Select(f => f.Rule.Code).Order(StringComparer.Ordinal));
        var left = result.NotProjected.Where(n => n.CarbonTC > 0).ToArray();
        Assert.Equal([Shown(left.Sum(l => l.AreaHa)), $"{left.Sum(l => l.RecordCount)}"], Arguments(result, "PRJ-0009"));
        var baseline = result.Scenarios[0];
        Assert.Equal([Shown(baseline.Years[^1].HeldHa), "2030"], Arguments(result, "PRJ-0010"));
        Assert.Equal([Shown(baseline.ClampedHa), "0", "2"], Arguments(result, "PRJ-0011"));
        Assert.Equal([Shown(result.Years(baseline).First().BeforeCurveHa)], Arguments(result, "PRJ-0017"));
        var lent = double.Parse(Arguments(result, "PRJ-0016")[0], CultureInfo.InvariantCulture);
        Assert.All(result.Curves, c => Assert.Equal(c.IsExtrapolated, c.Origin.En.Contains("Zhejiang", StringComparison.Ordinal)));
        Assert.True(lent > 0 && lent <= baseline.Years[0].StandsHa + 0.005); // some stands of the county, not its land
    }

    /// <summary>Each of them goes away with its cause.</summary>
    [Fact]
    public void Findings_go_away_with_their_causes()
    {
        Assert.DoesNotContain("PRJ-0011", Codes(Run("""{ "baseYear": 2025, "stockingLimits": [0, 1000000], "scenarios": [] }""")));
        var elsewhere = Run(Nothing, o => o with { Region = "other" }); // curves for all ages, of no region
        Assert.Equal(["PRJ-0009", "PRJ-0011", "PRJ-0012"], Codes(elsewhere).Order(StringComparer.Ordinal));
        Assert.Equal((0.0, 0.0), (elsewhere.Scenarios[0].Years[^1].HeldHa, elsewhere.Scenarios[0].Years[^1].BeforeCurveHa));
    }

    /// <summary>Bamboo has carbon and no curve: held, it is there unchanged in every year; listed, it is not counted.</summary>
    [Fact]
    public void Carbon_without_a_curve_is_listed_or_held()
    {
        var (listed, held) = (Run(Nothing), Run("""{ "baseYear": 2025, "withoutCurve": "hold", "scenarios": [] }"""));
        var left = listed.NotProjected.Sum(n => n.CarbonTC);
        Assert.True(left > 1000);
        Assert.Equal(left, held.NotProjected.Sum(n => n.CarbonTC), 1e-6);
        foreach (var (a, b) in listed.Scenarios[0].Years.Zip(held.Scenarios[0].Years))
        {
            Assert.Equal(left, b.CarbonTC - a.CarbonTC, 1e-9 * b.CarbonTC);
            Assert.Equal((a.StandsHa, a.LandHa), (b.StandsHa, b.LandHa));
        }
    }

    /// <summary>What the bureau's own units say goes before the pack: no stand of a fitted class uses another region's curve.</summary>
    [Fact]
    public void Fitted_curves_come_first()
    {
        var fit = Path.Combine(folder, "fit");
        using (var output = OutputFolder.Open(fit))
            FitGrowthFolder.Write(FitGrowthRun.Run(new(Source(Sample))), output, ["carbonsink", "test"], DateTime.UnixEpoch, "en");
        var (pack, own) = (Run(Nothing), Run(Nothing, o => o with { Curves = fit }));
        var fir = own.Curves.First(c => c.GrowthClass is { ForestType: "杉木林", Origin: "planted" });
        Assert.False(fir.IsExtrapolated);
        Assert.NotNull(fir.GrowthClass.Species);
        Assert.Null(pack.Curves.First(c => c.GrowthClass is { ForestType: "杉木林", Origin: "planted" }).GrowthClass.Species);
        var fitted = FitGrowthRun.Run(new(Source(Sample))).Classes.Single(c => c is { GrowthType: "杉木林", Origin: "planted" }).Best!.Fit!;
        for (var age = fir.FirstAge; age <= fir.LastAge; age++)
            Assert.Equal(fitted.Curve.Value(age), fir.Volume[age - fir.FirstAge], 1e-9);
        Assert.True(Borrowed(own) < Borrowed(pack));
        static double Borrowed(ProjectionResult result) => Codes(result).Contains("PRJ-0016") ? double.Parse(Arguments(result, "PRJ-0016")[0], CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>One finding for an activity: 5 years of 3,000 ha of land that has some 4,110 ha in all.</summary>
    [Fact]
    public void What_an_activity_lacks_over_the_years_is_one_finding()
    {
        var result = Run(Fir.Replace("2026, \"areaHaPerYear\": 10", "2030, \"areaHaPerYear\": 3000"));
        var all = result.Scenarios[1].Shortfalls;
        Assert.All(all, s => Assert.Equal(3000, s.Asked));
        Assert.Equal(["a", "activities[0] planting", $"{all[0].Year}", "2030", $"{all.Count}", $"{3000 * all.Count}", Shown(all.Sum(s => s.Done)), "ha"], Arguments(result, "PRJ-0008"));
        Assert.Single(Codes(result), "PRJ-0008");
        using var json = new MemoryStream();
        ProjectionJson.Write(result, json, "en");
        Assert.Contains("\"askedHa\": 3000", Encoding.UTF8.GetString(json.ToArray()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GRW-0023", Fir, "nowhere", PoolMode.Living)]
    [InlineData("PRJ-0014", """{ "baseYear": 2023, "scenarios": [] }""", null, PoolMode.Living)] // the stock is of 2024
    [InlineData("PRJ-0014", """{ "baseYear": 2025, "endYear": 2300, "scenarios": [] }""", null, PoolMode.Living)]
    [InlineData("PRJ-0015", Nothing, null, PoolMode.Fractions)]
    [InlineData("PRJ-0015", Nothing, null, PoolMode.Dynamics)]
    [InlineData("PRJ-0006", """{ "baseYear": 2025, "deadWoodLitter": "polar", "scenarios": [] }""", null, PoolMode.Fractions)]
    public void What_cannot_be_projected_is_refused(string code, string scenarios, string? region, PoolMode pools) =>
        Assert.Equal(code, Assert.Throws<RefusedInputException>(() => Run(scenarios, o => o with { Region = region ?? o.Region, Pools = pools, To = scenarios.Contains("endYear", StringComparison.Ordinal) ? null : o.To })).Finding.Rule.Code);

    [Fact]
    public void An_activity_before_the_base_year_has_ended_is_refused() =>
        Assert.Equal("PRJ-0014", Assert.Throws<RefusedInputException>(() => Run(Fir.Replace("\"from\": 2026", "\"from\": 2025"))).Finding.Rule.Code);

    [Fact]
    public void The_year_of_the_stock_must_be_known()
    {
        var copy = Path.Combine(folder, "copy");
        Directory.CreateDirectory(Path.Combine(copy, "data"));
        foreach (var file in (string[])[.. Directory.GetFiles(Sample, "*.csv"), .. Directory.GetFiles(Path.Combine(Sample, "data"))])
            File.Copy(file, Path.Combine(copy, Path.GetRelativePath(Sample, file)));
        File.WriteAllText(Path.Combine(copy, "inventory.json"), File.ReadAllText(Path.Combine(Sample, "inventory.json")).Replace("\"surveyDate\": \"2024-12-31\",", "", StringComparison.Ordinal));
        Assert.Equal("PRJ-0013", Assert.Throws<RefusedInputException>(() => Run("""{ "scenarios": [] }""", source: copy)).Finding.Rule.Code);
        Assert.Equal((2025, 2025), (Run(Nothing, source: copy).StockYear, Run(Nothing, source: copy).BaseYear));
    }

    /// <summary>A quota ends inside stands that an activity sorts alike: they are taken by key, and without keys by content, whatever rows they stand in.</summary>
    [Fact]
    public void Stands_are_numbered_by_key_and_content_and_not_by_row()
    {
        (string Key, Stand Stand)[] rows = [.. Enumerable.Range(0, 60).Select(i => (i < 30 ? $"k{i:00}" : "", new Stand(i, i % 3 == 0 ? "arbor" : "bare", 1 + (i % 7)) { GrowthClass = new("杉木林", "planted"), Age = i % 5, Pools = new(10 + (i % 4), 2), VolumeM3PerHa = i % 2 == 0 ? i : null }))];
        var shuffled = rows.ToArray();
        new Random(3).Shuffle(shuffled);
        var ranked = ProjectedUnits.Ranked(rows);
        Assert.Equal(ranked, ProjectedUnits.Ranked(shuffled.Select((r, i) => (r.Key, r.Stand with { Record = i }))));
        Assert.Equal(Enumerable.Range(0, 60).Select(i => (long)i), ranked.Select(s => s.Record));
        Assert.Equal(rows.Where(r => r.Key.Length > 0).Select(r => r.Stand.AreaHa), ranked.Skip(30).Select(s => s.AreaHa)); // blank keys first, then k00 … k29 in their order
    }

    private static AssessmentOptions Source(string source) => new(source, Repository.PathOf("methodology")) { Threads = 1 };

    private static string[] Arguments(ProjectionResult result, string code) => result.Findings.Findings.Single(f => f.Rule.Code == code).Arguments;

    private static string[] Codes(ProjectionResult result) => [.. result.Findings.Findings.Select(f => f.Rule.Code)];

    private static string Shown(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private ProjectionResult Run(string scenarios, Func<ProjectionOptions, ProjectionOptions>? set = null, string? source = null)
    {
        var path = Path.Combine(folder, "scenarios.json");
        File.WriteAllText(path, scenarios, new UTF8Encoding(false));
        var options = new ProjectionOptions(Source(source ?? Sample)) { Scenarios = path, Region = "southern-china", To = 2030 };
        return ProjectionRun.Run(set?.Invoke(options) ?? options);
    }
}
