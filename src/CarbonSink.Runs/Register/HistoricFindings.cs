using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What may be wrong with the tables of another register (历史登记数据的问题). An error of a row lists the row and keeps it out; nothing is corrected or guessed.</summary>
public static class HistoricFindings
{
    /// <summary>No such mapping. {0} what was given, {1} built-in ones.</summary>
    public static FindingRule NoMapping { get; } = Error("REG-0050",
        "没有映射 {0}", "there is no mapping {0}",
        "写映射文件的路径，或自带映射之一：{1}。", "Give the path of a mapping, or one of the built-in ones: {1}.");

    /// <summary>A file that is no table of the mapping. {0} file, {1} table that comes nearest, {2} columns it lacks.</summary>
    public static FindingRule NoTable { get; } = Error("REG-0051",
        "{0} 不是映射里的任何一个表；最接近的 {1} 缺列 {2}", "{0} is no table of the mapping; {1}, which comes nearest, lacks the columns {2}",
        "改正表头或映射（列名、skipRows、sheet），或不要把该文件交给导入。", "Correct the header or the mapping (names, skipRows, sheet), or leave the file out.");

    /// <summary>A file that fits two tables. {0} file, {1} tables.</summary>
    public static FindingRule SeveralTables { get; } = Error("REG-0052",
        "{0} 同时符合映射里的几个表：{1}", "{0} fits several tables of the mapping: {1}",
        "在映射里把区分它们的列写成 required。", "Mark the columns that tell them apart as required.");

    /// <summary>A row with another number of cells than the header. {0} cells, {1} of the header.</summary>
    public static FindingRule BadRow { get; } = Error("REG-0053",
        "有 {0} 格，表头有 {1} 格", "has {0} cells where the header has {1}",
        "单元格里有分隔符、引号或换行时加引号。", "Quote cells that hold a delimiter, a quote or a line break.");

    /// <summary>A quantity that is no number.</summary>
    public static FindingRule BadQuantity { get; } = Error("REG-0054",
        "数量不是数", "the quantity is no number",
        "只写数；单位写在列名里，在映射里用 factor 说明（万吨为 10000）；表示空的记号写进 blanks。", "Write the number only; say the unit in the mapping with factor (10000 for 万吨), and what stands for nothing in blanks.");

    /// <summary>A quantity that is blank.</summary>
    public static FindingRule BlankQuantity { get; } = Warning("REG-0055",
        "数量为空，记为空，不记为 0", "the quantity is blank; it is kept as missing, not as 0",
        "向原登记机构查明。", "Ask the register it comes from.");

    /// <summary>A heading that tells a multiple of the unit. {0} file, {1} column.</summary>
    public static FindingRule UnitNotSaid { get; } = Error("REG-0056",
        "{0} 的列“{1}”以万、千、百万等为单位，映射没有说明", "{0}: the column {1} is in a multiple of the unit (ten thousand, thousand, million …), of which the mapping says nothing",
        "在映射里给该列写 factor（万为 10000，千为 1000）。", "Write factor for the column in the mapping (10000 for 万, 1000 for kt).");

    /// <summary>A negative quantity.</summary>
    public static FindingRule Negative { get; } = Error("REG-0057",
        "数量为负", "the quantity is negative",
        "更正、退回另成一张表，说明其含义后再导入。", "Put corrections and returns into a table of their own and say what they mean.");

    /// <summary>A fraction of a unit.</summary>
    public static FindingRule Fraction { get; } = Warning("REG-0058",
        "数量不是整数，照原样保存", "the quantity is not whole; it is kept as it is",
        "核对单位。", "Check the unit.");

    /// <summary>A date that is none of the forms. {0} forms.</summary>
    public static FindingRule BadDate { get; } = Error("REG-0059",
        "日期不能确定", "the date is not certain",
        "可读的写法：{0}；日/月/年、表格软件的日序数要在映射的 dates 里写明。", "Forms that are read: {0}; name dd/MM/yyyy, MM/dd/yyyy or excel in the mapping's dates where they occur.");

    /// <summary>A vintage that is no year.</summary>
    public static FindingRule BadYear { get; } = Error("REG-0060",
        "不是年份", "is no year",
        "写四位年份。", "Write the year in four digits.");

    /// <summary>A cell that is needed and blank.</summary>
    public static FindingRule BlankNeeded { get; } = Error("REG-0061",
        "必填的格为空", "a cell that is needed is blank",
        "补上，或在映射里去掉 required。", "Fill it in, or take required out of the mapping.");

