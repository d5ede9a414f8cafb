using System.Text;
using CarbonSink.Estimation;
using CarbonSink.Reports;
using Xunit;

namespace CarbonSink.Tests.Reports;

/// <summary>Subtotals, parts, formulas and rounding of report tables.</summary>
public sealed class ReportSumTests
{
    [Fact]
    public void No_figure_of_a_table_can_be_changed_by_a_hundredth_unnoticed()
    {
        var refused = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            var sound = RandomTable.Of(seed);
            sound.CheckSums();
            for (var row = 0; row <= sound.Rows.Count; row++)
            {
                for (var column = 2; column < sound.Columns.Count; column++, refused++)
                {
                    var tampered = RandomTable.Of(seed, (row, column));
                    Assert.True(Record.Exception(tampered.CheckSums) is SumMismatchException, $"seed {seed}, row {row}, {sound.Columns[column].Key}");
                }
            }
        }

        Assert.InRange(refused, 2000, int.MaxValue);
    }

    [Fact]
    public void A_county_by_townships_and_by_owners_must_agree_with_both()
    {
        var table = new ReportTable("t", "表", "table", [RandomTable.Columns[RandomTable.Volume]]);
        foreach (var volume in (double[])[10, 4, 6, 3, 7.01]) // 4 + 6 = 10, but 3 + 7.01 is not
            table.AddRow((ExactSum?)ExactSum.Of(volume));
        table.AddSum(0, [1, 2]);
        table.CheckSums();
        Assert.Equal([0, 3, 4], table.Outermost());
        table.AddSum(0, [3, 4]);
        Assert.Equal([0], table.Outermost());
        Assert.Throws<SumMismatchException>(table.CheckSums);
    }

    [Fact]
    public void A_sum_of_columns_is_checked_without_any_sum_of_rows()
    {
        ReportTable Of(double whole)
        {
            var table = new ReportTable("t", "表", "table", RandomTable.Columns[2..5]);
            table.AddRow((ExactSum?)ExactSum.Of(1.5), (ExactSum?)ExactSum.Of(2.25), (ExactSum?)ExactSum.Of(whole));
            return table;
        }

        Of(3.75).CheckSums();
        Assert.Throws<SumMismatchException>(Of(3.76).CheckSums);
    }

    [Theory]
    [InlineData("a / b * 100", 25)]
    [InlineData("-(a - b) * 2", 6)]
    [InlineData("a - (b - c)", -3)]
    [InlineData("2 * a + b / 4", 3)]
    public void A_formula_holds_what_its_arithmetic_gives(string formula, double value)
    {
        Arithmetic(formula, value).CheckSums(); // a = 1, b = 4, c is missing
        Assert.Throws<SumMismatchException>(Arithmetic(formula, value + 0.01).CheckSums);
    }

    [Fact]
    public void A_figure_beside_a_division_by_nothing_is_refused_and_a_missing_one_is_not()
    {
        Arithmetic("a / c", null).CheckSums();
        Assert.Throws<SumMismatchException>(Arithmetic("a / c", 0).CheckSums);
    }

    [Theory]
    [InlineData("a +")]
    [InlineData("a / nowhere")]
    [InlineData("name * 2")]
    [InlineData("min(a, b)")]
    [InlineData("a ^ 2")]
    [InlineData("a * 2 [ha]")]
    public void A_formula_that_is_no_arithmetic_of_the_table_is_misuse(string formula) =>
        Assert.Throws<ArgumentException>(Arithmetic(formula, 1).CheckSums);

    [Fact]
    public void Mu_keep_levels_subtotals_parts_and_formulas()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var (hectares, mu) = (RandomTable.Of(seed), RandomTable.Of(seed).InMu());
            mu.CheckSums();
            Assert.Equal(["pureMu", "mixedMu"], mu.Columns[4].Parts);
            Assert.Equal("pureMu / (pureMu + mixedMu) * 100", mu.Columns[7].Formula);
            Assert.Equal(hectares.Sums.Select(s => (s.Row, string.Join(' ', s.Parts))), mu.Sums.Select(s => (s.Row, string.Join(' ', s.Parts))));
            Assert.Equal(Enumerable.Range(0, hectares.Rows.Count).Select(hectares.Level), Enumerable.Range(0, mu.Rows.Count).Select(mu.Level));
        }
    }

    [Theory]
    [InlineData("m2", "areaHa * 10000", 20000, "(areaMu / 15) * 10000")] // 2 ha = 30 mu
    [InlineData("ha", "areaHa + 1", 3, "(((areaMu / 15) + 1) * 15)")]
    [InlineData("m3/ha", "volume / areaHa", 4, "volume / areaMu")]
    [InlineData("m3", "density * areaHa", 8, "density * areaMu")]
    public void A_formula_in_mu_gives_the_same_quantity(string unit, string formula, double value, string inMu)
    {
        ReportColumn Number(string key, string sign) => new(key, key, key, sign, ReportColumnKind.Number);
        var table = new ReportTable("t", "表", "table", [Number("areaHa", "ha"), Number("volume", "m3"), Number("density", "m3/ha"), Number("result", unit) with { Formula = formula }]);
        table.AddRow((double?)2, (double?)8, (double?)4, (double?)value);
        table.CheckSums();
        var converted = table.InMu();
        converted.CheckSums();
        Assert.Equal(inMu, converted.Columns[3].Formula);
    }

    [Fact]
    public void Columns_whose_rounded_parts_miss_the_rounded_total_are_named()
    {
        // 0.114 + 0.114 = 0.228: printed 0.11 + 0.11 and 0.23. 0.5 + 0.25 = 0.75 is printed as it is.
        ReportColumn Sum(string key, string zh, string en, int decimals = 2) => new(key, zh, en, "", ReportColumnKind.Sum) { Decimals = decimals };
        var table = new ReportTable("t", "表", "table", [Sum("a", "林地|甲", "Forest|A"), Sum("b", "乙", "B"), Sum("t", "吨", "Tonnes", 0)]);
        table.AddRow((ExactSum?)ExactSum.Of(0.114), (ExactSum?)ExactSum.Of(0.5), (ExactSum?)ExactSum.Of(3));
        table.AddRow((ExactSum?)ExactSum.Of(0.114), (ExactSum?)ExactSum.Of(0.25), (ExactSum?)ExactSum.Of(4));
        Assert.Null(table.RoundingNote("zh"));
        table.SetTotal((ExactSum?)(ExactSum.Of(0.114) + 0.114), (ExactSum?)ExactSum.Of(0.75), (ExactSum?)ExactSum.Of(7));
        Assert.Equal(["a"], table.RoundedApart().Select(c => c.Key));
        Assert.Equal("四舍五入后分项之和与合计可能相差末位：林地·甲。", table.RoundingNote("zh"));
        Assert.Equal("Rounded figures may differ from their rounded total in the last digit: Forest: A.", table.RoundingNote("en"));
    }

    [Fact]
    public void Rounding_is_looked_for_in_subtotals_and_sums_of_columns_too()
    {
        var table = new ReportTable("t", "表", "table", RandomTable.Columns[2..5]);
        table.AddRow((ExactSum?)ExactSum.Of(0.114), (ExactSum?)ExactSum.Of(0.114), (ExactSum?)(ExactSum.Of(0.114) + 0.114));
        Assert.Equal(["areaHa"], table.RoundedApart().Select(c => c.Key));
        Assert.Equal("四舍五入后分项之和与合计可能相差末位：乔木林·面积·小计。", table.RoundingNote("zh"));
        table.AddRow((ExactSum?)ExactSum.Of(0.114), ReportCell.Missing, (ExactSum?)ExactSum.Of(0.114));
        table.AddRow((ExactSum?)(ExactSum.Of(0.114) + 0.114), (ExactSum?)ExactSum.Of(0.114), (ExactSum?)(ExactSum.Of(0.114) + 0.114 + 0.114));
        table.AddSum(2, [0, 1]);
        table.CheckSums();
        Assert.Equal(["pureHa", "areaHa"], table.RoundedApart().Select(c => c.Key)); // 0.11 + 0.11 and 0.23; 0.34 is 0.23 + 0.11
    }

    [Fact]
    public void A_csv_file_has_one_row_of_keys_and_no_levels()
    {
        using var stream = new MemoryStream();
        CsvTable.Write(RandomTable.Of(1), stream);
        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n');
        Assert.Equal("unit,code,pureHa,mixedHa,areaHa,volumeM3,recordCount,share", lines[0]);
        Assert.StartsWith("样例县,00,", lines[1], StringComparison.Ordinal);
        Assert.Equal(RandomTable.Of(1).Rows.Count + 3, lines.Length); // keys, total and the end of the last line
    }

    private static ReportTable Arithmetic(string formula, double? value)
    {
        ReportColumn Number(string key) => new(key, key, key, "", ReportColumnKind.Number);
        var table = new ReportTable("t", "表", "table", [new("name", "名", "Name", "", ReportColumnKind.Text), Number("a"), Number("b"), Number("c"), Number("result") with { Formula = formula }]);
        table.AddRow("x", (double?)1, (double?)4, ReportCell.Missing, value);
        return table;
    }
}
