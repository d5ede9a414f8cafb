namespace CarbonSink.Plots;

/// <summary>Areas and distances of sample plots (样地) on the map plane.</summary>
/// <remarks>
/// A plot laid out along a slope covers less of the map: lengths along the slope shrink by cos θ, those across it do not, so an area shrinks by cos θ once.
/// Source: methods.md T6 (Gold Standard, Winrock): a circle of 20 m on a slope of 25° has the horizontal radius 18.1 m and covers π × 20 × 18.1 m² = 0.11 ha.
/// </remarks>
public static class PlotArea
{
    /// <summary>Steepest slope believed, degrees; what is more is most likely a percentage.</summary>
    public const double SteepestDegrees = 60;

    /// <summary>Area of a circle, m².</summary>
    /// <param name="radiusM">Radius, m; above 0.</param>
    public static double Circle(double radiusM) => Math.PI * Positive(radiusM) * radiusM;

    /// <summary>Area of a rectangle, m².</summary>
    /// <param name="lengthM">Length, m; above 0.</param>
    /// <param name="widthM">Width, m; above 0.</param>
    public static double Rectangle(double lengthM, double widthM) => Positive(lengthM) * Positive(widthM);

    /// <summary>The angle of a slope in degrees, of one in per cent: arctan(p / 100).</summary>
    public static double Degrees(double slopePercent) => Math.Atan(slopePercent / 100) * 180 / Math.PI;

    /// <summary>Cosine of a slope.</summary>
    /// <param name="slopeDegrees">0 to <see cref="SteepestDegrees"/>.</param>
    public static double Cosine(double slopeDegrees) =>
        slopeDegrees is >= 0 and <= SteepestDegrees ? Math.Cos(slopeDegrees * Math.PI / 180) : throw new ArgumentOutOfRangeException(nameof(slopeDegrees), slopeDegrees, $"a slope lies between 0 and {SteepestDegrees} degrees");

    /// <summary>What a length or an area measured along the slope is on the map plane (水平距离、水平面积), in its own unit.</summary>
    /// <param name="alongSlope">Length along the line of slope, or area, as laid out on the ground.</param>
    /// <param name="slopeDegrees">Slope, degrees.</param>
    public static double Horizontal(double alongSlope, double slopeDegrees) => alongSlope * Cosine(slopeDegrees);

    private static double Positive(double length) => length > 0 && double.IsFinite(length) ? length : throw new ArgumentOutOfRangeException(nameof(length), length, "a length is above 0");
}
