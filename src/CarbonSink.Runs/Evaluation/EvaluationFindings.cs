using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What may be wrong or remarkable when a method is computed over tables and layers (按方法核算的问题).</summary>
public static class EvaluationFindings
{
    /// <summary>The description is not there. {0} path.</summary>
    public static FindingRule NoFile { get; } = new("EVL-0001", Severity.Error,
        "找不到 {0}", "there is no {0}",
        "给出放有 evaluation.json 的文件夹，或该文件本身；格式见 docs/evaluate.md。", "Name a folder with evaluation.json, or the file itself; docs/evaluate.md has its form.");

    /// <summary>It is not JSON. {0} file, {1} line, {2} message.</summary>
    public static FindingRule NotJson { get; } = new("EVL-0002", Severity.Error,
        "{0} 第 {1} 行：不是合法的 JSON：{2}", "{0} line {1}: not valid JSON: {2}",
        "用文本编辑器改正该行；编码须为 UTF-8。", "Correct the line in a text editor; the encoding is UTF-8.");

    /// <summary>A key that is not known. {0} file, {1} line, {2} key, {3} known ones.</summary>
    public static FindingRule UnknownKey { get; } = new("EVL-0003", Severity.Error,
        "{0} 第 {1} 行：未知的键 {2}", "{0} line {1}: unknown key {2}",
        "可用的键：{3}。", "Known keys: {3}.");

    /// <summary>A value that cannot be. {0} file, {1} line, {2} key, {3} expected in Chinese, {4} in English.</summary>
    public static FindingRule WrongValue { get; } = new("EVL-0004", Severity.Error,
        "{0} 第 {1} 行：{2} 的值不对，应为{3}", "{0} line {1}: {2} is wrong; it should be {4}",
        "改正该值，见 docs/evaluate.md。", "Correct the value, see docs/evaluate.md.");

    /// <summary>No method is named, or one that is not there. {0} as named or —, {1} methods there are.</summary>
    public static FindingRule NoMethod { get; } = new("EVL-0005", Severity.Error,
        "没有指明方法，或没有这个方法：{0}", "no method is named, or there is none such: {0}",
        "在 evaluation.json 写 \"method\": \"编号/版本\"，或用 --method；有：{1}。", "Write \"method\": \"id/version\" into evaluation.json or use --method; there are: {1}.");

    /// <summary>A name that the method does not know. {0} kind in Chinese, {1} in English, {2} name, {3} method, {4} known ones.</summary>
    public static FindingRule NotInMethod { get; } = new("EVL-0006", Severity.Error,
        "方法 {3} 没有{0} {2}", "method {3} has no {1} {2}",
        "改正名称；有：{4}。", "Correct the name; there are: {4}.");

    /// <summary>A column that was asked for is not there. {0} file, {1} column, {2} what for, {3} columns there are.</summary>
    public static FindingRule NoColumn { get; } = new("EVL-0007", Severity.Error,
        "{0} 没有列 {1}（用于 {2}）", "{0} has no column {1} (for {2})",
        "改正列名，或在 columns 里指明；有：{3}。", "Correct the name or say it under columns; there are: {3}.");

    /// <summary>Two headings stand for one symbol. {0} file, {1} symbol, {2} headings.</summary>
    public static FindingRule TwoColumns { get; } = new("EVL-0008", Severity.Error,
        "{1} 有两个来处：{2}", "{1} is given twice: {2}",
        "只留一个（表头、columns、area、overlays、run 之中）。", "Leave one of them (heading, columns, area, overlays, run).");

    /// <summary>A unit is not one, or not of this quantity. {0} where, {1} unit as written, {2} symbol, {3} its unit in the method.</summary>
    public static FindingRule WrongUnit { get; } = new("EVL-0009", Severity.Error,
        "{0}：单位 {1} 不能换算为 {2} 的单位 {3}", "{0}: unit {1} does not convert to {3}, the unit of {2}",
        "改正表头方括号里的单位，如 A [ha]。", "Correct the unit in the brackets of the heading, e.g. A [ha].");

    /// <summary>A symbol stands in the table of a set that it does not live on. {0} symbol, {1} table's set, {2} its set in the method or —.</summary>
    public static FindingRule WrongSet { get; } = new("EVL-0010", Severity.Error,
        "{0} 写在集合 {1} 的表里，但方法中它属于 {2}", "{0} stands in the table of {1}, but in the method it belongs to {2}",
        "移到所属集合（或包含它的集合）的表；不属于任何集合的写进 run。", "Move it to the table of its set or of a set around that; what belongs to no set goes under run.");

