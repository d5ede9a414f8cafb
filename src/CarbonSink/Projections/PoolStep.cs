using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
    public YearSums[] Run(StandState state, int years, bool proves, CancellationToken stop)
    {
        var blocks = (state.Count + ExactGrid.BlockSize - 1) / ExactGrid.BlockSize;
        var workers = Math.Clamp(threads, 1, Math.Max(1, blocks));
        var partial = new YearSums[workers][];
        var next = -1;
        void Work(int worker)
        {
            var sums = partial[worker] = new YearSums[years];
            for (int block; (block = Interlocked.Increment(ref next)) < blocks;)
            {
                stop.ThrowIfCancellationRequested();
                var first = block * ExactGrid.BlockSize;
                Block(state, first, Math.Min(ExactGrid.BlockSize, state.Count - first), years, proves, sums);
            }
        }

        if (workers == 1)
            Work(0);
        else
            Parallel.For(0, workers, new() { MaxDegreeOfParallelism = workers }, Work);
        for (var w = 1; w < workers; w++)
            for (var y = 0; y < years && partial[w] is not null; y++)
                for (var s = 0; s < YearSums.Sums.Size; s++)
                    partial[0][y].Values[s] += partial[w][y].Values[s];
        return partial[0];
    }

    /// <summary>Totals of the pools as they stand.</summary>
    public double[] Totals(StandState state)
    {
        var totals = new ExactSum[PoolDynamics.PoolCount];
        for (var pool = 0; pool < totals.Length; pool++)
        {
            for (var first = 0; first < state.Count; first += ExactGrid.BlockSize)
            {
                var sum = 0.0;
                for (var i = first; i < Math.Min(first + ExactGrid.BlockSize, state.Count); i++)
                    sum += grid.Product(state.Area[i], state.Pools[pool][i]);
                totals[pool] += grid.Exact(sum);
            }
        }

        return [.. totals.Select(t => t.ToDouble())];
    }

    // Vectors of 512 bits are compiled for the processor at hand; the first call is the hot one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Block(StandState state, int first, int count, int years, bool proves, YearSums[] sums)
    {
        var width = (count + StandState.Lanes - 1) / StandState.Lanes * StandState.Lanes;
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
            ref var increments = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(rows.AboveGround), year);
            ref var below = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(rows.BelowGround), year);
            var (ta, tb, td, tl, ts, tga, tgb) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
            for (var i = 0; i < width; i += StandState.Lanes)
            {
                var (pa, pb, pd, pl, ps) = (Load(ref a, i), Load(ref b, i), Load(ref d, i), Load(ref l, i), Load(ref s, i));
                var (w, stocking) = (Load(ref area, i), Load(ref scale, i));
                ref var rowOf = ref Unsafe.Add(ref row, i);
                var (ka, kb) = (pa * aa, pb * bb);
                // A curve that falls takes no more than there is.
                var ga = Vector512.Max(Gather(ref increments, ref rowOf) * stocking, -ka);
                var gb = Vector512.Max(Gather(ref below, ref rowOf) * stocking, -kb);
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

    private static void Keep(StandState state, int first, int width, double[] before)
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Gather(ref double table, ref int row) => Vector512.Create(
        Unsafe.Add(ref table, row), Unsafe.Add(ref table, Unsafe.Add(ref row, 1)), Unsafe.Add(ref table, Unsafe.Add(ref row, 2)), Unsafe.Add(ref table, Unsafe.Add(ref row, 3)),
        Unsafe.Add(ref table, Unsafe.Add(ref row, 4)), Unsafe.Add(ref table, Unsafe.Add(ref row, 5)), Unsafe.Add(ref table, Unsafe.Add(ref row, 6)), Unsafe.Add(ref table, Unsafe.Add(ref row, 7)));
}
