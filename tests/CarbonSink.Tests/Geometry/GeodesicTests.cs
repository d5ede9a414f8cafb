using CarbonSink.Geometry;
using Xunit;

namespace CarbonSink.Tests.Geometry;

public class GeodesicTests
{
    private static readonly Geodesic Wgs84 = new(Ellipsoid.Wgs84);

    // GeographicLib 2.1.2, Geodesic::WGS84().GenInverse.
    [Theory]
    [InlineData(29.48, 113.16, 39.91, 116.4, 1194287.925390705, 13.4861105234361, 15.3383662250130, 1308259697774.926)]
    [InlineData(35, -170, 35, 170, 1822690.218976441, -84.2247359486515, -95.7752640513485, -8158251582423.944)]
    [InlineData(-30, 0, 29.9, 179.8, 19989832.827609532, 161.8905247363270, 18.0907372457395, -101790744713220.516)]
    [InlineData(0, 0, 0.5, 179.5, 19936288.578965314, 25.6718728682919, 154.3270854699416, 91000874089108.359)]
    [InlineData(0, 0, 0, 179.9, 20003008.421509411, 9.5456726947389, 170.4543273052611, 113932312805091.969)]
    [InlineData(90, 10, 18, 54, 8010983.794434613, 136, 180, 31170676883138.738)]
    [InlineData(-41.32, 174.81, 40.96, -5.5, 19959679.267353822, 161.0676699861602, 18.8251951232471, -100704891846320.484)]
    [InlineData(30, 0, -30, 179.95, 20003700.697353259, 5.4896342008846, 174.5103657991154, 119712476605330.578)]
    public void Agrees_with_GeographicLib(
        double latitude1, double longitude1, double latitude2, double longitude2, double distance, double azimuth1, double azimuth2, double area)
    {
        var path = Wgs84.Inverse(latitude1, longitude1, latitude2, longitude2);

        Assert.Equal(distance, path.Distance, 1e-8);
        Assert.Equal(azimuth1, path.Azimuth1, 1e-10);
        Assert.Equal(azimuth2, path.Azimuth2, 1e-10);
        Assert.Equal(area, path.AreaUnder, 100.0); // near the antipode a nanometre in position turns the path; 2e-13 of the ellipsoid
    }

    [Fact]
    public void Antipodal_and_coincident_points_have_their_paths()
    {
        const double Meridian = 20003931.458625; // half an ellipse of WGS 84: twice 10,001,965.729 m
        Assert.Equal(Meridian, Wgs84.Inverse(0, 0, 0, 180).Distance, 1e-5);
        Assert.Equal(Meridian, Wgs84.Inverse(40, 20, -40, -160).Distance, 1e-5);
        Assert.Equal(Meridian, Wgs84.Inverse(90, 33, -90, 77).Distance, 1e-5);
        Assert.Equal(0, Wgs84.Inverse(30, 114, 30, 114).Distance);
        Assert.Equal(0, Wgs84.Inverse(90, 0, 90, 50).Distance, 1e-9);
        Assert.Equal(6378137 * Math.PI / 180, Wgs84.Inverse(0, 179.5, 0, -179.5).Distance, 1e-8); // one degree of the equator
    }

    [Fact]
    public void A_sphere_gives_spherical_excess()
    {
        // From the equator to the pole and back: an eighth of the sphere lies under the edges that meet the equator at 0 and 90 degrees.
        var sphere = new GeodesicPolygon(new("sphere", 6371000, double.PositiveInfinity));
        Assert.Equal(4 * Math.PI * 6371000.0 * 6371000.0 / 8, sphere.SignedArea([0, 0, 90, 0, 0, 90]), 1);
        Assert.Equal(6371000 * Math.PI / 2, sphere.Geodesic.Inverse(0, 0, 90, 0).Distance, 1e-8);
    }

    [Fact]
    public void Mirrors_of_a_path_are_mirrored()
    {
        var random = new Random(3);
        for (var i = 0; i < 2000; i++)
        {
            var (p, q, lon) = (random.NextDouble() * 180 - 90, random.NextDouble() * 180 - 90, random.NextDouble() * 179.9);
            if (i % 4 == 0)
                (q, lon) = (-p + random.NextDouble() * 0.5, 179.5 + random.NextDouble() * 0.5); // nearly antipodal
            var path = Wgs84.Inverse(p, 0, q, lon);
            var back = Wgs84.Inverse(q, lon, p, 0);
            var south = Wgs84.Inverse(-p, 0, -q, lon);

            Assert.Equal(path.Distance, back.Distance, 1e-7);
            Assert.Equal(path.Distance, south.Distance, 1e-7);
            Assert.True(path.Distance is >= 0 and < 20003931.46);
            if (i % 4 != 0)
            {
                Assert.Equal(path.AreaUnder, -back.AreaUnder, 2);
                Assert.Equal(path.AreaUnder, -south.AreaUnder, 2);
                Assert.Equal(path.Azimuth1, 180 - south.Azimuth1, 1e-9);
            }
        }
    }

    [Fact]
    public void A_path_is_no_longer_than_a_detour()
    {
        var random = new Random(5);
        for (var i = 0; i < 1000; i++)
        {
            var p = Enumerable.Range(0, 3).Select(_ => (Lat: random.NextDouble() * 180 - 90, Lon: random.NextDouble() * 360 - 180)).ToArray();
            var direct = Wgs84.Inverse(p[0].Lat, p[0].Lon, p[2].Lat, p[2].Lon).Distance;
            var detour = Wgs84.Inverse(p[0].Lat, p[0].Lon, p[1].Lat, p[1].Lon).Distance + Wgs84.Inverse(p[1].Lat, p[1].Lon, p[2].Lat, p[2].Lon).Distance;
            Assert.True(direct <= detour + 1e-7);
        }
    }
}
