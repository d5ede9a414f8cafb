using CarbonSink.Methodologies;

namespace CarbonSink.Cli;

/// <summary>Texts of the command overlay in Chinese and English.</summary>
internal static class OverlayTexts
{
    public static Bilingual Overlay { get; } = new("两个面图层叠加，并核算面积守恒", "overlay two layers of polygons and check that area is conserved");

    public static Bilingual First { get; } = new("第一个面图层", "the first layer of polygons");

    public static Bilingual Second { get; } = new("第二个面图层；不给时检测第一个图层内部的重叠", "the second layer of polygons; without it the overlaps within the first are found");

    public static Bilingual Operation { get; } = new("相交、擦除、交集取反或联合（默认 intersection）", "what the result holds (default: intersection)");

    public static Bilingual Out { get; } = new("写出结果图层（GeoPackage，带两层属性）", "write the result as a GeoPackage with the attributes of both layers");

    public static Bilingual Crs { get; } = new("两层的坐标系，代替文件自带的", "coordinate reference of both layers, in place of the files' own");

    public static Bilingual AreasOnly { get; } = new("只算各面的公共面积，不切图形（快）", "areas in common alone, without cutting polygons (fast)");

    public static Bilingual Transfer { get; } = new("按面积把 A 的数值字段（总量，如蓄积）分摊到 B 的各面", "divide number fields of A (sums such as stock) among the polygons of B by area");

    public static Bilingual Sliver { get; } = new("图层内部重叠的狭缝容差：平均宽度小于此值的不列（默认 0.1 米）", "overlaps within a layer that are narrower on average are left out (default: 0.1 m)");

    public static Bilingual Layer { get; } = new("A 的图层名（文件有多个图层时）", "name of the layer in A where the file holds several");

    public static Bilingual LayerB { get; } = new("B 的图层名（文件有多个图层时）", "name of the layer in B where the file holds several");

    public static Bilingual Sum { get; } = new("{0}：B 各面 {1} + B 之外 {2} + 没有面 {3} = {4}；A 全部 {5}", "{0}: polygons of B {1} + outside B {2} + without polygon {3} = {4}; all of A {5}");

    public static Bilingual NeedsTwo { get; } = new("--op、--out、--areas、--transfer 需要两个图层。", "--op, --out, --areas and --transfer need two layers.");

    public static Bilingual NotWithAreas { get; } = new("--areas 不产生图形，不能与 --op、--out 同用。", "--areas makes no polygons: it goes without --op and --out.");

    public static Bilingual Outside { get; } = new("（B 之外）", "(outside B)");

    public static Bilingual Share { get; } = new("{0} 个公共部分；A {1} ha，其中在 B 内 {2} ha，在 B 外 {3} ha", "{0} common parts; A {1} ha, of it in B {2} ha, outside B {3} ha");

    public static Bilingual Overlaps { get; } = new("{0} 个面中有 {1} 对重叠，共 {2} ha（不列平均宽度小于 {3} m 的）", "among {0} polygons {1} pairs overlap, {2} ha in all (without those narrower than {3} m on average)");

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
