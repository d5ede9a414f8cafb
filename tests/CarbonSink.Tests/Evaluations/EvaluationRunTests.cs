using System.Globalization;
using System.Text;
using System.Text.Json;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Evaluations;

/// <summary>A method over tables: what is added up, what is left out, intervals, permutations.</summary>
public sealed class EvaluationRunTests
{
    private static EvaluationTotal Total(EvaluationResult result, string symbol, double? year = null, string? group = null) => result.Totals.Single(t => t.Output.Symbol == symbol && t.Step == year && t.Group == group);

    [Fact]
    public void Amounts_are_added_over_members_and_years_kept_apart()
    {
        using var one = new EvaluationCase();
        var result = one.Run();

        // 3 × 10 + 7 × 20 + 3 × 40 = 290 tC; × 1 × 0.5 × 44/12 a year
        Assert.Equal(290, Total(result, "C").Value);
        Assert.Equal(290 * 0.5 * 44 / 12, Total(result, "E", 2021).Value!.Value, 1e-9);
        Assert.Equal(Total(result, "E", 2021).Value, Total(result, "E", 2022).Value);
        Assert.Equal(290, Total(result, "S").Value);

        // 0.5 × (30 + 140) + 0.25 × 120 = 115: the parents of the units are those of the table
        Assert.Equal(115, Total(result, "G").Value);

        // per hectare: no total
        Assert.DoesNotContain(result.Totals, t => t.Output.Symbol is "D" or "old");
        Assert.Equal(ParameterStatus.Secondary, result.WorstStatus);
        Assert.All(result.Totals.Where(t => t.Value is not null), t => Assert.False(t.IsPartial));
    }

