using CarbonSink.Methodologies;

namespace CarbonSink.Cli;

/// <summary>Texts of the convert command.</summary>
internal static class ConvertTexts
{
    public static Bilingual Convert { get; } = new("把图层写成另一种格式：shapefile、GeoPackage、GeoJSON、CSV、.gdb", "write a layer in another format: shapefile, GeoPackage, GeoJSON, CSV, .gdb");

    public static Bilingual Source { get; } = new("来源：任何可读的图层", "source: any layer that can be read");

    public static Bilingual Target { get; } = new("目标文件，由扩展名定格式", "target file; its extension names the format");

    public static Bilingual Layer { get; } = new("来源的图层名（来源有多个图层时）", "layer of the source, where it has several");

    public static Bilingual ToEncoding { get; } = new("写出 shapefile、CSV 用的编码（默认 UTF-8）", "encoding for writing shapefile or CSV (default UTF-8)");

    public static Bilingual ToCrs { get; } = new("转换到的坐标系", "coordinate reference to transform to");

    public static Bilingual Shift { get; } = new("换基准的参数：dx,dy,dz（米）或七参数加旋转约定", "parameters of a datum change: dx,dy,dz (m), or seven with the convention of the rotations");

    public static Bilingual Force { get; } = new("替换已有的目标", "replace an existing target");

    public static Bilingual Done { get; } = new("{0}：写出 {1:N0} 条记录（{2}）；删除标记的 {3:N0} 条未写", "{0}: {1:N0} records written ({2}); {3:N0} marked as deleted were left out");

    public static Bilingual NoEncoding { get; } = new("{0} 的文字总是 UTF-8，不用 --to-encoding", "texts of {0} are always UTF-8; leave out --to-encoding");
}
