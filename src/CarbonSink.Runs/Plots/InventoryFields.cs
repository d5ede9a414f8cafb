namespace CarbonSink.Runs;

/// <summary>A field of the tables of a plot inventory, with the column names it is recognised by, without regard to case.</summary>
/// <param name="Key">Own name, with the unit at its end.</param>
/// <param name="Names">Other names.</param>
internal sealed record InventoryField(string Key, params string[] Names)
{
    public IEnumerable<string> AllNames => Names.Prepend(Key);

    /// <summary>Units that a heading may carry in brackets; any where there are none.</summary>
    public string[] Units { get; init; } = [];
}

/// <summary>The fields of plots, trees, subplots, angle-gauge counts and standard tables, also listed in docs/plots.md.</summary>
internal static class InventoryFields
{
    public static readonly InventoryField Plot = new("plot", "plotId", "plot_id", "样地号", "样地编号");
    public static readonly InventoryField Stratum = new("stratum", "层", "层号", "总体层");
    public static readonly InventoryField Cluster = new("cluster", "群", "群号", "样地群");
    public static readonly InventoryField Radius = new("radiusM", "radius", "半径", "样地半径") { Units = ["m", "米"] };
    public static readonly InventoryField Length = new("lengthM", "length", "sideM", "side", "边长", "长") { Units = ["m", "米"] };
    public static readonly InventoryField Width = new("widthM", "width", "宽") { Units = ["m", "米"] };
    public static readonly InventoryField AreaM2 = new("areaM2", "样地面积m2", "样地面积(m2)", "样地面积(平方米)") { Units = ["m2", "m²", "平方米"] };
    public static readonly InventoryField AreaHa = new("areaHa", "样地面积ha", "样地面积(ha)", "样地面积(公顷)") { Units = ["ha", "公顷"] };
    public static readonly InventoryField SlopeDegrees = new("slopeDeg", "slope", "坡度") { Units = ["deg", "°", "度"] };
    public static readonly InventoryField SlopePercent = new("slopePercent", "坡度百分比", "坡度(%)", "坡度（%）", "坡度 [%]", "slope (%)", "slope(%)", "slope [%]") { Units = ["%"] };
    public static readonly InventoryField Measured = new("measured", "距离类型", "量距方式");
    public static readonly InventoryField Share = new("share", "shareInside", "界内比例") { Units = ["1"] };
    public static readonly InventoryField Empty = new("empty", "noTrees", "无立木", "空样地");
    public static readonly InventoryField Factor = new("basalAreaFactor", "baf", "Fg", "角规常数", "断面积系数") { Units = ["m2/ha", "m²/ha"] };
    public static readonly InventoryField X = new("x", "横坐标", "东坐标");
    public static readonly InventoryField Y = new("y", "纵坐标", "北坐标");
    public static readonly InventoryField Date = new("date", "调查日期", "日期");
    public static readonly InventoryField Tree = new("tree", "treeId", "tree_id", "样木号", "树号", "检尺号");
    public static readonly InventoryField Species = new("species", "树种", "树种代码");
    public static readonly InventoryField Dbh = new("dbhCm", "dbh", "胸径") { Units = ["cm", "厘米"] };
    public static readonly InventoryField Height = new("heightM", "height", "树高") { Units = ["m", "米"] };
    public static readonly InventoryField Crown = new("crownLengthM", "crownLength", "冠长") { Units = ["m", "米"] };
    public static readonly InventoryField Status = new("status", "立木类型", "检尺类型", "状态");
    public static readonly InventoryField Count = new("count", "株数") { Units = ["1", "株", "个"] };
    public static readonly InventoryField Number = new("number", "个数") { Units = ["1", "株", "个"] };
    public static readonly InventoryField FromDbh = new("minDbhCm", "minDbh", "起测胸径") { Units = ["cm", "厘米"] };
    public static readonly InventoryField ToDbh = new("maxDbhCm", "maxDbh", "止测胸径") { Units = ["cm", "厘米"] };
    public static readonly InventoryField Counted = new("counted", "相割株数", "计数株数") { Units = ["1", "株", "个"] };
    public static readonly InventoryField Borderline = new("borderline", "相切株数") { Units = ["1", "株", "个"] };
    public static readonly InventoryField StandHeight = new("heightM", "height", "平均高", "平均树高", "林分平均高") { Units = ["m", "米"] };
    public static readonly InventoryField BasalArea = new("basalAreaM2PerHa", "断面积", "标准断面积") { Units = ["m2/ha", "m²/ha"] };
    public static readonly InventoryField CurveA = new("a") { Units = ["m", "米"] };
    public static readonly InventoryField CurveB = new("b") { Units = ["1/cm"] };
    public static readonly InventoryField CurveC = new("c") { Units = ["1"] };
    public static readonly InventoryField Volume = new("volumeM3PerHa", "蓄积", "标准蓄积") { Units = ["m3/ha", "m³/ha"] };
}