    [Fact]
    public void What_lacks_a_value_is_left_out_with_count_and_area_and_reason()
    {
        using var one = new EvaluationCase();
        one.File("units.csv", "unit,A [mu],class,county\nu1,150,a,c1\nu2,300,zzz,c1\nu3,600,,c2\nu4,,a,c2\n");
        var result = one.Run();
        var total = Total(result, "C");
        Assert.Equal((30.0, true), (total.Value!.Value, total.IsPartial)); // 150 mu = 10 ha, 3 tC/ha

        Assert.Equal([("missing", 1L, null), ("missing", 1L, (double?)40), ("no-parameter", 1L, (double?)20)], total.LeftOut.OrderBy(l => l.Cause.Code).ThenBy(l => l.AreaHa is not null).Select(l => (l.Cause.Code, l.Count, l.AreaHa)));
        var single = Total(result, "S");
        Assert.True(single.IsPartial);
        Assert.Equal(3, single.LeftOut.Sum(l => l.Count));
        Assert.Contains(result.NotEvaluated, n => n is { Symbol: "C", Set: "unit", Count: 1, AreaHa: 20 } && n.Cause.Code == "no-parameter" && n.Examples.SequenceEqual(["u2"]));
        Assert.Equal(["C", "E", "G", "S", "X"], result.Findings.Findings.Where(f => f.Rule == EvaluationFindings.Partial).Select(f => f.Field!).Append("X").Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_nobody_gave_is_listed_by_name()
    {
        using var one = new EvaluationCase();
        var result = one.Run();
        Assert.Equal(["dx", "since"], result.Findings.Findings.Where(f => f.Rule == EvaluationFindings.InputNotGiven).Select(f => f.Field!).Order(StringComparer.Ordinal));
        Assert.Null(Total(result, "X", 2021).Value);
        Assert.Equal("missing", Total(result, "X", 2021).LeftOut.Single().Cause.Code);
    }

    [Fact]
    public void A_complete_output_without_its_input_is_an_error()
    {
        using var one = new EvaluationCase();
        one.Pack.Outputs[4] = "G|carbon|yes";
        one.File("counties.csv", "county\nc1\nc2\n");
        var result = one.Run();
        Assert.Null(Total(result, "G").Value);
        Assert.Contains(result.Findings.Findings, f => f.Rule == EvaluationFindings.NeededInputNotGiven && f.Field == "r");
    }

    [Fact]
    public void A_set_that_nobody_gave_has_no_members()
    {
        using var one = new EvaluationCase();
        one.Sets = """{ "county": { "path": "counties.csv" }, "year": { "from": 2021, "to": 2021 } }""";
        var result = one.Run();
        Assert.Equal((0, 0), (Total(result, "C").Value, Total(result, "G").Value));
        Assert.Equal("unit", Assert.Single(result.Findings.Findings, f => f.Rule == EvaluationFindings.SetNotGiven).Field);
    }

    [Fact]
    public void A_series_is_read_by_member_and_year_and_a_table_of_years_in_any_order()
    {
        using var one = new EvaluationCase();
        one.Sets = one.Sets.Replace("""{ "from": 2021, "to": 2022 }""", """{ "path": "years.csv", "key": "y" }""", StringComparison.Ordinal);
        one.More = """, "run": { "k": 1 }, "series": [{ "set": "unit", "order": "year", "path": "dx.csv" }]""";
        one.File("years.csv", "y,f [1]\n2022,0.5\n2020,1\n").File("dx.csv", "unit,y,dx [tC]\nu1,2020,1\nu1,2022,2\nu2,2020,10\nu3,2022,100\nu3,2020,0\n");
        var result = one.Run();
        Assert.Equal(290 * 44.0 / 12, Total(result, "E", 2020).Value!.Value, 1e-9);
        Assert.Equal(290 * 44.0 / 24, Total(result, "E", 2022).Value!.Value, 1e-9);
        Assert.Equal((290 + 1 + 10, false), (Total(result, "X", 2020).Value, Total(result, "X", 2020).IsPartial));
        Assert.Equal((30 + 2 + 120 + 100, true), (Total(result, "X", 2022).Value, Total(result, "X", 2022).IsPartial)); // u2 has no row for 2022
        Assert.Equal(20, Total(result, "X", 2022).LeftOut.Single().AreaHa);
    }

    [Fact]
    public void Groups_add_up_to_the_whole()
    {
        using var one = new EvaluationCase();
        one.More += """, "by": "class" """;
        var result = one.Run();
        Assert.Equal((150, 140), (Total(result, "C", group: "a").Value, Total(result, "C", group: "b").Value));

        // A column that is no input groups as well; units without a group are the group —.
        using var two = new EvaluationCase();
        two.More += """, "by": "town" """;
        two.File("units.csv", "unit,A [ha],class,county,town\nu1,10,a,c1,x\nu2,20,b,c1,x\nu3,40,a,c2,\n");
        var towns = two.Run();
        Assert.Equal((170, 120, 290), (Total(towns, "C", group: "x").Value, Total(towns, "C", group: "—").Value, Total(towns, "C").Value));
        Assert.Equal("town", Assert.Single(towns.Findings.Findings, f => f.Rule == EvaluationFindings.NoGroup).Field);
        Assert.DoesNotContain(towns.Findings.Findings, f => f.Rule == EvaluationFindings.UnusedColumns);
    }

    [Fact]
    public void A_column_of_keys_may_be_an_input_too()
    {
        using var one = new EvaluationCase();
        one.Sets = """{ "unit": { "path": "units.csv", "key": "class" } }""";
        one.Pack.Sets[1] = "unit||||A";
        one.Pack.Sets[0] = "county||||";
        one.Pack.Equations[4] = "5|G|county|tC||||r * 1[tC]";
        Assert.Equal(290 - 120, Total(one.File("units.csv", "class,A [ha]\na,10\nb,20\n").Run(), "C").Value);
    }

    [Fact]
    public void Amounts_are_what_adds_up()
    {
        foreach (var unit in (string[])["t", "tC", "kg", "tCO2e", "tCO2e/yr", "kgCH4", "kgN2O-N/yr", "tN/yr", "ha", "mu/yr", "m3"])
            Assert.True(EvaluationTotals.IsAmount(unit), unit);
        foreach (var unit in (string[])["1", "%", "t/ha", "tC/ha/yr", "m3/ha", "m2/ha", "cm", "yr", "1/ha", "tC/t", "tCO2e/tCH4"])
            Assert.False(EvaluationTotals.IsAmount(unit), unit);
    }

    [Fact]
    public void To_first_order_the_shared_cell_is_one_and_the_same_for_all_units()
    {
        using var one = new EvaluationCase();
        var result = one.Run(o => o with { Uncertainty = UncertaintyApproach.Approach1 });

        // Units of class a: 50 ha of one cell with sd 0.3: 15 tC; class b states none.
        var half = 1.959963984540054 * 15;
        Assert.Equal((290 - half, 290 + half), Total(result, "C").Interval!.Value, (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-6 && Math.Abs(a.Item2 - b.Item2) < 1e-6);
        Assert.Equal(["tables/t/t@1 value"], result.NotCovered);
        Assert.Null(one.Run().Totals[0].Interval);
    }

    [Fact]
    public void Draws_agree_with_first_order_where_the_method_is_linear()
    {
        using var one = new EvaluationCase();
        var result = one.Run(o => o with { Uncertainty = UncertaintyApproach.MonteCarlo, Draws = 20000 });
        var (low, high) = Total(result, "C").Interval!.Value;

        // normal, sd 15: 2.5 and 97.5 % at ± 29.4; of 20,000 draws they are known to about ± 0.3
        Assert.InRange(low, 290 - 29.4 - 1.2, 290 - 29.4 + 1.2);
        Assert.InRange(high, 290 + 29.4 - 1.2, 290 + 29.4 + 1.2);
        Assert.Equal(290, Total(result, "C").Value);
        var again = one.Run(o => o with { Uncertainty = UncertaintyApproach.MonteCarlo, Draws = 20000 });
        Assert.Equal((low, high), Total(again, "C").Interval!.Value);
        Assert.NotEqual((low, high), Total(one.Run(o => o with { Uncertainty = UncertaintyApproach.MonteCarlo, Draws = 20000, Seed = 2 }), "C").Interval!.Value);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Order_of_rows_and_partition_into_files_change_no_bit(int seed)
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(0, 200).Select(i => string.Create(CultureInfo.InvariantCulture, $"u{i},{random.NextDouble() * 1000:R},{(random.Next(3) == 0 ? "a" : "b")},c{1 + random.Next(2)}")).ToArray();
        string Text(IEnumerable<string> lines) => "unit,A [ha],class,county\n" + string.Concat(lines.Select(l => l + "\n"));
        EvaluationTotal[] Totals(Func<EvaluationOptions, EvaluationOptions>? with, params string[][] files)
        {
            using var one = new EvaluationCase();
            for (var i = 0; i < files.Length; i++)
                one.File($"part{i}.csv", Text(files[i]));
            one.Sets = one.Sets.Replace("\"units.csv\"", $"[{string.Join(',', files.Select((_, i) => $"\"part{i}.csv\""))}]", StringComparison.Ordinal);
            return [.. one.Run(with).Totals];
        }

        EvaluationOptions Draws(EvaluationOptions o) => o with { Uncertainty = UncertaintyApproach.MonteCarlo, Draws = 200 };
        var shuffled = (string[])rows.Clone();
        random.Shuffle(shuffled);
        var at = random.Next(1, rows.Length);
        var whole = Totals(Draws, rows);
        foreach (var other in (EvaluationTotal[][])[Totals(Draws, shuffled), Totals(Draws, shuffled[..at], shuffled[at..])])
        {
            Assert.Equal(whole.Select(t => (t.Output.Symbol, t.Step, t.Value)), other.Select(t => (t.Output.Symbol, t.Step, t.Value)));
            Assert.Equal(whole.Select(t => t.Interval), other.Select(t => t.Interval));
        }

        // Two evaluations of the parts add up to the whole.
        double Carbon(string[] lines) => Totals(null, lines).Single(t => t.Output.Symbol == "C").Value!.Value;
        Assert.Equal(Carbon(rows), Carbon(shuffled[..at]) + Carbon(shuffled[at..]), 1e-6);
    }

