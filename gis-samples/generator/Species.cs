namespace CarbonSink.Samples;

/// <summary>Growth of a stand with age t in years, in rational functions so that no platform's library of transcendental functions enters.</summary>
/// <param name="HeightCeiling">Height the curve tends to at site 1, m: H = ceiling · site · t / (t + half age).</param>
/// <param name="HalfAge">Age at half the ceiling, years.</param>
/// <param name="DiameterRatio">Mean diameter in cm per metre of height above breast height.</param>
/// <param name="Stems">Stems per hectare of a fully stocked stand at age 0: N = stems · stocking / (1 + t / thinning age).</param>
/// <param name="ThinningAge">Age at which half the stems are left, years.</param>
/// <param name="FormFactor">Experimental form factor fε of V = fε · G · (H + 3).</param>
internal sealed record Growth(double HeightCeiling, double HalfAge, double DiameterRatio, double Stems, double ThinningAge, double FormFactor);

/// <summary>Upper ages of young, middle-aged, near-mature and mature stands (幼, 中, 近熟, 成熟), and the oldest stand that occurs.</summary>
internal sealed record AgeGroups(int Young, int Middle, int NearMature, int Mature, int Oldest)
{
    /// <summary>Age group 1 to 5 of an age.</summary>
    public int Of(int age) => age <= Young ? 1 : age <= Middle ? 2 : age <= NearMature ? 3 : age <= Mature ? 4 : 5;
}

/// <summary>A dominant species (优势树种) of a sample: where it grows and how.</summary>
internal sealed record Species(string Code, string Name, LandClass Class, double Weight)
{
    /// <summary>Lowest and highest elevation, metres.</summary>
    public (double Low, double High) Belt { get; init; } = (0, 3000);

    /// <summary>Growth; null where neither diameter nor height is surveyed.</summary>
    public Growth? Growth { get; init; }

    /// <summary>Share of planted stands.</summary>
    public double PlantedShare { get; init; } = 1;

    /// <summary>Limits for planted stands.</summary>
    public AgeGroups? Planted { get; init; }

    /// <summary>Limits for natural stands.</summary>
    public AgeGroups? Natural { get; init; }

    /// <summary>Forest category (林种) where the species fixes it, e.g. 252 for tea oil.</summary>
    public string? Purpose { get; init; }

    /// <summary>Whether what an estimate needs is often left out: the stock of a stand (to be estimated from D, H and N), the culms of bamboo, the cover of shrub.</summary>
    public bool OftenUnmeasured { get; init; }

    /// <summary>Whether stands without a stock lack the height as well.</summary>
    public bool HeightOftenMissing { get; init; }

    /// <summary>How the office reckons the biomass that it states itself: B = PerVolume · V + PerHectare, t/ha, and its carbon; null: it states none.</summary>
    public (double PerVolume, double PerHectare, double CarbonFraction)? Biomass { get; init; }
}
