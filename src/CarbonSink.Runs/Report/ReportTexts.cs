using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Every sentence of the report in Chinese and English; tables carry their own headings.</summary>
internal static class ReportTexts
{
    public static Bilingual Title { get; } = new("森林碳储量评估报告", "Forest carbon stock assessment");

    public static Bilingual Unnamed { get; } = new("（数据集未命名）", "(data set without a name)");

    public static Bilingual SurveyDate { get; } = new("调查日期", "Date of survey");

    public static Bilingual NotStated { get; } = new("数据集未说明", "not stated by the data set");

    public static Bilingual Division { get; } = new("行政区划代码", "Administrative division");

    public static Bilingual Method { get; } = new("方法", "Method");

    public static Bilingual Status { get; } = new("参数最差状态", "Worst status of parameters");

    public static Bilingual AreaBasis { get; } = new("面积口径", "Area used");

    public static Bilingual RecordedArea { get; } = new("小班登记面积", "area as recorded in the data set");

    public static Bilingual EllipsoidalArea { get; } = new("由边界计算的椭球面积", "ellipsoidal area computed from boundaries");

    public static Bilingual AreaUnitName { get; } = new("面积单位", "Unit of area");

    public static Bilingual Hectare { get; } = new("公顷（ha）", "hectare (ha)");

    public static Bilingual Mu { get; } = new("亩（15 亩 = 1 公顷）", "mu (15 mu = 1 ha)");

    public static Bilingual Program { get; } = new("计算程序", "Program");

    public static Bilingual Contents { get; } = new("目录", "Contents");

    public static Bilingual StockNotSink { get; } = new(
        "本报告给出调查时点的碳储量。二氧化碳当量是储量的换算，不是年吸收量，也不是减排量。",
        "This report gives the carbon stock at the date of the survey. Its CO2 equivalent is a conversion of the stock, neither a yearly uptake nor an emission reduction.");

    public static Bilingual Rounded { get; } = new(
        "表中数字为修约值，合计由未修约的数精确相加后修约，因此各行修约值之和可能与合计有尾差。“—”表示没有数据，不等于 0。CSV 文件和 assessment.json 不修约。",
        "Figures are rounded; totals are the exact sums, rounded once, so rounded rows may differ from them in the last digit. A dash means that there is no value, which is not 0. The CSV files and assessment.json carry all digits.");

    public static Bilingual Quality { get; } = new("数据质量及其对合计的影响", "Data quality and what it does to the totals");

    public static Bilingual Results { get; } = new("主要结果", "Results in short");

    public static Bilingual Maps { get; } = new("分布图", "Maps");

    public static Bilingual Stock { get; } = new("分项碳储量", "Stock by groups");

    public static Bilingual NotEstimated { get; } = new("未估算的面积及原因", "What was not estimated and why");

    public static Bilingual Indicators { get; } = new("覆盖率、绿化率与数据衔接", "Coverage, greening and reconciliation");

    public static Bilingual MethodPage { get; } = new("方法、参数与来源", "Method, parameters and sources");

    public static Bilingual FindingsList { get; } = new("质检问题清单（摘录）", "Findings (extract)");

    public static Bilingual RecordsRead { get; } = new(
        "图层共 {0} 条记录：读入 {1} 条，拒绝 {2} 条（已标记删除）。其中 {3} 条（面积占 {4} %）得到碳储量估算，{5} 条未估算。",
        "The layer has {0} records: {1} were read, {2} rejected (marked as deleted). Of these {3} ({4} % of the area) were estimated and {5} were not.");

    public static Bilingual PartOnly { get; } = new(
        "注意：本报告只覆盖记录 {0}–{1}（不含 {1}），不是整个图层。",
        "Note: this report covers the records {0} to {1} (excluded) only, not the whole layer.");

    public static Bilingual FindingCounts { get; } = new(
        "质检发现错误 {0} 处、警告 {1} 处、提示 {2} 处。错误：该值不参与计算；警告：已参与计算，使用结果时须留意。",
        "Checks found {0} errors, {1} warnings and {2} notes. An error keeps the value out of the result; a warning lets it in, to be minded when the result is used.");

