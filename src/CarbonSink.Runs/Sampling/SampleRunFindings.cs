using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What may be wrong with a table of plots or with the way a sample is described.</summary>
public static class SampleRunFindings
{
    /// <summary>A row without a usable value. {0} column.</summary>
    public static FindingRule MissingValue { get; } = new("SMP-0020", Severity.Warning,
        "列 {0} 没有数值，该行不作样地，也不按 0 计", "there is no number in column {0}: the row is no plot, and it does not count as 0",
        "补测该样地；缺测若与林况有关（如去不了的陡坡），估计会有偏。", "Measure the plot; where plots are missing for a reason that goes with the forest (a slope too steep), the estimate is biased.");

    /// <summary>A negative value. {0} column, {1} how many rows.</summary>
    public static FindingRule Negative { get; } = new("SMP-0021", Severity.Error,
        "列 {0} 有 {1} 行为负值", "column {0} is negative in {1} rows",
        "蓄积、生物量、株数、面积没有负值：改正数据；值本来可正可负的（如变化量），加 --allow-negative。", "Stock, biomass, stems and areas are not negative: correct the data; for values of either sign, such as changes, add --allow-negative.");

    /// <summary>A plot without area. {0} column, {1} how many rows.</summary>
    public static FindingRule NoPlotArea { get; } = new("SMP-0022", Severity.Error,
        "列 {0} 有 {1} 行没有大于 0 的样地面积", "{1} rows have no plot area above 0 in column {0}",
        "补上样地面积（m2）；各样地面积相同的，用 --plot-area-m2。", "Supply the plot area (m2); where all plots are alike, use --plot-area-m2.");

    /// <summary>The table lacks a column. {0} column, {1} columns there are.</summary>
    public static FindingRule NoColumn { get; } = new("SMP-0023", Severity.Error,
        "表里没有列 {0}", "the table has no column {0}",
        "列有：{1}。", "Its columns: {1}.");

    /// <summary>A domain that cannot be read. {0} position from 1, {1} what stands there, {2} what was expected.</summary>
    public static FindingRule DomainSyntax { get; } = new("SMP-0024", Severity.Error,
        "--domain 第 {0} 个字符处“{1}”不合写法，应为 {2}", "--domain at character {0}: “{1}” is not what was expected ({2})",
        "写法如 DI_LEI=0110 and AGE>=20；运算有 = != < <= > >=，and or not，括号，in (a, b)；含空格的列名或值加引号。", "Write e.g. DI_LEI=0110 and AGE>=20 with = != < <= > >=, and or not, brackets, in (a, b); quote names and values with blanks.");

    /// <summary>A row whose domain is not known. {0} column without a value.</summary>
    public static FindingRule DomainUnknown { get; } = new("SMP-0025", Severity.Warning,
        "列 {0} 没有值，不知该行是否在域内，该行不作样地", "column {0} has no value, so it is not known whether the row is in the domain: it is no plot",
        "补上该值。", "Supply the value.");

    /// <summary>No row is in the domain. {0} the domain.</summary>
    public static FindingRule DomainEmpty { get; } = new("SMP-0026", Severity.Error,
        "没有样地在域“{0}”内", "no plot lies in the domain “{0}”",
        "核对代码的写法（前导 0 也算）；域内没有样地时，其储量无从估计。", "Check how codes are written, leading zeros included; of a domain without plots nothing is known.");

    /// <summary>Something is needed that was not given. {0} option, {1} design.</summary>
    public static FindingRule Needs { get; } = new("SMP-0027", Severity.Error,
        "{1} 需要 {0}", "{1} needs {0}",
        "给出 {0}。", "Give {0}.");

    /// <summary>Something that a design has no use for. {0} option, {1} design.</summary>
    public static FindingRule NotWith { get; } = new("SMP-0028", Severity.Error,
        "{1} 不能与 {0} 同用", "{1} cannot go with {0}",
        "去掉 {0}，或换一种 --design（srs、stratified、post-stratified-ratio 支持域和比）。", "Leave out {0}, or choose another --design (srs, stratified and post-stratified-ratio know domains and ratios).");