    /// <summary>A number that a spreadsheet has cut.</summary>
    public static FindingRule LostDigits { get; } = Error("REG-0062",
        "编号或数量被表格软件写成科学记数，末位已丢失", "a spreadsheet wrote the number with an exponent; its last digits are lost",
        "从原系统重新导出，把该列存为文本。", "Export it again with the column as text.");

    /// <summary>A kind of transaction that the mapping does not know. {0} known ones.</summary>
    public static FindingRule UnknownTable { get; } = Error("REG-0063",
        "映射不认得这种业务", "the mapping does not know this kind of transaction",
        "在映射的 tables 里补上；已有：{0}。", "Add it to tables in the mapping; it has: {0}.");

    /// <summary>A serial of another form. {0} rule.</summary>
    public static FindingRule BadSerial { get; } = Error("REG-0064",
        "序列号不合 {0} 的规则", "the serial does not have the form of {0}",
        "核对；没有公布格式的序列号不要写进映射，照原样保存。", "Check it; leave serials of which no form is published out of the mapping, they are kept as written.");

    /// <summary>A serial whose numbers are not the quantity. {0} numbers, {1} quantity.</summary>
    public static FindingRule SerialQuantity { get; } = Error("REG-0065",
        "序列号有 {0} 个号，数量为 {1}", "the serial has {0} numbers, the quantity is {1}",
        "终号 − 起号 + 1 应等于数量；向原登记机构查明哪个对。", "Last − first + 1 is the quantity; ask the register which is right.");

    /// <summary>Serial ranges that overlap. {0} this line, {1} the other file and line, {2} common numbers.</summary>
    public static FindingRule SerialOverlap { get; } = Warning("REG-0066",
        "{0} 的序列号与 {1} 重叠 {2} 个", "the serial of {0} overlaps that of {1} by {2} numbers",
        "同一批号签发或注销了两次；向原登记机构查明。", "The same numbers were issued or retired twice; ask the register.");

    /// <summary>A row that was there before with the same content. {0} the other file and line.</summary>
    public static FindingRule Repeat { get; } = Warning("REG-0067",
        "与 {0} 编号相同、内容相同，只导入一次", "has the id and the content of {0}; it is imported once",
        "不必处理；确为另一笔业务的，向原登记机构要编号。", "Nothing needs doing; if it is another transaction, ask the register for its id.");

    /// <summary>A row that was there before with other content. {0} the other file and line.</summary>
    public static FindingRule Conflict { get; } = Error("REG-0068",
        "与 {0} 编号相同、内容不同，都不导入", "has the id of {0} and other content; neither is imported",
        "查明哪一行对；同一登记簿的新导出，用另一个登记簿名称导入。", "Find out which is right; import a later export of the same register under a name of its own.");

    /// <summary>Rows without id that are alike. {0} the other file and line.</summary>
    public static FindingRule Alike { get; } = Warning("REG-0069",
        "没有编号，与 {0} 逐格相同：可能是两笔，也可能是重复；都导入", "has no id and is cell by cell like {0}: perhaps two transactions, perhaps one twice; both are imported",
        "向原登记机构要业务编号。", "Ask the register for ids of transactions.");

    /// <summary>A totals row. {0} what it says, {1} what the rows above it make.</summary>
    public static FindingRule TotalsRow { get; } = Info("REG-0070",
        "合计行，不是记录：写的是 {0}，以上各行合计 {1}", "a row of totals and no record: it says {0}, the rows above make {1}",
        "不一致时核对原表。", "Where they differ, check the table.");

    /// <summary>Retired more than issued. {0} register, {1} project, {2} issued, {3} retired, {4} by what in Chinese, {5} in English.</summary>
    public static FindingRule OverRetired { get; } = Warning("REG-0071",
        "{0} 的项目 {1} 注销 {3} 多于签发 {2}（{4}）", "project {1} of {0} retired {3}, more than the {2} issued ({5})",
        "签发数据可能不全（有的登记簿分批签发而不公布），或同一笔记了两次。", "Issuances may be missing (some registers issue as units are used), or one transaction stands twice.");

    /// <summary>A sheet that is no table of the mapping. {0} file, {1} sheet.</summary>
    public static FindingRule SheetLeftOut { get; } = Warning("REG-0072",
        "{0} 的工作表“{1}”不是映射里的表，没有读", "{0}: the sheet {1} is no table of the mapping and was not read",
        "需要时补进映射。", "Add it to the mapping if it is wanted.");

