using CarbonSink.Samples.Dictionaries;
using CarbonSink.Samples.Places;

namespace CarbonSink.Samples;

/// <summary>All samples of the repository; a new one is a value here.</summary>
internal static class Deliveries
{
    public static Sample Linxiang { get; } = new()
    {
        Id = "linxiang",
        Place = Places.Linxiang.Place,
        Dictionary = Linldi2010s.Dictionary,
        Coding = TextCoding.Gbk,
        WholeCounty = true,
        Plant = dirt =>
        {
            dirt.NullShape();
            dirt.NullShape();
            foreach (var code in new[] { "1140", "9999", "3110" })
                dirt.UnknownLandClass(code);
            dirt.BlankLandClass();
            dirt.UnknownSpecies("315");
            dirt.UnknownSpecies("888");
            dirt.CrownClosureInTenths();
            dirt.NegativeHeight();
            dirt.AreaInMu();
            dirt.WrongStock();
            dirt.Overlap();
        },
    };

    public static Sample Fushun { get; } = new()
    {
        Id = "fushun",
        Place = Places.Fushun.Place,
        Dictionary = Lincaoshi2020s.Dictionary,
        Coding = TextCoding.Gb18030,
        WholeCounty = true,
        Plant = dirt =>
        {
            dirt.CutName("SHUZHONG_Z", "SHUZHONG_ZC");
            dirt.NullShape();
            dirt.UnknownLandClass("039900");
            dirt.BlankLandClass();
            dirt.UnknownSpecies("888");
            dirt.CrownClosureInTenths();
            dirt.AreaInMu();
            dirt.WrongStock();
            dirt.Overlap();
            dirt.LostLeadingZero();
            dirt.DecodedLandClass("乔木林地");
            dirt.CodeWithDecimals("QI_YUAN");
            dirt.Spell(u => u.Class.IsArbor && u.AgeGroup == "2", "LING_ZU", "中龄林", "name instead of code: read as 2", "");
            dirt.BlankAgeGroup("150");
            dirt.BlankAgeGroup("410");
            dirt.ShrubCoverAbove100();
            dirt.BiomassDiffers();
            dirt.CarbonAsCarbonDioxide();
            dirt.RareCharacter();
        },
    };

    public static Sample Ruichang { get; } = new()
    {
        Id = "ruichang",
        Place = Places.Ruichang.Place,
        Dictionary = Linldi2020s.Dictionary,
        Coding = TextCoding.Utf8,
        WholeCounty = true,
        Plant = dirt =>
        {
            dirt.NullShape();
            dirt.UnknownLandClass("031100");
            dirt.BlankLandClass();
            dirt.UnknownSpecies("315");
            dirt.NegativeHeight();
            dirt.AreaInMu();
            dirt.WrongStock();
            dirt.Overlap();
            dirt.LostLeadingZero();
            dirt.LostLeadingZero();
            dirt.DecodedLandClass("乔木林地");
            dirt.CodeWithDecimals("QI_YUAN");
            dirt.Respell(u => u.Origin == "21", "QI_YUAN", _ => "２１", "full-width digits: read as 21", "");
            dirt.BlankAgeGroup("310");
            dirt.BlankAgeGroup("220");
        },
    };

    // samples of the schema folders: a corner of a place each

    public static Sample ForestMap2010s { get; } = new()
    {
        Id = "linldi-2010s",
        Place = Places.Linxiang.Place,
        Dictionary = Linldi2010s.Dictionary,
        Coding = TextCoding.GbkByLanguageId,
        Part = u => (u.Township, u.Village) is (12, 1) or (4, 0),
        Plant = dirt =>
        {
            dirt.UnknownLandClass("9999");
            dirt.UnknownSpecies("888");
            dirt.CrownClosureInTenths();
            dirt.WrongStock();
        },
    };

    public static Sample ForestMap2020s { get; } = new()
    {
        Id = "linldi-2020s",
        Place = Places.Ruichang.Place,
        Dictionary = Linldi2020s.Dictionary,
        Coding = TextCoding.Utf8,
        Part = u => (u.Township, u.Village) is (9, 2),
        Plant = dirt =>
        {
            dirt.NullShape();
            dirt.LostLeadingZero();
            dirt.DecodedLandClass("乔木林地");
            dirt.CodeWithDecimals("QI_YUAN");
        },
    };

    public static Sample MergedSurvey2020s { get; } = new()
    {
        Id = "lincaoshi-2020s",
        Place = Places.Fushun.Place,
        Dictionary = Lincaoshi2020s.Dictionary,
        Coding = TextCoding.Gb18030,
        Part = u => (u.Township, u.Village) is (3, 0),
        Plant = dirt =>
        {
            dirt.CutName("SHUZHONG_Z", "SHUZHONG_ZC");
            dirt.BlankLandClass();
            dirt.ShrubCoverAbove100();
            dirt.CarbonAsCarbonDioxide();
        },
    };

    public static Sample PublicBenefitForest2010s { get; } = new()
    {
        Id = "gongyilin-2010s",
        Place = Places.Linxiang.Place,
        Dictionary = Gongyilin2010s.Dictionary,
        Coding = TextCoding.GbkByNumber,
        Part = u => u.Township == 9,
        Plant = dirt =>
        {
            dirt.NullShape();
            dirt.AreaInMu();
        },
    };

    public static IReadOnlyList<Sample> All { get; } = [Linxiang, Fushun, Ruichang, ForestMap2010s, ForestMap2020s, MergedSurvey2020s, PublicBenefitForest2010s];
}
