namespace CarbonSink.Projections;

/// <summary>Where carbon lies or goes to in a projection (碳的去处): the five pools in the order of their flows, the products of wood, and the air.</summary>
public enum Reservoir
{
    /// <summary>Above-ground biomass (地上生物量).</summary>
    AboveGround,

    /// <summary>Below-ground biomass (地下生物量).</summary>
    BelowGround,

    /// <summary>Dead wood (枯死木).</summary>
    DeadWood,

    /// <summary>Litter (枯落物).</summary>
    Litter,

    /// <summary>Soil organic carbon (土壤有机碳).</summary>
    Soil,

    /// <summary>Harvested wood products (木质林产品).</summary>
    Products,

    /// <summary>The atmosphere (大气).</summary>
    Atmosphere,
}

/// <summary>What moves carbon in a year (碳流类型).</summary>
public enum FlowKind
{
    /// <summary>Growth of living biomass (生长).</summary>
    Growth,

    /// <summary>Turnover of leaves, branches and roots (凋落、周转).</summary>
    Turnover,

    /// <summary>Trees that die (枯损).</summary>
    Mortality,

    /// <summary>Decay to the atmosphere (分解).</summary>
    Decay,

    /// <summary>Dead matter that becomes soil carbon (腐殖化).</summary>
    Humification,

    /// <summary>Final felling (主伐).</summary>
    Harvest,

    /// <summary>Thinning (间伐).</summary>
    Thinning,

    /// <summary>Products that go out of use (木产品分解).</summary>
    ProductDecay,

    /// <summary>Dead wood and litter that follow living biomass by a fraction (按比例推算).</summary>
    Fraction,
}

/// <summary>What moved between two reservoirs in one year (年碳流).</summary>
/// <param name="Kind">Why.</param>
/// <param name="From">Where from.</param>
/// <param name="To">Where to.</param>
/// <param name="CarbonTC">How much, tC; negative where it went the other way.</param>
public sealed record CarbonFlow(FlowKind Kind, Reservoir From, Reservoir To, double CarbonTC);
