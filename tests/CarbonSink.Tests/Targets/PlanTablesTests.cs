using CarbonSink.Methodologies;
using CarbonSink.Targets;
using Xunit;

namespace CarbonSink.Tests.Targets;

/// <summary>Indicator tables in every shape that plans have: what they state is the same.</summary>
public sealed class PlanTablesTests
{
    private static readonly IReadOnlyList<TargetIndicator> Indicators = TargetIndicators.All(MethodologyCatalog.Open(Repository.PathOf("methodology")));

    private const string Pipes = """
        | 序号 | 指标 | 单位 | 2020年 | 2025年 | 2030年 | 属性 |
        |---|---|---|---|---|---|---|
        | 1 | 森林覆盖率 | % | 60.12 | ≥61.5 | 61.5以上 | 约束性 |
        | 2 | 单位GDP能耗降低 | % | - | 14.5 | - | 约束性 |
        | 3 | 森林蓄积量 | 万立方米 | 405.7 | 420 | >430 | 预期性 |
        """;

    private const string Tabs = "序号\t指标\t单位\t2020年\t2025年\t2030年\t属性\n1\t森林覆盖率\t%\t60.12\t≥61.5\t61.5以上\t约束性\n2\t单位GDP能耗降低\t%\t-\t14.5\t-\t约束性\n3\t森林蓄积量\t万立方米\t405.7\t420\t>430\t预期性";

    private const string Spaces = """
        序号   指标    单位    2020年   2025年   2030年   属性
        1   森林覆盖率    %   60.12   ≥61.5   61.5以上   约束性
        2   单位GDP能耗降低    %    -    14.5    -   约束性
        3   森林蓄积量   万立方米   405.7   420   ＞430   预期性
        """;

    private const string SingleSpaces = """
        序号 指标 单位 2020年 2025年 2030年 属性
        1 森林覆盖率 % 60.12 ≥61.5 61.5以上 约束性
        2 单位GDP能耗降低 % - 14.5 - 约束性
        3 森林蓄积量 万立方米 405.7 420 >430 预期性
        """;

    private const string CellPerLine = "序号\n指标\n单位\n2020年\n2025年\n2030年\n属性\n1\n森林覆盖率\n%\n60.12\n≥61.5\n61.5以上\n约束性\n2\n单位GDP能耗降低\n%\n-\n14.5\n-\n约束性\n\n3\n森林蓄积量\n万立方米\n405.7\n420\n＞430\n预期性";

    private const string Broken = "序号\n指标\n单位\n2020年\n2025年\n2030年\n属性\n1\n森林\n覆盖率\n%\n60.12\n≥61.5\n61.5以上\n约束性\n2\n单位GDP能耗降低\n%\n-\n14.5\n-\n约束性\n3\n森林蓄\n积量\n万立方米\n405.7\n420\n＞430\n预期性";

    private const string TwoRows = """
        | 序号 | 指标 | 单位 | 现状 | 目标 | 目标 | 属性 |
        | 序号 | 指标 | 单位 | 2020年 | 2025年 | 2030年 | 属性 |
        | 1 | 森林覆盖率 | % | 60.12 | ≥61.5 | 61.5以上 | 约束性 |
        | 3 | 森林蓄积量 | 万立方米 | 405.7 | 420 | >430 | 预期性 |
        """;

    private const string TwoRowsPerLine = "序号\n指标\n单位\n现状值\n目标值\n属性\n2020年\n2025年\n2030年\n1\n森林覆盖率\n%\n60.12\n≥61.5\n61.5以上\n约束性\n3\n森林蓄积量\n万立方米\n405.7\n420\n＞430\n预期性";

    private const string UnitsInNames = "主要指标\t2020年\t2025年\t2030年\t属性\n森林覆盖率（％）\t60.12\t≥61.5\t61.5以上\t约束性\n森林蓄积量（万立方米）\t405.7\t420\t>430\t预期性";

