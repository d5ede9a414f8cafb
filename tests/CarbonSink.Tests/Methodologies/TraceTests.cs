using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Formulas;
using Xunit;

namespace CarbonSink.Tests.Methodologies;

public sealed class TraceTests
{
    private const string Examples = "methodology/methods/county-forest-stock/1/examples";

    [Fact]
    public void What_the_trace_prints_computes_to_the_value_it_prints()
    {
        var run = County();
        var steps = run.Evaluation.Trace(["E", "V"], 1).Steps;
        Assert.Equal("4b", steps.Single(s => s.Symbol == "V_ha").Equation!.Number);
        foreach (var step in steps.Where(s => s.Equation is not null && s.Value is not null))
        {
            // Read the substituted text again with the parser and do the arithmetic with quantities in base units.
            var (value, unit) = Calculator.Evaluate(FormulaParser.Parse(step.Substituted));
            Assert.Equal(CarbonSink.Quantities.Unit.Parse(step.Unit).Dimension, unit.Dimension);
            var expected = step.Value!.Value;
            Assert.InRange(unit.Convert(value, CarbonSink.Quantities.Unit.Parse(step.Unit)), expected - (1e-14 * expected), expected + (1e-14 * expected));
        }

        Assert.Equal(["v", "V_ha", "B_ha", "B", "CF", "C", "E", "V"], steps.Where(s => s.Equation is not null && s.Value is not null).Select(s => s.Symbol).OrderBy(s => Array.IndexOf(["v", "V_ha", "B_ha", "B", "CF", "C", "E", "V"], s)));
    }

    [Fact]
    public void Steps_come_before_what_needs_them_and_name_rows_sources_and_inputs()
    {
        var run = County();
        var steps = run.Evaluation.Trace(["E"], 0).Steps;
        var order = steps.Select(s => s.Symbol).ToList();
        foreach (var (before, after) in ((string, string)[])[("species", "forest_type"), ("V_rec", "V_ha"), ("V_ha", "B_ha"), ("B_ha", "B"), ("CF", "C"), ("B", "C"), ("C", "E")])
            Assert.True(order.IndexOf(before) >= 0 && order.IndexOf(before) < order.IndexOf(after));
        var biomass = steps.Single(s => s.Symbol == "B_ha");
        Assert.Equal("((0.4652[t/m3] * 100[m3/ha]) + 19.141[t/ha])", biomass.Substituted);
        Assert.Equal([("a", 0.4652), ("b", 19.141)], biomass.Lookups.Select(l => (l.Column, l.Value!.Value)));
        Assert.All(biomass.Lookups, l => Assert.Equal(("tables/fang/southern-12@1", "chinaxiv-201605.00429", 4), (l.Reference, l.Row.Source, l.Row.Line)));
        Assert.Equal("杉木林; V_ha 20..", biomass.Lookups[0].Row.Key);
        Assert.Equal(("100", "m3/ha", "每公顷蓄积(记录)"), (steps.Single(s => s.Symbol == "V_rec").Text, steps.Single(s => s.Symbol == "V_rec").Unit, steps.Single(s => s.Symbol == "V_rec").Input!.Zh));
        Assert.Equal("杉木林", steps.Single(s => s.Symbol == "forest_type").Text);
    }

