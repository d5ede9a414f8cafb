using CarbonSink.Methodologies;
using CarbonSink.Quantities;
using Xunit;

namespace CarbonSink.Tests.Methodologies;

public sealed class SheetTests
{
    private static SheetColumn Numbers(string symbol, string set, string unit, params double?[] values) =>
        new(symbol, set, string.Empty, SheetCellKind.Number, Unit.Parse(unit), [.. values.Select(v => new SheetCell(v))]);

    private static SheetColumn Codes(string symbol, string set, params string[] codes) =>
        new(symbol, set, string.Empty, SheetCellKind.Code, Unit.One, [.. codes.Select(c => new SheetCell(null, c))]);

    /// <summary>Two strata with three plots in them and the years 2021 and 2022.</summary>
    private static Sheet Strata()
    {
        var sheet = new Sheet();
        sheet.Add("stratum", ["s1", "s2"]);
        sheet.Add("plot", ["p1", "p2", "p3"], "stratum", [0, 1, 1]);
        sheet.Add("year", [2021.0, 2022]);
        return sheet;
    }

    [Fact]
    public void A_column_serves_the_input_of_its_symbol_in_the_unit_of_the_input()
    {
        using var pack = new TestPack { Sets = ["stratum"], Inputs = ["A|stratum|ha"], Equations = ["1|A_all||ha||||`sum(A over stratum)`"], Outputs = ["A_all|area"] };
        var sheet = Strata();
        sheet.Put(Numbers("A", "stratum", "mu", 30, 15));
        var result = SheetEvaluation.Run(pack.Load(), sheet, new());
        Assert.Equal(3, sheet.Columns["A_all"].Cells[0].Number); // 30 mu + 15 mu = 45/15 ha
        Assert.Equal([2.0, 1.0], result.Column("A").Cells.Select(c => c.Number!.Value));
    }

    [Fact]
    public void A_coarser_column_and_a_single_cell_serve_every_finer_member()
    {
        using var pack = new TestPack
        {
            Sets = ["stratum", "plot|stratum"],
            Inputs = ["b|plot|t/ha", "CF|plot|1", "zone|plot|code"],
            Equations = ["1|C|plot|t/ha||zone in good||`b * CF`", "2|C|plot|t/ha||||`b`"],
            Outputs = ["C|value"],
        };
        var sheet = Strata();
        sheet.Put(Numbers("b", "plot", "t/ha", 10, 20, 40));
        sheet.Put(SheetColumn.One("CF", 0.5, "1"));
        sheet.Put(Codes("zone", "stratum", "a", "z"));
        SheetEvaluation.Run(pack.Load(), sheet, new());
        Assert.Equal([5.0, 20, 40], sheet.Columns["C"].Cells.Select(c => c.Number!.Value)); // 10·0.5 in s1; s2 has a code that is not good
    }

    [Fact]
    public void An_output_is_the_input_of_the_next_method_with_its_status_its_flag_and_its_cause()
    {
        using var pack = new TestPack
        {
            Sets = ["unit"],
            Inputs = ["D|unit|cm"],
            Tables = ["t|tables/t/t@1|D in [from,to)|flag"],
            Equations = ["1|v|unit|m3||||`t(D).k * 1[m3]`"],
            Outputs = ["v|volume"],
        };
        pack.Table("t", "D.from [cm],D.to [cm],k [1],reason", "5,10,2,", "10,15,,not published", "15,20,3,");
        using var next = new TestPack { Sets = ["unit"], Inputs = ["v|unit|m3"], Equations = ["1|w|unit|m3||||`2 * v`"], Outputs = ["w|volume"] };
        var sheet = new Sheet();
        sheet.Add("unit", ["a", "b", "c", "d"]);
        sheet.Put(Numbers("D", "unit", "cm", 7, 25, 12, null));
        var causes = new CauseTable();
        SheetEvaluation.RunAll([pack.Load(), next.Load()], sheet, causes);
        var w = sheet.Columns["w"].Cells;
        Assert.Equal((4, ParameterStatus.Secondary, false), (w[0].Number, w[0].Status, w[0].IsExtrapolated));
        Assert.Equal((6, true), (w[1].Number, w[1].IsExtrapolated)); // outside the table the nearest row serves, flagged
        Assert.Null(w[2].Number);
        Assert.Equal("no-parameter", w[2].Cause!.Code);
        Assert.Equal("missing", w[3].Cause!.Code);
        Assert.Contains("D", w[3].Cause!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_over_members_and_years_keep_their_places()
    {
        using var pack = new TestPack
        {
            Sets = ["stratum", "year||yes|y"],
            Inputs = ["r|stratum|tC/ha/yr", "A|stratum|ha", "f|year|1"],
            Equations = ["1|c|stratum × year|tC/yr||||`A * r * f`", "2|total|year|tC/yr||||`sum(c over stratum)`"],
            Outputs = ["total|carbon"],
        };
        var sheet = Strata();
        sheet.Put(Numbers("A", "stratum", "ha", 1, 2));
        sheet.Put(Numbers("r", "stratum", "tC/ha/yr", 3, 5));
        sheet.Put(new("f", string.Empty, "year", SheetCellKind.Number, Unit.One, [new(1), new(0.5)]));
        SheetEvaluation.Run(pack.Load(), sheet, new());
        Assert.Equal([13.0, 6.5], sheet.Columns["total"].Cells.Select(c => c.Number!.Value)); // 1·3 + 2·5; half of it
    }

    [Fact]
    public void A_set_the_sheet_lacks_has_no_members_and_sums_to_nothing()
    {
        using var pack = new TestPack { Sets = ["stratum", "fire|stratum"], Inputs = ["A_burn|fire|ha"], Equations = ["1|burnt||ha||||`sum(A_burn over fire)`"], Outputs = ["burnt|area"] };
        var sheet = Strata();
        SheetEvaluation.Run(pack.Load(), sheet, new());
        Assert.Equal(0, sheet.Columns["burnt"].Cells[0].Number);
    }

    [Fact]
    public void A_column_of_another_dimension_or_of_sets_that_do_not_hold_the_input_is_misuse()
    {
        using var pack = new TestPack { Sets = ["stratum", "plot|stratum"], Inputs = ["A|stratum|ha"], Equations = ["1|B|stratum|ha||||`A`"], Outputs = ["B|area"] };
        var method = pack.Load();
        var sheet = Strata();
        sheet.Put(Numbers("A", "stratum", "t", 1, 2));
        Assert.Throws<ArgumentException>(() => SheetEvaluation.Run(method, sheet, new()));
        sheet.Put(Numbers("A", "plot", "ha", 1, 2, 3));
        Assert.Throws<ArgumentException>(() => SheetEvaluation.Run(method, sheet, new()));
        Assert.Throws<ArgumentException>(() => sheet.Put(Numbers("A", "plot", "ha", 1)));
        Assert.Throws<ArgumentException>(() => sheet.Add("tree", ["t1"], "plot", [3]));
    }
}
