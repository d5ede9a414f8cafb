using CarbonSink.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Conventions;

/// <summary>docs/indicators.md lists what the packs say.</summary>
public sealed class IndicatorCatalogueTests
{
    private const string File = "docs/indicators.md";

    [Fact]
    public void The_document_lists_every_indicator_as_its_pack_defines_it()
    {
        var document = IndicatorCatalogue.Document(Indicator.All(MethodologyCatalog.Open(Repository.PathOf("methodology"))));
        if (Environment.GetEnvironmentVariable("UPDATE_INDICATORS") == "1")
            System.IO.File.WriteAllText(Repository.PathOf(File), document);
        Rule.Holds(
            PublicApi.Differences(SourceTree.OfRepository.Read(File).Split('\n'), document.Split('\n')),
            "Refresh the document and read its diff:\n  UPDATE_INDICATORS=1 dotnet test -c Release tests/CarbonSink.Tests --filter IndicatorCatalogueTests");
    }
}
