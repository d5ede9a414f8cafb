using System.Text;
using System.Text.Json;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Reports;
using CarbonSink.Runs;
using CarbonSink.Tests.Gis;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>Assessments of layers and data sets that are unusual, and of options that are.</summary>
public sealed class OddLayerTests : IDisposable
{
    private static readonly double[][] Square = [TestLayer.Square(114, 29, 0.01)];

    private readonly TestLayer layer = new TestLayer().Field("XIANG", 'C', 9).Field("DI_LEI", 'C', 4).Field("MIAN_JI", 'N', 12, 4).Field("YOU_SHI_SZ", 'C', 3).Field("LING_ZU", 'C', 1).Field("HUO_LMGQXJ", 'N', 12, 2);

    private AssessmentOptions Options => FirRun.Options(layer.Shp);

    public void Dispose() => layer.Dispose();

    [Theory]
    [InlineData(0)] // no record at all
    [InlineData(3)] // every record deleted
    public void Nothing_to_count_gives_tables_without_rows(int deleted)
    {
        for (var i = 0; i < deleted; i++)
            layer.Row(true, TestLayer.Polygon(5, Square), "430682001", "0111", "100", "310", "2", "80");
        layer.Write();
        var part = AssessmentRun.Run(Options);
        Assert.Equal((0L, (long)deleted, (long)deleted), (part.ReadCount, part.RejectedCount, part.RecordsInLayer));
        var manifest = Write(part);
        Assert.Null(manifest.WorstStatus);
        Assert.Equal("total,0,0,0,,,,,,,,,,,,,,", File.ReadAllLines(Path.Combine(layer.Folder, "report", "stock-by-township.csv"))[^1]);
        var report = File.ReadAllText(Path.Combine(layer.Folder, "report", "report.html"));
        Assert.DoesNotContain("Every record was estimated", report, StringComparison.Ordinal);
        Assert.Contains("There is no record to estimate", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_count_gives_no_rate_and_no_comparison()
    {
        layer.Write();
        var figures = Path.Combine(layer.Folder, "r.csv");
        File.WriteAllText(figures, "figure,key,keyValue,year,value,unit,source\nforestAreaHa,,,2023,200,ha,公报\n");
        var reading = AssessmentRun.Run(Options with { LandAreaHa = 500, Reconciliation = figures }).Reading;
        Assert.NotEmpty(reading.Indicators);
        Assert.All(reading.Indicators, i => Assert.Equal((null, "there is no record"), (i.ValuePercent, i.Reason!.En)));
        Assert.Empty(reading.Reconciliation.Figures);
        Assert.Equal("CTX-0008", Assert.Single(reading.Findings).Rule.Code);
    }

    [Fact]
    public void A_key_called_like_a_figure_gets_a_number()
    {
        using var odd = new TestLayer().Field("XIANG", 'C', 9).Field("DI_LEI", 'C', 4).Field("MIAN_JI", 'N', 12, 4).Field("YOU_SHI_SZ", 'C', 3).Field("areaHa", 'C', 3).Field("AREAMU", 'C', 3).Field("Status", 'C', 3);
        odd.Row(Square, "430682001", "0111", "100", "310", "p", "q", "r").Write();
        var part = AssessmentRun.Run(Options with { Source = odd.Shp, By = ["areaHa", "AREAMU", "Status"] });
        var tables = AssessmentTables.All(part).Concat(AssessmentTables.All(part, AreaUnit.Mu)).ToArray();
        Assert.All(tables, t => Assert.Equal(t.Columns.Count, t.Columns.DistinctBy(c => c.Key.ToUpperInvariant()).Count()));
        Assert.Equal(["areaHa2", "AREAMU2", "Status2"], tables.First(t => t.Id == "stock").Columns.Take(3).Select(c => c.Key));
    }

    [Fact]
    public void An_empty_range_is_a_part_that_merges()
    {
        Record(2);
        var (whole, empty) = (AssessmentRun.Run(Options), AssessmentRun.Run(Options with { Records = new(1, 1) }));
        Assert.Equal(0, empty.ReadCount);
        AssessmentPart[] parts = [AssessmentRun.Run(Options with { Records = new(0, 1) }), empty, AssessmentRun.Run(Options with { Records = new(1, 2) })];
        Assert.Equal(Json(whole), Json(AssessmentPart.Merge(parts)));
        Write(empty);
    }

    [Fact]
    public void A_key_named_twice_counts_once()
    {
        Record(1);
        var part = AssessmentRun.Run(Options with { By = ["DI_LEI", "species", "di_lei"] });
        Assert.Equal(["DI_LEI", "species"], part.Assessment.KeyNames);
        Write(part);
    }

    [Fact]
    public void A_field_whose_name_is_a_path_gives_a_plain_file_name()
    {
        using var odd = new TestLayer().Field("XIANG", 'C', 9).Field("DI_LEI", 'C', 4).Field("MIAN_JI", 'N', 12, 4).Field("YOU_SHI_SZ", 'C', 3).Field("/../../A:B", 'C', 3).Field("/../../a?b", 'C', 3);
        odd.Row(Square, "430682001", "0111", "100", "310", "p", "q").Write();
        Write(AssessmentRun.Run(Options with { Source = odd.Shp, By = ["/../../A:B", "/../../a?b"] }));
        Assert.Equal(
            ["stock-by-_.._.._A_B.csv", "stock-by-_.._.._a_b-2.csv", "stock.csv"],
            Directory.GetFiles(Path.Combine(layer.Folder, "report"), "stock*").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_code_of_digits_that_is_no_record_number_is_a_key()
    {
        Record(1);
        Assert.Equal(0, ExplainRun.Run(Options, "430682001").Record);
        Assert.Equal(0, ExplainRun.Run(Options, "0").Record);
        Assert.Equal("RUN-0030", Assert.Throws<RefusedInputException>(() => ExplainRun.Run(Options, "430682002")).Finding.Rule.Code);
    }

    [Fact]
    public void A_second_layer_of_units_is_not_passed_over()
    {
        Record(1);
        Describe("""{"role":"units","path":"layer.shp"},{"role":"units","path":"east.shp"}""", "species.csv");
        var refused = Assert.Throws<RefusedInputException>(() => AssessmentRun.Run(new(layer.Folder, Repository.PathOf("methodology")))).Finding;
        Assert.Equal(("RUN-0013", "layer.shp, east.shp"), (refused.Rule.Code, refused.Arguments[1]));
    }

    [Fact]
    public void The_inputs_are_the_files_that_were_used()
    {
        Record(1);
        string[] files = ["layer.dbf", "layer.prj", "layer.shp", "layer.shx"];

        // A layer does not read the inventory.json that lies beside it, and a table named in its place is not read either.
        Describe("""{"role":"units","path":"layer.shp"}""", "missing.csv");
        var species = Path.GetRelativePath(layer.Folder, Options.Tables["species_type"]).Replace('\\', '/');
        Assert.Equal([species, .. files], AssessmentRun.Run(Options).Inputs.Select(i => i.Name));
        Assert.Equal([species, "inventory.json", .. files], AssessmentRun.Run(Options with { Source = layer.Folder }).Inputs.Select(i => i.Name));
    }

    [Fact]
    public void The_number_of_findings_is_told_where_not_all_are_listed()
    {
        for (var i = 0; i < 1200; i++)
            layer.Row(Square, "430682001", "0111", "-1", "310", "2", "80");
        layer.Write();
        using var document = JsonDocument.Parse(Json(AssessmentRun.Run(Options)));
        var range = document.RootElement.GetProperty("findingsByCode").EnumerateArray().Single(f => f.GetProperty("code").GetString() == "GIS-0044");
        Assert.Equal((1200, 1000), (range.GetProperty("count").GetInt32(), range.GetProperty("listed").GetInt32()));
        Assert.Equal(1000, document.RootElement.GetProperty("findings").EnumerateArray().Count(f => f.GetProperty("code").GetString() == "GIS-0044"));
    }

    private static string Json(AssessmentPart part)
    {
        using var stream = new MemoryStream();
        AssessmentJson.Write(part, stream, "en");
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Record(int times)
    {
        for (var i = 0; i < times; i++)
            layer.Row(Square, "430682001", "0111", "100", "310", "2", "80");
        layer.Write();
    }

    private void Describe(string layers, string species) => File.WriteAllText(
        Path.Combine(layer.Folder, "inventory.json"), $$"""{"layers":[{{layers}}],"method":"county-forest-stock/1","tables":{"species_type":"{{species}}"} }""");

    private Manifest Write(AssessmentPart part)
    {
        using var folder = OutputFolder.Open(Path.Combine(layer.Folder, "report"));
        return AssessmentFolder.Write(part, folder, ["assess"], DateTime.UnixEpoch, "en", new() { Names = KeyNames.Of(Repository.PathOf("methodology"), part) });
    }
}
