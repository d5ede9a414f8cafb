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
        "写 tCO2e/yr、tCO2/yr、tC/yr、tCH4/yr 或 tN2O/yr（前面可加 k、M）；“万吨”写 ktCO2e/yr、数乘 10；储量用 surveys 或 projection 取变化。", "Use tCO2e/yr, tCO2/yr, tC/yr, tCH4/yr or tN2O/yr, with k or M before; of 万吨 (10 kt) write ktCO2e/yr and ten times the number; of stocks take the change with surveys or projection.");

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
        "其中一个写 within 指明它在另一个之内（列出、不相加）；土地确实不同的写 apart: {{\"另一个的编号\": \"原因\"}}。", "Give one of them within to say that it is part of the other (listed, not added), or apart: {{\"id of the other\": \"reason\"}} where their land differs.");

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
        "{0} 年缺：{1}；合计为空，不当作 0", "{0} lacks {1}: the sums are missing, not zero",
        "补上数据；没有排放写 0；排放情景里代表全部部门的一行写部门 all。\"interpolate\": true 只补表里两个已知年份之间的年份。", "Supply it; write 0 for none. In a scenario of emissions the sector all stands for every sector. \"interpolate\": true fills only years between two known ones of a table.");

    /// <summary>A year in which land is a source. {0} year, {1} net sink.</summary>
    public static FindingRule Source { get; } = new("BAL-0012", Severity.Warning,
        "{0} 年土地是净排放源（净碳汇 {1} tCO2e），加到排放里", "land is a net source in {0} (net sink {1} tCO2e), which adds to emissions",
        "核对采伐、湿地等的数据。", "Check the data of felling, wetlands and so on.");

    /// <summary>More sold than there was. {0} year, {1} sold, {2} net sink.</summary>
    public static FindingRule OverSold { get; } = new("BAL-0013", Severity.Warning,
        "{0} 年份的清除量卖出县外 {1} tCO2e，多于当年净碳汇 {2} tCO2e", "removals of {0} sold outside ({1} tCO2e) exceed its net sink of {2} tCO2e",
        "核对年份和数量；卖出的量全部从该年扣除。", "Check vintages and quantities; all of it is taken off that year.");

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
        "两期是不同时间的两份数据，inventory.json 写明 surveyDate，用同一方法、同样的碳库评估。", "Give two surveys of different dates, each with its surveyDate in inventory.json, assessed with one method and the same pools.");

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
        "看 BAL-0011 列出的缺项，情景年份也算。", "See what BAL-0011 says is missing; years of scenarios count too.");

    /// <summary>Years that are covered on figures not verified. {0} years.</summary>
    public static FindingRule CoveredUnverified { get; } = new("BAL-0021", Severity.Info,
        "{0} 年按所给数据计入的碳汇不小于排放；没有人核查过这些数，不能称为实现碳中和", "in {0} the sink counted is not less than emissions on the figures given; nobody has checked them, so that this is no neutrality achieved",
        "要这样说须由第三方核查。", "To say so takes a verification by others.");

    /// <summary>A sale without vintage. {0} file.</summary>
    public static FindingRule NoVintage { get; } = new("BAL-0022", Severity.Error,
        "{0}：交易记录没有清除年份，不知道从哪一年扣除", "{0}: a traded unit has no vintage, so that nobody knows which year to take it off",
        "补上 vintage（清除发生的年份，不是成交年份）。", "Give its vintage: the year of the removal, not of the sale.");

    /// <summary>Removals that stay in the county. {0} tonnes.</summary>
    public static FindingRule SoldInside { get; } = new("BAL-0023", Severity.Info,
        "卖给县内的清除量 {0} tCO2e 仍在本县碳汇里，不扣除；买方不得再从排放表里减去", "removals of {0} tCO2e sold within the county stay in its sink; their buyers' emissions must not be lessened by them",
        "核对排放表是按实际排放填的。", "See that the emissions are those that occurred.");

    /// <summary>A unit that is no amount of emissions. {0} file, {1} unit, {2} sector.</summary>
    public static FindingRule NoEmissionUnit { get; } = new("BAL-0024", Severity.Error,
        "{0}：{2} 的单位“{1}”不是排放量", "{0}: '{1}' of {2} is no unit of emissions",
        "写 tCO2e、tCO2、tC、tCH4 或 tN2O（前面可加 k、M）；“万吨”写 ktCO2e、数乘 10。", "Use tCO2e, tCO2, tC, tCH4 or tN2O, with k or M before; of 万吨 (10 kt) write ktCO2e and ten times the number.");

    /// <summary>A unit of another gas. {0} file, {1} sector or component, {2} gas, {3} unit.</summary>
    public static FindingRule WrongGas { get; } = new("BAL-0025", Severity.Error,
        "{0}：{1} 的气体是 {2}，单位“{3}”是另一种", "{0}: the gas of {1} is {2}, while '{3}' is a unit of another",
        "改正气体或单位：CO2 用 tCO2 或 tC，CH4 用 tCH4，N2O 用 tN2O，几种气体之和用 CO2e 和 tCO2e；核算输出须正是该组成的气体。", "Correct gas or unit: tCO2 or tC of CO2, tCH4 of CH4, tN2O of N2O, CO2e and tCO2e of several gases together; an output of an evaluation must be of its component's own gas.");

    /// <summary>A component apart from one that is not there. {0} component, {1} other.</summary>
    public static FindingRule BadApart { get; } = new("BAL-0026", Severity.Error,
        "碳汇组成 {0} 的 apart 里没有“{1}”这个组成", "apart of the component {0} names '{1}', which is no other component",
        "写 apart: {{\"另一个组成的编号\": \"土地为什么不同\"}}。", "Write apart: {{\"id of another component\": \"why their land differs\"}}.");

    /// <summary>A part that its whole does not hold. {0} component, {1} the one it is within.</summary>
    public static FindingRule NotWithin { get; } = new("BAL-0027", Severity.Error,
        "碳汇组成 {0} 写作在 {1} 之内，但它的土地、碳库或气体 {1} 没有计入，不相加就会丢失", "the component {0} is said to be within {1}, which does not count its land, pools or gas: not added, it would be lost",
        "去掉 within，或改正 land、pools、gas。", "Leave out within, or correct land, pools or gas.");

    /// <summary>A part larger than its whole. {0} component, {1} the one it is within, {2} years.</summary>
    public static FindingRule LargerPart { get; } = new("BAL-0028", Severity.Warning,
        "{2} 年组成 {0} 的数比它所在的 {1} 还大", "in {2} the component {0} is larger than {1}, which it is within",
        "核对两者；只有 {1} 相加。", "Check both; {1} alone is added.");

    /// <summary>A column that nothing reads. {0} file, {1} column, {2} known ones.</summary>
    public static FindingRule UnknownColumn { get; } = new("BAL-0029", Severity.Error,
        "{0}：不认识列“{1}”", "{0}: the column '{1}' is not known",
        "改名或删去；可用的列：{2}。", "Rename or remove it; columns: {2}.");

    /// <summary>A row that stands twice. {0} file, {1} record before, {2} what it is of.</summary>
    public static FindingRule RepeatedRow { get; } = new("BAL-0030", Severity.Error,
        "{0}：{2} 的这一行与第 {1} 条记录完全相同", "{0}: this row of {2} is the same as record {1}",
        "删去重复的一行；确是两笔的，用 sector、source 或 project 区分。", "Remove one; tell them apart by sector, source or project if both are meant.");

    /// <summary>A sum beside its parts. {0} file, {1} the sum, {2} year, {3} what stands beside it.</summary>
    public static FindingRule SumBesideParts { get; } = new("BAL-0031", Severity.Error,
        "{0}：{2} 年“{1}”是合计，与其组成部分（{3}）并列，会重复计算", "{0}: '{1}' of {2} is a sum and stands beside its parts ({3}): emissions would count twice",
        "只留合计或只留各部分；不属于合计的部分另起部门名。", "Keep the sum or its parts; give what is no part of it a sector of its own.");

    /// <summary>A sale before the removal. {0} file, {1} project, {2} vintage, {3} date.</summary>
    public static FindingRule SoldEarly { get; } = new("BAL-0032", Severity.Warning,
        "{0}：{1} 的 {2} 年份单位在 {3} 就成交，清除还没有发生", "{0}: units of {1} of vintage {2} were traded on {3}, before their removal",
        "核对 vintage 与 date。", "Check vintage and date.");

    /// <summary>Reductions sold outside. {0} tonnes.</summary>
    public static FindingRule ReductionSold { get; } = new("BAL-0033", Severity.Warning,
        "卖出县外的减排量 {0} tCO2e 没有加回排放：本县较低的排放和买方都在声明同一吨", "reductions of {0} tCO2e sold outside are not added back to emissions: the county's lower emissions and the buyer both claim them",
        "对外声明本县排放时说明这一部分已经卖出，或在排放表里把它加回。", "Say so wherever the county's emissions are claimed, or add them back in the table of emissions.");

    /// <summary>Rows that no year uses. {0} file, {1} scenario and years.</summary>
    public static FindingRule UnusedRows { get; } = new("BAL-0034", Severity.Warning,
        "{0}：{1} 年的行不在收支的年份里，没有计入任何一年", "{0}: rows of {1} lie outside the years of the balance and count in none",
        "延长 years 或写 scenarios，或删去。", "Widen years, add scenarios, or remove them.");

    /// <summary>Scenarios asked for without any of emissions. {0} file.</summary>
    public static FindingRule NoEmissionScenario { get; } = new("BAL-0035", Severity.Warning,
        "{0} 要情景，但排放表没有一个情景，所以没有情景结果", "{0} asks for scenarios, but the table of emissions has none: there are no results of scenarios",
        "在排放表的 scenario 列给以后年份的排放。", "Give emissions of later years in the column scenario.");
}
