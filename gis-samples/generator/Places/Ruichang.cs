namespace CarbonSink.Samples.Places;

/// <summary>A county in the position and with the forests of Ruichang, north-west Jiangxi: hills and bamboo in the west, the plain by the Yangtze and its lakes in the north-east. Outline, terrain and seats are schematic.</summary>
internal static class Ruichang
{
    public static Place Place { get; } = new()
    {
        Id = "ruichang",
        Name = "瑞昌市（合成示例）",
        NameEn = "Ruichang (synthetic sample)",
        Division = "360481",
        SurveyDate = "2024-12-31",
        Seed = 360481,
        CentralMeridian = 117,
        CellArea = 62_000,
        Outline =
        [
            Point.Km(319.3, 3269.3), Point.Km(322.3, 3275.3), Point.Km(329.2, 3277.3), Point.Km(334.4, 3282.3), Point.Km(341.3, 3282.7), Point.Km(346.1, 3287.6),
            Point.Km(351.4, 3292.7), Point.Km(356.4, 3298.6), Point.Km(362.7, 3300.2), Point.Km(368.9, 3297.6), Point.Km(374.2, 3293.3), Point.Km(372.9, 3286.6),
            Point.Km(375.6, 3280.1), Point.Km(371.4, 3274.8), Point.Km(366.9, 3269.5), Point.Km(363.6, 3263.1), Point.Km(357.3, 3259.8), Point.Km(350.9, 3261.2),
            Point.Km(344.8, 3257.3), Point.Km(338.0, 3258.5), Point.Km(331.3, 3255.9), Point.Km(325.1, 3260.1), Point.Km(321.8, 3264.1),
        ],
        PlainElevation = 20,
        Hills =
        [
            new(Point.Km(335.8, 3264.1), 900, 7000), // 青山
            new(Point.Km(324.7, 3270.1), 700, 6000),
            new(Point.Km(346.5, 3266.4), 620, 6500),
            new(Point.Km(354.4, 3282.7), 420, 7000),
            new(Point.Km(342.8, 3276.1), 380, 6500),
            new(Point.Km(360.9, 3271.0), 330, 6000),
            new(Point.Km(365.1, 3288.7), 160, 4500),
        ],
        Lakes =
        [
            new(Point.Km(371.6, 3290.1), 2600, 3600), // 赤湖
            new(Point.Km(350.3, 3272.6), 600, 900),
            new(Point.Km(338.8, 3269.1), 500, 800),
            new(Point.Km(360.5, 3295.1), 900, 700),
        ],
        Townships =
        [
            new("湓城街道", Point.Km(367.0, 3278.7), 2000, ["桃源社区", "西门社区", "建材社区", "双溪村", "湓城村"]),
            new("桂林街道", Point.Km(363.4, 3281.6), 1000, ["大塘社区", "桂林村", "铜岭村", "七里冲村", "大冲村"]),
            new("码头镇", Point.Km(361.4, 3297.5), 1000, ["码头社区", "江洲村", "朝阳村", "竹林村", "金丝村", "车岸村"]) { Favours = [("530", 6.0)] },
            new("武蛟乡", Point.Km(369.5, 3286.9), 450, ["武蛟村", "宋家湾村", "华塘村", "渡口村", "龙泉村"]) { Favours = [("530", 4.0), ("330", 4.0)] },
            new("夏畈镇", Point.Km(357.1, 3289.3), 550, ["夏畈社区", "长春村", "银山村", "建桥村", "新垅村", "吴畈村"]) { Favours = [("220", 1.4)] },
            new("白杨镇", Point.Km(357.4, 3277.3), 650, ["白杨社区", "檀山村", "界牌村", "郭桥村", "余垅村", "新港村"]) { Favours = [("261", 2.0)] },
            new("高丰镇", Point.Km(360.3, 3267.6), 600, ["高丰社区", "永丰村", "青丰村", "乌石村", "冲口村", "铺头村"]) { Favours = [("751", 1.5)] },
            new("横港镇", Point.Km(349.6, 3276.0), 650, ["横港社区", "红光村", "清湓村", "远景村", "柳桥村", "深泉村", "杨林村"]) { Favours = [("220", 1.3)] },
            new("南义镇", Point.Km(343.7, 3271.4), 650, ["南义社区", "朝阳庄村", "程家村", "石山村", "王家铺村", "新义村", "龙泉畈村"]) { Favours = [("310", 1.4)] },
            new("范镇", Point.Km(352.0, 3265.0), 700, ["范镇社区", "八都村", "上源村", "永红村", "良田村", "源源村", "杨坂村"]) { Favours = [("751", 1.6)] },
            new("肇陈镇", Point.Km(337.3, 3275.5), 600, ["肇陈社区", "大林村", "八门村", "八卦村", "花园冲村", "茅湖村"]) { Favours = [("310", 1.3), ("630", 1.3)] },
            new("洪一乡", Point.Km(330.4, 3270.8), 400, ["洪一村", "双港村", "麦良村", "北港村", "王司畈村"]) { Favours = [("310", 1.5)] },
            new("洪下乡", Point.Km(324.3, 3265.5), 400, ["洪下村", "张坊村", "阁下村", "雷湾村", "磨下村"]) { Favours = [("410", 1.5)] },
            new("乐园乡", Point.Km(334.0, 3260.6), 400, ["乐园村", "南河村", "文华村", "畈上村", "张家铺村"]) { Favours = [("320", 2.0)] },
        ],
        ForestLandShare = 0.68,
        ForestLand =
        [
            new(LandClass.Pure, 0.565), new(LandClass.Mixed, 0.12), new(LandClass.Bamboo, 0.13), new(LandClass.SpecialShrub, 0.085), new(LandClass.OtherShrub, 0.03),
            new(LandClass.Sparse, 0.010), new(LandClass.YoungPlantation, 0.030), new(LandClass.YoungClosed, 0.008), new(LandClass.Nursery, 0.004),
            new(LandClass.Cutover, 0.012), new(LandClass.Burnt, 0.006),
        ],
        Species = NorthWestJiangxi.Species,
        Zoning = new("basins",
        [
            new("长河流域", Point.Km(358.2, 3276.1)), new("横港河流域", Point.Km(345.1, 3273.3)), new("洪一河流域", Point.Km(328.4, 3267.8)),
            new("乌石河流域", Point.Km(355.4, 3264.1)), new("赤湖滨湖区", Point.Km(365.6, 3291.9)),
        ]),
    };
}
