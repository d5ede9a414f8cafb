using System.Globalization;
using System.Runtime.InteropServices;
using CarbonSink.Findings;

namespace CarbonSink.Gdal;

/// <summary>GDAL's native library (GDAL 本机库), where there is one: looked for at CARBONSINK_GDAL, beside the program, in the system. Loaded once, on first need.</summary>
/// <remarks>Where CARBONSINK_GDAL names a file or a folder, only that is looked at. GDAL's own messages never reach standard error: they become findings.</remarks>
public static class GdalLibrary
{
    internal const string Name = "gdal";

    /// <summary>The environment variable that names the library or its folder.</summary>
    public const string Variable = "CARBONSINK_GDAL";

    private const int LeastVersion = 3_04_00_00;

    private static readonly Lazy<Attempt> Loaded = new(Load);

    /// <summary>Whether there is a library that can be used.</summary>
    public static bool IsAvailable => Loaded.Value.Handle != 0;

    /// <summary>Its version, e.g. 3.6.2; null where there is none.</summary>
    public static string? Version => Loaded.Value.Version;

    /// <summary>The file it was loaded from; null where there is none.</summary>
    public static string? FileName => IsAvailable ? Loaded.Value.File : null;

    /// <summary>Loads the library.</summary>
    /// <param name="purpose">What needs it, for the message: a file or a format.</param>
    /// <exception cref="MissingComponentException">There is none, or none that can be used.</exception>
    public static void Require(string purpose)
    {
        var attempt = Loaded.Value;
        if (attempt.Handle != 0)
            return;
        throw new MissingComponentException(attempt.Problem is { } problem
            ? new(GdalFindings.LibraryUnusable, null, null, null, null, attempt.File ?? Name, problem)
            : new(GdalFindings.LibraryMissing, null, null, null, null, purpose, string.Join("; ", Places().Distinct(StringComparer.Ordinal))));
    }

    private static Attempt Load()
    {
        var attempt = new Attempt(0, null, null, null);
        foreach (var file in Candidates())
        {
            if (!NativeLibrary.TryLoad(file, out var handle))
                continue;
            if (!NativeLibrary.TryGetExport(handle, "GDALVersionInfo", out _))
            {
                attempt = new(0, file, null, "GDALVersionInfo?");
                continue;
            }

            NativeLibrary.SetDllImportResolver(typeof(GdalLibrary).Assembly, (name, _, _) => name == Name ? handle : 0);
            return Start(handle, file);
        }

        return attempt;
    }

    private static unsafe Attempt Start(nint handle, string file)
    {
        var number = GdalText.Of(GdalApi.VersionInfo("VERSION_NUM"u8));
        var version = GdalText.Of(GdalApi.VersionInfo("RELEASE_NAME"u8));
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) || parsed < LeastVersion)
            return new(0, file, version, $"GDAL {version} < 3.4");
        GdalErrors.Capture();
        GdalApi.SetConfigOption("GDAL_FILENAME_IS_UTF8"u8, "YES"u8);
        GdalApi.SetConfigOption("CPL_DEBUG"u8, "OFF"u8);
        FindSupport(Path.GetDirectoryName(file));
        GdalApi.AllRegister();
        return new(handle, file, version, null);
    }

    /// <summary>A bundle carries the tables of GDAL and PROJ beside the library or in the share folder of its tree.</summary>
    private static void FindSupport(string? folder)
    {
        if (string.IsNullOrEmpty(folder))
            return;
        if (Environment.GetEnvironmentVariable("GDAL_DATA") is null && Support("gdalvrt.xsd", "gdal-data", "../share/gdal", "share/gdal", "data") is { } data)
            GdalApi.SetConfigOption("GDAL_DATA"u8, GdalText.Bytes(data));
        if (Environment.GetEnvironmentVariable("PROJ_LIB") is null && Environment.GetEnvironmentVariable("PROJ_DATA") is null && Support("proj.db", ".", "proj", "../share/proj", "share/proj", "maxrev.gdal.core.libshared") is { } proj)
            GdalApi.SetProjSearchPaths([proj]);

        string? Support(string file, params string[] places) =>
            places.Select(p => Path.GetFullPath(Path.Combine(folder, p))).FirstOrDefault(p => File.Exists(Path.Combine(p, file)));
    }

    /// <summary>Files to try, in order.</summary>
    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return File.Exists(named) ? [Path.GetFullPath(named)] : Directory.Exists(named) ? In(Path.GetFullPath(named)) : [];
        return Places().SelectMany(In).Concat(OperatingSystem.IsWindows() ? [] : OperatingSystem.IsMacOS() ? ["libgdal.dylib"] : ["libgdal.so"]);
    }

    private static IEnumerable<string> Places()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return [$"{Variable}={named}"];
        var beside = AppContext.BaseDirectory;
        return
        [
            beside, Path.Combine(beside, "gdal"), Path.Combine(beside, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"),
            .. OperatingSystem.IsWindows() ? WindowsPlaces() : OperatingSystem.IsMacOS() ? MacPlaces : LinuxPlaces,
        ];
    }

    private static string[] MacPlaces => ["/opt/homebrew/lib", "/usr/local/lib", "/Applications/QGIS.app/Contents/MacOS/lib"];

    private static string[] LinuxPlaces =>
    [
        $"/usr/lib/{(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "aarch64" : "x86_64")}-linux-gnu", "/usr/local/lib", "/usr/lib64", "/usr/lib",
    ];

    private static IEnumerable<string> WindowsPlaces()
    {
        var programs = Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles);
        string?[] roots = [Environment.GetEnvironmentVariable("OSGEO4W_ROOT"), @"C:\OSGeo4W", @"C:\OSGeo4W64"];
        string[] qgis = Directory.Exists(programs) ? [.. Directory.GetDirectories(programs, "QGIS*").OrderDescending(StringComparer.Ordinal)] : [];
        return roots.OfType<string>().Concat(qgis).Select(r => Path.Combine(r, "bin"));
    }

    /// <summary>The libraries of a folder by name: the newest number first, the plain name before numbered ones.</summary>
    private static IEnumerable<string> In(string folder)
    {
        if (!Directory.Exists(folder))
            return [];
        var pattern = OperatingSystem.IsWindows() ? "gdal*.dll" : OperatingSystem.IsMacOS() ? "libgdal*.dylib" : "libgdal.so*";
        return Directory.GetFiles(folder, pattern).OrderDescending(NumberOrder);
    }

    /// <summary>By the first number in the name, then the shorter name: libgdal.so.36 before libgdal.so.32 before libgdal.so.32.3.6.2.</summary>
    private static Comparer<string> NumberOrder { get; } = Comparer<string>.Create((a, b) => NumberOf(a) is var x && NumberOf(b) is var y && x != y ? x.CompareTo(y) : b.Length - a.Length);

    private static int NumberOf(string file)
    {
        var digits = new string([.. Path.GetFileName(file).SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)]);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private sealed record Attempt(nint Handle, string? File, string? Version, string? Problem);
}
