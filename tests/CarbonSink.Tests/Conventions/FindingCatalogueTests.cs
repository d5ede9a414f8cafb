using CarbonSink.Findings;
using Xunit;

namespace CarbonSink.Tests.Conventions;

public class FindingCatalogueTests
{
    private const string File = "docs/findings.md";
    private static readonly FindingRule Good = new("TST-0001", Severity.Error, "坏值 {0}", "bad value {0}", "改正", "correct it");

    [Fact]
    public void The_catalogue_lists_every_rule()
    {
        var document = FindingCatalogue.Document(FindingCatalogue.Rules(SourceAssemblies.Types));
        if (Environment.GetEnvironmentVariable("UPDATE_FINDINGS") == "1")
            System.IO.File.WriteAllText(Repository.PathOf(File), document);
        Rule.Holds(
            PublicApi.Differences(SourceTree.OfRepository.Read(File).Split('\n'), document.Split('\n')),
            "Refresh the document and read its diff:\n  UPDATE_FINDINGS=1 dotnet test -c Release tests/CarbonSink.Tests --filter FindingCatalogueTests");
    }

    [Fact]
    public void Rules_are_complete_and_their_codes_unique() => Rule.Holds(FindingCatalogue.BadRules(FindingCatalogue.Rules(SourceAssemblies.Types)));

    [Fact]
    public void Codes_in_the_program_are_codes_of_rules() =>
        Rule.Holds(FindingCatalogue.UnknownCodes(SourceTree.OfRepository, FindingCatalogue.Rules(SourceAssemblies.Types)));

    [Fact]
    public void A_rule_in_a_property_or_a_field_is_seen() => Assert.Equal(["TST-0001", "TST-0002", "TST-0003"], FindingCatalogue.Rules([typeof(Holder)]).Select(r => r.Code));

    [Fact]
    public void A_rule_is_printed_in_one_row() =>
        Assert.EndsWith("|---|---|---|---|---|---|\n| TST-0001 | error | 坏值 {0} | 改正 | bad value {0} | correct it |\n", FindingCatalogue.Document([Good]), StringComparison.Ordinal);

    [Fact]
    public void A_bad_rule_is_found()
    {
        Assert.Empty(FindingCatalogue.BadRules([Good]));
        Assert.Single(FindingCatalogue.BadRules([Good, Good]));
        Assert.Single(FindingCatalogue.BadRules([Good with { Code = "tst1" }]));
        Assert.Single(FindingCatalogue.BadRules([Good with { HintEn = " " }]));
        Assert.Single(FindingCatalogue.BadRules([Good with { En = "坏值 {0}" }]));
        Assert.Single(FindingCatalogue.BadRules([Good with { En = "bad value" }]));
    }

    [Fact]
    public void A_code_without_rule_is_found()
    {
        using var folder = new TemporaryTree().With("src/A.cs", "x(\"TST-0001\", \"TST-0009\");");
        Assert.Equal(["src/A.cs: TST-0009 is not the code of a static rule"], FindingCatalogue.UnknownCodes(folder.Tree, [Good]));
    }

    private static class Holder
    {
        public static readonly FindingRule Field = Good with { Code = "TST-0002" };

        public static FindingRule Property { get; } = Good;

        internal static FindingRule Hidden { get; } = Good with { Code = "TST-0003" };
    }
}
