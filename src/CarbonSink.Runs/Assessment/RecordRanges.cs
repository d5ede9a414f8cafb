using CarbonSink.Inventory;

namespace CarbonSink.Runs;

/// <summary>Divides records among threads (分区并行).</summary>
internal static class RecordRanges
{
    /// <summary>Ranges of whole batches: fewer records than a batch are not worth a second thread.</summary>
    public static RecordRange[] Split(RecordRange records, int parts)
    {
        var batches = (records.To - records.From + FeatureBatch.Capacity - 1) / FeatureBatch.Capacity;
        var used = (int)Math.Clamp(batches, 1, Math.Max(1, parts));
        return [.. Enumerable.Range(0, used).Select(i => new RecordRange(
            records.From + (batches * i / used * FeatureBatch.Capacity),
            i == used - 1 ? records.To : records.From + (batches * (i + 1) / used * FeatureBatch.Capacity)))];
    }

    /// <summary>Runs an action for 0 … count − 1, each on a thread of its own; the error of the first range is thrown, whatever thread met its own first.</summary>
    public static void RunAll(int count, Action<int> pass)
    {
        var errors = new Exception?[count];
        var threads = Enumerable.Range(1, count - 1).Select(i => new Thread(() => Guarded(i))).ToArray();
        foreach (var thread in threads)
            thread.Start();
        Guarded(0);
        foreach (var thread in threads)
            thread.Join();
        if (Array.Find(errors, e => e is not null) is { } error)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error);

        void Guarded(int i)
        {
            try
            {
                pass(i);
            }
            catch (Exception e)
            {
                errors[i] = e;
            }
        }
    }
}
