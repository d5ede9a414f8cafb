namespace CarbonSink.Estimation;

/// <summary>The stock of one carbon pool (分碳库储量).</summary>
/// <param name="Pool">The pool.</param>
/// <param name="BiomassT">Biomass, t of dry matter; null where none was estimated (soil has none).</param>
/// <param name="CarbonTC">Carbon, t C; null where none was estimated.</param>
public readonly record struct PoolStock(CarbonPool Pool, ExactSum? BiomassT, ExactSum? CarbonTC)
{
    /// <summary>Records with carbon in the pool.</summary>
    public long RecordCount { get; init; }

    /// <summary>Whether every record covers the same pools, living biomass being above and below ground: only then do the pools add up to one figure.</summary>
    internal static bool CoverTheSame(IEnumerable<PoolStock> pools)
    {
        var records = new Dictionary<CarbonPool, long>();
        foreach (var stock in pools)
            for (var bit = 1; bit <= (int)stock.Pool; bit <<= 1)
                if (((int)stock.Pool & bit) != 0)
                    records[(CarbonPool)bit] = records.GetValueOrDefault((CarbonPool)bit) + stock.RecordCount;
        return records.Values.Distinct().Count() <= 1;
    }

    /// <summary>The exact sum of two stocks of the same pool.</summary>
    internal PoolStock Plus(PoolStock other) => new(Pool, Sum(BiomassT, other.BiomassT), Sum(CarbonTC, other.CarbonTC)) { RecordCount = RecordCount + other.RecordCount };

    private static ExactSum? Sum(ExactSum? a, ExactSum? b) => a is null ? b : b is null ? a : a + b;
}
