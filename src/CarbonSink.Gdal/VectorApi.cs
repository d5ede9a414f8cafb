using System.Runtime.InteropServices;

namespace CarbonSink.Gdal;

/// <summary>The part of GDAL's stable C API that concerns layers, features and geometries (ogr_api.h, ogr_srs_api.h, gdal.h).</summary>
/// <remarks>Only blittable types cross. Names of the functions are GDAL's.</remarks>
internal static unsafe partial class VectorApi
{
    public const int LinearRing = 101; // wkbLinearRing

    private const string Name = GdalLibrary.Name;

    [LibraryImport(Name, EntryPoint = "GDALDatasetGetLayerCount")]
    public static partial int LayerCount(nint dataset);

    [LibraryImport(Name, EntryPoint = "GDALDatasetGetLayer")]
    public static partial nint Layer(nint dataset, int index);

    [LibraryImport(Name, EntryPoint = "OGR_L_GetName")]
    public static partial byte* LayerName(nint layer);

    [LibraryImport(Name, EntryPoint = "OGR_L_GetLayerDefn")]
    public static partial nint Definition(nint layer);

    [LibraryImport(Name, EntryPoint = "OGR_L_GetSpatialRef")]
    public static partial nint SpatialReference(nint layer);

    [LibraryImport(Name, EntryPoint = "OGR_L_GetFeatureCount")]
    public static partial long FeatureCount(nint layer, int force);

    [LibraryImport(Name, EntryPoint = "OGR_L_ResetReading")]
    public static partial void ResetReading(nint layer);

    [LibraryImport(Name, EntryPoint = "OGR_L_SetNextByIndex")]
    public static partial int SetNextByIndex(nint layer, long index);

    [LibraryImport(Name, EntryPoint = "OGR_L_GetNextFeature")]
    public static partial nint NextFeature(nint layer);

    [LibraryImport(Name, EntryPoint = "OGR_L_SetIgnoredFields")]
    public static partial int SetIgnoredFields(nint layer, byte** names);

    [LibraryImport(Name, EntryPoint = "OGR_FD_GetFieldCount")]
    public static partial int FieldCount(nint definition);

    [LibraryImport(Name, EntryPoint = "OGR_FD_GetFieldDefn")]
    public static partial nint Field(nint definition, int index);

    [LibraryImport(Name, EntryPoint = "OGR_FD_GetGeomType")]
    public static partial int GeometryType(nint definition);

    [LibraryImport(Name, EntryPoint = "OGR_Fld_GetNameRef")]
    public static partial byte* FieldName(nint field);

    [LibraryImport(Name, EntryPoint = "OGR_Fld_GetType")]
    public static partial int FieldType(nint field);

    [LibraryImport(Name, EntryPoint = "OGR_Fld_GetSubType")]
    public static partial int FieldSubtype(nint field);

    [LibraryImport(Name, EntryPoint = "OGR_Fld_GetWidth")]
    public static partial int FieldWidth(nint field);

    [LibraryImport(Name, EntryPoint = "OGR_Fld_GetPrecision")]
    public static partial int FieldPrecision(nint field);

    [LibraryImport(Name, EntryPoint = "OGR_F_Destroy")]
    public static partial void DestroyFeature(nint feature);

    [LibraryImport(Name, EntryPoint = "OGR_F_IsFieldSetAndNotNull")]
    public static partial int HasValue(nint feature, int field);

    [LibraryImport(Name, EntryPoint = "OGR_F_GetFieldAsDouble")]
    public static partial double Number(nint feature, int field);

    [LibraryImport(Name, EntryPoint = "OGR_F_GetFieldAsInteger64")]
    public static partial long Integer(nint feature, int field);

    [LibraryImport(Name, EntryPoint = "OGR_F_GetFieldAsString")]
    public static partial byte* Text(nint feature, int field);

    [LibraryImport(Name, EntryPoint = "OGR_F_GetFieldAsDateTimeEx")]
    public static partial int DateTime(nint feature, int field, int* year, int* month, int* day, int* hour, int* minute, float* second, int* zone);

    [LibraryImport(Name, EntryPoint = "OGR_F_GetGeometryRef")]
    public static partial nint Geometry(nint feature);

    [LibraryImport(Name, EntryPoint = "OGR_GT_Flatten")]
    public static partial int Flatten(int type);

    [LibraryImport(Name, EntryPoint = "OGR_GT_HasZ")]
    public static partial int HasZ(int type);

    [LibraryImport(Name, EntryPoint = "OGR_GT_HasM")]
    public static partial int HasM(int type);

    [LibraryImport(Name, EntryPoint = "OGR_G_GetGeometryType")]
    public static partial int TypeOf(nint geometry);

    [LibraryImport(Name, EntryPoint = "OGR_G_GetGeometryName")]
    public static partial byte* TypeName(nint geometry);

    [LibraryImport(Name, EntryPoint = "OGR_G_HasCurveGeometry")]
    public static partial int HasCurve(nint geometry, int lookForNonLinear);

    [LibraryImport(Name, EntryPoint = "OGR_G_GetLinearGeometry")]
    public static partial nint Linear(nint geometry, double maxAngleStep, byte** options);

    [LibraryImport(Name, EntryPoint = "OGR_G_DestroyGeometry")]
    public static partial void DestroyGeometry(nint geometry);

    [LibraryImport(Name, EntryPoint = "OGR_G_GetGeometryCount")]
    public static partial int PartCount(nint geometry);

    [LibraryImport(Name, EntryPoint = "OGR_G_GetGeometryRef")]
    public static partial nint Part(nint geometry, int index);

    [LibraryImport(Name, EntryPoint = "OGR_G_GetPointCount")]
    public static partial int PointCount(nint geometry);

    [LibraryImport(Name, EntryPoint = "OGR_G_IsEmpty")]
    public static partial int IsEmpty(nint geometry);

    [LibraryImport(Name, EntryPoint = "OGR_G_GetPoints")]
    public static partial int Points(nint geometry, double* x, int xStride, double* y, int yStride, double* z, int zStride);

    [LibraryImport(Name, EntryPoint = "OSRExportToWkt")]
    public static partial int ExportToWkt(nint reference, byte** text);
}
