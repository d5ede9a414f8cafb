using CarbonSink.Findings;

namespace CarbonSink.Gis;

/// <summary>What may be wrong with rasters.</summary>
public static class RasterFindings
{
    /// <summary>A TIFF file that is no such file or is damaged. {0} file, {1} byte, {2} what was found.</summary>
    public static FindingRule FileDamaged { get; } = new("RAS-0001", Severity.Error,
        "{0} 不是完好的 GeoTIFF（第 {1} 字节：{2}）", "{0} is no sound GeoTIFF (byte {1}: {2})",
        "请重新获取该文件，或用 gdal_translate 重新导出", "get the file again, or write it anew with gdal_translate");

    /// <summary>A TIFF file of a kind that is not read here. {0} file, {1} what it uses.</summary>
    public static FindingRule NotSupported { get; } = new("RAS-0002", Severity.Error,
        "{0} 使用 {1}，本程序自带的读取不支持", "{0} uses {1}, which is not read without GDAL",
        "安装 GDAL 后重试，或执行 gdal_translate -co COMPRESS=DEFLATE -co TILED=YES 转换后再用", "install GDAL and try again, or convert it: gdal_translate -co COMPRESS=DEFLATE -co TILED=YES");

    /// <summary>A raster without coordinate reference. {0} file.</summary>
    public static FindingRule ReferenceMissing { get; } = new("RAS-0003", Severity.Warning,
        "{0} 没有可用的坐标系", "{0} has no usable coordinate reference",
        "用 --raster-crs 指定，例如 --raster-crs EPSG:4547", "name it with --raster-crs, e.g. --raster-crs EPSG:4547");

    /// <summary>A raster that is not placed. {0} file.</summary>
    public static FindingRule NotPlaced { get; } = new("RAS-0004", Severity.Warning,
        "{0} 没有地理定位（无 GeoTIFF 标签，也无 .tfw）", "{0} is not georeferenced: neither GeoTIFF tags nor a .tfw",
        "补上 .tfw，或用 GIS 软件配准", "supply the .tfw, or georeference it with a GIS program");

    /// <summary>Several images in one file. {0} file, {1} how many.</summary>
    public static FindingRule SeveralImages { get; } = new("RAS-0005", Severity.Info,
        "{0} 有 {1} 幅影像，只读第一幅", "{0} holds {1} images; the first is read",
        "需要其他影像时请用 gdal_translate 分别导出", "write the others to files of their own with gdal_translate where they are wanted");

    /// <summary>A rotated grid. {0} file.</summary>
    public static FindingRule Rotated { get; } = new("RAS-0006", Severity.Error,
        "{0} 的网格有旋转，行列与坐标轴不平行", "{0} has a rotated grid: its rows and columns are not along the axes",
        "用 gdalwarp 重采样为正北方向后再用", "resample it to a grid along the axes with gdalwarp");

    /// <summary>A band that does not exist. {0} file, {1} band wanted, {2} bands.</summary>
    public static FindingRule NoBand { get; } = new("RAS-0007", Severity.Error,
        "{0} 没有第 {1} 波段，共 {2} 个波段", "{0} has no band {1}; it has {2}",
        "用 --band 指定已有的波段", "name one of its bands with --band");

    /// <summary>An unreadable metadata text. {0} file.</summary>
    public static FindingRule MetadataUnreadable { get; } = new("RAS-0008", Severity.Warning,
        "{0} 的 GDAL 元数据或无效值无法识别，未采用", "{0}: its GDAL metadata or no-data value cannot be read and was not used",
        "核对比例、偏移和无效值；必要时用 gdal_translate 重新导出", "check scale, offset and no-data value; write the file anew with gdal_translate if they matter");

    internal static RefusedInputException Damaged(string file, long place, string found) => new(new Finding(FileDamaged, file, null, null, null, file, $"{place}", found));

    internal static RefusedInputException Unsupported(string file, string what) => new(new Finding(NotSupported, file, null, null, null, file, what));
}
