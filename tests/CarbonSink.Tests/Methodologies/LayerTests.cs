using CarbonSink.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Methodologies;

/// <summary>Values over all units where the units come in batches.</summary>
public sealed class LayerTests
{
    private const int Units = 3000;

    private sealed record Stand(string? S, double A, double V);

    private static readonly string[] Values = ["b", "n", "low", "high", "mean_B", "T"];

    [Fact]
    public void Hand_arithmetic()
    {
        // b = (10 × 2 + 30 × 1) / (2 + 1 + 7) = 50/10: unit 3 is not good; unit 4 lacks V, so it is left out of the numerator, but its area is known.
        using var pack = Pack();
        Stand[] units = [new("a", 2, 10), new("b", 1, 30), new("x", 5, 99), new("a", 7, double.NaN)];
        var (layer, run) = Passes(pack.Load(), [[units[..1], units[1..3]], [units[3..]]]);
        var evaluation = Batch(run, layer, units[..1], 0);
        Assert.Equal(50.0 / 10, evaluation.Values("b")[0], 1e-15);
        Assert.True(evaluation.States("b")[0].IsPartial);
        Assert.Equal(0.1 * 5 * 2, evaluation.Values("y")[0], 1e-15);
        Assert.True(evaluation.States("y")[0].IsPartial); // the flag goes where the value goes

        var step = evaluation.Trace(["y"], 0).Steps.Single(s => s.Symbol == "b");
        Assert.Equal([new("sum", "unit", 2, 1, 7), new TraceAggregate("sum", "unit", 3, 0, 0)], step.Aggregates);
        Assert.Equal("50[t] / 10[ha]", step.Substituted.Trim('(', ')'));

        // Equation 3 counts every unit with V > 10, so unit 3 is left out there.
        Assert.Equal([("unit", "missing", 1L, 7.0), ("unit", "no-route", 1L, 5.0)], evaluation.RefusedMembers.Select(r => (r.Set, evaluation.Causes[r.Cause].Code, r.Count, r.Area)));
    }

    [Fact]
    public void One_frame_traces_the_same_members()
    {
        using var pack = Pack();
        var run = Fill(new(pack.Load()), [new("a", 2, 10), new("b", 1, 30), new("x", 5, 99), new("a", 7, double.NaN)], 0).Run();
        Assert.Equal([new("sum", "unit", 2, 1, 7), new TraceAggregate("sum", "unit", 3, 0, 0)], run.Evaluation.Trace(["b"], 0).Steps.Single(s => s.Symbol == "b").Aggregates);
    }

    [Fact]
    public void Any_partition_gives_the_same_bits_and_the_values_of_one_frame()
    {
        using var pack = Pack();
        var methodology = pack.Load();
        var units = Random(Units);
        var whole = Fill(new(methodology), units, 0).Run();
        var first = Bits(methodology, [[units]], units);
        foreach (var seed in (int[])[1, 2, 3, 4])
        {
            var random = new Random(seed);
            var bits = Bits(methodology, Cut(units, random.Next(1, 6), random).Select(p => Cut(p, random.Next(1, 9), random)).ToArray(), units);
            Assert.Equal(first, bits);
        }

        foreach (var symbol in Values)
        {
            Assert.Equal(whole.Value(symbol), first[symbol].Value, Math.Abs(whole.Value(symbol)) * 1e-13);
            Assert.Equal((whole.State(symbol).Status, whole.State(symbol).IsPartial, whole.State(symbol).IsExtrapolated), (first[symbol].State.Status, first[symbol].State.IsPartial, first[symbol].State.IsExtrapolated));
        }

        Assert.True(first["b"].State is { IsPartial: true, IsExtrapolated: true, Status: ParameterStatus.Memory });
        Assert.Equal(units.Count(u => u.S is "a" or "b" && u.V > 10), (int)first["n"].Value);
    }

