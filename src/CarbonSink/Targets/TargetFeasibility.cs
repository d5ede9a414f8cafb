using CarbonSink.Methodologies;

namespace CarbonSink.Targets;

/// <summary>What is known of the region that targets are held against (目标可行性的依据); areas in hectares, null where not known.</summary>
public sealed record FeasibilityFacts
{
    /// <summary>Land area that coverage is taken of.</summary>
    public decimal? LandAreaHa { get; init; }

    /// <summary>Forest that counts for coverage now.</summary>
    public decimal? ForestHa { get; init; }

    /// <summary>Land that can still be planted.</summary>
    public decimal? PlantableHa { get; init; }

    /// <summary>Which classes count as land that can be planted.</summary>
    public Bilingual? PlantableClasses { get; init; }

    /// <summary>Latest observations by indicator, in the indicator's unit.</summary>
    public IReadOnlyDictionary<string, (int Year, decimal Value)> Observed { get; init; } = new Dictionary<string, (int, decimal)>(StringComparer.Ordinal);

    /// <summary>Growth of volume per hectare in the data, % a year, and how it was found.</summary>
    public (decimal PercentPerYear, Bilingual Source)? Growth { get; init; }
}

/// <summary>A target with its number in the unit of its indicator.</summary>
/// <param name="Target">The target.</param>
/// <param name="Value">The number.</param>
/// <param name="HalfDigit">Half of its last printed digit, in the same unit.</param>
public sealed record NumberedTarget(PlanTarget Target, decimal Value, decimal HalfDigit);

/// <summary>Whether targets can be reached, and with one another (目标可行性), as far as arithmetic can tell.</summary>
/// <param name="Kind">rate-over-100, land-needed, area-and-rate, forest-exceeds-forest-land, volume-per-hectare, stock-basis or already-met.</param>
/// <param name="IsFeasible">Whether it is possible; null where what is known does not tell, and the text says what is missing.</param>
/// <param name="Targets">Ids of the targets.</param>
/// <param name="Text">What was found, with the numbers.</param>
/// <param name="Figures">The numbers by name; null where missing.</param>
public sealed partial record TargetFeasibility(string Kind, bool? IsFeasible, IReadOnlyList<string> Targets, Bilingual Text, IReadOnlyDictionary<string, decimal?> Figures)
{
    private const string Coverage = "forest_coverage";
    private static readonly string[] ForestAreas = ["forest_area", "forest_area_retained"];
    private static readonly string[] ForestLands = ["forest_land", "forest_land_retained"];

    /// <summary>Where the plan states the targets: each one's places, in their order.</summary>
    public IReadOnlyList<PlanCitation> Citations { get; private init; } = [];

    /// <summary>Everything that arithmetic says about the targets of a plan.</summary>
    /// <param name="targets">Targets with numbers, relative ones resolved.</param>
    /// <param name="indicators">The vocabulary.</param>
    /// <param name="facts">What is known of the region.</param>
    public static IReadOnlyList<TargetFeasibility> Of(IReadOnlyList<NumberedTarget> targets, IReadOnlyList<TargetIndicator> indicators, FeasibilityFacts facts)
    {
        var levels = targets.Where(t => t.Target.Measure != TargetMeasure.Total).ToList();
        var coverage = levels.FindAll(t => t.Target.Indicator == Coverage);
        IReadOnlyList<TargetFeasibility> found = [.. targets.Select(t => RateOver100(t, indicators)).OfType<TargetFeasibility>(),
            .. levels.Select(t => LandNeeded(t, facts)).OfType<TargetFeasibility>(),
            .. levels.Where(t => ForestAreas.Contains(t.Target.Indicator)).SelectMany(area => coverage.Where(c => SameYear(c, area)).Select(c => AreaAndRate(area, c, facts))),
            .. levels.Where(t => ForestAreas.Contains(t.Target.Indicator)).SelectMany(area => levels.Where(l => ForestLands.Contains(l.Target.Indicator) && SameYear(l, area)).Select(l => ForestAndForestLand(area, l))),
            .. VolumePerHectare(levels, coverage, facts), .. StockBasis(levels), .. levels.Select(t => AlreadyMet(t, facts)).OfType<TargetFeasibility>()];
        return [.. found.Select(f => f with { Citations = [.. f.Targets.SelectMany(id => targets.First(t => t.Target.Id == id).Target.Citations).Distinct()] })];
    }

