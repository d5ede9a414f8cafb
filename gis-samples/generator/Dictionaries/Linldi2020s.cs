using static CarbonSink.Samples.UnitFields;

namespace CarbonSink.Samples.Dictionaries;

/// <summary>The forest land map of the 2020s: forest land only, six-digit land classes, no names, the age group as a number; XIAO_BAN_X is XIAO_BAN_XJ cut to ten bytes.</summary>
internal static class Linldi2020s
{
    public static DataDictionary Dictionary { get; } = new()
    {
        Schema = "linldi-2020s",
        AreaField = "XBMJ",
        StockField = "XIAO_BAN_X",
        NamesApart = true,
        Covers = u => u.Class.SixDigits is not null,
        LandClassCode = (_, u) => u.Class.SixDigits!,
        Fields = place =>
        [
            .. Division(place),
            .. Numbers,
            new("LD_QS", 'C', 2, 0, u => u.Ownership),
            new("XBMJ", 'N', 10, 2, u => Fixed(u.Area, 2)),
            new("DI_LEI", 'C', 12, 0, u => u.LandClassCode),
            .. Category.Select(f => f.Name is "QI_YUAN" or "YOU_SHI_SZ" ? f with { Width = 12 } : f),
            .. Stand.Select(f => f.Name == "LING_ZU" ? f with { Type = 'N' } : f),
            new("XIAO_BAN_X", 'N', 8, 0, u => Fixed(u.Stock, 0)),
            new("SYLDDKXH", 'C', 10, 0, _ => null),
            new("Y_SQDJ", 'C', 2, 0, _ => null),
            new("ZRBHQ_MC", 'C', 30, 0, _ => null),
            .. Site,
        ],
    };
}
