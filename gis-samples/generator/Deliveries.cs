using CarbonSink.Samples.Dictionaries;
using CarbonSink.Samples.Places;

namespace CarbonSink.Samples;

/// <summary>All samples of the repository; a new one is a value here.</summary>
internal static class Deliveries
{
    public static Sample Linxiang { get; } = new()
    {
        Id = "linxiang",
        Place = Places.Linxiang.Place,
        Dictionary = Linldi2010s.Dictionary,
        Coding = TextCoding.Gbk,
        WholeCounty = true,
        Plant = dirt =>
        {
            dirt.NullShape();
            dirt.NullShape();
            foreach (var code in new[] { "1140", "9999", "3110" })
                dirt.UnknownLandClass(code);
            dirt.BlankLandClass();
            dirt.UnknownSpecies("315");
            dirt.UnknownSpecies("888");
            dirt.CrownClosureInTenths();
            dirt.NegativeHeight();
            dirt.AreaInMu();
            dirt.WrongStock();
            dirt.Overlap();
        },
    };

    public static IReadOnlyList<Sample> All { get; } = [Linxiang];
}
