using CarbonSink.Methodologies;
using CarbonSink.Targets;
using Xunit;

namespace CarbonSink.Tests.Methodologies;

public sealed class IndicatorTests
{
    private const string Good = """{"id":"cover","version":"1","status":"secondary","title":{"zh":"率","en":"rate"},"figure":"coverPercent","numerator":{"zh":"面积","en":"area","figure":"coverHa"},"classes":"codes/cover@1","source":"hand, p. 1"}""";
    private const string Rows = "class,source,locator,status,reason\nwood,hand,p. 1,memory,\n";

    public static TheoryData<string> Packs => [.. Directory.GetDirectories(Repository.PathOf("methodology/indicators")).SelectMany(Directory.GetDirectories).Select(d => Path.GetRelativePath(Repository.PathOf("methodology/indicators"), d))];

    [Fact]
    public void The_indicators_are_found_by_their_folders()
    {
        var indicators = Indicator.Reported(MethodologyCatalog.Open(Repository.PathOf("methodology")));
        Assert.Equal(["forest-coverage", "greening-rate"], indicators.Select(i => i.Id));
        Assert.Equal(["arbor", "mangrove", "bamboo", "special_shrub"], indicators[0].LandClasses);
        Assert.Equal(["arbor", "mangrove", "bamboo", "special_shrub", "other_shrub"], indicators[1].LandClasses);
        Assert.All(indicators, i => Assert.Equal(ParameterStatus.Memory, i.Status)); // neither text was read
    }

    [Theory]
    [MemberData(nameof(Packs))]
    public void A_pack_says_what_it_is(string folder) =>
        Assert.All(["README.md", "indicator.json"], file => Assert.True(File.Exists(Path.Combine(Repository.PathOf("methodology/indicators"), folder, file)), $"{folder}: {file} is missing"));

    [Fact]
    public void The_newest_version_is_used_and_carries_the_worst_status()
    {
        using var pack = Pack(Good, Rows).With("indicators/cover/2/indicator.json", Good.Replace("\"1\"", "\"2\"", StringComparison.Ordinal)).With("indicators/cover/2/numerator.csv", Rows.Replace("memory", "declared", StringComparison.Ordinal))
            .With("indicators/cover/10/indicator.json", Good.Replace("\"1\"", "\"10\"", StringComparison.Ordinal)).With("indicators/cover/10/numerator.csv", Rows);
        var indicator = Assert.Single(Indicator.All(MethodologyCatalog.Open(pack.Write())));
        Assert.Equal(("10", ParameterStatus.Memory), (indicator.Version, indicator.Status));
    }

    [Fact]
    public void A_folder_without_indicators_has_none()
    {
        using var pack = new TestPack();
        Assert.Empty(Indicator.All(MethodologyCatalog.Open(pack.Write())));
    }

