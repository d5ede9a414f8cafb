using CarbonSink.Findings;
using CarbonSink.Register;
using CarbonSink.Store;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>What PostgreSQL may lack or do to a register, and what the user is told.</summary>
[NeedsPostgres]
[Collection(PostgresTests.Name)]
public sealed class PostgresStoreTests(PostgresServer server)
{
    [Theory]
    [InlineData("postgres://張%40三:p%3Aw%2F%25@db.example:5433/碳%20汇?schema=%E4%B8%B4%E6%B9%98", "張@三", "p:w/%", "db.example", 5433, "碳 汇", "临湘")]
    [InlineData("postgresql://u@h/d", "u", null, "h", 5432, "d", "carbonsink")]
    [InlineData("postgres:///d?host=%2Frun%2Fpg&port=5444&user=u&sslmode=disable", "u", null, "/run/pg", 5444, "d", "carbonsink")]
    [InlineData("postgres://%2Frun%2Fpg/d", null, null, "/run/pg", 5432, "d", "carbonsink")]
    [InlineData("postgres://u@[::1]:5434", "u", null, "::1", 5434, null, "carbonsink")]
    public void Reads_an_address(string address, string? user, string? password, string host, int port, string? database, string schema)
    {
        var url = PostgresUrl.Parse(address);
        Assert.Equal((user, password, host, port, database, schema), (url.Connection.Username, url.Connection.Password, url.Connection.Host, url.Connection.Port, url.Connection.Database, url.Schema));
    }

    [Theory]
    [InlineData("mysql://u@h/d")]
    [InlineData("postgres://u:secret@h:port/d")]
    [InlineData("postgres://u:secret@h/d?schem=x")]
    [InlineData("postgres://u:secret@h/d?schema=pg_catalog")]
    [InlineData("postgres://u:secret@h/d?schema=0123456789012345678901234567890123456789012345678901234567890123")]
    [InlineData("postgres://u:secret@h/d?sslmode=never")]
    public void Refuses_what_is_no_address_without_repeating_the_password(string address)
    {
        var refused = Assert.Throws<RefusedInputException>(() => PostgresUrl.Parse(address));
        Assert.Equal("STO-0030", refused.Finding.Rule.Code);
        Assert.DoesNotContain("secret", refused.Finding.Message("zh"), StringComparison.Ordinal);
    }

    [StoreFact]
    public void Registers_share_a_database_by_schema()
    {
        using var one = PostgresStore.Open(server.Url("县\"一"));
        using var two = PostgresStore.Open(server.Url("县\"二"));
        Put(one, "1");
        Assert.Null(two.Read(r => r.Row("k", "a")));
        using var again = PostgresStore.Open(server.Url("县\"一"));
        Assert.Equal("1", again.Read(r => r.Row("k", "a")!.Text("t")));
    }

