namespace CarbonSink.Samples;

/// <summary>Biomass and carbon as a delivery states them itself (SHENG_WU_L, TAN_CHU_L): reckoned by the office with one ratio per kind of tree, for some of the arbor units only.</summary>
internal static class StatedBiomass
{
    /// <summary>Fills in a share of the arbor units that have a stock.</summary>
    public static void Fill(Place place, IEnumerable<Unit> units)
    {
        var random = new Xoshiro256(place.Seed, "biomass");
        foreach (var unit in units.Where(u => u.Class.IsArbor && u.Stock > 0))
        {
            if (!random.Chance(0.6))
                continue;
            var biomass = Math.Round(unit.Stock!.Value * (unit.Species!.Code[0] is '1' or '2' or '3' ? 0.75 : 1.05) * random.Between(0.95, 1.05) * 10) / 10;
            unit.StatedBiomass = (biomass, Math.Round(biomass * 5) / 10);
        }
    }
}
