using CarbonSink.Findings;

namespace CarbonSink.Gis;

/// <summary>The files of one shapefile, found whatever the case of their names; null where absent.</summary>
internal sealed record ShapefileParts(string Shp, string? Shx, string? Dbf, string? Prj, string? Cpg)
{
    public IReadOnlyList<string> Present => [.. new[] { Shp, Shx, Dbf, Prj, Cpg }.OfType<string>()];

    /// <summary>Finds the parts beside NAME.shp; a path without extension means NAME.shp.</summary>
    /// <exception cref="RefusedInputException">There is no .shp.</exception>
    public static ShapefileParts Find(string path)
    {
        var full = Path.GetFullPath(path);
        var directory = Path.GetDirectoryName(full) ?? full;
        var name = Path.GetFileName(full);
        var stem = Path.GetExtension(name).ToUpperInvariant() is ".SHP" or ".SHX" or ".DBF" or ".PRJ" or ".CPG" ? Path.GetFileNameWithoutExtension(name) : name;

        string? Part(string extension) => Sidecar.Find(Path.Combine(directory, stem + extension), extension);

        return Part(".shp") is { } shp
            ? new(shp, Part(".shx"), Part(".dbf"), Part(".prj"), Part(".cpg"))
            : throw new RefusedInputException(new Finding(GisFindings.FileMissing, stem + ".shp", null, null, null, Path.Combine(directory, stem + ".shp")));
    }
}
