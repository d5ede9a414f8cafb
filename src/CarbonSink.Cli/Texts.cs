using CarbonSink.Methodologies;

namespace CarbonSink.Cli;

/// <summary>Every text of the command line in Chinese and English.</summary>
internal static class Texts
{
    public static Bilingual Program { get; } = new("从小班图层到说得清来历的碳储量。", "From forest sub-compartments to a carbon stock whose origin can be shown.");

    public static Bilingual Usage { get; } = new("用法：", "Usage:");

    public static Bilingual Commands { get; } = new("命令：", "Commands:");

    public static Bilingual Arguments { get; } = new("参数：", "Arguments:");

    public static Bilingual Options { get; } = new("选项：", "Options:");

    public static Bilingual OptionsWord { get; } = new("[选项]", "[options]");

    public static Bilingual CommandWord { get; } = new("<命令>", "<command>");

    public static Bilingual SeeHelp { get; } = new("用 {0} --help 查看用法。", "See {0} --help.");

    public static Bilingual Help { get; } = new("显示帮助", "show help");

    public static Bilingual Version { get; } = new("显示版本", "show the version");

    public static Bilingual Json { get; } = new("只输出一个 JSON 文档", "print one JSON document");

    public static Bilingual Language { get; } = new("消息的语言（默认取自系统）", "language of messages (default: the system's)");

    public static Bilingual Quiet { get; } = new("不显示进度", "show no progress");

    public static Bilingual Methodology { get; } = new("方法学目录（默认用 CARBONSINK_METHODOLOGY 或程序自带的）", "methodology folder (default: CARBONSINK_METHODOLOGY, else the program's own)");

    public static Bilingual Merge { get; } = new("合并分区结果：与一次算完逐位相同", "merge parts of an assessment: the same bits as the whole");

    public static Bilingual MergeParts { get; } = new("assess … --part 写出的文件", "files written by assess … --part");

    public static Bilingual Out { get; } = new("输出文件夹", "output folder");

    public static Bilingual Only { get; } = new("只写小班（units.gpkg）或只写各表；缺省都写", "write the units (units.gpkg) or the tables only; otherwise both");

    public static Bilingual Methods { get; } = new("方法学包", "the methodology packs");

    public static Bilingual MethodsList { get; } = new("列出全部方法", "list all methods");

    public static Bilingual MethodsShow { get; } = new("显示一个方法的输入、表、公式和出处", "show a method's inputs, tables, equations and sources");

    public static Bilingual MethodsCheck { get; } = new("检查方法：装载、运行示例、核对已发布文件", "check methods: load them, run their examples, compare released files");

    public static Bilingual MethodArgument { get; } = new("ID 或 ID/版本", "ID or ID/VERSION");

    public static Bilingual Schemas { get; } = new("数据字典", "the data dictionaries");

    public static Bilingual SchemasList { get; } = new("列出全部数据字典", "list all data dictionaries");

    public static Bilingual SchemasShow { get; } = new("显示一种字典的字段、含义、单位和代码表", "show a dictionary's fields, roles, units and code tables");

    public static Bilingual SchemasCheck { get; } = new("检查数据字典和它们点名的代码表", "check the data dictionaries and the code tables they name");

    public static Bilingual SchemaArgument { get; } = new("数据字典的 ID", "ID of a data dictionary");

    public static Bilingual NoSchema { get; } = new("没有数据字典 {0}；有：{1}", "there is no data dictionary {0}; there are {1}");

    public static Bilingual MissingValue { get; } = new("缺少 {0}", "{0} is missing");

    public static Bilingual UnknownToken { get; } = new("不认识 {0}", "{0} is not known");

    public static Bilingual OneOf { get; } = new("{0} 只能是 {1}", "{0} is one of {1}");

    public static Bilingual WrongUsage { get; } = new("命令行有误：{0}", "the command line is wrong: {0}");

    public static Bilingual Error { get; } = new("错误", "error");

    public static Bilingual Remedy { get; } = new("处理办法", "remedy");

    public static Bilingual Interrupted { get; } = new("已中断；原有结果未动。", "interrupted; earlier results are untouched.");

    public static Bilingual RunAgain { get; } = new("需要时重新运行。", "run it again when you want to.");

    public static Bilingual BadPack { get; } = new("方法、参数表或对照表不能使用", "the method or one of its tables cannot be used");