    [Theory]
    [InlineData("\"version\":\"1\"", "\"version\":\"2\"", "indicators/cover/1/indicator.json:1:1: says cover/2, but its folder is cover/1")]
    [InlineData("coverPercent", "cover", "indicators/cover/1/indicator.json:1:1: figures 'cover' and 'coverHa' do not end in Percent and Ha")]
    [InlineData("\"hand, p. 1\"", "\"lost\"", "indicators/cover/1/indicator.json:1:1: source 'lost' is not in sources.csv")]
    [InlineData("secondary", "good", "indicators/cover/1/indicator.json:1:1: is not as indicator.json should be: 'good' is no status")]
    [InlineData("\"title\"", "\"name\"", "indicators/cover/1/indicator.json:1:1: is not as indicator.json should be")]
    [InlineData("codes/cover@1", "codes/cover@2", "codes/cover/2/codes.csv:1:1: cannot be read")]
    [InlineData("wood,hand", "forest,hand", "indicators/cover/1/numerator.csv:2:1: class 'forest' is not in codes/cover@1")]
    [InlineData("wood,hand", "wood,lost", "indicators/cover/1/numerator.csv:2:1: source 'lost' is not in sources.csv")]
    [InlineData(",memory,", ",conflict,", "indicators/cover/1/numerator.csv:2:1: 'conflict' is no status")]
    [InlineData("class,source,", "klass,source,", "indicators/cover/1/numerator.csv:1:1: column 'class' is missing")]
    public void A_fault_names_its_place(string find, string replace, string problem)
    {
        using var pack = Pack(Good.Replace(find, replace, StringComparison.Ordinal), Rows.Replace(find, replace, StringComparison.Ordinal));
        var catalog = MethodologyCatalog.Open(pack.Write());
        Assert.StartsWith(problem, Assert.Single(Assert.Throws<MethodologyLoadException>(() => Indicator.All(catalog)).Problems).ToString(), StringComparison.Ordinal);
        Assert.Contains(MethodologyCheck.Run(catalog).Released, p => p.ToString().StartsWith(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_indicator_of_the_packs_is_loaded_and_has_its_words()
    {
        var all = Indicator.All(MethodologyCatalog.Open(Repository.PathOf("methodology")));
        Assert.Equal(Directory.GetDirectories(Repository.PathOf("methodology/indicators")).Length, all.Count);
        Assert.All(all.Where(i => i.Terms.Names.Count == 0), i => Assert.Contains(i.Terms.Code, (string[])["land_area", "plantable_land"])); // no plan names them
        Assert.All(all, i => Assert.Equal(ParameterStatus.Memory, i.Status)); // no official text was read
        Assert.All(all.Where(i => i.Terms.IsWork), i => Assert.Empty(i.DefinitionsAmong(all)));
        Assert.Equal(all.Single(i => i.Id == "forest-area").Definitions, all.Single(i => i.Id == "forest-area-retained").DefinitionsAmong(all));
        Assert.Equal(["arbor-area", "estimated-area", "forest-area"], all.Single(i => i.Id == "volume-per-hectare").Definitions.Select(d => d.Base.Id));
    }

    [Fact]
    public void One_list_of_forest_serves_every_indicator()
    {
        var all = Indicator.All(MethodologyCatalog.Open(Repository.PathOf("methodology")));
        foreach (var id in (string[])["forest-area", "forest-carbon-stock", "carbon-per-hectare", "forest-carbon-sink", "natural-forest"])
            Assert.Equal(all.Single(i => i.Id == "forest-coverage").LandClasses, all.Single(i => i.Id == id).LandClasses);
    }

    [FixtureFact("reference/plans/plan_targets_three_plans.csv")]
    public void Every_indicator_of_the_hand_made_table_has_a_pack()
    {
        var lines = File.ReadAllLines(Repository.SharedPath("reference/plans/plan_targets_three_plans.csv"));
        var at = Array.IndexOf(lines[0].Split(','), "indicator"); // no cell before it is quoted
        var known = TargetIndicators.All(MethodologyCatalog.Open(Repository.PathOf("methodology"))).Select(i => i.Code).ToHashSet(StringComparer.Ordinal);
        Assert.All(lines.Skip(1).Where(l => l.Length > 0).Select(l => l.Split(',')[at]), code => Assert.Contains(code, known));
    }

    [Theory]
    [InlineData("\"unit\":\"m3/ha\"", "\"unit\":\"furlong\"", "indicators/vol/1/indicator.json:1:1: is not as indicator.json should be: 'furlong' is not a unit")]
    [InlineData("\"unit\":\"m3/ha\"", "\"unit\":\"m3\"", "indicators/vol/1/indicator.json:1:1: base 'wood' is measured in m3/ha, the indicator in m3")]
    [InlineData("\"kind\":\"level\"", "\"kind\":\"flow\"", "indicators/vol/1/indicator.json:1:1: is not as indicator.json should be: kind 'flow' is neither level nor work")]
    [InlineData("\"kind\":\"level\"", "\"kind\":\"work\"", "indicators/vol/1/indicator.json:1:1: has bases of its own, but is work done")]
    [InlineData("volumeM3", "volume", "indicators/vol/1/indicator.json:1:1: is not as indicator.json should be: 'volume' is no figure")]
    [InlineData("\"id\":\"all\"", "\"id\":\"wood\"", "indicators/vol/1/indicator.json:1:1: base 'wood' stands twice")]
    [InlineData("\"list\":\"wood.csv\"", "\"list\":\"other.csv\"", "indicators/vol/1/other.csv:1:1: cannot be read")]
    [InlineData("\"list\":\"wood.csv\"", "\"note\":\"wood.csv\"", "indicators/vol/1/wood.csv:1:1: is used by no base")]
    [InlineData("cover,wood", "cover,stone", "indicators/vol/1/wood.csv:2:1: class 'stone' is not in codes/cover@1")]
    [InlineData("cover,wood", "soil,wood", "indicators/vol/1/wood.csv:2:1: role 'soil' has no code table under classes")]
    [InlineData("\"stock\"", "\"rate\"", "indicators:1:1: the name 'rate' is that of cover, vol")]
    [InlineData("\"code\":\"vol\"", "\"code\":\"cover\"", "indicators:1:1: code 'cover' is that of cover, vol")]
    [InlineData("\"bases\"", "\"sameAs\":\"cover\",\"bases\"", "indicators/vol/1/indicator.json:1:1: has bases of its own, but is work done or another name")]
    public void A_fault_of_a_definition_names_its_place(string find, string replace, string problem)
    {
        const string Json = """{"id":"vol","version":"1","status":"memory","title":{"zh":"蓄积","en":"stock"},"code":"vol","names":["stock"],"unit":"m3/ha","domain":"forest","kind":"level","classes":{"cover":"codes/cover@1"},"bases":[{"id":"wood","zh":"林","en":"wood","numerator":{"figure":"volumeM3","list":"wood.csv"},"denominator":{"figure":"areaHa"}},{"id":"all","zh":"全部","en":"all","numerator":{"figure":"volumeM3"},"denominator":{"figure":"areaHa"}}],"source":"hand"}""";
        const string List = "role,class,source,locator,status,reason\ncover,wood,hand,p. 1,memory,\n";
        using var pack = Pack(Good.Replace("\"zh\":\"率\"", "\"zh\":\"rate\"", StringComparison.Ordinal), Rows).With("indicators/vol/1/indicator.json", Json.Replace(find, replace, StringComparison.Ordinal)).With("indicators/vol/1/wood.csv", List.Replace(find, replace, StringComparison.Ordinal));
        var catalog = MethodologyCatalog.Open(pack.Write());
        Assert.Contains(Assert.Throws<MethodologyLoadException>(() => Indicator.All(catalog)).Problems, p => p.ToString().StartsWith(problem, StringComparison.Ordinal));
        Assert.Contains(MethodologyCheck.Run(catalog).Released, p => p.ToString().StartsWith(problem, StringComparison.Ordinal));
        Assert.Equal(["cover"], Indicator.Reported(catalog).Select(i => i.Id)); // an assessment does without the others
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("cover")] // of another unit
    public void Another_name_is_that_of_an_indicator_of_the_same_unit(string other)
    {
        var json = $$"""{"id":"n","version":"1","status":"memory","title":{"zh":"名","en":"name"},"code":"n","names":[],"unit":"ha","domain":"forest","kind":"level","sameAs":"{{other}}","source":"hand"}""";
        using var pack = Pack(Good, Rows).With("indicators/n/1/indicator.json", json);
        Assert.StartsWith($"indicators/n/1/indicator.json:1:1: sameAs '{other}' is no indicator of the same unit", Assert.Single(Assert.Throws<MethodologyLoadException>(() => Indicator.All(MethodologyCatalog.Open(pack.Write()))).Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_that_a_method_has_not_is_told()
    {
        const string Json = """{"id":"w","version":"1","status":"memory","title":{"zh":"率","en":"rate"},"code":"w","names":[],"unit":"%","domain":"wetland","kind":"level","bases":[{"id":"a","zh":"甲","en":"a","method":"m/2","output":"x"}],"source":"hand"}""";
        using var pack = new TestPack().With("indicators/w/1/indicator.json", Json);
        var catalog = MethodologyCatalog.Open(pack.Write());
        Assert.Equal("a", Assert.Single(Indicator.All(catalog)).Definitions[0].Base.Id);
        Assert.Contains(MethodologyCheck.Run(catalog).Released, p => p.ToString().StartsWith("indicators/w/1/indicator.json:1:1: base 'a' names method 'm/2', which is no method", StringComparison.Ordinal));
    }

    private static TestPack Pack(string json, string rows) => new TestPack()
        .With("codes/cover/1/codes.csv", "code,name,name_en,class,match,source,status,reason\nwood,林,wood,wood,exact,hand,declared,\n")
        .With("indicators/cover/1/indicator.json", json).With("indicators/cover/1/numerator.csv", rows);
}
