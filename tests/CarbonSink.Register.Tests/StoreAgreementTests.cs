using CarbonSink.Register;
using CarbonSink.Register.Writer;
using CarbonSink.Store;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>The same requests, refused ones and repeated ones among them, come to the same entries, rows, blocks and claims in every store.</summary>
[NeedsPostgres]
[Collection(PostgresTests.Name)]
public sealed class StoreAgreementTests(PostgresServer server) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-agree-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Short histories of every verb, each request committed by itself to a register of its own; a failure names its seed.</summary>
    [StoreFact]
    public void Stores_agree_on_random_histories_request_by_request()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            using var sqlite = new SqliteStore(Path.Combine(folder, $"h{seed}.db"), create: true);
            using var postgres = PostgresStore.Open(server.NewUrl());
            using var memory = new MemoryStore();
            IRegisterStore[] stores = [memory, sqlite, postgres];
            var steps = RandomHistory.Of(seed);
            var shown = stores.Select(store =>
            {
                RandomHistory.Run(store, steps);
                return $"seed {seed}\n{StoreConformance.Shown(store)}";
            }).ToArray();
            Assert.Equal(shown[0], shown[1]);
            Assert.Equal(shown[0], shown[2]);
        }
    }

    /// <summary>Long histories in batches, with requests that are made again.</summary>
    [StoreFact]
    public void Stores_agree_on_busy_histories()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            using var sqlite = new SqliteStore(Path.Combine(folder, $"{seed}.db"), create: true);
            using var postgres = PostgresStore.Open(server.NewUrl());
            using var memory = new MemoryStore();
            IRegisterStore[] stores = [memory, sqlite, postgres];
            var shown = stores.Select(store =>
            {
                var register = new UnitRegister(store, TestLedger.Clock, TestRules.Book);
                Traffic.Open(register);
                var traffic = new Traffic(register, seed);
                for (var i = 0; i < 40; i++)
                    traffic.Next(5);
                return StoreConformance.Shown(store);
            }).ToArray();
            Assert.True(shown[0].Length > 10_000);
            Assert.Equal(shown[0], shown[1]);
            Assert.Equal(shown[0], shown[2]);
            Assert.Empty(postgres.Read(r => RegisterCheck.Of(r, TestRules.Book)).Select(f => f.What.En));
        }
    }
}