    public static Bilingual CorrectPack { get; } = new("按所列文件、行、列改正；方法学包本身用 methods check 检查。", "correct the places named; methods check looks at the packs themselves.");

    public static Bilingual Internal { get; } = new("程序内部错误：{0}", "internal failure: {0}");

    public static Bilingual Report { get; } = new("这是程序的缺陷：请把命令和这条消息报告给维护者。", "this is a fault of the program: report the command and this message to its maintainers.");

    public static Bilingual InputOutput { get; } = new("输入输出失败：{0}", "input/output failed: {0}");

    public static Bilingual CheckPlace { get; } = new("检查路径、权限和磁盘空间。", "check path, permissions and disk space.");

    public static Bilingual Written { get; } = new("结果已写入 {0}", "results are in {0}");

    public static Bilingual NoMethod { get; } = new("没有方法 {0}；有：{1}", "there is no method {0}; there are: {1}");

    public static Bilingual Assess { get; } = new("计算碳储量：读图层、核对、估算、汇总", "assess the stock: read the layer, check, estimate, add up");

    public static Bilingual AssessSource { get; } = new("含 inventory.json 的文件夹，或图层文件（.shp、.gpkg、.geojson 等）", "a folder with inventory.json, or a layer (.shp, .gpkg, .geojson …)");

    public static Bilingual Method { get; } = new("方法（默认取自 inventory.json）", "method (default: as inventory.json says)");

    public static Bilingual Tables { get; } = new("运行指明的表：引用或 CSV 路径", "a table the run names: reference or path of a CSV file");

    public static Bilingual Parameter { get; } = new("运行指明的值", "a value the run names");

    public static Bilingual Schema { get; } = new("数据字典（默认自动识别）", "input schema (default: recognised)");

    public static Bilingual Encoding { get; } = new("属性的编码（默认自动判断）", "encoding of the texts (default: detected)");

    public static Bilingual Crs { get; } = new("指定坐标系，不作转换（默认读 .prj）", "coordinate reference assigned, never transformed (default: the .prj)");

    public static Bilingual By { get; } = new("分组字段、角色或面图层（inventory.json 的 role，或 layer:路径#名称字段），以逗号分隔；村连同乡镇分组；面图层按面积分摊小班，记录数计入份额最大的面", "fields, roles or a layer of polygons (role in inventory.json, or layer:PATH#NAMEFIELD) to group by, separated by commas; villages bring their township along; units are divided among polygons by area and counted in the largest share");

    public static Bilingual LandArea { get; } = new("土地总面积（公顷），用于森林覆盖率等比率（默认取控制界线）", "land area in hectares that forest coverage and other rates are taken of (default: the control boundary)");

    public static Bilingual Reconcile { get; } = new("对账表（CSV，或 .xlsx、.xlsx#工作表）：figure,key,keyValue,year,value,unit,source（默认取自 inventory.json）", "table (CSV, or FILE.xlsx or FILE.xlsx#SHEET) of official figures to compare with: figure,key,keyValue,year,value,unit,source (default: as inventory.json says)");

    public static Bilingual Rate { get; } = new("{0} {1} %（{2} {3} {7} ÷ 土地总面积 {4} {7}，{5}；状态 {6}）", "{0} {1} % ({2} {3} {7} of a land area of {4} {7}, {5}; status {6})");

    public static Bilingual NoRate { get; } = new("{0}：不计算，{1}（{2} {3} {4}）", "{0}: not given, {1} ({2} {3} {4})");

    public static Bilingual LandGiven { get; } = new("给定", "given");

    public static Bilingual LandOfBoundary { get; } = new("由控制界线计算", "computed from the control boundary");

    public static Bilingual AreaControl { get; } = new("面积控制：小班合计 {0} {4}，控制界线内 {1} {4}，相差 {2} {4}（{3} %）", "area control: units {0} {4}, within the boundary {1} {4}, difference {2} {4} ({3} %)");

    public static Bilingual Reconciliation { get; } = new("与公布数对账", "Beside official figures");

    public static Bilingual Area { get; } = new("合计用登记面积（默认）或椭球面积", "area that totals use: recorded (default) or ellipsoidal");

    public static Bilingual AreaMethod { get; } = new("由边界算面积的方法（默认 geodesic）", "how areas are computed from boundaries (default: geodesic)");

