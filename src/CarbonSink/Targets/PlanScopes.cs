namespace CarbonSink.Targets;

/// <summary>What a place or a word such as 全市 is to the region of the plan.</summary>
internal enum PlanReach
{
    /// <summary>The region itself.</summary>
    Whole,

    /// <summary>A part of it.</summary>
    Part,

    /// <summary>Another region, or one that it lies in.</summary>
    Other,
}

/// <summary>Judges scopes (范围): a district's plan that says 全市 speaks of its city, a city's plan that names a district of a part of it.</summary>
internal static class PlanScopes
{
    private static readonly string[] Unofficial = ["城区", "建成区", "山区", "林区", "地区", "景区", "库区", "矿区", "社区", "园区", "示范区", "片区", "灌区", "开发区", "经开区", "高新区", "新区"];

    /// <summary>What the word is to the region; an unknown region is taken to be meant by any word but 全国.</summary>
    public static PlanReach Of(string word, string region)
    {
        if (word is "全国" or "全球" or "全世界" or "我国" or "国家" or "世界")
            return PlanReach.Other;
        if (word is "市域" or "县域" or "区域内" or "全域" or "市域内" or "县域内" or "辖区" or "辖区内" or "境内")
            return PlanReach.Whole;
        if (word.Length == 2 && word[0] is '全' or '我' or '本')
            return region.Length == 0 || Rank(word) >= Rank(region) ? PlanReach.Whole : PlanReach.Other;
        if (region.Length == 0)
            return PlanReach.Part;
        if (region.EndsWith(word, StringComparison.Ordinal) || word.EndsWith(region, StringComparison.Ordinal))
            return PlanReach.Whole;
        return Array.Exists(Unofficial, u => word.EndsWith(u, StringComparison.Ordinal)) || Rank(word) > Rank(region) ? PlanReach.Part : PlanReach.Other;
    }

    private static int Rank(string place) => place.EndsWith("自治区", StringComparison.Ordinal) ? 0 : place.EndsWith("自治县", StringComparison.Ordinal) ? 2 : place[^1] switch
    {
        '省' => 0,
        '市' or '州' or '盟' => 1,
        '县' or '区' or '旗' => 2,
        _ => 3,
    };
}
