using System.Runtime.CompilerServices;

namespace CarbonSink.Projections;

/// <summary>Sums of one block of stands by year, lane by lane of vectors (分道累计): whole numbers that wrap, laid out so that a vector never straddles two lines of the cache.</summary>
internal sealed class LaneSums
{
    private const int LineBytes = 64;

    private readonly long[] lanes;
    private readonly int first;

    public LaneSums(int years)
    {
        Years = years;
        lanes = GC.AllocateUninitializedArray<long>((years * YearSums.Sums.Size * StandColumns.Lanes) + (LineBytes / sizeof(long)), pinned: true);
        unsafe
        {
            first = (int)((LineBytes - ((nuint)Unsafe.AsPointer(ref lanes[0]) % LineBytes)) % LineBytes) / sizeof(long);
        }
    }

    public int Years { get; }

    /// <summary>The first lane of the first sum of the first year.</summary>
    public ref long First => ref lanes[first];

    public void Clear() => Array.Clear(lanes);

    /// <summary>Adds the block to totals, proven to be exact.</summary>
    /// <param name="grid">The grid of the terms.</param>
    /// <param name="terms">Number of terms of each lane.</param>
    /// <param name="used">Number of sums of each year in use; the others are left alone.</param>
    /// <param name="totals">Totals, from the first year of the block on.</param>
    public void AddTo(ExactGrid grid, int terms, int used, Span<YearSums> totals)
    {
        for (var year = 0; year < Years; year++)
            for (var s = 0; s < used; s++)
                totals[year].Values[s] += grid.Exact(lanes.AsSpan(first + (((year * YearSums.Sums.Size) + s) * StandColumns.Lanes), StandColumns.Lanes), terms);
    }
}
