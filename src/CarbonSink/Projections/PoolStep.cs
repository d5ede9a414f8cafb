using System.Runtime.CompilerServices;
using CarbonSink.Estimation;

namespace CarbonSink.Projections;

/// <summary>Sums over all stands for one year: five pools at its end and what grew above and below ground, tC.</summary>
internal struct YearSums
{
    public Sums Values;

    [InlineArray(Size)]
    internal struct Sums
    {
        public const int Size = 7;

        private ExactSum first;
    }
}

/// <summary>The yearly step of pools over blocks of stands (碳库年步进): p′ = M·p + g for each stand, and exact totals of each year.</summary>
/// <remarks>
/// Every stand is stepped by the same operations in the same order (<see cref="PoolKernel"/>), and every product of area and carbon is rounded once to an <see cref="ExactGrid"/>,
/// so results are the same bits for any number of threads and any order of stands.
/// </remarks>
internal sealed class PoolStep(PoolDynamics dynamics, GrowthRows rows, ExactGrid grid, int threads)
{
    /// <summary>Steps all stands a number of years; their ages are for the caller.</summary>
    /// <param name="state">The stands.</param>
    /// <param name="years">Years.</param>
    /// <param name="proves">Whether to prove of every stand and year that its pools changed by the flows alone.</param>
    /// <param name="stop">Stops between blocks.</param>
    public YearSums[] Run(StandColumns state, int years, bool proves, CancellationToken stop)
    {
        var (partial, lanes) = (new YearSums[Math.Max(1, threads)][], new LaneSums[Math.Max(1, threads)]);
        Blocks(state.Count, worker => (partial[worker], lanes[worker]) = (new YearSums[years], new(proves ? 1 : years)), (worker, first, count) => Block(state, first, count, proves, partial[worker], lanes[worker]), stop);
        return Merged(partial, years);
    }

    /// <summary>Steps the stands of a table all their years without keeping any of them: each block is copied where it stays in the cache.</summary>
    /// <param name="table">The stands.</param>
    /// <param name="settings">Years and rules.</param>
    /// <param name="stop">Stops between blocks.</param>
    /// <returns>Totals of the first stock and of each year, areas by age, growing stock from the first stock on where single stands are known, and the area whose relative stocking was set to a limit, ha.</returns>
    public (double[] First, YearSums[] Years, AgeSheet Ages, VolumeSheet? Volumes, double ClampedHa) RunThrough(StandTable table, ProjectionSettings settings, CancellationToken stop)
    {
        var (years, most) = (settings.LastYear - settings.FirstYear, Math.Max(1, threads));
        var (partial, firsts, sheets, buffers, clamped) = (new YearSums[most][], new YearSums[most][], new AgeSheet[most], new StandColumns[most], new ExactSum[most]);
        var (one, all) = (new LaneSums[most], new LaneSums[most]);
        var (knows, volumes, factors) = (table.HasStands, new VolumeSheet?[most], new double[most][]);
        Blocks(table.Count, Open, (worker, first, count) =>
        {
            var block = buffers[worker];
            clamped[worker] += block.Fill(table, first, count, rows, settings);
            sheets[worker].Add(block);
            Add(block, 0, count, firsts[worker], one[worker]);
            volumes[worker]?.Fill(table, first, block, factors[worker]);
            volumes[worker]?.Add(block, 0, count, factors[worker], 0, 0);
            Block(block, 0, count, settings.ProvesEveryStand, partial[worker], all[worker], year => volumes[worker]?.Add(block, 0, count, factors[worker], year + 1, year + 1));
        }, stop);
        for (var w = 1; w < most && sheets[w] is not null; w++)
            sheets[0].Merge(sheets[w]);
        for (var w = 1; w < most && volumes[w] is not null; w++)
            volumes[0]!.Merge(volumes[w]!);
        return (Pools(Merged(firsts, 1)[0]), Merged(partial, years), sheets[0], volumes[0], clamped.Aggregate((a, b) => a + b).ToDouble());

        void Open(int worker)
        {
            (partial[worker], firsts[worker], sheets[worker], buffers[worker]) = (new YearSums[years], new YearSums[1], new(rows), new(ExactGrid.BlockSize));
            (one[worker], all[worker]) = (new(1), new(settings.ProvesEveryStand || knows ? 1 : years));
            (volumes[worker], factors[worker]) = (knows ? new(rows, years + 1) : null, knows ? new double[ExactGrid.BlockSize] : []);
        }
    }

