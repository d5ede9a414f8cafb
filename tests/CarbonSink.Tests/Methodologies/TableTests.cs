using CarbonSink.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Methodologies;

public sealed class TableTests
{
    [Fact]
    public void Composite_keys_find_their_row_and_name_what_is_missing()
    {
        using var pack = new TestPack { Inputs = ["a||code", "b||code", "c||code"], Tables = ["t|tables/t/t@1|one; two; three|refuse"], Equations = ["1|y||1||||`t(a, b, c).v`"] }
            .Table("t", "one,two,three,v [1]", "x,x,x,1", "x,x,y,2", "x,y,x,3", "y,x,x,4");
        var run = new TestRun(pack.Load());
        foreach (var (key, value) in ((string, double)[])[("xxx", 1), ("xxy", 2), ("xyx", 3), ("yxx", 4)])
            Assert.Equal(value, run.Give("a", key[..1]).Give("b", key[1..2]).Give("c", key[2..]).Run().Value("y"));
        foreach (var key in (string[])["yyy", "xyy", "yxy", "zxx"])
        {
            run.Give("a", key[..1]).Give("b", key[1..2]).Give("c", key[2..]).Run();
            Assert.Equal(("no-parameter", $"table t has no row for one = {key[0]}, two = {key[1]}, three = {key[2]}"), (run.Cause("y").Code, run.Cause("y").En));
        }
    }

    /// <summary>A row of an exact, a composite and an interpolated table that says it serves outside what it was made for flags what uses it, and only that.</summary>
    [Fact]
    public void A_flagged_row_flags_what_uses_it()
    {
        using var pack = new TestPack
        {
            Inputs = ["k||code", "x||1"],
            Tables = ["one|tables/t/one@1|key|refuse", "two|tables/t/two@1|key; x in (from,to]|refuse", "line|tables/t/line@1|x linear|refuse"],
            Equations = ["1|y1||1||||`one(k).v`", "2|y2||1||||`two(k, x).v`", "3|y3||1||||`line(x).v`", "4|z||1||`y1 > 0`||`1`"],
        }.With("tables/t/1/one.csv", "key,v [1],source,locator,status,flag\na,1,hand,row,secondary,\nb,2,hand,row,secondary,extrapolated\n")
            .With("tables/t/1/two.csv", "key,x.from [1],x.to [1],v [1],source,locator,status,flag\na,0,1,1,hand,row,secondary,\na,1,2,2,hand,row,secondary,extrapolated\n")
            .With("tables/t/1/line.csv", "x [1],v [1],source,locator,status,flag\n0,0,hand,row,secondary,\n1,10,hand,row,secondary,\n2,20,hand,row,secondary,extrapolated\n");
        var run = new TestRun(pack.Load());
        bool[] Flags(string key, double x)
        {
            run.Give("k", key).Give("x", x).Run();
            return [.. ((string[])["y1", "y2", "y3", "z"]).Select(s => run.State(s).IsExtrapolated)];
        }

        Assert.Equal([false, false, false, false], Flags("a", 0.5));
        Assert.Equal([false, true, true, false], Flags("a", 1.5));
        Assert.True(Flags("b", 0.5) is [true, _, false, true]); // a condition lends its flag to the route it opens
    }

    [Fact]
    public void A_flag_is_blank_or_extrapolated()
    {
        using var pack = new TestPack { Inputs = ["k||code"], Tables = ["t|tables/t/t@1|key|refuse"], Equations = ["1|y||1||||`t(k).v`"] }
            .With("tables/t/1/t.csv", "key,v [1],source,locator,status,flag\na,1,hand,row,secondary,yes\n");
        Assert.Equal("flag 'yes' is not extrapolated", pack.Problem().Message);
    }

    /// <summary>Keys of two classes 0–20 and 20–40 with values 1 and 2; 0 = refused.</summary>
    [Theory]
    [InlineData("(from,to]", -1, 0)]
    [InlineData("(from,to]", 0, 0)]
    [InlineData("(from,to]", 0.1, 1)]
    [InlineData("(from,to]", 20, 1)]
    [InlineData("(from,to]", 20.1, 2)]
    [InlineData("(from,to]", 40, 2)]
    [InlineData("(from,to]", 40.1, 0)]
    [InlineData("[from,to)", -0.1, 0)]
    [InlineData("[from,to)", 0, 1)]
    [InlineData("[from,to)", 19.9, 1)]
    [InlineData("[from,to)", 20, 2)]
    [InlineData("[from,to)", 40, 0)]
    public void The_closed_side_of_a_range_is_the_one_written(string closed, double x, double expected)
    {
        foreach (var outside in (string[])["refuse", "flag"])
        {
            var run = Ranges($"V in {closed}", outside, "0,20,1", "20,40,2").Give("x", x).Run();
            if (expected > 0)
                Assert.Equal((expected, false), (run.Value("y"), run.State("y").IsExtrapolated));
            else if (outside == "refuse")
                Assert.Equal("outside-range", run.Cause("y").Code);
            else
                Assert.Equal((x < 20 ? 1.0 : 2.0, true), (run.Value("y"), run.State("y").IsExtrapolated)); // the nearest row, flagged
        }
    }

