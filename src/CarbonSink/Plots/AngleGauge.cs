namespace CarbonSink.Plots;

/// <summary>Angle gauge (角规): every tree counted stands for the same basal area per hectare, the basal area factor F_g.</summary>
/// <remarks>Source: Bitterlich's principle; worked_examples.md section 10 and angle_gauge_constants.csv. The volume (H + 3)·G·f is equation 26 of the pack plot-inventory.</remarks>
public static class AngleGauge
{
    /// <summary>Basal area, m²/ha: G = F_g (Z + Z_half / 2) / cos θ.</summary>
    /// <param name="basalAreaFactor">F_g, m²/ha; above 0.</param>
    /// <param name="counted">Trees wider than the angle.</param>
    /// <param name="borderline">Trees just as wide (相切), which count half.</param>
    /// <param name="slopeDegrees">Slope, degrees; 0 where the gauge corrects it.</param>
    public static double BasalArea(double basalAreaFactor, double counted, double borderline, double slopeDegrees) =>
        Factor(basalAreaFactor) * (counted + (0.5 * borderline)) / PlotArea.Cosine(slopeDegrees);

    /// <summary>Stems per hectare that a tree counted stands for: 10,000 / (π R²) / cos θ, its own circle having the limiting distance R; the same as F_g / g / cos θ with g = π D² / 40,000.</summary>
    /// <param name="basalAreaFactor">F_g, m²/ha.</param>
    /// <param name="dbhCm">Diameter, cm; above 0.</param>
    /// <param name="slopeDegrees">Slope, degrees; 0 where the gauge corrects it.</param>
    public static double StemsPerHa(double basalAreaFactor, double dbhCm, double slopeDegrees) =>
        10000 / PlotArea.Circle(LimitingDistance(basalAreaFactor, dbhCm)) / PlotArea.Cosine(slopeDegrees);

    /// <summary>Distance to which a tree is counted, m: R = 0.5 D / √F_g, D in cm.</summary>
    /// <param name="basalAreaFactor">F_g, m²/ha.</param>
    /// <param name="dbhCm">Diameter, cm.</param>
    public static double LimitingDistance(double basalAreaFactor, double dbhCm) => 0.5 * dbhCm / Math.Sqrt(Factor(basalAreaFactor));

    private static double Factor(double basalAreaFactor) =>
        basalAreaFactor > 0 && double.IsFinite(basalAreaFactor) ? basalAreaFactor : throw new ArgumentOutOfRangeException(nameof(basalAreaFactor), basalAreaFactor, "a basal area factor is above 0");
}
