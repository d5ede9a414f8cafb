using CarbonSink.Findings;
using CarbonSink.Projects;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Removals;

/// <summary>What a project gives to its methods: the opening stock, the years of the baseline, fires and further columns of the activities.</summary>
public sealed class ProjectSheetTests
{
    private const double Factor = 0.47 * 44 / 12;
    private const string Planted = "activity,date,stratum,parcel,area [ha],disturbed [1],species,note\nplanting,2020-03-01,A,,50,,,\nplanting,2020-03-01,B,,40,,,\n";

    /// <summary>Trees before the project, 90 ha × 2 t/ha = 180 t: the plots' 970 t × 0.47 × 44/12 less 180 t, unless project.json states another stock.</summary>
    [Theory]
    [InlineData(null, 180, true)]
    [InlineData("0 [tCO2e]", 0, false)]
    [InlineData("300 [tCO2e]", 300, false)]
    public void Trees_before_the_project_are_the_opening_stock(string? stated, double opening, bool told)
    {
        using var forest = Forest("| 8 | `C_TREE_BSL` | | tCO2e | | `2[tCO2e/ha] * sum(A over stratum)` | hand-arithmetic, test |", "| `C_TREE_BSL` | co2e | yes |");
        forest.Members["parameters"] = stated is null ? """{"rate":"0.1"}""" : $$"""{"rate":"0.1","stock_before":"{{stated}}"}""";
        var result = forest.Run();
        Assert.Equal(opening, result.OpeningT!.Value, 1e-9);
        Assert.Equal((970 * Factor) - opening, result.Periods[0].Change.Value, 1e-6);
        Assert.Equal(1900 * Factor, result.Periods[1].Change.Value, 1e-6);
        var findings = result.Findings.Findings.Where(f => f.Rule == RemovalsFindings.StockBeforeTaken).ToList();
        Assert.Equal(told, findings.Count == 1);
        if (told)
            Assert.Contains("180 t CO2e", findings[0].Message("en"), StringComparison.Ordinal);
    }

    /// <summary>Project from 2018-03-01, period from 2020-03-01 to 2023-10-31: 731 of 2071 days lie before the period, so its opening stock is 180 t + (970 t × 0.47 × 44/12 − 180 t) × 731/2071.</summary>
    [Fact]
    public void Growth_before_a_late_first_period_is_not_credited()
    {
        using var forest = Forest("| 8 | `C_TREE_BSL` | | tCO2e | | `2[tCO2e/ha] * sum(A over stratum)` | hand-arithmetic, test |", "| `C_TREE_BSL` | co2e | yes |");
        forest.Members["start"] = "\"2018-03-01\"";
        var result = forest.Run();
        var opening = 180 + (((970 * Factor) - 180) * 731 / 2071);
        Assert.Equal(opening, result.OpeningT!.Value, 1e-9);
        Assert.Equal((970 * Factor) - opening, result.Periods[0].Change.Value, 1e-6);
        Assert.Contains(result.Findings.Counts, c => c.Rule == RemovalsFindings.LateFirstPeriod);
    }

    [Fact]
    public void Trees_before_the_project_that_cannot_be_computed_are_told()
    {
        using var forest = Forest("| 8 | `C_TREE_BSL` | | tCO2e | | `lost * sum(A over stratum)` | hand-arithmetic, test |", "| `C_TREE_BSL` | co2e | yes |", "| `lost` | | tCO2e/ha | run | 缺 | not given |");
        var result = forest.Run();
        Assert.Equal(0, result.OpeningT);
        Assert.Contains(result.Findings.Counts, c => c.Rule == RemovalsFindings.StockBeforeUnknown);
        Assert.Null(result.IssuableT);
    }

