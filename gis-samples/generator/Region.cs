namespace CarbonSink.Samples;

/// <summary>Dividing a set of cells into connected parts.</summary>
internal static class Region
{
    /// <summary>Grows one connected part from each seed until the region is used up (shortest paths from all seeds at once).</summary>
    /// <param name="lattice">The cells' neighbours.</param>
    /// <param name="region">Cells to divide; every one must be reachable from a seed.</param>
    /// <param name="seeds">Distinct cells of the region.</param>
    /// <param name="cost">Cost of a step: from, to, number of the seed.</param>
    /// <returns>The cells of each part, ascending.</returns>
    public static List<int>[] Grow(Lattice lattice, IReadOnlyList<int> region, IReadOnlyList<int> seeds, Func<int, int, int, double> cost)
    {
        var owner = region.ToDictionary(cell => cell, _ => -1);
        var queue = new PriorityQueue<(int Cell, int Seed), (double Cost, int Order)>();
        var order = 0; // equal costs: first come, first served
        for (var s = 0; s < seeds.Count; s++)
            queue.Enqueue((seeds[s], s), (0, order++));
        while (queue.TryDequeue(out var at, out var reached))
        {
            if (owner[at.Cell] >= 0)
                continue;
            owner[at.Cell] = at.Seed;
            for (var side = 0; side < 6; side++)
            {
                var to = lattice.Neighbour(at.Cell, side);
                if (owner.TryGetValue(to, out var taken) && taken < 0)
                    queue.Enqueue((to, at.Seed), (reached.Cost + cost(at.Cell, to, at.Seed), order++));
            }
        }

        var parts = seeds.Select(_ => new List<int>()).ToArray();
        foreach (var cell in region)
            parts[owner[cell]].Add(cell);
        return parts;
    }

    /// <summary>The connected parts of a region in which neighbours are joined.</summary>
    public static List<List<int>> Components(Lattice lattice, IReadOnlyList<int> region, Func<int, int, bool> joined)
    {
        var left = region.ToHashSet();
        var components = new List<List<int>>();
        foreach (var start in region)
        {
            if (!left.Remove(start))
                continue;
            var component = new List<int> { start };
            for (var i = 0; i < component.Count; i++)
            {
                for (var side = 0; side < 6; side++)
                {
                    var to = lattice.Neighbour(component[i], side);
                    if (left.Contains(to) && joined(component[i], to))
                    {
                        left.Remove(to);
                        component.Add(to);
                    }
                }
            }

            component.Sort();
            components.Add(component);
        }

        return components;
    }

    /// <summary>Picks distinct cells spread over a region: each is the farthest of a few candidates.</summary>
    public static List<int> Spread(Lattice lattice, IReadOnlyList<int> region, int count, int candidates, Xoshiro256 random)
    {
        var seeds = new List<int> { region[random.Below(region.Count)] };
        for (var tries = 0; seeds.Count < Math.Min(count, region.Count) && tries < 50 * count; tries++)
        {
            var best = -1;
            double farthest = 0;
            for (var c = 0; c < candidates; c++)
            {
                var cell = region[random.Below(region.Count)];
                var distance = seeds.Min(seed => lattice.Centre(seed).SquareTo(lattice.Centre(cell)));
                if (distance > farthest)
                    (best, farthest) = (cell, distance);
            }

            if (best >= 0)
                seeds.Add(best);
        }

        return seeds;
    }
}
