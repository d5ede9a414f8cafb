using CarbonSink.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Methodologies;

/// <summary>Wrong packs: each mistake is a load error at its exact place. The place is found by searching the text, not by the loader.</summary>
public sealed class LoadErrorTests
{
    private static readonly string[] Sets = ["unit||||A", "tree|unit", "plot", "year||yes|year"];
    private static readonly string[] Inputs = ["A|unit|ha", "V|unit|m3/ha", "B_ha|unit|t/ha", "species|unit|code", "day||date", "d|tree|cm", "b|plot|t/ha", "flow|year|tC/yr", "x||1", "CF||tC/t"];

    /// <summary>Formula (or route) of an equation over unit, the text the error points at, and a part of the message.</summary>
    public static TheoryData<string, string, string, string> Formulas => new()
    {
        { "C|unit|tC", "B_ha * A", "B_ha * A", "is in t (dimension dry mass), but tC (dimension mass C) is needed" }, // the carbon fraction forgotten
        { "Y|unit|t/ha", "B_ha + V", "+ V", "m3/ha" },
        { "Y|unit|t/ha", "B_ha - A", "- A", "the right side of '-' is in ha" },
        { "Y|unit|t2/ha2", "B_ha^2", "B_ha^2", "the base of '^' must be a pure number" },
        { "Y|unit|1", "2^V", "V`", "the exponent of '^' must be a pure number" },
        { "Y|unit|1", "ln(V)", "V)", "the argument of ln must be a pure number" },
        { "Y|unit|1", "exp(V[m3])", "V[m3]", "is in m3/ha" },
        { "Y|unit|1", "sqrt(V)", "sqrt", "has no square root" },
        { "Y|unit|m3/ha", "min(V, A)", "A)", "an argument of min is in ha" },
        { "Y|unit|m3/ha", "if(V > 1[m3/ha], V, A)", "A)", "the second branch of 'if'" },
        { "Y|unit|m3/ha", "if(V > A, V, V)", "> A", "the right side of '>'" },
        { "Y|unit|m3/ha", "if(V, V, V)", "V, V, V", "a condition is needed here" },
        { "Y|unit|1", "V > 0[m3/ha]", "V > 0", "gives a truth" },
        { "Y|unit|1", "species", "species`", "gives a code" },
        { "Y|unit|1", "if(species == species, 1, 0)", "== species", "codes are compared only through a named code list" },
        { "Y|unit|1", "species + 1", "species + 1", "a number is needed here, not a code" },
        { "Y|unit|1", "if(V in good, 1, 0)", "in good", "only a code can be in the code list" },
        { "Y|unit|1", "if(species in bad_list, 1, 0)", "bad_list", "is neither a code list nor a table" },
        { "Y|unit|1", "if(V in fang, 1, 0)", "in fang", "the first key of 'fang' is a code" },
        { "Y|unit|1", "if(species in classes, 1, 0)", "in classes", "the first key of 'classes' is a number" },
        { "Y|unit|cm", "d", "d`", "lives on tree, which is not coarser than unit" }, // a finer set without aggregate
        { "Y|unit|t/ha", "b", "b`", "lives on plot, which is not coarser than unit" }, // unrelated sets
        { "Y|unit|t/ha", "sum(b over plot)", "plot)", "plot is not finer than unit" },
        { "Y|unit|ha", "sum(A over unit)", "unit)", "unit is not finer than unit" },
        { "Y|unit|1", "sum(x over stand)", "stand", "'stand' is no set" },
        { "Y|unit|tC/yr", "flow", "flow`", "lives on year" },
        { "Y|unit|yr", "year", "year`", "is the key of year, but this formula does not run over year" },
        { "Y|unit|m3/ha", "prev(V, 0[m3/ha])", "prev", "has no preceding member here" },
        { "Y|unit|m3/ha", "V_ha", "V_ha", "'V_ha' is no symbol of this pack" },
        { "Y|unit|t/ha", "fang(species).c", "fang", "has no column 'c'" },
        { "Y|unit|t/ha", "fang(species, V).b", "fang", "has 1 key(s) (forest_type), not 2" },
        { "Y|unit|t/ha", "fang(V).b", "V)", "key forest_type of 'fang' is a code" },
        { "Y|unit|t/ha", "fung(species).b", "fung", "is no table of this pack" },
        { "Y|unit|1", "classes(A).f", "A)", "key V of 'classes' is in ha" },
        { "Y|unit|1", "years(V, day)", "V, day", "a date is needed here" },
        { "Y|unit|1", "exp(x, x)", "exp", "takes 1 argument(s), not 2" },
        { "Y|unit|1", "min(x)", "min", "takes two or more arguments" },
        { "Y|unit|1", "species[cm]", "species", "has no unit to take off" },
        { "Y|unit|1", "x +", "`|`x +`", "the formula ends" },
    };

