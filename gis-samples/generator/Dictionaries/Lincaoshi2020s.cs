using static CarbonSink.Samples.UnitFields;

namespace CarbonSink.Samples.Dictionaries;

/// <summary>The merged forest, grass and wetland survey (林草湿数据与国土变更调查融合): 134 fields, those of the land survey first, areas on the ellipsoid. Fields without a text here stay blank.</summary>
internal static class Lincaoshi2020s
{
    // name, type and width; dBASE cuts SHUZHONG_ZC to ten bytes
    private const string Order = """
        BSM C18;YSDM C10;TBYBH C12;TBBH C8;DLBM C5;DLMC C20;QSXZ C2;QSDWDM C19;QSDWMC C40;ZLDWDM C19;ZLDWMC C40;TBMJ N15.2;KCDLBM C5;KCXS N6.4;KCMJ N15.2;TBDLMJ N15.2;
        GDLX C2;GDPDJB C2;XXTBKD N5.1;TBXHDM C6;TBXHMC C20;ZZSXDM C6;ZZSXMC C20;GDDB C2;FRDBS C1;CZCSXM C4;SJNF N4;BZ C40;
        SHENG C2;XIAN C6;XIANG C3;CUN C3;LIN_YE_JU C6;LIN_CHANG C6;LIN_BAN C4;XIAO_BAN C5;LY C4;STQW C2;STQWMC C20;DI_MAO C1;HAI_BA N5;PO_XIANG C1;PO_WEI C1;PO_DU N3;
        TU_RANG_LX C3;TU_CENG_HD N4;TU_RANG_ZD C2;LD_QS C2;TDSYQS C2;XBMJ N12.2;DI_LEI C12;ZBFGLX C4;ZB_JG C2;ZBGD N5.1;
        YU_BI_DU N5.2;GMGD N5.1;CBGD N5.1;YOU_SHI_SZ C3;QI_YUAN C4;PINGJUN_NL N4;LING_ZU C6;PINGJUN_XJ N6.1;PINGJUN_SG N6.1;MEI_GQ_ZS N6;MEI_GQ_XJ N8.1;HUO_LM_XJ N9;SHENG_WU_L N11.1;TAN_CHU_L N11.1;
        LMQS C2;LMSYQS C2;LIN_ZHONG C3;SHUZHONG_Z C10;SHI_QUAN_D C2;GYL_BHLX C2;LDGL_LX C2;BH_DJ C1;ZL_DJ C1;
        CY_FQ C2;CD_QY C2;CD_L C4;CD_XING C4;YS_CAOZ C4;CDGN C2;XC_CL N8.1;XB_XCCL N9.1;KSMCBL N5.1;XB_GCCL N9.1;XB_KSGCCL N9.1;XB_KSXCCL N9.1;CDLYFS C2;FM_SHCH C4;CYLB C2;LBMJ_BL N5.1;THLX C2;THCD C2;JM_PH C2;CDGL_LX C2;
        SD_DJ C2;ZYSD_BM C20;BHDSX C2;BHDDM C6;SDLYFS C2;SDWXZK C2;SDGLLX C2;
        DCQLX C2;QHLX C2;SHLX C2;SHCD C2;SSSMSD C2;HMHLX C2;HMHCD C2;TRLS N5.1;FSHD N5;SQGD N5.1;QSG N5.1;YJB N5.1;ZWCLXJL N5.1;ZWQML N5.1;ZWCL N7.1;GGNL C2;NTLWHL N5.1;FSZK C2;TRBCJG C2;KZLD C2;ZLCS C2;ZLCD C2;
        SMHZK C2;SMHCD C2;SMHYBLX C2;YRDM C2;HSBJ C2;GFYD C2;DC_RY C10;DC_RQ C8
        """;

    public static DataDictionary Dictionary { get; } = new()
    {
        Schema = "lincaoshi-2020s",
        AreaField = "XBMJ",
        StockField = "HUO_LM_XJ",
        NamesApart = true,
        SurveyArea = true,
        LandClassCode = (_, u) => u.Class.SixDigits ?? u.Class.SurveyCode,
        Fields = place =>
        {
            var texts = Texts(place);
            return [.. Order.Split([';', '\n', '\r', ' '], StringSplitOptions.RemoveEmptyEntries).Chunk(2).Select(f => Field(f[0], f[1], texts.GetValueOrDefault(f[0])))];
        },
    };

