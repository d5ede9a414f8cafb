using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Gis;

namespace CarbonSink.Store;

/// <summary>Tables of a register in SQLite, the same plain rows that every store keeps.</summary>
internal static class SqliteSchema
{
    /// <summary>Version of the tables; kept as user_version.</summary>
    public const int Version = 1;

    private const int Oldest = 3_035_000;
    private const int ApplicationId = 0x43534C52; // "CSLR"
    private const int ReadOnlyFile = 8, Corrupt = 11, CannotOpen = 14, NoDatabase = 26;

    private const string Tables =
        """
        CREATE TABLE entry(idx INTEGER PRIMARY KEY, leaf BLOB NOT NULL, bytes BLOB NOT NULL);
        CREATE TABLE idempotency(actor TEXT NOT NULL, key TEXT NOT NULL, idx INTEGER NOT NULL, PRIMARY KEY(actor, key)) WITHOUT ROWID;
        CREATE TABLE row(kind TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY(kind, id));
        CREATE TABLE series(id INTEGER PRIMARY KEY, programme TEXT NOT NULL, project TEXT NOT NULL, vintage INTEGER NOT NULL, UNIQUE(programme, project, vintage));
        CREATE TABLE block(series INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, account TEXT NOT NULL, state INTEGER NOT NULL, reference INTEGER NOT NULL, PRIMARY KEY(series, first)) WITHOUT ROWID;
        CREATE INDEX block_account ON block(account, state, series, first, last, reference);
        CREATE INDEX block_reference ON block(reference) WHERE reference <> 0;
        CREATE TABLE claim(id INTEGER PRIMARY KEY, project TEXT NOT NULL, parcel TEXT NOT NULL, programme TEXT NOT NULL, span_from TEXT NOT NULL, span_to TEXT NOT NULL, pools TEXT NOT NULL, tenure TEXT,
          west REAL NOT NULL, south REAL NOT NULL, east REAL NOT NULL, north REAL NOT NULL, state INTEGER NOT NULL, wkb BLOB NOT NULL, UNIQUE(project, parcel));
        CREATE VIRTUAL TABLE claim_box USING rtree(id, west, east, south, north);
        CREATE TABLE head(size INTEGER PRIMARY KEY, json TEXT NOT NULL);
        """;

    /// <summary>Sees that the library can keep a register.</summary>
    /// <exception cref="MissingComponentException">It is older than 3.35.</exception>
    public static void RequireLibrary(int version)
    {
        if (version < Oldest)
            throw new MissingComponentException(new Finding(SqliteFindings.LibraryTooOld, null, null, null, null, SqliteLibrary.Origin, "3.35"));
    }

    /// <summary>Opens the connection that writes, makes the tables where the file is new, and sees that they are those of a register.</summary>
    /// <param name="file">The file.</param>
    /// <param name="create">Whether a file that is missing or empty becomes a register.</param>
    /// <param name="settings">Settings of the connection: synchronous=FULL, but in tests.</param>
    /// <param name="patience">How long other connections are waited for.</param>
    public static SqliteDatabase OpenWriter(string file, bool create, string settings, TimeSpan patience)
    {
        var database = SqliteDatabase.Write(file, create, patience);
        try
        {
            if (database.IsReadOnly)
                throw new UnauthorizedAccessException($"{file} can only be read");
            database.Execute("PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32768");
            var isNew = Number(database, "PRAGMA application_id") == 0 && Number(database, "SELECT count(*) FROM sqlite_master") == 0;
            if (isNew && !create)
                throw SqliteFindings.Refuse(SqliteFindings.NoRegister, file, "空数据库 / an empty database");
            if (!isNew)
                RequireRegister(database, file);
            if (Text(database, "PRAGMA journal_mode=WAL") != "wal")
                throw new IOException($"{file}: this file system keeps no write-ahead log");
            database.Execute($"PRAGMA {settings}; PRAGMA fullfsync=ON; PRAGMA checkpoint_fullfsync=ON; PRAGMA journal_size_limit=67108864");
            if (isNew)
                database.Execute($"BEGIN IMMEDIATE; {Tables} PRAGMA application_id={ApplicationId}; PRAGMA user_version={Version}; COMMIT");
            return database;
        }
        catch (SqliteException e)
        {
            database.Dispose();
            throw e.Primary is ReadOnlyFile or CannotOpen ? new UnauthorizedAccessException($"{file}: {e.Message}", e)
                : e.Primary is NoDatabase or Corrupt ? SqliteFindings.Refuse(e.Primary == NoDatabase ? SqliteFindings.NoRegister : SqliteFindings.DamagedFile, file, e.Message)
                : e.Message.Contains("no such module", StringComparison.Ordinal) ? new MissingComponentException(new Finding(SqliteFindings.LibraryTooOld, null, null, null, null, SqliteLibrary.Origin, "R*Tree"))
                : SqliteStore.Failure(e, file);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Sees that a file is a register.</summary>
    /// <exception cref="RefusedInputException">It is of another kind, or of a newer program.</exception>
    public static void RequireRegister(SqliteDatabase database, string file)
    {
        if (Number(database, "PRAGMA application_id") is var application && application != ApplicationId)
            throw SqliteFindings.Refuse(SqliteFindings.NoRegister, file, string.Create(CultureInfo.InvariantCulture, $"application_id {application}"));
        if (Number(database, "PRAGMA user_version") is var version && version > Version)
            throw SqliteFindings.Refuse(SqliteFindings.NewerSchema, file, version.ToString(CultureInfo.InvariantCulture), Version.ToString(CultureInfo.InvariantCulture));
    }

    private static long Number(SqliteDatabase database, string sql)
    {
        using var statement = database.Prepare(sql);
        return statement.Next() ? statement.Integer(0) : 0;
    }

    private static string Text(SqliteDatabase database, string sql)
    {
        using var statement = database.Prepare(sql);
        return statement.Next() ? statement.Text(0) : "";
    }
}