    private static bool SameYear(NumberedTarget a, NumberedTarget b) => a.Target.Year == b.Target.Year && a.Target.Scope == b.Target.Scope;

    private static TargetFeasibility? RateOver100(NumberedTarget target, IReadOnlyList<TargetIndicator> indicators) =>
        indicators.FirstOrDefault(i => i.Code == target.Target.Indicator)?.Unit != "%" || target.Value is >= 0 and <= 100 ? null
        : new("rate-over-100", false, [target.Target.Id], new($"{target.Target.IndicatorZh} {Say(target.Value)} % 不在 0 到 100 % 之间", $"{target.Target.Indicator} of {Say(target.Value)} % is not between 0 and 100 %"), Named(("percent", target.Value)));

    private static TargetFeasibility? LandNeeded(NumberedTarget target, FeasibilityFacts facts)
    {
        var isRate = target.Target.Indicator == Coverage;
        // What may not be exceeded asks for no land.
        if ((!isRate && !ForestAreas.Contains(target.Target.Indicator)) || target.Target.Comparator is TargetComparator.AtMost or TargetComparator.LessThan)
            return null;
        var needed = isRate ? target.Value * facts.LandAreaHa / 100 : target.Value;
        var carried = facts.ForestHa + facts.PlantableHa;
        var figures = Named(("landAreaHa", facts.LandAreaHa), ("neededHa", needed), ("forestHa", facts.ForestHa), ("plantableHa", facts.PlantableHa), ("carriedHa", carried), ("shortHa", needed - carried));
        if (needed is not { } need || carried is not { } carry)
        {
            var (zh, en) = Join((needed is null, "县域面积", "the land area"), (facts.ForestHa is null, "现有森林面积", "the present forest area"), (facts.PlantableHa is null, "可造林地面积", "the plantable land"));
            return new("land-needed", null, [target.Target.Id], new($"{Name(target).Zh}：不能判断土地够不够，缺少{zh}", $"{Name(target).En}: whether the land suffices cannot be told without {en}"), figures);
        }

        var (classesZh, classesEn) = facts.PlantableClasses is { } c ? ($"（{c.Zh}）", $" ({c.En})") : ("", "");
        var (sumZh, sumEn) = ($"需要森林 {Area(need)} ha；现有 {Area(facts.ForestHa!.Value)} ha，可造林地{classesZh} {Area(facts.PlantableHa!.Value)} ha，合计 {Area(carry)} ha", $"needs {Area(need)} ha of forest; there are {Area(facts.ForestHa.Value)} ha and {Area(facts.PlantableHa.Value)} ha that can be planted{classesEn}, {Area(carry)} ha together");
        return need <= carry
            ? new("land-needed", true, [target.Target.Id], new($"{Name(target).Zh}{sumZh}，够", $"{Name(target).En} {sumEn}, which suffices"), figures)
            : new("land-needed", false, [target.Target.Id], new($"{Name(target).Zh}{sumZh}，差 {Area(need - carry)} ha，土地承载不了", $"{Name(target).En} {sumEn}: {Area(need - carry)} ha short, more than the land can carry"), figures);
    }

