using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What may be wrong with plots, trees and angle-gauge counts.</summary>
public static class InventoryPlotFindings
{
    /// <summary>A table lacks a column. {0} what is looked for, {1} names it may have, {2} columns there are.</summary>
    public static FindingRule NoColumn { get; } = new("PLT-0001", Severity.Error,
        "表里没有“{0}”这一列", "the table has no column for {0}",
        "列名可以是：{1}。表里有：{2}。", "It may be called {1}. The table has: {2}.");

    /// <summary>A value that is no number, or not one that can be. {0} field, {1} range.</summary>
    public static FindingRule BadNumber { get; } = new("PLT-0002", Severity.Error,
        "{0} 不是可用的数（应为 {1}），该行不用", "{0} is no usable number (it should be {1}); the row is not used",
        "改正该值；不知道的留空。", "Correct the value; leave it blank where it is not known.");

    /// <summary>A plot without usable area. {0} plot.</summary>
    public static FindingRule NoArea { get; } = new("PLT-0003", Severity.Error,
        "样地 {0} 没有可用的面积", "plot {0} has no usable area",
        "补上半径、边长或带单位的面积列（areaM2、areaHa），大于 0；角规样地补角规常数；同心样圆用 --subplots。", "Give a radius, sides or an area with its unit (areaM2, areaHa) above 0; a gauge plot needs its basal area factor; nested plots need --subplots.");

    /// <summary>Areas that contradict each other. {0} plot, {1} and {2} m².</summary>
    public static FindingRule AreasDisagree { get; } = new("PLT-0004", Severity.Error,
        "样地 {0} 的面积自相矛盾：{1} m2 与 {2} m2", "the areas of plot {0} contradict each other: {1} m2 and {2} m2",
        "只保留一种，或改正单位（m2 还是 ha）。", "Keep one of them, or correct the unit (m2 or ha).");

    /// <summary>An area that no sample plot has. {0} plot, {1} m².</summary>
    public static FindingRule AreaImplausible { get; } = new("PLT-0005", Severity.Error,
        "样地 {0} 的面积 {1} m2 不像样地面积（1–50000 m2）", "plot {0} with {1} m2 is no sample plot (1–50000 m2)",
        "核对单位：m2、ha、亩。", "Check the unit: m2, ha or mu.");

    /// <summary>A slope that cannot be. {0} plot, {1} degrees.</summary>
    public static FindingRule Slope { get; } = new("PLT-0006", Severity.Error,
        "样地 {0} 的坡度 {1} 度不在 0–60 度", "the slope of plot {0}, {1} degrees, is not between 0 and 60",
        "坡度若是百分比，列名写 slopePercent（坡度百分比）。", "Where slopes are percentages, call the column slopePercent.");

    /// <summary>Slopes, and nothing said of distances. {0} plots.</summary>
    public static FindingRule MeasuredUnstated { get; } = new("PLT-0007", Severity.Warning,
        "{0} 块样地有坡度，但没有说明样地边长是水平距还是坡面距，按水平距", "{0} plots have a slope, but nothing says whether their sizes are horizontal or along the slope: taken as horizontal",
        "加 measured 列（水平/坡面），或用 --along-slope。", "Add a column measured (horizontal/slope), or use --along-slope.");

    /// <summary>A share that cannot be. {0} plot.</summary>
    public static FindingRule Share { get; } = new("PLT-0008", Severity.Error,
        "样地 {0} 在界内的比例不在 (0, 1]", "the share of plot {0} inside the boundary is not in (0, 1]",
        "写小数，如 0.75；整块都在界内的写 1 或留空。", "Write a fraction such as 0.75; 1 or nothing for a whole plot.");

    /// <summary>A plot that stands twice. {0} plot.</summary>
    public static FindingRule PlotTwice { get; } = new("PLT-0009", Severity.Error,
        "样地号 {0} 重复，这些样地都不用", "plot {0} stands more than once: none of them is used",
        "改正样地号；同一样地的多期用不同的表。", "Correct the number; surveys of different years belong in tables of their own.");

    /// <summary>Trees or counts of plots that are not there: any plot may lack them, so nothing is computed. {0} rows, {1} numbers.</summary>
    public static FindingRule UnknownPlot { get; } = new("PLT-0010", Severity.Error,
        "{0} 行的样地号空着或不在样地表里（{1}）：不知哪块样地少了它们，不计算", "{0} rows have no plot number, or one that is not in the table of plots ({1}): it is not known which plots lack them, and nothing is computed",
        "补上样地，或改正样地号（前面的 0、空格）；不算的样地，连同它们的行一起去掉。", "Add the plots, or correct the numbers (leading zeros, blanks); take the rows of plots that are not wanted out too.");

