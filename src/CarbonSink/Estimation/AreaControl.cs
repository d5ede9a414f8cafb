namespace CarbonSink.Estimation;

/// <summary>The units' area against the control boundary (面积控制).</summary>
/// <param name="UnitsHa">Area of all units that totals use, ha.</param>
/// <param name="BoundaryHa">Area within the boundary on the ellipsoid, ha.</param>
public sealed record AreaControl(double UnitsHa, double BoundaryHa)
{
    private const double MostPercent = 1; // as for the area of single units

    /// <summary>Units less boundary, ha.</summary>
    public double DifferenceHa => UnitsHa - BoundaryHa;

    /// <summary>The difference in % of the boundary.</summary>
    public double DifferencePercent => 100 * DifferenceHa / BoundaryHa;

    /// <summary>Whether the difference is more than 1 %.</summary>
    public bool IsExceeded => Math.Abs(DifferencePercent) > MostPercent;
}