    public static Bilingual ImpactSentence { get; } = new(
        "有错误或警告的记录共 {0} 条，占面积合计的 {1} %、蓄积合计的 {2} %、碳储量合计的 {3} %。",
        "{0} records have an error or a warning: {1} % of the area, {2} % of the stock and {3} % of the carbon in the totals.");

    public static Bilingual NoFindings { get; } = new("质检没有发现问题。", "The checks found nothing.");

    public static Bilingual ImpactNote { get; } = new(
        "每条规则下的面积、蓄积和碳储量是有该问题的记录在合计中所占的量。一条记录可能有几个问题，各行不能相加。",
        "Area, stock and carbon under a rule are what the records with that finding contribute to the totals. A record may have several findings, so rows do not add up.");

    public static Bilingual AreaSentence { get; } = new(
        "登记面积合计 {0} {2}，由边界计算的椭球面积合计 {1} {2}，相差 {3} {2}（{4} %）。缺登记面积或没有图形的记录只计入其中一项。合计采用{5}。",
        "Recorded areas add up to {0} {2}, ellipsoidal areas computed from boundaries to {1} {2}: a difference of {3} {2} ({4} %). A record without recorded area or without boundary counts in one of them only. Totals use the {5}.");

    public static Bilingual ExtrapolatedSentence { get; } = new(
        "超出参数表的范围或地区（外推）估算的有 {0} 条记录，占已估算记录的 {1} %；面积 {2} {3}，占已估算面积的 {4} %；蓄积 {5} m³，占蓄积合计的 {6} %。这部分结果的不确定性较大。",
        "{0} records, {1} % of those estimated, lie outside the range or region that a parameter table was made for (extrapolated): {2} {3}, {4} % of the estimated area, and {5} m³, {6} % of the stock. Their results are less certain.");

    public static Bilingual NoneExtrapolated { get; } = new("没有超出参数表的范围或地区的估算。", "No record was estimated outside the range or region that a parameter table was made for.");

    public static Bilingual StatusSentence { get; } = new("所用参数的最差状态是“{0}”：{1}", "The worst status of the parameters used is \"{0}\": {1}");

    public static Bilingual NothingEstimated { get; } = new("没有可估算的记录。", "No record could be estimated.");

    public static Bilingual RangeNote { get; } = new(
        "低值、高值是同一储量改用方法中列名的其他参数时的最小、最大结果，不是统计置信区间。",
        "Low and high are the same stock with the lowest and the highest of the alternatives that the method names; they are no statistical confidence interval.");

    public static Bilingual Density { get; } = new("碳密度 = 碳储量 ÷ 已估算面积。", "Carbon density is carbon stock divided by estimated area.");

    public static Bilingual NoMap { get; } = new(
        "本报告由分区结果合并而成，分区结果不含小班图形，因此没有地图。需要地图时，对整个图层运行 assess。",
        "This report was merged from parts, which carry no boundaries, so it has no map. Run assess on the whole layer for one.");

    public static Bilingual NothingToMap { get; } = new("图层中没有可以绘制的图形，因此没有地图。", "The layer has no boundary that can be drawn, so there is no map.");

    public static Bilingual UnitMap { get; } = new("分小班碳密度图", "Carbon density by unit");

    public static Bilingual ZoneMap { get; } = new("分{0}碳密度图", "Carbon density by {0}");

    public static Bilingual DensityTitle { get; } = new("碳密度（{0}）", "Carbon density ({0})");

    public static Bilingual UnitCount { get; } = new("小班数", "units");

    public static Bilingual ZoneCount { get; } = new("个数", "number");

    public static Bilingual NotEstimatedClass { get; } = new("未估算", "not estimated");

    public static Bilingual NonForestClass { get; } = new("非林地", "non-forest land");

    public static Bilingual NoRecordsClass { get; } = new("没有估算结果", "no result");

    public static Bilingual AllValues { get; } = new("已估算", "estimated");

    public static Bilingual Below { get; } = new("< {0}", "< {0}");

