using static CarbonSink.Samples.UnitFields;

namespace CarbonSink.Samples.Dictionaries;

/// <summary>The layer of national public-benefit forest (国家级公益林落界): where it lies and whose it is, with the number of the unit in the forest map; neither land class nor stock.</summary>
internal static class Gongyilin2010s
{
    public static DataDictionary Dictionary { get; } = new()
    {
        Schema = "gongyilin-2010s",
        AreaField = "MIAN_JI",
        Covers = u => u.ForestCategory == "011",
        LandClassCode = (_, _) => "",
        Fields = place =>
        [
            .. Division(place).Where(f => f.Name != "SHI"),
            .. Numbers,
            new("DI_MAO", 'C', 1, 0, _ => null),
            new("PO_XIANG", 'C', 1, 0, u => $"{u.Aspect}"),
            new("PO_WEI", 'C', 1, 0, _ => null),
            new("PO_DU_JI", 'C', 1, 0, _ => null),
            new("MIAN_JI", 'N', 8, 2, u => Fixed(u.Area, 2)),
            new("TDQS", 'C', 2, 0, u => u.Ownership),
            new("TDSYQS", 'C', 2, 0, u => u.Ownership),
            new("LMQS", 'C', 2, 0, u => u.Ownership),
            new("LMSYQS", 'C', 2, 0, u => u.Ownership),
            new("LQ_QLR", 'C', 24, 0, u => place.Townships[u.Township].Villages[u.Village]),
            new("LDYZT_XB", 'C', 25, 0, u => $"{place.Division}-{u.Key}"),
            new("ELDC_XB", 'C', 24, 0, _ => null),
        ],
    };
}
