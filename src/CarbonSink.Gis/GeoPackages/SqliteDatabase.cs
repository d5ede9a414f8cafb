using SQLitePCL;

namespace CarbonSink.Gis;

/// <summary>An open SQLite database. One thread at a time.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly sqlite3 handle;

    private SqliteDatabase(sqlite3 handle) => this.handle = handle;

    /// <summary>Creates a database file that must not exist yet.</summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    public static SqliteDatabase Create(string path) => Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX);

    /// <summary>Opens a database file for reading.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SqliteDatabase Read(string path) => Open(path, raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_NOMUTEX);

    /// <summary>Runs one or several statements.</summary>
    public void Execute(string sql) => Require(raw.sqlite3_exec(handle, sql));

    /// <summary>Prepares a statement to be run many times.</summary>
    public SqliteStatement Prepare(string sql)
    {
        Require(raw.sqlite3_prepare_v2(handle, sql, out var statement));
        return new(this, statement);
    }

    /// <summary>A name as it is written in SQL, whatever it contains.</summary>
    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Closes the file.</summary>
    /// <exception cref="IOException">What was written could not be put on the disk.</exception>
    public void Close() => Require(raw.sqlite3_close(handle));

    public void Dispose() => handle.Dispose();

    internal void Require(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
            throw new IOException($"SQLite: {raw.sqlite3_errmsg(handle).utf8_to_string()} ({result})");
    }

    private static SqliteDatabase Open(string path, int flags)
    {
        SqliteLibrary.Load();
        var result = raw.sqlite3_open_v2(path, out var handle, flags, null);
        var database = new SqliteDatabase(handle);
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
}
