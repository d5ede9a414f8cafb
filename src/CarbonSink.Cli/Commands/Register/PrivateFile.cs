namespace CarbonSink.Cli;

/// <summary>Writes files that only their owner may read: keys and tokens.</summary>
internal static class PrivateFile
{
    /// <summary>Writes a new file with mode 0600; on Windows the folder's permissions apply.</summary>
    /// <exception cref="IOException">It is there already, or cannot be written.</exception>
    public static void Write(string path, string text)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }
}
