using System.Text;
using System.Text.Json;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>Whatever is wrong with the input, the program names file, record, field and remedy, prints no result and leaves no folder.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly SampleCopy sample = new();

    public void Dispose() => sample.Dispose();

    [Theory]
    [InlineData("data/xiaoban.shp", "GIS-0001", "xiaoban.shp is missing", "copied whole")]
    [InlineData("data/xiaoban.dbf", "RUN-0002", "xiaoban.shp has no attribute table (.dbf)", "Put the .dbf")]
    [InlineData("data/xiaoban.prj", "RUN-0003", "xiaoban.shp has no usable coordinate reference (.prj)", "--crs")]
    [InlineData("inventory.json", "INV-0001", "has no inventory.json", "--save-inventory")]
    public async Task A_missing_file_is_named(string file, string code, string message, string remedy)
    {
        File.Delete(sample[file]);
        await IsRefused(code, message, remedy);
    }

    [Fact]
    public async Task A_missing_reference_may_be_assigned()
    {
        File.Delete(sample["data/xiaoban.prj"]);
        var (assigned, read) = (await Assess("--crs", "EPSG:4547"), await ProgramRun.Of("assess", "gis-samples/linxiang", "--json"));
        Assert.Equal(Totals(read), Totals(assigned.Exits(0)));
    }

    [Theory]
    [InlineData("data/xiaoban.shp", 2_000_000, "xiaoban.shp ends at byte 2000000 but declares 3811576 bytes")]
    [InlineData("data/xiaoban.shp", 0, "xiaoban.shp ends at byte 0")]
    [InlineData("data/xiaoban.dbf", 200_000, "xiaoban.dbf ends at byte 200000")]
    public async Task A_truncated_file_is_refused(string file, long bytes, string message)
    {
        sample.Cut(file, bytes);
        await IsRefused("GIS-0002", message, "get it again");
    }

    [Fact]
    public async Task An_unknown_dictionary_is_refused_with_the_nearest_ones()
    {
        sample.Rename("DI_LEI", "DL");
        sample.Rename("YOU_SHI_SZ", "SHUZHONG");
        await IsRefused("RUN-0008", "linldi-2010s named: it lacks DI_LEI 地类, YOU_SHI_SZ 优势树种", "leave it out");
        sample.Replace("inventory.json", ", \"schema\": \"linldi-2010s\"", "");
        await IsRefused("GIS-0040", "linldi-2010s (DI_LEI 地类, YOU_SHI_SZ 优势树种)", "--schema");
    }

    [Fact]
    public async Task An_unknown_species_is_a_finding_and_the_unit_is_not_estimated()
    {
        using var before = JsonDocument.Parse((await Assess()).Exits(0).OutputBytes);
        sample.Set(53, "YOU_SHI_SZ", "997");
        using var after = JsonDocument.Parse((await Assess()).Exits(0).OutputBytes);
        var finding = after.RootElement.GetProperty("findings").EnumerateArray().Single(f => Text(f, "code") == "RUN-0025" && f.GetProperty("record").GetInt32() == 53);
        Assert.Equal(("xiaoban.dbf", "YOU_SHI_SZ", "997"), (Text(finding, "file"), Text(finding, "field"), Text(finding, "value")));
        Assert.Contains("add a row", Text(finding, "hint"), StringComparison.Ordinal);
        Assert.Equal(Total(before, "recordCount"), Total(after, "recordCount"));
        Assert.Equal(Total(before, "estimatedCount") - 1, Total(after, "estimatedCount"));
        Assert.Equal(NotEstimated(before) + 1, NotEstimated(after));
        Assert.Equal(Total(before, "areaHa"), Total(after, "areaHa"));
    }

    [Fact]
    public async Task A_value_beyond_its_range_is_a_finding_and_is_not_used()
    {
        sample.Set(53, "MIAN_JI", "123456.00"); // ha; no sub-compartment is that large
        using var document = JsonDocument.Parse((await Assess()).Exits(0).OutputBytes);
        var finding = document.RootElement.GetProperty("findings").EnumerateArray().Single(f => Text(f, "code") == "GIS-0044" && f.GetProperty("record").GetInt32() == 53);
        Assert.Equal(("xiaoban.dbf", "MIAN_JI", "123456"), (Text(finding, "file"), Text(finding, "field"), Text(finding, "value")));
        Assert.Equal(171_847.59 - 14.11, Total(document, "areaHa"), 6);
    }

    [Fact]
    public async Task A_crosswalk_saved_as_GBK_is_named_with_line_and_remedy()
    {
        File.WriteAllBytes(sample["species.csv"], CodePagesEncodingProvider.Instance.GetEncoding(936)!.GetBytes(File.ReadAllText(sample["species.csv"])));
        await IsRefused("pack", "species.csv:2:", "saved as GBK", "CSV UTF-8");
    }

    [Fact]
    public async Task What_the_run_must_name_is_asked_for()
    {
        await IsRefused(["--method", "no-such-method/1"], "pack", "there is no method 'no-such-method/1'", "county-forest-stock/1");
        await IsRefused(["--parameter", "fao_zone=arctic"], "RUN-0011", "fao_zone = arctic", "subtropical-humid-forest");
        await IsRefused(["--parameter", "fao_zon=arctic"], "RUN-0012", "--parameter names fao_zon", "known: fao_zone");
        await IsRefused(["--tables", "biomas=tables/fang/kanas@1"], "RUN-0012", "--tables names biomas", "species_type, two_way_local");
        await IsRefused(["--by", "nothing"], "RUN-0007", "nothing", "landClass");
        await IsRefused(["--records", "0..4000"], "RUN-0010", "0..4000 does not lie within 0..3974", "start at 0");
        await IsRefused(["--encoding", "morse"], "RUN-0009", "morse", "GBK");
        sample.Replace("inventory.json", "\"fao_zone\": \"subtropical-humid-forest\"", "");
        await IsRefused("RUN-0005", "the method needs fao_zone", "--parameter fao_zone=VALUE");
        sample.Replace("inventory.json", "\"species_type\": \"species.csv\"", "\"species_type\": \"species.csv\", \"biomas\": \"species.csv\"");
        await IsRefused("RUN-0012", "inventory.json tables names biomas", "biomass");
    }

    [Fact]
    public async Task Deleted_records_are_rejected_and_counted()
    {
        sample.Delete(0, 53, 100, 3973);
        using var document = JsonDocument.Parse((await Assess("--out", sample.Out)).Exits(0).OutputBytes);
        var records = document.RootElement.GetProperty("records");
        Assert.Equal((3970, 4, 3974), (records.GetProperty("read").GetInt32(), records.GetProperty("rejected").GetInt32(), records.GetProperty("inLayer").GetInt32()));
        Assert.Equal([0, 53, 100, 3973], document.RootElement.GetProperty("findings").EnumerateArray().Where(f => Text(f, "code") == "GIS-0016").Select(f => f.GetProperty("record").GetInt32()));
        Assert.Contains("read 3970 + rejected 4 = 3974 records", (await ProgramRun.Of("assess", sample.Root)).Exits(0).Output, StringComparison.Ordinal);
        Assert.Contains(",3973,", await File.ReadAllTextAsync(Path.Combine(sample.Out, "findings.csv")), StringComparison.Ordinal);
        Assert.Equal(1, (await ProgramRun.Of("explain", sample.Root, "53")).ExitCode);
    }

    [Fact]
    public async Task A_unit_that_is_not_there_or_there_twice_is_refused()
    {
        var missing = (await ProgramRun.Of("explain", sample.Root, "430682-001-003-0005-99999")).Exits(1);
        Assert.All(["RUN-0030", "xiaoban.dbf", "430682-001-003-0005-99999", "XIAN-XIANG-CUN-LIN_BAN-XIAO_BAN"], text => Assert.Contains(text, missing.Errors, StringComparison.Ordinal));
        Assert.Contains("(record 53)", (await ProgramRun.Of("explain", sample.Root, "430682-001-003-0005-00011")).Exits(0).Output, StringComparison.Ordinal);
        foreach (var (field, value) in ((string, string)[])[("XIANG", "001"), ("CUN", "003"), ("LIN_BAN", "0005"), ("XIAO_BAN", "00011")])
            sample.Set(3000, field, value);
        var twice = (await ProgramRun.Of("explain", sample.Root, "430682-001-003-0005-00011", "--json")).Exits(1).PrintsDataOnly();
        using var document = JsonDocument.Parse(twice.OutputBytes);
        Assert.Equal("RUN-0031", Text(document.RootElement.GetProperty("error"), "code"));
        Assert.Contains("53, 3000", Text(document.RootElement.GetProperty("error"), "message"), StringComparison.Ordinal);
    }

    private Task<ProgramRun> Assess(params string[] options) => ProgramRun.Of(["assess", sample.Root, "--json", .. options]);

    private Task IsRefused(string code, params string[] told) => IsRefused([], code, told);

    private async Task IsRefused(string[] options, string code, params string[] told)
    {
        var run = (await ProgramRun.Of(["assess", sample.Root, "--out", sample.Out, .. options])).Exits(1);
        Assert.Empty(run.Output);
        Assert.All([code, .. told], text => Assert.Contains(text, run.Errors, StringComparison.Ordinal));
        using var document = JsonDocument.Parse((await Assess([.. options, "--out", sample.Out])).Exits(1).PrintsDataOnly().OutputBytes);
        Assert.Equal(code, Text(document.RootElement.GetProperty("error"), "code"));
        if (code != "pack")
            Assert.Contains(document.RootElement.GetProperty("findings").EnumerateArray(), f => Text(f, "code") == code && Text(f, "severity") == "error" && Text(f, "hint").Length > 0);
        Assert.Equal([sample.Root], Directory.GetFileSystemEntries(sample.Parent));
    }

    private static string Text(JsonElement element, string key) => element.GetProperty(key).GetString() ?? "";

    private static double Total(JsonDocument document, string key) => document.RootElement.GetProperty("totals").GetProperty(key).GetDouble();

    private static int NotEstimated(JsonDocument document) => document.RootElement.GetProperty("notEstimated").EnumerateArray().Sum(e => e.GetProperty("recordCount").GetInt32());

    private static string Totals(ProgramRun run)
    {
        using var document = JsonDocument.Parse(run.OutputBytes);
        return document.RootElement.GetProperty("totals").GetRawText();
    }
}
