using System.Globalization;

namespace CarbonSink.Samples;

/// <summary>Fields that the data dictionaries share.</summary>
internal static class UnitFields
{
    /// <summary>Division codes of a unit, province to village.</summary>
    public static IEnumerable<DbaseField<Unit>> Division(Place place) =>
    [
        new("SHENG", 'C', 2, 0, _ => place.Division[..2]),
        new("SHI", 'C', 4, 0, _ => place.Division[..4]),
        new("XIAN", 'C', 6, 0, _ => place.Division),
        new("XIANG", 'C', 3, 0, TownshipCode),
        new("CUN", 'C', 3, 0, VillageCode),
    ];

    /// <summary>Compartment and sub-compartment.</summary>
    public static IReadOnlyList<DbaseField<Unit>> Numbers { get; } =
    [
        new("LIN_BAN", 'C', 4, 0, u => $"{u.Compartment:0000}"),
        new("XIAO_BAN", 'C', 5, 0, u => $"{u.Number:00000}"),
    ];

    /// <summary>Category and purpose of the forest.</summary>
    public static IReadOnlyList<DbaseField<Unit>> Category { get; } =
    [
        new("SEN_LIN_LB", 'C', 3, 0, u => u.ForestCategory),
        new("SHI_QUAN_D", 'C', 2, 0, u => u.Authority),
        new("GJGYL_BHDJ", 'C', 1, 0, u => u.ProtectionGrade),
        new("LIN_ZHONG", 'C', 3, 0, u => u.Purpose),
        new("QI_YUAN", 'C', 2, 0, u => u.Origin),
        new("YOU_SHI_SZ", 'C', 3, 0, u => u.SpeciesCode),
    ];

    /// <summary>The stand as measured.</summary>
    public static IReadOnlyList<DbaseField<Unit>> Stand { get; } =
    [
        new("LING_ZU", 'C', 1, 0, u => u.AgeGroup),
        new("PINGJUN_NL", 'N', 3, 0, u => Fixed(u.Age, 0)),
        new("YU_BI_DU", 'N', 4, 2, u => Fixed(u.CrownClosure, 2)),
        new("PINGJUN_XJ", 'N', 5, 1, u => Fixed(u.Diameter, 1)),
        new("PINGJUN_SG", 'N', 5, 1, u => Fixed(u.Height, 1)),
        new("MEI_GQ_ZS", 'N', 5, 0, u => Fixed(u.Stems, 0)),
        new("HUO_LMGQXJ", 'N', 7, 1, u => Fixed(u.StockPerHectare, 1)),
    ];

    /// <summary>Where the unit lies.</summary>
    public static IReadOnlyList<DbaseField<Unit>> Site { get; } =
    [
        new("HAI_BA", 'N', 4, 0, u => Fixed(u.Elevation, 0)),
        new("PO_DU", 'N', 2, 0, u => Fixed(u.Slope, 0)),
        new("PO_XIANG", 'C', 1, 0, u => $"{u.Aspect}"),
    ];

    /// <summary>Code of the township within the county.</summary>
    public static string TownshipCode(Unit unit) => $"{unit.Township + 1:000}";

    /// <summary>Code of the village within the township.</summary>
    public static string VillageCode(Unit unit) => $"{unit.Village + 1:000}";

    /// <summary>The number that a text writes.</summary>
    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>A number with fixed decimals.</summary>
    public static string? Fixed(double? value, int decimals) => value?.ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
