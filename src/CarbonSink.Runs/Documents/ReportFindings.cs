using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What may be wrong with a report or with what it is written from (出具报告的问题).</summary>
public static class ReportFindings
{
    /// <summary>A folder without a manifest of this program. {0} folder.</summary>
    public static FindingRule NoManifest { get; } = new("DOC-0001", Severity.Error,
        "{0} 不是本程序的结果文件夹：没有可用的 manifest.json", "{0} is no folder of results of this program: it has no manifest.json that can be used",
        "--from 写 assess、removals 等命令的 --out 文件夹。", "Give --from the --out folder of assess, removals or another command.");

    /// <summary>A folder that no source of the template takes. {0} folder, {1} its command, {2} what the report reads.</summary>
    public static FindingRule NoRole { get; } = new("DOC-0002", Severity.Error,
        "{0} 是 {1} 的结果，这份报告读的是：{2}", "{0} holds results of {1}; this report reads: {2}",
        "换成所列命令的结果；同一命令有两份时写 角色=文件夹。", "Give results of a command listed; of two of one command write ROLE=DIR.");

    /// <summary>A source that was not given. {0} role, {1} what it is, {2} commands.</summary>
    public static FindingRule NoSource { get; } = new("DOC-0003", Severity.Error,
        "缺数据来源 {0}（{1}）", "source {0} ({1}) is missing",
        "先运行 {2} --out 文件夹，再加 --from 文件夹。", "Run {2} --out DIR first and add --from DIR.");

    /// <summary>A file whose hash is not that of the manifest. {0} file.</summary>
    public static FindingRule Changed { get; } = new("DOC-0004", Severity.Error,
        "{0} 的内容与结果清单 manifest.json 不符：运行之后被改过", "{0} is not what its manifest.json lists: it was changed after the run",
        "不要改结果文件；重新运行该命令。", "Leave files of results alone; run the command again.");

    /// <summary>A file that the folder does not hold. {0} file.</summary>
    public static FindingRule NoFile { get; } = new("DOC-0005", Severity.Error,
        "结果里没有 {0}", "there is no {0} among the results",
        "用写出该文件的选项重新运行。", "Run the command again with the options that write this file.");

    /// <summary>A column that the records do not have. {0} file, {1} column.</summary>
    public static FindingRule NoColumn { get; } = new("DOC-0006", Severity.Error,
        "{0} 没有“{1}”这一列", "{0} has no column {1}",
        "改模板里的列名，或换用有这一列的结果。", "Correct the column's name in the template, or give results that have it.");

    /// <summary>A value that is no number. {0} file, {1} column or place, {2} value.</summary>
    public static FindingRule NotANumber { get; } = new("DOC-0007", Severity.Error,
        "{0}：{1} 的“{2}”不是数", "{0}: '{2}' of {1} is no number",
        "改模板里的 kind，或改正数据。", "Correct the kind in the template, or the data.");

    /// <summary>A required value is missing. {0} label, {1} place.</summary>
    public static FindingRule Missing { get; } = new("DOC-0008", Severity.Error,
        "缺“{0}”（{1}），没有它不能出具", "'{0}' ({1}) is missing; the report cannot be issued without it",
        "补上该数据；由使用者填写的写进 --facts 指明的文件。", "Supply it; what the user gives stands in the file named by --facts.");

    /// <summary>A blank to be filled in by hand. {0} label.</summary>
    public static FindingRule BlankToFill { get; } = new("DOC-0009", Severity.Info,
        "“{0}”没有给出，留空待填", "'{0}' was not given: a blank is left for it",
        "写进 --facts 文件（fact,value），或打印后手填。", "Put it into the --facts file (fact,value), or fill it in by hand.");

    /// <summary>A table that does not add up. {0} what.</summary>
    public static FindingRule DoesNotAddUp { get; } = new("DOC-0010", Severity.Error,
        "合计不平，不能出具：{0}", "sums do not add up, the report is not issued: {0}",
        "查数据来源；模板里 parts 所列的列须互不重叠、合起来是全部。", "Check the source; the parts of a column must not overlap and must be all of it.");

    /// <summary>A check of the template that refuses. {0} what it says, {1} article, {2} left, {3} right.</summary>
    public static FindingRule CheckRefused { get; } = new("DOC-0011", Severity.Error,
        "出具前检查不通过：{0} {1}（{2} ≠ {3}）", "a check before printing failed: {0} {1} ({2} against {3})",
        "改正数据后重新运行。", "Correct the data and run again.");

    /// <summary>A check of the template that marks. {0} what it says, {1} article, {2} left, {3} right.</summary>
    public static FindingRule CheckMarked { get; } = new("DOC-0012", Severity.Warning,
        "出具前检查不通过，已在文件上标明：{0} {1}（{2}，{3}）", "a check before printing failed and is marked on the document: {0} {1} ({2} against {3})",
        "改正数据，或保留标注并说明。", "Correct the data, or leave the mark and explain.");