    /// <summary>20 years from 2020-03-01 end on 2040-02-29: 60 of the 366 days of 2040, of a crediting period to 2041-06-30; none of 2041.</summary>
    [Fact]
    public void Days_of_the_first_20_years_are_counted_to_the_day()
    {
        using var forest = Forest("| 8 | `D` | year | 1 | | `f_year20` | hand-arithmetic, test |", "| `D` | leakage | no |", "| `f_year20` | year | 1 | run | 份额 | share of the year within 20 years |");
        var text = File.ReadAllText(Method(forest));
        File.WriteAllText(Method(forest), text.Replace("| `L` | leakage | yes |\n", string.Empty, StringComparison.Ordinal).Replace("| 8 | `D` | year | 1 | | `f_year20` |", "| 8 | `D` | year | tCO2e | | `f_year20 * 1[tCO2e]` |", StringComparison.Ordinal));
        forest.Members["creditingPeriod"] = """{"from":"2020-03-01","to":"2041-06-30"}""";
        var years = forest.Run(o => o with { ExAnte = true }).Years.ToDictionary(y => y.Net.Year, y => y.Net.LeakageT!.Value);
        Assert.Equal(306 / 366.0, years[2020], 1e-12);
        Assert.Equal(1, years[2039], 1e-12);
        Assert.Equal(60 / 366.0, years[2040], 1e-12);
        Assert.Equal(0, years[2041]);
    }

    /// <summary>Two parcels burnt on one day, 1 and 2 ha, are one fire of 3 ha; another day is another fire. Only fires above 2.5 ha are counted: 3 ha × 13 t/ha × 0.1.</summary>
    [Fact]
    public void Rows_of_one_day_and_stratum_are_one_fire()
    {
        using var forest = new TestForest();
        forest.Write("p/activities.csv", Planted + "fire,2025-02-01,A,p1,1,,,\nfire,2025-02-01,A,p2,2,,,\nfire,2025-03-01,A,p1,2,,,\n");
        File.WriteAllText(Method(forest), File.ReadAllText(Method(forest)).Replace("where year_fire == y)", "where year_fire == y and A_burn > 2.5[ha])", StringComparison.Ordinal));
        Assert.Equal(0.1 * 3 * 13, forest.Run().Years.Single(y => y.Net.Year == 2025).Net.EmissionT!.Value, 1e-9);
    }

    /// <summary>A column of the activities that is an input over fires: 1 ha with 2 and 3 ha with 6 t/ha are 5 t/ha by area, of 4 ha.</summary>
    [Fact]
    public void Further_columns_of_activities_are_inputs_over_fires_and_others_are_told()
    {
        using var forest = Forest(null, null, "| `c_dw_burn` | fire | t/ha | run | 枯死木 | dead wood before the fire |");
        forest.Write("p/activities.csv", string.Join('\n', (Planted + "fire,2025-02-01,A,p1,1,,,\nfire,2025-02-01,A,p2,3,,,\n").Split('\n').Select((l, i) => i switch { 0 => l + ",c_dw_burn [t/ha],foreman", 3 => l + ",2,", 4 => l + ",6,", _ => l.Length == 0 ? l : l + ",," })));
        File.WriteAllText(Method(forest), File.ReadAllText(Method(forest)).Replace("A_burn * b_burn", "A_burn * c_dw_burn", StringComparison.Ordinal));
        var result = forest.Run();
        Assert.Equal(0.1 * 4 * 5, result.Years.Single(y => y.Net.Year == 2025).Net.EmissionT!.Value, 1e-9);
        Assert.Equal("foreman", Assert.Single(result.Findings.Findings, f => f.Rule == RemovalsFindings.UnusedColumn).Field);
        Assert.Contains(result.Findings.Counts, c => c.Rule == RemovalsFindings.FireRowsDiffer);
    }

    /// <summary>A blank cell of the activities takes the value of the stratum.</summary>
    [Fact]
    public void A_column_of_both_tables_is_that_of_the_activities_where_it_has_a_value()
    {
        using var forest = Forest(null, null, "| `c_dw_burn` | fire | t/ha | run | 枯死木 | dead wood before the fire |");
        forest.Write("p/strata.csv", "stratum,bsl [tCO2e/ha],c_dw_burn [kg/m2]\nA,0.1,0.7\nB,0.2,0.9\n");
        forest.Write("p/activities.csv", string.Join('\n', (Planted + "fire,2025-02-01,A,p1,1,,,\nfire,2026-02-01,B,,2,,,\n").Split('\n').Select((l, i) => i switch { 0 => l + ",c_dw_burn [t/ha]", 3 => l + ",2", _ => l.Length == 0 ? l : l + "," })));
        File.WriteAllText(Method(forest), File.ReadAllText(Method(forest)).Replace("A_burn * b_burn", "A_burn * c_dw_burn", StringComparison.Ordinal));
        var years = forest.Run().Years.ToDictionary(y => y.Net.Year, y => y.Net.EmissionT!.Value);
        Assert.Equal(0.1 * 1 * 2, years[2025], 1e-9);
        Assert.Equal(0.1 * 2 * 9, years[2026], 1e-9);
    }

