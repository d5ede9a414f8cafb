using System.CommandLine;
using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Projects;
using CarbonSink.Runs;
using CarbonSink.Sampling;

namespace CarbonSink.Cli;

/// <summary>The options that describe a sample of plots, shared by estimate and plan-sample.</summary>
internal static class EstimateOptions
{
    private static readonly Option<string> Value = new("--value") { HelpName = "COLUMN" };
    private static readonly Option<string> Design = new Option<string>("--design") { HelpName = "srs|stratified|systematic|cluster|post-stratified-ratio|two-phase|regression|panel|change" }
        .AcceptOnlyFromAmong("srs", "stratified", "systematic", "cluster", "post-stratified-ratio", "two-phase", "regression", "panel", "change");

    private static readonly Option<string> RatioTo = new("--ratio-to") { HelpName = "COLUMN" };
    private static readonly Option<string> Domain = new("--domain") { HelpName = "EXPR" };
    private static readonly Option<string> UnitColumn = new("--unit-col") { HelpName = "COLUMN" };
    private static readonly Option<string> PlotColumn = new("--plot") { HelpName = "COLUMN" };
    private static readonly Option<string> PlotAreaColumn = new("--plot-area-col") { HelpName = "COLUMN" };
    private static readonly Option<bool> PerHectare = new("--per-hectare");
    private static readonly Option<string> Stratum = new("--stratum") { HelpName = "COLUMN" };
    private static readonly Option<string> StratumArea = new("--stratum-area") { HelpName = "COLUMN" };
    private static readonly Option<string> Degrees = new Option<string>("--df") { HelpName = "n-M|satterthwaite|n-1" }.AcceptOnlyFromAmong("n-M", "satterthwaite", "n-1");
    private static readonly Option<string> Line = new("--line") { HelpName = "COLUMN" };
    private static readonly Option<string> Order = new("--order") { HelpName = "COLUMN" };
    private static readonly Option<string> Cluster = new("--cluster") { HelpName = "COLUMN" };
    private static readonly Option<string> Clusters = new("--clusters") { HelpName = "N" };
    private static readonly Option<string> Auxiliary = new("--auxiliary") { HelpName = "COLUMN" };
    private static readonly Option<string> AuxiliaryMean = new("--auxiliary-mean") { HelpName = "X" };
    private static readonly Option<string> PhaseOne = new("--phase-one") { HelpName = "N" };
    private static readonly Option<bool> ArTool14 = new("--ar-tool14");
    private static readonly Option<string> SmallArea = new("--small-area") { HelpName = "COLUMN" };
    private static readonly Option<string> SmallAreas = new("--small-areas") { HelpName = "FILE" };
    private static readonly Option<string> Panel = new("--panel") { HelpName = "COLUMN" };
    private static readonly Option<string[]> PanelWeights = new("--panel-weight") { HelpName = "YEAR=WEIGHT", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string> Previous = new("--previous") { HelpName = "COLUMN|FILE" };
    private static readonly Option<string> Key = new("--key") { HelpName = "COLUMN" };
    private static readonly Option<string> Years = new("--years") { HelpName = "T" };
    private static readonly Option<string> Target = new("--target-error") { HelpName = "PERCENT" };
    private static readonly Option<bool> AllowNegative = new("--allow-negative");
    private static readonly Option<string> Layer = new("--layer") { HelpName = "NAME" };
    private static readonly Option<string> Encoding = new("--encoding") { HelpName = "NAME" };

    /// <summary>Table of strata.</summary>
    public static Option<string> Strata { get; } = new("--strata") { HelpName = "FILE" };

    /// <summary>Area of the population, ha.</summary>
    public static Option<string> Area { get; } = new("--area") { HelpName = "HA" };

    /// <summary>Area of a plot, m².</summary>
    public static Option<string> PlotArea { get; } = new("--plot-area-m2") { HelpName = "M2" };

    /// <summary>Two-sided confidence.</summary>
    public static Option<string> Confidence { get; } = new("--confidence") { HelpName = "0.95" };

    /// <summary>No factor 1 − n/N.</summary>
    public static Option<bool> Infinite { get; } = new("--infinite");

    /// <summary>The programme that fixes confidence and population.</summary>
    public static Option<string> Programme { get; } = new("--programme") { HelpName = "ID" };

    /// <summary>Options of a population, for both commands.</summary>
    public static (Option Option, Bilingual Text)[] Population { get; } =
    [
        (Strata, new("层表：stratum，areaHa 或 weight（plan-sample 还要 standardDeviation，可有 cost）", "table of strata: stratum, areaHa or weight (for plan-sample also standardDeviation, and cost if it differs)")),
        (Area, new("总体面积，ha；与样地面积一起给出有限总体 N = 面积 ÷ 样地面积", "area of the population, ha; with the plot area it makes the finite population N = area / plot area")),
        (PlotArea, new("样地面积，m2", "area of every plot, m2")),
        (Confidence, new("置信度（estimate 缺省 0.95，plan-sample 缺省 0.90）", "confidence (default 0.95 for estimate, 0.90 for plan-sample)")),
        (Programme, new("机制：规定置信度、总体，有的还规定自由度，按其规则折减（programmes list 列出）；命令行的不用", "programme that fixes confidence, population and maybe degrees of freedom and discounts the estimate (see programmes list); those given are not used")),
        (Infinite, new("按无限总体：方差不乘 1 − n/N", "infinite population: no factor 1 − n/N in the variance")),
    ];

    /// <summary>Options that describe the sample.</summary>
    public static (Option Option, Bilingual Text)[] Sample { get; } =
    [
        (Value, new("要推算的列", "column to estimate")), (Design, new("抽样设计（缺省：给了层则分层，否则简单随机）", "sampling design (default: stratified where strata are given, otherwise srs)")),
        (RatioTo, new("比估计的分母列，如有林比例", "column that the values are a ratio to, e.g. share of forest")),
        (Domain, new("估计域，如 \"DI_LEI=0110 and AGE>=20\"；域外样地仍是样本", "domain, e.g. \"DI_LEI=0110 and AGE>=20\"; plots outside remain part of the sample")),
        (UnitColumn, new("估计单元列（事后分层）；一个样地有几行时用 --plot", "column of the estimation unit (post-stratified); for plots of several rows see --plot")),
        (PlotColumn, new("样地号列：同号各行先合计", "column of the plot's name: rows of a plot are added up first")),
        (PlotAreaColumn, new("样地面积列，m2，各样地不等时用", "column of plot areas, m2, where they differ")),
        (PerHectare, new("值是每公顷的，不是每样地的", "values are per hectare, not per plot")),
        (Stratum, new("层的列", "column of the stratum")), (StratumArea, new("层面积的列，ha", "column of the stratum's area, ha")),
        (Degrees, new("分层的自由度（缺省 n-M，AR-TOOL14）", "degrees of freedom of strata (default n-M, AR-TOOL14)")),
        (Line, new("系统抽样的线", "line of a systematic sample")), (Order, new("沿线的次序（缺省按行）", "order along the line (default: rows)")),
        (Cluster, new("群的列", "column of the cluster")), (Clusters, new("总体的群数", "clusters of the population")),
        (Auxiliary, new("辅助变量的列", "column of the auxiliary variable")), (AuxiliaryMean, new("辅助变量的总体（或第一重）均值", "mean of the auxiliary variable in the population, or first phase")),
        (PhaseOne, new("第一重样本数；不给则表里没有值的行都属第一重", "units of the first phase; otherwise rows without a value are its units")),
        (ArTool14, new("双重抽样按 AR-TOOL14 的公式", "two-phase regression as AR-TOOL14 prints it")),
        (SmallArea, new("小区域的列", "column of the small area")), (SmallAreas, new("小区域表：area，auxiliaryMean", "table of small areas: area, auxiliaryMean")),
        (Panel, new("年度样本组的列", "column of the yearly panel")), (PanelWeights, new("滑动平均的权重，合计为 1", "weights of the moving average, adding up to 1")),
        (Previous, new("前期值的列，或前期样地表", "column of earlier values, or table of the earlier survey")), (Key, new("两期共同的样地号列", "column that names plots alike in both surveys")),
        (Years, new("两期相隔年数，如 4.417", "years between the surveys, e.g. 4.417")),
        (Target, new("计算所需样地数的相对误差（缺省 20）", "relative error for the number of plots needed (default 20)")),
        (AllowNegative, new("允许负值", "values may be negative")), (Layer, InspectTexts.Layer), (Encoding, Texts.Encoding),
    ];

    /// <summary>What was given.</summary>
    /// <exception cref="UsageException">A value is not written as it should be.</exception>
    public static SamplingOptions Read(Invocation invocation, string plots)
    {
        var given = invocation.Arguments;
        var hasStrata = given.GetValue(Stratum) is not null || given.GetValue(Strata) is not null || given.GetValue(StratumArea) is not null;
        return new(plots, given.GetValue(Value) ?? throw SourceOptions.Wrong(invocation, Value, ""))
        {
            Design = given.GetValue(Design) switch
            {
                "stratified" => SamplingDesign.Stratified,
                "systematic" => SamplingDesign.Systematic,
                "cluster" => SamplingDesign.Cluster,
                "post-stratified-ratio" => SamplingDesign.PostStratifiedRatio,
                "two-phase" => SamplingDesign.TwoPhase,
                "regression" => SamplingDesign.Regression,
                "panel" => SamplingDesign.Panel,
                "change" => SamplingDesign.Change,
                null when hasStrata => SamplingDesign.Stratified,
                _ => SamplingDesign.SimpleRandom,
            },
            Rules = Rules(invocation, 0.95),
            Programme = Under(invocation),
            Overruled = Overruled(invocation),
            RatioTo = given.GetValue(RatioTo),
            Domain = given.GetValue(Domain),
            UnitColumn = given.GetValue(UnitColumn),
            PlotColumn = given.GetValue(PlotColumn),
            PlotAreaM2 = Positive(invocation, PlotArea),
            PlotAreaColumn = given.GetValue(PlotAreaColumn),
            PerHectare = given.GetValue(PerHectare),
            Stratum = given.GetValue(Stratum),
            StratumArea = given.GetValue(StratumArea),
            Strata = given.GetValue(Strata),
            AreaHa = Positive(invocation, Area),
            Degrees = given.GetValue(Degrees) switch { "satterthwaite" => DegreesOfFreedomRule.Satterthwaite, "n-1" => DegreesOfFreedomRule.PlotsLessOne, _ => DegreesOfFreedomRule.PlotsLessStrata },
            Line = given.GetValue(Line),
            Order = given.GetValue(Order),
            Cluster = given.GetValue(Cluster),
            PopulationClusters = Positive(invocation, Clusters),
            Auxiliary = given.GetValue(Auxiliary),
            AuxiliaryMean = Number(invocation, AuxiliaryMean),
            PhaseOne = (int?)Positive(invocation, PhaseOne),
            ArTool14 = given.GetValue(ArTool14),
            SmallArea = given.GetValue(SmallArea),
            SmallAreas = given.GetValue(SmallAreas),
            Panel = given.GetValue(Panel),
            PanelWeights = Weights(invocation),
            Previous = given.GetValue(Previous),
            Key = given.GetValue(Key),
            Years = Positive(invocation, Years),
            TargetErrorPercent = Positive(invocation, Target) ?? 20,
            AllowNegative = given.GetValue(AllowNegative),
            Layer = given.GetValue(Layer),
            Encoding = given.GetValue(Encoding),
        };
    }

    /// <summary>Options that a programme fixes otherwise, as they were written; none without a programme.</summary>
    public static IReadOnlyList<string> Overruled(Invocation invocation) => invocation.Arguments.GetValue(Programme) is null ? []
        : [.. ((string?[])[invocation.Arguments.GetValue(Confidence) is { } confidence ? $"--confidence {confidence}" : null, invocation.Arguments.GetValue(Infinite) ? "--infinite" : null]).OfType<string>()];

    /// <summary>Confidence and population rule.</summary>
    public static SamplingRules Rules(Invocation invocation, double confidence) =>
        new(Positive(invocation, Confidence) is not { } given ? confidence : given < 1 ? given : throw SourceOptions.Wrong(invocation, Confidence, invocation.Arguments.GetValue(Confidence)!), !invocation.Arguments.GetValue(Infinite));

    /// <summary>The programme named; null where none was.</summary>
    public static Programme? Under(Invocation invocation) => invocation.Arguments.GetValue(Programme) is { } id ? Projects.Programme.Load(MethodologyCatalog.Open(invocation.Methodology), id) : null;

    /// <summary>A number above 0; null where the option was not given.</summary>
    public static double? Positive(Invocation invocation, Option<string> option) =>
        Number(invocation, option) is not { } value ? null : value > 0 ? value : throw SourceOptions.Wrong(invocation, option, invocation.Arguments.GetValue(option)!);

    /// <summary>Adds options to a command.</summary>
    public static void AddTo(Command command, string language, IEnumerable<(Option Option, Bilingual Text)> options)
    {
        foreach (var (option, text) in options)
        {
            option.Description = text.In(language);
            command.Add(option);
        }
    }

    private static double? Number(Invocation invocation, Option<string> option) =>
        invocation.Arguments.GetValue(option) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : throw SourceOptions.Wrong(invocation, option, text);

    private static Dictionary<string, double> Weights(Invocation invocation)
    {
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var text in invocation.Arguments.GetValue(PanelWeights) ?? [])
        {
            if (text.Split('=') is not [var year, var number] || !double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight))
                throw SourceOptions.Wrong(invocation, PanelWeights, text);
            weights[year] = weight;
        }

        return weights;
    }
}
