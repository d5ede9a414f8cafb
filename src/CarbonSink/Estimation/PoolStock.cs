namespace CarbonSink.Estimation;

/// <summary>The stock of one carbon pool (分碳库储量).</summary>
/// <param name="Pool">The pool.</param>
/// <param name="BiomassT">Biomass, t of dry matter; null where none was estimated (soil has none).</param>
/// <param name="CarbonTC">Carbon, t C; null where none was estimated.</param>
public readonly record struct PoolStock(CarbonPool Pool, ExactSum? BiomassT, ExactSum? CarbonTC)
{
    /// <summary>The exact sum of two stocks of the same pool.</summary>
    internal PoolStock Plus(PoolStock other) => new(Pool, Sum(BiomassT, other.BiomassT), Sum(CarbonTC, other.CarbonTC));

    private static ExactSum? Sum(ExactSum? a, ExactSum? b) => a is null ? b : b is null ? a : a + b;
}