    /// <summary>Trees with the same number. {0} plot, {1} tree.</summary>
    public static FindingRule TreeTwice { get; } = new("PLT-0011", Severity.Error,
        "样地 {0} 的样木号 {1} 重复，不知哪一行为准，该样地不估算", "tree {1} of plot {0} stands more than once: it is not known which row holds, and the plot is not estimated",
        "删去重复的行，或改正样木号。", "Remove the repeated row, or correct the number.");

    /// <summary>A diameter that cannot be. {0} plot.</summary>
    public static FindingRule Diameter { get; } = new("PLT-0012", Severity.Error,
        "样地 {0}：胸径缺失，或不在 0–300 cm，该样地不估算", "plot {0}: the diameter is missing or not between 0 and 300 cm, and the plot is not estimated",
        "补测或改正；单位是 cm，不是 mm，也不是胸围。", "Measure or correct it; the unit is cm, not mm, and not the girth.");

    /// <summary>Diameters in another unit. {0} median, cm.</summary>
    public static FindingRule DiameterUnit { get; } = new("PLT-0013", Severity.Error,
        "胸径的中位数是 {0}，看来单位不是 cm", "the median diameter is {0}: the unit is apparently not cm",
        "把胸径换成 cm（mm ÷ 10，m × 100）再来。", "Convert the diameters to cm (mm / 10, m × 100).");

    /// <summary>A height that cannot be. {0} plot.</summary>
    public static FindingRule Height { get; } = new("PLT-0014", Severity.Error,
        "样地 {0}：树高不在 1.3–100 m，按没有量树高处理", "plot {0}: the height is not between 1.3 and 100 m and counts as not measured",
        "改正；单位是 m，不是 dm。", "Correct it; the unit is m, not dm.");

    /// <summary>Trees that do not live. {0} how many.</summary>
    public static FindingRule Dead { get; } = new("PLT-0015", Severity.Info,
        "{0} 行枯立木、枯倒木、采伐木不计入活立木", "{0} rows of dead and cut trees are not counted as living",
        "枯死木是另一个碳库。", "Dead wood is a pool of its own.");

    /// <summary>A state that is not known. {0} plot.</summary>
    public static FindingRule Status { get; } = new("PLT-0016", Severity.Error,
        "样地 {0}：不认识的立木状态，不知是活是死，该样地不估算", "plot {0}: the status is not known, so that the tree may be living or dead, and the plot is not estimated",
        "写 live/活立木/保留木/进界木 或 dead/枯立木/枯倒木/采伐木；空着是活立木。", "Write live or dead (活立木、枯立木 …); blank is living.");

    /// <summary>A tree without species. {0} plot.</summary>
    public static FindingRule NoSpecies { get; } = new("PLT-0017", Severity.Error,
        "样地 {0}：没有树种，这株树没有材积和生物量", "plot {0}: the tree has no species, hence no volume and no biomass",
        "补上树种；不认识的写对照表里的一个组，如 其他阔叶。", "Give the species; for an unknown one a group of the crosswalk.");

    /// <summary>A tree that no equation serves. {0} plot, {1} figure and {2} reason in Chinese, {3} and {4} in English.</summary>
    public static FindingRule NotEstimated { get; } = new("PLT-0018", Severity.Warning,
        "样地 {0} 的一株树没有{1}：{2}", "a tree of plot {0} has no {3}: {4}",
        "在对照表里给该树种点名能用的式，或补量树高。", "Name an equation that serves in the crosswalk, or measure the height.");

    /// <summary>A plot without a figure. {0} plot, {1} how many trees.</summary>
    public static FindingRule Incomplete { get; } = new("PLT-0019", Severity.Warning,
        "样地 {0} 有 {1} 行样木不能计入，缺的各项没有值（不按部分株数估算）", "{1} rows of trees of plot {0} cannot be counted: the figures that lack them are left out, not made from the rest",
        "见这些树各自的问题。", "See the findings on these trees.");

