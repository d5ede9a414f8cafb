using CarbonSink.Rasters;
using Xunit;

namespace CarbonSink.Tests.Rasters;

public sealed class SurfaceGradientTests
{
    [Theory]
    [InlineData(1, 0, 45, 270)] // rises eastwards: downhill is west
    [InlineData(-1, 0, 45, 90)]
    [InlineData(0, 1, 45, 180)] // rises northwards: downhill is south
    [InlineData(0, -0.5773502691896257, 30, 0)] // tan 30°
    [InlineData(-1, -1, 54.735610317245346, 45)] // atan √2, facing north-east
    public void A_tilted_plane_has_its_slope_and_aspect(double east, double north, double slope, double aspect)
    {
        var gradient = OfPlane(east, north, 10, -10);
        Assert.Equal(slope, gradient.SlopeDegrees, 1e-12);
        Assert.Equal(0, Math.IEEERemainder(gradient.AspectDegrees - aspect, 360), 1e-12); // 359.99… is north too
        Assert.Equal(1 / Math.Cos(slope * Math.PI / 180), gradient.SurfaceRatio, 1e-12);
        Assert.Equal(gradient.East, OfPlane(east, north, 10, 10).East, 1e-14); // rows from south to north
        Assert.Equal(gradient.North, OfPlane(east, north, 10, 10).North, 1e-14);
    }

    [Fact]
    public void Flat_ground_faces_nowhere_and_a_missing_height_gives_nothing()
    {
        Assert.Equal((0.0, 1.0), (OfPlane(0, 0, 5, -5).SlopeDegrees, OfPlane(0, 0, 5, -5).SurfaceRatio));
        Assert.True(double.IsNaN(OfPlane(0, 0, 5, -5).AspectDegrees));
        Assert.True(double.IsNaN(SurfaceGradient.Horn([1, 2, 3], [1, double.NaN, 3], [1, 2, 3], 1, -1).SlopeDegrees));
        Assert.True(double.IsNaN(SurfaceGradient.Horn([1, 2, double.NaN], [1, 2, 3], [1, 2, 3], 1, -1).SlopeDegrees));
    }

    [Fact]
    public void On_a_cone_every_side_has_the_same_slope()
    {
        // z = −r/2 at 1 km from the top with cells of 1 m: slope atan ½ but for the cone's curvature.
        for (var degrees = 0; degrees < 360; degrees += 10)
        {
            var (x, y) = (1000 * Math.Sin(degrees * Math.PI / 180), 1000 * Math.Cos(degrees * Math.PI / 180));
            double Z(int c, int r) => -0.5 * Math.Sqrt(((x + c) * (x + c)) + ((y - r) * (y - r)));
            var gradient = SurfaceGradient.Horn([Z(-1, -1), Z(0, -1), Z(1, -1)], [Z(-1, 0), Z(0, 0), Z(1, 0)], [Z(-1, 1), Z(0, 1), Z(1, 1)], 1, -1);
            Assert.Equal(Math.Atan(0.5) * 180 / Math.PI, gradient.SlopeDegrees, 1e-4);
            Assert.Equal(0, Math.Sin((gradient.AspectDegrees - degrees) * Math.PI / 180), 1e-6);
        }
    }

    private static SurfaceGradient OfPlane(double east, double north, double columnStep, double rowStep)
    {
        double Z(int c, int r) => 100 + (east * c * columnStep) + (north * r * rowStep);
        return SurfaceGradient.Horn([Z(-1, -1), Z(0, -1), Z(1, -1)], [Z(-1, 0), Z(0, 0), Z(1, 0)], [Z(-1, 1), Z(0, 1), Z(1, 1)], columnStep, rowStep);
    }
}
