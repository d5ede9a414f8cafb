using CarbonSink.Geometry;

namespace CarbonSink.Rasters;

/// <summary>Areas of the cells of a raster (像元面积): on the ellipsoid for longitude and latitude, where they shrink towards the poles; otherwise squared units of the plane.</summary>
public static class CellArea
{
    private static readonly double[] Nodes = [-0.906179845938664, -0.5384693101056831, 0, 0.5384693101056831, 0.906179845938664];
    private static readonly double[] Weights = [0.23692688505618908, 0.47862867049936647, 0.5688888888888889, 0.47862867049936647, 0.23692688505618908];

    /// <summary>Area of one cell by row, m²; for a projected raster one figure for all rows, squared units of its coordinates.</summary>
    /// <remarks>
    /// Between two meridians and two parallels the area is Δλ b² ∫ ds / (1 − e² s²)² with s = sin φ (Snyder, USGS Professional Paper 1395, Eq. 3-12 is the integral). It is
    /// taken by Gauss and Legendre's rule of five points over the cell and not as a difference from the equator, so that small cells keep all their digits; for a cell of
    /// a whole degree the rule is exact to rounding. A cell that reaches beyond a pole ends there.
    /// </remarks>
    /// <exception cref="ArgumentException">The grid is rotated.</exception>
    public static double[] ByRow(RasterGrid grid, CoordinateReference? reference)
    {
        if (grid.IsRotated)
            throw new ArgumentException("a rotated grid has no parallels as rows", nameof(grid));
        if (reference is not { IsGeographic: true })
            return [grid.CellArea];
        var width = Math.Abs(grid.ColumnX) * Math.PI / 180;
        var areas = new double[grid.Height];
        for (var row = 0; row < areas.Length; row++)
            areas[row] = width * Math.Abs(Zone(reference.Ellipsoid, Latitude(grid.OriginY + (row * grid.RowY)), Latitude(grid.OriginY + ((row + 1) * grid.RowY))));
        return areas;
    }

    /// <summary>Area between two parallels per radian of longitude, m²/rad.</summary>
    private static double Zone(Ellipsoid ellipsoid, double south, double north)
    {
        // sin φ₂ − sin φ₁ without cancellation.
        var half = Math.Cos((south + north) / 2) * Math.Sin((north - south) / 2);
        var middle = (Math.Sin(south) + Math.Sin(north)) / 2;
        var sum = 0.0;
        for (var i = 0; i < Nodes.Length; i++)
        {
            var s = middle + (half * Nodes[i]);
            var r = 1 - (ellipsoid.EccentricitySquared * s * s);
            sum += Weights[i] / (r * r);
        }

        return ellipsoid.SemiMinorAxis * ellipsoid.SemiMinorAxis * half * sum;
    }

    private static double Latitude(double degrees) => Math.Clamp(degrees, -90, 90) * Math.PI / 180;
}