    [Theory]
    [InlineData("2020-02-29", false)]
    [InlineData("2020-03-01", true)]
    public void A_crediting_period_does_not_begin_before_the_start(string from, bool taken)
    {
        using var forest = new TestForest();
        forest.Members["creditingPeriod"] = $$"""{"from":"{{from}}","to":"2040-02-28"}""";
        var refused = Record.Exception(() => forest.Run()) as RefusedInputException;
        Assert.Equal(taken, refused is null);
        Assert.Equal(taken ? null : ProjectFindings.Contradiction.Code, refused?.Finding.Rule.Code);
    }

    /// <summary>A change of a programme's rules changes the hash that a result names.</summary>
    [Fact]
    public void The_rules_of_the_programme_are_hashed()
    {
        using var forest = new TestForest();
        string Hash() => Assert.Single(forest.Run().Packs, p => p.Id == "programmes/cdm-ar").Sha256;
        var before = Hash();
        Assert.Equal(before, Hash());
        forest.Write("methodology/programmes/cdm-ar/1/eligibility.csv", "rule,group,article,scope,predicate,subject,limit,unit,codes,from_start,to_start,zh,en,source,locator,status,reason\nR1,,10,project,date-after,start,2030-01-01,,,,,开工,start,hand-arithmetic,test,secondary,\n");
        Assert.NotEqual(before, Hash());
        Assert.Contains("refused by cdm-ar/1 art. 10", forest.Run().Label.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exAnte", """{"method":"stand-growth/2","region":"southern-china","zone":"subtropical-humid-forest"}""", "REM-0035")]
    [InlineData("exAnte", """{"method":"stand-growth/1","region":"southern-china"}""", "ELG-0004")]
    [InlineData("exAnte", """{"method":"stand-growth/1","region":"southern-china","zone":"subtropical-humid-forest","yields":"yields.csv"}""", "ELG-0007")]
    [InlineData("tables", """{"soil":"soil.csv"}""", "REM-0034")]
    public void What_cannot_be_used_is_refused_by_name(string member, string value, string code)
    {
        using var forest = new TestForest();
        forest.Members[member] = value;
        Assert.Equal(code, Assert.Throws<RefusedInputException>(() => forest.Run()).Finding.Rule.Code);
    }

    /// <summary>The mine lies in industrial land and in wetland: what is left of its parcels is offered, and the document says how much.</summary>
    [Fact]
    public void Land_left_without_the_layers_exceeded_is_written_and_told()
    {
        var result = RemovalsRun.Run(new(Repository.PathOf("gis-samples/linxiang/projects/mine-site"), Repository.PathOf("methodology")));
        Assert.InRange(result.ClippedHa!.Value, 0, 0.01);
        using (var json = TestForest.Json(result))
            Assert.Equal(result.ClippedHa.Value, json.RootElement.GetProperty("clippedHa").GetDouble());
        var path = Path.Combine(Directory.CreateTempSubdirectory("carbonsink-clip-").FullName, "out");
        using (var folder = OutputFolder.Open(path))
            RemovalsFolder.Write(result, folder, ["removals"], DateTime.UnixEpoch, "en");
        Assert.True(File.Exists(Path.Combine(path, "clipped.gpkg")));
        Assert.Contains("clipped.gpkg", File.ReadAllText(Path.Combine(path, "findings.csv")), StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(path)!, true);
    }

    private static string Method(TestForest forest) => Path.Combine(forest.Folder, "methodology/methods/test-forest/1/METHOD.md");

    /// <summary>The test's project with one more row of the method's equations, outputs or inputs.</summary>
    private static TestForest Forest(string? equation, string? output, string? input = null)
    {
        var forest = new TestForest();
        var text = File.ReadAllText(Method(forest)).TrimEnd() + "\n";
        text = input is null ? text : text.Replace("| `rate` |", $"{input}\n| `rate` |", StringComparison.Ordinal);
        text = equation is null ? text : text.Replace("\n## Outputs", $"{equation}\n\n## Outputs", StringComparison.Ordinal).Replace("test |\n\n" + equation, "test |\n" + equation, StringComparison.Ordinal);
        File.WriteAllText(Method(forest), output is null ? text : text + output + "\n");
        return forest;
    }
}
