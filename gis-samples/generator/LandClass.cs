namespace CarbonSink.Samples;

/// <summary>A land class (地类) in its 4-digit and its 01xx code.</summary>
internal sealed record LandClass(string Code, string OldCode)
{
    public static LandClass Pure { get; } = new("1111", "0111");

    public static LandClass Mixed { get; } = new("1112", "0111");

    public static LandClass Bamboo { get; } = new("1130", "0113");

    public static LandClass Sparse { get; } = new("1200", "0120");

    public static LandClass SpecialShrub { get; } = new("1310", "0131");

    public static LandClass OtherShrub { get; } = new("1320", "0132");

    public static LandClass YoungPlantation { get; } = new("1410", "0141");

    public static LandClass YoungClosed { get; } = new("1420", "0142");

    public static LandClass Nursery { get; } = new("1500", "0150");

    public static LandClass Cutover { get; } = new("1610", "0161");

    public static LandClass Burnt { get; } = new("1620", "0162");

    public static LandClass BarrenHill { get; } = new("1710", "0171");

    public static LandClass OtherSuitable { get; } = new("1730", "0173");

    public static LandClass Auxiliary { get; } = new("1800", "0180");

    public static LandClass Cropland { get; } = new("2100", "0210");

    public static LandClass Water { get; } = new("2300", "0230");

    public static LandClass Unused { get; } = new("2400", "0240");

    public static LandClass Built { get; } = new("2500", "0250");

    /// <summary>Arbor forest (乔木林), pure or mixed.</summary>
    public bool IsArbor => this == Pure || this == Mixed;

    /// <summary>Member of forest cover: arbor, bamboo, specially provided shrub.</summary>
    public bool IsForestCover => IsArbor || this == Bamboo || this == SpecialShrub;

    /// <summary>Forest land (林地), class 1.</summary>
    public bool IsForestLand => Code[0] == '1';
}