    [Fact]
    public void Used_methods_are_computed_before()
    {
        using var one = new EvaluationCase();
        Chain(one);
        one.More = """, "run": { "f": 1, "portion": 0.25 }""";
        var result = one.Run();
        Assert.Equal(["u", "m"], result.Methods.Select(m => m.Methodology.Description.Id));
        Assert.Equal(290 * 0.5 * 44 / 12, Total(result, "E", 2021).Value!.Value, 1e-9); // k = 2 × 0.25
        Assert.Equal(["a notice of u"], result.Notices.Select(n => n.En));
        Assert.Equal(["K"], result.Open.Select(o => o.Id));

        using var without = new EvaluationCase();
        Chain(without);
        var skipped = without.Run(); // k is given, and nothing that u asks for
        Assert.Equal(["m"], skipped.Methods.Select(m => m.Methodology.Description.Id));
        Assert.Contains(skipped.Findings.Findings, f => f.Rule == EvaluationFindings.UseSkipped);
        Assert.Equal(290 * 0.5 * 44 / 12, Total(skipped, "E", 2021).Value!.Value, 1e-9);

        using var both = new EvaluationCase();
        Chain(both);
        both.More = """, "run": { "f": 1, "k": 1, "portion": 0.25 }""";
        Assert.Equal("EVL-0027", both.Refused().Rule.Code);
    }

