using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using Xunit;

namespace CarbonSink.Tests.Gis;

public class CoordinateReferenceReaderTests
{
    private const string China = "GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
    private const string Xian = "GEOGCS[\"GCS_Xian_1980\",DATUM[\"D_Xian_1980\",SPHEROID[\"Xian_1980\",6378140.0,298.257]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
    private const string Wgs = "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
    private const string OgcCgcs38 = "PROJCS[\"CGCS2000 / 3-degree Gauss-Kruger zone 38\",GEOGCS[\"China Geodetic Coordinate System 2000\",DATUM[\"China_2000\",SPHEROID[\"CGCS2000\",6378137,298.257222101,AUTHORITY[\"EPSG\",\"1024\"]],AUTHORITY[\"EPSG\",\"1043\"]],PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],AUTHORITY[\"EPSG\",\"4490\"]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"latitude_of_origin\",0],PARAMETER[\"central_meridian\",114],PARAMETER[\"scale_factor\",1],PARAMETER[\"false_easting\",38500000],PARAMETER[\"false_northing\",0],UNIT[\"metre\",1,AUTHORITY[\"EPSG\",\"9001\"]],AXIS[\"Northing\",NORTH],AXIS[\"Easting\",EAST],AUTHORITY[\"EPSG\",\"4526\"]]";

    [Theory]
    // Zone 38 = 114°E: 3-degree zone number × 3 = central meridian.
    [InlineData("EPSG:4547", 114, 500000)]
    [InlineData("4547", 114, 500000)]
    [InlineData("epsg:4526", 114, 38500000)]
    [InlineData("4513", 75, 25500000)]
    [InlineData("4533", 135, 45500000)]
    [InlineData("4534", 75, 500000)]
    [InlineData("4554", 135, 500000)]
    // 6-degree zone 19 = 111°E: zone × 6 − 3.
    [InlineData("4491", 75, 13500000)]
    [InlineData("4497", 111, 19500000)]
    [InlineData("4501", 135, 23500000)]
    [InlineData("4502", 75, 500000)]
    [InlineData("4508", 111, 500000)]
    [InlineData("4512", 135, 500000)]
    public void Codes_of_the_chinese_zones(string code, double meridian, double easting)
    {
        var system = Read(code);
        Assert.Equal(new TransverseMercator(meridian, easting, 0, 1, 0), system!.Projection);
        Assert.Equal(Ellipsoid.Cgcs2000, system.Ellipsoid);
    }

    [Fact]
    public void Codes_of_other_systems()
    {
        Assert.Equal((true, Ellipsoid.Cgcs2000), (Read("4490")!.IsGeographic, Read("4490")!.Ellipsoid));
        Assert.Equal((true, Ellipsoid.Wgs84), (Read("EPSG:4326")!.IsGeographic, Read("4326")!.Ellipsoid));
        Assert.Equal(new TransverseMercator(111, 500000, 0, 0.9996, 0), Read("32649")!.Projection);
        Assert.Equal(new TransverseMercator(-75, 500000, 10000000, 0.9996, 0), Read("32718")!.Projection);
        Assert.Equal((Ellipsoid.Xian80, 114.0), (Read("2383")!.Ellipsoid, ((TransverseMercator)Read("2383")!.Projection!).CentralMeridian));
    }

    [Fact]
    public void Every_zone_is_recognised_by_its_parameters()
    {
        foreach (var code in Enumerable.Range(4490, 65).Concat(Enumerable.Range(2327, 64)).Concat(Enumerable.Range(2401, 42)).Concat([4610, 4214, 21413, 21423, 21453, 21463, 4326, 32649, 32718, 3857]))
            Assert.Equal(code, EpsgCodes.CodeOf(EpsgCodes.Find(code)!));
    }

    [Theory]
    [InlineData("EPSG:4555")]
    [InlineData("2391")]
    [InlineData("99999")]
    public void Codes_not_known_are_a_finding(string code) => Assert.Null(Read(code, GisFindings.EpsgUnknown));

    [Fact]
    public void Esri_text_of_a_zone()
    {
        var system = Read(Projected("CGCS2000_3_Degree_GK_CM_114E", China, "Gauss_Kruger", 500000, 114))!;
        Assert.Equal(("CGCS2000_3_Degree_GK_CM_114E", 4547), (system.Name, system.Epsg));
        Assert.Equal(new TransverseMercator(114, 500000, 0, 1, 0), system.Projection);
        Assert.Equal((Ellipsoid.Cgcs2000, 1.0), (system.Ellipsoid, system.MetresPerUnit));
    }

