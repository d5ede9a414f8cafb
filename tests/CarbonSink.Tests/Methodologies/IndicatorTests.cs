using CarbonSink.Methodologies;
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

    private static TestPack Pack(string json, string rows) => new TestPack()
        .With("codes/cover/1/codes.csv", "code,name,name_en,class,match,source,status,reason\nwood,林,wood,wood,exact,hand,declared,\n")
        .With("indicators/cover/1/indicator.json", json).With("indicators/cover/1/numerator.csv", rows);
}