    /// <summary>The area of a stratum differs from row to row. {0} stratum, {1}, {2} the areas.</summary>
    public static FindingRule StratumAreaDiffers { get; } = new("SMP-0029", Severity.Error,
        "层 {0} 的面积各行不同：{1} 与 {2} ha", "the area of stratum {0} differs between rows: {1} and {2} ha",
        "同一层每行写同一面积（ha），或用 --strata 给层表。", "Write the same area (ha) in every row of a stratum, or give a table of strata with --strata.");

    /// <summary>Areas of strata do not make the area given. {0} their sum, {1} the area.</summary>
    public static FindingRule AreasDiffer { get; } = new("SMP-0030", Severity.Error,
        "各层面积之和 {0} ha 与 --area 的 {1} ha 不符", "areas of the strata add up to {0} ha, --area says {1} ha",
        "改正其一；给了层面积就不必再给 --area。", "Correct one of them; with areas of strata --area is not needed.");

    /// <summary>Rows of a plot that disagree. {0} plot, {1} column.</summary>
    public static FindingRule PlotDisagrees { get; } = new("SMP-0031", Severity.Error,
        "样地 {0} 的各行在列 {1} 上不同", "the rows of plot {0} differ in column {1}",
        "同一样地各行的层、单元和面积须相同。", "Rows of one plot have one stratum, unit and area.");

    /// <summary>A cell of a table of strata that is no number. {0} column, {1} line, {2} what is there.</summary>
    public static FindingRule StrataCell { get; } = new("SMP-0032", Severity.Error,
        "层表第 {1} 行的 {0} 不是数：“{2}”", "line {1} of the table of strata has no number in {0}: “{2}”",
        "改正该格。", "Correct the cell.");

    /// <summary>A key that several rows share. {0} key.</summary>
    public static FindingRule KeyTwice { get; } = new("SMP-0033", Severity.Error,
        "样地号 {0} 出现不止一次，无法与前期配对", "plot {0} occurs more than once and cannot be matched with the earlier survey",
        "每个样地一行；多行的样地先合计。", "One row for each plot; add up plots of several rows first.");

    /// <summary>Plots of one survey only. {0} matched, {1} only before, {2} only after.</summary>
    public static FindingRule PartlyMatched { get; } = new("SMP-0034", Severity.Info,
        "两期都有的样地 {0} 个，只有前期的 {1} 个，只有后期的 {2} 个：按部分替换估计", "{0} plots measured twice, {1} only before, {2} only after: estimated as partial replacement",
        "没有前期值若是漏填，补上。", "Where an earlier value was left out by mistake, supply it.");

    /// <summary>A row without a stratum, unit, cluster, line or panel. {0} column.</summary>
    public static FindingRule NoGroup { get; } = new("SMP-0035", Severity.Error,
        "列 {0} 有 {1} 行为空，不知样地属于哪一组", "column {0} is blank in {1} rows: it is not known where the plots belong",
        "补上该列。", "Fill the column.");

    /// <summary>A programme fixes what the user chose otherwise. {0} programme, {1} option as written, {2} confidence, {3} population, {4} degrees of freedom of strata.</summary>
    public static FindingRule FixedByProgramme { get; } = new("SMP-0036", Severity.Warning,
        "机制 {0} 规定置信度 {2}、总体 {3}、分层的自由度 {4}，命令行的 {1} 不用", "programme {0} fixes a confidence of {2}, a population of {3} and degrees of freedom {4} for strata; {1} of the command line is not used",
        "去掉该选项。", "Leave the option out.");