    /// <summary>Area over rate is a total area; only one can be that of the region.</summary>
    private static TargetFeasibility AreaAndRate(NumberedTarget area, NumberedTarget rate, FeasibilityFacts facts)
    {
        var implied = rate.Value > 0 ? area.Value / rate.Value * 100 : (decimal?)null;
        var needed = rate.Value * facts.LandAreaHa / 100;
        var reached = facts.LandAreaHa > 0 ? area.Value / facts.LandAreaHa * 100 : null;
        var figures = Named(("landAreaHa", facts.LandAreaHa), ("impliedLandAreaHa", implied), ("areaHa", area.Value), ("ratePercent", rate.Value), ("neededHa", needed), ("reachedPercent", reached));
        string[] ids = [area.Target.Id, rate.Target.Id];
        var (zh, en) = ($"{Area(area.Value)} ha 与 {Say(rate.Value)} % 要求县域面积 {Area(implied ?? 0)} ha", $"{Area(area.Value)} ha and {Say(rate.Value)} % imply a land area of {Area(implied ?? 0)} ha");
        if (facts.LandAreaHa is not { } land || needed is not { } need || reached is not { } percent)
            return new("area-and-rate", null, ids, new($"{zh}；缺少县域面积，不能判断", $"{en}; the land area is missing, so that it cannot be told"), figures);
        // Both numbers are printed to some digit: what lies within their half digits is the same.
        var holds = Math.Abs(area.Value - need) <= area.HalfDigit + (rate.HalfDigit * land / 100);
        var (actualZh, actualEn) = ($"；实际 {Area(land)} ha：{Area(area.Value)} ha 合 {Percent(percent)} %，{Say(rate.Value)} % 需 {Area(need)} ha", $"; it is {Area(land)} ha: {Area(area.Value)} ha make {Percent(percent)} %, {Say(rate.Value)} % takes {Area(need)} ha");
        // Floors are both met by the larger of the two areas, whatever they imply.
        var areFloors = !holds && IsFloor(area) && IsFloor(rate);
        var (floorZh, floorEn) = areFloors ? ($"；都作下限时，森林不少于 {Area(Math.Max(need, area.Value))} ha 才同时达到", $"; as floors both are met from {Area(Math.Max(need, area.Value))} ha of forest") : ("", "");
        return new("area-and-rate", holds || areFloors, ids, holds ? new($"{zh}{actualZh}，两者相符", $"{en}{actualEn}, so that the two agree") : new($"{zh}{actualZh}，相差 {Area(Math.Abs(need - area.Value))} ha，两个数不能同时等于实际{floorZh}", $"{en}{actualEn}, {Area(Math.Abs(need - area.Value))} ha apart, so that both cannot be exact{floorEn}"), figures);
    }

    private static bool IsFloor(NumberedTarget target) => target.Target.Comparator is TargetComparator.None or TargetComparator.Reach or TargetComparator.AtLeast or TargetComparator.MoreThan;

    private static TargetFeasibility ForestAndForestLand(NumberedTarget forest, NumberedTarget land) =>
        new("forest-exceeds-forest-land", forest.Value <= land.Value, [forest.Target.Id, land.Target.Id], forest.Value <= land.Value
            ? new($"森林 {Area(forest.Value)} ha 在林地 {Area(land.Value)} ha 之内", $"{Area(forest.Value)} ha of forest lie within {Area(land.Value)} ha of forest land")
            : new($"森林 {Area(forest.Value)} ha 多于林地 {Area(land.Value)} ha", $"{Area(forest.Value)} ha of forest are more than {Area(land.Value)} ha of forest land"),
            Named(("forestHa", forest.Value), ("forestLandHa", land.Value)));

    private static TargetFeasibility? AlreadyMet(NumberedTarget target, FeasibilityFacts facts)
    {
        if (target.Target.Comparator is TargetComparator.AtMost or TargetComparator.LessThan or TargetComparator.Decrease || !facts.Observed.TryGetValue(target.Target.Indicator, out var now) || now.Value <= target.Value)
            return null;
        return new("already-met", true, [target.Target.Id], new(
            $"{Name(target).Zh}低于现状：目标 {Say(target.Value)}，{now.Year} 年 {Say(now.Value)}", $"{Name(target).En} is below the present: target {Say(target.Value)}, {now.Year} {Say(now.Value)}"),
            Named(("target", target.Value), ("observed", now.Value), ("observedYear", now.Year)));
    }
}
