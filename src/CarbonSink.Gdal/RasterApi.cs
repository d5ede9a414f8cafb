using System.Runtime.InteropServices;

namespace CarbonSink.Gdal;

/// <summary>The part of GDAL's stable C API (gdal.h, ogr_srs_api.h) that concerns rasters; call <see cref="GdalLibrary.Require"/> first.</summary>
internal static unsafe partial class RasterApi
{
    public const int Float64 = 7;

    /// <summary>GMF_PER_DATASET: a mask of its own.</summary>
    public const int MaskOfDataset = 2;

    /// <summary>GMF_ALPHA: an alpha band taken for one.</summary>
    public const int MaskByAlpha = 4;

    private const string Name = GdalLibrary.Name;

    [LibraryImport(Name, EntryPoint = "GDALGetRasterXSize")]
    public static partial int Width(nint dataset);

    [LibraryImport(Name, EntryPoint = "GDALGetRasterYSize")]
    public static partial int Height(nint dataset);

    [LibraryImport(Name, EntryPoint = "GDALGetRasterCount")]
    public static partial int BandCount(nint dataset);

    [LibraryImport(Name, EntryPoint = "GDALGetRasterBand")]
    public static partial nint Band(nint dataset, int band);

    [LibraryImport(Name, EntryPoint = "GDALGetGeoTransform")]
    public static partial int GeoTransform(nint dataset, double* six);

    [LibraryImport(Name, EntryPoint = "GDALGetProjectionRef")]
    public static partial byte* Projection(nint dataset);

    [LibraryImport(Name, EntryPoint = "GDALGetRasterDataType")]
    public static partial int DataType(nint band);

    [LibraryImport(Name, EntryPoint = "GDALGetDataTypeName")]
    public static partial byte* DataTypeName(int type);

    [LibraryImport(Name, EntryPoint = "GDALGetDataTypeSizeBits")]
    public static partial int DataTypeBits(int type);

    [LibraryImport(Name, EntryPoint = "GDALDataTypeIsComplex")]
    public static partial int IsComplex(int type);

    [LibraryImport(Name, EntryPoint = "GDALGetRasterNoDataValue")]
    public static partial double NoData(nint band, int* has);

    [LibraryImport(Name, EntryPoint = "GDALGetRasterScale")]
    public static partial double Scale(nint band, int* has);

    [LibraryImport(Name, EntryPoint = "GDALGetRasterOffset")]
    public static partial double Offset(nint band, int* has);

    [LibraryImport(Name, EntryPoint = "GDALGetMaskFlags")]
    public static partial int MaskFlags(nint band);

    [LibraryImport(Name, EntryPoint = "GDALGetMaskBand")]
    public static partial nint Mask(nint band);

    [LibraryImport(Name, EntryPoint = "GDALGetBlockSize")]
    public static partial void BlockSize(nint band, int* width, int* height);

    [LibraryImport(Name, EntryPoint = "GDALRasterIO")]
    public static partial int Read(nint band, int isWrite, int column, int row, int width, int height, double* values, int bufferWidth, int bufferHeight, int type, int pixelBytes, int lineBytes);
}
