namespace CarbonSink.Gis;

/// <summary>Files of the same name beside a file, such as .prj, found whatever the case of their names (附属文件).</summary>
internal static class Sidecar
{
    /// <summary>The file with the path's name and another extension, or null; the exact spelling first, since a case-sensitive disk may hold several that differ in case only.</summary>
    public static string? Find(string path, string extension)
    {
        var full = Path.GetFullPath(path);
        var (directory, name) = (Path.GetDirectoryName(full) ?? full, Path.GetFileNameWithoutExtension(full) + extension);
        if (!Directory.Exists(directory))
            return null;
        var named = Directory.GetFiles(directory).Select(f => Path.GetFileName(f)).Where(f => string.Equals(f, name, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToArray();
        return (Array.Find(named, f => f == name) ?? named.FirstOrDefault()) is { } found ? Path.Combine(directory, found) : null;
    }
}