    /// <summary>Plots without a live tree. {0} how many.</summary>
    public static FindingRule Empty { get; } = new("PLT-0020", Severity.Info,
        "{0} 块样地没有活立木，每公顷各项是真正的 0", "{0} plots have no live tree: their figures per hectare are true zeros",
        "没有去调查的样地不要列在样地表里；加 empty 列，就只有写明的样地是 0。", "Plots that were not visited do not belong in the table; with a column empty only the plots that it names are zeros.");

    /// <summary>A tree below the smallest diameter. {0} plot.</summary>
    public static FindingRule BelowSmallest { get; } = new("PLT-0021", Severity.Warning,
        "样地 {0}：没有哪个样圆检量这个胸径的树，不计入", "plot {0}: no subplot tallies trees of this diameter; it is not counted",
        "核对 --subplots 的起止胸径。", "Check the diameters of --subplots.");

    /// <summary>Subplots whose diameters overlap. {0} and {1} cm.</summary>
    public static FindingRule SubplotsOverlap { get; } = new("PLT-0022", Severity.Error,
        "两种样圆都检量 {0} cm 的树，扩大系数不唯一", "two subplots both tally trees of {0} cm, which would have two expansions",
        "小样圆写上止测胸径（不含），等于大样圆的起测胸径。", "Give the smaller one a maxDbhCm (not included) equal to the minDbhCm of the larger.");

    /// <summary>A zone that is missing or not known. {0} as given.</summary>
    public static FindingRule Zone { get; } = new("PLT-0023", Severity.Error,
        "含碳率要用 FAO 生态区，“{0}”不是表里的", "the carbon fraction needs an FAO ecological zone; “{0}” is none of the table",
        "用 --zone，如 subtropical-humid-forest。", "Use --zone, e.g. subtropical-humid-forest.");

    /// <summary>A stand beyond the standard table. {0} plot, {1} m.</summary>
    public static FindingRule BeyondStandard { get; } = new("PLT-0024", Severity.Warning,
        "样地 {0} 的平均高 {1} m 在标准表之外，标准表法没有蓄积", "the mean height of plot {0}, {1} m, is beyond the standard table: no volume by it",
        "补全标准表；不外推。", "Complete the table; nothing is extrapolated.");

    /// <summary>Heights of a standard table do not increase.</summary>
    public static FindingRule StandardTable { get; } = new("PLT-0025", Severity.Error,
        "标准表没有行，或平均高不递增、断面积不大于 0", "the standard table has no rows, or its heights do not increase, or a basal area is not above 0",
        "一行一个平均高：heightM、basalAreaM2PerHa、volumeM3PerHa。", "One row for each mean height: heightM, basalAreaM2PerHa, volumeM3PerHa.");

    /// <summary>Heights by a curve. {0} how many trees.</summary>
    public static FindingRule CurveHeights { get; } = new("PLT-0027", Severity.Info,
        "{0} 株没有量的树高由给出的树高曲线得到", "the heights of {0} trees that were not measured come from the height curve given",
        "曲线的误差不在样地误差之内。", "The error of the curve is not part of the sampling error.");

    /// <summary>A height curve that cannot be. {0} species.</summary>
    public static FindingRule BadCurve { get; } = new("PLT-0028", Severity.Error,
        "树种 {0} 的树高曲线缺参数、参数不大于 0，或重复", "the height curve of {0} lacks a parameter, has one that is not above 0, or stands twice",
        "H = 1.3 + a (1 − e^(−b D))^c：每个树种一行 species、a、b、c，可写 minDbhCm、maxDbhCm。", "H = 1.3 + a (1 − e^(−b D))^c: one row for each species with species, a, b, c and if known minDbhCm, maxDbhCm.");

    /// <summary>A heading with another unit. {0} heading, {1} unit.</summary>
    public static FindingRule Unit { get; } = new("PLT-0029", Severity.Error,
        "列“{0}”的单位不是 {1}", "the column {0} is not in {1}",
        "换算成 {1}，列名一并改正。", "Convert it to {1} and correct the heading.");

    /// <summary>A row without plot number.</summary>
    public static FindingRule NoPlot { get; } = new("PLT-0026", Severity.Error,
        "没有样地号，该行不用", "there is no plot number; the row is not used",
        "补上样地号。", "Give the plot number.");

