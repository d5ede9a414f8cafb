using CarbonSink.Methodologies;

namespace CarbonSink.Targets;

/// <summary>Why a quantity of a plan was not read as a target (不作为目标的原因).</summary>
internal static class PlanReasons
{
    public static Bilingual Unknown { get; } = new("指标词表里没有这个指标", "the vocabulary has no such indicator");

    public static Bilingual NoNumber { get; } = new("只有方向，没有数值、年份和全区域范围", "a direction without number, year or the whole region as its scope");

    public static Bilingual OtherRegion { get; } = new("是别的区域的数", "a figure of another region");

    public static Bilingual History { get; } = new("是已完成或现状的数", "what was reached already");

    public static Bilingual Yearly { get; } = new("是每年的数，期末值和期间合计都没有写明", "a figure for each year; neither the state at the end nor the sum of the period is stated");

    public static Bilingual Unit { get; } = new("单位与指标不符", "the unit does not go with the indicator");

    public static Bilingual Shared { get; } = new("一个数由几个指标共有，或个数与指标数不等", "one number for several indicators, or not as many numbers as indicators");

    public static Bilingual Farming { get; } = new("农业指标，所在章节不是碳汇或生态章节", "an indicator of farming outside a chapter about sinks or ecology");

    public static Bilingual Urban { get; } = new("没有说明是建成区（城市）的", "not said to be of the built-up area");

    public static Bilingual Supposed { get; } = new("是假设、预测或原定的数", "supposed, forecast or superseded");

    public static Bilingual Attribute { get; } = new("这个数是对别的事物的限定（……的乡镇）", "the number qualifies something else (towns with …)");

    public static Bilingual NoYear { get; } = new("没有年份，也没有达到、以上等目标用语", "no year and no word of a target such as 达到 or 以上");

    public static Bilingual Second { get; } = new("同一指标、同一年的第二个数，说的是什么不清楚", "a second number for the same indicator and year; what it measures is unclear");

    public static Bilingual Falls { get; } = new("下降的幅度带有“以上”“以内”等词，表里的比较词写不出方向", "a fall with a bound (以上, 以内), whose direction no comparator of the table says");

    public static Bilingual HandedDown { get; } = new("数值由上级下达，规划里没有写", "the number is handed down by a higher level and is not in the plan");

    /// <summary>A figure of a part of the region or of what the indicator counts.</summary>
    public static Bilingual Part(string name) => new($"是其中一部分的数：{name}", $"of a part only: {name}");
}
