using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CarbonSink.Findings;
using Npgsql;

namespace CarbonSink.Store;

/// <summary>Tables of a register in PostgreSQL, and what the server must be like.</summary>
internal static class PostgresSchema
{
    /// <summary>Version of the tables.</summary>
    public const int Version = 1;

    private const int OldestServer = 120000;

    // Text is compared by bytes (COLLATE "C"), whatever the locale of the database. "revision" counts transactions that changed state without an entry.
    // A claim's box is indexed as it was put; its shape is for maps, made from the bytes that count.
    private const string Tables = """
        CREATE TABLE register (version int NOT NULL, revision bigint NOT NULL);
        CREATE TABLE entry (number bigint PRIMARY KEY, leaf bytea NOT NULL, bytes bytea NOT NULL);
        CREATE TABLE answer (actor text COLLATE "C", key text COLLATE "C", entry bigint NOT NULL, PRIMARY KEY (actor, key));
        CREATE TABLE state (kind text COLLATE "C", id text COLLATE "C", body text COLLATE "C" NOT NULL, entry bigint NOT NULL, PRIMARY KEY (kind, id));
        CREATE TABLE block (programme text COLLATE "C", project text COLLATE "C", vintage int, first bigint, last bigint NOT NULL, account text COLLATE "C" NOT NULL, state smallint NOT NULL, reference bigint NOT NULL,
            PRIMARY KEY (programme, project, vintage, first), CHECK (first <= last));
        CREATE INDEX block_account ON block (account, state);
        CREATE INDEX block_reference ON block (reference) WHERE state > 0;
        CREATE TABLE claim (project text COLLATE "C", parcel text COLLATE "C", programme text COLLATE "C" NOT NULL, since date NOT NULL, until date NOT NULL, pools text[] COLLATE "C" NOT NULL, tenure text COLLATE "C",
            wkb bytea NOT NULL, west float8 NOT NULL, south float8 NOT NULL, east float8 NOT NULL, north float8 NOT NULL, state smallint NOT NULL,
            shape geometry(Geometry, 4490) GENERATED ALWAYS AS (ST_GeomFromWKB(wkb, 4490)) STORED, PRIMARY KEY (project, parcel));
        CREATE INDEX claim_box ON claim USING gist (ST_MakeEnvelope(west, south, east, north, 4490));
        CREATE TABLE head (size bigint PRIMARY KEY, body text COLLATE "C" NOT NULL);
        """;

    /// <summary>Looks at the server, makes PostGIS and the tables where they are missing, and gives the versions and the search path.</summary>
    /// <exception cref="MissingComponentException">PostGIS is missing, or something is too old.</exception>
    /// <exception cref="RefusedInputException">The server is so set that the register cannot be kept there.</exception>
    [SuppressMessage("Security", "CA2100", Justification = "The texts stand here; the names in them are quoted.")]
    public static (string Versions, string SearchPath) Prepare(NpgsqlConnection connection, PostgresUrl url, bool create)
    {
        string Ask(string sql, params IReadOnlyList<object> values)
        {
            using var command = new NpgsqlCommand(sql, connection);
            foreach (var value in values)
                command.Parameters.Add(new() { Value = value });
            return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? "";
        }

        Finding Of(FindingRule rule, params string[] arguments) => new(rule, null, null, null, null, arguments);
        var server = "PostgreSQL " + Ask("SELECT split_part(current_setting('server_version'), ' ', 1)");
        if (int.Parse(Ask("SELECT current_setting('server_version_num')"), CultureInfo.InvariantCulture) < OldestServer)
            throw new MissingComponentException(Of(PostgresFindings.TooOld, server, "PostgreSQL 12"));
        if (Ask("SELECT current_setting('server_encoding')") is var encoding and not "UTF8")
            throw new RefusedInputException(Of(PostgresFindings.NotUtf8, connection.Database, encoding));
        foreach (var name in (string[])["fsync", "full_page_writes", "synchronous_commit"])
        {
            if (Ask("SELECT current_setting($1)", name) is "off")
                throw new RefusedInputException(Of(PostgresFindings.NotDurable, name + " = off"));
        }

        if (!create && Ask("SELECT to_regclass($1) IS NULL", Quoted(url.Schema) + ".register") == "True")
            throw new RefusedInputException(Of(PostgresFindings.NoRegister, url.Server, connection.Database, url.Schema));

        // Two programs that open a new register at once: one makes it, the other waits and finds it.
        using var transaction = connection.BeginTransaction();
        Ask("SELECT pg_advisory_xact_lock(hashtextextended('carbonsink register', 0))");
        MakePostGis();
        var (postgis, home) = (Ask("SELECT extversion FROM pg_extension WHERE extname = 'postgis'"), Ask("SELECT nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE extname = 'postgis'"));
        if (int.Parse(postgis.Split('.')[0], CultureInfo.InvariantCulture) < 3)
            throw new MissingComponentException(Of(PostgresFindings.TooOld, "PostGIS " + postgis, "PostGIS 3.0"));
        var path = $"{Quoted(url.Schema)}, {Quoted(home)}";
        if (Ask("SELECT to_regclass($1) IS NULL", Quoted(url.Schema) + ".register") == "True")
        {
            Ask($"CREATE SCHEMA IF NOT EXISTS {Quoted(url.Schema)}");
            Ask($"SET LOCAL search_path = {path}");
            Ask(Tables);
            Ask("INSERT INTO register VALUES ($1, 0)", Version);
        }
        else if (Ask($"SELECT version FROM {Quoted(url.Schema)}.register") is var version && version != Version.ToString(CultureInfo.InvariantCulture))
        {
            throw new RefusedInputException(Of(PostgresFindings.OtherVersion, url.Schema, version, Version.ToString(CultureInfo.InvariantCulture)));
        }

        transaction.Commit();
        return ($"{server}, PostGIS {postgis}", path);

        void MakePostGis()
        {
            if (Ask("SELECT count(*) FROM pg_extension WHERE extname = 'postgis'") != "0")
                return;
            if (Ask("SELECT count(*) FROM pg_available_extensions WHERE name = 'postgis'") == "0")
                throw new MissingComponentException(Of(PostgresFindings.PostGisMissing, url.Server));
            try
            {
                Ask("CREATE EXTENSION postgis SCHEMA public");
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
            {
                throw new MissingComponentException(Of(PostgresFindings.PostGisNotCreated, connection.Database, connection.UserName ?? Environment.UserName), e);
            }
        }
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