    [Fact]
    public void The_document_has_its_keys_and_the_folder_its_files()
    {
        using var one = new EvaluationCase();
        var result = one.Run();
        using var stream = new MemoryStream();
        EvaluationJson.Write(result, stream, "en");
        using var json = JsonDocument.Parse(stream.ToArray());
        foreach (var key in (string[])["method", "status", "label", "notices", "open", "sets", "totals", "notEstimated", "findings"])
            Assert.True(json.RootElement.TryGetProperty(key, out _), key);
        Assert.Equal(3, json.RootElement.GetProperty("sets").GetProperty("unit").GetProperty("members").GetInt32());
        Assert.Equal(290, json.RootElement.GetProperty("totals")[0].GetProperty("value").GetDouble());
        var place = Path.Combine(one.Folder, "out");
        using (var folder = OutputFolder.Open(place))
            EvaluationFolder.Write(result, folder, ["evaluate"], DateTime.UtcNow, "zh");
        Assert.Equal(
            ["evaluation.html", "evaluation.json", "findings.csv", "manifest.json", "not-estimated.csv", "set-county.csv", "set-unit-year.csv", "set-unit.csv", "totals.csv", "values.csv"],
            Directory.GetFiles(place).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.StartsWith("unit,county,A [ha],class,C [tC],D [tC/ha],old [yr],status,equations,extrapolated,partial,reason\nu1,c1,10,a,30,3,,secondary,C: 1; D: 3", File.ReadAllText(Path.Combine(place, "set-unit.csv")), StringComparison.Ordinal);
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(place, "manifest.json")));
        Assert.Equal(["counties.csv", "evaluation.json", "units.csv"], manifest.RootElement.GetProperty("inputs").EnumerateArray().Select(i => i.GetProperty("name").GetString()));
        Assert.Equal("test", manifest.RootElement.GetProperty("label").GetProperty("en").GetString()); // the label of the pack
    }

    [Fact]
    public void Tables_of_results_can_be_read_again()
    {
        using var one = new EvaluationCase();
        var table = EvaluationTables.Sets(one.Run(), "en").Single(t => t.Id == "set-unit");
        using var stream = new MemoryStream();
        CarbonSink.Reports.CsvTable.Write(table, stream);
        using var two = new EvaluationCase();
        two.File("units.csv", Encoding.UTF8.GetString(stream.ToArray()));
        Assert.Equal(290, Total(two.Run(), "C").Value);
    }

    [Fact]
    public void The_calculation_of_a_member_is_traced()
    {
        using var one = new EvaluationCase();
        var result = one.Run();
        var trace = EvaluationExplanation.Of(result, "unit:u2").Traces.Single();
        Assert.Equal(140, trace.Steps.Single(s => s.Symbol == "C").Value);
        Assert.Equal(140 * 0.5 * 44 / 12, EvaluationExplanation.Of(result, "unit:u2:2022").Traces.Single().Steps.Single(s => s.Symbol == "E").Value!.Value, 1e-9);
        Assert.Equal(290, EvaluationExplanation.Of(result, "run").Traces.Single().Steps.Single(s => s.Symbol == "S").Value);
        foreach (var no in (string[])["unit:u9", "unit", "plot:1", "unit:u2:1999"])
            Assert.Equal("EVL-0030", Assert.Throws<RefusedInputException>(() => EvaluationExplanation.Of(result, no)).Finding.Rule.Code);
    }

    [Fact]
    public void The_page_is_well_formed_and_says_label_and_notices()
    {
        using var one = new EvaluationCase();
        Chain(one);
        one.More = """, "run": { "f": 1, "portion": 0.25 }, "by": "class", "uncertainty": "approach-1" """;
        var result = one.Run();
        foreach (var language in (string[])["zh", "en"])
        {
            using var stream = new MemoryStream();
            EvaluationPage.Of(result, language).Write(stream);
            var text = Encoding.UTF8.GetString(stream.ToArray());
            System.Xml.Linq.XDocument.Parse(text["<!DOCTYPE html>".Length..]);
            foreach (var word in language == "zh" ? (string[])["试算", "u 的说明", "逐年结果", "未估算"] : ["Trial", "a notice of u", "By year", "Not estimated"])
                Assert.Contains(word, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Outputs_have_names_in_both_languages_or_in_none()
    {
        using var one = new EvaluationCase();
        Chain(one);
        Assert.Equal(new Bilingual("系数", "factor"), MethodologyCatalog.Open(one.Pack.Write()).Load("u").Outputs.Single().Name);
        using var two = new EvaluationCase();
        Chain(two);
        var file = Path.Combine(two.Pack.Write(), "methods/u/1/METHOD.md");
        File.WriteAllText(file, File.ReadAllText(file).Replace("| k | value | 系数 | factor |", "| k | value | 系数 | |", StringComparison.Ordinal));
        Assert.Contains("both languages", Assert.Throws<MethodologyLoadException>(() => MethodologyCatalog.Open(two.Pack.Folder).Load("u")).Problems.Single().Message, StringComparison.Ordinal);
    }

    /// <summary>A method u/1 that gives k, used by m/1.</summary>
    private static void Chain(EvaluationCase one)
    {
        one.Pack.With("methods/m/1/method.json", """{"id":"m","version":"1","status":"draft","title":{"zh":"试","en":"test"},"codes":["codes/test@1"],"gwpSet":null,"refuses":[],"label":{"zh":"试","en":"test"},"uses":["u/1"]}""");
        one.Pack.With("methods/u/1/method.json", """{"id":"u","version":"1","status":"draft","title":{"zh":"先","en":"first"},"codes":[],"gwpSet":null,"refuses":[],"label":{"zh":"先","en":"first"},"notices":[{"zh":"u 的说明","en":"a notice of u"}],"open":[{"id":"K","section":"1","status":"unknown","file":"sources.csv","zh":"甲","en":"k"}]}""");
        one.Pack.With("methods/u/1/METHOD.md", """
            # u

            ## Sets

            | set |
            |---|

            ## Inputs

            | symbol | unit | role | 中文 | meaning |
            |---|---|---|---|---|
            | portion | 1 | run | 份额 | portion |

            ## Tables

            | table | file@version | keys | outside |
            |---|---|---|---|

            ## Equations

            | no. | symbol | unit | formula | source |
            |---|---|---|---|---|
            | 1 | k | 1 | `2 * portion` | hand, written out |

            ## Outputs

            | symbol | as | 中文 | meaning |
            |---|---|---|---|
            | k | value | 系数 | factor |
            """);
    }
}
