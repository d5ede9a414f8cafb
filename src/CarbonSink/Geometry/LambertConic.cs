namespace CarbonSink.Geometry;

/// <summary>Lambert's conformal conic projection (兰勃特等角圆锥投影) of any ellipsoid.</summary>
/// <remarks>
/// Snyder, "Map projections: a working manual", USGS Professional Paper 1395 (1987), Eqs. 15-1 to 15-11; EPSG methods 9801 and 9802.
/// t of Eq. 15-9 is exp(−ψ) with sinh ψ the tangent of the conformal latitude, which is found and undone by <see cref="ConformalLatitude"/>.
/// </remarks>
public sealed class LambertConic : ConicProjection
{
    private readonly ConformalLatitude conformal;
    private readonly double n;
    private readonly double scale;

    /// <summary>Prepares the constants.</summary>
    /// <param name="ellipsoid">The ellipsoid of the datum.</param>
    /// <param name="projection">The parameters of the projection.</param>
    /// <param name="metresPerUnit">Length of one unit of the projected coordinates, metres.</param>
    /// <exception cref="ArgumentException">The standard parallels are opposite, or a pole.</exception>
    public LambertConic(Ellipsoid ellipsoid, LambertConformalConic projection, double metresPerUnit = 1)
        : base(ellipsoid, metresPerUnit, projection.CentralMeridian, projection.FalseEasting, projection.FalseNorthing)
    {
        var (parallel1, parallel2) = (projection.StandardParallel1, projection.StandardParallel2);
        RequireCone(parallel1, parallel2);
        conformal = new(ellipsoid);
        var (m1, psi1) = (ParallelRadius(parallel1), Isometric(parallel1));
        n = Math.Abs(parallel1 - parallel2) < 1e-9
            ? Math.Sin(parallel1 * Degree)
            : (Math.Log(m1) - Math.Log(ParallelRadius(parallel2))) / (Isometric(parallel2) - psi1); // Eq. 15-8
        scale = ellipsoid.SemiMajorAxis * projection.ScaleFactor * m1 * Math.Exp(n * psi1) / n; // a k F of Eq. 15-10
        Projection = projection;
        RadiusOfOrigin = RadiusAt(projection.LatitudeOfOrigin);
    }

    /// <summary>The projection.</summary>
    public LambertConformalConic Projection { get; }

    private protected override double Cone => n;

    private protected override double RadiusOfOrigin { get; }

    private protected override double RadiusAt(double latitude) => scale * Math.Exp(-n * Isometric(latitude)); // Eq. 15-7

    private protected override double LatitudeAt(double radius) =>
        Math.Atan(conformal.GeographicTangentOf(Math.Sinh(-Math.Log(radius / scale) / n))) / Degree;

    private double Isometric(double latitude) => Math.Abs(latitude) == 90 ? latitude * double.PositiveInfinity : Math.Asinh(conformal.TangentOf(Math.Tan(latitude * Degree)));
}
