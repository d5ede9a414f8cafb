namespace CarbonSink.Samples;

/// <summary>Measurements that a real survey leaves out: stock to be derived from D, H and N, culms of bamboo, cover of shrub, and stands where nothing serves.</summary>
internal static class Gaps
{
    /// <summary>Takes the stock, or everything, away from a share of the arbor units.</summary>
    public static void Open(Place place, IReadOnlyList<Unit> units)
    {
        var random = new Xoshiro256(place.Seed, "gaps");
        foreach (var unit in units.Where(u => u.Class.IsArbor && u.Species is not null))
        {
            var young = unit.AgeGroup == "1";
            var share = unit.Species!.OftenUnmeasured ? (young ? 0.36 : 0.06) : 0.008;
            if (random.Chance(share))
                unit.StockPerHectare = random.Chance(0.5) ? null : 0; // offices write either
            if (unit is { Species.HeightOftenMissing: true, StockPerHectare: null })
                unit.Height = null;
            if (random.Chance(0.012))
                (unit.StockPerHectare, unit.Diameter, unit.Height, unit.Stems) = (null, null, null, null);
        }

        foreach (var unit in units.Where(u => u.Species is { OftenUnmeasured: true } && (u.Class == LandClass.Bamboo || u.Class.IsShrub)))
        {
            if (!random.Chance(0.08))
                continue;
            if (unit.Class == LandClass.Bamboo)
                unit.Stems = null;
            else
                unit.CrownClosure = null;
        }
    }
}
