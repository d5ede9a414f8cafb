using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace CarbonSink.Gis;

/// <summary>An open SQLite database. One thread at a time.</summary>
internal sealed unsafe class SqliteDatabase : IDisposable
{
    private const int Interrupted = 9;
    private const int StepsBetweenCalls = 1 << 20;
    private const long FewSteps = 50_000_000;
    private const long StepsPerByte = 256;

    private readonly SqlitePath path;
    private nint handle;
    private long* callsLeft;

    private SqliteDatabase(nint handle, SqlitePath path) => (this.handle, this.path) = (handle, path);

    /// <summary>Creates a database file that must not exist yet.</summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    public static SqliteDatabase Create(string path) => Open(path, SqliteLibrary.ReadWrite | SqliteLibrary.Create | SqliteLibrary.NoMutex);

    /// <summary>Opens a database file for writing that is there already or, where told so, is created; failures carry extended codes, and other connections that write are waited for.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SqliteDatabase Write(string path, bool create, TimeSpan patience) =>
        Patient(Open(path, SqliteLibrary.ReadWrite | (create ? SqliteLibrary.Create : 0) | SqliteLibrary.NoMutex), patience);

    /// <summary>Opens a database file for reading beside others that write it.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SqliteDatabase Read(string path, TimeSpan patience) => Patient(Read(path), patience);

    /// <summary>Opens a database file for reading.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SqliteDatabase Read(string path) => Open(path, SqliteLibrary.ReadOnly | SqliteLibrary.NoMutex);

    /// <summary>Opens a database file that nobody changes: no log is looked for and no lock is taken.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SqliteDatabase Frozen(string path) => Patient(Open(path, SqliteLibrary.ReadOnly | SqliteLibrary.NoMutex | SqliteLibrary.Uri), TimeSpan.Zero);

    /// <summary>Opens a database of unknown origin for reading: its views and triggers are not trusted, cell sizes are checked, nothing can be written, long values are refused, and views that do not end are interrupted.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="SqliteInterruptedException">Its statements take many more steps than its size allows for.</exception>
    public static SqliteDatabase Foreign(string path)
    {
        const int LengthLimit = 0, MostBytes = 256 << 20, CannotOpen = 14;
        var database = Read(path);
        try
        {
            _ = SqliteLibrary.Limit(database.handle, LengthLimit, MostBytes);
            database.LimitSteps(path);
            database.Execute("PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA query_only=ON; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8000");
            database.Execute("SELECT count(*) FROM sqlite_master");
            return database;
        }
        catch (IOException e)
        {
            database.Dispose();
            if (!e.Message.EndsWith($"({CannotOpen})", StringComparison.Ordinal))
                throw;
        }

        // A database left in write-ahead mode in a folder that cannot be written to opens only as one that nobody changes.
        var frozen = Open(path, SqliteLibrary.ReadOnly | SqliteLibrary.NoMutex | SqliteLibrary.Uri);
        frozen.LimitSteps(path);
        frozen.Execute("PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA query_only=ON; PRAGMA mmap_size=0");
        return frozen;
    }

    /// <summary>Whether no transaction is open.</summary>
    public bool IsAutomatic => SqliteLibrary.IsAutomatic(handle) != 0;

    /// <summary>Whether the file can only be read.</summary>
    public bool IsReadOnly
    {
        get
        {
            fixed (byte* main = "main\0"u8)
                return SqliteLibrary.IsReadOnly(handle, main) != 0;
        }
    }

    /// <summary>Rows that the last statement inserted, changed or deleted.</summary>
    public int Changes => SqliteLibrary.Changes(handle);

    /// <summary>A name as it is written in SQL, whatever it contains.</summary>
    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Runs one or several statements.</summary>
    public void Execute(string sql)
    {
        fixed (byte* text = Terminated(sql))
            Require(SqliteLibrary.Execute(handle, text, 0, 0, 0));
    }

    /// <summary>Prepares a statement to be run many times.</summary>
    public SqliteStatement Prepare(string sql)
    {
        nint statement;
        fixed (byte* text = Terminated(sql))
            Require(SqliteLibrary.Prepare(handle, text, -1, &statement, 0));
        return new(this, statement);
    }

    /// <summary>Closes the file, its statements being disposed of.</summary>
    public void Dispose()
    {
        _ = SqliteLibrary.Close(handle);
        handle = 0;
        NativeMemory.Free(callsLeft);
        callsLeft = null;
        path.Dispose();
    }

    /// <exception cref="IOException">A call failed.</exception>
    internal void Require(int result)
    {
        if (result == Interrupted)
            throw new SqliteInterruptedException();
        if (result is not (SqliteLibrary.Ok or SqliteLibrary.Row or SqliteLibrary.Done))
            throw new SqliteException(result, $"SQLite: {Marshal.PtrToStringUTF8((nint)SqliteLibrary.ErrorMessage(handle))} ({result})");
    }

    private static SqliteDatabase Open(string path, int flags)
    {
        SqliteLibrary.Choose();
        nint opened;
        int result;
        var place = new SqlitePath(path);
        fixed (byte* name = Terminated((flags & SqliteLibrary.Uri) == 0 ? place.Text : place.Frozen))
            result = SqliteLibrary.Open(name, &opened, flags, place.FileSystem);
        var database = new SqliteDatabase(opened, place);
        try
        {
            database.Require(result);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static SqliteDatabase Patient(SqliteDatabase database, TimeSpan patience)
    {
        _ = SqliteLibrary.ExtendedCodes(database.handle, 1);
        _ = SqliteLibrary.BusyTimeout(database.handle, (int)patience.TotalMilliseconds);
        return database;
    }

    /// <summary>Ends statements that take more steps than reading the file several times would: a view may recurse without limit.</summary>
    private void LimitSteps(string file)
    {
        callsLeft = (long*)NativeMemory.Alloc(sizeof(long));
        *callsLeft = (FewSteps + (StepsPerByte * new FileInfo(file).Length)) / StepsBetweenCalls;
        SqliteLibrary.ProgressHandler(handle, StepsBetweenCalls, &Count, (nint)callsLeft);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Count(nint callsLeft) => --*(long*)callsLeft < 0 ? 1 : 0;

    private static byte[] Terminated(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
