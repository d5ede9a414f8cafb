namespace CarbonSink.Samples.Places;

/// <summary>A county in the shape and with the forests of Linxiang, north-east Hunan: plain and lakes by the Yangtze in the north-west, hills in the south and east. Outline, terrain and seats are schematic.</summary>
internal static class Linxiang
{
    public static Place Place { get; } = new()
    {
        Id = "linxiang",
        Name = "临湘市（合成示例）",
        NameEn = "Linxiang (synthetic sample)",
        Division = "430682",
        SurveyDate = "2024-12-31",
        Seed = 430682,
        CentralMeridian = 114,
        Outline =
        [
            Point.Km(432.3, 3231.8), Point.Km(427.0, 3236.9), Point.Km(425.5, 3245.2), Point.Km(427.8, 3251.4), Point.Km(430.9, 3256.5), Point.Km(430.2, 3262.7),
            Point.Km(432.5, 3268.8), Point.Km(430.2, 3274.0), Point.Km(432.6, 3280.1), Point.Km(436.4, 3286.3), Point.Km(441.8, 3291.4), Point.Km(447.2, 3296.5),
            Point.Km(452.5, 3302.7), Point.Km(455.6, 3301.7), Point.Km(454.0, 3295.5), Point.Km(454.8, 3289.3), Point.Km(457.1, 3284.1), Point.Km(455.5, 3279.0),
            Point.Km(458.6, 3274.9), Point.Km(463.1, 3271.8), Point.Km(464.7, 3265.6), Point.Km(462.4, 3260.5), Point.Km(461.6, 3254.3), Point.Km(458.5, 3250.2),
            Point.Km(457.0, 3244.0), Point.Km(453.9, 3238.9), Point.Km(450.8, 3233.7), Point.Km(445.4, 3230.7), Point.Km(440.0, 3233.8), Point.Km(436.2, 3230.7),
        ],
        PlainElevation = 25,
        Hills =
        [
            new(Point.Km(459.6, 3256.4), 1560, 6000),  // 药姑大山
            new(Point.Km(444.0, 3232.5), 1050, 6000),   // 大云山
            new(Point.Km(437.0, 3259.5), 620, 3200),   // 五尖山
            new(Point.Km(455.0, 3244.0), 420, 6000),
            new(Point.Km(459.0, 3270.0), 380, 5500),
            new(Point.Km(446.5, 3272.0), 170, 4500),
            new(Point.Km(431.5, 3244.0), 200, 5500),
            new(Point.Km(445.0, 3248.0), 190, 9000),
        ],
        Lakes =
        [
            new(Point.Km(452.0, 3289.2), 3300, 4300),  // 黄盖湖
            new(Point.Km(438.0, 3280.3), 1300, 2100),  // 冶湖
            new(Point.Km(433.2, 3274.8), 900, 1500),
            new(Point.Km(450.8, 3248.1), 800, 1500),   // 龙源水库
            new(Point.Km(445.5, 3252.3), 700, 1000),   // 忠防水库
            new(Point.Km(433.5, 3248.5), 600, 900),
        ],
        Townships =
        [
            new("长安街道", Point.Km(439.4, 3263.1), 2100, ["河东社区", "河西社区", "城南村", "松树村", "南太村"]),
            new("五里牌街道", Point.Km(435.6, 3268.0), 900, ["五里社区", "花桥村", "铁山村", "翠湖村", "水畈村", "新塘村"]),
            new("云湖街道", Point.Km(445.5, 3265.7), 800, ["云湖社区", "荆竹山村", "三湾村", "儒溪村", "横铺村", "新联村", "望城村"]),
            new("忠防镇", Point.Km(448.4, 3252.2), 600, ["忠防社区", "响山村", "沙团村", "汪畈村", "马港村", "双港村", "渔潭村", "邦山村"])
                { Favours = [("310", 1.4), ("630", 1.5)] },
            new("聂市镇", Point.Km(443.3, 3277.0), 750, ["聂市社区", "同德村", "国庆村", "荷叶村", "三和村", "长源村", "权桥村", "源潭村", "红土村"])
                { Favours = [("755", 3.0), ("220", 1.3)] },
            new("江南镇", Point.Km(436.2, 3285.0), 600, ["江南社区", "长江村", "鸭栏村", "灯塔村", "谷花村", "杨桥村", "黄金村"])
                { Favours = [("530", 6.0), ("330", 5.0)] },
            new("羊楼司镇", Point.Km(455.5, 3266.6), 950, ["羊楼司社区", "尖山村", "中和村", "文白村", "如斯村", "幸福村", "新屋村", "梅池村", "五峰村", "龙窖村"])
                { Favours = [("310", 1.3), ("751", 0.6)] },
            new("桃林镇", Point.Km(435.5, 3249.2), 900, ["桃林社区", "骆坪村", "东湖村", "旧李村", "横板村", "三合村", "高桥村", "清水村", "大畈村"])
                { Favours = [("751", 1.8), ("261", 1.8)] },
            new("长塘镇", Point.Km(442.4, 3256.6), 500, ["长塘社区", "甘港村", "托坝村", "高峰村", "八房村", "路口村", "石塘村"]),
            new("白羊田镇", Point.Km(435.4, 3238.4), 550, ["白羊田社区", "八百村", "方山村", "燎原村", "白石村", "合盘村", "石岭村"])
                { Favours = [("751", 2.2), ("701", 2.0)] },
            new("詹桥镇", Point.Km(447.5, 3240.6), 700, ["詹桥社区", "贺畈村", "云山村", "分水村", "沙坪村", "壁山村", "大云村", "龙田村"])
                { Favours = [("310", 1.5), ("410", 1.4)] },
            new("黄盖镇", Point.Km(450.6, 3295.6), 450, ["黄盖社区", "黄湖村", "盐湖村", "兴隆村"])
                { Favours = [("530", 8.0), ("330", 6.0)] },
            new("坦渡镇", Point.Km(452.0, 3280.0), 500, ["坦渡社区", "万峰村", "晓阳村", "新球村", "青山村", "定湖村"])
                { Favours = [("220", 1.5), ("755", 1.5)], OldLandClasses = true },
        ],
        ForestLandShare = 0.64,
        ForestLand =
        [
            new(LandClass.Pure, 0.585), new(LandClass.Mixed, 0.125), new(LandClass.Bamboo, 0.10), new(LandClass.SpecialShrub, 0.085), new(LandClass.OtherShrub, 0.025),
            new(LandClass.Sparse, 0.010), new(LandClass.YoungPlantation, 0.030), new(LandClass.YoungClosed, 0.006), new(LandClass.Nursery, 0.003),
            new(LandClass.Cutover, 0.010), new(LandClass.Burnt, 0.003), new(LandClass.BarrenHill, 0.010), new(LandClass.OtherSuitable, 0.004), new(LandClass.Auxiliary, 0.004),
        ],
        Species = NorthEastHunan.Species,
    };
}