    public static Bilingual AtLeast { get; } = new("≥ {0}", "≥ {0}");

    public static Bilingual North { get; } = new("北", "N");

    public static Bilingual ReviewNumber { get; } = new("审图号：", "Map review no.:");

    public static Bilingual MapNote { get; } = new(
        "分级按分位数取整，含下限、不含上限；图上 1 格约合实地 {0} m，边界按此综合，只供示意，不作权属依据。坐标系：{1}。资料来源：{2}。",
        "Classes are quantiles rounded to readable numbers; a lower bound belongs to its class. Boundaries are generalised to about {0} m on the ground, for illustration only. Coordinate reference: {1}. Source: {2}.");

    public static Bilingual CellNote { get; } = new(
        "公开版按 {0}°（约 {1} m）见方的格网概括：每格取格内已估算小班碳密度按面积的平均，不显示小班边界。分级按分位数取整，含下限、不含上限，只供示意，不作权属依据。坐标系：{2}。资料来源：{3}。",
        "Generalised for the public to cells of {0}° (about {1} m): each shows the mean by area of the units estimated in it, and no boundary of a unit. Classes are quantiles rounded to readable numbers; a lower bound belongs to its class. For illustration only. Coordinate reference: {2}. Source: {3}.");

    public static Bilingual CellCount { get; } = new("格数", "cells");

    public static Bilingual Undrawn { get; } = new("有 {0} 个小班小于一格，图上看不见，但计入图例和合计。", "Units smaller than a cell of the drawing: {0}; counted in the legend and the totals, but too small to be seen.");

    public static Bilingual WithoutShape { get; } = new("有 {0} 个小班没有图形，图上没有，但计入图例和合计。", "Units without a boundary: {0}; counted in the legend and the totals, not on the map.");

    public static Bilingual FarAway { get; } = new("有 {0} 个小班的坐标远离其他小班，落在图幅之外。", "Units far away from all others, outside the sheet: {0}.");

    public static Bilingual Omitted { get; } = new("因图上位置不够未注名称：{0}。", "Without room for their names: {0}.");

    public static Bilingual Unmatched { get; } = new("结果中有而图层中没有的：{0}。", "In the results but not in the layer: {0}.");

    public static Bilingual ZonesUnusable { get; } = new("少一幅分区图：{0}。", "A map by areas is lacking: {0}.");

    public static Bilingual TooManyPolygons { get; } = new("图层 {0} 有 {1} 个面，太多，画不成图", "the layer {0} has {1} polygons, too many to be drawn");

    public static Bilingual ReviewNote { get; } = new("地图公开使用前，由使用单位依法送审并填写审图号。", "Before a map is published, its user has it reviewed as the law requires and fills in the review number.");

    public static Bilingual ByAge { get; } = new("分龄组、起源碳储量", "Carbon stock by age group and origin");

    public static Bilingual BySpecies { get; } = new("分优势树种碳储量（前 {0} 位）", "Carbon stock by dominant species (first {0})");

    public static Bilingual By { get; } = new("分{0}碳储量", "Carbon stock by {0}");

    public static Bilingual Others { get; } = new("其余 {0} 项", "{0} others");

    public static Bilingual OthersNote { get; } = new("只列前 {0} 项，全部见 {1}.csv。", "The first {0} are listed; {1}.csv has all.");

    public static Bilingual NotEstimatedNote { get; } = new(
        "未估算不等于储量为 0。小字是公式给出的原因。全部原因见 not-estimated.csv。",
        "Not estimated does not mean a stock of 0. In small print: what the formulas say. All causes are in not-estimated.csv.");

    public static Bilingual EverythingEstimated { get; } = new("所有记录都得到了估算。", "Every record was estimated.");

    public static Bilingual NoRecords { get; } = new("没有记录，没有可估算的。", "There is no record to estimate.");

    public static Bilingual NoIndicators { get; } = new(
        "森林覆盖率和绿化率只在给出土地总面积或控制边界时计算；与官方数据的衔接只在给出对账表时比较。",
        "Rates of forest cover and greening are computed only with a land area or a control boundary, and compared with official figures only where a table of them is given.");

