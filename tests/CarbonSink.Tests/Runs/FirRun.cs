using CarbonSink.Runs;

namespace CarbonSink.Tests.Runs;

/// <summary>A run with the species of Linxiang, in which 310 is Chinese fir of Fang's row.</summary>
internal static class FirRun
{
    public static AssessmentOptions Options(string source) => new(source, Repository.PathOf("methodology"))
    {
        Threads = 1,
        Method = "county-forest-stock/1",
        Tables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["species_type"] = Repository.PathOf("gis-samples/linxiang/species.csv"),
            ["biomass"] = "tables/fang/southern-12@1",
            ["two_way"] = "tables/ly-208/two-way@1",
            ["carbon_fraction"] = "tables/ipcc-2006/carbon-fraction@1",
        },
        Parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["cf_zone"] = "tropical-subtropical" },
    };
}
