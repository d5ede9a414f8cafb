using CarbonSink.Findings;

namespace CarbonSink.Sampling;

/// <summary>What may be wrong with a sample of plots or with the population it is to stand for.</summary>
public static class SamplingFindings
{
    /// <summary>There is no plot.</summary>
    public static FindingRule NoPlots { get; } = new("SMP-0001", Severity.Error,
        "没有可用的样地（n = 0）", "there is no usable plot (n = 0)",
        "检查表、列名和 --domain；缺值的行不算样地。", "Check the table, the column and --domain; rows without a value are no plots.");

    /// <summary>One plot, or one cluster, has no variance.</summary>
    public static FindingRule OnePlot { get; } = new("SMP-0002", Severity.Error,
        "抽样单元（样地，或群）只有 1 个，方差无从估计", "there is only one sampling unit (plot, or cluster): a variance cannot be estimated",
        "至少测 2 个；抽样误差不能由 1 个样地得出。", "Measure at least two; one plot tells nothing of the sampling error.");

    /// <summary>A stratum with fewer than two plots. {0} stratum, {1} its plots.</summary>
    public static FindingRule FewPlots { get; } = new("SMP-0003", Severity.Error,
        "层 {0} 只有 {1} 个样地，少于 2 个", "stratum {0} has {1} plots, fewer than two",
        "补测样地，或把该层并入性质相近的层（合并须在看到数据之前定下）。", "Measure more plots, or merge the stratum with a similar one (a choice to be made before looking at the values).");

    /// <summary>The plots do not differ. {0} where.</summary>
    public static FindingRule ZeroVariance { get; } = new("SMP-0004", Severity.Warning,
        "{0}各样地的值相同，方差为 0，区间宽度为 0：这不说明没有误差", "plots of {0} do not differ: the variance is 0 and adds no width to the interval, which does not mean there is no error",
        "核对数据是否为复制、默认值或平均值；确属实测的，增加样地。", "Check whether the values are copied, defaults or averages; if they were measured, add plots.");

    /// <summary>More sampling units than the population holds. {0} n, {1} N.</summary>
    public static FindingRule SampleLarger { get; } = new("SMP-0005", Severity.Error,
        "样本有 {0} 个单元，多于总体能容纳的 {1} 个", "the sample has {0} units where the population holds {1}",
        "核对面积（ha）与样地面积（m2）的单位；有重复行的先去重。", "Check the units of area (ha) and plot area (m2), and look for repeated rows.");

    /// <summary>A stratum without plots. {0} stratum.</summary>
    public static FindingRule StratumWithoutPlots { get; } = new("SMP-0006", Severity.Error,
        "层 {0} 没有样地，其储量无从估计", "stratum {0} has no plot: nothing is known of it",
        "补测样地，或从总体中去掉该层并说明总体变了。", "Measure plots in it, or take it out of the population and say so.");

    /// <summary>Plots of a stratum that is not in the list. {0} stratum, {1} strata known.</summary>
    public static FindingRule UnknownStratum { get; } = new("SMP-0007", Severity.Error,
        "样地所在的层 {0} 不在层表里", "the plot is of stratum {0}, which is not among the strata",
        "层表里有：{1}。改正层名或补上该层的面积。", "Strata there are: {1}. Correct the name or supply the area of the stratum.");

    /// <summary>Weights that do not add up. {0} their sum.</summary>
    public static FindingRule WeightsNotOne { get; } = new("SMP-0008", Severity.Error,
        "权重之和为 {0}，不是 1", "weights add up to {0}, not to 1",
        "权重是各部分占总体的份额；也可以给面积，由面积算权重。", "Weights are shares of the population; areas may be given instead, and weights follow from them.");

    /// <summary>A weight, area or size that is not above zero. {0} what, {1} value.</summary>
    public static FindingRule NotPositive { get; } = new("SMP-0009", Severity.Error,
        "{0} 的权重、面积或大小为 {1}，须大于 0", "the weight, area or size of {0} is {1}; it must be above 0",
        "改正该值。", "Correct the value.");

