using System.Text;
using CarbonSink.Estimation;
using CarbonSink.Runs;
using CarbonSink.Tests.Gis;
using CarbonSink.Tests.Methodologies;

namespace CarbonSink.Tests.Runs;

/// <summary>A small method with a value over the whole layer, and a layer of four kinds of units in turn: arbor forest, shrub land, sparse woodland, bare land.</summary>
internal sealed class LayerMethod : IDisposable
{
    private static readonly double[][] Square = [TestLayer.Square(114, 29, 0.01)];

    private readonly TestPack pack = new TestPack
    {
        Sets = ["unit||||A"],
        Inputs =
        [
            "A|unit|ha|area", "V_rec|unit|m3/ha|stockPerHa", "S_rec|unit|m3|recordedStock", "cover|unit|1|crownClosure", "land_class|unit|code|landClass", "age_rec|unit|code|ageGroup", "age|unit|yr|age",
        ],
        Tables = ["age_group|tables/t/age@1|`age in [from,to)`|refuse"],
        Equations =
        [
            "1|B_ha|unit|t/ha|AGB|`land_class in arbor_forest and V_rec > 0[m3/ha]`||`V_rec * 0.5[t/m3]`",
            "2|b_forest||t/ha|AGB|||`sum(B_ha * A over unit where land_class in arbor_forest) / sum(A over unit where land_class in arbor_forest)`",
            "3a|C|unit|tC|AGB|`land_class in arbor_forest`||`B_ha * A * 0.5[tC/t]`",
            "3b|C|unit|tC|AGB|`land_class in shrub_land and cover > 0`||`0.1 * b_forest * cover * A * 0.5[tC/t]`",
            "4|low|unit|tC|AGB|||`0.5 * C`",
            "5|high|unit|tC|AGB|||`2 * C`",
            "6|V|unit|m3||||`V_rec * A`",
            "7a|L|unit|m3||`land_class in arbor_forest`||`V`",
            "7b|L|unit|m3||`land_class in sparse_woodland`||`S_rec`",
            "8a|ages|unit|code||`age_rec in age_groups`||`age_rec`",
            "8b|ages|unit|code||`age > 0[yr]`||`age_group(age).group`",
        ],
        Outputs = ["V|volume", "L|livingVolume", "C|carbon", "low|carbonLow", "high|carbonHigh", "ages|ageGroup"],
        Reasons = ["shrub-no-cover|`land_class in shrub_land`|灌木林缺盖度|shrub land without a cover", "not-forest|`not (land_class in arbor_forest)`|不是森林|no forest"],
    };

    private readonly TestLayer layer = new TestLayer().Field("XIANG", 'C', 9).Field("DI_LEI", 'C', 4).Field("MIAN_JI", 'N', 12, 4).Field("YOU_SHI_SZ", 'C', 3)
        .Field("LING_ZU", 'C', 1).Field("PINGJUN_NL", 'N', 5).Field("YU_BI_DU", 'N', 6, 2).Field("XIAOBAN_XJ", 'N', 12).Field("HUO_LMGQXJ", 'N', 12, 2);

    public LayerMethod()
    {
        var repository = Repository.PathOf("methodology");
        foreach (var file in Directory.GetFiles(Path.Combine(repository, "codes"), "*.csv", SearchOption.AllDirectories))
            pack.With(Path.GetRelativePath(repository, file).Replace('\\', '/'), File.ReadAllText(file));
        pack.With("sources.csv", File.ReadAllText(Path.Combine(repository, "sources.csv")) + "hand,hand-arithmetic,,Arithmetic written out,,,,,yes\n")
            .With("methods/m/1/method.json", """{"id":"m","version":"1","status":"draft","title":{"zh":"试","en":"test"},"codes":["codes/land-class@1","codes/test@1"],"gwpSet":null,"refuses":[],"label":{"zh":"试","en":"test"}}""")
            .With("codes/test/1/lists.csv", "list,code,source\nage_groups,young,hand\nage_groups,middle,hand\n")
            .With("tables/t/1/age.csv", "age.from [yr],age.to [yr],group,source,locator,status\n0,20,young,hand,row,secondary\n20,,middle,hand,row,secondary\n");
    }

    public AssessmentOptions Options => new(layer.Shp, pack.Folder) { Method = "m/1", Threads = 1 };

    public string Folder => layer.Folder;

    /// <summary>Adds a unit; NaN and null are blank.</summary>
    public LayerMethod Unit(string landClass, double hectares, double stockPerHa = double.NaN, double stock = double.NaN, double cover = double.NaN, string? ageGroup = null, double age = double.NaN, bool deleted = false)
    {
        static object Or(double value) => double.IsNaN(value) ? string.Empty : value;
        layer.Row(deleted, TestLayer.Polygon(5, Square), "430682001", landClass, Or(hectares), "310", ageGroup ?? string.Empty, Or(age), Or(cover), Or(stock), Or(stockPerHa));
        return this;
    }

    public LayerMethod Write()
    {
        layer.Write();
        pack.Write();
        return this;
    }

    /// <summary>Everything an assessment says, to be compared to the last byte: the part file.</summary>
    public static string Text(AssessmentPart part)
    {
        using var stream = new MemoryStream();
        AssessmentPartFile.Write(part, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public void Dispose()
    {
        layer.Dispose();
        pack.Dispose();
    }
}
