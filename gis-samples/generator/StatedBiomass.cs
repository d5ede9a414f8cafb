namespace CarbonSink.Samples;

/// <summary>Which units the delivery states biomass and carbon of itself (SHENG_WU_L, TAN_CHU_L).</summary>
internal static class StatedBiomass
{
    /// <summary>Marks a share of the stocked units of the species whose biomass the office reckons.</summary>
    public static void Mark(Place place, IEnumerable<Unit> units)
    {
        var random = new Xoshiro256(place.Seed, "biomass");
        foreach (var unit in units.Where(u => u.Class.IsArbor && u.StockPerHectare > 0 && u.Species?.Biomass is not null))
            unit.StatesBiomass = random.Chance(0.3);
    }
}
