using CarbonSink.Geometry;
using Xunit;

namespace CarbonSink.Tests.Geometry;

public class GaussKrugerTests
{
    // GeographicLib 2.1.2, TransverseMercatorExact(6378137, 1/298.257222101, 1): elliptic functions, not a series.
    [Theory]
    [InlineData(29.5, 1.4, 135759.8093038671, 3265506.1224071588, 1.0002273248516549)]
    [InlineData(18, 3, 317833.2469468683, 1993554.8947307018, 1.0012486301291867)]
    [InlineData(54, -3, -196699.5782270978, 5990083.7437654780, 1.0004745950492562)]
    [InlineData(0, 3, 334112.2018001856, 0, 1.0013816141533802)]
    [InlineData(45, 10, 788456.4428133920, 5033847.1609951491, 1.0076499379213439)]
    [InlineData(-33, 2.5, 233663.4284695357, -3655525.5450495188, 1.0006729792539162)]
    [InlineData(80, 20, 380488.5903330434, 8951251.1656277888, 1.0017686135331816)]
    public void Agrees_with_the_exact_projection(double latitude, double fromMeridian, double easting, double northing, double scale)
    {
        var projection = Rings.Cgcs2000;

        var (e, n) = projection.Forward(latitude, 114 + fromMeridian);
        var (lat, lon) = projection.Inverse(easting, northing);

        Assert.Equal(easting, e, 2e-8);
        Assert.Equal(northing, n, 2e-8);
        Assert.Equal(latitude, lat, 2e-13); // 1e-13° is 11 nm
        Assert.Equal(114 + fromMeridian, lon, 5e-13);
        Assert.Equal(scale, projection.Scale(latitude, 114 + fromMeridian), 2e-15);
    }

    // PROJ 9.1.1: proj +proj=tmerc +algo=poder_engsager +lat_0=0 +lon_0=114 +k=1 +x_0=38500000 +a=6378137 +rf=298.257222101
    [Theory]
    [InlineData(113.163, 29.478, 38418820.182906561, 3262542.510224177)]
    [InlineData(115.5, 18.2, 38658692.119313098, 2013767.152347917)]
    [InlineData(111.01, 53.5, 38301612.721456543, 5934428.607243506)]
    public void Agrees_with_PROJ_in_zone_38(double longitude, double latitude, double easting, double northing)
    {
        var projection = new GaussKruger(Ellipsoid.Cgcs2000, new(114, 38500000, 0, 1, 0));

        var (e, n) = projection.Forward(latitude, longitude);
        var (lat, lon) = projection.Inverse(easting, northing);

        Assert.Equal(easting, e, 2e-8);
        Assert.Equal(northing, n, 2e-8);
        Assert.Equal(latitude, lat, 2e-13);
        Assert.Equal(longitude, lon, 5e-13);
    }

    // PROJ 9.1.1 with +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +a=6377563.396 +rf=299.3249646 +to_meter=0.3048
    [Theory]
    [InlineData(-3.5, 55.25, 999533.337820340, 1955777.565785787)]
    [InlineData(0, 49, 1792214.500429977, -321761.749014337)]
    public void Agrees_with_PROJ_in_feet_with_scale_and_latitude_of_origin(double longitude, double latitude, double easting, double northing)
    {
        var projection = new GaussKruger(new("Airy", 6377563.396, 299.3249646), new(-2, 400000, -100000, 0.9996012717, 49), 0.3048);

        var (e, n) = projection.Forward(latitude, longitude);
        var (lat, lon) = projection.Inverse(easting, northing);

        Assert.Equal(easting, e, 1e-7);
        Assert.Equal(northing, n, 1e-7);
        Assert.Equal(latitude, lat, 1e-12);
        Assert.Equal(longitude, lon, 1e-12);
    }

    [Fact]
    public void Inverse_undoes_forward()
    {
        var random = new Random(11);
        for (var i = 0; i < 2000; i++)
        {
            var (latitude, longitude) = (random.NextDouble() * 170 - 85, 114 + random.NextDouble() * 12 - 6);
            var (e, n) = Rings.Cgcs2000.Forward(latitude, longitude);
            var (lat, lon) = Rings.Cgcs2000.Inverse(e, n);
            Assert.Equal(latitude, lat, 3e-13);
            Assert.Equal(longitude, lon, 3e-13 / Math.Cos(latitude * Math.PI / 180));
        }
    }

    [Fact]
    public void The_pole_is_a_point()
    {
        var (_, northing) = Rings.Cgcs2000.Forward(90, 120);
        Assert.Equal(10001965.729, northing, 0.001); // a quadrant of the meridian of GRS 80
        Assert.Equal(90, Rings.Cgcs2000.Inverse(0, northing).Latitude, 1e-9);
    }
}