    /// <summary>A record has no key. {0} key column.</summary>
    public static FindingRule NoKey { get; } = new("EVL-0011", Severity.Error,
        "记录没有编号（列 {0} 为空）", "a record has no key (column {0} is blank)",
        "补上编号；每条记录的编号必须唯一。", "Fill in the key; each record has one of its own.");

    /// <summary>A key stands twice. {0} key, {1} set.</summary>
    public static FindingRule DuplicateKey { get; } = new("EVL-0012", Severity.Error,
        "{1} 的编号 {0} 重复，会重复计算", "key {0} of {1} stands twice and would be counted twice",
        "删去重复的记录，或改用唯一的编号列。", "Remove the second record, or choose a key column without repeats.");

    /// <summary>A record names a parent that is not there. {0} parent key, {1} set around.</summary>
    public static FindingRule UnknownParent { get; } = new("EVL-0013", Severity.Error,
        "{1} 里没有编号 {0}", "{1} has no member {0}",
        "改正上级编号，或在上级的表里补上它。", "Correct the parent, or add it to the table of the set around.");

    /// <summary>Something that is no number. {0} symbol.</summary>
    public static FindingRule BadNumber { get; } = new("EVL-0014", Severity.Error,
        "{0} 的值不是数，未采用", "the value of {0} is no number and is not used",
        "写成普通的数（小数点为 .，无千位分隔、无单位）；没有数就留空。", "Write a plain number (decimal point, no separators, no unit); leave it blank where there is none.");

    /// <summary>A date that is none. {0} symbol.</summary>
    public static FindingRule BadDate { get; } = new("EVL-0015", Severity.Error,
        "{0} 的值不是日期，未采用", "the value of {0} is no date and is not used",
        "写成 yyyy-MM-dd。", "Write yyyy-MM-dd.");

    /// <summary>An area below zero. {0} symbol.</summary>
    public static FindingRule NegativeArea { get; } = new("EVL-0016", Severity.Error,
        "面积 {0} 为负，未采用", "area {0} is negative and is not used",
        "核对该记录的面积。", "Check the area of the record.");

    /// <summary>A table has no rows. {0} set, {1} file.</summary>
    public static FindingRule EmptySet { get; } = new("EVL-0017", Severity.Error,
        "集合 {0} 的表 {1} 没有记录", "the table {1} of set {0} has no records",
        "补上记录；确实没有成员的集合，不要写进 sets。", "Add records; leave a set that has no members out of sets.");

    /// <summary>A set that nobody gave. {0} set, {1} method.</summary>
    public static FindingRule SetNotGiven { get; } = new("EVL-0018", Severity.Info,
        "没有给出方法 {1} 的集合 {0}：它没有成员，对它的合计为 0", "set {0} of method {1} is not given: it has no members, and sums over it are 0",
        "有这样的数据就在 sets 里写上。", "Name its table under sets where there are such data.");

    /// <summary>An input that nobody gave. {0} symbol, {1} Chinese, {2} English, {3} unit, {4} set or —, {5} method.</summary>
    public static FindingRule InputNotGiven { get; } = new("EVL-0019", Severity.Info,
        "方法 {5} 的输入 {0}（{1}，{3}，属于 {4}）没有给出", "input {0} of method {5} ({2}, {3}, over {4}) is not given",
        "用得到它的结果会缺；在表里加列，或写进 run。", "Results that need it will be missing; add a column or write it under run.");

    /// <summary>An input that a complete output may need. {0} symbol, {1} Chinese, {2} English, {3} unit, {4} set or —, {5} method.</summary>
    public static FindingRule NeededInputNotGiven { get; } = new("EVL-0020", Severity.Error,
        "方法 {5} 的输入 {0}（{1}，{3}，属于 {4}）没有给出，要求完整的输出没有值", "input {0} of method {5} ({2}, {3}, over {4}) is not given, and outputs that must be complete have no value",
        "在表里加列，或写进 run。", "Add a column or write it under run.");

    /// <summary>Columns that the method does not use. {0} file, {1} columns.</summary>
    public static FindingRule UnusedColumns { get; } = new("EVL-0021", Severity.Info,
        "{0} 的这些列方法不用：{1}", "columns of {0} that the method does not use: {1}",
        "列名须与方法的输入符号相同（如 A [ha]），或在 columns 里指明；确实不用的可以不管。", "A heading is the symbol of an input (e.g. A [ha]), or is named under columns; leave what is not wanted.");

