using System.Text;

namespace CarbonSink.Gis;

/// <summary>A prepared statement: bind the parameters (from 1), run, read the columns (from 0).</summary>
internal sealed unsafe class SqliteStatement : IDisposable
{
    private const nint Static = 0;
    private const nint Transient = -1;

    private readonly SqliteDatabase database;
    private nint handle;

    internal SqliteStatement(SqliteDatabase database, nint handle) => (this.database, this.handle) = (database, handle);

    public int ColumnCount => SqliteLibrary.ColumnCount(handle);

    public void BindNull(int parameter) => database.Require(SqliteLibrary.BindNull(handle, parameter));

    public void Bind(int parameter, long value) => database.Require(SqliteLibrary.BindInteger(handle, parameter, value));

    public void Bind(int parameter, double value) => database.Require(SqliteLibrary.BindNumber(handle, parameter, value));

    public void Bind(int parameter, string value)
    {
        const int Short = 256, MostBytesOfOne = 3;
        if (value.Length > Short / MostBytesOfOne)
        {
            BindText(parameter, Encoding.UTF8.GetBytes(value));
            return;
        }

        Span<byte> utf8 = stackalloc byte[Short];
        BindText(parameter, utf8[..Encoding.UTF8.GetBytes(value, utf8)]);
    }

    /// <summary>Binds a copy of UTF-8.</summary>
    public void BindText(int parameter, ReadOnlySpan<byte> utf8)
    {
        fixed (byte* bytes = utf8)
            database.Require(SqliteLibrary.BindText(handle, parameter, bytes is null ? (byte*)1 : bytes, utf8.Length, Transient));
    }

    /// <summary>Binds UTF-8 that stays where it is until the statement has run.</summary>
    public void BindText(int parameter, byte* utf8, int length) => database.Require(SqliteLibrary.BindText(handle, parameter, utf8, length, Static));

    /// <summary>Binds bytes that stay where they are until the statement has run.</summary>
    public void BindBlob(int parameter, byte* bytes, int length) => database.Require(SqliteLibrary.BindBlob(handle, parameter, bytes, length, Static));

    /// <summary>Binds a copy of bytes.</summary>
    public void BindBlob(int parameter, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
            database.Require(SqliteLibrary.BindBlob(handle, parameter, start, bytes.Length, Transient));
    }

    /// <summary>Runs a statement that gives no rows and makes it ready for the next values.</summary>
    public void Run()
    {
        var result = SqliteLibrary.Step(handle);
        database.Require(result is SqliteLibrary.Done or SqliteLibrary.Row ? SqliteLibrary.Reset(handle) : Failed(result));
    }

    /// <summary>Goes to the next row of the answer; false after the last.</summary>
    public bool Next()
    {
        var result = SqliteLibrary.Step(handle);
        database.Require(result);
        return result == SqliteLibrary.Row;
    }

    /// <summary>The storage class of a value: 1 integer, 2 real, 3 text, 4 blob, 5 null.</summary>
    public int Type(int column) => SqliteLibrary.ColumnType(handle, column);

    public long Integer(int column) => SqliteLibrary.ColumnInteger(handle, column);

    public double Number(int column) => SqliteLibrary.ColumnNumber(handle, column);

    /// <summary>A value as text, whatever the encoding of the database.</summary>
    public string Text(int column) => Encoding.UTF8.GetString(Utf8(column));

    /// <summary>The bytes of a value; valid until the next row.</summary>
    public ReadOnlySpan<byte> Blob(int column)
    {
        var bytes = SqliteLibrary.ColumnBytes(handle, column);
        return new(bytes, SqliteLibrary.ColumnLength(handle, column));
    }

    /// <summary>A value as UTF-8 text, whatever the encoding of the database; valid until the next row.</summary>
    public ReadOnlySpan<byte> Utf8(int column)
    {
        var bytes = SqliteLibrary.ColumnText(handle, column);
        return new(bytes, bytes is null ? 0 : SqliteLibrary.ColumnLength(handle, column));
    }

    /// <summary>Makes the statement ready to be run again.</summary>
    public void Reset() => database.Require(SqliteLibrary.Reset(handle));

    /// <summary>A statement that failed holds its locks until it is reset; the reset says again what failed.</summary>
    private int Failed(int result) => SqliteLibrary.Reset(handle) is var again && again == SqliteLibrary.Ok ? result : again;

    public void Dispose()
    {
        _ = SqliteLibrary.Finish(handle);
        handle = 0;
    }
}
