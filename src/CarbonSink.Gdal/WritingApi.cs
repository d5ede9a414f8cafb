using System.Runtime.InteropServices;

namespace CarbonSink.Gdal;

/// <summary>The part of GDAL's stable C API that writes layers (ogr_api.h, ogr_srs_api.h, gdal.h).</summary>
/// <remarks>Only blittable types cross. Names of the functions are GDAL's.</remarks>
internal static unsafe partial class WritingApi
{
    private const string Name = GdalLibrary.Name;

    /// <summary>Creates a data set of layers; 0 where the driver is absent or refuses.</summary>
    public static nint Create(string driver, string path)
    {
        fixed (byte* name = GdalText.Bytes(driver), file = GdalText.Bytes(path))
            return GdalApi.DriverByName(name) is not 0 and var found ? Create(found, file, 0, 0, 0, 0, null) : 0;
    }

    /// <summary>Creates a layer; 0 where it cannot be.</summary>
    public static nint CreateLayer(nint dataset, string layer, string? reference, int type)
    {
        var system = reference is null ? 0 : ReferenceFrom(reference);
        fixed (byte* name = GdalText.Bytes(layer))
        {
            var created = CreateLayer(dataset, name, system, type, null);
            if (system != 0)
                ReleaseReference(system);
            return created;
        }
    }

    /// <summary>Adds a field; not 0 where it cannot be.</summary>
    public static int CreateField(nint layer, string field, int type)
    {
        fixed (byte* name = GdalText.Bytes(field))
        {
            var definition = NewField(name, type);
            SetAlias(definition, name);
            var result = CreateField(layer, definition, 1);
            DestroyField(definition);
            return result;
        }
    }

    public static void SetText(nint feature, int field, ReadOnlySpan<byte> text)
    {
        Span<byte> terminated = text.Length < 512 ? stackalloc byte[text.Length + 1] : new byte[text.Length + 1];
        text.CopyTo(terminated);
        terminated[^1] = 0;
        fixed (byte* bytes = terminated)
            SetText(feature, field, bytes);
    }

    private static nint ReferenceFrom(string text)
    {
        var reference = NewReference(null);
        fixed (byte* bytes = GdalText.Bytes(text))
        {
            var at = bytes;
            if (ImportFromWkt(reference, &at) == 0)
                return reference;
        }

        DestroyReference(reference);
        return 0;
    }

    [LibraryImport(Name, EntryPoint = "GDALCreate")]
    private static partial nint Create(nint driver, byte* path, int width, int height, int bands, int type, byte** options);

    [LibraryImport(Name, EntryPoint = "GDALDatasetCreateLayer")]
    private static partial nint CreateLayer(nint dataset, byte* name, nint reference, int type, byte** options);

    [LibraryImport(Name, EntryPoint = "OSRNewSpatialReference")]
    private static partial nint NewReference(byte* text);

    [LibraryImport(Name, EntryPoint = "OSRImportFromWkt")]
    private static partial int ImportFromWkt(nint reference, byte** text);

    [LibraryImport(Name, EntryPoint = "OSRDestroySpatialReference")]
    private static partial void DestroyReference(nint reference);

    [LibraryImport(Name, EntryPoint = "OSRRelease")]
    private static partial void ReleaseReference(nint reference);

    [LibraryImport(Name, EntryPoint = "OGR_Fld_Create")]
    private static partial nint NewField(byte* name, int type);

    [LibraryImport(Name, EntryPoint = "OGR_Fld_SetAlternativeName")]
    private static partial void SetAlias(nint field, byte* name);

    [LibraryImport(Name, EntryPoint = "OGR_Fld_Destroy")]
    private static partial void DestroyField(nint field);

    [LibraryImport(Name, EntryPoint = "OGR_L_CreateField")]
    private static partial int CreateField(nint layer, nint field, int approximate);

    [LibraryImport(Name, EntryPoint = "OGR_F_Create")]
    public static partial nint NewFeature(nint definition);

    [LibraryImport(Name, EntryPoint = "OGR_F_SetFieldNull")]
    public static partial void SetNull(nint feature, int field);

    [LibraryImport(Name, EntryPoint = "OGR_F_SetFieldDouble")]
    public static partial void SetNumber(nint feature, int field, double value);

    [LibraryImport(Name, EntryPoint = "OGR_F_SetFieldString")]
    private static partial void SetText(nint feature, int field, byte* text);

    [LibraryImport(Name, EntryPoint = "OGR_F_SetFieldDateTime")]
    public static partial void SetDate(nint feature, int field, int year, int month, int day, int hour, int minute, int second, int zone);

    [LibraryImport(Name, EntryPoint = "OGR_F_SetGeometryDirectly")]
    public static partial int SetGeometry(nint feature, nint geometry);

    [LibraryImport(Name, EntryPoint = "OGR_L_CreateFeature")]
    public static partial int AddFeature(nint layer, nint feature);

    [LibraryImport(Name, EntryPoint = "OGR_G_CreateGeometry")]
    public static partial nint NewGeometry(int type);

    [LibraryImport(Name, EntryPoint = "OGR_G_AddGeometryDirectly")]
    public static partial void AddPart(nint geometry, nint part);

    [LibraryImport(Name, EntryPoint = "OGR_G_SetPoints")]
    public static partial void SetPoints(nint geometry, int count, double* x, int xStride, double* y, int yStride, double* z, int zStride);
}
