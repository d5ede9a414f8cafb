using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Gis;

/// <summary>Values of each dictionary through its own code tables: as code, as number, with decimals, without leading zero, already decoded.</summary>
public sealed class SchemaReadingTests
{
    private readonly CodeSpace codes = new();
    private readonly FindingLog findings = new();

    [Theory]
    [InlineData("linldi-2010s", "0111", "arbor", "0111")]
    [InlineData("linldi-2010s", "1111.0", "arbor", "1111")]
    [InlineData("linldi-2010s", "乔木林地", "arbor", "乔木林地")] // 0111 in one table, a step of 1111 and 1112 in the other
    [InlineData("linldi-2020s", "030100", "arbor", "030100")]
    [InlineData("linldi-2020s", "030301.0", "special_shrub", "030301")]
    [InlineData("linldi-2020s", "乔木林地", "arbor", "乔木林地")] // 030100 and 030101
    [InlineData("linldi-2020s", "一般灌木林", "other_shrub", "一般灌木林")]
    [InlineData("linldi-2020s", "竹林地", "bamboo", "030200")]
    [InlineData("lincaoshi-2020s", "030401", "sparse", "030401")]
    [InlineData("lincaoshi-2020s", "0301", "arbor", "0301")]
    [InlineData("lincaoshi-2020s", "0303", "mangrove", "0303")]
    [InlineData("lincaoshi-2020s", "030301", "special_shrub", "030301")] // six digits are no land-survey code with two more
    [InlineData("lincaoshi-2020s", "0201K", "non_forest", "0201K")]
    [InlineData("lincaoshi-2020s", "水田", "non_forest", "0101")]
    public void Land_classes_are_read(string schema, string value, string meaning, string raw)
    {
        Assert.Equal((meaning, raw), Read(schema, "landClass", 'C', value));
        Assert.Empty(findings.Findings);
    }

    [Theory]
    [InlineData("linldi-2020s", 'N', "30100", "arbor", "030100")]
    [InlineData("linldi-2020s", 'C', "30100.0", "arbor", "030100")]
    [InlineData("lincaoshi-2020s", 'N', "30200", "bamboo", "030200")]
    [InlineData("lincaoshi-2020s", 'N', "301", "arbor", "0301")]
    public void A_land_class_stored_as_a_number_gets_its_zero_back(string schema, char type, string value, string meaning, string raw)
    {
        Assert.Equal((meaning, raw), Read(schema, "landClass", type, value));
        Assert.Equal((GisFindings.LeadingZeroRestored, raw), (Assert.Single(findings.Findings).Rule, findings.Findings[0].Arguments[0]));
    }

    [Theory]
    [InlineData("0305", "0305")]
    [InlineData("305", "0305")]
    [InlineData("灌木林地", "0305")]
    [InlineData("0307", "0307")]
    public void A_land_survey_code_too_coarse_for_a_class_stands_for_itself_with_the_reason(string value, string raw)
    {
        Assert.Equal((raw, raw), Read("lincaoshi-2020s", "landClass", 'C', value));
        var finding = Assert.Single(findings.Findings);
        Assert.Equal((GisFindings.CodeUnclassed, "DI_LEI"), (finding.Rule, finding.Field));
        Assert.StartsWith($"code {raw} ", finding.Message("en"), StringComparison.Ordinal);

        // As a land-survey class it is a code like any other.
        var log = new FindingLog();
        Assert.Equal((raw, raw), Read("lincaoshi-2020s", "landSurveyClass", 'C', value, log));
        Assert.DoesNotContain(log.Findings, f => f.Rule == GisFindings.CodeUnclassed);
    }

    [Theory]
    [InlineData("origin", 'C', "11.0", "natural", "11")]
    [InlineData("origin", 'N', "21", "planted", "21")]
    [InlineData("origin", 'C', "人工", "planted", "2")]
    [InlineData("ageGroup", 'N', "3", "near-mature", "3")]
    [InlineData("ageGroup", 'C', "近熟林", "near-mature", "3")]
    [InlineData("forestPurpose", 'C', "233", "timber", "233")]
    [InlineData("forestPurpose", 'N', "255", "economic", "255")]
    [InlineData("forestPurpose", 'C', "果树林", "economic", "251")]
    [InlineData("forestPurpose", 'C', "110", "protection", "110")] // by its first digits
    [InlineData("forestPurpose", 'C', "能源林", "energy", "能源林")] // the purpose and its only kind
    public void Other_codes_are_read_alike_in_all_generations(string role, char type, string value, string meaning, string raw)
    {
        foreach (var schema in (string[])["linldi-2010s", "linldi-2020s", "lincaoshi-2020s"])
            Assert.Equal((meaning, raw), Read(schema, role, type, value));
        Assert.Empty(findings.Findings);
    }

    [Theory]
    [InlineData("011", "public_benefit", "011", 0)]
    [InlineData("22", "commercial", "022", 1)]
    [InlineData("11.0", "public_benefit", "011", 1)]
    [InlineData("一般商品林地", "commercial", "022", 0)]
    public void Forest_categories_are_read(string value, string meaning, string raw, int restored)
    {
        Assert.Equal((meaning, raw), Read("linldi-2020s", "forestCategory", 'C', value));
        Assert.Equal(restored, findings.Count(GisFindings.LeadingZeroRestored));
    }

    [Fact]
    public void The_purpose_of_a_code_rests_on_its_range_and_that_of_a_name_on_memory()
    {
        Assert.Equal(ParameterStatus.Declared, Status("251"));
        Assert.Equal(ParameterStatus.Declared, Status("经济林"));
        Assert.Equal(ParameterStatus.Memory, Status("果树林"));
        ParameterStatus Status(string value) => Column("linldi-2010s", "forestPurpose", 'C', value, findings).Statuses[0];
    }

    private (string? Meaning, string? Raw) Read(string schema, string role, char type, string value, FindingLog? log = null)
    {
        var column = Column(schema, role, type, value, log ?? findings);
        return (Text(column.Codes[0]), Text(column.RawCodes[0]));
    }

    private CodeColumn Column(string id, string role, char type, string value, FindingLog log)
    {
        var schema = InventorySchema.All(InventorySchema.DefaultDirectory).Single(s => s.Id == id);
        var field = schema.Fields.First(f => f.Role == role);
        using var layer = new TestLayer { Cpg = "UTF-8" }.Field(field.Name, type, 24).Row(null, value).Write();
        using var reader = new ShapefileReader(layer.Shp);
        IReadOnlyList<CodeTable> tables = [.. field.Codes.Select(c => CodeTable.Load(Repository.PathOf("methodology"), c))];
        var columns = new UnitColumns(schema.Bind(reader.Schema), "layer.dbf", [role], new Dictionary<string, IReadOnlyList<CodeTable>> { [role] = tables }, codes);
        columns.Fill(reader.Read(RecordRange.All, columns.Fields, geometry: false).First(), log);
        return columns.Code(role)!;
    }

    private string? Text(int code) => code < 0 ? null : codes[code];
}
