using CarbonSink.Findings;
using CarbonSink.Geometry;

namespace CarbonSink.Runs;

/// <summary>Polygons in CGCS2000 degrees whose borders are the straight lines of the layer they come from (经纬度界线).</summary>
/// <remarks>
/// The ledger's edges are straight in longitude and latitude, those of a projected layer are not: over 300 m along a parallel at 29° they part by 1 mm. An edge is halved until its middle, transformed, is no more than
/// 0.1 mm from the middle of its transformed ends; halving is the same from either end, so neighbours get the same vertices.
/// </remarks>
/// <param name="Polygons">The polygons, record by record those of the layer; unreadable where a position has no counterpart.</param>
/// <param name="Added">How many vertices were put on edges.</param>
internal sealed record DegreeBorders(PolygonColumn Polygons, long Added)
{
    private const double ToleranceM = 1e-4;
    private const double MetresPerDegree = 111_320; // along the equator; enough for a tolerance
    private const int Halvings = 16;
    private const int Digits = 10; // 1e-10° is 0.01 mm

    /// <summary>CGCS2000, longitude and latitude.</summary>
    public static CoordinateReference Reference { get; } = DataSet.ReferenceOf("EPSG:4490")!;

    /// <summary>Transforms polygons.</summary>
    /// <param name="polygons">The polygons.</param>
    /// <param name="reference">Their coordinate reference.</param>
    /// <param name="file">Name of their file, for findings.</param>
    /// <param name="findings">Receives what has to be said of the transformation.</param>
    /// <exception cref="RefusedInputException">Their datum is another.</exception>
    public static DegreeBorders Of(PolygonColumn polygons, CoordinateReference reference, string file, FindingLog findings)
    {
        if (PolygonLayer.Same(reference, Reference))
            return new(polygons, 0);
        var transformation = CoordinateTransformation.Between(reference, Reference);
        foreach (var finding in transformation.Findings)
            findings.Add(finding with { File = file });
        if (transformation.IsIdentity)
            return new(polygons, 0);
        var (degrees, ring, added) = (new PolygonColumn(), new List<(double X, double Y)>(), 0L);
        for (var record = 0; record < polygons.Count; record++)
        {
            var isWhole = true;
            for (var i = polygons.FirstRing(record); i < polygons.RecordEnds[record]; i++)
            {
                var vertices = polygons.Ring(i);
                Border(transformation, vertices, ring);
                added += ring.Count - (vertices.Length / 2);
                var target = degrees.AddRing(ring.Count);
                for (var k = 0; k < ring.Count; k++)
                {
                    (target[2 * k], target[(2 * k) + 1]) = (Math.Round(ring[k].X, Digits), Math.Round(ring[k].Y, Digits));
                    isWhole &= double.IsFinite(ring[k].X);
                }
            }

            degrees.EndRecord(isWhole ? polygons.Kinds[record] : GeometryKind.Unreadable);
        }

        return new(degrees, added);
    }

    private static void Border(CoordinateTransformation transformation, ReadOnlySpan<double> vertices, List<(double X, double Y)> ring)
    {
        ring.Clear();
        for (var i = 0; i < vertices.Length; i += 2)
        {
            var (plane, place) = ((X: vertices[i], Y: vertices[i + 1]), transformation.Transform(vertices[i], vertices[i + 1]));
            if (i > 0)
                Between(transformation, (vertices[i - 2], vertices[i - 1]), ring[^1], plane, place, Halvings, ring);
            ring.Add(place);
        }
    }

    /// <summary>Adds the vertices that are needed between two ends, in the plane and in degrees.</summary>
    private static void Between(CoordinateTransformation transformation, (double X, double Y) a, (double X, double Y) from, (double X, double Y) b, (double X, double Y) to, int depth, List<(double X, double Y)> ring)
    {
        var middle = (X: (a.X + b.X) / 2, Y: (a.Y + b.Y) / 2);
        var place = transformation.Transform(middle.X, middle.Y);
        var off = double.Hypot((place.X - ((from.X + to.X) / 2)) * Math.Cos(place.Y * Math.PI / 180), place.Y - ((from.Y + to.Y) / 2)) * MetresPerDegree;
        if (!(off > ToleranceM) || depth == 0)
            return;
        Between(transformation, a, from, middle, place, depth - 1, ring);
        ring.Add(place);
        Between(transformation, middle, place, b, to, depth - 1, ring);
    }
}
