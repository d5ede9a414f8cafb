using System.Globalization;
using System.Text.Json;
using CarbonSink.Runs;

namespace CarbonSink.Tests.Removals;

/// <summary>A project of two strata with a small method of our own, written to a temporary place for one test: B 0.1·A per stratum and year, E 0.1 t per tonne burnt, nonPermanence rate·net.</summary>
internal sealed class TestForest : IDisposable
{
    private const string Method = """
        # Test

        ## Sets

        | set | inside | ordered | key |
        |---|---|---|---|
        | `stratum` | | | |
        | `cohort` | `stratum` | | |
        | `fire` | `stratum` | | |
        | `displaced` | | | |
        | `year` | | yes | `y` |

        ## Inputs

        | symbol | over | unit | role | 中文 | meaning |
        |---|---|---|---|---|---|
        | `A` | stratum | ha | run | 面积 | area |
        | `bsl` | stratum | tCO2e/ha | run | 基准线 | baseline of a year |
        | `A_burn` | fire | ha | run | 面积 | area burnt |
        | `b_burn` | fire | t/ha | run | 生物量 | biomass before the fire |
        | `year_fire` | fire | yr | run | 年份 | year |
        | `moved` | displaced | tCO2e | run | 泄漏 | leakage of a displaced use, each year |
        | `f_year` | year | 1 | run | 份额 | share of the year |
        | `dC_BIOMASS` | year | tCO2e | run | 变化 | change of biomass |
        | `rate` | | 1 | run | 扣减率 | rate of non-permanence |

        ## Tables

        | table | file@version | keys | outside |
        |---|---|---|---|

        ## Equations

        | no. | symbol | over | unit | when | formula | source |
        |---|---|---|---|---|---|---|
        | 1 | `B` | year | tCO2e | | `f_year * sum(A * bsl over stratum)` | hand-arithmetic, test |
        | 2 | `P` | year | tCO2e | | `dC_BIOMASS` | hand-arithmetic, test |
        | 3 | `E` | year | tCO2e | | `0.1[tCO2e/t] * sum(A_burn * b_burn over fire where year_fire == y)` | hand-arithmetic, test |
        | 4 | `L` | year | tCO2e | | `f_year * sum(moved over displaced)` | hand-arithmetic, test |
        | 5 | `N` | year | tCO2e | | `P - B - E - L` | hand-arithmetic, test |
        | 6a | `K` | year | tCO2e | `N > 0[tCO2e]` | `rate * N` | hand-arithmetic, test |
        | 6b | `K` | year | tCO2e | | `0[tCO2e]` | hand-arithmetic, test |
        | 7 | `C` | year | tCO2e | | `N - K` | hand-arithmetic, test |

        ## Outputs

        | symbol | as | complete |
        |---|---|---|
        | `B` | baseline | yes |
        | `P` | project | yes |
        | `E` | emission | yes |
        | `L` | leakage | yes |
        | `N` | net | yes |
        | `K` | nonPermanence | yes |
        | `C` | creditable | yes |
        """;

    private static readonly string[] Copied = ["sources.csv", "methods/precision-ar-tool14/1", "methods/precision-gold-standard-403/1", "methods/measured-biomass/1", "tables/ar-tool14/2", "tables/measured-biomass/1", "programmes/cdm-ar/1", "programmes/gold-standard-403/1"];