    [Fact]
    public void A_refused_unit_says_why_at_every_step()
    {
        var steps = County().Evaluation.Trace(["E"], 2).Steps;
        Assert.Equal("no-route", steps.Single(s => s.Symbol == "V_ha").Cause!.Code);
        Assert.Null(steps.Single(s => s.Symbol == "V_ha").Equation);
        Assert.Equal(steps.Single(s => s.Symbol == "V_ha").Cause, steps.Single(s => s.Symbol == "E").Cause);
        Assert.Equal("(⟨B⟩ * 0.47[tC/t])", steps.Single(s => s.Symbol == "C").Substituted);
        Assert.Contains("is missing", steps.Single(s => s.Symbol == "V_rec").Cause!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_is_traced_with_its_own_strata_years_and_aggregates()
    {
        using var pack = new TestPack
        {
            Sets = ["stratum", "plot|stratum", "year||yes|year"],
            Inputs = ["f|stratum|1", "b|plot|t/ha", "g|stratum × year|1"],
            Equations = ["1|m|stratum|t/ha||||`mean(b over plot)`", "2|x|plot|t/ha||||`b * f - m`", "3|s|stratum × year|1||||`prev(s, f) + g`", "4|total||t/ha||||`sum(x over plot)`"],
        };
        var run = new TestRun(pack.Load()).Members("stratum", 2).Members("plot", 4, 0, 1, 1, 1).Keys("year", 2020, 2021).Give("f", 2, 3).Give("b", 10, 20, 30, 40).Give("g", 1, 2, 3, 4).Run();
        Assert.Equal("((30[t/ha] * 3) - 30[t/ha])", run.Evaluation.Trace(["x"], 2).Steps.Single(s => s.Symbol == "x").Substituted);
        Assert.Equal("30[t/ha]", run.Evaluation.Trace(["x"], 3).Steps.Single(s => s.Symbol == "m").Substituted);
        Assert.Equal("10[t/ha]", run.Evaluation.Trace(["x"], 0).Steps.Single(s => s.Symbol == "m").Substituted);
        Assert.Equal(2, run.Evaluation.Trace(["x"], 0).Steps.Single(s => s.Symbol == "f").Value);
        Assert.Equal("(5 + 4)", run.Evaluation.Trace(["s"], 3).Steps.Single(s => s.Symbol == "s").Substituted); // 3 + 2 = 5 of the year before
        Assert.Equal("(3 + 2)", run.Evaluation.Trace(["s"], 1).Steps.Single(s => s.Symbol == "s").Substituted);
        Assert.Equal(run.Value("total"), run.Evaluation.Trace(["total"], 0).Steps.Single().Value);
        Assert.Equal([10, 30], run.Values("m")); // tracing changes nothing
    }

    [Fact]
    public void Negative_numbers_and_conversions_read_back()
    {
        using var pack = new TestPack { Inputs = ["a||1", "m||kg", "d||m"], Equations = ["1|y||1||||`a ^ 2 - a`", "2|t_||t||||`m`", "3|z||1||||`d[cm] * 2`", "4|w||t||||`1[t] + m`"] };
        var run = new TestRun(pack.Load()).Give("a", -3).Give("m", 500).Give("d", 0.15).Run();
        string Text(string symbol) => run.Evaluation.Trace([symbol], 0).Steps.Single(s => s.Symbol == symbol).Substituted;
        Assert.Equal(12, run.Value("y"));
        Assert.Equal("(((-3) ^ 2) - (-3))", Text("y"));
        Assert.Equal("(500[kg] → t)", Text("t_"));
        Assert.Equal("((0.15[m] → cm) * 2)", Text("z"));
        Assert.Equal("(1[t] + (500[kg] → t))", Text("w"));
    }

    private static TestRun County()
    {
        var choice = new TableChoice("species.csv", Repository.PathOf(Examples));
        var methodology = MethodologyCatalog.Open(Repository.PathOf("methodology")).Load("county-forest-stock/1", new Dictionary<string, TableChoice> { ["species_type"] = choice });
        return new TestRun(methodology).Members("unit", 3).Give("cf_zone", "tropical-subtropical").Give("A", 12.5, 3.7, 1).Give("species", "杉木", "杉木", "杉木").Give("land_class", "arbor", "arbor", "arbor")
            .Give("V_rec", 100, double.NaN, double.NaN).Give("D", 10, 15.3, double.NaN).Give("H", 8, 7.7, 8).Give("N", 900, 1800, 900).Run();
    }

    /// <summary>Arithmetic on a parsed text, with units: an evaluator of its own, so that it can contradict the engine.</summary>
    private static class Calculator
    {
        public static (double Value, CarbonSink.Quantities.Unit Unit) Evaluate(Syntax s)
        {
            var one = CarbonSink.Quantities.Unit.One;
            switch (s)
            {
                case NumberSyntax n:
                    return (n.Value, n.Unit);
                case NegateSyntax n:
                    var (v, u) = Evaluate(n.Operand);
                    return (-v, u);
                case BinarySyntax b:
                    var ((x, ux), (y, uy)) = (Evaluate(b.Left), Evaluate(b.Right));
                    return b.Operator switch
                    {
                        "+" => (x + uy.Convert(y, ux), ux),
                        "-" => (x - uy.Convert(y, ux), ux),
                        "*" => (x * y, ux.Times(uy)),
                        "/" => (x / y, ux.Per(uy)),
                        "^" => (Math.Pow(x, y), one),
                        _ => throw new InvalidOperationException(b.Operator.ToString(CultureInfo.InvariantCulture)),
                    };
                default:
                    throw new InvalidOperationException(s.GetType().Name);
            }
        }
    }
}
