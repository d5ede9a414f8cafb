namespace CarbonSink.Estimation;

/// <summary>The stock of one carbon pool (分碳库储量).</summary>
/// <param name="Pool">The pool.</param>
/// <param name="BiomassT">Biomass, t of dry matter; null where the pool has none (soil).</param>
/// <param name="CarbonTC">Carbon, t C.</param>
public readonly record struct PoolStock(CarbonPool Pool, ExactSum? BiomassT, ExactSum CarbonTC)
{
    /// <summary>The exact sum of two stocks of the same pool.</summary>
    internal PoolStock Plus(PoolStock other) =>
        new(Pool, BiomassT is null ? other.BiomassT : BiomassT + (other.BiomassT ?? ExactSum.Zero), CarbonTC + other.CarbonTC);
}