    public static Bilingual Records { get; } = new("只算这些记录：从 0 起，含 A 不含 B", "these records only: from 0, A included, B excluded");

    public static Bilingual Part { get; } = new("写出分区结果文件，供 merge 合并", "write a part to be merged with merge");

    public static Bilingual Threads { get; } = new("线程数；结果与线程数无关", "number of threads; results do not depend on it");

    public static Bilingual Units { get; } = new("屏幕、报告和 CSV 汇总表中面积的单位（assessment.json、units.csv、units.gpkg 供程序读，总是公顷）", "unit of areas on the terminal, in the report and in CSV tables (assessment.json, units.csv and units.gpkg are for programs: always ha)");

    public static Bilingual SaveInventory { get; } = new("在图层旁写出 inventory.json", "write an inventory.json beside the layer");

    public static Bilingual SaveInventoryNeedsFile { get; } = new("--save-inventory 用于图层文件，不用于文件夹", "--save-inventory goes with a layer, not with a folder");

    public static Bilingual PartInsideOut { get; } = new("--part 不能放在 --out 文件夹里：替换该文件夹时会丢失", "--part cannot lie in the folder of --out, which is replaced whole");

    public static Bilingual OnlyNeedsOut { get; } = new("--only 选择 --out 写哪些文件，请同时给出 --out", "--only chooses the files of --out: give --out too");

    public static Bilingual WrongValue { get; } = new("{0} 应写成 {1}，不能是 {2}", "{0} is written {1}, not {2}");

    public static Bilingual WorstStatus { get; } = new("所用参数的最差状态：{0}", "worst status of the parameters used: {0}");

    public static Bilingual ReadRejected { get; } = new("读入 {0} 条 + 拒绝 {1} 条 = 记录 {2} 条", "read {0} + rejected {1} = {2} records");

    public static Bilingual RecordedBasis { get; } = new("合计用登记面积。", "Totals use the recorded area.");

    public static Bilingual EllipsoidalBasis { get; } = new("合计用椭球面积。", "Totals use the ellipsoidal area.");

    public static Bilingual Totals { get; } = new("合计", "Totals");

    public static Bilingual Total { get; } = new("合计", "Total");

    public static Bilingual GroupsBy { get; } = new("按{0}", "By {0}");

    public static Bilingual NotEstimated { get; } = new("未估算", "Not estimated");

    public static Bilingual StockNotSink { get; } = new("二氧化碳当量是储量的折算，不是年吸收量，也不是减排量。", "CO2 equivalent restates the stock: it is no yearly uptake and no emission reduction.");

    public static Bilingual OtherCauses { get; } = new("另有 {0} 种原因，见 not-estimated.csv", "{0} other causes, see not-estimated.csv");

    public static Bilingual AreaFigure { get; } = new("面积", "Area");

    public static Bilingual RecordedAreaFigure { get; } = new("  登记面积", "  recorded");

    public static Bilingual EllipsoidalAreaFigure { get; } = new("  由边界计算的面积", "  computed from boundaries");

    public static Bilingual EstimatedAreaFigure { get; } = new("已估算面积", "Estimated area");

    public static Bilingual VolumeFigure { get; } = new("蓄积量", "Growing stock");

    public static Bilingual BiomassFigure { get; } = new("生物量", "Biomass");

    public static Bilingual CarbonFigure { get; } = new("碳储量", "Carbon stock");

    public static Bilingual LivingVolumeFigure { get; } = new("活立木蓄积", "Living stock");

    public static Bilingual CarbonLowFigure { get; } = new("  低值", "  low");

    public static Bilingual CarbonHighFigure { get; } = new("  高值", "  high");

    public static Bilingual CarbonDioxideFigure { get; } = new("二氧化碳当量", "CO2 equivalent");

    public static Bilingual Extrapolated { get; } = new("外推（超出参数表的范围或地区）：{0} 条记录（占已估算的 {1} %），面积 {2} {6}（{3} %），蓄积量 {4} m3（{5} %）", "extrapolated (outside the range or region that a table was made for): {0} records ({1} % of those estimated), area {2} {6} ({3} %), growing stock {4} m3 ({5} %)");

    public static Bilingual Rounded { get; } = new("屏幕上的数四舍五入到两位小数；JSON 与 CSV 不舍入。", "Numbers on the terminal are rounded to two decimals; JSON and CSV are not rounded.");

