using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;

namespace CarbonSink.Gis;

/// <summary>Rows on their way into a table: the caller builds and hashes them while another thread inserts those before them. Bounded memory.</summary>
internal sealed class RowQueue : IDisposable
{
    private const int Blocks = 4;

    private readonly BlockingCollection<RowBlock> free = [];
    private readonly BlockingCollection<RowBlock> full = [];
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly SqliteStatement insert;
    private readonly Thread thread;
    private RowBlock block = new();
    private volatile ExceptionDispatchInfo? failure;

    /// <summary>Starts the thread that inserts; the database is its own until the queue is finished or disposed of.</summary>
    /// <param name="insert">The statement, which the queue disposes of.</param>
    /// <param name="parameters">Its parameters, the values of a row.</param>
    public RowQueue(SqliteStatement insert, int parameters)
    {
        this.insert = insert;
        for (var i = 1; i < Blocks; i++)
            free.Add(new());
        thread = new(() => InsertAll(parameters)) { IsBackground = true };
        thread.Start();
    }

    public void Add(long value) => block.Add(value);

    public void Add(double value) => block.Add(value);

    public void AddNull() => block.AddNull();

    /// <summary>Adds a text in UTF-8; an empty one is NULL.</summary>
    public void AddText(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
            block.AddNull();
        else
            block.AddBytes(3, utf8);
    }

    public void AddBlob(ReadOnlySpan<byte> bytes) => block.AddBytes(4, bytes);

    /// <summary>Ends a row.</summary>
    /// <exception cref="IOException">An earlier row could not be inserted.</exception>
    public void EndRow()
    {
        block.EndRow();
        if (block.IsFull)
            Pass();
    }

    /// <summary>Waits until every row is inserted.</summary>
    /// <returns>SHA-256 of all rows, in lower-case hexadecimal.</returns>
    /// <exception cref="IOException">A row could not be inserted.</exception>
    public string Finish()
    {
        Pass();
        Stop();
        failure?.Throw();
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose()
    {
        Stop();
        insert.Dispose();
        hash.Dispose();
        free.Dispose();
        full.Dispose();
    }

    private void Pass()
    {
        failure?.Throw();
        hash.AppendData(block.Bytes);
        full.Add(block);
        block = free.Take();
        block.Clear();
    }

    private void Stop()
    {
        full.CompleteAdding();
        thread.Join();
    }

    private void InsertAll(int parameters)
    {
        foreach (var next in full.GetConsumingEnumerable())
        {
            try
            {
                if (failure is null)
                    next.Insert(insert, parameters);
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e); // whatever it is, the caller is to have it: here it would end the program
            }

            free.Add(next);
        }
    }
}
