using CarbonSink.Methodologies;
using CarbonSink.Targets;
using Xunit;

namespace CarbonSink.Tests.Targets;

/// <summary>Whose plan it is, its number, headings, and the lines that are no text of it.</summary>
public sealed class PlanFrameTests
{
    private const string Plan = """
        首页 > 政务公开 > 规划计划
        7月10日,青溪市人民政府发布方案。内容指出,到2025年,全市森林覆盖率达到61.2%,森林蓄积量达到1120万立方米,为实现碳达峰奠定坚实基础。
        全文如下:
        青溪市人民政府关于印发《青溪市碳达峰实施方案》的通知
        青政发 〔2023〕 5 号
        【字体:大 中 小】 打印 关闭
        青溪市碳达峰实施方案
        一、总体要求
        以新发展理念为指导。
        二、主要目标
        到2025年,全市森林覆盖率达到61.2%,森林蓄积量达到1120万立方米,为实现碳达峰奠定坚实基础。
        三、重点任务
        （一）提升生态碳汇能力
        1．造林。到2025年，完成造林10万亩。（市林业局牵头，市财政局、市自然资源局等按职责分工负责。以下均需各镇人民政府（街道办事处）负责落实，不再重复列出）
        2.湿地
        到2025年,湿地保护率达到72%。
        修复湿地200公顷。
        责任单位:市林业局、市水利局
        3.城市绿化
        到2025年,建成区绿化覆盖率达到42%。
        - 12 -
        """;

    private static readonly IReadOnlyList<TargetIndicator> Indicators = TargetIndicators.All(MethodologyCatalog.Open(Repository.PathOf("methodology")));

    [Fact]
    public void Title_region_number_and_year_are_read()
    {
        var frame = PlanFrame.Of(PlanDocument.OfText("plan.txt", Plan));
        Assert.Equal(("青溪市", "青溪市碳达峰实施方案", "青政发〔2023〕5号", 2023, "全市"), (frame.Region, frame.Title, frame.Number, frame.Issued, frame.Scope));
    }

    [Theory]
    [InlineData("长沙市雨花区碳达峰实施方案", "长沙市雨花区", "全区")]
    [InlineData("东山县“十四五”林业发展规划", "东山县", "全县")]
    [InlineData("江南省碳达峰实施方案", "江南省", "全省")]
    [InlineData("北原自治区林草发展规划", "北原自治区", "全区")]
    public void The_region_is_that_of_the_title(string title, string region, string scope)
    {
        var frame = PlanFrame.Of(PlanDocument.OfText("plan.txt", title + "\n一、总体要求\n"));
        Assert.Equal((region, scope), (frame.Region, frame.Scope));
    }

    [Fact]
    public void A_text_without_title_has_no_region()
    {
        var frame = PlanFrame.Of(PlanDocument.OfText("plan.txt", "到2025年,森林覆盖率达到61.2%。\n"));
        Assert.Equal(("", "", "", "全域"), (frame.Region, frame.Title, frame.Number, frame.Scope));
    }

    [Fact]
    public void Headings_nest_and_main_targets_are_told_from_tasks()
    {
        var frame = PlanFrame.Of(PlanDocument.OfText("plan.txt", Plan));
        Assert.Equal(("二、主要目标", TargetTier.Headline), (frame.Section(11), frame.Tier(11)));
        Assert.Equal(("三、重点任务 / (一)提升生态碳汇能力 / 1.造林", TargetTier.Task), (frame.Section(14), frame.Tier(14)));
        Assert.Equal("三、重点任务 / (一)提升生态碳汇能力 / 2.湿地", frame.Section(16));
    }

    [Fact]
    public void Lines_of_the_page_and_the_lead_are_no_text()
    {
        var frame = PlanFrame.Of(PlanDocument.OfText("plan.txt", Plan));
        Assert.Equal([1, 6, 21], Enumerable.Range(1, 21).Where(frame.IsNavigation));
        Assert.Equal([1, 2, 3], Enumerable.Range(1, 21).Where(frame.IsLead));
    }

    [Fact]
    public void Departments_follow_the_paragraph_the_line_below_it_and_the_standing_note()
    {
        var document = PlanDocument.OfText("plan.txt", Plan);
        var (statements, _) = PlanProse.Read(document, PlanFrame.Of(document), Indicators);
        string Of(string code) => string.Join(' ', statements.First(s => s.Indicator == code).Departments.Select(d => d.Leads ? d.Name + "*" : d.Name));
        Assert.Equal(6, statements.Count);
        Assert.Equal("", Of("forest_coverage"));
        Assert.Equal("市林业局* 市财政局 市自然资源局 各镇人民政府(街道办事处)", Of("afforestation_area"));
        Assert.Equal("市林业局 市水利局 各镇人民政府(街道办事处)", Of("wetland_protection_rate"));
        Assert.Equal("市林业局 市水利局 各镇人民政府(街道办事处)", Of("wetland_restoration_area"));
        Assert.Equal("", Of("urban_green_coverage"));
    }

    [Fact]
    public void Lines_of_tables_are_left_to_those_who_read_tables()
    {
        var document = PlanDocument.OfText("plan.txt", Plan);
        var (statements, _) = PlanProse.Read(document, PlanFrame.Of(document), Indicators, new HashSet<int> { 11, 14 });
        Assert.Equal([16, 17, 20], statements.Select(s => s.Citations[0].Line));
    }

    [Fact]
    public void A_sentence_broken_over_lines_is_read_as_one_and_cited_where_its_words_begin()
    {
        var document = PlanDocument.OfText("plan.txt", "青溪市碳达峰实施方案\n二、主要目标\n到2025年,全市森林覆盖率达到61.2%,森林蓄\n积量达到 1 120 万立方米,湿地保护率达到7\n2%以上。\n");
        var (statements, _) = PlanProse.Read(document, PlanFrame.Of(document), Indicators);
        Assert.Equal([("forest_coverage", 61.2m, 3), ("forest_stock", 1120m, 3), ("wetland_protection_rate", 72m, 4)], statements.Select(s => (s.Indicator, s.Value!.Value, s.Citations[0].Line)));
        Assert.All(statements, s => Assert.Equal((2025, "二、主要目标"), (s.Year, s.Citations[0].Section)));
    }

    [Fact]
    public void A_year_before_a_colon_holds_for_the_list_below_it()
    {
        var document = PlanDocument.OfText("plan.txt", "青溪市碳达峰实施方案\n二、主要目标\n到2025年,主要目标是:\n——森林覆盖率达到61.2%。\n——森林蓄积量达到1120万立方米。\n三、重点任务\n湿地保护率达到72%。\n");
        var (statements, _) = PlanProse.Read(document, PlanFrame.Of(document), Indicators);
        Assert.Equal([("forest_coverage", (int?)2025), ("forest_stock", 2025), ("wetland_protection_rate", null)], statements.Select(s => (s.Indicator, s.Year)));
    }
}
