using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Gis;

/// <summary>Which generation of data dictionary a layer follows, near misses included.</summary>
public sealed class SchemaRecognitionTests
{
    private static readonly IReadOnlyList<InventorySchema> Schemas = InventorySchema.All(InventorySchema.DefaultDirectory);

    /// <summary>Names that every generation of sub-compartment layers has.</summary>
    private static readonly string[] Shared = ["SHENG", "XIAN", "XIANG", "CUN", "LIN_BAN", "XIAO_BAN", "DI_LEI", "LIN_ZHONG", "QI_YUAN", "YOU_SHI_SZ", "PINGJUN_NL", "LING_ZU", "YU_BI_DU", "PINGJUN_XJ", "PINGJUN_SG", "MEI_GQ_ZS"];

    private readonly FindingLog findings = new();

    public static TheoryData<string, string[]> Signatures => new()
    {
        { "linldi-2010s", [.. Shared, "MIAN_JI", "HUO_LMGQXJ", "SLXJ"] },
        { "linldi-2010s", [.. Shared, "YXMJ", "ZXJ", "SSXJ"] },
        { "linldi-2020s", [.. Shared, "XBMJ", "HUO_LMGQXJ", "XIAO_BAN_X", "SEN_LIN_LB", "SYLDDKXH", "Y_SQDJ", "ZRBHQ_MC"] },
        { "lincaoshi-2020s", [.. Shared, "BSM", "DLBM", "TBMJ", "TBDLMJ", "XBMJ", "MEI_GQ_XJ", "HUO_LM_XJ", "SHENG_WU_L", "TAN_CHU_L"] },
        { "lincaoshi-2020s", [.. Shared, "XBMJ", "MEI_GQ_XJ"] }, // without its land-survey, grass and wetland blocks
        { "gongyilin-2010s", ["SHENG", "XIAN", "XIANG", "CUN", "LIN_BAN", "XIAO_BAN", "DI_MAO", "PO_XIANG", "PO_WEI", "PO_DU_JI", "MIAN_JI", "TDQS", "LDYZT_XB", "ELDC_XB"] },
    };

    [Theory]
    [MemberData(nameof(Signatures))]
    public void Each_generation_is_recognised_by_its_fields_in_upper_or_lower_case(string id, string[] names)
    {
        Assert.Equal(id, Recognise(Layer(names))?.Schema.Id);
        Assert.Equal(id, Recognise(Layer([.. names.Select(n => n.ToLowerInvariant())]))?.Schema.Id);
        Assert.Empty(findings.Findings);
    }

