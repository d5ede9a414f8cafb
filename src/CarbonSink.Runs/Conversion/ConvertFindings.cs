using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>Why a layer cannot be converted.</summary>
public static class ConvertFindings
{
    /// <summary>Source and target share a file. {0} the file.</summary>
    public static FindingRule SameFile { get; } = new("GIS-0120", Severity.Error,
        "{0} 既是来源又是目标", "{0} is both source and target",
        "目标请换一个名字或文件夹", "give the target another name or folder");

    /// <summary>A transformation from an unknown system.</summary>
    public static FindingRule NoReference { get; } = new("GIS-0121", Severity.Error,
        "{0} 的坐标系未知，不能转换到别的坐标系", "the coordinate reference of {0} is unknown, so it cannot be transformed",
        "请用 --crs 指定来源的坐标系", "name that of the source with --crs");

    /// <summary>Positions that the target system does not cover. {0} how many.</summary>
    public static FindingRule NotTransformed { get; } = new("GIS-0122", Severity.Error,
        "图形有 {0} 个点在目标坐标系中没有对应位置，写成了空图形", "{0} positions of the geometry have no counterpart in the target system; it was written as none",
        "请核对来源的坐标系（--crs）和该图形的坐标", "check the coordinate reference of the source (--crs) and the coordinates");

    /// <summary>A .prj that belongs to other data. {0} its path.</summary>
    public static FindingRule ReferenceFileKept { get; } = new("GIS-0123", Severity.Info,
        "{0} 已有，未改动；CSV 的坐标系以它为准", "{0} is there and was left as it is; readers take it for the CSV too",
        "若与本图层的坐标系不同，请把 CSV 写到别的文件夹", "write the CSV to another folder where it is not that of this layer");
}
