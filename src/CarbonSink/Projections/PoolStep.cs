using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
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
/// A block of 512 stands stays in the first cache for all its years. Every stand is stepped by the same operations in the same order whatever the width of vectors, and every product of area and carbon is rounded once to an <see cref="ExactGrid"/>,
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
        var partial = new YearSums[Math.Max(1, threads)][];
        Blocks(state.Count, worker => partial[worker] = new YearSums[years], (worker, first, count) => Block(state, first, count, years, proves, partial[worker]), stop);
        return Merged(partial, years);
    }

    /// <summary>Steps the stands of a table all their years without keeping any of them: each block is copied where it stays in the cache.</summary>
    /// <param name="table">The stands.</param>
    /// <param name="settings">Years and rules.</param>
    /// <param name="stop">Stops between blocks.</param>
    /// <returns>Totals of the first stock and of each year, areas by age, and the area whose relative stocking was set to a limit, ha.</returns>
    public (double[] First, YearSums[] Years, AgeSheet Ages, double ClampedHa) RunThrough(StandTable table, ProjectionSettings settings, CancellationToken stop)
    {
        var (years, most) = (settings.LastYear - settings.FirstYear, Math.Max(1, threads));
        var (partial, firsts, sheets, buffers, clamped) = (new YearSums[most][], new YearSums[most][], new AgeSheet[most], new StandColumns[most], new ExactSum[most]);
        Blocks(table.Count, Open, (worker, first, count) =>
        {
            var block = buffers[worker];
            clamped[worker] += block.Fill(table, first, count, rows, settings);
            sheets[worker].Add(table.ClassOf, table.Ages, table.Areas, first, count);
            Add(block, 0, count, ref firsts[worker][0]);
            Block(block, 0, count, years, settings.ProvesEveryStand, partial[worker]);
        }, stop);
        for (var w = 1; w < most && sheets[w] is not null; w++)
            sheets[0].Merge(sheets[w]);
        return (Pools(Merged(firsts, 1)[0]), Merged(partial, years), sheets[0], clamped.Aggregate((a, b) => a + b).ToDouble());

        void Open(int worker) => (partial[worker], firsts[worker], sheets[worker], buffers[worker]) = (new YearSums[years], new YearSums[1], new(rows), new(ExactGrid.BlockSize));
    }

    /// <summary>Totals of the pools as they stand.</summary>
    public double[] Totals(StandColumns state)
    {
        YearSums sums = default;
        for (var first = 0; first < state.Count; first += ExactGrid.BlockSize)
            Add(state, first, Math.Min(ExactGrid.BlockSize, state.Count - first), ref sums);
        return Pools(sums);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(StandColumns state, int first, int count, ref YearSums sums)
    {
        for (var pool = 0; pool < PoolDynamics.PoolCount; pool++)
        {
            var (column, magic, sum) = (state.Pools[pool], Vector512.Create(grid.Magic), Vector512<double>.Zero);
            for (var i = first; i < first + count; i += StandColumns.Lanes)
                sum += Fma(Load(ref state.Area[0], i), Load(ref column[0], i), magic) - magic;
            sums.Values[pool] += grid.Exact(Vector512.Sum(sum));
        }
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

    // Vectors of 512 bits are compiled for the processor at hand; the first call is the hot one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Block(StandColumns state, int first, int count, int years, bool proves, YearSums[] sums)
    {
        var width = (count + StandColumns.Lanes - 1) / StandColumns.Lanes * StandColumns.Lanes;
        ref var a = ref state.Pools[0][first];
        ref var b = ref state.Pools[1][first];
        ref var d = ref state.Pools[2][first];
        ref var l = ref state.Pools[3][first];
        ref var s = ref state.Pools[4][first];
        ref var area = ref state.Area[first];
        ref var scale = ref state.Scale[first];
        ref var row = ref state.Row[first];
        var (aa, bb, da, db, dd) = (Entry(Reservoir.AboveGround, Reservoir.AboveGround), Entry(Reservoir.BelowGround, Reservoir.BelowGround), Entry(Reservoir.DeadWood, Reservoir.AboveGround), Entry(Reservoir.DeadWood, Reservoir.BelowGround), Entry(Reservoir.DeadWood, Reservoir.DeadWood));
        var (la, lb, ld, ll) = (Entry(Reservoir.Litter, Reservoir.AboveGround), Entry(Reservoir.Litter, Reservoir.BelowGround), Entry(Reservoir.Litter, Reservoir.DeadWood), Entry(Reservoir.Litter, Reservoir.Litter));
        var (sa, sb, sd, sl, ss) = (Entry(Reservoir.Soil, Reservoir.AboveGround), Entry(Reservoir.Soil, Reservoir.BelowGround), Entry(Reservoir.Soil, Reservoir.DeadWood), Entry(Reservoir.Soil, Reservoir.Litter), Entry(Reservoir.Soil, Reservoir.Soil));
        var (dg, lg) = (Vector512.Create(dynamics.GrowthShare(Reservoir.DeadWood)), Vector512.Create(dynamics.GrowthShare(Reservoir.Litter)));
        var magic = Vector512.Create(grid.Magic);
        var before = proves ? new double[PoolDynamics.PoolCount * width] : [];
        for (var year = 0; year < years; year++)
        {
            if (proves)
                Keep(state, first, width, before);
            ref var increments = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(rows.Increments), 2 * year);
            var (ta, tb, td, tl, ts, tga, tgb) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
            for (var i = 0; i < width; i += StandColumns.Lanes)
            {
                var (pa, pb, pd, pl, ps) = (Load(ref a, i), Load(ref b, i), Load(ref d, i), Load(ref l, i), Load(ref s, i));
                var (w, stocking) = (Load(ref area, i), Load(ref scale, i));
                ref var rowOf = ref Unsafe.Add(ref row, i);
                var (ka, kb) = (pa * aa, pb * bb);
                var (first4, last4) = (Pairs(ref increments, ref rowOf, 0), Pairs(ref increments, ref rowOf, 4));
                // A curve that falls takes no more than there is.
                var ga = Vector512.Max(Even(first4, last4) * stocking, -ka);
                var gb = Vector512.Max(Odd(first4, last4) * stocking, -kb);
                var na = ka + ga;
                var nb = kb + gb;
                var nd = Fma(pd, dd, Fma(pb, db, Fma(pa, da, ga * dg)));
                var nl = Fma(pl, ll, Fma(pd, ld, Fma(pb, lb, Fma(pa, la, ga * lg))));
                var ns = Fma(ps, ss, Fma(pl, sl, Fma(pd, sd, Fma(pb, sb, pa * sa))));
                Store(na, ref a, i);
                Store(nb, ref b, i);
                Store(nd, ref d, i);
                Store(nl, ref l, i);
                Store(ns, ref s, i);
                ta += Fma(w, na, magic) - magic;
                tb += Fma(w, nb, magic) - magic;
                td += Fma(w, nd, magic) - magic;
                tl += Fma(w, nl, magic) - magic;
                ts += Fma(w, ns, magic) - magic;
                tga += Fma(w, ga, magic) - magic;
                tgb += Fma(w, gb, magic) - magic;
            }

            ref var sum = ref sums[year].Values;
            sum[0] += grid.Exact(Vector512.Sum(ta));
            sum[1] += grid.Exact(Vector512.Sum(tb));
            sum[2] += grid.Exact(Vector512.Sum(td));
            sum[3] += grid.Exact(Vector512.Sum(tl));
            sum[4] += grid.Exact(Vector512.Sum(ts));
            sum[5] += grid.Exact(Vector512.Sum(tga));
            sum[6] += grid.Exact(Vector512.Sum(tgb));
            if (proves)
                StandLedger.Prove(state, first, count, width, year, before, dynamics, rows);
        }

        Vector512<double> Entry(Reservoir to, Reservoir from) => Vector512.Create(dynamics.Entry(to, from));
    }

    private static void Keep(StandColumns state, int first, int width, double[] before)
    {
        for (var pool = 0; pool < PoolDynamics.PoolCount; pool++)
            state.Pools[pool].AsSpan(first, width).CopyTo(before.AsSpan(pool * width));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Load(ref double from, int i) => Vector512.LoadUnsafe(ref Unsafe.Add(ref from, i));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<double> value, ref double to, int i) => value.StoreUnsafe(ref Unsafe.Add(ref to, i));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Fma(Vector512<double> a, Vector512<double> b, Vector512<double> c) => Vector512.FusedMultiplyAdd(a, b, c);

    /// <summary>Increments above and below ground of four stands, pair by pair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Pairs(ref double increments, ref int row, int at) => Vector512.Create(
        Vector256.Create(Pair(ref increments, Unsafe.Add(ref row, at)), Pair(ref increments, Unsafe.Add(ref row, at + 1))),
        Vector256.Create(Pair(ref increments, Unsafe.Add(ref row, at + 2)), Pair(ref increments, Unsafe.Add(ref row, at + 3))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Pair(ref double increments, int row) => Vector128.LoadUnsafe(ref Unsafe.Add(ref increments, 2 * row));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Even(Vector512<double> a, Vector512<double> b) => Avx512F.IsSupported
        ? Avx512F.PermuteVar8x64x2(a, Vector512.Create(0L, 2, 4, 6, 8, 10, 12, 14), b)
        : Vector512.Create(a[0], a[2], a[4], a[6], b[0], b[2], b[4], b[6]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Odd(Vector512<double> a, Vector512<double> b) => Avx512F.IsSupported
        ? Avx512F.PermuteVar8x64x2(a, Vector512.Create(1L, 3, 5, 7, 9, 11, 13, 15), b)
        : Vector512.Create(a[1], a[3], a[5], a[7], b[1], b[3], b[5], b[7]);
}
