using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Npgsql;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace CarbonSink.Register.Tests;

/// <summary>A PostgreSQL server of the tests' own: made by initdb in a temporary directory, reached by a Unix socket there, run by an unprivileged user, gone at the end.</summary>
public sealed class PostgresServer : IDisposable
{
    private static int last;

    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-pg-").FullName;

    /// <summary>Starts one; nothing where there is none and none is demanded.</summary>
    public PostgresServer()
    {
        if (Absent is null)
            Start();
    }

    /// <summary>Why there is none here; null where there is one.</summary>
    public static string? Absent { get; } = Programs() is null ? "PostgreSQL with PostGIS is absent; test.sh installs it (REQUIRE_FIXTURES=1 makes this a failure)" : null;

    /// <summary>Whether tests that need it are skipped.</summary>
    public static string? Skip => Environment.GetEnvironmentVariable("REQUIRE_FIXTURES") == "1" ? null : Absent;

    /// <summary>Address of a register in a schema of its own.</summary>
    internal string NewUrl() => Url($"r{Interlocked.Increment(ref last)}");

    /// <summary>Address of a schema of a database.</summary>
    internal string Url(string schema, string user = "postgres", string database = "postgres") =>
        Absent is null ? $"postgres://{user}@/{database}?host={Uri.EscapeDataString(folder)}&schema={Uri.EscapeDataString(schema)}" : throw new InvalidOperationException(Absent);

    /// <summary>A connection of a test's own, as superuser.</summary>
    public NpgsqlConnection Connect(string database = "postgres")
    {
        var connection = new NpgsqlConnection($"Host={folder};Username=postgres;Database={database};Pooling=false");
        connection.Open();
        return connection;
    }

    /// <summary>Runs SQL as superuser and gives the first value.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "The texts are those of tests.")]
    public object? Execute(string sql, string database = "postgres")
    {
        using var connection = Connect(database);
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Absent is null)
            Run("pg_ctl", "-D", Path.Combine(folder, "data"), "-m", "fast", "-w", "stop");
        Directory.Delete(folder, recursive: true);
    }

    private void Start()
    {
        if (User is { } user)
            Succeed(Process.Start(new ProcessStartInfo("chown", [user, folder]))!, "chown");
        var data = Path.Combine(folder, "data");
        Run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        // A user that the tests make logs in without password; durability is as it is shipped: everything on.
        Run("pg_ctl", "-D", data, "-l", Path.Combine(folder, "log"), "-w", "-o", $"-c listen_addresses= -c unix_socket_directories={folder} -c max_connections=50", "start");
    }

    private static string? User => Environment.UserName == "root" ? (File.ReadLines("/etc/passwd").Any(l => l.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody") : null;

    private static string? Programs() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql")
            .Where(d => File.Exists(Path.Combine(d, "bin", "initdb")) && File.Exists($"/usr/share/postgresql/{Path.GetFileName(d)}/extension/postgis.control"))
            .MaxBy(d => int.TryParse(Path.GetFileName(d), out var version) ? version : 0) is { } newest ? Path.Combine(newest, "bin") : null
        : null;

    private static void Run(string program, params string[] arguments)
    {
        program = Path.Combine(Programs()!, program);
        // initdb and the server refuse to be root.
        var start = User is { } user ? new ProcessStartInfo("setpriv", ["--reuid", user, "--regid", user == "nobody" ? "nogroup" : user, "--clear-groups", program, .. arguments]) : new ProcessStartInfo(program, arguments);
        start.WorkingDirectory = "/";
        start.RedirectStandardOutput = true; // not shared with the server, which would keep it open
        start.UseShellExecute = false;
        Succeed(Process.Start(start)!, program);
    }

    private static void Succeed(Process process, string program)
    {
        using (process)
        {
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{program} ended with status {process.ExitCode}");
        }
    }
}

/// <summary>Tests that share one PostgreSQL server.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresTests : ICollectionFixture<PostgresServer>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "PostgreSQL";
}

/// <summary>A class whose tests need PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsPostgresAttribute : Attribute;

/// <summary>A test that is skipped, with the reason, in a class that needs PostgreSQL where there is none, unless REQUIRE_FIXTURES=1.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("CarbonSink.Register.Tests.StoreFactDiscoverer", "CarbonSink.Register.Tests")]
public sealed class StoreFactAttribute : FactAttribute;

/// <summary>Finds the tests of <see cref="StoreFactAttribute"/>; the class that inherits a test says what it needs.</summary>
public sealed class StoreFactDiscoverer(IMessageSink sink) : IXunitTestCaseDiscoverer
{
    /// <inheritdoc/>
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        var skipped = PostgresServer.Skip is not null && testMethod.TestClass.Class.GetCustomAttributes(typeof(NeedsPostgresAttribute)).Any();
        yield return skipped
            ? new SkippedTestCase(sink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)
            : new XunitTestCase(sink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
    }
}

/// <summary>A test of PostgreSQL where there is none.</summary>
public sealed class SkippedTestCase : XunitTestCase
{
    /// <summary>For the runner, which writes and reads test cases.</summary>
    [Obsolete("for the runner only")]
    public SkippedTestCase()
    {
    }

    internal SkippedTestCase(IMessageSink sink, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(sink, display, options, method)
    {
    }

    /// <inheritdoc/>
    protected override string? GetSkipReason(IAttributeInfo factAttribute) => PostgresServer.Absent;
}