    [Theory]
    [InlineData("linldi-2010s")]
    [InlineData("linldi-2020s")]
    [InlineData("lincaoshi-2020s")]
    [InlineData("gongyilin-2010s")]
    public void A_whole_dictionary_is_recognised_and_without_one_required_field_it_is_the_nearest_with_what_it_lacks(string id)
    {
        var schema = Schemas.Single(s => s.Id == id);
        Assert.Equal(id, Recognise(Layer([.. schema.Fields.Select(f => f.Name)]))?.Schema.Id);
        foreach (var required in schema.Fields.Where(f => f.Requirement != SchemaRequirement.None).DistinctBy(f => f.Role))
        {
            var log = new FindingLog();
            Assert.Null(InventorySchema.Recognise(Schemas, Layer([.. schema.Fields.Where(f => f.Role != required.Role).Select(f => f.Name)]), "layer.dbf", log));
            var nearest = Assert.Single(log.Findings, f => f.Rule == GisFindings.SchemaNotRecognised).Arguments[0];
            Assert.StartsWith($"{id} ({required.Name} {required.Zh}); ", nearest, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_land_survey_layer_is_refused_and_told_what_the_merged_layer_has_more()
    {
        Assert.Null(Recognise(Layer("BSM", "YSDM", "TBYBH", "TBBH", "DLBM", "DLMC", "QSXZ", "QSDWDM", "QSDWMC", "ZLDWDM", "ZLDWMC", "TBMJ", "KCDLBM", "KCXS", "KCMJ", "TBDLMJ", "SJNF", "BZ")));
        Assert.StartsWith("lincaoshi-2020s (XBMJ 小班面积, DI_LEI 地类, YOU_SHI_SZ 优势树(灌)种, MEI_GQ_XJ 每公顷蓄积); ", Assert.Single(findings.Findings).Arguments[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Chinese_names_of_the_merged_layer_are_recognised_also_where_ten_bytes_cut_them()
    {
        var names = Schemas.Single(s => s.Id == "lincaoshi-2020s").Fields.Select(f => Cut(f.Zh)).Distinct().ToArray();
        Assert.Contains("优势树(灌)", names);
        var bound = Recognise(Layer(names))!;
        Assert.Equal("lincaoshi-2020s", bound.Schema.Id);
        Assert.Equal("优势树(灌)", bound.Layer.Fields[bound.FieldOf("species")].Name);
        Assert.Equal(-1, bound.FieldOf("ageOfTheMoon"));
        Assert.All((string[])["recordedArea", "landClass", "stockPerHa", "recordedStock", "recordedBiomass", "recordedCarbon", "shrubCover", "forestPurpose", "landSurveyClass"], r => Assert.True(bound.FieldOf(r) >= 0, r));
        Assert.Contains(findings.Findings, f => f.Rule == GisFindings.FieldNameCut && f.Field == "优势树(灌)");
    }

    [Theory]
    [InlineData("1111", "linldi-2010s")]
    [InlineData("0111", "linldi-2010s")]
    [InlineData("030100", "linldi-2020s")]
    [InlineData("特殊灌木林地", "linldi-2020s")]
    public void Chinese_names_alone_fit_several_and_the_land_class_decides(string code, string id)
    {
        using var layer = new TestLayer { Encoding = TestLayer.Gbk, Cpg = "GBK" }
            .Field("地类", 'C', 16).Field("小班面积", 'N', 10, 2).Field("优势树种", 'C', 3).Field("公顷蓄积", 'N', 8, 1).Field("市", 'C', 4).Row(null, code, 1.0, "310", 80.0, "4306").Write();
        Assert.Equal(id, Recognise(layer)?.Schema.Id);
        Assert.Empty(findings.Findings);
    }

    [Theory]
    [InlineData("1111", "linldi-2010s")]
    [InlineData("030100", "linldi-2020s")]
    [InlineData("30100", "linldi-2020s")]
    public void With_the_area_fields_of_two_generations_the_land_class_decides(string code, string id)
    {
        using var text = Both('C', code);
        using var number = Both('N', double.Parse(code, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(id, Recognise(text)?.Schema.Id);
        Assert.Equal(id, Recognise(number)?.Schema.Id);

        // Fields alone would say the 2010s: that dictionary knows MIAN_JI and SLXJ as well.
        using var reader = new ShapefileReader(text.Shp);
        Assert.Equal("linldi-2010s", Recognise(reader.Schema)?.Schema.Id);

        static TestLayer Both(char type, object cell) => new TestLayer().Field("DI_LEI", type, 8).Field("MIAN_JI", 'N', 10, 2).Field("XBMJ", 'N', 10, 2).Field("YOU_SHI_SZ", 'C', 3).Field("HUO_LMGQXJ", 'N', 8, 1).Field("SLXJ", 'N', 8)
            .Row(null, "", 1.0, 1.0, "310", 80.0, "").Row(null, cell, 1.0, 1.0, "310", 80.0, "").Write();
    }

    [Theory]
    [InlineData("XBMJ", "1111", "linldi-2020s", "codes/land-class-4digit@1")]
    [InlineData("XBMJ", "0111", "linldi-2020s", "codes/land-class-01xx@1")]
    [InlineData("MIAN_JI", "030100", "linldi-2010s", "codes/land-class-6digit@1")]
    public void Fields_of_one_generation_with_codes_of_another_are_refused_with_the_table_to_name(string area, string code, string id, string table)
    {
        using var layer = Plain(area, code);
        Assert.Null(Recognise(layer));
        var finding = Assert.Single(findings.Findings);
        Assert.Equal((GisFindings.SchemaCodesDiffer, "DI_LEI"), (finding.Rule, finding.Field));
        Assert.Equal((id, code, table), (finding.Arguments[0], finding.Arguments[1], finding.Arguments[3]));
        Assert.Contains(table, finding.Hint("zh"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9999")] // in no table
    [InlineData("")]
    public void Codes_that_no_table_reads_do_not_decide(string code)
    {
        using var layer = Plain("XBMJ", code);
        Assert.Equal("linldi-2020s", Recognise(layer)?.Schema.Id);
    }

    [Fact]
    public void The_merged_dictionary_has_the_fields_of_its_source_in_order()
    {
        var fields = Schemas.Single(s => s.Id == "lincaoshi-2020s").Fields;
        Assert.Equal(134, fields.Count);
        Assert.Equal(("BSM", "BZ", "SHENG", "DC_RQ"), (fields[0].Name, fields[27].Name, fields[28].Name, fields[133].Name)); // 28 land-survey fields first
        Assert.Equal(("m2", "m2", "ha"), (Unit("TBMJ"), Unit("TBDLMJ"), Unit("XBMJ")));
        Assert.All(fields, f => Assert.StartsWith("name declared; alias declared", f.Status, StringComparison.Ordinal));
        string Unit(string name) => fields.Single(f => f.Name == name).Unit;
    }

    private static TestLayer Plain(string area, string code) =>
        new TestLayer().Field("DI_LEI", 'C', 8).Field(area, 'N', 10, 2).Field("YOU_SHI_SZ", 'C', 3).Field("HUO_LMGQXJ", 'N', 8, 1).Row(null, code, 1.0, "310", 80.0).Write();

    private static RecordSchema Layer(params string[] names) => new([.. names.Select(n => new FieldDefinition(n, FieldKind.Text, 'C', 10, 0))]);

    /// <summary>The longest beginning that ten bytes of GBK hold.</summary>
    private static string Cut(string name)
    {
        while (TestLayer.Gbk.GetByteCount(name) > 10)
            name = name[..^1];
        return name;
    }

    private BoundSchema? Recognise(RecordSchema layer) => InventorySchema.Recognise(Schemas, layer, "layer.dbf", findings);

    private BoundSchema? Recognise(TestLayer layer)
    {
        using var reader = new ShapefileReader(layer.Shp);
        return InventorySchema.Recognise(Schemas, reader.Schema, "layer.dbf", findings, new(reader, c => CodeTable.Load(Repository.PathOf("methodology"), c)));
    }
}
