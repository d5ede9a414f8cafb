using CarbonSink.Methodologies;

namespace CarbonSink.Cli;

/// <summary>The texts of <c>zonal</c> in Chinese and English.</summary>
internal static class ZonalTexts
{
    public static Bilingual Command { get; } = new("按图斑统计栅格：像元按覆盖比例精确计入", "statistics of a raster by polygons, each cell by the exact part that is covered");

    public static Bilingual Raster { get; } = new("栅格（GeoTIFF）", "raster (GeoTIFF)");

    public static Bilingual Polygons { get; } = new("面图层", "layer of polygons");

    public static Bilingual Stats { get; } = new("统计量，逗号分隔：count,mean,sum,min,max,stdev,majority,minority,variety,total,areaHa（total 为公顷乘值之和，用于每公顷密度）", "figures, comma-separated: count,mean,sum,min,max,stdev,majority,minority,variety,total,areaHa (total is hectares times value, for densities per hectare)");

    public static Bilingual Band { get; } = new("波段，从 1 起（默认 1）", "band, from 1 (default 1)");

    public static Bilingual Weights { get; } = new("同网格的权重栅格", "raster of weights on the same grid");

    public static Bilingual Layer { get; } = new("文件内的图层名", "name of the layer in the file");

    public static Bilingual RasterCrs { get; } = new("指定栅格的坐标系（不做转换）", "coordinate reference of the raster (assigned, not transformed)");

    public static Bilingual Csv { get; } = new("把逐条结果写成 CSV", "write the figures of each record as CSV");

    public static Bilingual Title { get; } = new("分区统计", "Zonal statistics");

    public static Bilingual Record { get; } = new("记录", "Record");

    public static Bilingual NoDataCount { get; } = new("无值像元", "Cells without value");

    public static Bilingual Summary { get; } = new("栅格 {0}（{1} × {2}，第 {3} 波段）；图层 {4}，{5} 条记录，{6} 条有统计值。", "raster {0} ({1} × {2}, band {3}); layer {4}, {5} records, {6} with statistics.");

    public static Bilingual Geographic { get; } = new("像元为经纬度：均值、标准差与众数按各行像元的椭球面积加权；sum、count 按像元。", "cells of longitude and latitude: mean, stdev and majority are weighted by the ellipsoidal area of each row's cells; sum and count are by cell.");

    public static Bilingual Projected { get; } = new("像元为投影坐标：像元等权；公顷数（total、areaHa）按图斑的椭球面积换算。", "projected cells: all cells weigh alike; hectares (total, areaHa) follow the ellipsoidal area of the polygon.");
}
