using CarbonSink.Findings;
using CarbonSink.Gis;

namespace CarbonSink.Store;

/// <summary>A register's file for who may not write (只读打开): beside the log of others where that can be read, else as a file that nobody changes, which is looked at again after each reading.</summary>
/// <param name="file">The file.</param>
/// <param name="patience">How long other connections are waited for.</param>
/// <param name="why">Why it cannot be written.</param>
internal sealed class SqliteReadOnly(string file, TimeSpan patience, string why)
{
    private const int ReadOnlyFile = 8, CannotOpen = 14;

    /// <summary>What a write is answered.</summary>
    public RefusedInputException Refusal => SqliteFindings.Refuse(SqliteFindings.OnlyRead, file, why);

    /// <summary>Reads by a connection of its own.</summary>
    /// <exception cref="RefusedInputException">The file is no register (STO-0001, STO-0002), or its log cannot be read (STO-0008).</exception>
    /// <exception cref="StoreUnavailableException">Others wrote meanwhile (STO-0009).</exception>
    public T Read<T>(Func<SqliteReading, T> read)
    {
        var before = Seen();
        try
        {
            using var reading = Open(SqliteDatabase.Read(file, patience));
            return read(reading);
        }
        catch (SqliteException e) when (e.Primary is ReadOnlyFile or CannotOpen)
        {
            if (before.Log > 0)
                throw SqliteFindings.Refuse(SqliteFindings.LogNotReadable, file, e.Message);
        }

        // In write-ahead mode without a log, in a folder where none can be made.
        using var frozen = Open(SqliteDatabase.Frozen(file));
        var answer = read(frozen);
        return Seen() == before ? answer : throw new StoreUnavailableException(new(SqliteFindings.Moved, file, null, null, null));
    }

    private SqliteReading Open(SqliteDatabase database)
    {
        try
        {
            SqliteSchema.RequireRegister(database, file);
            return new(database, file);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private (long Bytes, DateTime Written, long Log) Seen()
    {
        var (data, log) = (new FileInfo(file), new FileInfo(file + "-wal"));
        return (data.Length, data.LastWriteTimeUtc, log.Exists ? log.Length : 0);
    }
}
