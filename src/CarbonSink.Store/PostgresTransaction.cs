using CarbonSink.Findings;
using CarbonSink.Register;
using Npgsql;

namespace CarbonSink.Store;

/// <summary>A transaction on a register in PostgreSQL. What is put waits until something is read or the end comes, and goes to the server together with that, in one round trip.</summary>
internal sealed partial class PostgresTransaction : IRegisterWriting, IDisposable
{
    private const int MostPending = 500;
    private const int MostPendingBytes = 4 << 20;

    private readonly NpgsqlConnection connection;
    private readonly PostgresRowCache? cache;
    private readonly List<(NpgsqlBatchCommand Command, string? MustFind)> pending = [];
    private int pendingBytes;
    private long size;
    private long revision;
    private bool puts;
    private bool appends;
    private bool failed;
    private bool ended;

    private PostgresTransaction(NpgsqlConnection connection, PostgresRowCache? cache) => (this.connection, this.cache) = (connection, cache);

    /// <inheritdoc/>
    public long Size => size;

    /// <summary>Begins reading at one moment.</summary>
    public static PostgresTransaction BeginReading(NpgsqlConnection connection)
    {
        var transaction = new PostgresTransaction(connection, null);
        transaction.Add("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        transaction.size = transaction.Query("SELECT coalesce(max(number) + 1, 0) FROM entry", r => r.GetInt64(0))[0];
        return transaction;
    }

    /// <summary>Begins writing, alone: readers go on, other writers wait.</summary>
    /// <exception cref="RefusedInputException">The server would acknowledge before anything is on the disk.</exception>
    public static PostgresTransaction BeginWriting(NpgsqlConnection connection, PostgresRowCache cache)
    {
        var transaction = new PostgresTransaction(connection, cache);
        try
        {
            transaction.Add("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE");
            transaction.Add("LOCK TABLE register IN EXCLUSIVE MODE");
            var (size, revision, commit) = transaction.Query(
                "SELECT coalesce((SELECT max(number) + 1 FROM entry), 0), revision, current_setting('synchronous_commit') FROM register", r => (r.GetInt64(0), r.GetInt64(1), r.GetString(2)))[0];
            if (commit == "off")
                throw new RefusedInputException(new(PostgresFindings.NotDurable, null, null, null, null, "synchronous_commit = off"));
            (transaction.size, transaction.revision) = (size, revision);
            cache.Begin((size, revision));
            return transaction;
        }
        catch
        {
            transaction.Dispose();
            throw;
        }
    }

    /// <summary>Sends what waits, and commits; when it returns, the server has it on the disk.</summary>
    public void Commit()
    {
        if (puts && !appends)
        {
            Add("UPDATE register SET revision = revision + 1");
            revision++;
        }

        Flush();
        Add("COMMIT");
        Flush();
        ended = true;
        cache!.End((size, revision));
    }

    /// <summary>Takes back what was not committed.</summary>
    public void Dispose()
    {
        if (ended)
            return;
        ended = true;
        pending.Clear();
        if (connection.FullState != System.Data.ConnectionState.Open)
            return;
        try
        {
            using var command = new NpgsqlCommand("ROLLBACK", connection);
            command.ExecuteNonQuery();
        }
        catch (NpgsqlException)
        {
            connection.Close(); // the server rolls back what it was left with
        }
    }

    private void Add(string sql, params IReadOnlyList<NpgsqlParameter> values) => Add(sql, null, 0, values);

    private void Add(string sql, string? mustFind, int bytes, params IReadOnlyList<NpgsqlParameter> values)
    {
        pending.Add((Command(sql, values), mustFind));
        pendingBytes += bytes;
        if (pending.Count >= MostPending || pendingBytes > MostPendingBytes)
            Flush();
    }

    private static NpgsqlBatchCommand Command(string sql, IReadOnlyList<NpgsqlParameter> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(value);
        return command;
    }

    private void Flush()
    {
        if (pending.Count == 0)
            return;
        Send(static batch => batch.ExecuteNonQuery());
    }

    /// <summary>Rows of a query, all of them, since one connection answers one question at a time.</summary>
    private List<T> Query<T>(string sql, Func<NpgsqlDataReader, T> of, params IReadOnlyList<NpgsqlParameter> values)
    {
        var rows = new List<T>();
        Send(batch =>
        {
            batch.BatchCommands.Add(Command(sql, values));
            using var reader = batch.ExecuteReader();
            while (reader.Read())
                rows.Add(of(reader));
        });
        return rows;
    }

    private void Send(Action<NpgsqlBatch> execute)
    {
        ObjectDisposedException.ThrowIf(ended, this);
        if (failed)
            throw new InvalidOperationException("the transaction has failed before");
        // The server answers COMMIT after a failure with a rollback and without complaint: whoever catches a failure must not come to believe in a commit.
        failed = true;
        using var batch = new NpgsqlBatch(connection);
        foreach (var (command, _) in pending)
            batch.BatchCommands.Add(command);
        PostgresErrors.OfServer(() =>
        {
            execute(batch);
            return 0;
        });
        if (pending.FirstOrDefault(p => p.MustFind is not null && p.Command.RecordsAffected == 0).MustFind is { } fault)
            throw new InvalidOperationException(fault);
        pending.Clear();
        pendingBytes = 0;
        failed = false;
    }

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };

    private static NpgsqlParameter OrNull(string? value) => value is null ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text } : Of(value);
}