    [Theory]
    [InlineData("CGCS2000_3_Degree_GK_Zone_38", China, "Gauss_Kruger", 38500000, 114, 4526)]
    [InlineData("临湘市 2000", China, "Transverse_Mercator", 500000, 114, 4547)]
    [InlineData("CGCS2000_GK_Zone_19", China, "Gauss_Kruger", 19500000, 111, 4497)]
    [InlineData("CGCS2000_GK_CM_111E", China, "Gauss_Kruger", 500000, 111, 4508)]
    [InlineData("CGCS2000_3_Degree_GK_CM_111E", China, "Gauss_Kruger", 500000, 111, 4546)]
    [InlineData("Xian_1980_3_Degree_GK_Zone_38", Xian, "Gauss_Kruger", 38500000, 114, 2362)]
    [InlineData("local", China, "Gauss_Kruger", 0, 113.5, null)]
    public void Esri_texts_and_their_codes(string name, string geographic, string method, double easting, double meridian, int? epsg)
    {
        var system = Read(Projected(name, geographic, method, easting, meridian))!;
        Assert.Equal((name, epsg), (system.Name, system.Epsg));
        Assert.Equal(new TransverseMercator(meridian, easting, 0, 1, 0), system.Projection);
    }

    [Fact]
    public void Geographic_texts()
    {
        Assert.Equal((4490, Ellipsoid.Cgcs2000), (Read(China)!.Epsg!.Value, Read(China)!.Ellipsoid));
        Assert.Equal((4326, Ellipsoid.Wgs84), (Read(Wgs)!.Epsg!.Value, Read(Wgs)!.Ellipsoid));
        Assert.Equal((4610, Ellipsoid.Xian80), (Read(Xian)!.Epsg!.Value, Read(Xian)!.Ellipsoid));
        Assert.All([China, Wgs, Xian], text => Assert.True(Read(text)!.IsGeographic));
    }

    [Fact]
    public void Ogc_text_with_authority()
    {
        var system = Read(OgcCgcs38)!;
        Assert.Equal((4526, 38500000.0), (system.Epsg!.Value, ((TransverseMercator)system.Projection!).FalseEasting));
    }

    [Fact]
    public void A_code_that_contradicts_the_parameters_is_not_believed()
    {
        var system = Read(OgcCgcs38.Replace("\"central_meridian\",114", "\"central_meridian\",117", StringComparison.Ordinal), GisFindings.CodeContradicts)!;
        Assert.Null(system.Epsg);
        Assert.Equal(117, ((TransverseMercator)system.Projection!).CentralMeridian);
    }

    [Fact]
    public void Units_of_the_axes_scale_the_false_origin()
    {
        // 1640416.6667 US survey feet of 1200/3937 m = 500000 m
        var text = Projected("feet", Wgs, "Transverse_Mercator", 1640416.6666666667, 114).Replace("UNIT[\"Meter\",1.0]]", "UNIT[\"Foot_US\",0.3048006096012192]]", StringComparison.Ordinal);
        var system = Read(text)!;
        Assert.Equal(1200 / 3937.0, system.MetresPerUnit);
        Assert.Equal(500000, ((TransverseMercator)system.Projection!).FalseEasting, 6);
    }

    [Fact]
    public void A_system_on_the_same_figures_is_not_called_cgcs2000()
    {
        var system = Read("GEOGCS[\"GCS_North_American_1983\",DATUM[\"D_North_American_1983\",SPHEROID[\"GRS_1980\",6378137,298.257222101]],PRIMEM[\"Greenwich\",0],UNIT[\"Degree\",0.017453292519943295]]")!;
        Assert.Equal(("GRS_1980", "North American 1983", null), (system.Ellipsoid.Name, system.Datum, system.Epsg));
        Assert.Equal("New Zealand Geodetic 2000", Read(China.Replace("D_China_2000", "New_Zealand_Geodetic_Datum_2000", StringComparison.Ordinal))!.Datum);
    }