    public TestForest()
    {
        Folder = Directory.CreateTempSubdirectory("carbonsink-forest-").FullName;
        Copy(Copied);
        Write("methodology/methods/test-forest/1/METHOD.md", Method);
        Write("methodology/methods/test-forest/1/method.json", """{"id":"test-forest","version":"1","status":"draft","title":{"zh":"试","en":"test"},"codes":[],"gwpSet":null,"refuses":["CCER-compliant"],"label":{"zh":"试验估算","en":"test estimate"},"open":[{"id":"RATE","section":"8","status":"unknown","file":"methods/test-forest/1/METHOD.md","zh":"扣减率","en":"rate"}]}""");
        Write("methodology/methods/test-forest/1/eligibility.csv", "rule,group,article,scope,predicate,subject,limit,unit,codes,from_start,to_start,zh,en,source,locator,status,reason\na,,4.1,project,date-after,start,2012-11-08,,,,,开工,start,hand-arithmetic,test,secondary,\n");
        Write("p/parcels.csv", "parcel,stratum,area [ha]\np1,A,30\np2,A,20\np3,B,40\n");
        Write("p/strata.csv", "stratum,bsl [tCO2e/ha]\nA,0.1\nB,0.2\n");
        Write("p/activities.csv", "activity,date,stratum,parcel,area [ha],disturbed [1],species,note\nplanting,2020-03-01,A,,50,,,\nplanting,2020-03-01,B,,40,,,\n");
        Plots("plots-1.csv", [10, 12, 14, 16], [5, 7, 9, 11]);
        Plots("plots-2.csv", [31, 35, 38, 44], [20, 22, 27, 33]);
        Write("p/yields.csv", "stratum,age [yr],biomass [t/ha]\nA,5,20\nA,10,60\nB,5,10\nB,10,40\n");
    }

    public string Folder { get; }

    /// <summary>Members of project.json by name; null takes one out.</summary>
    public Dictionary<string, string?> Members { get; } = new(StringComparer.Ordinal)
    {
        ["id"] = "\"T\"",
        ["title"] = """{"zh":"试","en":"test"}""",
        ["methodology"] = "\"test-forest/1\"",
        ["programme"] = "\"cdm-ar/1\"",
        ["division"] = "\"430682\"",
        ["start"] = "\"2020-03-01\"",
        ["creditingPeriod"] = """{"from":"2020-03-01","to":"2040-02-29"}""",
        ["parcels"] = """{"path":"parcels.csv","key":"parcel","stratum":"stratum"}""",
        ["strata"] = "\"strata.csv\"",
        ["activities"] = "\"activities.csv\"",
        ["parameters"] = """{"rate":"0.1"}""",
        ["exAnte"] = """{"yields":"yields.csv"}""",
        ["campaigns"] = """[{"date":"2023-10-31","plots":"plots-1.csv","value":"biomass [t/ha]","permanent":true},{"date":"2028-03-31","plots":"plots-2.csv","value":"biomass [t/ha]","permanent":true}]""",
        ["monitoringPeriods"] = """[{"number":1,"from":"2020-03-01","to":"2023-10-31"},{"number":2,"from":"2023-11-01","to":"2028-03-31"}]""",
    };

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Takes parts of the repository's methodology.</summary>
    public void Copy(params string[] parts)
    {
        foreach (var part in parts)
        {
            var from = Repository.PathOf("methodology/" + part);
            foreach (var file in File.Exists(from) ? [from] : Directory.GetFiles(from, "*", SearchOption.AllDirectories))
                Write("methodology/" + Path.GetRelativePath(Repository.PathOf("methodology"), file), File.ReadAllText(file));
        }
    }

    /// <summary>A survey of strata A and B, t/ha.</summary>
    public void Plots(string name, double[] a, double[] b, string unit = "t/ha") =>
        Write("p/" + name, $"plot,stratum,biomass [{unit}]\n{Rows("A", a)}{Rows("B", b)}");

    public static string Rows(string stratum, double[] values) => string.Concat(values.Select((v, i) => string.Create(CultureInfo.InvariantCulture, $"{stratum}{i + 1},{stratum},{v:R}\n")));

    public RemovalsResult Run(Func<RemovalsOptions, RemovalsOptions>? with = null, string folder = "p")
    {
        Write($"{folder}/project.json", "{" + string.Join(",", Members.Where(m => m.Value is not null).Select(m => $"\"{m.Key}\":{m.Value}")) + "}");
        return RemovalsRun.Run(Options(folder, with));
    }

    public RemovalsOptions Options(string folder, Func<RemovalsOptions, RemovalsOptions>? with = null) => (with ?? (o => o))(new(Path.Combine(Folder, folder), Path.Combine(Folder, "methodology")));

    public static JsonDocument Json(RemovalsResult result)
    {
        using var stream = new MemoryStream();
        RemovalsJson.Write(result, stream, "en");
        return JsonDocument.Parse(stream.ToArray());
    }

    public void Dispose() => Directory.Delete(Folder, true);
}