    [Theory]
    [MemberData(nameof(Formulas))]
    public void A_wrong_formula_is_a_load_error_at_its_place(string head, string formula, string at, string message)
    {
        using var pack = Pack($"e1|{head}||||`{formula}`");
        var problem = pack.Problem();
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        var row = $"| e1 | ";
        var expected = at.StartsWith("`|", StringComparison.Ordinal) ? End(pack, at[2..]) : pack.Place(at, "`" + formula + "`");
        Assert.True(pack.Method.Contains(row, StringComparison.Ordinal));
        Assert.Equal((TestPack.MethodFile, expected.Line, expected.Column), (problem.File, problem.Line, problem.Column));
    }

    [Fact]
    public void An_unknown_symbol_comes_with_the_nearest_known_one()
    {
        using var pack = Pack("e1|Y|unit|m3/ha||||`V_ha`", "e2|Z|unit|t||||`BB_ha * A`", "e3|W|unit|1||||`fung(species).b`");
        var problems = pack.Problems();
        Assert.Equal(["did you mean 'B_ha'?", "did you mean 'B_ha'?", "did you mean 'fang'?"], problems.Select(p => p.Hint));
    }

    [Fact]
    public void A_rule_feeds_only_rules_in_formula_condition_and_prev()
    {
        using var pack = Pack(
            "r|u|year|tC/yr|||rule|`flow`", "e1|Y|year|tC/yr||||`u`", "e2|Z|year|tC/yr||||`prev(u, flow)`", "e3|W|year|tC/yr||`u > 0[tC/yr]`||`flow`", "r2|ok|year|tC/yr|||rule|`u`");
        var problems = pack.Problems();
        Assert.Equal(3, problems.Count);
        Assert.All(problems, p => Assert.Contains("is a rule and may feed only rules", p.Message, StringComparison.Ordinal));
        Assert.Equal([pack.Place("u`", "| e1"), pack.Place("u, flow"), pack.Place("u > 0")], problems.Select(p => (p.Line, p.Column)));
    }

    [Fact]
    public void Five_mistakes_are_five_problems_and_nothing_that_only_follows_from_them()
    {
        // A missing table, a wrong unit, an unknown source, a misspelt symbol, a dimension error; e4 and e5 need what is broken and are not reported.
        using var pack = new TestPack
        {
            Sets = Sets,
            Inputs = [.. Inputs, "H|unit|metre"],
            Tables = ["fang|tables/t/1/none@1|forest_type|refuse"],
            Equations = ["e1|Y|unit|t/ha||||`BB_ha`", "e2|Z|unit|t||||`V * A`", "e4|W|unit|t/ha||||`fang(species).b + 0 * H`", "e5|U|unit|t/ha||||`if(species in fang, W, W)`"],
            Outputs = ["Y|biomass|no"],
        };
        pack.With(TestPack.MethodFile, pack.Method.Replace("`V * A` | hand", "`V * A` | hend", StringComparison.Ordinal));
        var problems = pack.Problems();
        Assert.Equal(
            new[] { pack.Place("metre"), pack.Place("tables/t/1/none@1"), pack.Place("BB_ha"), pack.Place("V * A"), pack.Place("hend") },
            problems.Select(p => (p.Line, p.Column)));
    }

