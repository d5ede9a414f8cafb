using CarbonSink.Estimation;

namespace CarbonSink.Projections;

/// <summary>A grid so fine that it loses nothing worth keeping and so coarse that doubles on it add without rounding: each term is rounded to it once, and then totals are the same in any order, on any number of threads.</summary>
/// <remarks>
/// (x + m) − m rounds x to the step of m's last bit. With the largest area below 2^e ha, no pool of 4,096 tC/ha or more and blocks of 512 stands, a step of 2^(e−31) tC keeps the sum of a block below 2^52 steps:
/// every partial sum is exact. A stand's term is off by half a step at most: 2^-32 tC/ha of the largest area.
/// </remarks>
internal readonly struct ExactGrid
{
    public const int BlockSize = 512;

    private const int StepBits = -31;

    private ExactGrid(double step) => (Step, Magic, Limit) = (step, 1.5 * Math.ScaleB(step, 52), Math.ScaleB(step, 52));

    /// <summary>The distance of its points.</summary>
    public double Step { get; }

    /// <summary>What is added and taken away to round.</summary>
    public double Magic { get; }

    /// <summary>Sums of a block beyond this are not exact.</summary>
    public double Limit { get; }

    /// <summary>The grid for areas up to a largest one, ha.</summary>
    public static ExactGrid For(double largestArea) => new(Math.ScaleB(1, (largestArea > 0 ? Math.ILogB(largestArea) + 1 : 0) + StepBits));

    /// <summary>The product on the grid, rounded once.</summary>
    public double Product(double a, double b) => Math.FusedMultiplyAdd(a, b, Magic) - Magic;

    /// <summary>A sum of a block, proven to be exact.</summary>
    /// <exception cref="OverflowException">It is not: a pool holds 4,096 tC/ha or more.</exception>
    public ExactSum Exact(double sum) => Math.Abs(sum) < Limit ? ExactSum.Of(sum) : throw new OverflowException("a pool of a stand holds 4,096 tC/ha or more");
}