    [Fact]
    public void A_member_that_several_aggregates_leave_out_counts_once()
    {
        using var pack = Pack();
        var methodology = pack.Load();
        var units = Random(Units);
        var whole = Fill(new(methodology), units, 0).Run();
        var (layer, run) = Passes(methodology, [[units[..700], units[700..]]]);
        var batch = Batch(run, layer, units[..10], 0);
        static (string, string, long, double)[] Of(Evaluation e) => [.. e.RefusedMembers.Select(r => (r.Set, e.Causes[r.Cause].En, r.Count, Math.Round(r.Area, 6))).Order()];
        Assert.Equal(Of(whole.Evaluation), Of(batch));
        Assert.NotEmpty(Of(batch));
    }

    [Fact]
    public void A_layer_without_a_member_that_enters_says_why()
    {
        using var pack = Pack();
        var methodology = pack.Load();
        Stand[] none = [new("a", 1, double.NaN), new("b", double.NaN, 1)];
        var (layer, run) = Passes(methodology, [[none[..1]], [none[1..]]]);
        var batch = Batch(run, layer, none, 0);
        Assert.Equal("missing", batch.Causes[batch.States("b")[0].Cause].Code);
        Assert.Equal("V (test) is missing", batch.Causes[batch.States("b")[0].Cause].En); // of the first record, as in one frame
        var (empty, other) = Passes(methodology, [[]]);
        var nothing = Batch(other, empty, [new("a", 1, 1)], 0);
        Assert.Equal("too-few-members", nothing.Causes[nothing.States("mean_B")[0].Cause].Code);
        Assert.Equal(0, nothing.Values("n")[0]);
    }

    [Fact]
    public void A_method_without_such_equations_needs_no_pass()
    {
        using var pack = new TestPack { Sets = ["unit||||A", "tree|unit|||"], Inputs = ["A|unit|ha", "t|tree|t"], Equations = ["1|B|unit|t||||`sum(t over tree)`", "2|y|unit|t/ha||||`B / A`"] };
        Assert.Equal(0, pack.Load().PlanLayer("unit").Passes); // trees belong to their unit
    }