    public static Bilingual Concerned { get; } = new("有错误或警告的记录 {0} 条：面积 {1} {2}，其中未估算 {3} 条；它们占合计中的蓄积量 {4} m3、碳储量 {5} tC（quality.csv）", "{0} records with errors or warnings: area {1} {2}, {3} of them not estimated; in the totals they make growing stock {4} m3 and carbon {5} tC (quality.csv)");

    public static Bilingual FindingCounts { get; } = new("问题：错误 {0}，警告 {1}，提示 {2}", "findings: {0} errors, {1} warnings, {2} infos");

    public static Bilingual MoreRows { get; } = new("…… 另有 {0} 行，见输出文件夹中的表", "… {0} more rows, see the tables in the output folder");

    public static Bilingual Checked { get; } = new("{0}/{1}：状态 {2}，参数最差 {3}；公式 {4} : 估计器 {5}；示例 {6} 条通过或列出，{7} 个文件标为不可复现", "{0}/{1}: status {2}, worst parameter {3}; equations {4} : estimators {5}; {6} expectations in examples, {7} files kept as not reproducible");

    public static Bilingual WithoutOutsideExample { get; } = new("没有外来算例（只有手算）的公式 {0} 条：{1}", "{0} equations without an example from outside (hand arithmetic only): {1}");

    public static Bilingual TooManyEstimators { get; } = new("警告：估计器超过公式与估计器之和的 15 %", "warning: estimators exceed 15 % of equations and estimators");

    public static Bilingual Problems { get; } = new("问题 {0} 个", "{0} problems");

    public static Bilingual SumTooLarge { get; } = new("合计超出可精确表示的范围（±2^63）", "a sum left the range of exact sums (±2^63)");

    public static Bilingual LookAtValues { get; } = new("检查面积、蓄积等数值的单位和大小。", "look at the units and sizes of areas and stocks.");

    public static Bilingual Explain { get; } = new("写出一个小班的计算过程", "write out the calculation of one unit");

    public static Bilingual Unit { get; } = new("记录号（从 0 起），或以 - 相连的主键", "record number (from 0), or its key joined by -");

    public static Bilingual UnitHeading { get; } = new("小班 {0}（记录 {1}）", "unit {0} (record {1})");

    public static Bilingual RecordedFields { get; } = new("登记的因子：", "As recorded:");

    public static Bilingual ComputedArea { get; } = new("由边界计算的面积 {0} ha", "area computed from the boundary {0} ha");

    public static Bilingual Members { get; } = new("汇总", "members");

    public static Bilingual MembersEntered { get; } = new("{0} over {1}：计入 {2} 个，缺值未计入 {3} 个（{4} ha）", "{0} over {1}: {2} entered, {3} left out for lack of a value ({4} ha)");

    public static Bilingual UnitNotEstimated { get; } = new("未估算：{0}", "Not estimated: {0}");

    public static Bilingual Steps { get; } = new("计算步骤：", "Steps:");

    public static Bilingual Formula { get; } = new("公式", "formula");

    public static Bilingual When { get; } = new("条件", "when");

    public static Bilingual Substituted { get; } = new("代入", "substituted");

    public static Bilingual ParameterRow { get; } = new("参数", "parameter");

    public static Bilingual ParameterPlace { get; } = new("{0} 第 {1} 行 [{2}] {3}；状态 {4}；出处 {5}", "{0} line {1} [{2}] {3}; status {4}; source {5}");

    public static Bilingual SourceWord { get; } = new("出处", "source");

    public static Bilingual StatusWord { get; } = new("状态", "status");

    public static Bilingual ExtrapolatedWord { get; } = new("外推", "extrapolated");

    /// <summary>Name of a set of carbon pools.</summary>
    public static Bilingual Pool(Estimation.CarbonPool pool) => pool switch
    {
        Estimation.CarbonPool.Living => new("活生物量（地上、地下）", "living (above and below ground)"),
        Estimation.CarbonPool.AboveGround => new("地上生物量", "above ground"),
        Estimation.CarbonPool.BelowGround => new("地下生物量", "below ground"),
        _ => new(Estimation.CarbonPools.Name(pool), Estimation.CarbonPools.Name(pool)),
    };
}
