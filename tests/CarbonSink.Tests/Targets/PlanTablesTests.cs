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

    [Fact]
    public void Groups_bracketed_headings_and_missing_numbers_do_not_confuse_the_rows()
    {
        var document = PlanDocument.OfText("t.txt", "类别\n序号\n指标名称\n单位\n2015年\n2020年\n2025年\n变化率\n（2015-2020）\n属性\n低碳经济\n1\n单位GDP二氧化碳排放\n吨/万元\n0.616\n0.5236\n0.49\n-17%\n约束性\n2\n第三产业比重\n%\n40\n51\n55\n11%\n预期性\n生态\n碳汇\n3\n森林覆盖率\n%\n61.85\n≥61.95\n61.95\n0.1%\n约束性\n6\n森林蓄积量\n万立方米\n4500\n4930.65\n5000\n9.57%\n预期性\n注：变化率为2020年比2015年。\n");
        var reading = TargetReader.Read(document, Indicators);
        Assert.Equal(["forest_coverage-2020 61.95 >=", "forest_coverage-2025 61.95 none", "forest_stock-2020 4930.65 none", "forest_stock-2025 5000 none"], reading.Targets.Select(t => $"{t.Id} {t.Value} {t.Comparator.Word()}"));
        Assert.Empty(reading.Conflicts); // 61.95 - 61.85 = 0.1; 4930.65 / 4500 = 1.0957
        Assert.Empty(reading.Candidates);
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

    [Fact]
    public void A_deadline_column_gives_the_year_of_its_row_and_departments_theirs()
    {
        var (statements, candidates) = Read("某某县责任清单\n指标名称\t目标值\t完成时限\t责任单位\n森林覆盖率\t不低于66.4%\t2025年底\t县林业局\n森林蓄积量\t930万立方米以上\t2026年、2030年\t县林业局\n森林火灾受害率\t≤0.8‰\t每年\t县应急局、县林业局\n");
        Assert.Equal(["forest_coverage 2025 66.4 >= 县林业局", "forest_fire_damage_rate  0.8 <= 县应急局+县林业局"], statements.Select(s => $"{s.Indicator} {s.Year} {s.Value} {s.Comparator.Word()} {string.Join('+', s.Departments.Select(d => d.Name))}"));
        Assert.Single(candidates); // two years in one cell
    }

    [Fact]
    public void Rows_of_townships_are_scopes_and_the_sum_is_the_whole_region()
    {
        var (statements, _) = Read("鹿鸣县碳达峰实施方案\n乡镇任务分解表\n| 乡镇 | 2025年造林(亩) | 2025年森林抚育(亩) | 2025年发电量(万千瓦时) |\n|---|---|---|---|\n| 城关镇 | 1200 | 5600 | 1 |\n| 合计 | 1200 | 5600 | 1 |\n");
        Assert.Equal(["afforestation_area 城关镇 1200", "tending_area 城关镇 5600", "afforestation_area 全县 1200", "tending_area 全县 5600"], statements.Select(s => $"{s.Indicator} {s.Scope} {s.Value}"));
        Assert.All(statements, s => Assert.Equal((2025, "亩", TargetMeasure.Total), (s.Year, s.Unit, s.Measure)));
    }

    [Fact]
    public void Differences_between_years_are_changes()
    {
        var (statements, _) = Read("| 指标 | 单位 | 2025年较2020年 |\n|---|---|---|\n| 森林覆盖率 | 个百分点 | 提高0.8 |\n| 森林蓄积量 | % | 增长6以上 |\n");
        Assert.Equal(["forest_coverage 2025 0.8个百分点 none 2020 Change", "forest_stock 2025 6% >= 2020 Change"], statements.Select(s => $"{s.Indicator} {s.Year} {s.Value}{s.Unit} {s.Comparator.Word()} {s.BaseYear} {s.Measure}"));
    }

    [Fact]
    public void Full_width_commas_may_stand_between_cells()
    {
        var (statements, _) = Read("序号，指标，单位，2020年，2025年，变化率\n1，单位GDP二氧化碳排放，吨/万元，1.32，1.08，-18%\n2，森林覆盖率，%，64.1，≥65，0.9%\n3，活立木总蓄积量，万立方米，1530，1650，7.8%\n");
        Assert.Equal(["forest_coverage 65 >= 64.1", "living_stock 1650 none 1530"], statements.Select(s => $"{s.Indicator} {s.Value} {s.Comparator.Word()} {s.BaseValue}"));
    }

    [Fact]
    public void Tables_of_the_state_and_of_farming_are_left_to_a_person()
    {
        var (state, left) = Read("表1 2020年森林资源现状\n| 指标 | 单位 | 2015年 | 2020年 |\n| 森林覆盖率 | % | 21.3 | 22.8 |\n");
        Assert.Empty(state);
        Assert.Single(left);
        var (farming, farms) = Read("表2 农业现代化主要指标\n| 指标 | 单位 | 2020年 | 2025年 |\n| 高标准农田面积 | 万亩 | 52 | 75 |\n");
        Assert.Empty(farming);
        Assert.Single(farms);
    }

    [Fact]
    public void Years_of_work_with_their_sum_are_targets_each()
    {
        const string Table = "任务\t单位\t合计\t2023年\t2024年\n人工造林\t万亩\t3.5\t1.5\t2.0\n封山育林\t万亩\t7.0\t3.0\t3.0\n";
        var (statements, candidates) = Read(Table);
        Assert.Equal(["2023 1.5", "2024 2.0", "2023 3.0", "2024 3.0"], statements.Select(s => $"{s.Year} {s.Value}"));
        Assert.Equal(4 - 1, Assert.Single(candidates).Citation.Line); // 3 + 3 is not 7
    }

    [Fact]
    public void A_sum_in_brackets_without_values_is_the_work_of_the_period()
    {
        var (statements, _) = Read("指标\t单位\t2020年\t2025年\t年均增长/累计\n森林覆盖率\t%\t58.30\t58.80\t[0.5]\n退化林修复面积\t万亩\t—\t—\t[12.5]\n");
        Assert.Equal(["forest_coverage 2025 58.80 [0.5]", "degraded_forest_repair_area 2025 12.5 "], statements.Select(s => $"{s.Indicator} {s.Year} {s.Value} {s.PrintedChange}"));
        Assert.Equal(2021, statements[1].FromYear);
    }

    [Theory]
    [InlineData("| 指标 | 单位 | 2020年 | 2025年 | 2030年 | 备注 |\n|---|---|---|---|---|---|\n|森林覆盖率|%|61.5|>61.5|≥61.5||")] // an empty last cell
    [InlineData("指标 单位 2020年 2025年 2030年 备注\n森林覆盖率 % 61.5 > 61.5 ≥ 61.5 -")] // signs apart from their numbers
    [InlineData("指标\t单位\t2020年\t2025年\t2030年\t备注\n森林\n覆盖率\t%\t61.5\t>61.5\t≥61.5\t")] // a name over two lines
    [InlineData("指标\t单位\t2020年\t2025年\t2030年\t备注\n森林\t%\t61.5\t>61.5\t≥61.5\t\n覆盖率\n粮食产量\t万吨\t1\t2\t3\t\n")]
    public void Rows_survive_what_copying_does_to_them(string table) => Assert.Equal(["2025 61.5 >", "2030 61.5 >="], Read(table).Statements.Select(s => $"{s.Year} {s.Value} {s.Comparator.Word()}"));

    [Fact]
    public void A_table_copied_cell_by_cell_with_lines_of_the_page_and_two_rows_of_headings()
    {
        // Base years before the change rate's period; energy has no row; brackets of a rate are for a person.
        var (statements, candidates) = Read("某某市低碳城市试点实施方案\n类别\n指标\n单位\n2010年\n2015年\n2020年\n2025年\n变化率\n（2015—2020年）\n低碳经济\n单位GDP二氧化碳排放\n吨/万元\n0.7\n0.62\n0.5\n0.4\n-18%\n生态建设\n森林覆盖率\n%\n60\n61.85\n≥61.95\n>61.95%\n0.1%\n责任编辑：办公室\n森林蓄积量\n万立方米\n4000\n4500\n4930.65\n5000\n9.57%\n湿地保护率\n%\n—\n—\n完成上级下达任务\n[20]\n—\n");
        Assert.Equal(["forest_coverage 2020 61.95 >= 61.85", "forest_coverage 2025 61.95 > 61.85", "forest_stock 2020 4930.65 none 4500", "forest_stock 2025 5000 none 4500"], statements.Select(s => $"{s.Indicator} {s.Year} {s.Value} {s.Comparator.Word()} {s.BaseValue}"));
        Assert.NotEmpty(candidates);
    }

    private static (IReadOnlyList<PlanTarget> Statements, IReadOnlyList<PlanCandidate> Candidates) Read(string text)
    {
        var document = PlanDocument.OfText("t.txt", text);
        return PlanTables.Read(document, PlanFrame.Of(document), Indicators);
    }
}
