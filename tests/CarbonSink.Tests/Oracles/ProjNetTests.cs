using CarbonSink.Geometry;
using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;
using Xunit;

namespace CarbonSink.Tests.Oracles;

/// <summary>ProjNET 2.0.0 as an independent implementation of the transverse Mercator projection.</summary>
public sealed class ProjNetTests
{
    private const string Zone = """
        PROJCS["CGCS2000_3_Degree_GK_CM_114E",GEOGCS["CGCS2000",DATUM["CGCS2000",SPHEROID["CGCS2000",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",114],PARAMETER["scale_factor",1],PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1]]
        """;

    [Theory]
    [InlineData(18.5, 114.0)]
    [InlineData(29.4, 113.45)]
    [InlineData(29.4, 115.5)]
    [InlineData(41.9, 112.5)]
    [InlineData(53.5, 114.7)]
    public void Gauss_Kruger_agrees_to_a_tenth_of_a_millimetre(double latitude, double longitude)
    {
        var projected = (ProjectedCoordinateSystem)new CoordinateSystemFactory().CreateFromWkt(Zone.Trim());
        var oracle = new CoordinateTransformationFactory().CreateFromCoordinateSystems(projected.GeographicCoordinateSystem, projected).MathTransform.Transform([longitude, latitude]);
        var (easting, northing) = new GaussKruger(CarbonSink.Geometry.Ellipsoid.Cgcs2000, new(114, 500000, 0, 1, 0)).Forward(latitude, longitude);
        Assert.Equal(oracle[0], easting, 1e-4);
        Assert.Equal(oracle[1], northing, 1e-4);
    }
}
