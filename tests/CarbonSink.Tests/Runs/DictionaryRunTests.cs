using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;
using CarbonSink.Runs;
using CarbonSink.Tests.Gis;
using CarbonSink.Tests.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>Assessments of layers that follow the other dictionaries, and of data sets that name code tables of their own.</summary>
public sealed class DictionaryRunTests : IDisposable
{
    private static readonly double[][] Square = [TestLayer.Square(114, 29, 0.01)];

    private readonly TestLayer layer = new TestLayer().Field("DI_LEI", 'C', 6).Field("XBMJ", 'N', 12, 2).Field("YOU_SHI_SZ", 'C', 3).Field("HUO_LMGQXJ", 'N', 8, 1);

    public void Dispose() => layer.Dispose();

    [Theory]
    [InlineData("codes/land-class-4digit@1")]
    [InlineData("own.csv")]
    public void A_data_set_names_its_own_code_tables(string table)
    {
        File.WriteAllText(Path.Combine(layer.Folder, "own.csv"), "code,name,name_en,class,match,source,status\n1111,纯林,Pure,arbor,exact,county,declared\n");
        layer.Row(Square, "1111", 100.0, "310", 80.0).Write();
        Assert.Equal(GisFindings.SchemaCodesDiffer, Refused(null).Rule);

        var part = Run($$"""{"landClass": ["{{table}}"]}""");
        Assert.Equal(2648.779, part.Assessment.Total[StockFigure.Carbon]!.Value.ToDouble(), 6); // as in RecordedFiguresTests
        Assert.Equal(table == "own.csv", part.Inputs.Any(i => i.Name == "own.csv"));
        Assert.Equal(table != "own.csv", part.Packs.Any(p => p.Id == "codes/land-class-4digit"));
        Assert.DoesNotContain(part.Packs, p => p.Id == "codes/land-class-6digit");
    }

    [Fact]
    public void Other_roles_keep_the_tables_of_the_schema_and_a_misspelt_role_is_refused()
    {
        layer.Row(Square, "030100", 100.0, "310", 80.0).Write();
        Assert.Contains(Run("""{"forestPurpose": ["codes/land-ownership@1"]}""").Packs, p => p.Id == "codes/land-class-6digit");
        var refused = Refused("""{"landclass": ["codes/land-class-4digit@1"]}""");
        Assert.Equal((AssessmentFindings.RoleNotInSchema, "landclass", "linldi-2020s"), (refused.Rule, refused.Arguments[0], refused.Arguments[1]));
        Assert.Contains("landClass", refused.Arguments[2], StringComparison.Ordinal);
        Assert.Equal(AssessmentFindings.RoleNotInSchema, Refused("""{"recordedArea": ["codes/land-class-4digit@1"]}""").Rule); // a number has no codes
    }

    [Fact]
    public void A_code_table_that_is_not_there_is_named()
    {
        layer.Row(Square, "030100", 100.0, "310", 80.0).Write();
        Assert.Contains("own.csv", Assert.Throws<MethodologyLoadException>(() => Run("""{"landClass": ["own.csv"]}""")).Problems[0].File, StringComparison.Ordinal);
        Assert.Contains("land-class-7digit", Assert.Throws<MethodologyLoadException>(() => Run("""{"landClass": ["codes/land-class-7digit@1"]}""")).Problems[0].File, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_named_insists_on_its_own_tables()
    {
        layer.Row(Square, "1111", 100.0, "310", 80.0).Write();
        var part = AssessmentRun.Run(FirRun.Options(layer.Shp) with { Schema = "linldi-2020s" });
        Assert.Equal(1, part.RecordFindings.Count(GisFindings.CodeUnknown));
    }

    [Fact]
    public void A_layer_of_public_benefit_forest_gives_areas_and_nothing_estimated()
    {
        using var boundaries = new TestLayer().Field("XIAN", 'C', 6).Field("XIANG", 'C', 3).Field("CUN", 'C', 3).Field("XIAO_BAN", 'C', 5).Field("MIAN_JI", 'N', 8, 2).Field("LDYZT_XB", 'C', 5)
            .Row(Square, "430682", "001", "002", "00003", 100.5, "00017").Row(Square, "430682", "001", "002", "00004", 20.25, "00018").Write();
        var part = AssessmentRun.Run(FirRun.Options(boundaries.Shp));
        Assert.Equal("gongyilin-2010s", part.Options["schema"]);
        Assert.Equal(120.75, part.Assessment.Total[StockFigure.Area]!.Value.ToDouble()); // 100.5 + 20.25
        Assert.Null(part.Assessment.Total[StockFigure.Carbon]);
        Assert.Equal(120.75, part.Assessment.NotEstimated.Sum(n => n.AreaHa.ToDouble()));
        Assert.False(part.RecordFindings.HasErrors);
    }

    [Fact]
    public void Shrub_cover_in_percent_reaches_a_method_as_a_fraction()
    {
        using var pack = new TestPack().With("codes/test/1/lists.csv", "list,code,source\n").With(TestPack.MethodFile, """
            # Cover

            ## Sets

            | set | inside | ordered | key | area |
            |---|---|---|---|---|
            | `unit` | | | | `A` |

            ## Inputs

            | symbol | over | unit | role | 中文 | meaning |
            |---|---|---|---|---|---|
            | `A` | unit | ha | area | 面积 | area |
            | `cover` | unit | 1 | shrubCover | 灌木盖度 | shrub cover |

            ## Tables

            | table | file@version | keys | outside |
            |---|---|---|---|

            ## Equations

            | no. | symbol | over | unit | pool | when | formula | source |
            |---|---|---|---|---|---|---|---|
            | 1 | `C` | unit | tC | AGB | | `cover * A * 1[tC/ha]` | hand, written out |

            ## Outputs

            | symbol | as | complete |
            |---|---|---|
            | `C` | carbon | no |

            """);
        pack.Write();
        foreach (var file in Directory.GetFiles(Repository.PathOf("methodology/codes"), "codes.csv", SearchOption.AllDirectories))
        {
            var to = Path.Combine(pack.Folder, "codes", Path.GetRelativePath(Repository.PathOf("methodology/codes"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        using var merged = new TestLayer().Field("DI_LEI", 'C', 6).Field("XBMJ", 'N', 12, 2).Field("YOU_SHI_SZ", 'C', 3).Field("MEI_GQ_XJ", 'N', 8, 1).Field("GMGD", 'N', 5, 1)
            .Row(Square, "030301", 100.0, "", "", 45.5).Row(Square, "030301", 100.0, "", "", 101.0).Write();
        var part = AssessmentRun.Run(new(merged.Shp, pack.Folder) { Threads = 1, Method = "m/1" });
        Assert.Equal(45.5, part.Assessment.Total[StockFigure.Carbon]!.Value.ToDouble(), 9); // 0.455 × 100 ha × 1 tC/ha; 101 % is no cover
        Assert.Equal(("GMGD", "101"), (part.RecordFindings.Findings.Single(f => f.Rule == GisFindings.NumberOutOfRange).Field, part.RecordFindings.Findings.Single(f => f.Rule == GisFindings.NumberOutOfRange).Value));
    }

    private AssessmentPart Run(string? codes)
    {
        File.WriteAllText(Path.Combine(layer.Folder, "inventory.json"), $$"""{"layers":[{"role":"units","path":"layer.shp"{{(codes is null ? "" : $",\"codes\":{codes}")}}}]}""");
        return AssessmentRun.Run(FirRun.Options(layer.Folder));
    }

    private Finding Refused(string? codes) => Assert.Throws<RefusedInputException>(() => Run(codes)).Finding;
}
