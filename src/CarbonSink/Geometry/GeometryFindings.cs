using CarbonSink.Findings;

namespace CarbonSink.Geometry;

/// <summary>What stands against an area or a transformation (面积与坐标转换的质检规则).</summary>
public static class GeometryFindings
{
    /// <summary>Area from Mercator coordinates. {0} the system.</summary>
    public static FindingRule MercatorArea { get; } = new("AREA-0001", Severity.Error,
        "{0} 是墨卡托投影（网络墨卡托、世界墨卡托等），不能用来计算面积：它在北纬 30° 把面积放大约 33%，在 45° 放大约一倍", "{0} is a Mercator projection (Web Mercator, World Mercator or the like), from which no area is computed: it enlarges areas by about 33% at 30° of latitude and by about 100% at 45°",
        "请取回转换前的原始数据；只有这一份时，先转换到 CGCS2000 经纬度（carbonsink convert … --to-crs EPSG:4490）再计算面积", "Get the data as they were before the transformation; where this is the only copy, transform it to degrees first (carbonsink convert … --to-crs EPSG:4490) and measure that.");

    /// <summary>Ellipsoidal area from a projection that is known by name alone. {0} the projection.</summary>
    public static FindingRule UnknownProjectionArea { get; } = new("AREA-0002", Severity.Error,
        "没有投影 {0} 的反算公式，不能计算椭球面积；只有平面面积", "there is no inverse of the projection {0} here, so no ellipsoidal area; the planar one alone can be had",
        "请用 GIS 软件转换到 CGCS2000 经纬度（EPSG:4490）或 3 度带高斯-克吕格；只要平面面积时用 --method planar", "Transform the layer to CGCS2000 degrees (EPSG:4490) or 3-degree Gauss–Krüger with a GIS program; for the planar area alone use --method planar.");

    /// <summary>Planar area from degrees. {0} the system.</summary>
    public static FindingRule PlanarAreaOfDegrees { get; } = new("AREA-0003", Severity.Info,
        "{0} 的坐标是经纬度，平面面积没有意义，不予给出", "coordinates of {0} are degrees: planar area means nothing there and is not given",
        "椭球面积不受影响；需要平面面积时先转换到投影坐标系", "The ellipsoidal area is not affected; transform the layer to a projected system where a planar area is wanted.");

    /// <summary>A change of datum without parameters. {0} from, {1} to.</summary>
    public static FindingRule DatumChange { get; } = new("AREA-0004", Severity.Error,
        "从 {0} 到 {1} 要转换大地基准，没有参数就不能转换（差可达几十至一百多米）", "from {0} to {1} the geodetic datum changes, which cannot be done without parameters (the difference is tens of metres to more than a hundred)",
        "向测绘主管部门申请本地区的七参数，用 convert … --to-crs … --datum-shift \"dx,dy,dz,rx,ry,rz,s;position-vector\"（米、角秒、ppm；坐标框架旋转写 coordinate-frame）给出", "Get the seven parameters of the region from the survey authority and give them with convert … --to-crs … --datum-shift \"dx,dy,dz,rx,ry,rz,s;position-vector\" (metres, seconds of arc, ppm; coordinate-frame for the other sense of rotation).");

    /// <summary>Two datums are taken as one. {0} from, {1} to.</summary>
    public static FindingRule DatumsTakenAsOne { get; } = new("AREA-0005", Severity.Warning,
        "{0} 与 {1} 按同一基准处理，坐标未作改正：两者的定义相差厘米级，不同历元的框架之间可差几分米", "{0} and {1} are taken as one datum and coordinates are not corrected: they agree within centimetres by definition, frames of different epochs within decimetres",
        "对面积没有影响；需要厘米级位置时用 convert … --datum-shift 给出参数", "Areas are not affected; give parameters with convert … --datum-shift where centimetres matter.");

    /// <summary>A transformation from or to a projection that is known by name alone. {0} the projection.</summary>
    public static FindingRule UnknownProjectionTransformation { get; } = new("AREA-0006", Severity.Error,
        "没有投影 {0} 的公式，不能转换坐标", "there are no formulas of the projection {0} here, so coordinates cannot be transformed",
        "请用 GIS 软件转换到 CGCS2000 经纬度（EPSG:4490）或 3 度带高斯-克吕格", "Transform the layer to CGCS2000 degrees (EPSG:4490) or 3-degree Gauss–Krüger with a GIS program.");

    /// <summary>The refusal by a rule about no file in particular.</summary>
    internal static RefusedInputException Refuse(FindingRule rule, params string[] arguments) => new(new Finding(rule, null, null, null, null, arguments));
}
