using CarbonSink.Methodologies;
using CarbonSink.Projects;

namespace CarbonSink.Tests.Projects;

/// <summary>A methodology folder with an eligibility.csv for tests; it goes away with it.</summary>
internal sealed class TestRules : IDisposable
{
    public const string Header = "rule,group,article,scope,predicate,subject,limit,unit,codes,from_start,to_start,zh,en,source,locator,status,reason\n";

    /// <summary>Rules after the conditions that are known of CCER-14-001, with limits that a reader can follow.</summary>
    public const string Afforestation = """
        a,,2 a),parcel,years-since-min,nonforest_since,3,yr,,,,三年非林,no forest for 3 years,test,1,secondary,
        b,,2 b),parcel,evidence,land-title|land-contract,,,,,,权属,tenure,test,1,secondary,
        c-400,,2 c),parcel,part-area-min,area,400,m2,,2020-01-01,,连片,contiguous,test,1,secondary,
        c-667,,2 c),parcel,part-area-min,area,667,m2,,,2019-12-31,连片,contiguous,test,1,secondary,
        d,,2 d),parcel,overlap-max,wetland,1,%,,,,不是湿地,not wetland,test,1,secondary,
        e,,2 e),project,share-max,shrub_removed,20,%,,,,清除灌木,removal of shrubs,test,1,secondary,
        g,,2 g),project,declared,no-burning,,,,,,不炼山,no burning,test,1,secondary,
        min,,4,project,length-min,creditingPeriod,20,yr,,,,至少,at least,test,1,secondary,
        max,,4,project,length-max,creditingPeriod,40,yr,,,,至多,at most,test,1,secondary,
        in,,4,project,within,creditingPeriod,,,lifetime,,,寿命期内,in the lifetime,test,1,secondary,
        x,additionality,5,parcel,overlap-min,dry,99,%,,,,干旱,dry,test,1,secondary,
        y,additionality,5,parcel,code-in,category,,,public,,,公益林,public,test,1,secondary,

        """;

    public TestRules(string rows)
    {
        Directory.CreateDirectory(Path.Combine(Folder, "methods", "m", "1"));
        File.WriteAllText(Path.Combine(Folder, "sources.csv"), "id,kind,number,title,publisher,date,url,licence,read_by_us\ntest,hand-arithmetic,,Test,,,,,yes\n");
        File.WriteAllText(Path.Combine(Folder, "methods", "m", "1", EligibilityRules.FileName), Header + rows.ReplaceLineEndings("\n"));
    }

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"carbonsink-{Guid.NewGuid():N}");

    public EligibilityRules Load() => EligibilityRules.OfMethod(MethodologyCatalog.Open(Folder), "m", "1");

    /// <summary>The rules of rows.</summary>
    public static EligibilityRules Of(string rows)
    {
        using var folder = new TestRules(rows);
        return folder.Load();
    }

    public void Dispose() => Directory.Delete(Folder, true);
}