    /// <summary>A word that a method whose text was not verified refuses. {0} word, {1} method, {2} where.</summary>
    public static FindingRule RefusedWord { get; } = new("DOC-0013", Severity.Error,
        "{2} 含有“{0}”：方法 {1} 未经核实，其结果不得这样称呼", "{2} says '{0}': {1} was not verified, and its results must not be called so",
        "改模板或 --facts 里的措辞。", "Word the template or the --facts file differently.");

    /// <summary>A line of the --facts file that no fact takes. {0} name, {1} names there are.</summary>
    public static FindingRule UnknownFact { get; } = new("DOC-0014", Severity.Error,
        "--facts 里的“{0}”不是这份报告要填的项", "'{0}' in the --facts file is nothing that this report asks for",
        "可填：{1}。", "It asks for {1}.");

    /// <summary>A code without a word. {0} code, {1} list.</summary>
    public static FindingRule NoWord { get; } = new("DOC-0015", Severity.Warning,
        "代码“{0}”在词表 {1} 里没有名称，照原样印出", "code '{0}' has no words in list {1} and is printed as it is",
        "在模板的 words.csv 补一行。", "Add a row to words.csv of the template.");

    /// <summary>A figure that could not be drawn. {0} figure, {1} why in Chinese, {2} in English.</summary>
    public static FindingRule NoFigure { get; } = new("DOC-0016", Severity.Warning,
        "图 {0} 没有画：{1}", "figure {0} was not drawn: {2}",
        "按原因补数据。", "Supply what is missing.");

    /// <summary>A program that prints is not there. {0} what for in Chinese, {1} in English.</summary>
    public static FindingRule NoBrowser { get; } = new("DOC-0017", Severity.Error,
        "找不到 Chromium、Chrome 或 Edge，{0}要用它", "no Chromium, Chrome or Edge was found; {1} needs it",
        "安装其一（Debian：apt install chromium；Windows 自带 Edge），或用 CARBONSINK_BROWSER 指明；HTML 不需要它。", "Install one (Debian: apt install chromium; Windows has Edge), or name it by CARBONSINK_BROWSER; HTML does without.");

    /// <summary>The browser failed. {0} what it said.</summary>
    public static FindingRule BrowserFailed { get; } = new("DOC-0018", Severity.Error,
        "浏览器没有打印出来：{0}", "the browser printed nothing: {0}",
        "单独运行该浏览器看能否启动；用 --format html 后手工打印。", "See whether this browser starts; or write --format html and print by hand.");

    /// <summary>A method behind the results that this methodology folder does not have. {0} method.</summary>
    public static FindingRule UnknownMethod { get; } = new("DOC-0019", Severity.Error,
        "方法学目录里没有结果所用的方法 {0}：无从核对哪些称呼不得使用", "the methodology folder has no method {0}, which the results rest on: which words it refuses cannot be looked up",
        "用 --methodology 指明运行时的方法学目录，或用现在的方法重新运行。", "Name the methodology folder of the run by --methodology, or run again with the present one.");

    /// <summary>A value that the source should have and has not. {0} label.</summary>
    public static FindingRule NotThere { get; } = new("DOC-0020", Severity.Warning,
        "结果里没有“{0}”，文中写“缺”", "the results have no '{0}'; the text says missing",
        "查该次运行是否给出这个数；不要在文件上手填。", "See whether that run computes it; do not fill it in by hand.");

    /// <summary>Something that must be one stands twice. {0} file, {1} what.</summary>
    public static FindingRule Twice { get; } = new("DOC-0021", Severity.Error,
        "{0}：“{1}”有两个，不能确定用哪一个", "{0}: there are two of '{1}', and which one is meant is not known",
        "只留一个。", "Leave one.");

    /// <summary>A check that could not be made. {0} what it says where it fails, {1} side that is blank.</summary>
    public static FindingRule NotChecked { get; } = new("DOC-0022", Severity.Warning,
        "没有核对“{0}”：{1} 没有给出", "not checked whether {0}: {1} was not given",
        "给出该项后重新出具。", "Supply it and issue the report again.");

    /// <summary>A report would replace or lie in a folder that it reads. {0} folder.</summary>
    public static FindingRule OverSource { get; } = new("DOC-0023", Severity.Error,
        "--out 与所读的结果文件夹 {0} 重叠：会替换掉它", "--out overlaps the folder of results {0}, which it would replace",
        "另写一个 --out。", "Name another --out.");

    /// <summary>A certificate of a register that does not verify. {0} file, {1} why in Chinese, {2} in English.</summary>
    public static FindingRule NotProved { get; } = new("DOC-0024", Severity.Error,
        "{0} 核验不通过：{1}", "{0} does not verify: {2}",
        "重新运行 register 的命令；用 carbonsink verify 核验该文件。", "Run the command of register again; verify the file with carbonsink verify.");
}