    public static TheoryData<string> Shapes => new(Pipes, Tabs, Spaces, SingleSpaces, CellPerLine, Broken, TwoRows, TwoRowsPerLine, UnitsInNames);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_shape_of_a_table_states_the_same(string table)
    {
        var document = PlanDocument.OfText("t.txt", "某某县碳达峰实施方案\n主要指标表\n" + table + "\n三、重点任务\n加强保护。\n");
        var (statements, candidates) = PlanTables.Read(document, PlanFrame.Of(document), Indicators);
        Assert.Equal(
            ["forest_coverage 2025 61.5% >= from 2020 60.12", "forest_coverage 2030 61.5% >= from 2020 60.12", "forest_stock 2025 420万立方米 none from 2020 405.7", "forest_stock 2030 430万立方米 > from 2020 405.7"],
            statements.Select(s => $"{s.Indicator} {s.Year} {s.Value}{s.Unit.Replace('％', '%')} {s.Comparator.Word()} from {s.BaseYear} {s.BaseValue}"));
        Assert.Empty(candidates);
        Assert.All(statements, s => Assert.Equal(TargetTier.Table, s.Tier));
        Assert.DoesNotContain(PlanTables.LinesOf(document), l => l > document.Lines.Count - 3);
        Assert.Contains("森林", document.Lines.Single(l => l.Number == statements[0].Citations[0].Line).Text + document.Lines.Single(l => l.Number == statements[0].Citations[0].Line + 1).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_of_percent_and_points_are_told_apart_and_wrong_ones_found()
    {
        // 61.95 - 61.5 = 0.45 points; 5000 → 5500 is 10 %; 40 → 45 is 5 points or 12.5 %, not 8 %.
        var document = PlanDocument.OfText("t.txt", "序号\n指标\n单位\n2015年\n2020年\n变化率\n属性\n1\n森林覆盖率\n%\n61.5\n≥61.95\n0.45%\n约束性\n2\n森林蓄积量\n万立方米\n5000\n5500\n10%\n约束性\n3\n建成区绿地率\n%\n40\n45\n8%\n预期性\n");
        var reading = TargetReader.Read(document, Indicators);
        Assert.Equal(["0.45%", "10%", "8%"], reading.Targets.Select(t => t.PrintedChange));
        var conflict = Assert.Single(reading.Conflicts);
        Assert.Equal((ConflictKind.Arithmetic, "urban_green_space_rate-2020"), (conflict.Kind, Assert.Single(conflict.Targets)));
        Assert.Contains("12.5%", conflict.Text.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[4]", 4, TargetComparator.None, true)]
    [InlineData("〔1.2〕", 1.2, TargetComparator.None, true)]
    [InlineData("≥61.95", 61.95, TargetComparator.AtLeast, false)]
    [InlineData("＞61.95%", 61.95, TargetComparator.MoreThan, false)]
    [InlineData("61.95以上", 61.95, TargetComparator.AtLeast, false)]
    [InlineData("不低于 12.5", 12.5, TargetComparator.AtLeast, false)]
    [InlineData("1,234.5", 1234.5, TargetComparator.None, false)]
    [InlineData("69左右", 69, TargetComparator.Approx, false)]
    [InlineData("达到8.3万公顷", 8.3, TargetComparator.Reach, false)]
    [InlineData("≤0.9‰", 0.9, TargetComparator.AtMost, false)]
    [InlineData("稳定在56.9%", 56.9, TargetComparator.Stable, false)]
    public void Cells_are_read_as_printed(string text, double value, TargetComparator comparator, bool isCumulative)
    {
        var cell = PlanCell.Parse(text)!;
        Assert.Equal(((decimal)value, comparator, isCumulative), (cell.Value!.Value, cell.Comparator, cell.IsCumulative));
    }

    [Theory]
    [InlineData("完成上级下达任务")]
    [InlineData("2025年")]
    [InlineData("森林覆盖率")]
    [InlineData("60.5万吨标准煤")]
    public void What_is_no_value_is_not_read_as_one(string text) => Assert.Null(PlanCell.Parse(text));

    [Fact]
    public void What_would_be_a_guess_is_left_to_a_person()
    {
        var document = PlanDocument.OfText("t.txt", """
            | 指标 | 单位 | 2020年 | 2025年 |
            | 林区森林覆盖率 | % | 80 | 82 |
            | 森林蓄积量 | 万吨 | 10 | 12 |
            | 湿地保护率 | % | 50 | 完成上级下达任务 |
            | 规上工业增加值 | 亿元 | 1 | 2 |
            """);
        var (statements, candidates) = PlanTables.Read(document, PlanFrame.Of(document), Indicators);
        Assert.Empty(statements);
        Assert.Equal([2, 3, 4], candidates.Select(c => c.Citation.Line));
    }

    [Fact]
    public void Figures_of_the_past_are_no_targets()
    {
        var document = PlanDocument.OfText("t.txt", "某政发〔2023〕5号\n某某县实施方案\n| 指标 | 单位 | 2015年 | 2020年 |\n| 森林覆盖率 | % | 60 | 61 |\n");
        var (statements, candidates) = PlanTables.Read(document, PlanFrame.Of(document), Indicators);
        Assert.Empty(statements);
        Assert.Single(candidates);
    }

    [Fact]
    public void A_row_and_a_sentence_with_another_word_are_both_kept()
    {
        var reading = TargetReader.Read(PlanDocument.OfText("t.txt", "甲县碳达峰实施方案\n到2020年，森林覆盖率大于61.95%。\n主要指标表\n指标\t单位\t2015年\t2020年\n森林覆盖率\t%\t61.5\t≥61.95\n三、重点任务\n到2020年，森林覆盖率稳定在61.95%以上。\n"), Indicators);
        Assert.Equal(["> 2", ">= 5,7"], reading.Targets.Select(t => $"{t.Comparator.Word()} {string.Join(',', t.Citations.Select(c => c.Line))}"));
        Assert.Equal(["forest_coverage-2020", "forest_coverage-2020-2"], Assert.Single(reading.Conflicts, c => c.Kind == ConflictKind.Comparator).Targets);
    }
}