    [Theory]
    [InlineData("D_Beijing_1954", "Beijing 1954", 4214)]
    [InlineData("Pulkovo_1942", "Pulkovo 1942", null)]
    [InlineData("New_Beijing", "New Beijing", null)]
    public void Datums_on_one_ellipsoid_are_told_apart(string name, string datum, int? code)
    {
        var system = Read($"GEOGCS[\"g\",DATUM[\"{name}\",SPHEROID[\"Krasovsky_1940\",6378245.0,298.3]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]")!;
        Assert.Equal((datum, Ellipsoid.Krassowsky, code), (system.Datum, system.Ellipsoid, system.Epsg));
    }

    [Fact]
    public void A_datum_on_another_ellipsoid_is_a_finding()
    {
        var system = Read(Xian.Replace("6378140.0,298.257]", "6378245.0,298.3]", StringComparison.Ordinal), GisFindings.DatumContradicts)!;
        Assert.Equal((Ellipsoid.Krassowsky, null), (system.Ellipsoid, system.Epsg));
    }

    [Theory]
    [InlineData("EPSG:4479")]
    [InlineData("4480")]
    [InlineData("GEOCCS[\"c\",DATUM[\"China_2000\",SPHEROID[\"CGCS2000\",6378137,298.257222101]],PRIMEM[\"Greenwich\",0],UNIT[\"metre\",1]]")]
    [InlineData("GEODCRS[\"c\",DATUM[\"China 2000\",ELLIPSOID[\"CGCS2000\",6378137,298.257222101]],CS[Cartesian,3],AXIS[\"X\",geocentricX,LENGTHUNIT[\"metre\",1]]]")]
    public void Systems_in_space_are_refused_by_name(string text) => Assert.Null(Read(text, GisFindings.NotHorizontal));

    [Fact]
    public void A_bound_system_is_its_source()
    {
        var bound = $"BOUNDCRS[SOURCECRS[{Xian.Replace("GEOGCS", "GEOGCRS", StringComparison.Ordinal).Replace("SPHEROID", "ELLIPSOID", StringComparison.Ordinal)}],TARGETCRS[{Wgs}],ABRIDGEDTRANSFORMATION[\"t\",METHOD[\"m\"]]]";
        Assert.Equal(4610, Read(bound)!.Epsg);
    }

    [Fact]
    public void Parameters_in_grads_are_degrees()
    {
        var grads = Wgs.Replace("UNIT[\"Degree\",0.0174532925199433]", "UNIT[\"grad\",0.015707963267949]", StringComparison.Ordinal);
        Assert.Equal(114.3, ((TransverseMercator)Read(Projected("x", grads, "Transverse_Mercator", 0, 127))!.Projection!).CentralMeridian, 1e-12); // 127 × 0.9
    }

    [Theory]
    [InlineData("Mercator_Auxiliary_Sphere", 298.257223563)]
    [InlineData("Mercator", 0)]
    public void Web_Mercator_is_recognised_however_written(string method, double inverseFlattening)
    {
        var system = Read(Projected("x", Wgs.Replace("298.257223563", $"{inverseFlattening:R}", StringComparison.Ordinal), method, 0, 0), inverseFlattening == 0 ? GisFindings.DatumContradicts : null)!;
        Assert.Equal((new WebMercator(0, 0, 0), Ellipsoid.Wgs84, 3857), (system.Projection, system.Ellipsoid, system.Epsg!.Value));
    }

    [Fact]
    public void A_vertical_system_is_left_aside() => Assert.Equal(4326, Read($"COMPD_CS[\"both\",{Wgs},VERT_CS[\"h\",VERT_DATUM[\"d\",2005],UNIT[\"metre\",1]]]")!.Epsg);

    [Theory]
    [InlineData("Krovak")]
    [InlineData("Mercator")] // the conformal one, not Web Mercator
    [InlineData("Albers")] // without standard parallels
    [InlineData("Lambert_Conformal_Conic")]
    public void Other_projections_are_a_finding_and_leave_planar_area(string method) =>
        Assert.Equal(new UnknownProjection(method), Read(Projected("x", China, method, 0, 105), GisFindings.ProjectionNotSupported)!.Projection);

    [Fact]
    public void Axes_to_the_south_or_west_are_another_projection()
    {
        var text = OgcCgcs38.Replace("AXIS[\"Northing\",NORTH]", "AXIS[\"Southing\",SOUTH]", StringComparison.Ordinal).Replace(",AUTHORITY[\"EPSG\",\"4526\"]", "", StringComparison.Ordinal);
        Assert.IsType<UnknownProjection>(Read(text, GisFindings.ProjectionNotSupported)!.Projection);
    }

