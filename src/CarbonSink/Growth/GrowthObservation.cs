namespace CarbonSink.Growth;

/// <summary>Stock of a stand at an age (林分观测): a plot or a sub-compartment.</summary>
/// <param name="Age">Age, years, above 0.</param>
/// <param name="Volume">Growing stock, m3/ha.</param>
/// <param name="Weight">Weight above 0, e.g. area in ha; 1 where stands count alike.</param>
public readonly record struct GrowthObservation(double Age, double Volume, double Weight = 1);
