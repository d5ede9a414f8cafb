using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace CarbonSink.Gdal;

/// <summary>The part of GDAL's stable C API (gdal.h, cpl_error.h) that concerns the library and data sets; call <see cref="GdalLibrary.Require"/> first.</summary>
/// <remarks>Only blittable types cross. Names of the functions are GDAL's; texts are UTF-8 ended by a zero byte.</remarks>
internal static unsafe partial class GdalApi
{
    public const uint ReadOnly = 0;
    public const uint Raster = 0x2;
    public const uint Vector = 0x4;

    private const string Name = GdalLibrary.Name;

    public static byte* VersionInfo(ReadOnlySpan<byte> request)
    {
        fixed (byte* text = request)
            return VersionInfo(text);
    }

    public static void SetConfigOption(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        fixed (byte* k = key, v = value)
            SetConfigOption(k, v);
    }

    public static void SetProjSearchPaths(IReadOnlyList<string> folders) => GdalText.With(folders, list =>
    {
        SetProjSearchPaths((byte**)list);
        return 0;
    });

    /// <summary>Opens a data set; 0 where no driver takes it.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="flags">What it is to be.</param>
    /// <param name="options">Open options of the driver, NAME=VALUE.</param>
    public static nint Open(string path, uint flags, params string[] options)
    {
        var name = GdalText.Bytes(path);
        return GdalText.With(options, list =>
        {
            fixed (byte* text = name)
                return OpenEx(text, flags, null, (byte**)list, null);
        });
    }

    /// <summary>Names of what lies in a folder, also in a virtual one.</summary>
    public static IReadOnlyList<string> Entries(string folder)
    {
        byte** list;
        fixed (byte* text = GdalText.Bytes(folder))
            list = ReadFolder(text);
        var names = new List<string>();
        for (var i = 0; list is not null && list[i] is not null; i++)
            names.Add(GdalText.Of(list[i]));
        DestroyList(list);
        return names;
    }

    [LibraryImport(Name, EntryPoint = "VSIReadDir")]
    private static partial byte** ReadFolder(byte* folder);

    [LibraryImport(Name, EntryPoint = "GDALVersionInfo")]
    private static partial byte* VersionInfo(byte* request);

    [LibraryImport(Name, EntryPoint = "CPLSetConfigOption")]
    private static partial void SetConfigOption(byte* key, byte* value);

    [LibraryImport(Name, EntryPoint = "OSRSetPROJSearchPaths")]
    private static partial void SetProjSearchPaths(byte** folders);

    [LibraryImport(Name, EntryPoint = "CPLSetErrorHandler")]
    public static partial nint SetErrorHandler(delegate* unmanaged[Cdecl]<int, int, byte*, void> handler);

    [LibraryImport(Name, EntryPoint = "GDALAllRegister")]
    public static partial void AllRegister();

    [LibraryImport(Name, EntryPoint = "GDALOpenEx")]
    private static partial nint OpenEx(byte* path, uint flags, byte** drivers, byte** options, byte** siblings);

    [LibraryImport(Name, EntryPoint = "GDALClose")]
    public static partial void Close(nint dataset);

    [LibraryImport(Name, EntryPoint = "GDALFlushCache")]
    public static partial void FlushCache(nint dataset);

    [LibraryImport(Name, EntryPoint = "GDALGetDatasetDriver")]
    public static partial nint DriverOf(nint dataset);

    [LibraryImport(Name, EntryPoint = "GDALGetDriverShortName")]
    public static partial byte* DriverName(nint driver);

    [LibraryImport(Name, EntryPoint = "GDALGetDriverByName")]
    public static partial nint DriverByName(byte* name);

    [LibraryImport(Name, EntryPoint = "GDALGetMetadataItem")]
    public static partial byte* MetadataItem(nint major, byte* key, byte* domain);

    [LibraryImport(Name, EntryPoint = "GDALGetFileList")]
    public static partial byte** FileList(nint dataset);

    [LibraryImport(Name, EntryPoint = "CSLDestroy")]
    public static partial void DestroyList(byte** list);

    [LibraryImport(Name, EntryPoint = "VSIFree")]
    public static partial void Free(void* memory);
}
