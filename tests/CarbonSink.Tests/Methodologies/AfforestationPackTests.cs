using CarbonSink.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Methodologies;

/// <summary>What the afforestation packs say beside their formulas: notices, labels, conditions, codes.</summary>
public sealed class AfforestationPackTests
{
    private static readonly MethodologyCatalog Catalog = MethodologyCatalog.Open(Repository.PathOf("methodology"));

    [Theory]
    [InlineData("ar-acm0003")]
    [InlineData("ar-am0014")]
    [InlineData("ccer-14-001")]
    public void A_project_method_says_that_trees_standing_before_are_declared(string method) =>
        Assert.Contains(Catalog.Describe(method, "1").Notices, n => n.Zh.Contains("stock_before", StringComparison.Ordinal) && n.En.Contains("stock_before", StringComparison.Ordinal));

    [Theory]
    [InlineData("ar-acm0003", "v02.0")]
    [InlineData("ar-am0014", "v02.0.0")]
    public void A_CDM_method_says_what_was_read_its_warming_potentials_and_that_its_credits_are_temporary(string method, string version)
    {
        var notices = Catalog.Describe(method, "1").Notices;
        foreach (var word in (string[])[version, "310", "tCER"])
            Assert.Contains(notices, n => n.Zh.Contains(word, StringComparison.Ordinal) && n.En.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public void All_CCER_packs_have_one_label()
    {
        var labels = Directory.GetDirectories(Repository.PathOf("methodology/methods"), "ccer-*").Select(f => Catalog.Describe(Path.GetFileName(f), "1").Label).Select(l => (l.Zh, l.En)).Distinct();
        Assert.Equal([("CCER 式估算（参数未经核实）", "CCER-style estimate (parameters unverified)")], labels);
    }

    [Fact]
    public void Public_benefit_forest_is_named_by_codes_that_exist()
    {
        var rule = Rule("ccer-14-001", "add-public-benefit");
        var codes = Lines("methodology/codes/forest-category/1/codes.csv").Skip(1).Select(l => l.Split(',')).Where(c => c[3] == "public_benefit").SelectMany(c => (string[])[c[0], c[3]]).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(codes, rule[8].Split('|').Order(StringComparer.Ordinal));
    }

    /// <summary>Shares of the whole project: the mean of the parcels by area, in %.</summary>
    [Theory]
    [InlineData("species", "nonmangrove_share")]
    [InlineData("disturbance", "disturbed")]
    public void Shares_of_mangrove_conditions_are_of_the_project(string rule, string subject) =>
        Assert.Equal(["project", "share-max", subject, "10", "%"], Rule("ar-am0014", rule)[3..8]);

    /// <summary>No section is named that nobody read.</summary>
    [Fact]
    public void Sections_on_crediting_and_additionality_are_open()
    {
        var rules = Lines("methodology/methods/ccer-14-001/1/eligibility.csv").Select(l => l.Split(',')).Where(c => c[0].StartsWith("crediting-", StringComparison.Ordinal) || c[0].StartsWith("add-", StringComparison.Ordinal));
        Assert.Equal(7, rules.Count());
        Assert.All(rules, c => Assert.Equal("章节未知 / section unknown", c[2]));
    }

    /// <summary>One code list of climates with the packs of soil and wetland, which take the words of IPCC 2019.</summary>
    [Theory]
    [InlineData("ar-tool12/1/zone.csv")]
    [InlineData("ar-tool16/1/zone.csv")]
    [InlineData("ar-tool16/1/soc-ref.csv")]
    public void Cool_temperate_is_the_code(string table)
    {
        var climates = Lines($"methodology/tables/{table}").Skip(1).Select(l => l.Split(',')[0]).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(new HashSet<string> { "cool-temperate-dry", "cool-temperate-moist", "warm-temperate-dry", "warm-temperate-moist" }, climates);
        Assert.DoesNotContain(climates, c => c.StartsWith("cold-", StringComparison.Ordinal));
    }

    private static string[] Lines(string path) => File.ReadAllLines(Repository.PathOf(path));

    private static string[] Rule(string method, string rule) => Lines($"methodology/methods/{method}/1/eligibility.csv").Select(l => l.Split(',')).Single(c => c[0] == rule);
}
