using System.Globalization;

namespace CarbonSink.Samples;

/// <summary>The fields of the sub-compartment layer: the 林地一张图 dictionary of the 2010s.</summary>
internal static class Units
{
    /// <summary>Fields in file order for a place.</summary>
    public static IReadOnlyList<DbaseField<Unit>> Fields(Place place)
    {
        Township Of(Unit unit) => place.Townships[unit.Township];
        return
        [
            new("SHENG", 'C', 2, 0, _ => place.Division[..2]),
            new("SHI", 'C', 4, 0, _ => place.Division[..4]),
            new("XIAN", 'C', 6, 0, _ => place.Division),
            new("XIANG", 'C', 3, 0, u => $"{u.Township + 1:000}"),
            new("CUN", 'C', 3, 0, u => $"{u.Village + 1:000}"),
            new("XIANG_MC", 'C', 16, 0, u => Of(u).Name),
            new("CUN_MC", 'C', 16, 0, u => Of(u).Villages[u.Village]),
            .. Surveyed,
            new("GXSJ", 'C', 8, 0, _ => place.SurveyDate.Replace("-", "")),
        ];
    }

    /// <summary>Text of a surveyed field of a unit as it will be written.</summary>
    public static string? Text(Unit unit, string field) => Surveyed.First(f => f.Name == field).Text(unit);

    private static readonly IReadOnlyList<DbaseField<Unit>> Surveyed =
    [
        new("LIN_BAN", 'C', 4, 0, u => $"{u.Compartment:0000}"),
        new("XIAO_BAN", 'C', 5, 0, u => $"{u.Number:00000}"),
        new("LD_QS", 'C', 2, 0, u => u.Ownership),
        new("MIAN_JI", 'N', 10, 2, u => Fixed(u.Area, 2)),
        new("DI_LEI", 'C', 4, 0, u => u.LandClassCode),
        new("SEN_LIN_LB", 'C', 3, 0, u => u.ForestCategory),
        new("SHI_QUAN_D", 'C', 2, 0, u => u.Authority),
        new("GJGYL_BHDJ", 'C', 1, 0, u => u.ProtectionGrade),
        new("LIN_ZHONG", 'C', 3, 0, u => u.Purpose),
        new("QI_YUAN", 'C', 2, 0, u => u.Origin),
        new("YOU_SHI_SZ", 'C', 3, 0, u => u.SpeciesCode),
        new("LING_ZU", 'C', 1, 0, u => u.AgeGroup),
        new("PINGJUN_NL", 'N', 3, 0, u => Fixed(u.Age, 0)),
        new("YU_BI_DU", 'N', 4, 2, u => Fixed(u.CrownClosure, 2)),
        new("PINGJUN_XJ", 'N', 5, 1, u => Fixed(u.Diameter, 1)),
        new("PINGJUN_SG", 'N', 5, 1, u => Fixed(u.Height, 1)),
        new("MEI_GQ_ZS", 'N', 5, 0, u => Fixed(u.Stems, 0)),
        new("HUO_LMGQXJ", 'N', 7, 1, u => Fixed(u.StockPerHectare, 1)),
        new("XIAOBAN_XJ", 'N', 8, 0, u => Fixed(u.Stock, 0)),
        new("JJLCQ", 'C', 1, 0, u => u.FruitingStage),
        new("HAI_BA", 'N', 4, 0, u => Fixed(u.Elevation, 0)),
        new("PO_DU", 'N', 2, 0, u => Fixed(u.Slope, 0)),
        new("PO_XIANG", 'C', 1, 0, u => $"{u.Aspect}"),
    ];

    private static string? Fixed(double? value, int decimals) => value?.ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
