using static CarbonSink.Samples.UnitFields;

namespace CarbonSink.Samples.Dictionaries;

/// <summary>The layer of national public-benefit forest (国家级公益林落界).</summary>
internal static class Gongyilin2010s
{
    public static DataDictionary Dictionary { get; } = new()
    {
        Schema = "gongyilin-2010s",
        AreaField = "MIAN_JI",
        Covers = u => u.ForestCategory == "011",
        LandClassCode = (_, u) => u.Class.Code,
        Fields = place => [.. Division(place), .. Numbers],
    };
}
