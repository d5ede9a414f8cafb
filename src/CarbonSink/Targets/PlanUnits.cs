namespace CarbonSink.Targets;

/// <summary>What a printed unit measures.</summary>
internal enum PlanDimension
{
    Ratio,
    Points,
    Area,
    AreaPerPerson,
    Volume,
    VolumePerArea,
    Mass,
    MassPerArea,
    Count,
    Other,
}

/// <summary>Units as plans print them (计量单位), and which of them an indicator can be measured in.</summary>
internal static class PlanUnits
{
    private static readonly (string Word, PlanDimension Dimension)[] Words = [.. All().OrderByDescending(u => u.Word.Length)];

    /// <summary>The longest unit that the text has at this place, or null.</summary>
    public static (string Word, PlanDimension Dimension)? At(string text, int at)
    {
        foreach (var unit in Words)
        {
            if (string.CompareOrdinal(text, at, unit.Word, 0, unit.Word.Length) == 0 && !(char.IsAsciiLetter(unit.Word[^1]) && at + unit.Word.Length < text.Length && char.IsAsciiLetter(text[at + unit.Word.Length])))
                return unit;
        }

        return null;
    }

    /// <summary>Whether an indicator, printed by this name, can be measured so.</summary>
    public static bool Fits(TargetIndicator indicator, string name, PlanDimension dimension, bool isChange)
    {
        if (isChange && dimension is PlanDimension.Points or PlanDimension.Ratio)
            return dimension == PlanDimension.Ratio || indicator.Unit == "%";
        var isPerArea = name.Contains("每公顷", StringComparison.Ordinal) || name.Contains("单位面积", StringComparison.Ordinal) || name.Contains("每亩", StringComparison.Ordinal) || name.Contains("亩均", StringComparison.Ordinal) || name.Contains("密度", StringComparison.Ordinal);
        return indicator.Unit switch
        {
            "%" => dimension == PlanDimension.Ratio,
            "ha" => dimension == PlanDimension.Area,
            "m2" => dimension is PlanDimension.Area or PlanDimension.AreaPerPerson,
            "m3" => dimension == PlanDimension.Volume,
            "m3/ha" => dimension == PlanDimension.VolumePerArea || (isPerArea && dimension == PlanDimension.Volume),
            "1" => dimension == PlanDimension.Count,
            _ when indicator.Unit.StartsWith('t') && indicator.Unit.EndsWith("/ha", StringComparison.Ordinal) => dimension == PlanDimension.MassPerArea || (isPerArea && dimension == PlanDimension.Mass),
            _ when indicator.Unit.StartsWith('t') => dimension == PlanDimension.Mass,
            _ => false,
        };
    }

    private static IEnumerable<(string Word, PlanDimension Dimension)> All()
    {
        string[] scales = ["", "百", "千", "万", "十万", "百万", "亿"];
        foreach (var scale in scales)
        {
            foreach (var area in (string[])["公顷", "亩", "平方公里", "平方千米", "平方米", "km2", "hm2", "ha", "m2"])
                yield return (scale + area, PlanDimension.Area);
            foreach (var volume in (string[])["立方米", "m3", "方"])
                yield return (scale + volume, PlanDimension.Volume);
            foreach (var mass in (string[])["吨", "吨碳", "吨二氧化碳", "吨二氧化碳当量", "吨CO2", "吨CO2当量", "tC", "tCO2", "tCO2e", "t"])
                yield return (scale + mass, PlanDimension.Mass);
            foreach (var other in (string[])["元", "吨标准煤", "吨标煤", "千瓦", "千瓦时", "瓦", "人", "人次", "株", "户", "公里", "千米", "米", "kW", "辆", "头", "袋", "斤", "公斤"])
                yield return (scale + other, PlanDimension.Other);
        }

        foreach (var volume in (string[])["立方米", "m3"])
        {
            foreach (var area in (string[])["/公顷", "/亩", "/hm2", "/ha", "每公顷", "每亩"])
                yield return (volume + area, PlanDimension.VolumePerArea);
        }

        foreach (var mass in (string[])["吨", "吨碳", "t", "tC", "吨二氧化碳"])
        {
            foreach (var area in (string[])["/公顷", "/亩", "/hm2", "/ha", "每公顷", "每亩"])
                yield return (mass + area, PlanDimension.MassPerArea);
        }

        foreach (var perPerson in (string[])["平方米/人", "m2/人", "平方米每人"])
            yield return (perPerson, PlanDimension.AreaPerPerson);
        foreach (var ratio in (string[])["%", "‰", "克/千克", "g/kg"])
            yield return (ratio, PlanDimension.Ratio);
        foreach (var points in (string[])["个百分点", "百分点", "个千分点"])
            yield return (points, PlanDimension.Points);
        foreach (var count in (string[])["处", "个", "座", "片", "项"])
            yield return (count, PlanDimension.Count);
        foreach (var other in (string[])["家", "种", "条", "倍", "级", "年", "月", "日", "天", "项次", "名", "批", "元/吨", "个月"])
            yield return (other, PlanDimension.Other);
    }
}
