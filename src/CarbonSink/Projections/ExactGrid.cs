using CarbonSink.Estimation;

namespace CarbonSink.Projections;

/// <summary>A grid so fine that it loses nothing worth keeping: each term is rounded to it once and counted in whole steps, so totals are the same in any order, on any number of threads.</summary>
/// <remarks>
/// x + m rounds x to the step of m's last bit, and the bits of the result, read as a whole number, are those of m and the steps of x: whole numbers are added, and those of m taken away in the end. With the largest area below 2^e ha,
/// no pool of 4,096 tC/ha or more and a step of 2^(e−31) tC, a term is below 2^43 steps, a lane of a block of 1,024 stands below 2^50, a block below 2^53. A term that is too large for m makes a lane of 2^51 or more:
/// it cannot hide. A stand's term is off by half a step at most: 2^-32 tC/ha of the largest area.
/// </remarks>
internal readonly struct ExactGrid
{
    public const int BlockSize = 1024;

    private const int StepBits = -31;
    private const long MostInLane = 1L << 51;
    private const long MostInBlock = 1L << 53;

    private ExactGrid(double step) => (Step, Magic) = (step, 1.5 * Math.ScaleB(step, 52));

    /// <summary>The distance of its points.</summary>
    public double Step { get; }

    /// <summary>What is added to round.</summary>
    public double Magic { get; }

    /// <summary>The grid for areas up to a largest one, ha.</summary>
    public static ExactGrid For(double largestArea) => new(Math.ScaleB(1, (largestArea > 0 ? Math.ILogB(largestArea) + 1 : 0) + StepBits));

    /// <summary>The sum of a block from its lanes, each a sum of the bits of some terms.</summary>
    /// <param name="lanes">The lanes.</param>
    /// <param name="terms">Number of terms of each lane.</param>
    /// <exception cref="OverflowException">A pool holds 4,096 tC/ha or more, so that the sum may not be exact.</exception>
    public ExactSum Exact(ReadOnlySpan<long> lanes, int terms)
    {
        var magic = unchecked(terms * BitConverter.DoubleToInt64Bits(Magic));
        var (steps, largest) = (0L, 0L);
        foreach (var lane in lanes)
        {
            var count = unchecked(lane - magic);
            steps += count;
            largest |= count ^ (count >> 63); // the highest bit of any
        }

        return largest < MostInLane && Math.Abs(steps) <= MostInBlock ? ExactSum.Of(steps * Step) : throw new OverflowException("a pool of a stand holds 4,096 tC/ha or more");
    }
}
