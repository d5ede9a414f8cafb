namespace CarbonSink.Samples;

/// <summary>A land class (地类) in the codings of the data dictionaries: 4 digits, 01xx, 6 digits (null: the table has no such class) and the land survey's 地类编码 with its name.</summary>
internal sealed record LandClass(string Code, string OldCode, string? SixDigits, string SurveyCode, string SurveyName)
{
    public static LandClass Pure { get; } = new("1111", "0111", "030100", "0301", "乔木林地");

    public static LandClass Mixed { get; } = new("1112", "0111", "030100", "0301", "乔木林地");

    public static LandClass Bamboo { get; } = new("1130", "0113", "030200", "0302", "竹林地");

    public static LandClass Sparse { get; } = new("1200", "0120", "030401", "0307", "其他林地");

    public static LandClass SpecialShrub { get; } = new("1310", "0131", "030301", "0305", "灌木林地");

    public static LandClass OtherShrub { get; } = new("1320", "0132", "030302", "0305", "灌木林地");

    public static LandClass YoungPlantation { get; } = new("1410", "0141", "030402", "0307", "其他林地");

    public static LandClass YoungClosed { get; } = new("1420", "0142", "030403", "0307", "其他林地");

    public static LandClass Nursery { get; } = new("1500", "0150", "030404", "0307", "其他林地");

    public static LandClass Cutover { get; } = new("1610", "0161", "030405", "0307", "其他林地");

    public static LandClass Burnt { get; } = new("1620", "0162", "030406", "0307", "其他林地");

    public static LandClass BarrenHill { get; } = new("1710", "0171", null, "0404", "其他草地");

    public static LandClass OtherSuitable { get; } = new("1730", "0173", null, "0404", "其他草地");

    public static LandClass Auxiliary { get; } = new("1800", "0180", null, "1202", "设施农用地");

    public static LandClass Cropland { get; } = new("2100", "0210", null, "0103", "旱地");

    public static LandClass Water { get; } = new("2300", "0230", null, "1103", "水库水面");

    public static LandClass Unused { get; } = new("2400", "0240", null, "1206", "裸土地");

    public static LandClass Built { get; } = new("2500", "0250", null, "0702", "农村宅基地");

    /// <summary>Arbor forest (乔木林), pure or mixed.</summary>
    public bool IsArbor => this == Pure || this == Mixed;

    /// <summary>Shrub, specified by the state or not.</summary>
    public bool IsShrub => this == SpecialShrub || this == OtherShrub;

    /// <summary>Member of forest cover: arbor, bamboo, specially provided shrub.</summary>
    public bool IsForestCover => IsArbor || this == Bamboo || this == SpecialShrub;

    /// <summary>Forest land (林地), class 1.</summary>
    public bool IsForestLand => Code[0] == '1';
}