    /// <summary>A word that a pack that is not verified refuses. {0} word, {1} text, {2} method.</summary>
    public static FindingRule RefusedWord { get; } = new("EVL-0022", Severity.Error,
        "“{1}”含有“{0}”，方法 {2} 未经官方文本核实，结果不得这样称呼", "“{1}” holds “{0}”: method {2} is not verified against the official text, and results may not be called so",
        "改掉该词；持有官方文本的，按 open 各项核对填写后再用。", "Change the words; with the official text at hand, complete the open items of the pack first.");

    /// <summary>Nothing could be computed. {0} method, {1} most frequent reason Chinese, {2} English.</summary>
    public static FindingRule Nothing { get; } = new("EVL-0023", Severity.Error,
        "方法 {0} 没有算出任何输出：{1}", "method {0} computed no output: {2}",
        "按 notEstimated 和其他问题补数据。", "Supply data as notEstimated and the other findings say.");

    /// <summary>An output lacks members. {0} symbol, {1} count, {2} area ha or —.</summary>
    public static FindingRule Partial { get; } = new("EVL-0024", Severity.Warning,
        "{0} 的合计不完整：缺 {1} 个成员，面积 {2} ha", "the total of {0} is partial: {1} members are left out, {2} ha",
        "原因见 notEstimated；补上数据，或在报告里注明缺什么。", "notEstimated has the reasons; supply data, or say in the report what is left out.");

    /// <summary>A layer without polygons where geometry is asked for. {0} file, {1} what for.</summary>
    public static FindingRule NoGeometry { get; } = new("EVL-0025", Severity.Error,
        "{0} 没有面状几何，不能求 {1}", "{0} has no polygons, so {1} cannot be measured",
        "给出面图层，或把面积写成一列。", "Name a layer of polygons, or give the area as a column.");

    /// <summary>A used method was left out. {0} method, {1} inputs it lacks.</summary>
    public static FindingRule UseSkipped { get; } = new("EVL-0026", Severity.Info,
        "先行方法 {0} 没有计算：它的输入一个也没有给出（{1}）", "{0}, which the method uses, is not computed: none of its inputs is given ({1})",
        "需要它的结果时补上这些输入。", "Supply the inputs where its results are wanted.");

    /// <summary>A value given is one that a used method computes. {0} symbol, {1} method.</summary>
    public static FindingRule ComputedByUse { get; } = new("EVL-0027", Severity.Error,
        "{0} 由先行方法 {1} 算出，不能又作为数据给出", "{0} is computed by {1}, which the method uses, and cannot be given as data too",
        "去掉这一列；或去掉 {1} 的全部输入，它就不计算。", "Leave the column out; or leave out every input of {1}, which is then not computed.");

    /// <summary>Intervals do not cover what states none. {0} what Chinese, {1} English.</summary>
    public static FindingRule NotCovered { get; } = new("EVL-0028", Severity.Info,
        "区间不包括没有给出不确定性的：{0}", "intervals do not cover what states no uncertainty: {1}",
        "在参数表里给出 .se、.sd 或 .low95/.high95。", "State .se, .sd or .low95/.high95 in the parameter tables.");

    /// <summary>A polygon has no area. {0} symbol.</summary>
    public static FindingRule NoPolygon { get; } = new("EVL-0029", Severity.Error,
        "记录没有面或面积为 0，{0} 没有值", "the record has no polygon, or one without area: {0} has no value",
        "补上该记录的几何，或删去该记录。", "Supply the geometry of the record, or remove it.");

    /// <summary>No such member to explain. {0} as asked, {1} sets.</summary>
    public static FindingRule NoMember { get; } = new("EVL-0030", Severity.Error,
        "没有 {0}", "there is no {0}",
        "写成 集合:编号，如 unit:12；集合与时期交叉的写 unit:12:2025；集合有：{1}。", "Write SET:KEY, e.g. unit:12, or unit:12:2025 for a set crossed with years; sets: {1}.");

    /// <summary>A table that is named is not there. {0} name, {1} reference.</summary>
    public static FindingRule NoTable { get; } = new("EVL-0031", Severity.Error,
        "找不到表 {0}：{1}", "table {0} is not there: {1}",
        "写成 tables/文件夹/文件名@版本，或相对 evaluation.json 的 CSV 路径。", "Write tables/folder/file@version, or the path of a CSV file relative to evaluation.json.");

    /// <summary>columns and the heading state different units. {0} file, {1} symbol, {2} unit under columns, {3} unit in the heading.</summary>
    public static FindingRule UnitsDiffer { get; } = new("EVL-0032", Severity.Error,
        "{0}：{1} 的单位，columns 写 {2}，表头写 {3}", "{0}: columns gives {1} in {2}, the heading says {3}",
        "只留对的一个；表头已写单位时，columns 只写列名。", "Leave the right one; where the heading states the unit, columns needs the name alone.");

