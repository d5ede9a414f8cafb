namespace CarbonSink.Samples.Places;

/// <summary>Species of the hills of north-west Jiangxi: those of the neighbouring north-east Hunan in other shares, and two more.</summary>
internal static class NorthWestJiangxi
{
    private static readonly Dictionary<string, double> Shares = new(StringComparer.Ordinal)
    {
        ["220"] = 0.26, ["261"] = 0.10, ["310"] = 0.34, ["320"] = 0.05, ["350"] = 0.04, ["410"] = 0.09, ["530"] = 0.03, ["751"] = 0.72, ["755"] = 0.18, ["998"] = 0.10,
    };

    public static Species[] Species { get; } =
    [
        .. NorthEastHunan.Species.Select(s => s with { Weight = Shares.GetValueOrDefault(s.Code, s.Weight), OftenUnmeasured = s.Code is "310" or "660" }),
        new("262", "火炬松", LandClass.Pure, 0.01) { Belt = (0, 300), Growth = new(26, 24, 1.45, 2200, 26, 0.39), Planted = new(10, 20, 30, 50, 40) },
        new("590", "其他软阔类", LandClass.Pure, 0.02)
        {
            Belt = (20, 500), Growth = new(22, 20, 1.3, 1700, 28, 0.40), PlantedShare = 0.4, Planted = new(5, 10, 15, 25, 28), Natural = new(20, 40, 50, 70, 55),
        },
    ];
}
