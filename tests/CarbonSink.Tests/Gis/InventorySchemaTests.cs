using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;
using Xunit;

namespace CarbonSink.Tests.Gis;

public sealed class InventorySchemaTests : IDisposable
{
    private const string Header = "field,aliases,role,kind,unit,codes,required,key,min,max,zh,en,source,status\n";
    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-schemas").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public void The_schema_of_the_2010s_recognises_its_layers()
    {
        var findings = new FindingLog();
        var bound = InventorySchema.Recognise(InventorySchema.All(InventorySchema.DefaultDirectory), Layer("XIAN", "XIANG", "CUN", "LIN_BAN", "XIAO_BAN", "mian_ji", "DI_LEI", "YOU_SHI_SZ", "QI_YUAN", "HUO_LMGQXJ", "SZ_ZC"), "layer.dbf", findings)!;
        Assert.Equal("linldi-2010s", bound.Schema.Id);
        Assert.Equal((5, 6, -1), (bound.FieldOf("recordedArea"), bound.FieldOf("landClass"), bound.FieldOf("meanDbh")));
        Assert.Equal([0, 1, 2, 3, 4], bound.KeyFields);
        Assert.Equal(("ha", 0.0), (bound.DefinitionOf("recordedArea")!.Unit, bound.DefinitionOf("recordedArea")!.Min));
        Assert.InRange(bound.Confidence, 0.1, 0.9);
        Assert.Empty(findings.Findings);
    }

    [Fact]
    public void The_first_field_of_a_role_that_the_layer_has_is_used()
    {
        var schema = InventorySchema.All(InventorySchema.DefaultDirectory).Single(s => s.Id == "linldi-2010s");
        Assert.Equal(0, schema.Bind(Layer("YXMJ")).FieldOf("recordedArea"));
        Assert.Equal(1, schema.Bind(Layer("YXMJ", "MIAN_JI")).FieldOf("recordedArea"));

        // Stock of the unit, of its forest, and with scattered trees are three things.
        var stocks = schema.Bind(Layer("ZXJ", "SLXJ", "XIAOBAN_XJ"));
        Assert.Equal((2, 1, 0), (stocks.FieldOf("recordedStock"), stocks.FieldOf("recordedForestStock"), stocks.FieldOf("recordedTotalStock")));
    }

    [Fact]
    public void Chinese_names_are_aliases() =>
        Assert.Equal((0, 1, 2), InventorySchema.All(InventorySchema.DefaultDirectory).Single(s => s.Id == "linldi-2010s").Bind(Layer("地类", "优势树种", "面积")) is var b ? (b.FieldOf("landClass"), b.FieldOf("species"), b.FieldOf("recordedArea")) : default);

    [Fact]
    public void An_unknown_dictionary_is_refused_with_the_nearest_and_what_they_lack()
    {
        Write("a", "A,,landClass,code,,,value,,,,地类,land class,s,declared\nB,,species,code,,,field,,,,树种,species,s,declared\nC,,,code,,,,,,,丙,c,s,declared\n");
        Write("b", "A,,landClass,code,,,value,,,,地类,land class,s,declared\nD,,recordedArea,number,ha,,value,,,,面积,area,s,declared\nE,,species,code,,,field,,,,树种,species,s,declared\n");
        Write("c", "X,,landClass,code,,,value,,,,地类,land class,s,declared\nY,,species,code,,,value,,,,树,y,s,declared\nZ,,origin,code,,,value,,,,源,z,s,declared\n");
        var findings = new FindingLog();
        Assert.Null(InventorySchema.Recognise(InventorySchema.All(folder), Layer("A", "F"), "layer.dbf", findings));
        var finding = Assert.Single(findings.Findings);
        Assert.Equal(GisFindings.SchemaNotRecognised, finding.Rule);
        Assert.Equal("the fields fit no known schema; the nearest and what they miss: a (B 树种); b (D 面积, E 树种)", finding.Message("en"));
    }

