using CarbonSink.Estimation;

namespace CarbonSink.Runs;

/// <summary>Hashes files while a run works (后台计算指纹); disposing it stops the work and waits, so that no file stays open where the run fails.</summary>
internal sealed class BackgroundHash : IDisposable
{
    private readonly CancellationTokenSource stopping;
    private readonly Task<IReadOnlyList<FileDigest>> work;

    /// <summary>Begins.</summary>
    public BackgroundHash(IEnumerable<(string Path, string Name)> files, CancellationToken stop)
    {
        stopping = CancellationTokenSource.CreateLinkedTokenSource(stop);
        work = FileHash.OfAll(files, stopping.Token);
    }

    /// <summary>Waits for the digests.</summary>
    public IReadOnlyList<FileDigest> Digests => work.GetAwaiter().GetResult();

    public void Dispose()
    {
        stopping.Cancel();
        ((IAsyncResult)work).AsyncWaitHandle.WaitOne(); // how it ended is of no interest any more
        stopping.Dispose();
    }
}