    public static Bilingual Blank { get; } = new("（空白）", "(blank)");

    public static Bilingual NoClass { get; } = new("（地类缺失）", "(no land class)");

    public static Bilingual UnclassifiedReason { get; } = new("地类缺失或无法识别，不能归类。", "The land class is missing or unknown, so the record cannot be classed.");

    public static Bilingual OutOfScopeReason { get; } = new("不在本方法的估算范围内。", "Outside the scope of this method.");

    public static Bilingual LackingReason { get; } = new("数据或参数不全，没有可用的计算路线。", "Data or parameters are lacking: no route of calculation holds.");

    public static Bilingual EquationsNote { get; } = new(
        "公式按方法文件 METHOD.md 原样列出；方括号内为单位，“表(键).列”表示查表。",
        "Equations are shown as METHOD.md has them: units stand in brackets, table(keys).column is a look-up.");

    public static Bilingual RoutesNote { get; } = new("只计已估算的小班；一个小班在每个有多条路线的符号上各走一条，所以各行不相加。", "Estimated units only; a unit takes one route of every symbol that has several, so the rows do not add up.");

    public static Bilingual NoEquations { get; } = new("本报告由分区结果合并而成；公式见方法包 {0}/{1} 的 METHOD.md（SHA-256 见下表）。", "This report was merged from parts; the equations are in METHOD.md of the pack {0}/{1} (its SHA-256 is in the table below).");

    public static Bilingual FindingsNote { get; } = new("每条规则最多列出前 {0} 条；findings.csv 每条规则最多 {1} 条，问题总数以第 1 节的表为准。记录号从 0 起。", "At most the first {0} of each rule are shown; findings.csv holds up to {1} of each, and the counts are in section 1. Records are counted from 0.");

    public static Bilingual Footer { get; } = new("本文件自成一体，不含脚本，不引用外部资源。同样的输入得到逐字节相同的文件；运行时间见 manifest.json。", "This file is complete in itself: no script, nothing loaded from elsewhere. The same inputs give the same bytes; manifest.json has the time of the run.");

    /// <summary>What a status word means.</summary>
    public static Bilingual Meaning(ParameterStatus status) => status switch
    {
        ParameterStatus.Verified => new("已读到官方文本或原作者的表。", "the official text or the original author's own table was read."),
        ParameterStatus.Secondary => new("只读到转引的资料，未与原文核对。", "read in a source that quotes it, not compared with the original."),
        ParameterStatus.Derived => new("由其他参数算出。", "computed from other parameters."),
        ParameterStatus.Memory => new("凭记忆录入，须与原文核对后才能使用。", "from memory: to be compared with the original before use."),
        ParameterStatus.Conflict => new("各来源互相矛盾。", "sources disagree."),
        _ => new("随数据提供或由使用者指定。", "came with the data set or was chosen by the user."),
    };

    /// <summary>错误, 警告 or 提示.</summary>
    public static Bilingual Word(Severity severity) => severity switch
    {
        Severity.Error => new("错误", "error"),
        Severity.Warning => new("警告", "warning"),
        _ => new("提示", "note"),
    };

    /// <summary>What a pool is called.</summary>
    public static Bilingual Pool(CarbonPool pool) => pool switch
    {
        CarbonPool.Living => new("活生物量（地上、地下）", "Living biomass (above and below ground)"),
        CarbonPool.AboveGround => new("地上生物量", "Above-ground biomass"),
        CarbonPool.BelowGround => new("地下生物量", "Below-ground biomass"),
        CarbonPool.DeadWood => new("枯死木", "Dead wood"),
        CarbonPool.Litter => new("枯落物", "Litter"),
        CarbonPool.SoilOrganicCarbon => new("土壤有机碳", "Soil organic carbon"),
        CarbonPool.HarvestedWoodProducts => new("木质林产品", "Harvested wood products"),
        _ => new(CarbonPools.Name(pool), CarbonPools.Name(pool)),
    };
}
