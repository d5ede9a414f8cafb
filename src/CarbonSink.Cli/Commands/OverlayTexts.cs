using CarbonSink.Methodologies;

namespace CarbonSink.Cli;

/// <summary>Texts of the command overlay in Chinese and English.</summary>
internal static class OverlayTexts
{
    public static Bilingual Overlay { get; } = new("两个面图层叠加，并核算面积守恒", "overlay two layers of polygons and check that area is conserved");

    public static Bilingual First { get; } = new("第一个面图层", "the first layer of polygons");

    public static Bilingual Second { get; } = new("第二个面图层", "the second layer of polygons");

    public static Bilingual Operation { get; } = new("相交、擦除、交集取反或联合（默认 intersection）", "what the result holds (default: intersection)");

    public static Bilingual Out { get; } = new("写出结果图层（GeoPackage，带两层属性）", "write the result as a GeoPackage with the attributes of both layers");

    public static Bilingual Crs { get; } = new("两层的坐标系，代替文件自带的", "coordinate reference of both layers, in place of the files' own");

    public static Bilingual Heading { get; } = new("叠加", "Overlay");

    public static Bilingual Part { get; } = new("项目", "Part");

    public static Bilingual Ellipsoidal { get; } = new("椭球面积 ha", "Ellipsoidal ha");

    public static Bilingual Planar { get; } = new("平面面积（坐标单位²）", "Planar, squared units");

    public static Bilingual Area { get; } = new("{0} 的面积", "area of {0}");

    public static Bilingual Common { get; } = new("{0} 在另一层内", "of {0} in the other layer");

    public static Bilingual Repeated { get; } = new("  其中重复计算", "  of it counted again");

    public static Bilingual Rest { get; } = new("{0} 在另一层外", "of {0} outside the other layer");

    public static Bilingual Error { get; } = new("  守恒误差", "  conservation error");

    public static Bilingual Result { get; } = new("结果（{0} 个图斑）", "result ({0} pieces)");

    public static Bilingual WhyEllipsoidal { get; } = new(
        "椭球面积按大地线计边；在投影平面上截断长边会使它有极小的出入，平面面积的误差只有舍入。",
        "Ellipsoidal areas take edges as geodesics: cutting a long edge in the plane of the projection changes them a little, planar areas by rounding alone.");
}
