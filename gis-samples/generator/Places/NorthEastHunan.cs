namespace CarbonSink.Samples.Places;

/// <summary>Species of the hills and plains of north-east Hunan. Growth figures are invented to look plausible; codes are declared by the data set, as in practice.</summary>
internal static class NorthEastHunan
{
    private static readonly AgeGroups Fir = new(10, 20, 25, 35, 42);
    private static readonly AgeGroups PlantedPine = new(10, 20, 30, 50, 52);
    private static readonly AgeGroups NaturalPine = new(20, 30, 40, 60, 62);
    private static readonly AgeGroups PlantedHardwood = new(20, 40, 50, 70, 55);
    private static readonly AgeGroups NaturalHardwood = new(40, 60, 80, 120, 85);
    private static readonly AgeGroups PlantedSweetgum = new(10, 20, 30, 50, 45);
    private static readonly AgeGroups NaturalSweetgum = new(20, 40, 50, 70, 62);
    private static readonly AgeGroups Poplar = new(5, 10, 15, 25, 24);

    public static Species[] Species { get; } =
    [
        new("220", "马尾松", LandClass.Pure, 0.24)
        {
            Belt = (0, 850), Growth = new(26, 30, 1.35, 2700, 28, 0.39), PlantedShare = 0.45, Planted = PlantedPine, Natural = NaturalPine,
        },
        new("261", "湿地松", LandClass.Pure, 0.06)
        {
            Belt = (0, 350), Growth = new(26, 24, 1.45, 2200, 26, 0.39), Planted = PlantedPine,
        },
        new("310", "杉木", LandClass.Pure, 0.40)
        {
            Belt = (40, 1000), Growth = new(28, 26, 1.2, 3200, 24, 0.42), PlantedShare = 0.96, Planted = Fir, OftenUnmeasured = true,
        },
        new("320", "柳杉", LandClass.Pure, 0.16)
        {
            Belt = (550, 1300), Growth = new(26, 28, 1.3, 2800, 26, 0.42), Planted = Fir,
        },
        new("330", "水杉", LandClass.Pure, 0.012)
        {
            Belt = (0, 60), Growth = new(28, 22, 1.3, 2000, 26, 0.42), Planted = Fir,
        },
        new("350", "柏木", LandClass.Pure, 0.012)
        {
            Belt = (40, 500), Growth = new(20, 36, 1.2, 2800, 34, 0.42), PlantedShare = 0.7, Planted = new(20, 40, 60, 80, 48), Natural = new(40, 60, 80, 120, 70),
        },
        new("410", "栎类", LandClass.Pure, 0.07)
        {
            Belt = (80, 1300), Growth = new(22, 36, 1.3, 2500, 34, 0.40), PlantedShare = 0.08, Planted = PlantedHardwood, Natural = NaturalHardwood,
        },
        new("440", "樟木", LandClass.Pure, 0.025)
        {
            Belt = (0, 350), Growth = new(21, 28, 1.6, 1800, 30, 0.40), PlantedShare = 0.85, Planted = PlantedHardwood, Natural = NaturalHardwood,
        },
        new("470", "木荷", LandClass.Pure, 0.03)
        {
            Belt = (60, 900), Growth = new(22, 30, 1.3, 2400, 30, 0.40), PlantedShare = 0.4, Planted = PlantedSweetgum, Natural = NaturalSweetgum,
        },
        new("480", "枫香", LandClass.Pure, 0.035)
        {
            Belt = (40, 800), Growth = new(25, 28, 1.3, 2100, 28, 0.40), PlantedShare = 0.3, Planted = PlantedSweetgum, Natural = NaturalSweetgum,
        },
        new("490", "其他硬阔类", LandClass.Pure, 0.055)
        {
            Belt = (60, 1200), Growth = new(20, 32, 1.3, 2400, 32, 0.40), PlantedShare = 0.12, Planted = PlantedHardwood, Natural = NaturalHardwood,
        },
        new("530", "杨树", LandClass.Pure, 0.03)
        {
            Belt = (0, 80), Growth = new(36, 14, 1.25, 1000, 30, 0.40), Planted = Poplar,
        },
        new("610", "针叶混", LandClass.Mixed, 0.30)
        {
            Belt = (30, 900), Growth = new(26, 29, 1.3, 2800, 27, 0.40), PlantedShare = 0.6, Planted = PlantedPine, Natural = NaturalPine,
        },
        new("620", "阔叶混", LandClass.Mixed, 0.34)
        {
            Growth = new(21, 32, 1.3, 2300, 32, 0.40), PlantedShare = 0.08, Planted = PlantedHardwood, Natural = NaturalHardwood,
        },
        new("630", "针阔混", LandClass.Mixed, 0.36)
        {
            Growth = new(23, 30, 1.3, 2500, 30, 0.40), PlantedShare = 0.3, Planted = PlantedPine, Natural = NaturalPine,
        },
        new("660", "毛竹", LandClass.Bamboo, 0.94) { PlantedShare = 0.35 },
        new("670", "其他竹类", LandClass.Bamboo, 0.06) { PlantedShare = 0.2 },
        new("701", "柑桔", LandClass.Pure, 0.006) { Belt = (0, 250), Purpose = "251" },
        new("711", "板栗", LandClass.Pure, 0.010) { Belt = (40, 500), Purpose = "251" },
        new("751", "油茶", LandClass.SpecialShrub, 0.62) { Belt = (0, 500), Purpose = "252" },
        new("755", "茶叶", LandClass.SpecialShrub, 0.30) { Belt = (0, 900), Purpose = "252" },
        new("998", "其他灌木（特灌）", LandClass.SpecialShrub, 0.08) { PlantedShare = 0 },
        new("999", "其他灌木", LandClass.OtherShrub, 1.0) { PlantedShare = 0 },
    ];
}