    /// <summary>A tree on a plot declared without trees. {0} plot.</summary>
    public static FindingRule EmptyWithTree { get; } = new("PLT-0030", Severity.Error,
        "样地 {0} 写明没有立木，却有活立木，该样地不估算", "plot {0} is declared without trees and has a live one: it is not estimated",
        "改正 empty 列，或改正样木的样地号。", "Correct the column empty, or the plot number of the tree.");

    /// <summary>A plot without any row, of which nothing says that it has no trees. {0} plot.</summary>
    public static FindingRule NotTallied { get; } = new("PLT-0031", Severity.Warning,
        "样地 {0} 没有一行样木，也没有写明没有立木：不当作 0，各项没有值", "plot {0} has no row of trees and is not declared without trees: it is no zero, and has no figures",
        "确实没有树的，在样地表加 empty 列并写 是；没有检尺的，从样地表去掉。", "Where there are no trees, say yes in a column empty of the plots; take plots that were not tallied out of the table.");

    /// <summary>A word that is not known. {0} plot, {1} words known.</summary>
    public static FindingRule UnknownWord { get; } = new("PLT-0032", Severity.Error,
        "样地 {0}：不认识的写法，该样地不用", "plot {0}: the word is not known, and the plot is not used",
        "可以写：{1}；或空着。", "It may be one of {1}, or blank.");

    /// <summary>A gauge plot without total. {0} plot, {1} how many counts.</summary>
    public static FindingRule CountsIncomplete { get; } = new("PLT-0033", Severity.Warning,
        "样地 {0} 有 {1} 行角规计数不能用，样地合计没有值（不按其余的行合计）", "{1} rows of counts of plot {0} cannot be used: the plot has no total, and none is made from the rest",
        "见这些行各自的问题。", "See the findings on these rows.");

    /// <summary>Counts of a species that stand twice. {0} plot.</summary>
    public static FindingRule CountTwice { get; } = new("PLT-0034", Severity.Error,
        "样地 {0} 同一树种的角规计数不止一行（或不分树种的行与分树种的行并存），会重复计算，这些行都不用", "plot {0} has counts of a species more than once (or a row for all species beside rows of species), which would count trees twice: none of them is used",
        "每个样地每个树种一行；不分树种的只写一行。", "Give one row for each plot and species, or a single row without species.");

    /// <summary>Two basal area factors. {0} plot, {1} and {2} m²/ha.</summary>
    public static FindingRule FactorsDisagree { get; } = new("PLT-0035", Severity.Error,
        "样地 {0} 的角规常数自相矛盾：样地表 {1}，计数表 {2}，该计数不用", "the basal area factors of plot {0} contradict each other: {1} with the plots, {2} with the counts; the count is not used",
        "改正其中一个，或从样地表去掉。", "Correct one of them, or remove it from the plots.");

    /// <summary>No plot has a figure.</summary>
    public static FindingRule NothingSound { get; } = new("PLT-0036", Severity.Error,
        "没有一块样地算得出任何一项", "no plot has a single figure",
        "先处理列出的问题。", "Deal with the findings listed.");

    /// <summary>A plot with an area and a gauge. {0} plot.</summary>
    public static FindingRule AreaAndFactor { get; } = new("PLT-0037", Severity.Error,
        "样地 {0} 既有面积（半径、边长）又有角规常数，扩大系数不唯一", "plot {0} has both a size and a basal area factor: its trees would have two expansions",
        "样圆、样方去掉角规常数；角规样地去掉面积。", "Remove the factor of a plot of fixed size, or the size of a gauge plot.");

    /// <summary>Heights and diameters that do not go together. {0} median of height over diameter, m/cm; {1} and {2} limits.</summary>
    public static FindingRule HeightOverDiameter { get; } = new("PLT-0038", Severity.Error,
        "树高（m）与胸径（cm）之比的中位数是 {0}，不在 {1}–{2}：看来有一个的单位不对", "the median of height (m) over diameter (cm) is {0}, not {1} to {2}: one of them is apparently in another unit",
        "胸径换成 cm，树高换成 m。", "Convert diameters to cm and heights to m.");

    /// <summary>No crosswalk of species. {0} path.</summary>
    public static FindingRule NoCrosswalk { get; } = new("PLT-0039", Severity.Error,
        "没有树种对照表 {0}", "there is no crosswalk of species {0}",
        "用 --species 点名，或在样地表旁放 species.csv（样例：gis-samples/linxiang/plots/species.csv）。", "Name one by --species, or put a species.csv beside the plots (sample: gis-samples/linxiang/plots/species.csv).");
}