    /// <summary>The auxiliary variable does not vary or its mean is zero. {0} what.</summary>
    public static FindingRule NoAuxiliary { get; } = new("SMP-0010", Severity.Error,
        "{0}：辅助变量没有变化或均值为 0，比或回归无从估计", "{0}: the auxiliary variable does not vary or has mean 0, so neither ratio nor regression can be estimated",
        "换一个与目标相关的辅助变量，或改用简单随机估计。", "Take an auxiliary variable that goes with the values, or estimate without one.");

    /// <summary>Too few plots for a regression. {0} plots.</summary>
    public static FindingRule FewForRegression { get; } = new("SMP-0011", Severity.Error,
        "回归估计需要至少 3 个样地，只有 {0} 个", "a regression needs at least 3 plots, and there are {0}",
        "增加样地。", "Measure more plots.");

    /// <summary>First phase smaller than the second. {0} n', {1} n, {2} stratum, or n' for the whole.</summary>
    public static FindingRule PhaseOneSmaller { get; } = new("SMP-0012", Severity.Error,
        "{2}：第一重样本 {0} 少于第二重样本 {1}", "{2}: the first phase has {0} units, fewer than the {1} of the second",
        "第一重样本应包含第二重样本；核对第一重的数目。", "The second phase is part of the first: check the count of the first.");

    /// <summary>A small area with too few plots for a standard error. {0} area, {1} plots.</summary>
    public static FindingRule SmallAreaFewPlots { get; } = new("SMP-0013", Severity.Warning,
        "小区域 {0} 只有 {1} 个样地，只给模型（合成）值，不给标准误", "small area {0} has {1} plots: the synthetic value of the model is given without a standard error",
        "增加该区域的样地，或把它并入邻区。", "Add plots there, or join it with a neighbour.");

    /// <summary>The mean is zero, so errors have no percentage.</summary>
    public static FindingRule MeanZero { get; } = new("SMP-0014", Severity.Warning,
        "估计值为 0，相对误差没有定义", "the estimate is 0, so a relative error is not defined",
        "用绝对误差判断精度。", "Judge by the absolute error.");

    /// <summary>No line with two plots.</summary>
    public static FindingRule OnePlotOnLines { get; } = new("SMP-0037", Severity.Error,
        "每条线上都只有 1 个样地，没有相邻的差", "every line has one plot only: there are no differences of neighbours",
        "核对 --line；全域等距布点而不分线的，不给 --line。", "Check --line; where plots lie at equal distances without lines, leave it out.");

    /// <summary>More plots in a stratum than it holds. {0} stratum, {1} n, {2} N.</summary>
    public static FindingRule StratumSampleLarger { get; } = new("SMP-0038", Severity.Error,
        "层 {0} 有 {1} 个样地，多于它能容纳的 {2} 个", "stratum {0} has {1} plots where it holds {2}",
        "核对层面积（ha）与样地面积（m2）的单位；有重复行的先去重。", "Check the units of the stratum's area (ha) and of the plot area (m2), and look for repeated rows.");

    /// <summary>More plots needed than can be counted. {0} plots.</summary>
    public static FindingRule TooManyPlots { get; } = new("SMP-0039", Severity.Error,
        "这样的误差要 {0} 个样地，没有意义", "such an error needs {0} plots, which means nothing",
        "核对允许误差：--error 用值的单位，--error-percent 用均值的百分数；并核对标准差的单位。", "Check the error: --error is in the unit of the values, --error-percent in percent of the mean; and check the unit of the standard deviations.");

    /// <summary>A refusal without a place in a file.</summary>
    internal static RefusedInputException Refuse(FindingRule rule, params string[] arguments) => new(new Finding(rule, null, null, null, null, arguments));
}
