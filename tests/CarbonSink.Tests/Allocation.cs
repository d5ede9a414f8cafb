namespace CarbonSink.Tests;

/// <summary>What code allocates on its thread.</summary>
internal static class Allocation
{
    private const int Rounds = 10;

    /// <summary>The least of several rounds: code that the runtime has not optimised yet may box, code that allocates by itself does so in every round.</summary>
    public static long Least(Action work)
    {
        var least = long.MaxValue;
        for (var round = 0; round < Rounds && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