    /// <summary>Bytes that are no text. {0} file.</summary>
    public static FindingRule Undecodable { get; } = Warning("REG-0073",
        "{0} 有既非 UTF-8 也非 GB18030 的字节，写成 \\xNN", "{0} has bytes that are neither UTF-8 nor GB18030; they are written as \\xNN",
        "从原系统以 UTF-8 重新导出。", "Export it again in UTF-8.");

    /// <summary>No table was given. {0} path.</summary>
    public static FindingRule NoFiles { get; } = Error("REG-0074",
        "{0} 里没有 .csv 或 .xlsx", "there is no .csv or .xlsx in {0}",
        "检查路径。", "Check the path.");

    /// <summary>A row that the register refused. {0} rule, {1} reason.</summary>
    public static FindingRule Refused { get; } = Error("REG-0075",
        "登记簿拒绝（{0}）：{1}", "the register refused it ({0}): {1}",
        "按所说的规则改正。", "Correct it as the rule says.");

    /// <summary>A blank register name. {0} mapping.</summary>
    public static FindingRule NoRegistry { get; } = Error("REG-0076",
        "映射 {0} 没有说明是哪个登记簿", "the mapping {0} does not say which register it is",
        "用 --registry 写明，或在映射里写 registry 或 registryColumn。", "Name it with --registry, or with registry or registryColumn in the mapping.");

    /// <summary>A quote within a cell that is not quoted, or text after a closing quote.</summary>
    public static FindingRule StrayQuote { get; } = Error("REG-0077",
        "引号位置不对，行不能确定", "a quote stands where none may be; the row is not certain",
        "给整格加引号，格内的引号写两遍。", "Quote the whole cell and write quotes within it twice.");

    /// <summary>A quoted cell with line breaks and as many delimiters as a row has.</summary>
    public static FindingRule RowsInCell { get; } = Error("REG-0078",
        "加引号的一格里有换行，又有至少一整行的分隔符：可能吞掉了几行", "a quoted cell holds line breaks and the delimiters of a whole row: it may have swallowed rows",
        "检查这一行的引号；确是一格的，去掉其中的换行。", "Check the quotes of this row; if it is one cell, take the line breaks out.");

    /// <summary>A cell of a sheet that holds an error or a formula without value. {0} cell.</summary>
    public static FindingRule ErrorCell { get; } = Error("REG-0079",
        "单元格 {0} 是错误值，或是没有值的公式", "cell {0} holds an error, or a formula without a value",
        "在表格软件中改正、重算后保存。", "Correct and recalculate it with a spreadsheet program and save it.");

    /// <summary>A cell of a sheet with the format of a date where a number or an id is wanted.</summary>
    public static FindingRule DateCell { get; } = Error("REG-0080",
        "该格是日期格式，不能当作数或编号", "the cell has the format of a date; it is taken for no number and no id",
        "在表格软件中改正格式，核对原值。", "Correct the format with a spreadsheet program and check the value.");

    /// <summary>A row without id that an earlier file had already. {0} the other file and line.</summary>
    public static FindingRule SeenBefore { get; } = Warning("REG-0081",
        "没有编号，读出的内容与另一个文件的 {0} 相同，只导入一次", "has no id and says what {0} of another file says; it is imported once",
        "同一登记簿的新导出不必处理；确为另一笔的，向原登记机构要业务编号，或另用登记簿名称导入。", "Nothing needs doing for a later export of the same register; if it is another transaction, ask the register for ids, or import it under another name.");

    /// <summary>A file with the bytes of another one. {0} file, {1} the other.</summary>
    public static FindingRule SameFile { get; } = Warning("REG-0082",
        "{0} 与 {1} 逐字节相同，只读一次", "{0} has the bytes of {1} and is read once",
        "不必处理。", "Nothing needs doing.");

    /// <summary>A number that its cell's format shows in a multiple of the unit. {0} text of the format.</summary>
    public static FindingRule UnitOfFormat { get; } = Error("REG-0083",
        "单元格格式写着“{0}”，映射没有说明倍数", "the cell's format says '{0}', of which the mapping says nothing",
        "在映射里给该列写 factor，或改正格式。", "Write factor for the column in the mapping, or correct the format.");

    private static FindingRule Error(string code, string zh, string en, string hintZh, string hintEn) => new(code, Severity.Error, zh, en, hintZh, hintEn);

    private static FindingRule Warning(string code, string zh, string en, string hintZh, string hintEn) => new(code, Severity.Warning, zh, en, hintZh, hintEn);

    private static FindingRule Info(string code, string zh, string en, string hintZh, string hintEn) => new(code, Severity.Info, zh, en, hintZh, hintEn);
}
