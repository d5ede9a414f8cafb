using CarbonSink.Methodologies;

namespace CarbonSink.Cli;

/// <summary>The texts of <c>area</c> in Chinese and English.</summary>
internal static class AreaTexts
{
    public static Bilingual Command { get; } = new("计算图斑面积：椭球面积与平面面积并列", "measure polygons: ellipsoidal beside planar area");

    public static Bilingual Source { get; } = new("面图层", "layer of polygons");

    public static Bilingual Layer { get; } = new("文件内的图层名", "name of the layer in the file");

    public static Bilingual Method { get; } = new("面积算法：测地线（默认）、官方公式、平面", "method: geodesic (default), the official formula, planar");

    public static Bilingual Csv { get; } = new("把逐条面积写成 CSV", "write the area of each record as CSV");

    public static Bilingual Parts { get; } = new("同时列出每个部件的面积", "list each connected part too");

    public static Bilingual Control { get; } = new("面积调平：把各图斑调到这一控制面积（公顷），两种面积都保留", "adjust the records to this control area (ha); both areas are kept");

    public static Bilingual Tolerance { get; } = new("允许调平的最大相差，百分比（默认 0.25）", "most difference that is adjusted, percent (default 0.25)");

    public static Bilingual Title { get; } = new("面积", "Area");

    public static Bilingual Record { get; } = new("记录", "Record");

    public static Bilingual Area { get; } = new("面积（ha）", "Area (ha)");

    public static Bilingual AdjustedArea { get; } = new("调平后（ha）", "Adjusted (ha)");

    public static Bilingual Planar { get; } = new("平面面积（ha）", "Planar area (ha)");

    public static Bilingual Valid { get; } = new("图形有效", "Valid");

    public static Bilingual Yes { get; } = new("是", "yes");

    public static Bilingual No { get; } = new("否", "no");

    public static Bilingual Summary { get; } = new("{0}：{1} 条记录，{2} 条有面积", "{0}: {1} records, {2} with an area");

    public static Bilingual Basis { get; } = new("算法 {0}，椭球 {1}，坐标系 {2}", "method {0}, ellipsoid {1}, coordinate reference {2}");

    public static Bilingual Total { get; } = new("合计 {0} ha；平面 {1} ha", "total {0} ha; planar {1} ha");

    public static Bilingual Unmeasured { get; } = new("合计不完整：{0} 条记录没有面积，未计入", "the total is not complete: {0} records have no area and are not in it");

    public static Bilingual TotalSquareUnits { get; } = new("坐标单位的平方合计 {0}", "total in squares of the coordinates' unit {0}");
}
