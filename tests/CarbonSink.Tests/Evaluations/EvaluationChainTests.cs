using System.Globalization;
using System.Text;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Runs;
using CarbonSink.Tests.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Evaluations;

/// <summary>Sets inside sets and methods after methods: what is left out below is told above, and nothing is surer than what it rests on.</summary>
public sealed class EvaluationChainTests
{
    private static readonly (string, string)[] Trees = [("units.csv", "unit\nu1\nu2\n"), ("trees.csv", "tree,unit,w [t]\nt1,u1,10\nt2,u1,\nt3,u2,5\n")];
    private const string TreeSets = """ "unit": { "path": "units.csv" }, "tree": { "path": "trees.csv", "parent": "unit" } """;

    [Fact]
    public void A_blank_in_an_inner_set_makes_the_sum_partial()
    {
        using var pack = TreePack();
        var result = Run(pack, null, TreeSets, "", Trees);
        var total = result.Totals.Single();
        Assert.Equal((15.0, true), (total.Value!.Value, total.IsPartial));
        Assert.Equal([("tree", "missing", 1L)], total.LeftOut.Select(l => (l.Set, l.Cause.Code, l.Count)));
        Assert.Single(result.Findings.Findings, f => f.Rule == EvaluationFindings.Partial);
        Assert.Contains(result.NotEvaluated, n => n is { Symbol: "B", Set: "tree" } && n.Examples.SequenceEqual(["t2"]));
        var table = EvaluationTables.Sets(result, "en").Single(t => t.Id == "set-unit");
        using var stream = new MemoryStream();
        CarbonSink.Reports.CsvTable.Write(table, stream);
        Assert.Contains("partial", Encoding.UTF8.GetString(stream.ToArray()).Split('\n')[0], StringComparison.Ordinal);
        Assert.Equal([true, false], result.Sheet.Columns["B"].Cells.Select(c => c.IsPartial));
    }

    [Theory]
    [InlineData("no")]
    [InlineData("yes")]
    public void What_a_used_method_left_out_is_left_out_of_the_next(string complete)
    {
        using var used = TreePack();
        using var main = new TestPack { Sets = ["unit"], Inputs = ["B|unit|t"], Equations = ["1|T||t||||`sum(B over unit)`"], Outputs = [$"T|value|{complete}"] };
        var total = Run(main, used, TreeSets, "", Trees).Totals.Single();
        if (complete == "yes")
        {
            Assert.Null(total.Value);
            Assert.Equal("incomplete", total.LeftOut.Single().Cause.Code);
            Assert.Contains("B", total.LeftOut.Single().Cause.En, StringComparison.Ordinal);
            return;
        }

        Assert.Equal((15.0, true), (total.Value!.Value, total.IsPartial));
        Assert.Equal([("tree", 1L)], total.LeftOut.Select(l => (l.Set, l.Count)));
    }

    [Fact]
    public void A_single_value_lists_what_itself_lacks()
    {
        using var pack = new TestPack { Sets = ["forest", "wetland"], Inputs = ["a|forest|t", "b|wetland|t"], Equations = ["1|F||t||||`sum(a over forest)`", "2|W||t||||`sum(b over wetland)`"], Outputs = ["F|value", "W|value"] };
        var totals = Run(pack, null, """ "forest": { "path": "f.csv" }, "wetland": { "path": "w.csv" } """, "", ("f.csv", "forest,a [t]\n1,1\n2,\n"), ("w.csv", "wetland,b [t]\n1,1\n2,\n3,\n")).Totals;
        Assert.Equal([("F", "forest", 1L), ("W", "wetland", 2L)], totals.SelectMany(t => t.LeftOut.Select(l => (t.Output.Symbol, l.Set, l.Count))));
    }