    /// <summary>Totals of the pools as they stand.</summary>
    public double[] Totals(StandColumns state)
    {
        var (sums, lanes) = (new YearSums[1], new LaneSums(1));
        for (var first = 0; first < state.Count; first += ExactGrid.BlockSize)
            Add(state, first, Math.Min(ExactGrid.BlockSize, state.Count - first), sums, lanes);
        return Pools(sums[0]);
    }

    private static double[] Pools(YearSums sums)
    {
        var totals = new double[PoolDynamics.PoolCount];
        for (var pool = 0; pool < totals.Length; pool++)
            totals[pool] = sums.Values[pool].ToDouble();
        return totals;
    }

    private static YearSums[] Merged(YearSums[][] partial, int years)
    {
        for (var w = 1; w < partial.Length; w++)
            for (var y = 0; y < years && partial[w] is not null; y++)
                for (var s = 0; s < YearSums.Sums.Size; s++)
                    partial[0][y].Values[s] += partial[w][y].Values[s];
        return partial[0];
    }

    /// <summary>Hands blocks of stands to threads; worker 0 is there even without stands.</summary>
    private void Blocks(int stands, Action<int> open, Action<int, int, int> block, CancellationToken stop)
    {
        var blocks = (stands + ExactGrid.BlockSize - 1) / ExactGrid.BlockSize;
        var workers = Math.Clamp(threads, 1, Math.Max(1, blocks));
        for (var worker = 0; worker < workers; worker++)
            open(worker);
        var next = -1;
        void Work(int worker)
        {
            for (int at; (at = Interlocked.Increment(ref next)) < blocks;)
            {
                stop.ThrowIfCancellationRequested();
                var first = at * ExactGrid.BlockSize;
                block(worker, first, Math.Min(ExactGrid.BlockSize, stands - first));
            }
        }

        if (workers == 1)
            Work(0);
        else
            Parallel.For(0, workers, new() { MaxDegreeOfParallelism = workers }, Work);
    }

    private static int Width(int count) => (count + StandColumns.Lanes - 1) / StandColumns.Lanes * StandColumns.Lanes;

    private static void Keep(StandColumns state, int first, int width, double[] before)
    {
        for (var pool = 0; pool < PoolDynamics.PoolCount; pool++)
            state.Pools[pool].AsSpan(first, width).CopyTo(before.AsSpan(pool * width));
    }

    private void Add(StandColumns state, int first, int count, YearSums[] sums, LaneSums lanes)
    {
        lanes.Clear();
        PoolKernel.Add(state, first, Width(count), grid.Magic, lanes);
        lanes.AddTo(grid, Width(count) / StandColumns.Lanes, PoolDynamics.PoolCount, sums);
    }

    /// <summary>Steps a block: all years at once, or one by one where each is proven or looked at.</summary>
    private void Block(StandColumns state, int first, int count, bool proves, YearSums[] sums, LaneSums lanes, Action<int>? look = null)
    {
        var width = Width(count);
        var before = proves ? new double[PoolDynamics.PoolCount * width] : [];
        for (var year = 0; year < sums.Length; year += lanes.Years)
        {
            if (proves)
                Keep(state, first, width, before);
            lanes.Clear();
            PoolKernel.Step(state, first, width, year, dynamics, rows, grid.Magic, lanes);
            lanes.AddTo(grid, width / StandColumns.Lanes, YearSums.Sums.Size, sums.AsSpan(year));
            if (proves)
                StandLedger.Prove(state, first, count, width, year, before, dynamics, rows);
            if (lanes.Years == 1)
                look?.Invoke(year);
        }
    }
}
