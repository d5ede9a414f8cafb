using System.Text.RegularExpressions;
using CarbonSink.Findings;
using Npgsql;

namespace CarbonSink.Store;

/// <summary>Address of a register in PostgreSQL (数据库地址): postgres://user:password@host:port/database?schema=name, every part percent-decoded and, but for the scheme, optional.</summary>
/// <remarks>What is left out is looked up as Npgsql does: PGUSER, PGPASSWORD, PGDATABASE, .pgpass. A host that begins with / is the directory of a Unix socket (host=… or %2F…).</remarks>
/// <param name="Connection">What Npgsql is told; the search path is set by the store.</param>
/// <param name="Schema">Schema of the register.</param>
internal sealed partial record PostgresUrl(NpgsqlConnectionStringBuilder Connection, string Schema)
{
    /// <summary>The schema where none is named.</summary>
    public const string DefaultSchema = "carbonsink";

    /// <summary>The longest name that PostgreSQL keeps whole, in bytes of UTF-8.</summary>
    private const int LongestName = 63;

    /// <summary>Where it is, without user and password: host:port/database?schema=name.</summary>
    public string Place => $"{Server}/{Connection.Database}?schema={Schema}";

    /// <summary>Host and port.</summary>
    public string Server => FormattableString.Invariant($"{Connection.Host}:{Connection.Port}");

    /// <summary>Whether an address names a PostgreSQL database at all.</summary>
    public static bool Is(string address) => address.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    /// <summary>An address without its password, wherever that stands in it; any other text as it is.</summary>
    public static string Redacted(string text) => Asked().Replace(Written().Replace(text, "$1***"), "$1***");

    /// <summary>From the first colon to the last @, as an address is read; a password may hold characters that were not encoded, a user name @ and blanks.</summary>
    [GeneratedRegex(@"(postgres(?:ql)?://[^:]*?:).*(?=@)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Written();

    /// <summary>A password among the settings.</summary>
    [GeneratedRegex(@"(postgres(?:ql)?://.*[?&]password=)[^&]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Asked();

    /// <summary>Reads an address.</summary>
    /// <exception cref="RefusedInputException">It is none; the password is not repeated in the message.</exception>
    public static PostgresUrl Parse(string address)
    {
        if (!Is(address))
            throw Refuse("postgres://");
        var rest = address[(address.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var (before, query) = Cut(rest, '?', last: false) is var (b, q) && q is not null ? (b, q) : (rest, "");
        var (authority, database) = Cut(before, '/', last: false);
        var (user, place) = Cut(authority, '@', last: true) is var (u, p) && p is not null ? (u, p) : ("", authority);
        var connection = new NpgsqlConnectionStringBuilder { Host = "localhost" };
        var schema = DefaultSchema;
        var (name, password) = Cut(user, ':', last: false);
        Set("user", name);
        Set("password", password);
        var colon = place.EndsWith(']') ? -1 : place.LastIndexOf(':');
        Set("host", (colon < 0 ? place : place[..colon]).Trim('[', ']'));
        Set("port", colon < 0 ? null : place[(colon + 1)..]);
        Set("dbname", database);
        foreach (var item in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = Cut(item, '=', last: false);
            Set(key, value ?? "");
        }

        return schema.Length > 0 && !schema.Contains('\0') && System.Text.Encoding.UTF8.GetByteCount(schema) <= LongestName && !schema.StartsWith("pg_", StringComparison.Ordinal)
            ? new(connection, schema)
            : throw Refuse($"schema={schema}");

        void Set(string key, string? written)
        {
            if (string.IsNullOrEmpty(written))
                return;
            var value = Uri.UnescapeDataString(written);
            try
            {
                _ = key switch
                {
                    "schema" => schema = value,
                    "user" => connection.Username = value,
                    "password" => connection.Password = value,
                    "host" => connection.Host = value,
                    "port" => connection.Port = int.Parse(value, System.Globalization.NumberStyles.None, null),
                    "dbname" => connection.Database = value,
                    "sslmode" => connection.SslMode = Enum.Parse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
                    "sslrootcert" => connection.RootCertificate = value,
                    "passfile" => connection.Passfile = value,
                    "application_name" => connection.ApplicationName = value,
                    "connect_timeout" => (object)(connection.Timeout = int.Parse(value, System.Globalization.NumberStyles.None, null)),
                    _ => throw Refuse(key.Contains('@', StringComparison.Ordinal) || address.LastIndexOf('@') > address.IndexOf('?', StringComparison.Ordinal) ? "?" : key + "?"),
                };
            }
            catch (Exception e) when (e is FormatException or ArgumentException or OverflowException)
            {
                throw Refuse(key is "schema" or "sslmode" or "connect_timeout" ? $"{key}={value}" : $"{key}=…"); // a password with a raw / or ? makes a part of it any other value
            }
        }
    }

    private static (string Before, string? After) Cut(string text, char at, bool last) =>
        (last ? text.LastIndexOf(at) : text.IndexOf(at)) is var i and >= 0 ? (text[..i], text[(i + 1)..]) : (text, null);

    private static RefusedInputException Refuse(string what) => new(new(PostgresFindings.BadUrl, null, null, null, null, what));
}
