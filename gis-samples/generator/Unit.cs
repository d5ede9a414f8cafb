namespace CarbonSink.Samples;

/// <summary>One sub-compartment (小班) as it will be written; a null is a blank in the file.</summary>
internal sealed class Unit
{
    /// <summary>Cells of the polygon, ascending.</summary>
    public required List<int> Cells { get; set; }

    public required LandClass Class { get; set; }

    /// <summary>Number of the township in the place's list, from 0.</summary>
    public required int Township { get; init; }

    /// <summary>Number of the village within its township, from 0.</summary>
    public required int Village { get; init; }

    /// <summary>Compartment (林班) within the township, from 1.</summary>
    public required int Compartment { get; init; }

    /// <summary>Number within the compartment, from 1, north to south.</summary>
    public int Number { get; set; }

    /// <summary>Closed rings; null for a record whose geometry is lost.</summary>
    public List<double[]>? Rings { get; set; }

    public string LandClassCode { get; set; } = "";

    public string? SpeciesCode { get; set; }

    public Species? Species { get; set; }

    public string? Origin { get; set; }

    public string? Purpose { get; set; }

    public string? ForestCategory { get; set; }

    public string? Authority { get; set; }

    public string? ProtectionGrade { get; set; }

    public string? AgeGroup { get; set; }

    public string? FruitingStage { get; set; }

    public string Ownership { get; set; } = "20";

    public int? Age { get; set; }

    public double? CrownClosure { get; set; }

    public double? Diameter { get; set; }

    public double? Height { get; set; }

    public int? Stems { get; set; }

    public double? StockPerHectare { get; set; }

    public double? Stock { get; set; }

    /// <summary>Recorded area, ha, two decimals: planar, or that of the land survey.</summary>
    public double Area { get; set; }

    /// <summary>Whether the delivery states biomass and carbon of the unit itself.</summary>
    public bool StatesBiomass { get; set; }

    /// <summary>Biomass that the delivery states, t.</summary>
    public double? Biomass => StatesBiomass && Species?.Biomass is { } own ? (own.PerVolume * StockPerHectare + own.PerHectare) * Area : null;

    /// <summary>Carbon that the delivery states, t.</summary>
    public double? Carbon => Biomass * Species?.Biomass?.CarbonFraction;

    /// <summary>Texts written instead of the proper ones, by field: the spelling of a careless office.</summary>
    public Dictionary<string, string> Spelling { get; } = new(StringComparer.Ordinal);

    public int Elevation { get; set; }

    public int Slope { get; set; }

    public int Aspect { get; set; }

    /// <summary>The numbers that name the unit: township, village, compartment, sub-compartment.</summary>
    public string Key => $"{Township + 1:000}-{Village + 1:000}-{Compartment:0000}-{Number:00000}";
}
