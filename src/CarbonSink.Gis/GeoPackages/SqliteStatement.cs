using SQLitePCL;

namespace CarbonSink.Gis;

/// <summary>A prepared statement: bind the parameters (from 1), run, read the columns (from 0).</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly SqliteDatabase database;
    private readonly sqlite3_stmt handle;

    internal SqliteStatement(SqliteDatabase database, sqlite3_stmt handle) => (this.database, this.handle) = (database, handle);

    public void Bind(int parameter, long value) => database.Require(raw.sqlite3_bind_int64(handle, parameter, value));

    /// <summary>Binds a number, NaN as NULL.</summary>
    public void Bind(int parameter, double value) => database.Require(double.IsNaN(value) ? raw.sqlite3_bind_null(handle, parameter) : raw.sqlite3_bind_double(handle, parameter, value));

    public void Bind(int parameter, string value) => database.Require(raw.sqlite3_bind_text(handle, parameter, value));

    public void BindUtf8(int parameter, ReadOnlySpan<byte> text) => database.Require(raw.sqlite3_bind_text(handle, parameter, text));

    public void BindBlob(int parameter, ReadOnlySpan<byte> bytes) => database.Require(raw.sqlite3_bind_blob(handle, parameter, bytes));

    public void BindNull(int parameter) => database.Require(raw.sqlite3_bind_null(handle, parameter));

    /// <summary>Runs a statement that gives no rows and makes it ready for the next values.</summary>
    public void Run()
    {
        database.Require(raw.sqlite3_step(handle));
        database.Require(raw.sqlite3_reset(handle));
    }

    /// <summary>Goes to the next row of the answer; false after the last.</summary>
    public bool Next()
    {
        var result = raw.sqlite3_step(handle);
        database.Require(result);
        return result == raw.SQLITE_ROW;
    }

    public int ColumnCount => raw.sqlite3_column_count(handle);

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Integer(int column) => raw.sqlite3_column_int64(handle, column);

    public double Number(int column) => raw.sqlite3_column_double(handle, column);

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(handle, column);

    /// <summary>The storage class of a value: 1 integer, 2 real, 3 text, 4 blob, 5 null.</summary>
    public int Type(int column) => raw.sqlite3_column_type(handle, column);

    public void Dispose() => handle.Dispose();
}
