using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Gis;

public sealed class UnitColumnsTests : IDisposable
{
    private const string Header = "code,name,name_en,class,match,source,status,reason\n";

    private readonly CodeSpace codes = new();
    private readonly FindingLog findings = new();
    private readonly CodeFolder folder = new CodeFolder()
        .With("a", Header + "0111,有林地-乔木林,Arbor,arbor,exact,s,secondary,\n0120,疏林地,Sparse,sparse,exact,s,secondary,\n0230,水域,Water,water,exact,s,secondary,\n1631,甲,A,bare,exact,s,conflict,两页不同 / pages differ\n")
        .With("b", Header + "1111,有林地-乔木林-纯林,Pure,arbor,exact,s,declared,\n1120,有林地-红树林,Mangrove,mangrove,exact,s,declared,\n2,非林地,Non-forest,non_forest,prefix,s,declared,\n21,其他,Other,built,prefix,s,declared,\n")
        .With("c", Header + "0111,竹林,Bamboo,bamboo,exact,s,declared,\n");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("0111", "arbor", "0111")]
    [InlineData(" 0111", "arbor", "0111")]
    [InlineData("0111.0", "arbor", "0111")]
    [InlineData("０１１１", "arbor", "0111")] // full-width digits
    [InlineData("1111", "arbor", "1111")]
    [InlineData("2999", "non_forest", "2999")]
    [InlineData("2100", "built", "2100")] // the longest prefix
    [InlineData("疏林地", "sparse", "0120")]
    [InlineData("疏林", "sparse", "0120")]
    [InlineData("红树林", "mangrove", "1120")]
    [InlineData("乔木林", "arbor", "乔木林")] // in both tables, same class: no one code
    public void Codes_are_read(string value, string meaning, string raw)
    {
        Assert.Equal((meaning, raw), LandClass([value], "a", "b").Single());
        Assert.Empty(findings.Findings);
    }

    [Theory]
    [InlineData("111", "arbor", "0111")]
    [InlineData("120", "sparse", "0120")]
    public void A_lost_leading_zero_is_put_back_and_reported(string value, string meaning, string raw)
    {
        Assert.Equal((meaning, raw), LandClass([value], "a", "b").Single());
        Assert.Equal(GisFindings.LeadingZeroRestored, Assert.Single(findings.Findings).Rule);
    }

    [Fact]
    public void A_lost_leading_zero_with_two_readings_is_an_error()
    {
        // 230 is non-forest by the prefix 2, water by 0230.
        Assert.Equal((null, "230"), LandClass(["230"], "a", "b").Single());
        var finding = Assert.Single(findings.Findings);
        Assert.Equal((GisFindings.LeadingZeroAmbiguous, 0L, "DI_LEI", "230"), (finding.Rule, finding.Record, finding.Field, finding.Value));
        Assert.Contains("0230", finding.Message("en"), StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_that_disagree_are_an_error()
    {
        Assert.Equal((null, "0111"), LandClass(["0111"], "a", "c").Single());
        Assert.Equal(["0111 有林地-乔木林 (codes/a@1)", "0111 竹林 (codes/c@1)"], Assert.Single(findings.Findings, f => f.Rule == GisFindings.CodeAmbiguous).Arguments);
    }

    [Fact]
    public void Unknown_and_disputed_codes_are_reported_for_every_record()
    {
        Assert.Equal([(null, "9999"), ("arbor", "0111"), (null, "1631"), (null, "9999")], LandClass(["9999", "0111", "1631", "9999"], "a"));
        Assert.Equal([0L, 3L], findings.Findings.Where(f => f.Rule == GisFindings.CodeUnknown).Select(f => f.Record!.Value));
        var disputed = Assert.Single(findings.Findings, f => f.Rule == GisFindings.CodeDisputed);
        Assert.Equal((2L, "1631"), (disputed.Record, disputed.Value));
        Assert.Contains("pages differ", disputed.Message("en"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_blank_required_value_is_reported()
    {
        Assert.Equal([("arbor", "0111"), (null, null)], LandClass(["0111", ""], "a"));
        Assert.Equal((GisFindings.RequiredMissing, 1L), (Assert.Single(findings.Findings).Rule, findings.Findings[0].Record));
    }

    [Fact]
    public void Codes_stored_as_numbers_are_codes()
    {
        using var layer = new TestLayer().Field("DI_LEI", 'N', 8, 1).Row(null, 1111.0).Row(null, 111.0).Row(null, 11.5).Row(null, "").Write();
        var column = Fill(layer, "landClass", "a", "b");
        Assert.Equal(["arbor", "arbor", null, null], column.Codes.Take(4).Select(Text));
        Assert.Equal(["1111", "0111", "11.5", null], column.RawCodes.Take(4).Select(Text));
    }

    [Fact]
    public void Readings_carry_the_status_of_their_table()
    {
        using var layer = new TestLayer().Field("DI_LEI", 'C', 8).Row(null, "0111").Row(null, "1111").Row(null, "").Write();
        Assert.Equal([ParameterStatus.Secondary, ParameterStatus.Declared, ParameterStatus.Declared], Fill(layer, "landClass", "a", "b").Statuses.Take(3));
    }

    [Fact]
    public void Without_a_table_codes_stay_as_they_are()
    {
        using var layer = new TestLayer().Field("YOU_SHI_SZ", 'C', 8).Row(null, "310").Row(null, " 310").Row(null, "310.0").Write();
        var column = Fill(layer, "species");
        Assert.Equal(["310", "310", "310"], column.Codes.Take(3).Select(Text));
        Assert.Equal(column.Codes.Take(3), column.RawCodes.Take(3));
    }

    [Fact]
    public void Texts_are_kept_whole()
    {
        using var layer = new TestLayer().Field("XIANG_MC", 'C', 20).Row(null, "羊楼司 镇").Row(null, "11.0").Write();
        Assert.Equal(["羊楼司 镇", "11.0"], Fill(layer, "townshipName").Codes.Take(2).Select(Text));
    }

    [Theory]
    [InlineData('N')]
    [InlineData('C')]
    public void Numbers_out_of_range_are_missing_with_record_field_and_value(char type)
    {
        using var layer = new TestLayer().Field("YU_BI_DU", type, 6, 2).Row(null, "0.75").Row(null, "7").Row(null, "").Row(null, "-0.1").Row(null, "1").Write();
        using var reader = new ShapefileReader(layer.Shp);
        var columns = Columns(reader, "crownClosure");
        foreach (var batch in reader.Read(RecordRange.All, columns.Fields, geometry: false))
            columns.Fill(batch, findings);
        var column = columns.Number("crownClosure")!;
        Assert.Equal([true, false, false, false, true], Enumerable.Range(0, 5).Select(column.IsValid));
        Assert.Equal([0.75, 0, 0, 0, 1], column.Values.Take(5));
        Assert.Equal([(1L, "YU_BI_DU", "7"), (3L, "YU_BI_DU", "-0.1")], findings.Findings.Select(f => (f.Record!.Value, f.Field!, f.Value!)));
        Assert.Equal("the value is outside the plausible range 0 to 1", findings.Findings[0].Message("en"));
    }

    [Fact]
    public void A_text_that_is_no_number_is_reported()
    {
        using var layer = new TestLayer().Field("PINGJUN_XJ", 'C', 8).Row(null, "约12").Row(null, "12.5").Write();
        using var reader = new ShapefileReader(layer.Shp);
        var columns = Columns(reader, "meanDbh");
        columns.Fill(reader.Read(RecordRange.All, columns.Fields, geometry: false).First(), findings);
        Assert.Equal((GisFindings.NumberBad, 0L, "约12"), (Assert.Single(findings.Findings).Rule, findings.Findings[0].Record, findings.Findings[0].Value));
        Assert.Equal(12.5, columns.Number("meanDbh")!.Values[1]);
    }

    [Fact]
    public void A_role_that_the_layer_lacks_has_no_column()
    {
        using var layer = new TestLayer().Field("DI_LEI", 'C', 8).Row(null, "0111").Write();
        using var reader = new ShapefileReader(layer.Shp);
        var columns = Columns(reader, "landClass", "meanDbh");
        Assert.Null(columns.Number("meanDbh"));
        Assert.NotNull(columns.Code("landClass"));
        Assert.Equal([0], columns.Fields);
    }

    [Fact]
    public void Values_keep_their_rows_over_many_batches()
    {
        const int Rows = 10_000;
        var layer = new TestLayer().Field("DI_LEI", 'C', 4).Field("MIAN_JI", 'N', 8, 1);
        for (var i = 0; i < Rows; i++)
            layer.Row(null, i % 3 == 0 ? "0111" : i % 3 == 1 ? "0120" : "", i / 10.0);
        using (layer.Write())
        {
            using var reader = new ShapefileReader(layer.Shp);
            var columns = Columns(reader, "landClass", "recordedArea");
            var seen = 0;
            foreach (var batch in reader.Read(RecordRange.All, columns.Fields, geometry: false))
            {
                columns.Fill(batch, findings);
                for (var row = 0; row < batch.Count; row++, seen++)
                {
                    Assert.Equal(seen % 3 == 0 ? "arbor" : seen % 3 == 1 ? "sparse" : null, Text(columns.Code("landClass")!.Codes[row]));
                    Assert.Equal(seen / 10.0, columns.Number("recordedArea")!.Values[row]);
                }
            }

            Assert.Equal(Rows, seen);
            Assert.Equal(Rows / 3, findings.Count(GisFindings.RequiredMissing));
        }
    }

    private static InventorySchema Schema => InventorySchema.All(InventorySchema.DefaultDirectory).Single(s => s.Id == "linldi-2010s");

    private string? Text(int number) => number < 0 ? null : codes[number];

    private List<(string? Meaning, string? Raw)> LandClass(string[] values, params string[] tables)
    {
        using var layer = new TestLayer().Field("DI_LEI", 'C', 40);
        foreach (var value in values)
            layer.Row(null, value);
        var column = Fill(layer.Write(), "landClass", tables);
        return [.. values.Select((_, row) => (Text(column.Codes[row]), Text(column.RawCodes[row])))];
    }

    private CodeColumn Fill(TestLayer layer, string role, params string[] tables)
    {
        using var reader = new ShapefileReader(layer.Shp);
        var columns = new UnitColumns(Schema.Bind(reader.Schema), "layer.dbf", [role], new Dictionary<string, IReadOnlyList<CodeTable>> { [role] = [.. tables.Select(folder.Load)] }, codes);
        columns.Fill(reader.Read(RecordRange.All, columns.Fields, geometry: false).First(), findings);
        return columns.Code(role)!;
    }

    private UnitColumns Columns(ShapefileReader reader, params string[] roles) =>
        new(Schema.Bind(reader.Schema), "layer.dbf", roles, new Dictionary<string, IReadOnlyList<CodeTable>> { ["landClass"] = [folder.Load("a"), folder.Load("b")] }, codes);
}
