using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Runs;

public sealed class FigureBindingTests
{
    private readonly FindingLog findings = new();

    [Fact]
    public void A_line_over_one_year_is_told_and_not_drawn()
    {
        Assert.Null(Draw("lines", Table(("2025", 1, 2, 3)), "a"));
        Assert.Equal("DOC-0016", Assert.Single(findings.Findings).Rule.Code);
    }

    [Fact]
    public void A_chart_of_two_hundred_rows_shows_the_largest_that_a_page_has_room_for_in_their_order()
    {
        var drawn = Draw("bars", Table([.. Enumerable.Range(0, 200).Select(i => ($"乡{i}", (double)(i % 100), 0.0, 0.0))]), "a")!;
        Assert.InRange(drawn.Size.Height, 400, 950);
        var (least, most) = (drawn.Svg.IndexOf(">乡99<", StringComparison.Ordinal), drawn.Svg.IndexOf(">乡199<", StringComparison.Ordinal));
        Assert.True(least > 0 && most > least, "99 is the largest value, in rows 99 and 199");
        Assert.DoesNotContain(">乡1<", drawn.Svg, StringComparison.Ordinal);
        Assert.Contains("200", Assert.Single(drawn.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_of_zero_has_no_bullet_and_is_told()
    {
        var drawn = Draw("bullets", Table(("甲", 100, 50, 80), ("丁", 0, 50, 80)), "a", "b", "c")!;
        Assert.Contains("50.00 / 100.00", drawn.Svg, StringComparison.Ordinal);
        Assert.DoesNotContain(">丁<", drawn.Svg, StringComparison.Ordinal);
        Assert.Contains("1", Assert.Single(drawn.Notes), StringComparison.Ordinal);
        Assert.Null(Draw("bullets", Table(("丁", 0, 50, 80)), "a", "b"));
    }

    [Fact]
    public void Flows_in_rows_become_a_matrix_with_what_stayed_on_its_diagonal()
    {
        var table = new ReportTable("t", "表", "table", [new("from", "原地类", "from", "", ReportColumnKind.Text), new("to", "现地类", "to", "", ReportColumnKind.Text), new("areaHa", "面积", "area", "ha", ReportColumnKind.Number)]);
        foreach (var (from, to, area) in (ReadOnlySpan<(string, string, double)>)[("林地", "草地", 5), ("林地", "林地", 90), ("草地", "草地", 40), ("草地", "林地", 1), ("草地", "林地", 2)])
            table.AddRow(from, to, (double?)area);
        var drawn = Draw("transitions", table, "to", "areaHa")!;
        Assert.Equal(2, drawn.Svg.Split("fill=\"none\"").Length - 1);
        Assert.All(["90.00", "5.00", "3.00", "40.00", "原地类 → 现地类"], n => Assert.Contains($">{n}<", drawn.Svg, StringComparison.Ordinal));
    }

    private DrawnFigure? Draw(string kind, ReportTable table, params string[] values) =>
        new FigureBinding("zh", null!, ReportAudience.Public, new Dictionary<string, FilledFact>(), new Dictionary<string, ReportTable> { ["t"] = table }, findings)
            .Draw(new("x", kind, new("图", "figure"), "t", table.Columns[0].Key, values, new("", ""), 2));

    private static ReportTable Table(params (string Label, double A, double B, double C)[] rows)
    {
        var table = new ReportTable("t", "表", "table", [new("label", "名", "name", "", ReportColumnKind.Text), new("a", "甲", "a", "ha", ReportColumnKind.Number), new("b", "乙", "b", "ha", ReportColumnKind.Number), new("c", "丙", "c", "ha", ReportColumnKind.Number)]);
        foreach (var (label, a, b, c) in rows)
            table.AddRow(label, (double?)a, (double?)b, (double?)c);
        return table;
    }
}