    [Fact]
    public void Passes_follow_what_depends_on_what()
    {
        using var pack = Pack();
        var plan = pack.Load().PlanLayer("unit");
        Assert.Equal(2, plan.Passes); // T sums y, which needs b
        Assert.Empty(plan.Unsupported);
        Assert.Equal(["A", "V", "s"], plan.Inputs(1).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("2|s2||t2/ha2||||`var(B over unit)`", "var")]
    [InlineData("2|c||t2/ha2||||`cov(B, B over unit)`", "cov")]
    public void Variances_over_the_layer_are_not_supported(string equation, string function)
    {
        using var pack = new TestPack { Sets = ["unit||||"], Inputs = ["B|unit|t/ha"], Equations = [equation] };
        Assert.Equal([("2", function)], pack.Load().PlanLayer("unit").Unsupported);
    }

    [Fact]
    public void Draws_and_gradients_are_refused()
    {
        using var pack = Pack();
        Stand[] units = [new("a", 2, 10)];
        var (layer, run) = Passes(pack.Load(), [[units]]);
        var batch = Batch(run, layer, units, 0);
        Assert.Throws<InvalidOperationException>(() => batch.RunDraws(1, 0, 2));
        Assert.Throws<InvalidOperationException>(() => batch.Gradient("y", [1]));
        Assert.Throws<ArgumentException>(() => run.Methodology.Evaluate(run.Frame, new(), layer));
    }

    private static Dictionary<string, (double Value, ValueState State)> Bits(Methodology methodology, Stand[][][] parts, Stand[] units)
    {
        var (layer, run) = Passes(methodology, parts);
        var batch = Batch(run, layer, units[..7], 0);
        return Values.ToDictionary(s => s, s => (batch.Values(s)[0], batch.States(s)[0]));
    }

    /// <summary>All passes over parts (threads), each of them batches.</summary>
    private static (LayerValues Layer, TestRun Run) Passes(Methodology methodology, Stand[][][] parts)
    {
        var run = new TestRun(methodology);
        var plan = methodology.PlanLayer("unit");
        LayerValues? values = null;
        for (var pass = 1; pass <= plan.Passes; pass++)
        {
            var (tallies, record) = (new List<LayerTally>(), 0L);
            foreach (var part in parts)
            {
                var (frame, before) = (methodology.NewFrame(run.Causes), values);
                tallies.Add(plan.Tally(pass, frame, run.Causes, before));
                foreach (var batch in part)
                {
                    Fill(methodology, frame, batch, record);
                    tallies[^1].Add();
                    record += batch.Length;
                }
            }

            // Any order of merging.
            tallies.Reverse();
            foreach (var other in tallies.Skip(1))
                tallies[0].Merge(other);
            values = tallies[0].ToValues();
        }

        return (values!, run);
    }

    private static Evaluation Batch(TestRun run, LayerValues layer, Stand[] units, long record)
    {
        var evaluation = run.Methodology.Evaluate(run.Frame, run.Causes, layer);
        Fill(run, units, record);
        evaluation.Run();
        return evaluation;
    }

    private static TestRun Fill(TestRun run, Stand[] units, long record)
    {
        Fill(run.Methodology, run.Frame, units, record);
        return run;
    }

    private static void Fill(Methodology methodology, Frame frame, Stand[] units, long record)
    {
        frame.SetMembers("unit", units.Length);
        frame.FirstRecord = record;
        for (var i = 0; i < units.Length; i++)
        {
            if (units[i].S is { } code)
                frame["s"].Set(i, methodology.Codes.Intern(code));
            if (!double.IsNaN(units[i].A))
                frame["A"].Set(i, units[i].A);
            if (!double.IsNaN(units[i].V))
                frame["V"].Set(i, units[i].V);
        }
    }

    private static Stand[] Random(int count)
    {
        var random = new Random(20240601);
        double Or(double value) => random.Next(20) == 0 ? double.NaN : value;
        return [.. Enumerable.Range(0, count).Select(_ => new Stand(random.Next(5) switch { 0 or 1 => "a", 2 => "b", 3 => "x", _ => null }, Or(Math.Exp(random.NextDouble() * 12 - 6)), Or(random.NextDouble() * 300)))];
    }

    private static T[][] Cut<T>(T[] items, int parts, Random random)
    {
        var cuts = Enumerable.Range(0, parts - 1).Select(_ => random.Next(items.Length + 1)).Append(0).Append(items.Length).Order().ToArray();
        return [.. cuts.Zip(cuts.Skip(1)).Select(c => items[c.First..c.Second])];
    }

    private static TestPack Pack() => new TestPack
    {
        Sets = ["unit||||A"],
        Inputs = ["A|unit|ha", "V|unit|m3/ha", "s|unit|code"],
        Tables = ["t|tables/t/t@1|`s; V in [from,to)`|flag"],
        Equations =
        [
            "1|B|unit|t/ha||`s in good`||`t(s, V).f * V`",
            "2|b||t/ha||||`sum(B * A over unit where s in good) / sum(A over unit where s in good)`",
            "3|n||1||||`count(B over unit where V > 10[m3/ha])`",
            "4|low||t/ha||||`min(B over unit where s in good)`",
            "5|high||t/ha||||`max(B over unit where s in good)`",
            "6|mean_B||t/ha||||`mean(B over unit where s in good)`",
            "7|y|unit|t||||`0.1 * b * A`",
            "8|T||t||||`sum(y over unit)`",
            "9|part|unit|1||||`y / T`",
        ],
    }.With("tables/t/1/t.csv", "s,V.from [m3/ha],V.to [m3/ha],f [t/m3],source,locator,status\na,0,250,1,hand,row,secondary\nb,0,250,1,hand,row,memory\n");
}
