using CarbonSink.Findings;
using CarbonSink.Geometry;
using Xunit;

namespace CarbonSink.Tests.Geometry;

public sealed class CoordinateTransformationTests
{
    private static readonly CoordinateReference Xian80 = new("Xian 1980", 4610, Ellipsoid.Xian80, null);
    private static readonly CoordinateReference Wgs84 = new("WGS 84", 4326, Ellipsoid.Wgs84, null);
    private static readonly CoordinateReference Zone38 = new("zone 38", 4526, Ellipsoid.Cgcs2000, new TransverseMercator(114, 38500000, 0, 1, 0));

    [Fact]
    public void A_zone_prefix_is_an_easting()
    {
        var plain = Zone38 with { Projection = new TransverseMercator(114, 500000, 0, 1, 0) };
        double[] xy = [38512345.678, 3262542.51, 38400000, 2900000];
        Assert.Equal(0, CoordinateTransformation.Between(Zone38, plain).Transform(xy));
        Assert.Equal(512345.678, xy[0], 1e-6);
        Assert.Equal(3262542.51, xy[1], 1e-6);
    }

    [Fact]
    public void The_same_system_leaves_every_bit()
    {
        var same = CoordinateTransformation.Between(Zone38, Zone38 with { Name = "another name", Epsg = null });
        double[] xy = [38512345.123456789, double.NaN];
        Assert.True(same.IsIdentity);
        Assert.Equal(0, same.Transform(xy));
        Assert.Equal(38512345.123456789, xy[0]);
    }

    [Fact]
    public void Feet_are_honoured()
    {
        var feet = Zone38 with { MetresPerUnit = 1200 / 3937.0 };
        double[] xy = [38512345.678, 3262542.51];
        CoordinateTransformation.Between(Zone38, feet).Transform(xy);
        Assert.Equal(38512345.678 * 3937 / 1200, xy[0], 1e-4);
        Assert.Equal(3262542.51 * 3937 / 1200, xy[1], 1e-4);
    }

    [Fact]
    public void Another_datum_is_refused_without_parameters()
    {
        var refused = Assert.Throws<RefusedInputException>(() => CoordinateTransformation.Between(Xian80, Zone38));
        Assert.Equal(GeometryFindings.DatumChange, refused.Finding.Rule);
        Assert.Contains("Xian 80", refused.Finding.Message("en"), StringComparison.Ordinal);

        var krassowsky = new CoordinateReference("a", 4214, Ellipsoid.Krassowsky, null) { Datum = "Beijing 1954" };
        Assert.Throws<RefusedInputException>(() => CoordinateTransformation.Between(krassowsky, krassowsky with { Datum = "Pulkovo 1942" }));
        Assert.Throws<RefusedInputException>(() => CoordinateTransformation.Between(Wgs84 with { Projection = new UnknownProjection("Krovak") }, Wgs84));
    }

    [Fact]
    public void WGS84_and_CGCS2000_are_taken_as_one_and_it_is_said()
    {
        var transformation = CoordinateTransformation.Between(Wgs84, Wgs84 with { Ellipsoid = Ellipsoid.Cgcs2000, Datum = "CGCS2000" });
        double[] xy = [114.5, 30.25];
        transformation.Transform(xy);
        Assert.Equal([114.5, 30.25], xy);
        Assert.Equal(GeometryFindings.DatumsTakenAsOne, Assert.Single(transformation.Findings).Rule);
        Assert.Empty(CoordinateTransformation.Between(Wgs84, Wgs84).Findings);
    }

    // PROJ 9.1.1: cs2cs +proj=longlat +a=6378140 +rf=298.257 +towgs84=24,-123.5,-94.25,0.02,-0.25,0.13,1.1 +to +proj=longlat +a=6378137 +rf=298.257223563 +towgs84=0,0,0
    [Theory]
    [InlineData(114.3, 30.6, 114.300376499954, 30.599806427941)]
    [InlineData(100, 25, 100.000046543757, 24.999701827669)]
    [InlineData(120.5, 45.2, 120.500633363470, 45.200128701059)]
    public void Seven_parameters_agree_with_PROJ(double longitude, double latitude, double shiftedLongitude, double shiftedLatitude)
    {
        var shift = new Helmert(24, -123.5, -94.25, 0.02, -0.25, 0.13, 1.1, HelmertConvention.PositionVector);
        var frame = new Helmert(24, -123.5, -94.25, -0.02, 0.25, -0.13, 1.1, HelmertConvention.CoordinateFrame);
        foreach (var parameters in new[] { shift, frame })
        {
            var (lon, lat) = CoordinateTransformation.Between(Xian80, Wgs84, parameters).Transform(longitude, latitude);
            Assert.Equal(shiftedLongitude, lon, 1e-11);
            Assert.Equal(shiftedLatitude, lat, 1e-11);
        }
    }

    // IOGP 373-7-2, 4.3.3 (EPSG method 9606): WGS 72 to WGS 84, printed to the centimetre.
    [Fact]
    public void The_example_of_the_register_holds()
    {
        var (x, y, z) = new Helmert(0, 0, 4.5, 0, 0, 0.554, 0.219, HelmertConvention.PositionVector).Apply(3657660.66, 255768.55, 5201382.11);
        Assert.Equal(3657660.78, x, 0.01);
        Assert.Equal(255778.43, y, 0.01);
        Assert.Equal(5201387.75, z, 0.01);
    }

    [Fact]
    public void What_has_no_counterpart_is_counted_and_is_no_number()
    {
        double[] xy = [114, 91, 114, 30, double.NaN, 3];
        Assert.Equal(2, CoordinateTransformation.Between(Zone38 with { Projection = null }, Zone38).Transform(xy));
        Assert.True(double.IsNaN(xy[0]) && double.IsNaN(xy[1]) && double.IsNaN(xy[4]) && double.IsNaN(xy[5]));
        Assert.True(double.IsFinite(xy[2]));
        Assert.Throws<ArgumentException>(() => CoordinateTransformation.Between(Zone38, Wgs84).Transform(new double[3]));
    }

    [Theory]
    [InlineData("1,2,3,0.1,0.2,0.3,4;position-vector", HelmertConvention.PositionVector, 4)]
    [InlineData(" 1, 2 ,3,0.1,0.2,0.3,-4e-1 ; Coordinate-Frame", HelmertConvention.CoordinateFrame, -0.4)]
    [InlineData("1,2,3", HelmertConvention.PositionVector, 0)]
    public void A_shift_is_read(string text, HelmertConvention convention, double scale)
    {
        Assert.True(Helmert.TryParse(text, out var shift));
        Assert.Equal((1, 3, convention, scale), (shift.X, shift.Z, shift.Convention, shift.Scale));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1,2")]
    [InlineData("1,2,3,4,5,6,7")] // rotations without convention are metres off one way or the other
    [InlineData("1,2,3,4,5,6,7;bursa")]
    [InlineData("1,2,3,4,5,6,7,8;position-vector")]
    [InlineData("1,2,NaN")]
    [InlineData("1,2,3,4,5,6,7;position-vector;x")]
    public void A_shift_that_is_none_is_not_read(string text) => Assert.False(Helmert.TryParse(text, out _));
}
