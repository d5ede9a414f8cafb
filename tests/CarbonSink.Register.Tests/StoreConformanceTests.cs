using CarbonSink.Register;
using CarbonSink.Store;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>The store in memory.</summary>
public sealed class MemoryStoreTests : StoreConformance
{
    private readonly MemoryStore store = new();

    /// <inheritdoc/>
    protected override bool IsKept => false;

    /// <inheritdoc/>
    protected override IRegisterStore Connect() => store;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        store.Dispose();
    }
}

/// <summary>The store in an SQLite file.</summary>
public sealed class SqliteConformanceTests : StoreConformance
{
    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-sqlite-").FullName;

    /// <inheritdoc/>
    protected override IRegisterStore Connect() => new SqliteStore(Path.Combine(folder, "register.db"), create: true);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>The store in PostgreSQL.</summary>
[NeedsPostgres]
[Collection(PostgresTests.Name)]
public sealed class PostgresConformanceTests(PostgresServer server) : StoreConformance
{
    private readonly string url = PostgresServer.Absent is null ? server.NewUrl() : "";

    /// <inheritdoc/>
    protected override IRegisterStore Connect() => PostgresStore.Open(url);
}
