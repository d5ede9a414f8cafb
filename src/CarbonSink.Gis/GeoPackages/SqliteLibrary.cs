using System.Runtime.InteropServices;
using SQLitePCL;

namespace CarbonSink.Gis;

/// <summary>The native SQLite library, chosen once per process: the system's where it is found, since it gets security updates, otherwise the one that comes with the program.</summary>
internal static class SqliteLibrary
{
    private static readonly Lazy<bool> Loaded = new(() =>
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, assembly, path) =>
            OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libsqlite3.so.0", out var system) ? system : nint.Zero);
        Batteries_V2.Init();
        return true;
    });

    /// <summary>Loads the library; more calls do nothing.</summary>
    public static void Load() => _ = Loaded.Value;
}
