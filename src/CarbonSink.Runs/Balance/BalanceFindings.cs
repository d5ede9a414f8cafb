using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What may be wrong with a county's carbon balance (县域碳收支的问题).</summary>
public static class BalanceFindings
{
    /// <summary>There is no file. {0} path.</summary>
    public static FindingRule NoFile { get; } = new("BAL-0001", Severity.Error,
        "找不到收支说明 {0}", "there is no balance file {0}",
        "在文件夹里放 balance.json，见 docs/balance.md。", "Put balance.json into the folder, see docs/balance.md.");

    /// <summary>A unit that is no yearly flow. {0} file, {1} unit, {2} what it belongs to.</summary>
    public static FindingRule NotAFlow { get; } = new("BAL-0002", Severity.Error,
        "{0}：{2} 的单位“{1}”不是每年的流量；储量不是碳汇，碳汇只能是储量的年变化", "{0}: '{1}' of {2} is no flow a year; a stock is no sink, only its change a year is",
        "写 tCO2e/yr、tCO2/yr、tC/yr、tCH4/yr 或 tN2O/yr；储量用 surveys 或 projection 取变化。", "Use tCO2e/yr, tCO2/yr, tC/yr, tCH4/yr or tN2O/yr; of stocks take the change with surveys or projection.");

    /// <summary>A gas that needs a potential nobody gave. {0} file, {1} unit or gas, {2} sets there are.</summary>
    public static FindingRule NoGwp { get; } = new("BAL-0003", Severity.Error,
        "{0}：“{1}”折算成 CO2e 要有全球增温潜势", "{0}: '{1}' needs a global warming potential",
        "在 balance.json 写 gwp：{2}，或改用 tCO2e。", "Name gwp in balance.json ({2}), or give tCO2e.");

    /// <summary>A cell that cannot be used. {0} file, {1} column, {2} value, {3} expected in Chinese, {4} in English.</summary>
    public static FindingRule BadCell { get; } = new("BAL-0004", Severity.Error,
        "{0}：{1} 的“{2}”不能用，应为{3}", "{0}: '{2}' of {1} cannot be used; it should be {4}",
        "改正该格。", "Correct the cell.");

    /// <summary>A table lacks a column. {0} file, {1} column.</summary>
    public static FindingRule NoColumn { get; } = new("BAL-0005", Severity.Error,
        "{0} 没有“{1}”这一列", "{0} has no column {1}",
        "补上该列，见 docs/balance.md。", "Add the column, see docs/balance.md.");

    /// <summary>An emission below zero. {0} file, {1} sector, {2} year.</summary>
    public static FindingRule NegativeEmission { get; } = new("BAL-0006", Severity.Error,
        "{0}：{1} 在 {2} 年的排放小于 0", "{0}: emissions of {1} in {2} are below zero",
        "吸收写进碳汇表，不写进排放表，否则会算两次。", "Put what is taken up into the sinks; among emissions it would count twice.");

    /// <summary>A component that is not described. {0} file, {1} component, {2} described ones.</summary>
    public static FindingRule UnknownComponent { get; } = new("BAL-0007", Severity.Error,
        "{0}：碳汇组成“{1}”没有说明", "{0}: the component '{1}' is not described",
        "在 balance.json 里写明；已有：{2}。", "Describe it in balance.json; there are: {2}.");

    /// <summary>Components that count the same. {0} and {1} components, {2} land.</summary>
    public static FindingRule Overlap { get; } = new("BAL-0008", Severity.Error,
        "碳汇组成 {0} 与 {1} 都计 {2} 的同一碳库或气体，会重复计算", "components {0} and {1} both count the same pool or gas of {2}: tonnes would count twice",
        "其中一个写 within 指明它在另一个之内（列出、不相加）；土地确实不同的写 apart 说明。", "Give one of them within to say that it is part of the other (listed, not added), or apart with the reason why their land differs.");

    /// <summary>A component twice in a year. {0} component, {1} year, {2} and {3} sources.</summary>
    public static FindingRule Twice { get; } = new("BAL-0009", Severity.Error,
        "碳汇组成 {0} 在 {1} 年有两个数（{2}；{3}）", "the component {0} has two figures in {1} ({2}; {3})",
        "每个组成、情景、年份只留一个。", "Leave one for each component, scenario and year.");

    /// <summary>A component within something that is not there. {0} component, {1} other.</summary>
    public static FindingRule BadWithin { get; } = new("BAL-0010", Severity.Error,
        "碳汇组成 {0} 的 within“{1}”不是计入的组成", "within '{1}' of the component {0} is no component that counts",
        "写一个自身计入的组成的编号。", "Name a component that counts itself.");

    /// <summary>A gap. {0} year, {1} what is missing.</summary>
    public static FindingRule Gap { get; } = new("BAL-0011", Severity.Warning,
        "{0} 年缺：{1}；该年合计为空，不插补", "{0} lacks {1}: its sums are missing, nothing is interpolated",
        "补上数据；或写 \"interpolate\": true 在已知年份之间按直线插补，结果会注明。", "Supply it, or say \"interpolate\": true to fill years between known ones on a straight line, which the result marks.");

