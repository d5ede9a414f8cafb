using System.Text.Json;
using CarbonSink.Findings;
using CarbonSink.Gdal;
using CarbonSink.Inventory;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

public class ConvertTests
{
    private const string Sample = "src/CarbonSink.Gis/Schemas/linldi-2020s/sample/data/xiaoban";
    private const int Records = 59;

    private static readonly Dictionary<string, string?> NoGdal = new(StringComparer.Ordinal) { ["CARBONSINK_GDAL"] = "nowhere" };

    [ToolFact("osgeo")]
    public async Task GDAL_reads_the_same_values_from_every_format_written()
    {
        using var folder = new OutputFolder();
        foreach (var extension in new[] { "shp", "gpkg", "csv", "gdb" })
        {
            var target = folder[$"小班 100%#{extension}.{extension}"];
            var run = (await ProgramRun.Of("convert", Source(".shp"), target, "--json")).Exits(0).PrintsDataOnly();
            Assert.Equal(Records, Json(run).GetProperty("records").GetInt32());
            Same(Source(".shp"), target);
        }
    }

    [ToolFact("osgeo")]
    public async Task A_geodatabase_of_GDAL_is_read_and_one_of_ours_packed()
    {
        using var folder = new OutputFolder();
        Tools.Python("-c", "from osgeo import gdal; import sys; gdal.UseExceptions(); gdal.VectorTranslate(sys.argv[2], sys.argv[1], format='OpenFileGDB')", Source(".shp"), folder["来源.gdb"]).Succeeds();
        (await ProgramRun.Of("convert", folder["来源.gdb"], folder["回.shp"])).Exits(0);
        Same(Source(".shp"), folder["回.shp"], onGrid: true);

        System.IO.Compression.ZipFile.CreateFromDirectory(folder["来源.gdb"], folder["包.zip"], System.IO.Compression.CompressionLevel.Fastest, includeBaseDirectory: true);
        var packed = Json((await ProgramRun.Of("convert", folder["包.zip"], folder["包.gpkg"], "--json")).Exits(0));
        Assert.Equal(("OpenFileGDB", Records), (packed.GetProperty("driver").GetString(), packed.GetProperty("records").GetInt32()));
        Same(folder["回.shp"], folder["包.gpkg"]);
    }

