namespace CarbonSink.Estimation;

/// <summary>The carbon pools (碳库) as a set: every quantity of biomass or carbon says which of them it covers, so that a pool cannot be counted twice. Source: IPCC 2006 Guidelines vol. 4 ch. 1 table 1.1; HWP: ch. 12.</summary>
[Flags]
public enum CarbonPool : byte
{
    /// <summary>No pool stated.</summary>
    None = 0,

    /// <summary>Above-ground biomass (地上生物量).</summary>
    AboveGround = 1,

    /// <summary>Below-ground biomass (地下生物量).</summary>
    BelowGround = 2,

    /// <summary>Living biomass (活生物量): above and below ground.</summary>
    Living = AboveGround | BelowGround,

    /// <summary>Dead wood (枯死木).</summary>
    DeadWood = 4,

    /// <summary>Litter (枯落物).</summary>
    Litter = 8,

    /// <summary>Soil organic carbon (土壤有机碳).</summary>
    SoilOrganicCarbon = 16,

    /// <summary>Harvested wood products (木质林产品).</summary>
    HarvestedWoodProducts = 32,
}

/// <summary>Short names of carbon pools as packs and reports write them.</summary>
public static class CarbonPools
{
    private static readonly (string Name, CarbonPool Pool)[] Names =
        [("living", CarbonPool.Living), ("AGB", CarbonPool.AboveGround), ("BGB", CarbonPool.BelowGround), ("DW", CarbonPool.DeadWood), ("LI", CarbonPool.Litter), ("SOC", CarbonPool.SoilOrganicCarbon), ("HWP", CarbonPool.HarvestedWoodProducts)];

    /// <summary>AGB, BGB, living, DW, LI, SOC, HWP, or several joined by +; empty for none.</summary>
    public static string Name(CarbonPool pool)
    {
        var parts = new List<string>();
        foreach (var (name, p) in Names)
        {
            if ((pool & p) != p)
                continue;
            parts.Add(name);
            pool &= ~p;
        }

        return string.Join('+', parts);
    }

    /// <summary>Reads what <see cref="Name"/> writes.</summary>
    public static bool TryParse(string text, out CarbonPool pool)
    {
        pool = CarbonPool.None;
        foreach (var part in text.Split('+', StringSplitOptions.TrimEntries))
        {
            var match = Array.Find(Names, n => n.Name == part);
            if (match.Name is null || (pool & match.Pool) != CarbonPool.None)
                return false;
            pool |= match.Pool;
        }

        return true;
    }
}