    [Fact]
    public void Reasons_speak_of_their_own_method_alone()
    {
        using var used = new TestPack { Sets = ["unit"], Inputs = ["s|unit|code"], Equations = ["1|v|unit|m3||`s in good`||`1[m3]`"], Outputs = ["v|volume"] };
        using var main = new TestPack { Sets = ["unit"], Inputs = ["v|unit|m3"], Equations = ["1|w|unit|m3||||`2 * v`"], Outputs = ["w|volume"], Reasons = ["other||其他|other"] };
        var result = Run(main, used, """ "unit": { "path": "u.csv" } """, "", ("u.csv", "unit,s\n1,a\n2,x\n"));
        var missing = Assert.Single(result.NotEvaluated, n => n.Symbol == "w");
        Assert.Equal("no-route", missing.Cause.Code);
        Assert.Contains("no route for v", missing.Cause.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("approach-1")]
    [InlineData("monte-carlo")]
    public void No_interval_where_uncertain_results_of_a_used_method_enter(string approach)
    {
        using var used = new TestPack { Sets = ["unit"], Inputs = ["s|unit|code", "A|unit|ha"], Tables = ["t|tables/t/t@1|s|refuse"], Equations = ["1|v|unit|tC||||`t(s).k * A`"], Outputs = ["v|carbon"] };
        using var main = new TestPack { Sets = ["unit"], Inputs = ["v|unit|tC", "s|unit|code", "A|unit|ha"], Tables = ["t|tables/t/t@1|s|refuse"], Equations = ["1|w||tC||||`sum(v over unit)`", "2|x||tC||||`sum(t(s).k * A over unit)`"], Outputs = ["w|carbon", "x|carbon"] };
        main.Table("t", "s,k [tC/ha],k.sd [tC/ha]", "a,3,0.3");
        var result = Run(main, used, """ "unit": { "path": "u.csv" } """, $""", "uncertainty": "{approach}" """, ("u.csv", "unit,s,A [ha]\n1,a,10\n"));
        var (w, x) = (result.Totals.Single(t => t.Output.Symbol == "w"), result.Totals.Single(t => t.Output.Symbol == "x"));
        Assert.Null(w.Interval);
        Assert.Equal(["v"], w.EnteringUncertain);
        Assert.NotNull(x.Interval); // its own parameter: 30 ± 1.96 × 3
        Assert.Equal("w", Assert.Single(result.Findings.Findings, f => f.Rule == EvaluationFindings.NoInterval).Field);
        using var stream = new MemoryStream();
        EvaluationJson.Write(result, stream, "en");
        Assert.Contains("\"ciReason\"", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_that_does_not_fit_is_refused()
    {
        using var used = new TestPack { Sets = ["unit"], Inputs = ["s|unit|code"], Equations = ["1|v|unit|m3||||`1[m3]`"], Outputs = ["v|volume"] };
        using var main = new TestPack { Sets = ["unit"], Inputs = ["v|unit|code"], Equations = ["1|w|unit|m3||`v in good`||`2[m3]`"], Outputs = ["w|volume"] };
        Assert.Equal(("EVL-0035", "v"), Refused(main, used, """ "unit": { "path": "u.csv" } """, ("u.csv", "unit,s\n1,a\n")));

        using var codes = new TestPack { Sets = ["unit"], Inputs = ["s|unit|1"], Equations = ["1|q|unit|1||||`s`"], Outputs = ["q|value"] };
        using var other = new TestPack { Sets = ["unit"], Inputs = ["s|unit|code"], Equations = ["1|w|unit|m3||`s in good`||`2[m3]`"], Outputs = ["w|volume"] };
        Assert.Equal(("EVL-0035", "s"), Refused(other, codes, """ "unit": { "path": "u.csv" } """, ("u.csv", "unit,s\n1,a\n")));
    }

    [Fact]
    public void Sets_lie_inside_as_deep_as_any_method_has_them()
    {
        using var used = new TestPack { Sets = ["stratum", "plot|stratum", "tree|plot"], Inputs = ["w|tree|t"], Equations = ["1|B|plot|t||||`sum(w over tree)`"], Outputs = ["B|value"] };
        using var main = new TestPack { Sets = ["stratum", "tree|stratum"], Inputs = ["w|tree|t"], Equations = ["1|S|stratum|t||||`sum(w over tree)`"], Outputs = ["S|value"] };
        var result = Run(main, used, """ "stratum": { "path": "s.csv" }, "plot": { "path": "p.csv", "parent": "stratum" }, "tree": { "path": "t.csv", "parent": "plot" } """, "",
            ("s.csv", "stratum\ns1\ns2\n"), ("p.csv", "plot,stratum\np1,s2\np2,s1\n"), ("t.csv", "tree,plot,w [t]\n1,p1,1\n2,p2,2\n3,p2,4\n"));
        Assert.Equal([6.0, 1.0], result.Sheet.Columns["S"].Cells.Select(c => c.Number!.Value));
    }

    [Fact]
    public void Methods_that_use_each_other_are_refused_and_found_by_the_check()
    {
        using var used = new TestPack { Sets = ["unit"], Inputs = ["s|unit|code"], Equations = ["1|v|unit|m3||||`1[m3]`"], Outputs = ["v|volume"] };
        using var main = new TestPack { Sets = ["unit"], Inputs = ["v|unit|m3"], Equations = ["1|w|unit|m3||||`2 * v`"], Outputs = ["w|volume"] };
        Assert.Equal("EVL-0036", Refused(main, used, """ "unit": { "path": "u.csv" } """, usesBack: true, ("u.csv", "unit,s\n1,a\n")).Code);
        Assert.Contains(MethodologyCheck.Run(MethodologyCatalog.Open(main.Folder), "m", "1").Problems, p => p.Message == "uses go in a circle: m/1 → u/1 → m/1");
    }

    private static TestPack TreePack() => new() { Sets = ["unit", "tree|unit"], Inputs = ["w|tree|t"], Equations = ["1|B|unit|t||||`sum(w over tree)`"], Outputs = ["B|value"] };

    private static (string Code, string? Field) Refused(TestPack main, TestPack used, string sets, params (string, string)[] files) => Refused(main, used, sets, false, files);

    private static (string Code, string? Field) Refused(TestPack main, TestPack used, string sets, bool usesBack, params (string, string)[] files)
    {
        var finding = Assert.Throws<RefusedInputException>(() => Run(main, used, sets, "", usesBack, files)).Finding;
        return (finding.Rule.Code, finding.Field);
    }

    private static EvaluationResult Run(TestPack main, TestPack? used, string sets, string more, params (string, string)[] files) => Run(main, used, sets, more, false, files);

    /// <summary>Computes m/1, which uses u/1 where there is one.</summary>
    private static EvaluationResult Run(TestPack main, TestPack? used, string sets, string more, bool usesBack, params (string Name, string Text)[] files)
    {
        static string Description(string id, string uses) => $$"""{"id":"{{id}}","version":"1","status":"draft","title":{"zh":"试","en":"test"},"codes":["codes/test@1"],"gwpSet":null,"refuses":[],"label":{"zh":"试","en":"test"},"uses":[{{uses}}]}""";
        if (used is not null)
            main.With("methods/u/1/METHOD.md", used.Method).With("methods/u/1/method.json", Description("u", usesBack ? "\"m/1\"" : "")).With("methods/m/1/method.json", Description("m", "\"u/1\""));
        var folder = Directory.CreateTempSubdirectory("carbonsink-chain-");
        try
        {
            foreach (var (name, text) in files)
                File.WriteAllText(Path.Combine(folder.FullName, name), text);
            File.WriteAllText(Path.Combine(folder.FullName, EvaluationFile.FileName), string.Create(CultureInfo.InvariantCulture, $$"""{ "method": "m/1", "sets": { {{sets}} }{{more}} }"""));
            return EvaluationRun.Run(new(folder.FullName, main.Write()));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
