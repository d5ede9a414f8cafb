using CarbonSink.Methodologies;
using CarbonSink.Targets;
using Xunit;

namespace CarbonSink.Tests.Targets;

/// <summary>Faults that only whole texts show: lists below a colon, pages around a plan, texts without an end.</summary>
public sealed class PlanProseListsTests
{
    private static readonly IReadOnlyList<TargetIndicator> Indicators = TargetIndicators.All(MethodologyCatalog.Open(Repository.PathOf("methodology")));

    private static IReadOnlyList<PlanTarget> Read(params string[] lines)
    {
        var document = PlanDocument.OfText("plan.txt", string.Join('\n', lines));
        return PlanProse.Read(document, PlanFrame.Of(document), Indicators).Statements;
    }

    [Fact]
    public void The_year_above_a_colon_holds_for_the_numbered_items_below_it()
    {
        var read = Read("青溪市碳达峰实施方案", "二、主要目标", "到2025年,实现以下目标:", "1.森林覆盖率达到61.2%。", "2.森林蓄积量达到1120万立方米。", "三、重点任务", "1.林业", "湿地保护率达到52%以上。");
        Assert.Equal([("forest_coverage", (int?)2025), ("forest_stock", 2025), ("wetland_protection_rate", null)], read.Select(t => (t.Indicator, t.Year)));
    }

    [Theory]
    [InlineData("某委员会 通知公告 关于印发青溪市碳达峰实施方案的通知")]
    [InlineData("青溪市碳达峰实施方案_青溪市人民政府门户网站")]
    [InlineData("青溪市人民政府关于印发《青溪市碳达峰实施方案》的通知")]
    public void The_region_is_found_in_a_title_with_words_of_the_page_around_it(string line) =>
        Assert.Equal("青溪市", PlanFrame.Of(PlanDocument.OfText("plan.txt", $"{line}\n二、主要目标\n到2025年,全市森林覆盖率达到61%。")).Region);

    [Fact]
    public void What_follows_the_links_of_a_page_is_no_text_of_the_plan()
    {
        var read = Read("青溪市碳达峰实施方案", "二、主要目标", "到2025年,森林覆盖率达到61.2%。", "相关链接", "到2025年,森林覆盖率达到70%。");
        Assert.Equal(61.2m, Assert.Single(read).Value);
    }

    [Fact]
    public void A_line_of_twenty_thousand_clauses_is_read_in_pieces()
    {
        var read = Read("青溪市碳达峰实施方案", "二、主要目标", string.Concat(Enumerable.Repeat("推进国土绿化,", 20_000)) + "到2025年,森林覆盖率达到61.2%。");
        Assert.Equal(61.2m, Assert.Single(read).Value);
    }
}
