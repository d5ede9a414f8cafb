using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace CarbonSink.Gis;

/// <summary>The native SQLite library (SQLite C Interface): the system's where it is found, since it gets security updates, otherwise the one that comes with the program.</summary>
/// <remarks>Only blittable types cross, so that calls need no code made while the program runs. Names of the functions are SQLite's.</remarks>
internal static unsafe partial class SqliteLibrary
{
    public const int Ok = 0;
    public const int Row = 100;
    public const int Done = 101;
    public const int ReadOnly = 0x1;
    public const int ReadWrite = 0x2;
    public const int Create = 0x4;
    public const int Uri = 0x40;
    public const int NoMutex = 0x8000;

    private const string Name = "e_sqlite3";

    private const string Choice = "CARBONSINK_SQLITE"; // tests run with each

    private static readonly Lazy<nint> Chosen = new(() =>
    {
        var wish = Environment.GetEnvironmentVariable(Choice);
        var system = nint.Zero;
        if (wish == "system" || (wish != "bundled" && OperatingSystem.IsLinux()))
            _ = NativeLibrary.TryLoad(OperatingSystem.IsLinux() ? "libsqlite3.so.0" : OperatingSystem.IsMacOS() ? "/usr/lib/libsqlite3.dylib" : "winsqlite3", out system);
        if (wish == "system" && system == nint.Zero)
            throw new IOException($"SQLite: {Choice}=system, but the system has no SQLite library");
        NativeLibrary.SetDllImportResolver(typeof(SqliteLibrary).Assembly, (name, assembly, path) => name == Name ? system : nint.Zero);
        return system;
    });

    /// <summary>Version and origin of the library, e.g. "3.40.1 (system)".</summary>
    public static string Origin => Chosen.Value == nint.Zero ? $"{VersionText} (bundled)" : $"{VersionText} (system)";

    /// <summary>Version as one number: 3035000 is 3.35.0.</summary>
    /// <exception cref="IOException">The library that is asked for is not there.</exception>
    public static int Version
    {
        get
        {
            Choose();
            return VersionNumber();
        }
    }

    private static string VersionText => Marshal.PtrToStringUTF8((nint)LibraryVersion())!;

    /// <summary>Says which library is meant; to be called before any other call.</summary>
    public static void Choose() => _ = Chosen.Value;

    [LibraryImport(Name, EntryPoint = "sqlite3_open_v2")]
    public static partial int Open(byte* path, nint* database, int flags, byte* vfs);

    [LibraryImport(Name, EntryPoint = "sqlite3_close_v2")]
    public static partial int Close(nint database);

    [LibraryImport(Name, EntryPoint = "sqlite3_errmsg")]
    public static partial byte* ErrorMessage(nint database);

    [LibraryImport(Name, EntryPoint = "sqlite3_limit")]
    public static partial int Limit(nint database, int which, int value);

    [LibraryImport(Name, EntryPoint = "sqlite3_progress_handler")]
    public static partial void ProgressHandler(nint database, int steps, delegate* unmanaged[Cdecl]<nint, int> handler, nint argument);

    [LibraryImport(Name, EntryPoint = "sqlite3_vfs_find")]
    public static partial nint FindFileSystem(byte* name);

    [LibraryImport(Name, EntryPoint = "sqlite3_vfs_register")]
    public static partial int RegisterFileSystem(nint system, int isDefault);

    [LibraryImport(Name, EntryPoint = "sqlite3_exec")]
    public static partial int Execute(nint database, byte* sql, nint callback, nint argument, nint error);

    [LibraryImport(Name, EntryPoint = "sqlite3_prepare_v2")]
    public static partial int Prepare(nint database, byte* sql, int bytes, nint* statement, nint tail);

    [LibraryImport(Name, EntryPoint = "sqlite3_finalize")]
    public static partial int Finish(nint statement);

    [LibraryImport(Name, EntryPoint = "sqlite3_step")]
    public static partial int Step(nint statement);

    [LibraryImport(Name, EntryPoint = "sqlite3_reset")]
    public static partial int Reset(nint statement);

    [LibraryImport(Name, EntryPoint = "sqlite3_bind_null")]
    public static partial int BindNull(nint statement, int parameter);

    [LibraryImport(Name, EntryPoint = "sqlite3_bind_int64")]
    public static partial int BindInteger(nint statement, int parameter, long value);

    [LibraryImport(Name, EntryPoint = "sqlite3_bind_double")]
    public static partial int BindNumber(nint statement, int parameter, double value);

    [LibraryImport(Name, EntryPoint = "sqlite3_bind_text")]
    public static partial int BindText(nint statement, int parameter, byte* text, int bytes, nint destructor);

    [LibraryImport(Name, EntryPoint = "sqlite3_bind_blob")]
    public static partial int BindBlob(nint statement, int parameter, byte* bytes, int count, nint destructor);

    [LibraryImport(Name, EntryPoint = "sqlite3_column_count")]
    public static partial int ColumnCount(nint statement);

    [LibraryImport(Name, EntryPoint = "sqlite3_column_type")]
    public static partial int ColumnType(nint statement, int column);

    [LibraryImport(Name, EntryPoint = "sqlite3_column_int64")]
    public static partial long ColumnInteger(nint statement, int column);

    [LibraryImport(Name, EntryPoint = "sqlite3_column_double")]
    public static partial double ColumnNumber(nint statement, int column);

    [LibraryImport(Name, EntryPoint = "sqlite3_column_text")]
    public static partial byte* ColumnText(nint statement, int column);

    [LibraryImport(Name, EntryPoint = "sqlite3_column_blob")]
    public static partial byte* ColumnBytes(nint statement, int column);

    [LibraryImport(Name, EntryPoint = "sqlite3_column_bytes")]
    public static partial int ColumnLength(nint statement, int column);

    [LibraryImport(Name, EntryPoint = "sqlite3_libversion_number")]
    public static partial int VersionNumber();

    [LibraryImport(Name, EntryPoint = "sqlite3_libversion")]
    public static partial byte* LibraryVersion();

    [LibraryImport(Name, EntryPoint = "sqlite3_extended_result_codes")]
    public static partial int ExtendedCodes(nint database, int on);

    [LibraryImport(Name, EntryPoint = "sqlite3_busy_timeout")]
    public static partial int BusyTimeout(nint database, int milliseconds);

    [LibraryImport(Name, EntryPoint = "sqlite3_get_autocommit")]
    public static partial int IsAutomatic(nint database);

    [LibraryImport(Name, EntryPoint = "sqlite3_db_readonly")]
    public static partial int IsReadOnly(nint database, byte* name);

    [LibraryImport(Name, EntryPoint = "sqlite3_changes")]
    public static partial int Changes(nint database);
}
