namespace CarbonSink.Samples.Places;

/// <summary>Species of the mountains of eastern Liaoning. Growth figures are invented to look plausible; codes are declared by the data set, as in practice.</summary>
internal static class EastLiaoning
{
    private static readonly AgeGroups PlantedLarch = new(20, 30, 40, 60, 58);
    private static readonly AgeGroups PlantedKoreanPine = new(40, 60, 80, 120, 72);
    private static readonly AgeGroups NaturalKoreanPine = new(60, 100, 120, 160, 130);
    private static readonly AgeGroups PlantedChinesePine = new(20, 30, 40, 60, 62);
    private static readonly AgeGroups NaturalChinesePine = new(30, 50, 60, 80, 78);
    private static readonly AgeGroups PlantedBirch = new(20, 30, 40, 60, 45);
    private static readonly AgeGroups NaturalBirch = new(30, 50, 60, 80, 72);
    private static readonly AgeGroups PlantedHardwood = new(20, 40, 50, 70, 55);
    private static readonly AgeGroups NaturalHardwood = new(40, 60, 80, 120, 96);
    private static readonly AgeGroups Poplar = new(10, 15, 20, 30, 32);

    public static Species[] Species { get; } =
    [
        new("150", "落叶松", LandClass.Pure, 0.30)
        {
            Belt = (120, 1000), Growth = new(31, 26, 1, 3600, 28, 0.41), PlantedShare = 0.97, Planted = PlantedLarch, Natural = new(40, 80, 100, 140, 80),
        },
        new("160", "樟子松", LandClass.Pure, 0.02) { Belt = (100, 600), Growth = new(26, 28, 1.2, 3000, 32, 0.41), Planted = PlantedLarch },
        new("165", "红松", LandClass.Pure, 0.10)
        {
            Belt = (150, 1000), Growth = new(30, 46, 1.25, 3600, 40, 0.42), PlantedShare = 0.9, Planted = PlantedKoreanPine, Natural = NaturalKoreanPine, OftenUnmeasured = true, HeightOftenMissing = true,
        },
        new("190", "油松", LandClass.Pure, 0.07)
        {
            Belt = (80, 700), Growth = new(22, 34, 1.35, 3600, 36, 0.41), PlantedShare = 0.7, Planted = PlantedChinesePine, Natural = NaturalChinesePine,
        },
        new("410", "栎类（蒙古栎）", LandClass.Pure, 0.27)
        {
            Belt = (100, 1100), Growth = new(23, 42, 1.25, 4200, 50, 0.40), PlantedShare = 0.05, Planted = PlantedHardwood, Natural = NaturalHardwood,
        },
        new("420", "桦木", LandClass.Pure, 0.03)
        {
            Belt = (350, 3000), Growth = new(24, 28, 1.15, 3600, 36, 0.40), PlantedShare = 0.05, Planted = PlantedBirch, Natural = NaturalBirch,
        },
        new("430", "水胡黄", LandClass.Pure, 0.05)
        {
            Belt = (150, 900), Growth = new(25, 34, 1.2, 3400, 44, 0.40), PlantedShare = 0.3, Planted = PlantedHardwood, Natural = NaturalHardwood,
        },
        new("460", "榆树", LandClass.Pure, 0.015) { Belt = (50, 500), Growth = new(20, 30, 1.3, 3000, 36, 0.40), PlantedShare = 0.3, Planted = PlantedBirch, Natural = NaturalBirch },
        new("490", "其他硬阔类", LandClass.Pure, 0.05)
        {
            Belt = (120, 1100), Growth = new(20, 36, 1.25, 4000, 46, 0.40), PlantedShare = 0.05, Planted = PlantedHardwood, Natural = NaturalHardwood,
        },
        new("510", "椴树", LandClass.Pure, 0.02) { Belt = (250, 1000), Growth = new(24, 36, 1.25, 3400, 44, 0.40), PlantedShare = 0.05, Planted = PlantedHardwood, Natural = NaturalHardwood },
        new("530", "杨树", LandClass.Pure, 0.05)
        {
            Belt = (0, 350), Growth = new(32, 16, 1.15, 1300, 34, 0.40), PlantedShare = 0.95, Planted = Poplar, Natural = Poplar, OftenUnmeasured = true,
        },
        new("535", "柳树", LandClass.Pure, 0.006) { Belt = (0, 200), Growth = new(18, 16, 1.4, 1200, 30, 0.40), Planted = Poplar },
        new("610", "针叶混", LandClass.Mixed, 0.16)
        {
            Belt = (120, 900), Growth = new(27, 32, 1.2, 3800, 36, 0.41), PlantedShare = 0.8, Planted = PlantedLarch, Natural = NaturalKoreanPine,
        },
        new("620", "阔叶混", LandClass.Mixed, 0.52)
        {
            Growth = new(23, 38, 1.25, 4200, 48, 0.40), PlantedShare = 0.04, Planted = PlantedHardwood, Natural = NaturalHardwood, Biomass = (0.9788, 5.3764, 0.476),
        },
        new("630", "针阔混", LandClass.Mixed, 0.32)
        {
            Belt = (100, 1200), Growth = new(26, 36, 1.25, 3800, 44, 0.40), PlantedShare = 0.4, Planted = PlantedLarch, Natural = NaturalHardwood,
        },
        new("721", "苹果", LandClass.Pure, 0.008) { Belt = (0, 300), Purpose = "251" },
        new("711", "板栗", LandClass.Pure, 0.012) { Belt = (60, 400), Purpose = "251" },
        new("731", "榛子", LandClass.SpecialShrub, 0.75) { Belt = (60, 700), Purpose = "252" },
        new("998", "其他灌木（特灌）", LandClass.SpecialShrub, 0.25) { PlantedShare = 0, OftenUnmeasured = true },
        new("999", "其他灌木", LandClass.OtherShrub, 1.0) { PlantedShare = 0, OftenUnmeasured = true },
    ];
}