    /// <summary>A year in which land is a source. {0} year, {1} net sink.</summary>
    public static FindingRule Source { get; } = new("BAL-0012", Severity.Warning,
        "{0} 年土地是净排放源（净碳汇 {1} tCO2e），加到排放里", "land is a net source in {0} (net sink {1} tCO2e), which adds to emissions",
        "核对采伐、湿地等的数据。", "Check the data of felling, wetlands and so on.");

    /// <summary>More sold than there was. {0} year, {1} sold, {2} net sink.</summary>
    public static FindingRule OverSold { get; } = new("BAL-0013", Severity.Warning,
        "{0} 年份的清除量卖出县外 {1} tCO2e，多于当年净碳汇 {2} tCO2e", "removals of {0} sold outside ({1} tCO2e) exceed its net sink of {2} tCO2e",
        "核对年份和数量；多出的部分仍从该年扣除。", "Check vintages and quantities; all of it is taken off that year.");

    /// <summary>A vintage outside the years of the balance. {0} file, {1} vintage, {2} quantity.</summary>
    public static FindingRule OtherVintage { get; } = new("BAL-0014", Severity.Info,
        "{0}：{1} 年份的 {2} tCO2e 不在收支年份里，没有从任何一年扣除", "{0}: {2} tCO2e of vintage {1} lie outside the years of the balance and are taken off none of them",
        "无须处理，或延长年份。", "Nothing to do, or widen the years.");

    /// <summary>Units that are no county sink. {0} tonnes, {1} what in Chinese, {2} in English.</summary>
    public static FindingRule NoSink { get; } = new("BAL-0015", Severity.Info,
        "{1} {0} tCO2e 不是本县碳汇，单列", "{0} tCO2e of {2} are no sink of the county; listed apart",
        "无须处理。", "Nothing to do.");

    /// <summary>Surveys that cannot be subtracted. {0} component, {1} why in Chinese, {2} in English.</summary>
    public static FindingRule NotComparable { get; } = new("BAL-0016", Severity.Error,
        "{0}：两期调查不能相减：{1}", "{0}: the surveys cannot be subtracted: {2}",
        "两期用同一方法、同样的碳库评估。", "Assess both with one method and the same pools.");

    /// <summary>What a computed component leaves out. {0} component, {1} in Chinese, {2} in English.</summary>
    public static FindingRule Partial { get; } = new("BAL-0017", Severity.Warning,
        "{0} 是不完整的：{1}", "{0} is partial: {2}",
        "见 notCounted；缺的不是 0。", "See notCounted; what is missing is not zero.");

    /// <summary>An output that an evaluation has not. {0} component, {1} output, {2} known ones.</summary>
    public static FindingRule NoOutput { get; } = new("BAL-0018", Severity.Error,
        "{0}：核算结果里没有逐年输出 {1}", "{0}: the evaluation has no yearly output {1}",
        "逐年输出有：{2}。", "Yearly outputs: {2}.");

    /// <summary>A scenario that a projection has not. {0} component, {1} scenario, {2} known ones.</summary>
    public static FindingRule NoScenario { get; } = new("BAL-0019", Severity.Error,
        "{0}：预测没有情景 {1}", "{0}: the projection has no scenario {1}",
        "情景有：{2}。", "Scenarios: {2}.");

    /// <summary>Nothing could be balanced. {0} file.</summary>
    public static FindingRule Nothing { get; } = new("BAL-0020", Severity.Error,
        "{0}：没有一年的排放和碳汇都齐全", "{0}: no year has both emissions and sink complete",
        "看 BAL-0011 列出的缺项。", "See what BAL-0011 says is missing.");

    /// <summary>Years that are covered on figures not verified. {0} years.</summary>
    public static FindingRule CoveredUnverified { get; } = new("BAL-0021", Severity.Info,
        "{0} 年按所给数据计入的碳汇不小于排放；数据没有全部核实，不能称为实现碳中和", "in {0} the sink counted is not less than emissions on the figures given; they are not all verified, so that this is no neutrality achieved",
        "要这样说，每个数的状态都得是 verified。", "To say so, every figure must be verified.");

    /// <summary>A sale without vintage. {0} file.</summary>
    public static FindingRule NoVintage { get; } = new("BAL-0022", Severity.Error,
        "{0}：交易记录没有清除年份，不知道从哪一年扣除", "{0}: a traded unit has no vintage, so that nobody knows which year to take it off",
        "补上 vintage（清除发生的年份，不是成交年份）。", "Give its vintage: the year of the removal, not of the sale.");

    /// <summary>Removals that stay in the county. {0} tonnes.</summary>
    public static FindingRule SoldInside { get; } = new("BAL-0023", Severity.Info,
        "卖给县内的清除量 {0} tCO2e 仍在本县碳汇里，不扣除；买方不得再从排放表里减去", "removals of {0} tCO2e sold within the county stay in its sink; their buyers' emissions must not be lessened by them",
        "核对排放表是按实际排放填的。", "See that the emissions are those that occurred.");
}