    [ToolFact("osgeo")]
    public async Task Curves_are_made_into_lines_and_several_layers_need_a_name()
    {
        using var folder = new OutputFolder();
        Tools.Python("-c", """
            from osgeo import ogr; import sys
            data = ogr.GetDriverByName('OpenFileGDB').CreateDataSource(sys.argv[1])
            for name in ('甲', '乙'):
                layer = data.CreateLayer(name, None, ogr.wkbMultiPolygon); layer.CreateField(ogr.FieldDefn('名称', ogr.OFTString))
                feature = ogr.Feature(layer.GetLayerDefn()); feature['名称'] = '𠮷' + name
                feature.SetGeometry(ogr.CreateGeometryFromWkt('CURVEPOLYGON (CIRCULARSTRING (0 0, 1 1, 2 0, 1 -1, 0 0))')); layer.CreateFeature(feature)
            """, folder["圆.gdb"]).Succeeds();
        Assert.Contains("甲, 乙", (await ProgramRun.Of("convert", folder["圆.gdb"], folder["a.csv"])).Exits(1).Errors, StringComparison.Ordinal);
        var run = Json((await ProgramRun.Of("convert", folder["圆.gdb"], folder["a.csv"], "--layer", "乙", "--json")).Exits(0));
        Assert.Contains("GDAL-0008", run.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString()));
        Assert.Contains("𠮷乙", await File.ReadAllTextAsync(folder["a.csv"]), StringComparison.Ordinal);
    }

    /// <summary>A virtual layer of GDAL may state a count; the file holds three records.</summary>
    [ToolFact("osgeo")]
    public async Task A_count_of_a_driver_that_is_wrong_is_refused()
    {
        using var folder = new OutputFolder();
        await File.WriteAllTextAsync(folder["a.csv"], "id,n\n123456789012345678,1\n7,2\n8,3\n");
        await File.WriteAllTextAsync(folder["a.csvt"], "Integer64,Integer64\n");
        foreach (var stated in new[] { 0, 2, 4 })
            Assert.Equal("GDAL-0006", Assert.Throws<RefusedInputException>(() => Rows(stated, RecordRange.All)).Finding.Rule.Code);
        // An integer of 18 digits is text; a double would end in 680.
        Assert.Equal(["123456789012345678 1", "7 2", "8 3"], Rows(3, RecordRange.All));
        Assert.Equal(["8 3"], Rows(3, new(2, 3)));

        string[] Rows(int stated, RecordRange range)
        {
            File.WriteAllText(folder["a.vrt"], $"""<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource relativeToVRT="1">a.csv</SrcDataSource><FeatureCount>{stated}</FeatureCount></OGRVRTLayer></OGRVRTDataSource>""");
            using var reader = new GdalFeatureReader(folder["a.vrt"]);
            Assert.Equal([FieldKind.Text, FieldKind.Number], reader.Schema.Fields.Select(f => f.Kind));
            return [.. reader.Read(range, [0, 1], geometry: false).SelectMany(b => Enumerable.Range(0, b.Count).Select(r => $"{b.Dictionary(0)[b.Codes(0)[r]]} {b.Numbers(1)[r]}").ToArray())];
        }
    }

    [FixtureFact("fixtures/rasters/byte.tif")]
    public async Task A_raster_is_inspected_with_and_without_GDAL()
    {
        var path = Repository.SharedPath("fixtures/rasters/byte.tif");
        foreach (var environment in new[] { NoGdal, [] })
        {
            var raster = Json((await ProgramRun.Of(["inspect", path, "--json"], environment)).Exits(0).PrintsDataOnly()).GetProperty("raster");
            Assert.Equal((20, 20, 1, 26711), (raster.GetProperty("width").GetInt32(), raster.GetProperty("height").GetInt32(), raster.GetProperty("bandCount").GetInt32(), raster.GetProperty("crs").GetProperty("epsg").GetInt32()));
            Assert.Contains("20 × 20", (await ProgramRun.Of(["inspect", path], environment)).Exits(0).Output, StringComparison.Ordinal);
        }
    }

    /// <summary>Whenever a conversion is killed, the next one to the same place leaves the whole set and nothing else.</summary>
    [Fact]
    public async Task A_killed_conversion_leaves_nothing_behind_after_the_next()
    {
        using var folder = new OutputFolder();
        var (target, killed) = (folder["小班.shp"], 0);
        (await ProgramRun.Of("convert", Source(".shp"), target)).Exits(0);
        var whole = Names();
        for (var milliseconds = 100; milliseconds <= 700; milliseconds += 60)
        {
            using var process = ProgramRun.Start(["convert", Source(".shp"), target, "--force"]);
            _ = (ProgramRun.Drain(process.StandardOutput), ProgramRun.Drain(process.StandardError));
            Thread.Sleep(milliseconds);
            killed += process.HasExited ? 0 : 1;
            process.Kill();
            await process.WaitForExitAsync();
        }

        Assert.True(killed > 0, "every run ended before it could be killed");
        (await ProgramRun.Of("convert", Source(".shp"), target, "--force")).Exits(0);
        Assert.Equal(whole, Names());
        Assert.Equal(Records, Json((await ProgramRun.Of("inspect", target, "--json")).Exits(0)).GetProperty("layers")[0].GetProperty("recordCount").GetInt32());

        string[] Names() => [.. Directory.GetFileSystemEntries(folder.Root).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
    }

    [Theory]
    [InlineData("shp")]
    [InlineData("gpkg")]
    [InlineData("geojson")]
    public async Task A_full_disk_leaves_the_old_file_as_it_was(string extension)
    {
        using var folder = new OutputFolder();
        // A disk of 64 KB; only an administrator of Linux may mount one.
        if (!OperatingSystem.IsLinux() || !await Mount("-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.Root))
            return;
        try
        {
            var target = folder[$"a.{extension}"];
            await File.WriteAllTextAsync(target, "old");
            await File.WriteAllBytesAsync(folder["ballast"], new byte[40 << 10]);
            var run = (await ProgramRun.Of("convert", Source(".shp"), target, "--force", "--to-crs", "EPSG:4490")).Exits(4);
            Assert.Contains("OUT-0001", run.Errors, StringComparison.Ordinal);
            Assert.Equal(["a." + extension, "ballast"], Directory.GetFileSystemEntries(folder.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            Assert.Equal("old", await File.ReadAllTextAsync(target));
        }
        finally
        {
            using var unmount = System.Diagnostics.Process.Start("umount", [folder.Root]);
            await unmount.WaitForExitAsync();
        }
    }

    private static async Task<bool> Mount(params string[] arguments)
    {
        using var mount = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("mount", arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        await mount.WaitForExitAsync();
        return mount.ExitCode == 0;
    }

    [Fact]
    public async Task Without_GDAL_all_but_its_formats_work()
    {
        using var folder = new OutputFolder();
        var source = Source(".shp");
        foreach (var name in new[] { "a.gpkg", "b.csv", "c.shp" })
        {
            (await ProgramRun.Of(["convert", source, folder[name]], NoGdal)).Exits(0);
            source = folder[name];
        }

        (await ProgramRun.Of(["convert", source, folder["d.geojson"], "--to-crs", "EPSG:4490"], NoGdal)).Exits(0);
        Directory.CreateDirectory(folder["e.gdb"]);
        foreach (var arguments in new string[][] { [folder["e.gdb"], folder["f.shp"]], [source, folder["g.gdb"]] })
        {
            var run = (await ProgramRun.Of(["convert", .. arguments, "--json"], NoGdal)).Exits(3);
            Assert.Equal("GDAL-0001", Json(run).GetProperty("error").GetProperty("code").GetString());
            Assert.Contains("apt install libgdal32", run.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Upper_case_sidecars_and_long_Chinese_paths_are_read_and_written()
    {
        using var folder = new OutputFolder();
        var deep = Path.Combine([folder.Root, .. Enumerable.Repeat(new string('林', 40), 8)]);
        Assert.True(deep.Length > 260);
        Directory.CreateDirectory(deep);
        foreach (var extension in new[] { ".shp", ".shx", ".dbf", ".prj", ".cpg" })
            File.Copy(Source(extension), Path.Combine(deep, "XIAO BAN" + extension.ToUpperInvariant()));
        var target = Path.Combine(deep, new string('班', 80) + ".shp"); // SQLite opens no path beyond 512 bytes, so no GeoPackage here
        Assert.Equal(Records, Json((await ProgramRun.Of("convert", Path.Combine(deep, "XIAO BAN.SHP"), target, "--json")).Exits(0)).GetProperty("records").GetInt32());
        Assert.True(File.Exists(target));
        Assert.Empty(Directory.GetDirectories(deep));
    }

    [Fact]
    public async Task A_target_is_replaced_as_a_set_and_only_by_force()
    {
        using var folder = new OutputFolder();
        await File.WriteAllTextAsync(folder["a.sbn"], "index of an older layer");
        (await ProgramRun.Of("convert", Source(".shp"), folder["a.shp"])).Exits(4);
        Assert.Equal(["a.sbn"], Directory.GetFileSystemEntries(folder.Root).Select(Path.GetFileName));
        (await ProgramRun.Of("convert", Source(".shp"), folder["a.shp"], "--force")).Exits(0);
        Assert.Equal(["a.cpg", "a.dbf", "a.prj", "a.shp", "a.shx"], Directory.GetFileSystemEntries(folder.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        foreach (var target in new[] { "a.shp", "A.SHP" }.Where((_, i) => i == 0 || File.Exists(folder["A.SHP"])))
            Assert.Contains("GIS-0120", (await ProgramRun.Of("convert", folder["a.shp"], folder[target], "--force")).Exits(1).Errors, StringComparison.Ordinal);
        Assert.Equal(Records, Json((await ProgramRun.Of("convert", folder["a.shp"], folder["b.csv"], "--json")).Exits(0)).GetProperty("records").GetInt32());
    }

    [Fact]
    public async Task A_text_that_the_encoding_lacks_leaves_nothing_behind()
    {
        using var folder = new OutputFolder();
        await File.WriteAllTextAsync(folder["a.csv"], "WKT,名称\nPOINT (110 30),㐂𠮷\n");
        var error = Json((await ProgramRun.Of("convert", folder["a.csv"], folder["b.shp"], "--to-encoding", "GBK", "--json")).Exits(1));
        var finding = error.GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("code").GetString() == "GIS-0103");
        Assert.Equal((0, "名称", "㐂𠮷"), (finding.GetProperty("record").GetInt32(), finding.GetProperty("field").GetString(), finding.GetProperty("value").GetString()));
        Assert.Equal(["a.csv"], Directory.GetFileSystemEntries(folder.Root).Select(Path.GetFileName));
        (await ProgramRun.Of("convert", folder["a.csv"], folder["b.shp"], "--to-encoding", "GB18030")).Exits(0);
        Assert.Equal("GB18030", await File.ReadAllTextAsync(folder["b.cpg"]));
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_named()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var run = (await ProgramRun.Of("convert", Source(".shp"), "/proc/a.gpkg", "--json")).Exits(4);
        Assert.Equal("OUT-0001", Json(run).GetProperty("error").GetProperty("code").GetString());
    }

    private static string Source(string extension) => Repository.PathOf(Sample + extension);

    private static JsonElement Json(ProgramRun run)
    {
        using var document = JsonDocument.Parse(run.OutputBytes);
        return document.RootElement.Clone();
    }

    private static void Same(string source, string target, bool onGrid = false) =>
        Assert.Equal($"{Records}", Tools.Python([Repository.PathOf("tests/CarbonSink.Integration.Tests/convert_check.py"), source, target, .. onGrid ? (string[])["grid"] : []]).Succeeds().Output.Trim());
}