    [Fact]
    public void Of_several_the_one_that_knows_more_fields_is_taken_then_the_one_with_more_of_its_roles_and_a_tie_is_refused()
    {
        const string Common = "A,,landClass,code,,,value,,,,地类,land class,s,declared\n";
        Write("few", Common);
        Write("many", Common + "B,,species,code,,,,,,,树种,species,s,declared\n");
        var findings = new FindingLog();
        Assert.Equal("few", InventorySchema.Recognise(InventorySchema.All(folder), Layer("A"), "l", findings)!.Schema.Id);
        Assert.Equal("many", InventorySchema.Recognise(InventorySchema.All(folder), Layer("A", "B"), "l", findings)!.Schema.Id);
        Assert.Empty(findings.Findings);
        Write("twin", Common);
        Assert.Null(InventorySchema.Recognise(InventorySchema.All(folder), Layer("A"), "l", findings));
        Assert.Equal(["few", "twin"], Assert.Single(findings.Findings, f => f.Rule == GisFindings.SchemaAmbiguous).Arguments);
    }

    [Fact]
    public void Names_cut_to_ten_bytes_are_recognised_with_a_finding()
    {
        Write("a", "A,,landClass,code,,,value,,,,地类,land class,s,declared\nSHUZHONG_ZC,,,text,,,,,,,组成,composition,s,declared\nXIAO_BAN_XJ,,recordedStock,number,m3,,,,,,蓄积,stock,s,declared\nSP,优势树种组,species,code,,,,,,,树种,species,s,declared\n");
        var findings = new FindingLog();
        // Ten bytes hold three Chinese characters in UTF-8.
        var bound = InventorySchema.Recognise(InventorySchema.All(folder), Layer("A", "XIAO_BAN_X", "优势树", "SHUZHONG_Z"), "layer.dbf", findings)!;
        Assert.Equal((1, 2), (bound.FieldOf("recordedStock"), bound.FieldOf("species")));
        Assert.Equal(4, bound.KnownFields);
        Assert.Equal(["SHUZHONG_Z", "XIAO_BAN_X", "优势树"], findings.Findings.Select(f => f.Field));
        Assert.Equal(-1, bound.Schema.Bind(Layer("A", "XIAO_BAN")).FieldOf("recordedStock")); // eight bytes: not cut
    }

    [Fact]
    public void A_cut_name_that_may_be_two_fields_is_neither()
    {
        Write("a", "GONG_CHENG_LB,,origin,code,,,,,,,甲,a,s,declared\nGONG_CHENG_MC,,species,code,,,,,,,乙,b,s,declared\n");
        var bound = InventorySchema.All(folder)[0].Bind(Layer("GONG_CHENG"));
        Assert.Empty(bound.Roles);
    }

    [Fact]
    public void Problems_of_a_schema_are_named_at_once()
    {
        Write("a", "A,,landClass,word,,,perhaps,one,low,,地类,land class,s,declared\nB,,age,number,,,,,,,龄,age,s,\nC,,meanDbh,number,inch,,,,,,径,diameter,s,memory\nD,,recordedArea,number,m2,,,,,,积,area,s,memory\n");
        var problems = Assert.Throws<MethodologyLoadException>(() => InventorySchema.All(folder)).Problems;
        Assert.Equal([2, 2, 2, 2, 3, 3, 4, 5], problems.Select(p => p.Line));
        Assert.All(problems, p => Assert.Equal("a/schema.csv", p.File));
    }

    [Fact]
    public void Code_tables_named_by_the_schema_exist()
    {
        var references = InventorySchema.All(InventorySchema.DefaultDirectory).SelectMany(s => s.Fields).SelectMany(f => f.Codes).Distinct().ToArray();
        Assert.NotEmpty(references);
        Assert.All(references, r => Assert.NotEmpty(CodeTable.Load(Repository.PathOf("methodology"), r).Rows));
    }

    private static RecordSchema Layer(params string[] names) => new([.. names.Select(n => new FieldDefinition(n, FieldKind.Text, 'C', 10, 0))]);

    private void Write(string id, string rows)
    {
        Directory.CreateDirectory(Path.Combine(folder, id));
        File.WriteAllText(Path.Combine(folder, id, "schema.csv"), Header + rows);
    }
}
