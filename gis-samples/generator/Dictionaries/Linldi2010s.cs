using static CarbonSink.Samples.UnitFields;

namespace CarbonSink.Samples.Dictionaries;

/// <summary>The forest land map (林地一张图) of the 2010s: planar area in hectares, names of townships and villages in the layer.</summary>
internal static class Linldi2010s
{
    public static DataDictionary Dictionary { get; } = new()
    {
        Schema = "linldi-2010s",
        AreaField = "MIAN_JI",
        StockField = "XIAOBAN_XJ",
        LandClassCode = (place, u) => place.Townships[u.Township].OldLandClasses ? u.Class.OldCode : u.Class.Code,
        Fields = place =>
        [
            .. Division(place),
            new("XIANG_MC", 'C', 16, 0, u => place.Townships[u.Township].Name),
            new("CUN_MC", 'C', 16, 0, u => place.Townships[u.Township].Villages[u.Village]),
            .. Numbers,
            new("LD_QS", 'C', 2, 0, u => u.Ownership),
            new("MIAN_JI", 'N', 10, 2, u => Fixed(u.Area, 2)),
            new("DI_LEI", 'C', 4, 0, u => u.LandClassCode),
            .. Category,
            .. Stand,
            new("XIAOBAN_XJ", 'N', 8, 0, u => Fixed(u.Stock, 0)),
            new("JJLCQ", 'C', 1, 0, u => u.FruitingStage),
            .. Site,
            new("GXSJ", 'C', 8, 0, _ => place.SurveyDate.Replace("-", "")),
        ],
    };
}