    /// <summary>A total has no interval as uncertain results of other methods enter. {0} symbol, {1} inputs, {2} methods.</summary>
    public static FindingRule NoInterval { get; } = new("EVL-0033", Severity.Warning,
        "{0} 不给区间：它用到先行方法 {2} 的 {1}，其不确定性不能传到这里", "no interval for {0}: {1} of {2}, computed before, enters, and its uncertainty does not pass on",
        "单独核算先行方法可得它自己的区间；合起来的区间不能由它得出。", "Compute the method before by itself for its own intervals; they do not give that of the whole.");

    /// <summary>Members without the code that groups them. {0} code, {1} count, {2} set.</summary>
    public static FindingRule NoGroup { get; } = new("EVL-0034", Severity.Warning,
        "{2} 的 {1} 个成员没有 {0}，归入“—”组", "{1} members of {2} have no {0}; they are the group —",
        "补上代码；各组之和仍等于合计。", "Fill in the code; the groups add up to the whole all the same.");

    /// <summary>Methods of a chain take a symbol for different things. {0} symbol, {1} method, {2} as it wants it, {3} as it is.</summary>
    public static FindingRule ChainMisfit { get; } = new("EVL-0035", Severity.Error,
        "方法 {1} 的 {0} 应为 {2}，而给出或先行方法算出的是 {3}", "{1} wants {0} as {2}, but it is given or computed before as {3}",
        "方法包的 uses 不能这样接：改符号、单位或集合，使它们一致。", "The packs do not fit together: make symbol, unit and set the same in both.");

    /// <summary>Methods use each other in a circle. {0} file, {1} the circle.</summary>
    public static FindingRule CircularUses { get; } = new("EVL-0036", Severity.Error,
        "先行方法成环：{1}", "methods use each other in a circle: {1}",
        "从其中一个 method.json 的 uses 里去掉一项。", "Leave one of them out of uses in its method.json.");

    /// <summary>Overlays that cover no member. {0} symbol, {1} layers.</summary>
    public static FindingRule CoversNothing { get; } = new("EVL-0037", Severity.Warning,
        "overlays.{0} 的图层（{1}）没有压占任何成员：{0} 处处为 0", "the layers of overlays.{0} ({1}) cover no member: {0} is 0 everywhere",
        "核对图层与坐标系；确实不相交的，可以不管。", "Check the layers and their coordinate references; leave it where they do lie apart.");

    /// <summary>A polygon that cannot be measured. {0} symbol.</summary>
    public static FindingRule NotMeasurable { get; } = new("EVL-0038", Severity.Error,
        "面的坐标不在坐标系的范围内，{0} 不能量算", "the coordinates of the polygon lie outside its coordinate reference: {0} cannot be measured",
        "核对 .prj，或 evaluation.json 里的 crs。", "Check the .prj, or crs in evaluation.json.");

    /// <summary>A layer without a coordinate reference. {0} file, {1} key of evaluation.json.</summary>
    public static FindingRule NoReference { get; } = new("EVL-0039", Severity.Error,
        "{0} 没有可用的坐标系，面积不能量算", "{0} has no usable coordinate reference, so areas cannot be measured",
        "补上 .prj，或在 evaluation.json 写 {1}，例如 \"EPSG:4547\"。", "Supply the .prj, or write {1} into evaluation.json, e.g. \"EPSG:4547\".");

    /// <summary>A negative amount. {0} symbol.</summary>
    public static FindingRule Negative { get; } = new("EVL-0040", Severity.Warning,
        "{0} 的值为负，已照用", "the value of {0} is negative and is used as it is",
        "确是减少量的不必改；其余的核对。", "Leave what is a decrease; check the others.");

    /// <summary>A number beyond all measure. {0} symbol, {1} bound.</summary>
    public static FindingRule TooLarge { get; } = new("EVL-0041", Severity.Error,
        "{0} 的绝对值大于 {1}，未采用", "the value of {0} lies beyond ±{1} and is not used",
        "核对该值和单位。", "Check the value and its unit.");

    /// <summary>A file of a set lacks a column that another has. {0} file, {1} symbol, {2} set.</summary>
    public static FindingRule ColumnInSomeFiles { get; } = new("EVL-0042", Severity.Warning,
        "{0} 没有列 {1}，而集合 {2} 的另一个文件有", "{0} has no column {1}, which another file of {2} has",
        "补上这一列；缺的成员没有这个输入。", "Add the column; the members of this file lack the input.");
}