    /// <summary>A plot of which rows are missing. {0} plot, {1} rows that cannot be used, {2} its rows.</summary>
    public static FindingRule PlotIncomplete { get; } = new("SMP-0040", Severity.Warning,
        "样地 {0} 的 {2} 行中有 {1} 行缺值或不知是否在域内，合计不完整，整个样地不用", "{1} of the {2} rows of plot {0} lack a value, or it is not known whether they are in the domain: the sum would be incomplete, and the whole plot is not used",
        "补上缺的行；该行确实没有这一项的，写 0。", "Supply the rows; where there is nothing of it, write 0.");

    /// <summary>A stratum that stands twice. {0} stratum, {1} line.</summary>
    public static FindingRule StratumTwice { get; } = new("SMP-0041", Severity.Error,
        "层表第 {1} 行：层 {0} 出现不止一次", "line {1} of the table of strata: stratum {0} stands more than once",
        "每层一行；删去重复的行，或合并面积。", "One row for each stratum: delete the repeated row, or add the areas up.");

    /// <summary>A stratum without a name. {0} line.</summary>
    public static FindingRule StratumBlank { get; } = new("SMP-0042", Severity.Error,
        "层表第 {0} 行没有层名", "line {0} of the table of strata names no stratum",
        "补上层名，或删去空行。", "Name the stratum, or delete the row.");

    /// <summary>A column of hectares where square metres are meant. {0} column.</summary>
    public static FindingRule HectaresForSquareMetres { get; } = new("SMP-0043", Severity.Error,
        "列 {0} 的名称表明单位是公顷，--plot-area-col 要的是 m2", "column {0} says hectares by its name, and --plot-area-col takes m2",
        "换成 m2 的列（1 ha = 10,000 m2）；值本来是每公顷的，不用这一列，加 --per-hectare。", "Name a column in m2 (1 ha = 10,000 m2); where values are per hectare, leave it out and add --per-hectare.");

    /// <summary>Values per hectare taken as values per plot. {0} column.</summary>
    public static FindingRule PerHectareValues { get; } = new("SMP-0044", Severity.Warning,
        "列 {0} 的名称表明值是每公顷的，却按每样地的值计算：每公顷值和总量会错", "column {0} says by its name that values are per hectare, but they are taken as values per plot: figures per hectare and totals will be wrong",
        "加 --per-hectare。", "Add --per-hectare.");

    /// <summary>Numbers too large to compute with. {0} column.</summary>
    public static FindingRule NotFinite { get; } = new("SMP-0045", Severity.Error,
        "列 {0} 的数太大，方差超出可计算的范围", "numbers of column {0} are too large: the variance is beyond what can be computed",
        "核对数据和单位。", "Check the data and their unit.");

    /// <summary>Plots of equal order. {0} order, {1} line, or "" without lines.</summary>
    public static FindingRule OrderTwice { get; } = new("SMP-0046", Severity.Error,
        "次序 {0} 在线“{1}”上出现不止一次，不知哪个样地在前", "order {0} occurs more than once on line “{1}”: it is not known which plot comes first",
        "改正次序；有几条线的，给 --line。", "Correct the order; where there are several lines, give --line.");

    /// <summary>A plot whose value in the other survey cannot be read. {0} plot.</summary>
    public static FindingRule OtherSurveyUnreadable { get; } = new("SMP-0047", Severity.Warning,
        "样地 {0} 在另一期的值不是数，不知变化多少，不用", "the value of plot {0} in the other survey is no number: its change is not known, and it is not used",
        "改正另一期的值。", "Correct the value of the other survey.");

    /// <summary>A discount larger than the estimate. {0} programme, {1} U, percent.</summary>
    public static FindingRule DiscountExceeds { get; } = new("SMP-0048", Severity.Warning,
        "机制 {0}：U 为 {1} %，扣减大于估计值，作项目计的值小于 0", "programme {0}: U is {1} %, the discount exceeds the estimate, and what counts for a project is below 0",
        "这样的估计不能用来计量：增加样地。", "Such an estimate is of no use for accounting: measure more plots.");
}
