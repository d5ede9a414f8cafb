using CarbonSink.Findings;

namespace CarbonSink.Gis;

/// <summary>What a file is.</summary>
internal enum FileFormatKind
{
    /// <summary>Nothing known: another program may read it.</summary>
    Other,
    Shapefile,

    /// <summary>A .dbf alone.</summary>
    Table,
    GeoPackage,
    GeoJson,
    Csv,
    Workbook,
    OldSpreadsheet,
    AccessDatabase,
    Raster,
    Archive,

    /// <summary>Nothing is there.</summary>
    Missing,
}

/// <summary>Tells the format of a file by its first bytes, and by its extension where these do not say.</summary>
internal static class FileFormat
{
    private const int HeadBytes = 4096;

    /// <summary>The format of a file.</summary>
    /// <exception cref="RefusedInputException">It cannot be opened.</exception>
    public static FileFormatKind Of(string path)
    {
        var extension = Path.GetExtension(path).ToUpperInvariant();
        if (extension == ".DBF" && Sidecar.Find(path, ".shp") is null)
            return File.Exists(path) ? FileFormatKind.Table : FileFormatKind.Missing;
        if (extension is ".SHP" or ".SHX" or ".DBF" or ".PRJ" or ".CPG")
            return FileFormatKind.Shapefile;
        if (Directory.Exists(path))
            return FileFormatKind.Other;
        if (!File.Exists(path))
            return File.Exists(path + ".shp") || File.Exists(path + ".SHP") ? FileFormatKind.Shapefile : FileFormatKind.Missing;
        using var file = new InputFile(path);
        var head = file.Window(HeadBytes).Read(0, (int)Math.Min(HeadBytes, file.Length));
        return OfContent(head, extension) ?? OfExtension(extension);
    }

    /// <summary>Why a file of a format is not opened.</summary>
    public static RefusedInputException Refuse(string path, FileFormatKind format)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        var rule = format switch
        {
            FileFormatKind.Missing => GisFindings.FileMissing,
            FileFormatKind.OldSpreadsheet => SourceFindings.OldSpreadsheet,
            FileFormatKind.AccessDatabase => SourceFindings.AccessDatabase,
            FileFormatKind.Raster => SourceFindings.IsRaster,
            FileFormatKind.Archive => SourceFindings.IsArchive,
            _ when IsKnownToGdal(Path.GetExtension(name)) => SourceFindings.NeedsGdal,
            _ => SourceFindings.FormatUnknown,
        };
        return new(new Finding(rule, name, null, null, null, format == FileFormatKind.Missing ? path : name));
    }

    private static FileFormatKind? OfContent(ReadOnlySpan<byte> head, string extension)
    {
        if (head.StartsWith("SQLite format 3\0"u8))
            return FileFormatKind.GeoPackage;
        if (head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0x27, 0x0A]))
            return FileFormatKind.Shapefile;
        if (head.StartsWith("PK\u0003\u0004"u8))
            return extension is ".XLSX" or ".XLSM" ? FileFormatKind.Workbook : FileFormatKind.Archive;
        if (head.StartsWith("Rar!"u8) || head.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF]) || head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            return FileFormatKind.Archive;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            return FileFormatKind.OldSpreadsheet;
        if (head.Length > 19 && head[4..].StartsWith("Standard "u8))
            return FileFormatKind.AccessDatabase;
        if (head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) || head.StartsWith("II+\0"u8) || head.StartsWith("MM\0+"u8) || head.StartsWith("\u0089HDF"u8[1..]))
            return FileFormatKind.Raster;
        if (extension is ".CSV" or ".TSV")
            return FileFormatKind.Csv;
        var text = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        return text.TrimStart(" \t\r\n\u001E"u8) is [(byte)'{', ..] ? FileFormatKind.GeoJson : null;
    }

    private static FileFormatKind OfExtension(string extension) => extension switch
    {
        ".GEOJSON" or ".JSON" or ".GEOJSONL" or ".GEOJSONS" or ".NDJSON" or ".JSONL" => FileFormatKind.GeoJson,
        ".CSV" or ".TSV" or ".TXT" => FileFormatKind.Csv,
        ".GPKG" => FileFormatKind.GeoPackage,
        ".XLSX" or ".XLSM" => FileFormatKind.Workbook,
        ".XLS" or ".ET" => FileFormatKind.OldSpreadsheet,
        ".MDB" or ".ACCDB" => FileFormatKind.AccessDatabase,
        ".TIF" or ".TIFF" or ".IMG" or ".ASC" or ".VRT" => FileFormatKind.Raster,
        ".ZIP" or ".KMZ" or ".RAR" or ".7Z" or ".GZ" => FileFormatKind.Archive,
        _ => FileFormatKind.Other,
    };

    private static bool IsKnownToGdal(string extension) => extension.ToUpperInvariant() is ".GDB" or ".KML" or ".GML" or ".TAB" or ".MIF" or ".FGB" or ".DXF" or ".DWG" or ".DGN" or ".GPX" or ".SQLITE" or ".DB" or ".PARQUET" or ".E00";
}