    [StoreFact]
    public void Eight_programs_make_one_register_at_once()
    {
        var url = server.NewUrl();
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            using var store = PostgresStore.Open(url);
            Put(store, $"{i}");
        });
    }

    [StoreFact]
    public void Nobody_answers() =>
        Assert.Equal("STO-0031", Assert.Throws<MissingComponentException>(() => PostgresStore.Open("postgres://u@/d?host=%2Fnonexistent")).Finding.Rule.Code);

    [StoreFact]
    public void Unknown_user_and_database_are_named()
    {
        Assert.Equal("STO-0032", Assert.Throws<RefusedInputException>(() => PostgresStore.Open(server.Url("x", user: "nobody_known"))).Finding.Rule.Code);
        Assert.Equal("STO-0032", Assert.Throws<RefusedInputException>(() => PostgresStore.Open(server.Url("x", database: "none"))).Finding.Rule.Code);
    }

    [StoreFact]
    public void PostGIS_is_made_by_whoever_may_and_asked_for_otherwise()
    {
        server.Execute("CREATE DATABASE bare");
        server.Execute("CREATE ROLE clerk LOGIN");
        server.Execute("GRANT CREATE ON DATABASE bare TO clerk");
        var asked = Assert.Throws<MissingComponentException>(() => PostgresStore.Open(server.Url("x", "clerk", "bare")));
        Assert.Equal("STO-0034", asked.Finding.Rule.Code);
        Assert.Contains("CREATE EXTENSION postgis", asked.Finding.Hint("en"), StringComparison.Ordinal);
        PostgresStore.Open(server.Url("y", database: "bare")).Dispose();
        using var store = PostgresStore.Open(server.Url("x", "clerk", "bare"));
        Put(store, "1");
    }

    [StoreFact]
    public void A_database_in_another_encoding_is_refused()
    {
        server.Execute("CREATE DATABASE ascii ENCODING 'SQL_ASCII' TEMPLATE template0");
        Assert.Equal("STO-0037", Assert.Throws<RefusedInputException>(() => PostgresStore.Open(server.Url("x", database: "ascii"))).Finding.Rule.Code);
    }

    [StoreFact]
    public void Rights_are_named_and_reading_needs_no_more_than_reading()
    {
        using (var store = PostgresStore.Open(server.Url("shown")))
            Put(store, "1");
        server.Execute("CREATE ROLE auditor LOGIN");
        Assert.Equal("STO-0040", Assert.Throws<RefusedInputException>(() => PostgresStore.Open(server.Url("fresh", "auditor"))).Finding.Rule.Code);
        server.Execute("GRANT USAGE ON SCHEMA shown TO auditor; GRANT SELECT ON ALL TABLES IN SCHEMA shown TO auditor");
        using var reading = PostgresStore.Open(server.Url("shown", "auditor"));
        Assert.Equal("1", reading.Read(r => r.Row("k", "a")!.Text("t")));
        Assert.Equal("STO-0040", Assert.Throws<RefusedInputException>(() => Put(reading, "2")).Finding.Rule.Code);
    }

    [StoreFact]
    public void A_register_of_another_version_is_left_alone()
    {
        PostgresStore.Open(server.Url("newer")).Dispose();
        server.Execute("UPDATE newer.register SET version = 99");
        Assert.Equal("STO-0038", Assert.Throws<RefusedInputException>(() => PostgresStore.Open(server.Url("newer"))).Finding.Rule.Code);
        server.Execute("CREATE SCHEMA taken; CREATE TABLE taken.entry (a int)");
        Assert.Equal("STO-0039", Assert.Throws<RefusedInputException>(() => PostgresStore.Open(server.Url("taken"))).Finding.Rule.Code);
    }

    /// <summary>A role that was told not to wait for the disk, before and after the register was opened.</summary>
    [StoreFact]
    public void Nothing_is_written_where_the_server_does_not_wait_for_the_disk()
    {
        server.Execute("CREATE ROLE hasty LOGIN SUPERUSER");
        using (var store = PostgresStore.Open(server.Url("durable", "hasty")))
        {
            Put(store, "1");
            server.Execute("ALTER ROLE hasty SET synchronous_commit = off");
            Terminate("hasty");
            Assert.Equal("STO-0036", Assert.Throws<RefusedInputException>(() => Put(store, "2")).Finding.Rule.Code);
        }

        Assert.Equal("STO-0036", Assert.Throws<RefusedInputException>(() => PostgresStore.Open(server.Url("durable", "hasty"))).Finding.Rule.Code);
        using var patient = PostgresStore.Open(server.Url("durable"));
        Assert.Equal("1", patient.Read(r => r.Row("k", "a")!.Text("t")));
    }

    [StoreFact]
    public void Reading_creates_nothing()
    {
        Assert.Equal("STO-0047", Assert.Throws<RefusedInputException>(() => PostgresStore.Open(server.Url("typo"), create: false)).Finding.Rule.Code);
        Assert.Equal("STO-0047", Assert.Throws<RefusedInputException>(() => PostgresStore.Open(server.Url("typo"), create: false)).Finding.Rule.Code);
        PostgresStore.Open(server.Url("typo")).Dispose();
        PostgresStore.Open(server.Url("typo"), create: false).Dispose();
    }

    [StoreFact]
    public void A_failure_of_the_callers_own_file_is_not_told_as_one_of_the_server()
    {
        using var store = PostgresStore.Open(server.Url("own"));
        Assert.Throws<FileNotFoundException>(() => store.Write<int>(_ => throw new FileNotFoundException()));
        Assert.Throws<FileNotFoundException>(() => store.Read<int>(_ => throw new FileNotFoundException()));
    }

    [StoreFact]
    public void An_idle_connection_that_the_server_ended_costs_no_request()
    {
        server.Execute("CREATE ROLE idler LOGIN SUPERUSER");
        using var store = PostgresStore.Open(server.Url("idle", "idler"));
        Put(store, "before");
        Terminate("idler");
        Put(store, "after");
        Assert.Equal("after", store.Write(w => w.Row("k", "a")!.Text("t")));
    }

    [StoreFact]
    public void A_server_that_goes_in_mid_transaction_leaves_nothing_and_the_store_comes_back()
    {
        server.Execute("CREATE ROLE walker LOGIN SUPERUSER");
        using var store = PostgresStore.Open(server.Url("gone", "walker"));
        Put(store, "before");
        var gone = Assert.Throws<StoreUnavailableException>(() => store.Write(w =>
        {
            w.Put("k", "a", CanonicalObject.Of(("t", "after")));
            _ = w.Blocks(default);
            Terminate("walker");
            return w.RowsOf("k").Count();
        }));
        Assert.Equal("STO-0042", gone.Finding.Rule.Code);
        Assert.Contains("nothing was written", gone.Message, StringComparison.Ordinal);
        Assert.Equal("before", store.Write(w => w.Row("k", "a")!.Text("t")));

        // The end itself is lost: nobody knows, and the user is told so.
        var unknown = Assert.Throws<StoreUnavailableException>(() => store.Write(w =>
        {
            w.Put("k", "a", CanonicalObject.Of(("t", "after")));
            Terminate("walker");
            return 0;
        }));
        Assert.Equal("STO-0043", unknown.Finding.Rule.Code);
        Put(store, "again");
    }

    /// <summary>PostgreSQL answers COMMIT after a failure with a rollback; whoever catches the failure must not believe in a commit.</summary>
    [StoreFact]
    public void A_failure_that_is_caught_does_not_become_a_commit()
    {
        using var store = PostgresStore.Open(server.NewUrl());
        Put(store, "before");
        Assert.Throws<InvalidOperationException>(() => store.Write(w =>
        {
            w.Put("k", "a", CanonicalObject.Of(("t", "after")));
            Assert.ThrowsAny<Exception>(() =>
            {
                w.Put("k", "\0", CanonicalObject.Empty);
                _ = w.Blocks(default);
            });
            return 0;
        }));
        Assert.Equal("before", store.Read(r => r.Row("k", "a")!.Text("t")));
    }

    [StoreFact]
    public void What_PostgreSQL_cannot_hold_is_said()
    {
        using var store = PostgresStore.Open(server.NewUrl());
        void Refused(Action<IRegisterWriting> put) => Assert.Equal("STO-0045", Assert.Throws<RefusedInputException>(() => store.Write(w =>
        {
            put(w);
            return 0;
        })).Finding.Rule.Code);
        Refused(w => w.Put("k", "\0", CanonicalObject.Empty));
        var random = new Random(1);
        Refused(w => w.Put("k", string.Concat(Enumerable.Range(0, 9_000).Select(_ => (char)random.Next('一', '龥'))), CanonicalObject.Empty));
        Refused(w => w.Put(new ParcelClaim("p", "1", "x", new(new(2024, 1, 1), new(2024, 1, 2)), [], null, new byte[] { 1, 3, 0 }, new(0, 0, 1, 1), ClaimState.Active)));
        Put(store, "still there");
    }

    [StoreFact]
    public void Claims_are_looked_up_by_the_index()
    {
        PostgresStore.Open(server.Url("plans")).Dispose();
        using var connection = server.Connect();
        using var command = new Npgsql.NpgsqlCommand(
            "SET enable_seqscan = off; EXPLAIN SELECT 1 FROM plans.claim WHERE ST_MakeEnvelope(west, south, east, north, 4490) && ST_MakeEnvelope(1, 1, 2, 2, 4490)", connection);
        using var reader = command.ExecuteReader();
        var plan = "";
        while (reader.Read())
            plan += reader.GetString(0) + "\n";
        Assert.Contains("claim_box", plan, StringComparison.Ordinal);
    }

    /// <summary>What is written can be drawn as a map by any program that reads PostGIS.</summary>
    [StoreFact]
    public void Shapes_are_geometries_of_CGCS2000() => Assert.Equal("4490 GEOMETRY", (string)Mapped()!);

    private object? Mapped()
    {
        PostgresStore.Open(server.Url("maps")).Dispose();
        return server.Execute("SELECT srid || ' ' || type FROM geometry_columns WHERE f_table_schema = 'maps' AND f_table_name = 'claim'");
    }

    private void Terminate(string user) => server.Execute($"SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE usename = '{user}'");

    private static void Put(PostgresStore store, string text) => store.Write(w =>
    {
        w.Put("k", "a", CanonicalObject.Of(("t", text)));
        return 0;
    });
}
