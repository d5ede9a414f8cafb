namespace CarbonSink.Geometry;

/// <summary>Chains of edges that hang together, or lie in the box of others: faces of one cluster are bounded by its own chains alone, so that each cluster can be closed to faces by itself.</summary>
internal static class ChainClusters
{
    private const int Run = 8; // edges to a box

    /// <summary>The clusters, in the order of their first chain.</summary>
    /// <param name="chains">Chains as interleaved x, y.</param>
    /// <param name="stop">Stops the work.</param>
    public static IReadOnlyList<IReadOnlyList<double[]>> Of(IReadOnlyList<double[]> chains, CancellationToken stop)
    {
        var parents = new int[chains.Count];
        var runs = new List<(int Chain, int From)>();
        for (var chain = 0; chain < parents.Length; chain++)
        {
            parents[chain] = chain;
            for (var from = 0; from < chains[chain].Length - 2; from += 2 * Run)
                runs.Add((chain, from));
        }

        Bounds[] boxes = [.. runs.Select(r => Bounds.Of(RunOf(chains, r)))];
        Join(boxes, (run, other) =>
        {
            if (Root(parents, runs[run].Chain) != Root(parents, runs[other].Chain) && Meet(RunOf(chains, runs[run]), RunOf(chains, runs[other])))
                Unite(parents, runs[run].Chain, runs[other].Chain);
        }, stop);

        // What hangs together with nothing may still lie in a face: then its box lies in the box of the face's chains.
        var whole = new Bounds[parents.Length];
        Array.Fill(whole, Bounds.Empty);
        for (var run = 0; run < boxes.Length; run++)
            whole[Root(parents, runs[run].Chain)] += boxes[run];
        Join(whole, (chain, other) =>
        {
            if (whole[chain].Holds(whole[other]) || whole[other].Holds(whole[chain]))
                Unite(parents, chain, other);
        }, stop);
        return [.. Enumerable.Range(0, parents.Length).GroupBy(chain => Root(parents, chain), chain => chains[chain]).Select(g => g.ToArray())];
    }

    /// <summary>Calls for each pair of boxes that meet.</summary>
    private static void Join(Bounds[] boxes, Action<int, int> pair, CancellationToken stop)
    {
        var index = new BoxIndex(boxes);
        var near = new List<int>();
        for (var i = 0; i < boxes.Length; i++)
        {
            if ((i & 0xFFF) == 0)
                stop.ThrowIfCancellationRequested();
            near.Clear();
            index.Find(boxes[i], near);
            foreach (var other in near)
            {
                if (other > i)
                    pair(i, other);
            }
        }
    }

    private static ReadOnlySpan<double> RunOf(IReadOnlyList<double[]> chains, (int Chain, int From) run) =>
        chains[run.Chain].AsSpan(run.From..Math.Min(chains[run.Chain].Length, run.From + (2 * Run) + 2));

    private static bool Meet(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        for (var i = 0; i < a.Length - 2; i += 2)
        {
            var box = Bounds.Of(a.Slice(i, 4));
            for (var j = 0; j < b.Length - 2; j += 2)
            {
                if (Bounds.Of(b.Slice(j, 4)).Meets(box) && !RingSimplicity.AreApart(a.Slice(i, 4), b.Slice(j, 4)))
                    return true;
            }
        }

        return false;
    }

    private static int Root(int[] parents, int chain)
    {
        while (parents[chain] != chain)
            chain = parents[chain] = parents[parents[chain]];
        return chain;
    }

    private static void Unite(int[] parents, int a, int b)
    {
        (a, b) = (Root(parents, a), Root(parents, b));
        parents[Math.Max(a, b)] = Math.Min(a, b);
    }
}