    private static DbaseField<Unit> Field(string name, string width, Func<Unit, string?>? text)
    {
        var sizes = width[1..].Split('.');
        return new(name, width[0], int.Parse(sizes[0]), sizes.Length > 1 ? int.Parse(sizes[1]) : 0, text ?? (_ => null));
    }

    private static Dictionary<string, Func<Unit, string?>> Texts(Place place)
    {
        string UnitCode(Unit u) => $"{place.Division}{TownshipCode(u)}{VillageCode(u)}0000000";
        string Village(Unit u) => place.Townships[u.Township].Villages[u.Village];
        string SurveyArea(Unit u) => Fixed(u.Area * 10_000, 2)!;
        return new(StringComparer.Ordinal)
        {
            ["BSM"] = u => $"{place.Division}{TownshipCode(u)}{u.Compartment:0000}{u.Number:00000}",
            ["YSDM"] = _ => "2001010100",
            ["TBBH"] = u => $"{u.Number}",
            ["DLBM"] = u => u.Class.SurveyCode,
            ["DLMC"] = u => u.Class.SurveyName,
            ["QSXZ"] = u => u.Ownership == "10" ? "20" : "30",
            ["QSDWDM"] = UnitCode,
            ["QSDWMC"] = Village,
            ["ZLDWDM"] = UnitCode,
            ["ZLDWMC"] = Village,
            ["TBMJ"] = SurveyArea,
            ["KCXS"] = _ => "0.0000",
            ["KCMJ"] = _ => "0.00",
            ["TBDLMJ"] = SurveyArea,
            ["SJNF"] = _ => place.SurveyDate[..4],
            ["SHENG"] = _ => place.Division[..2],
            ["XIAN"] = _ => place.Division,
            ["XIANG"] = TownshipCode,
            ["CUN"] = VillageCode,
            ["LIN_BAN"] = u => $"{u.Compartment:0000}",
            ["XIAO_BAN"] = u => $"{u.Number:00000}",
            ["HAI_BA"] = u => Fixed(u.Elevation, 0),
            ["PO_XIANG"] = u => $"{u.Aspect}",
            ["PO_DU"] = u => Fixed(u.Slope, 0),
            ["LD_QS"] = u => u.Ownership,
            ["TDSYQS"] = u => u.Ownership,
            ["XBMJ"] = u => Fixed(u.Area, 2),
            ["DI_LEI"] = u => u.LandClassCode,
            ["YU_BI_DU"] = u => u.Class.IsShrub ? null : Fixed(u.CrownClosure, 2),
            ["GMGD"] = u => u.Class.IsShrub ? Fixed(u.CrownClosure * 100, 1) : null,
            ["YOU_SHI_SZ"] = u => u.SpeciesCode,
            ["QI_YUAN"] = u => u.Origin,
            ["PINGJUN_NL"] = u => Fixed(u.Age, 0),
            ["LING_ZU"] = u => u.AgeGroup,
            ["PINGJUN_XJ"] = u => Fixed(u.Diameter, 1),
            ["PINGJUN_SG"] = u => Fixed(u.Height, 1),
            ["MEI_GQ_ZS"] = u => Fixed(u.Stems, 0),
            ["MEI_GQ_XJ"] = u => Fixed(u.StockPerHectare, 1),
            ["HUO_LM_XJ"] = u => Fixed(u.Stock, 0),
            ["SHENG_WU_L"] = u => Fixed(u.Biomass, 1),
            ["TAN_CHU_L"] = u => Fixed(u.Carbon, 1),
            ["LMQS"] = u => u.Class.IsForestLand ? u.Ownership : null,
            ["LMSYQS"] = u => u.Class.IsForestLand ? u.Ownership : null,
            ["LIN_ZHONG"] = u => u.Purpose,
            ["SHUZHONG_Z"] = u => u is { Class.IsArbor: true, Species: { Class: var kind } species } && kind == LandClass.Pure ? $"10{species.Name[0]}" : null,
            ["SHI_QUAN_D"] = u => u.Authority,
            ["DC_RQ"] = _ => place.SurveyDate.Replace("-", ""),
        };
    }
}
