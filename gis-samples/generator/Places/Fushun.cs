namespace CarbonSink.Samples.Places;

/// <summary>A county in the position and with the forests of Fushun county, eastern Liaoning: a large reservoir in the north, mountains in the south and east. Outline, terrain and seats are schematic.</summary>
internal static class Fushun
{
    public static Place Place { get; } = new()
    {
        Id = "fushun",
        Name = "抚顺县（合成示例）",
        NameEn = "Fushun County (synthetic sample)",
        Division = "210421",
        SurveyDate = "2024-12-31",
        Seed = 210421,
        CentralMeridian = 123,
        CellArea = 116_000,
        Outline =
        [
            Point.Km(576.4, 4618.9), Point.Km(581.0, 4626.3), Point.Km(589.2, 4630.1), Point.Km(597.7, 4633.9), Point.Km(606.1, 4637.3), Point.Km(613.8, 4634.2),
            Point.Km(620.2, 4637.9), Point.Km(626.6, 4632.4), Point.Km(630.9, 4624.6), Point.Km(628.3, 4616.8), Point.Km(631.7, 4609.1), Point.Km(627.5, 4601.7),
            Point.Km(621.0, 4597.2), Point.Km(616.2, 4590.6), Point.Km(608.1, 4588.0), Point.Km(600.4, 4591.5), Point.Km(593.5, 4589.3), Point.Km(588.2, 4595.7),
            Point.Km(581.9, 4600.2), Point.Km(579.2, 4608.1), Point.Km(574.1, 4612.7),
        ],
        PlainElevation = 95,
        Hills =
        [
            new(Point.Km(612.5, 4595.0), 1150, 7000), // 三块石山
            new(Point.Km(624.0, 4606.0), 700, 6500),
            new(Point.Km(600.0, 4598.5), 560, 6500),
            new(Point.Km(587.5, 4603.5), 500, 6500),
            new(Point.Km(621.5, 4622.0), 620, 7500),
            new(Point.Km(607.0, 4609.0), 520, 9000),
            new(Point.Km(590.0, 4616.0), 300, 7000),
            new(Point.Km(598.0, 4627.5), 230, 6000),
        ],
        Lakes =
        [
            new(Point.Km(611.0, 4632.0), 7200, 2600), // 大伙房水库
            new(Point.Km(585.5, 4611.2), 650, 1000),
            new(Point.Km(604.8, 4602.3), 500, 900),
        ],
        Townships =
        [
            new("石文镇", Point.Km(584.6, 4621.5), 1000, ["石文社区", "连刀村", "东沟村", "八家子村", "青石岭村", "养树村", "新村", "道上村", "瓦房村"])
                { Favours = [("530", 2.5), ("190", 1.8)] },
            new("后安镇", Point.Km(602.3, 4614.3), 900, ["后安社区", "佟庄村", "郑家村", "西川村", "南沟村", "五龙村", "王家店村", "傲牛村", "鸽子洞村"])
                { Favours = [("150", 1.3)] },
            new("上马镇", Point.Km(617.9, 4626.4), 700, ["上马社区", "台沟村", "洋湖村", "竖碑村", "温道村", "西川岭村", "岗东村"])
                { Favours = [("165", 1.6)] },
            new("救兵镇", Point.Km(591.4, 4599.2), 750, ["救兵社区", "山龙村", "马郡村", "虎台村", "关门山村", "王木村", "金斗村"])
                { Favours = [("190", 1.6), ("711", 3.0)] },
            new("兰山乡", Point.Km(592.9, 4624.8), 500, ["兰山村", "金家村", "五味村", "栗子沟村", "瓦窑村", "西岗村"])
                { Favours = [("460", 3.0)] },
            new("汤图满族乡", Point.Km(611.7, 4617.8), 450, ["汤图村", "三块石村", "南彰党村", "大林村", "柜子石村", "红砖村"]),
            new("峡河乡", Point.Km(606.6, 4595.4), 450, ["峡河村", "柳家村", "赵家村", "景家村", "北沟村"])
                { Favours = [("410", 1.5), ("430", 1.8)] },
            new("马圈子乡", Point.Km(620.8, 4604.4), 450, ["马圈子村", "金厂村", "草盆村", "东台村", "老虎沟村", "西沟村"])
                { Favours = [("410", 1.4), ("420", 2.0)] },
        ],
        ForestLandShare = 0.74,
        ForestLand =
        [
            new(LandClass.Pure, 0.60), new(LandClass.Mixed, 0.27), new(LandClass.SpecialShrub, 0.030), new(LandClass.OtherShrub, 0.020), new(LandClass.Sparse, 0.010),
            new(LandClass.YoungPlantation, 0.025), new(LandClass.YoungClosed, 0.008), new(LandClass.Nursery, 0.004), new(LandClass.Cutover, 0.012), new(LandClass.Burnt, 0.002),
            new(LandClass.BarrenHill, 0.012), new(LandClass.OtherSuitable, 0.003), new(LandClass.Auxiliary, 0.004),
        ],
        Species = EastLiaoning.Species,
        Zoning = new("forest-chiefs",
        [
            new("县级林长责任区一（西部）", Point.Km(584, 4613)), new("县级林长责任区二（北部）", Point.Km(600, 4626)), new("县级林长责任区三（东北部）", Point.Km(622, 4627)),
            new("县级林长责任区四（东南部）", Point.Km(621, 4603)), new("县级林长责任区五（南部）", Point.Km(604, 4600)),
        ]),
    };
}
