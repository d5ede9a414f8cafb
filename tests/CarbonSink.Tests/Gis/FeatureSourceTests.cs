using CarbonSink.Findings;
using CarbonSink.Gis;
using Xunit;

namespace CarbonSink.Tests.Gis;

public class FeatureSourceTests
{
    private static readonly byte[] Access = [0, 1, 0, 0, .. "Standard Jet DB\0\u0001\0\0\0"u8];

    [Theory]
    [InlineData("a.shp", "ESRI Shapefile")]
    [InlineData("a.csv", "CSV")]
    [InlineData("a.txt", "CSV")]
    [InlineData("a.geojson", "GeoJSON")]
    [InlineData("a.unheard-of", "GeoJSON")] // the content says it
    public void The_driver_is_chosen_by_content_and_extension(string name, string driver)
    {
        using var layer = new TestLayer().Field("ID", 'N', 4).Row([TestLayer.Square(0, 0, 1)], 1).Write();
        using var text = new TextFile(name, name is "a.csv" or "a.txt" ? "a,b\n1,2\n" : """{"type":"FeatureCollection","features":[]}""");
        using var reader = FeatureSource.Open(name == "a.shp" ? layer.Shp : text.Path);
        Assert.Equal(driver, reader.Driver);
        Assert.True(FeatureSource.Knows(text.Path));
    }

    [Fact]
    public void A_path_without_extension_means_the_shapefile()
    {
        using var layer = new TestLayer().Field("ID", 'N', 4).Row([TestLayer.Square(0, 0, 1)], 1).Write();
        using var reader = FeatureSource.Open(Path.ChangeExtension(layer.Shp, null));
        Assert.Equal(1, reader.RecordCount);
        Assert.Equal(SourceFindings.LayerUnknown, Assert.Throws<RefusedInputException>(() => FeatureSource.Open(layer.Shp, "other")).Finding.Rule);
    }

    [Theory]
    [InlineData("a.xls", new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0, 0 }, "GIS-0061", true)]
    [InlineData("a.zip", new byte[] { 0x50, 0x4B, 3, 4, 0, 0 }, "GIS-0065", true)]
    [InlineData("a.tif", new byte[] { 0x49, 0x49, 0x2A, 0, 0, 0 }, "GIS-0064", false)]
    [InlineData("a.kml", new byte[] { 0x3C, 0x3F }, "GIS-0063", false)]
    [InlineData("a.bin", new byte[] { 1, 2, 3 }, "GIS-0060", false)]
    [InlineData("empty", new byte[0], "GIS-0060", false)]
    public void Other_formats_are_refused_with_the_way_out(string name, byte[] bytes, string code, bool known)
    {
        using var file = new TextFile(name, bytes);
        var finding = Assert.Throws<RefusedInputException>(() => FeatureSource.Open(file.Path)).Finding;
        Assert.Equal((code, name), (finding.Rule.Code, finding.File));
        Assert.Equal(code, Assert.Throws<RefusedInputException>(() => FeatureSource.Layers(file.Path)).Finding.Rule.Code);
        Assert.Equal(known, FeatureSource.Knows(file.Path));
    }

    [Fact]
    public void An_access_database_is_known_by_its_content()
    {
        using var file = new TextFile("a.dat", Access);
        Assert.Equal(SourceFindings.AccessDatabase, Assert.Throws<RefusedInputException>(() => FeatureSource.Open(file.Path)).Finding.Rule);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_told()
    {
        using var file = new TextFile("a.csv", "a\n");
        Assert.Equal(GisFindings.FileMissing, Assert.Throws<RefusedInputException>(() => FeatureSource.Open(file.Path + "x")).Finding.Rule);
        var gdb = Directory.CreateDirectory(file.Path + ".gdb").FullName;
        Assert.Equal(SourceFindings.NeedsGdal, Assert.Throws<RefusedInputException>(() => FeatureSource.Open(gdb)).Finding.Rule);
        Assert.False(FeatureSource.Knows(gdb));
    }
}