    [Theory]
    [InlineData("| set | inside | ordered | key | area |\n|---|---|---|---|---|", "| set | inside | ordered | key | area |", "must be followed by a line")]
    [InlineData("## Outputs", "## Output", "has no table '## Outputs'")]
    [InlineData("| symbol | over | unit | role |", "| symbol | on | unit | role |", "'on' is no column of Inputs")]
    [InlineData("| unit |  |  |  | A |", "| unit |  |  | A |", "has 4 cells where the header of Sets has 5")]
    [InlineData("| unit |  |  |  | A |", "| unit |  |  |  | V |", "area 'V' must be an area over unit")]
    [InlineData("| unit |  |  |  | A |", "| sum |  |  |  | A |", "'sum' cannot be a set")]
    [InlineData("| tree | unit |", "| tree | forest |", "'forest' is no set above this row")]
    [InlineData("| plot |  |  |  |  |", "| plot |  | maybe |  |  |", "write yes or leave blank")]
    [InlineData("| fang |", "| exp |", "'exp' cannot be a table")]
    [InlineData("| refuse |", "| clamp |", "write refuse or flag")]
    [InlineData("| e1 | Y |", "| e1 | A |", "symbol 'A' is declared twice")]
    [InlineData("hand, written out", "hand", "has no locator after the source id")]
    [InlineData("| Y | biomass |", "| Y | volume |", "'Y' is in t/ha, which is no volume")]
    [InlineData("| Y | biomass |", "| N | biomass |", "'N' is no symbol of this pack")]
    [InlineData("| Y | biomass | no |", "| Y | biomass | maybe |", "write yes or no")]
    public void A_wrong_table_of_METHOD_md_is_a_load_error(string right, string wrong, string message)
    {
        using var pack = Pack("e1|Y|unit|t/ha||||`B_ha`");
        var text = pack.Method;
        Assert.Contains(right, text, StringComparison.Ordinal);
        pack.With(TestPack.MethodFile, text.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Contains(pack.Problems(), p => p.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Routes_must_agree_and_the_last_one_only_may_be_unconditional()
    {
        using var other = Pack("e1|Y|unit|t/ha||`A > 1[ha]`||`B_ha`", "e2|Y|unit|t||||`B_ha * A`");
        Assert.Contains("must agree in over, unit and kind", other.Problem().Message, StringComparison.Ordinal);
        using var first = Pack("e1|Y|unit|t/ha||||`B_ha`", "e2|Y|unit|t/ha||`A > 1[ha]`||`B_ha`");
        Assert.Contains("later routes of 'Y' are never taken", first.Problem().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Loops_need_prev()
    {
        using var self = Pack("e1|Y|year|tC||||`Y`");
        Assert.Contains("depend on each other in a circle", self.Problem().Message, StringComparison.Ordinal);
        using var two = Pack("e1|Y|year|tC||||`Z`", "e2|Z|year|tC||||`Y`");
        Assert.Contains("depend on each other in a circle", two.Problem().Message, StringComparison.Ordinal);
        using var first = Pack("e1|Y|year|tC||||`prev(Y, Y)`");
        Assert.Contains("depend on each other in a circle", first.Problem().Message, StringComparison.Ordinal);
        using var total = Pack("e1|Y|year|tC||||`prev(Y, 0[tC]) + T`", "e2|T||tC||||`sum(Y over year)`");
        Assert.Contains("depend on each other in a circle", total.Problem().Message, StringComparison.Ordinal);
        using var fine = Pack("e1|Y|year|tC||||`prev(Y, 0[tC]) + flow * 1[yr]`");
        Assert.Single(fine.Load().Equations);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"id\":\"m\",\"version\":\"1\",\"status\":\"draft\",\"title\":5,\"label\":{\"zh\":\"a\",\"en\":\"b\"}}")]
    [InlineData("{\"id\":\"m\"")]
    [InlineData("{\"id\":\"n\",\"version\":\"1\",\"status\":\"draft\",\"title\":{\"zh\":\"a\",\"en\":\"b\"},\"label\":{\"zh\":\"a\",\"en\":\"b\"}}")]
    public void A_wrong_method_json_is_a_load_error(string json)
    {
        using var pack = Pack("e1|Y|unit|t/ha||||`B_ha`").With("methods/m/1/method.json", json);
        Assert.Equal("methods/m/1/method.json", pack.Problem().File);
    }

    [Fact]
    public void A_problem_prints_as_file_line_column_message_and_hint() =>
        Assert.Equal("a/b.csv:3:7: is wrong (do this)", new LoadProblem("a/b.csv", 3, 7, "is wrong", "do this").ToString());

    private static (int Line, int Column) End(TestPack pack, string text)
    {
        var (line, column) = pack.Place(text);
        return (line, column + text.Length - 1);
    }

    private static TestPack Pack(params string[] equations) => new TestPack
    {
        Sets = Sets,
        Inputs = Inputs,
        Tables = ["fang|tables/t/fang@1|forest_type|refuse", "classes|tables/t/classes@1|V in (from,to]|refuse"],
        Equations = equations,
        Outputs = equations[0].Contains("|Y|unit|t/ha|", StringComparison.Ordinal) ? ["Y|biomass|no"] : [],
    }.Table("fang", "forest_type,a [t/m3],b [t/ha]", "fir,0.5,20").Table("classes", "V.from [m3/ha],V.to [m3/ha],f [1]", "0,,1");
}
