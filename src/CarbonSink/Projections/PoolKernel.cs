using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CarbonSink.Projections;

/// <summary>The step of the pools of eight stands at a time (碳库年步进的内核): p′ = M·p + g, year after year while the pools are in registers, and every product of area and carbon counted in steps of the grid.</summary>
/// <remarks>Each stand is stepped by the same operations in the same order whatever the width of vectors, and however many years are done at once.</remarks>
internal static class PoolKernel
{
    /// <summary>Steps a block of stands.</summary>
    /// <param name="state">The stands; their pools become those after the last of the years.</param>
    /// <param name="first">First stand.</param>
    /// <param name="width">Number of stands, whole vectors.</param>
    /// <param name="from">Years that increments are ahead of the rows of the stands.</param>
    /// <param name="dynamics">How pools move.</param>
    /// <param name="rows">Increments.</param>
    /// <param name="magic">What rounds to the grid.</param>
    /// <param name="sums">Sums of each year, which are added to: pools at its end, growth above and below ground.</param>
    // Vectors of 512 bits are compiled for the processor at hand; the first call is the hot one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step(StandColumns state, int first, int width, int from, PoolDynamics dynamics, GrowthRows rows, double magic, LaneSums sums)
    {
        ref var a = ref state.Pools[0][first];
        ref var b = ref state.Pools[1][first];
        ref var d = ref state.Pools[2][first];
        ref var l = ref state.Pools[3][first];
        ref var s = ref state.Pools[4][first];
        ref var area = ref state.Area[first];
        ref var scale = ref state.Scale[first];
        ref var row = ref state.Row[first];
        var m = dynamics.Entries;
        var (aa, bb, da, db, dd) = (Vector512.Create(m[0]), Vector512.Create(m[6]), Vector512.Create(m[10]), Vector512.Create(m[11]), Vector512.Create(m[12]));
        var (la, lb, ld, ll) = (Vector512.Create(m[15]), Vector512.Create(m[16]), Vector512.Create(m[17]), Vector512.Create(m[18]));
        var (sa, sb, sd, sl, ss) = (Vector512.Create(m[20]), Vector512.Create(m[21]), Vector512.Create(m[22]), Vector512.Create(m[23]), Vector512.Create(m[24]));
        var (dg, lg, round) = (Vector512.Create(dynamics.GrowthShare(Reservoir.DeadWood)), Vector512.Create(dynamics.GrowthShare(Reservoir.Litter)), Vector512.Create(magic));
        var (even, odd) = (Vector512.Create(0L, 2, 4, 6, 8, 10, 12, 14), Vector512.Create(1L, 3, 5, 7, 9, 11, 13, 15));
        ref var table = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(rows.Increments), 2 * from);
        ref var begin = ref sums.First;
        var end = sums.Years;
        for (var i = 0; i < width; i += StandColumns.Lanes)
        {
            var (pa, pb, pd, pl, ps) = (Load(ref a, i), Load(ref b, i), Load(ref d, i), Load(ref l, i), Load(ref s, i));
            var (w, stocking) = (Load(ref area, i), Load(ref scale, i));
            ref var rowOf = ref Unsafe.Add(ref row, i);
            ref var increments = ref table;
            ref var sum = ref begin;
            for (var year = 0; year < end; year++)
            {
                var (first4, last4) = (Pairs(ref increments, ref rowOf, 0), Pairs(ref increments, ref rowOf, 4));
                var (above, below) = Avx512F.IsSupported
                    ? (Avx512F.PermuteVar8x64x2(first4, even, last4), Avx512F.PermuteVar8x64x2(first4, odd, last4))
                    : (Vector512.Create(first4[0], first4[2], first4[4], first4[6], last4[0], last4[2], last4[4], last4[6]), Vector512.Create(first4[1], first4[3], first4[5], first4[7], last4[1], last4[3], last4[5], last4[7]));
                var (ka, kb) = (pa * aa, pb * bb);
                // A curve that falls takes no more than there is. No value is NaN.
                var ga = Vector512.MaxNative(above * stocking, -ka);
                var gb = Vector512.MaxNative(below * stocking, -kb);
                ps = Fma(ps, ss, Fma(pl, sl, Fma(pd, sd, Fma(pb, sb, pa * sa))));
                pl = Fma(pl, ll, Fma(pd, ld, Fma(pb, lb, Fma(pa, la, ga * lg))));
                pd = Fma(pd, dd, Fma(pb, db, Fma(pa, da, ga * dg)));
                (pa, pb) = (ka + ga, kb + gb);
                Count(ref sum, 0, Fma(w, pa, round));
                Count(ref sum, 1, Fma(w, pb, round));
                Count(ref sum, 2, Fma(w, pd, round));
                Count(ref sum, 3, Fma(w, pl, round));
                Count(ref sum, 4, Fma(w, ps, round));
                Count(ref sum, 5, Fma(w, ga, round));
                Count(ref sum, 6, Fma(w, gb, round));
                increments = ref Unsafe.Add(ref increments, 2);
                sum = ref Unsafe.Add(ref sum, YearSums.Sums.Size * StandColumns.Lanes);
            }

            Store(pa, ref a, i);
            Store(pb, ref b, i);
            Store(pd, ref d, i);
            Store(pl, ref l, i);
            Store(ps, ref s, i);
        }
    }

    /// <summary>Adds the pools as they are.</summary>
    /// <param name="state">The stands.</param>
    /// <param name="first">First stand.</param>
    /// <param name="width">Number of stands, whole vectors.</param>
    /// <param name="magic">What rounds to the grid.</param>
    /// <param name="sums">Sums, whose first year is added to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(StandColumns state, int first, int width, double magic, LaneSums sums)
    {
        var round = Vector512.Create(magic);
        for (var pool = 0; pool < PoolDynamics.PoolCount; pool++)
        {
            ref var column = ref state.Pools[pool][first];
            ref var area = ref state.Area[first];
            for (var i = 0; i < width; i += StandColumns.Lanes)
                Count(ref sums.First, pool, Fma(Load(ref area, i), Load(ref column, i), round));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Load(ref double from, int i) => Vector512.LoadUnsafe(ref Unsafe.Add(ref from, i));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<double> value, ref double to, int i) => value.StoreUnsafe(ref Unsafe.Add(ref to, i));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Fma(Vector512<double> a, Vector512<double> b, Vector512<double> c) => Vector512.FusedMultiplyAdd(a, b, c);

    /// <summary>Adds the bits of a term on the grid to a sum of a year.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Count(ref long sums, int sum, Vector512<double> term)
    {
        ref var at = ref Unsafe.Add(ref sums, sum * StandColumns.Lanes);
        (Vector512.LoadUnsafe(ref at) + term.AsInt64()).StoreUnsafe(ref at);
    }

    /// <summary>Increments above and below ground of four stands, pair by pair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Pairs(ref double increments, ref int row, int at) => Vector512.Create(
        Vector256.Create(Pair(ref increments, Unsafe.Add(ref row, at)), Pair(ref increments, Unsafe.Add(ref row, at + 1))),
        Vector256.Create(Pair(ref increments, Unsafe.Add(ref row, at + 2)), Pair(ref increments, Unsafe.Add(ref row, at + 3))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Pair(ref double increments, int row) => Vector128.LoadUnsafe(ref Unsafe.Add(ref increments, 2 * row));
}
