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
        CellArea = 97_000,
        Outline =
        [
            Point.Km(578.9, 4618.4), Point.Km(583.0, 4625.1), Point.Km(590.5, 4628.5), Point.Km(598.2, 4632.0), Point.Km(605.8, 4635.0), Point.Km(612.8, 4632.2),
            Point.Km(618.6, 4635.6), Point.Km(624.4, 4630.6), Point.Km(628.3, 4623.5), Point.Km(625.9, 4616.4), Point.Km(629.0, 4609.5), Point.Km(625.2, 4602.8),
            Point.Km(619.3, 4598.7), Point.Km(615.0, 4592.7), Point.Km(607.6, 4590.3), Point.Km(600.6, 4593.5), Point.Km(594.4, 4591.5), Point.Km(589.6, 4597.3),
            Point.Km(583.9, 4601.4), Point.Km(581.4, 4608.6), Point.Km(576.8, 4612.7),
        ],
        PlainElevation = 95,
        Hills =
        [
            new(Point.Km(611.6, 4596.7), 1150, 7000), // 三块石山
            new(Point.Km(622.0, 4606.7), 700, 6500),
            new(Point.Km(600.3, 4599.8), 560, 6500),
            new(Point.Km(588.9, 4604.4), 500, 6500),
            new(Point.Km(619.8, 4621.2), 620, 7500),
            new(Point.Km(606.6, 4609.4), 520, 9000),
            new(Point.Km(591.2, 4615.7), 300, 7000),
            new(Point.Km(598.5, 4626.2), 230, 6000),
        ],
        Lakes =
        [
            new(Point.Km(610.3, 4630.2), 6400, 2300), // 大伙房水库
            new(Point.Km(587.1, 4611.4), 650, 1000),
            new(Point.Km(604.6, 4603.3), 500, 900),
        ],
        Townships =
        [
            new("石文镇", Point.Km(586.3, 4620.7), 1000, ["石文社区", "连刀村", "东沟村", "八家子村", "青石岭村", "养树村", "新村", "道上村", "瓦房村"])
                { Favours = [("530", 2.5), ("190", 1.8)] },
            new("后安镇", Point.Km(602.4, 4614.2), 900, ["后安社区", "佟庄村", "郑家村", "西川村", "南沟村", "五龙村", "王家店村", "傲牛村", "鸽子洞村"])
                { Favours = [("150", 1.3)] },
            new("上马镇", Point.Km(616.5, 4625.2), 700, ["上马社区", "台沟村", "洋湖村", "竖碑村", "温道村", "西川岭村", "岗东村"])
                { Favours = [("165", 1.6)] },
            new("救兵镇", Point.Km(592.5, 4600.5), 750, ["救兵社区", "山龙村", "马郡村", "虎台村", "关门山村", "王木村", "金斗村"])
                { Favours = [("190", 1.6), ("711", 3.0)] },
            new("兰山乡", Point.Km(593.8, 4623.7), 500, ["兰山村", "金家村", "五味村", "栗子沟村", "瓦窑村", "西岗村"])
                { Favours = [("460", 3.0)] },
            new("汤图满族乡", Point.Km(610.9, 4617.4), 450, ["汤图村", "三块石村", "南彰党村", "大林村", "柜子石村", "红砖村"]),
            new("峡河乡", Point.Km(606.3, 4597.0), 450, ["峡河村", "柳家村", "赵家村", "景家村", "北沟村"])
                { Favours = [("410", 1.5), ("430", 1.8)] },
            new("马圈子乡", Point.Km(619.1, 4605.2), 450, ["马圈子村", "金厂村", "草盆村", "东台村", "老虎沟村", "西沟村"])
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
            new("县级林长责任区一（西部）", Point.Km(585.8, 4613.0)), new("县级林长责任区二（北部）", Point.Km(600.3, 4624.8)), new("县级林长责任区三（东北部）", Point.Km(620.2, 4625.7)),
            new("县级林长责任区四（东南部）", Point.Km(619.3, 4603.9)), new("县级林长责任区五（南部）", Point.Km(603.9, 4601.2)),
        ]),
    };
}