    [Theory]
    [InlineData("UNIT[\"Grad\",0.01570796326794897]", "0.0]")]
    [InlineData("UNIT[\"Degree\",0.0174532925199433]", "2.337229166666667]")]
    public void Other_angles_and_meridians_are_a_finding(string unit, string meridian) =>
        Assert.Null(Read(
            Wgs.Replace("UNIT[\"Degree\",0.0174532925199433]", unit, StringComparison.Ordinal).Replace("0.0]", meridian, StringComparison.Ordinal),
            meridian == "0.0]" ? GisFindings.AngularUnit : GisFindings.PrimeMeridian));

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("PROJCS[\"cut")]
    [InlineData("GEOGCS[\"G\",DATUM[\"D\",SPHEROID[\"S\",abc,298]]]")]
    [InlineData("PROJCS[]")]
    [InlineData("PROJCS[\"x\",PROJECTION[\"Gauss_Kruger\"],UNIT[\"Meter\",1.0]]")]
    public void Other_texts_are_a_finding(string text) => Assert.Null(Read(text, GisFindings.ReferenceUnreadable));

    /// <summary>An inverse flattening of 2 once came as far as the geodesic series, which hold to 1/50, and ended the program.</summary>
    [Theory]
    [InlineData("6378137.0,2")]
    [InlineData("6378137.0,50.1")] // the series would hold; no Earth
    [InlineData("6378137.0,-298.257")]
    [InlineData("6378137.0,1e300")]
    [InlineData("1e300,298.257")]
    [InlineData("6378.137,298.257")] // kilometres
    [InlineData("1737400,0")] // Moon
    [InlineData("3396190,169.89")] // Mars
    public void An_inverse_flattening_of_2_and_other_ellipsoids_that_are_no_Earth_are_a_finding(string figures) =>
        Assert.Null(Read(China.Replace("6378137.0,298.257222101", figures, StringComparison.Ordinal).Replace("D_China_2000", "D_x", StringComparison.Ordinal), GisFindings.NotEarth));

    [Theory]
    [InlineData("6371007.181,0")] // authalic sphere
    [InlineData("6370997,0")]
    [InlineData("6378388,297")] // International 1924
    [InlineData("6378249.145,293.465")] // Clarke 1880
    [InlineData("6377276.345,300.8017")] // Everest 1830
    [InlineData("6375738.7,334.29")] // a survey's own figures
    public void Ellipsoids_that_surveys_have_used_are_measured_on(string figures)
    {
        var system = Read(China.Replace("6378137.0,298.257222101", figures, StringComparison.Ordinal).Replace("D_China_2000", "D_x", StringComparison.Ordinal));
        Assert.Equal(system!.Ellipsoid, new EllipsoidalArea(system).Ellipsoid);
    }

    [Fact]
    public void Any_cut_text_is_a_finding()
    {
        for (var length = 0; length < OgcCgcs38.Length; length++)
            Read(OgcCgcs38[..length], GisFindings.ReferenceUnreadable);
    }

    [Fact]
    public void Deep_nesting_is_a_finding() => Read(string.Concat(Enumerable.Repeat("A[", 100_000)), GisFindings.ReferenceUnreadable);

    [Fact]
    public void Round_brackets_small_letters_and_line_breaks_are_understood()
    {
        var text = China.Replace('[', '(').Replace(']', ')').Replace("GEOGCS", "geogcs", StringComparison.Ordinal).Replace(",", ",\r\n  ", StringComparison.Ordinal);
        Assert.Equal(4490, Read(text)!.Epsg);
    }

    private static string Projected(string name, string geographic, string method, double easting, double meridian) =>
        $"PROJCS[\"{name}\",{geographic},PROJECTION[\"{method}\"],PARAMETER[\"False_Easting\",{easting:R}],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",{meridian:R}],PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";

    private static CoordinateReference? Read(string text, FindingRule? expected = null)
    {
        var findings = new FindingLog();
        var system = CoordinateReferenceReader.Read(text, "layer.prj", findings);
        Assert.Equal(expected is null ? [] : [expected], findings.Findings.Select(f => f.Rule));
        return system;
    }
}
