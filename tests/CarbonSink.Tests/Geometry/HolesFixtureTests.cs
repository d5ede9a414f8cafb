using System.Buffers.Binary;
using CarbonSink.Geometry;
using Xunit;

namespace CarbonSink.Tests.Geometry;

/// <summary>Islands inside holes as other programs wrote them.</summary>
public class HolesFixtureTests
{
    private const string Holes = "fixtures/vectors/holes";

    // Any planar system will do: these coordinates are not Gauss–Krüger, and planar area does not ask.
    private static readonly EllipsoidalArea Planar = new(Rings.Cgcs2000Zone, AreaMethod.Planar);

    [FixtureFact(Holes)]
    public void Island_in_a_hole_adds()
    {
        var column = ReadPolygons("PolygonInHole.shp");

        Assert.Equal(1, column.Count);
        Assert.Equal(19627161662.322, Planar.Measure(column, 0, out var flags), 0.001);
        Assert.Equal(AreaFlags.None, flags);
    }

    [FixtureFact(Holes)]
    public void Nested_rings_of_a_few_centimetres_have_a_positive_area()
    {
        var column = ReadPolygons("nested_polygons.shp");

        Assert.Equal(1.31546e-09, Planar.Measure(column, 0, out _), 1e-14);
        // Read as degrees it lies at the equator, where a degree of latitude is 110,574 m and one of longitude 111,320 m: 16.19 m².
        Assert.Equal(1.31546e-09 * 110574.0 * 111320, new EllipsoidalArea(Rings.Geographic).Measure(column, 0, out _), 0.001);
    }

    // Records of type 5 of a main file as ESRI's Shapefile Technical Description (1998) lays them out.
    private static PolygonColumn ReadPolygons(string name)
    {
        ReadOnlySpan<byte> file = File.ReadAllBytes(Repository.SharedPath(Path.Combine(Holes, name)));
        var column = new PolygonColumn();
        for (var at = 100; at < file.Length;)
        {
            var content = file.Slice(at + 8, 2 * BinaryPrimitives.ReadInt32BigEndian(file[(at + 4)..]));
            Assert.Equal(5, BinaryPrimitives.ReadInt32LittleEndian(content));
            var parts = BinaryPrimitives.ReadInt32LittleEndian(content[36..]);
            var points = BinaryPrimitives.ReadInt32LittleEndian(content[40..]);
            for (var p = 0; p < parts; p++)
            {
                var first = BinaryPrimitives.ReadInt32LittleEndian(content[(44 + 4 * p)..]);
                var end = p + 1 < parts ? BinaryPrimitives.ReadInt32LittleEndian(content[(48 + 4 * p)..]) : points;
                var ring = column.AddRing(end - first);
                for (var i = 0; i < ring.Length; i++)
                    ring[i] = BinaryPrimitives.ReadDoubleLittleEndian(content[(44 + 4 * parts + 16 * first + 8 * i)..]);
            }
            column.EndRecord(GeometryKind.Polygon);
            at += 8 + content.Length;
        }
        return column;
    }
}
