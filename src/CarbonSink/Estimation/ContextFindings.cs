using CarbonSink.Findings;

namespace CarbonSink.Estimation;

/// <summary>What may be remarkable when an assessment is read against land area, official figures and names.</summary>
public static class ContextFindings
{
    /// <summary>An official figure is none that is computed here.</summary>
    public static FindingRule UnknownFigure { get; } = new("CTX-0001", Severity.Warning,
        "{0} 第 {1} 行：没有指标 {2}，未对账", "{0} line {1}: there is no figure {2}; not compared",
        "可用的指标：{3}。", "Known figures: {3}.");

    /// <summary>The key of an official figure is none of the run's.</summary>
    public static FindingRule UnknownKey { get; } = new("CTX-0002", Severity.Warning,
        "{0} 第 {1} 行：本次没有按 {2} 分组，未对账", "{0} line {1}: this run does not group by {2}; not compared",
        "用 --by 加上它，或改用：{3}；对全部数据的指标，key 留空。", "Add it with --by, or use one of {3}; leave key blank for a figure of the whole.");

    /// <summary>No group, or several, has the key of an official figure.</summary>
    public static FindingRule NoGroup { get; } = new("CTX-0003", Severity.Warning,
        "{0} 第 {1} 行：{3} 中没有唯一的 {2}，未对账", "{0} line {1}: no single group of {3} is {2}; not compared",
        "改正 keyValue：写分组表里的代码，或它的名称。", "Correct keyValue: the code as the group table has it, or its name.");

    /// <summary>An official figure is no number, or one beyond all bounds.</summary>
    public static FindingRule BadValue { get; } = new("CTX-0004", Severity.Warning,
        "{0} 第 {1} 行：{2} 不是数或过大，未对账", "{0} line {1}: {2} is no number or too large; not compared",
        "value 列只写数，单位写在 unit 列。", "Write the number alone in value and its unit in unit.");

    /// <summary>The unit of an official figure does not fit it.</summary>
    public static FindingRule BadUnit { get; } = new("CTX-0005", Severity.Warning,
        "{0} 第 {1} 行：单位 {2} 不能换算成 {3} 的单位 {4}，未对账", "{0} line {1}: unit {2} does not convert to that of {3}, {4}; not compared",
        "面积写 ha、亩、万亩、km2；蓄积写 m3、万m3；碳写 tC、万tC；率写 %。", "Areas in ha, 亩, 万亩, km2; stock in m3, 万m3; carbon in tC, 万tC; rates in %.");

    /// <summary>A rate cannot be compared because there is none.</summary>
    public static FindingRule NoRate { get; } = new("CTX-0006", Severity.Warning,
        "{0} 第 {1} 行：没有可用的土地总面积，{2} 未对账", "{0} line {1}: there is no usable land area, so {2} is not compared",
        "用 --land-area 给出土地总面积，或在 inventory.json 里加 role 为 boundary 的图层。", "Give the land area with --land-area, or name a layer with role boundary in inventory.json.");

    /// <summary>A figure is not to be had by that key.</summary>
    public static FindingRule NotByKey { get; } = new("CTX-0007", Severity.Warning,
        "{0} 第 {1} 行：{2} 不能按 {3} 得出，未对账", "{0} line {1}: {2} cannot be had by {3}; not compared",
        "率只对全部数据计算（key 留空）；分组的森林面积要求分组字段里有 landClass。", "Rates are of the whole only (leave key blank); an area of land classes by group needs landClass among the keys.");

    /// <summary>Codes of townships or villages have no name.</summary>
    public static FindingRule Unnamed { get; } = new("CTX-0010", Severity.Warning,
        "{0} 的 {1} 个代码在名称表里没有或不唯一：{2}", "{1} codes of {0} have no name in their table, or several: {2}",
        "在名称表里补上；村的短代码须与乡镇一起分组才唯一。", "Add them to the table of names; short codes of villages are unique only together with their township, so group by both.");

    /// <summary>Area outside of every polygon of a layer.</summary>
    public static FindingRule Outside { get; } = new("CTX-0011", Severity.Info,
        "{1} ha 不在 {0} 的任何面内或没有可用的图形，记在空白组", "{1} ha lie in no polygon of {0} or have no usable boundary; they are in the blank group",
        "核对图层范围；被图层边缘切开的小班见 LAY-0020，没有图形的见 LAY-0022。", "Check the extent of the layer; LAY-0020 names the units that its edge cuts, LAY-0022 those without a boundary.");

    /// <summary>The units hold more area than the control boundary.</summary>
    public static FindingRule AreaControl { get; } = new("CTX-0012", Severity.Warning,
        "小班面积合计 {0} ha 比控制界线内面积 {1} ha 多 {2} ha（{3} %）", "the units add up to {0} ha, {2} ha ({3} %) more than the {1} ha within the control boundary",
        "核对登记面积（是否把亩记成公顷）和重叠的小班。", "Check recorded areas (mu taken for hectares?) and overlapping units.");

    /// <summary>The units do not cover the control boundary.</summary>
    public static FindingRule NotCovered { get; } = new("CTX-0014", Severity.Info,
        "小班面积合计 {0} ha 比控制界线内面积 {1} ha 少 {2} ha（{3} %）", "the units add up to {0} ha, {2} ha ({3} %) less than the {1} ha within the control boundary",
        "图层只含林地时属正常；应覆盖全境时，查找缺漏的小班。", "Ordinary for a layer of forest land alone; where all land should be covered, look for units that are missing.");

    /// <summary>There is no record to compare official figures with.</summary>
    public static FindingRule NoRecords { get; } = new("CTX-0008", Severity.Warning,
        "没有记录，{0} 未对账", "there is no record; {0} is not compared",
        "检查图层是否为空，或记录是否都已标记删除。", "Check whether the layer is empty or all its records are marked as deleted.");

    /// <summary>A numerator is larger than the land area.</summary>
    public static FindingRule ExceedsLand { get; } = new("CTX-0013", Severity.Warning,
        "{0}：分子 {2} ha 大于土地总面积 {3} ha，不计算", "{1}: the numerator {2} ha exceeds the land area {3} ha; no rate is given",
        "核对土地总面积的单位（公顷）和范围。", "Check unit (hectares) and extent of the land area.");
}
