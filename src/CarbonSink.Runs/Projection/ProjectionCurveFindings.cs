using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What is remarkable about the curves of a projection (预测所用曲线的问题).</summary>
public static class ProjectionCurveFindings
{
    /// <summary>Tables by age group that fall. {0} area.</summary>
    public static FindingRule HeldTable { get; } = new("PRJ-0030", Severity.Warning,
        "{0} ha 的收获表在预测期内某些年龄低于更小的年龄，按已达到的最大值保持，这些年不增长（见 curves.csv 的 heldAges）", "the yield tables of {0} ha fall at ages within the projection; their greatest value is held and the stands do not grow at these ages (heldAges in curves.csv)",
        "各龄组是不同的林分，不是同一片林子变小；用 fit-growth 拟合自己的曲线。", "Age groups are different stands, none of which shrinks; fit your own curve with fit-growth.");

    /// <summary>Carbon of stock outside the range of the biomass equation. {0} area.</summary>
    public static FindingRule BiomassOutside { get; } = new("PRJ-0031", Severity.Info,
        "{0} ha 在预测期内经过蓄积超出生物量方程范围的年龄（多为幼龄、每公顷蓄积小）", "{0} ha pass ages at which the stock of the curve lies outside the range of the biomass equation (mostly young, with little stock)",
        "这些年龄的碳是方程外推的值，截距使它偏大。", "Carbon at these ages stretches the equation, whose intercept overstates it.");
}
