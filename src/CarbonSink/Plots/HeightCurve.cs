namespace CarbonSink.Plots;

/// <summary>Height of a tree by its diameter (树高曲线): H = 1.3 + a (1 − e^(−b D))^c, within the diameters it was fitted to.</summary>
/// <remarks>Source: the Richards form in common use for height–diameter curves; the parameters are the user's own and none is shipped.</remarks>
/// <param name="A">Asymptote above breast height, m; above 0.</param>
/// <param name="B">Rate, 1/cm; above 0.</param>
/// <param name="C">Shape; above 0.</param>
/// <param name="FromCm">Smallest diameter it holds for, cm; included.</param>
/// <param name="ToCm">Largest diameter it holds for, cm; included.</param>
public sealed record HeightCurve(double A, double B, double C, double FromCm, double ToCm)
{
    private const double BreastHeightM = 1.3;

    /// <summary>Height of a tree, m; null beyond its diameters.</summary>
    /// <param name="dbhCm">Diameter, cm.</param>
    public double? Height(double dbhCm) => dbhCm >= FromCm && dbhCm <= ToCm ? BreastHeightM + (A * Math.Pow(1 - Math.Exp(-B * dbhCm), C)) : null;
}