    [Fact]
    public void A_blank_bound_is_open_and_a_key_is_converted_never_clamped()
    {
        var run = Ranges("V in (from,to]", "refuse", ",20,1", "20,,2");
        Assert.Equal(1, run.Give("x", -1e9).Run().Value("y"));
        Assert.Equal(2, run.Give("x", 1e9).Run().Value("y"));
        using var pack = new TestPack { Inputs = ["x||m3/mu"], Tables = ["t|tables/t/t@1|V in (from,to]|flag"], Equations = ["1|y||m3/mu||||`t(x).f * x`"] }.Table("t", "V.from [m3/ha],V.to [m3/ha],f [1]", "0,15,1", "15,150,10");
        var mu = new TestRun(pack.Load());
        Assert.Equal(1, mu.Give("x", 1).Run().Value("y")); // 1 m3/mu = 15 m3/ha, the closed end
        Assert.Equal(20, mu.Give("x", 2).Run().Value("y"));
        Assert.Equal((200, true), (mu.Give("x", 20).Run().Value("y"), mu.State("y").IsExtrapolated)); // 300 m3/ha: row of 15–150, x as given
    }

    [Theory]
    [InlineData("V in (from,to]", "0,20,1;30,40,2", 2, "leaves a gap at V 20 to 30")]
    [InlineData("V in (from,to]", "0,20,1;10,40,2", 3, "overlaps line 2 at V 10 to 20")]
    [InlineData("V in (from,to]", "0,20,1;0,20,2", 3, "overlaps line 2 at V 0 to 20")]
    [InlineData("V in (from,to]", ",20,1;20,40,2;40,,3;35,45,4", 5, "overlaps line 3 at V 35 to 40")]
    [InlineData("V in (from,to]", "20,20,1", 2, "range of V is empty: from 20 to 20")]
    [InlineData("V in (from,to]", "40,20,1", 2, "range of V is empty: from 40 to 20")]
    [InlineData("V in [from,to]", "0,20,1;20,40,2", 2, "is closed on both sides, so rows that touch overlap")]
    public void Gaps_and_overlaps_are_load_errors_that_name_the_row(string keys, string rows, int line, string message)
    {
        using var pack = Pack(keys, "refuse", rows.Split(';'));
        var problem = pack.Problems()[0];
        Assert.Equal(("tables/t/1/t.csv", line), (problem.File, problem.Line));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_row_may_be_closed_on_both_sides()
    {
        var run = Ranges("V in [from,to]", "refuse", "4,22,1");
        Assert.Equal([1, 1], [run.Give("x", 4).Run().Value("y"), run.Give("x", 22).Run().Value("y")]);
        Assert.Equal("outside-range", run.Give("x", 22.0001).Run().Cause("y").Code);
    }

    [Theory]
    [InlineData("0,10,0,10,1;0,10,10,20,2;10,20,0,20,3", null)]
    [InlineData("0,10,0,10,1;0,10,12,20,2;10,20,0,20,3", "leaves a gap at D 0 to 10 at H 10 to 12")]
    [InlineData("0,10,0,10,1;0,10,10,20,2;5,20,0,20,3", "overlaps line 2 at D 5 to 10 at H 0 to 10")]
    [InlineData("0,10,0,10,1;0,10,10,20,2;11,20,0,20,3", "leaves a gap at D 10 to 11")]
    public void Two_ranges_are_proved_together(string rows, string? message)
    {
        using var pack = new TestPack { Inputs = ["d||cm", "h||m"], Tables = ["t|tables/t/t@1|D in [from,to); H in [from,to)|refuse"], Equations = ["1|y||1||||`t(d, h).f`"] }
            .Table("t", "D.from [cm],D.to [cm],H.from [m],H.to [m],f [1]", rows.Split(';'));
        if (message is not null)
        {
            Assert.Contains(pack.Problems(), p => p.Message.Contains(message, StringComparison.Ordinal) && p.Line > 1);
            return;
        }

        var run = new TestRun(pack.Load());
        foreach (var (d, h, f) in ((double, double, double)[])[(0, 0, 1), (9.9, 10, 2), (10, 0, 3), (19, 19.9, 3)])
            Assert.Equal(f, run.Give("d", d).Give("h", h).Run().Value("y"));
        Assert.Equal("outside-range", run.Give("d", 20).Give("h", 5).Run().Cause("y").Code);
    }

    [Theory]
    [InlineData(12, 47.4)]
    [InlineData(13, 50.9)]
    [InlineData(12.3, 47.4 + (0.3 * 3.5))]
    [InlineData(14.5, 50.9 + (0.75 * 4))]
    public void Linear_keys_interpolate_between_the_neighbours(double h, double expected)
    {
        // Nodes 12, 13, 15, out of order in the file.
        var run = Linear("refuse").Give("x", h).Run();
        Assert.Equal(expected, run.Value("y"), 12);
    }

    [Theory]
    [InlineData(11, 47.4 - 3.5)]
    [InlineData(17, 54.9 + 4)]
    public void Outside_the_nodes_the_last_slope_goes_on_and_is_flagged_or_refused(double h, double expected)
    {
        var flagged = Linear("flag").Give("x", h).Run();
        Assert.Equal((expected, true), (Math.Round(flagged.Value("y"), 10), flagged.State("y").IsExtrapolated));
        Assert.Equal("outside-range", Linear("refuse").Give("x", h).Run().Cause("y").Code);
    }

    [Fact]
    public void Two_linear_keys_interpolate_bilinearly_within_an_exact_key()
    {
        // f(d, h) = 2 d + 3 h + d h is bilinear, so any point is exact.
        using var pack = new TestPack { Inputs = ["s||code", "d||cm", "h||m"], Tables = ["t|tables/t/t@1|species; D linear; H linear|refuse"], Equations = ["1|y||1||||`t(s, d, h).f`"] }
            .Table("t", "species,D [cm],H [m],f [1]", [.. from s in (string[])["fir", "oak"] from d in (int[])[5, 10, 20] from h in (int[])[2, 6] select $"{s},{d},{h},{(s == "fir" ? 1 : 10) * ((2 * d) + (3 * h) + (d * h))}"]);
        var run = new TestRun(pack.Load());
        foreach (var (d, h) in ((double, double)[])[(5, 2), (20, 6), (7.5, 3), (16, 5.5), (10, 4)])
        {
            var f = (2 * d) + (3 * h) + (d * h);
            Assert.Equal(f, run.Give("s", "fir").Give("d", d).Give("h", h).Run().Value("y"), 10);
            Assert.Equal(10 * f, run.Give("s", "oak").Run().Value("y"), 9);
        }

        Assert.Equal("no-parameter", run.Give("s", "elm").Run().Cause("y").Code);
        Assert.Equal("outside-range", run.Give("s", "fir").Give("d", 21).Run().Cause("y").Code);
    }

    [Theory]
    [InlineData("fir,5,2,1;fir,5,6,2;fir,10,2,3", "are no complete grid: 3 rows for 4 nodes")]
    [InlineData("fir,5,2,1;fir,5,6,2;fir,10,2,3;fir,5,2,4", "repeats the key of line 2")]
    [InlineData("fir,5,2,1;fir,5,6,2;fir,10,2,3;fir,,6,4", "key D is blank")]
    public void Nodes_form_a_complete_grid_without_repeats(string rows, string message)
    {
        using var pack = new TestPack { Inputs = ["s||code", "d||cm", "h||m"], Tables = ["t|tables/t/t@1|species; D linear; H linear|refuse"], Equations = ["1|y||1||||`t(s, d, h).f`"] }
            .With("tables/t/1/t.csv", "species,D [cm],H [m],f [1],source,locator,status,reason\n" + string.Concat(rows.Split(';').Select(r => r + ",hand,row,secondary,none\n")));
        Assert.Contains(pack.Problems(), p => p.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_cell_refuses_with_its_reason_and_a_conflict_row_is_never_used()
    {
        using var pack = new TestPack { Inputs = ["s||code"], Tables = ["t|tables/t/t@1|species|refuse"], Equations = ["1|y||1||||`t(s).f`", "2|z||1||||`t(s).g`"] }
            .With("tables/t/1/t.csv", "species,f [1],g [1],source,locator,status,reason\nfir,,2,hand,r,secondary,not printed\noak,3,4,hand,r,conflict,\n");
        var run = new TestRun(pack.Load());
        run.Give("s", "fir").Run();
        Assert.Equal(("no-parameter", "row fir of table t has no f: not printed"), (run.Cause("y").Code, run.Cause("y").En));
        Assert.Equal(2, run.Value("z"));
        run.Give("s", "oak").Run();
        Assert.Equal(("conflict", "row oak of table t has status conflict and is not evaluated"), (run.Cause("y").Code, run.Cause("y").En));
    }

    [Theory]
    [InlineData("fir,1,hand,r,checked", 3, 14, "status 'checked' is not one of")]
    [InlineData("fir,1,hand,r,Secondary", 3, 14, "status 'Secondary' is not one of")]
    [InlineData("fir,1,hand,r,2", 3, 14, "status '2' is not one of")]
    [InlineData("fir,1,book,r,secondary", 3, 7, "source 'book' is not in sources.csv")]
    [InlineData("fir,1,hand,,secondary", 3, 12, "has no locator")]
    [InlineData("fir,one,hand,r,secondary", 3, 5, "'one' is not a number in column f")]
    [InlineData("fir,NaN,hand,r,secondary", 3, 5, "'NaN' is not a number in column f")]
    [InlineData("fir,,hand,r,secondary", 3, 5, "f is blank without a reason")]
    [InlineData(",1,hand,r,secondary", 3, 1, "key species is blank")]
    [InlineData("oak,1,hand,r,secondary", 3, 1, "repeats the key of line 2: oak")]
    [InlineData("fir,1,known,r,secondary", 3, 15, "is our memory, so the status cannot be secondary")]
    [InlineData("fir,1,unread,r,verified", 3, 16, "was not read by us, so the row cannot be verified")]
    [InlineData("fir,1,hand,r", 3, 12, "has 4 cells where the header has 5")]
    [InlineData("fir,\"1\",hand,\"a, b\",x", 3, 21, "status 'x' is not one of")]
    public void A_wrong_row_is_a_load_error_at_its_cell(string row, int line, int column, string message)
    {
        using var pack = Exact($"species,f [1],source,locator,status\noak,1,hand,r,secondary\n{row}\n");
        var problem = pack.Problems().First(p => p.Message.Contains(message, StringComparison.Ordinal));
        Assert.Equal(("tables/t/1/t.csv", line, column), (problem.File, problem.Line, problem.Column));
    }

    [Theory]
    [InlineData("species,f [tonnes],source,locator,status", 11, "'tonnes' is not a unit")]
    [InlineData("species,f [1 root],source,locator,status", 11, "'root' is not a carbon pool")]
    [InlineData("species,f [1],f [1],source,locator,status", 15, "column 'f [1]' stands twice")]
    [InlineData("species,f [1],f [t],source,locator,status", 15, "column 'f' stands twice")]
    [InlineData("species,f [1],source,locator", 1, "has no column 'status'")]
    [InlineData("kind,f [1],source,locator,status", 1, "has no key column 'species'")]
    public void A_wrong_header_is_a_load_error(string header, int column, string message)
    {
        using var pack = Exact($"{header}\n{string.Join(',', header.Split(',').Select((_, i) => i == 0 ? "fir" : "1"))}\n");
        Assert.Contains(pack.Problems(), p => p.Line == 1 && p.Column == column && p.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void In_TABLE_asks_whether_the_first_key_has_a_row()
    {
        using var pack = new TestPack { Inputs = ["s||code", "x||1"], Tables = ["t|tables/t/t@1|species; V in (from,to]|refuse", "u|tables/t/u@1|V in (from,to]|refuse", "w|tables/t/w@1|V linear|refuse"], Equations = ["1|y||1||||`if(s in t, 1, 0)`", "2|z||1||||`if(x in u, 1, 0)`", "3|n||1||||`if(x in w, 1, 0)`"] }
            .Table("t", "species,V.from [1],V.to [1],f [1]", "fir,0,1,1").Table("u", "V.from [1],V.to [1],f [1]", "0,1,1", "1,2,1").Table("w", "V [1],f [1]", "0,1", "3,1");
        var run = new TestRun(pack.Load());
        Assert.Equal([1, 1, 1], Answer("fir", 2));
        Assert.Equal([0, 0, 1], Answer("oak", 0));
        Assert.Equal([0, 0, 0], Answer("oak", 3.1));
        double[] Answer(string s, double x)
        {
            run.Give("s", s).Give("x", x).Run();
            return [run.Value("y"), run.Value("z"), run.Value("n")];
        }
    }

    private static TestRun Ranges(string keys, string outside, params string[] rows)
    {
        using var pack = Pack(keys, outside, rows);
        return new(pack.Load());
    }

    private static TestRun Linear(string outside)
    {
        using var pack = new TestPack { Inputs = ["x||m"], Tables = [$"t|tables/t/t@1|H linear|{outside}"], Equations = ["1|y||m2/ha||||`t(x).G`"] }.Table("t", "H [m],G [m2/ha]", "15,54.9", "12,47.4", "13,50.9");
        return new(pack.Load());
    }

    private static TestPack Pack(string keys, string outside, string[] rows) =>
        new TestPack { Inputs = ["x||m3/ha"], Tables = [$"t|tables/t/t@1|{keys}|{outside}"], Equations = ["1|y||1||||`t(x).f`"] }.Table("t", "V.from [m3/ha],V.to [m3/ha],f [1]", rows);

    private static TestPack Exact(string csv) =>
        new TestPack { Inputs = ["s||code"], Tables = ["t|tables/t/t@1|species|refuse"], Equations = ["1|y||1||||`t(s).f`"] }.With("tables/t/1/t.csv", csv);
}
