using System.Globalization;
using System.Text.RegularExpressions;
using CarbonSink.Methodologies;

namespace CarbonSink.Targets;

/// <summary>Finds where a plan contradicts itself (计划内部矛盾): two values, two comparators, areas that cannot both be, an indicator that changes, words against numbers, changes that are wrong.</summary>
public static partial class PlanConflicts
{
    private const decimal MostAreaDifference = 0.01m; // of the larger; rates are printed to a hundredth of a percent or worse

    private static readonly string[] ForestAreas = ["forest_area", "forest_area_retained"];
    private static readonly string[] ForestLands = ["forest_land", "forest_land_retained"];
    private static readonly string[] Stocks = ["forest_stock", "living_stock"];

    /// <summary>Every contradiction among the targets of one plan, in the order of kinds and targets.</summary>
    public static IReadOnlyList<PlanConflict> Of(IReadOnlyList<PlanTarget> targets, IReadOnlyList<TargetIndicator> indicators)
    {
        var plan = new Targets(targets, indicators);
        return [.. Values(plan), .. Comparators(plan), .. ImpliedAreas(plan), .. Switches(plan), .. Words(plan), .. Consequences(plan), .. Changes(plan)];
    }

    /// <summary>Forest that is to be kept or to grow while the plan turns woodland into gardens or fields: the net effect must be accounted.</summary>
    internal static IEnumerable<PlanConflict> Conversions(IReadOnlyList<PlanTarget> targets, PlanDocument document)
    {
        string[] ids = [.. targets.Where(t => t.Indicator is "forest_coverage" or "forest_stock" or "living_stock" or "forest_area" or "forest_area_retained" or "forest_land_retained").Select(t => t.Id)];
        foreach (var line in ids.Length == 0 ? [] : document.Lines)
            foreach (Match m in Conversion().Matches(line.Text))
                yield return new(ConflictKind.Wording, ids, new(
                    $"第 {line.Number} 行“{m.Value}”把林地改作他用（茶园、果园是园地，不是森林），与森林面积、蓄积的目标同在一个计划里：净效应要核算，不能只算增长",
                    $"line {line.Number}, “{m.Value}”, turns woodland into other land (gardens are no forest) in the plan whose forest is to be kept or to grow: the net effect must be accounted"));
    }

    private static IEnumerable<PlanConflict> Values(Targets plan)
    {
        foreach (var group in plan.Numbers.Where(t => t.Target.Year is not null).GroupBy(t => (t.Target.Scope, t.Target.Indicator, t.Target.Year, t.Target.Measure)))
            foreach (var (a, b) in Pairs([.. group]))
                if (a.Value != b.Value && IsOneThing(a.Target, b.Target) && a.Target.IsStriven == b.Target.IsStriven && (a.Target.FromYear is null || b.Target.FromYear is null || a.Target.FromYear == b.Target.FromYear))
                    yield return new(ConflictKind.Value, [a.Target.Id, b.Target.Id], Same(a.Target, "有两个值", "has two values", a.Target, b.Target, a.Target.Unit == b.Target.Unit ? Math.Abs(a.Target.Value!.Value - b.Target.Value!.Value) : null));
    }

    /// <summary>Whether two statements are of the same thing: not a part (其中) and its whole, not work done (新建) and a state, not two works or bases under one indicator (植树造林、人工造林; 森林、乔木林).</summary>
    private static bool IsOneThing(PlanTarget a, PlanTarget b)
    {
        var together = a.Citations.FirstOrDefault(c => b.Citations.Any(o => o.File == c.File && o.Line == c.Line && o.Sentence == c.Sentence));
        if (together is not null && together.Sentence.Contains("其中", StringComparison.Ordinal))
            return false;
        if (IsFlow(a) != IsFlow(b))
            return false;
        return a.Measure == TargetMeasure.Total ? a.IndicatorZh == b.IndicatorZh : IsShortFor(a.IndicatorZh, b.IndicatorZh) || IsShortFor(b.IndicatorZh, a.IndicatorZh);
    }

    private static bool IsFlow(PlanTarget target) => target.Citations.Any(c => Flow().IsMatch(c.Quote));

    /// <summary>Whether a name is another with characters left out: 森林蓄积 of 森林总蓄积量.</summary>
    private static bool IsShortFor(string name, string longer)
    {
        var at = 0;
        foreach (var c in longer)
            at += at < name.Length && name[at] == c ? 1 : 0;
        return at == name.Length;
    }

    private static IEnumerable<PlanConflict> Comparators(Targets plan)
    {
        foreach (var group in plan.Numbers.Where(t => t.Target.Year is not null).GroupBy(t => (t.Target.Scope, t.Target.Indicator, t.Target.Year, t.Target.Measure, t.Value)))
            foreach (var (a, b) in Pairs([.. group]))
                if (a.Target.Comparator != b.Target.Comparator || a.Target.IsStriven != b.Target.IsStriven)
                    yield return new(ConflictKind.Comparator, [a.Target.Id, b.Target.Id], Same(a.Target, "同一个值有不同的说法", "says one value in different words", a.Target, b.Target, null));
    }

    private static IEnumerable<PlanConflict> ImpliedAreas(Targets plan)
    {
        foreach (var area in plan.Of(ForestAreas))
        {
            var same = plan.Of(["forest_coverage"]).Where(c => c.Target.Scope == area.Target.Scope && c.Target.Year == area.Target.Year && c.Value > 0).DistinctBy(c => c.Value).ToList();
            decimal[] implied = [.. same.Select(c => area.Value!.Value / (c.Value!.Value / 100))];
            if (implied.Length > 1 && implied.Max() - implied.Min() > MostAreaDifference * implied.Max())
            {
                var sums = string.Join("；", same.Zip(implied).Select(s => $"{Print(area.Target)} ÷ {Print(s.First.Target)} = {Hectares(s.Second)} ha"));
                yield return new(ConflictKind.ImpliedArea, [area.Target.Id, .. same.Select(c => c.Target.Id)], new(
                    $"{area.Target.Year} 年{area.Target.IndicatorZh}与森林覆盖率推出的土地总面积不一：{sums}。行政区面积只有一个，要用界线核对",
                    $"{area.Target.Year}: forest area and forest coverage imply different areas of land: {sums.Replace("；", "; ", StringComparison.Ordinal)}. The region has one area; ask its boundary"));
            }

            foreach (var land in plan.Of(ForestLands).Where(l => l.Target.Scope == area.Target.Scope && l.Target.Year == area.Target.Year && l.Value < area.Value))
                yield return new(ConflictKind.ImpliedArea, [area.Target.Id, land.Target.Id], new(
                    $"{area.Target.Year} 年{area.Target.IndicatorZh} {Print(area.Target)} 大于{land.Target.IndicatorZh} {Print(land.Target)}：森林在林地之内",
                    $"{area.Target.Year}: the forest area of {Print(area.Target)} is larger than the forest land of {Print(land.Target)} that it lies on"));
        }

        foreach (var part in plan.Of(["public_benefit_forest", "natural_forest"]))
            foreach (var land in plan.Of(ForestLands).Where(l => l.Target.Scope == part.Target.Scope && l.Target.Year == part.Target.Year && l.Value < part.Value))
                yield return new(ConflictKind.ImpliedArea, [part.Target.Id, land.Target.Id], new(
                    $"{part.Target.Year} 年{part.Target.IndicatorZh} {Print(part.Target)} 大于{land.Target.IndicatorZh} {Print(land.Target)}，部分不能大于全部",
                    $"{part.Target.Year}: {plan.Name(part.Target).En} of {Print(part.Target)} is larger than {plan.Name(land.Target).En} of {Print(land.Target)}: a part exceeds its whole"));
    }

    /// <summary>Volumes per hectare that the printed stock and forest area of one year imply.</summary>
    public static IEnumerable<(PlanTarget Stock, PlanTarget Area, decimal PerHectare)> VolumesPerHectare(IReadOnlyList<PlanTarget> targets, IReadOnlyList<TargetIndicator> indicators)
    {
        var plan = new Targets(targets, indicators);
        return plan.Of(Stocks).SelectMany(s => plan.Of(ForestAreas).Where(a => a.Target.Scope == s.Target.Scope && a.Target.Year == s.Target.Year && a.Value > 0).Take(1).Select(a => (s.Target, a.Target, s.Value!.Value / a.Value!.Value)));
    }

    private static Bilingual Same(PlanTarget of, string zh, string en, PlanTarget a, PlanTarget b, decimal? apart) => new(
        $"{of.Scope} {of.Year} 年{of.IndicatorZh}{zh}：{Said(a, "zh")}；{Said(b, "zh")}{(apart is { } zhApart ? $"。相差 {Figure(zhApart)} {(a.Unit == "%" ? "个百分点" : a.Unit)}" : "")}",
        $"{of.Scope}, {of.Year}: {of.IndicatorZh} {en}: {Said(a, "en")}; {Said(b, "en")}{(apart is { } enApart ? $". They are {Figure(enApart)} {(a.Unit == "%" ? "points" : a.Unit)} apart" : "")}");

    private static string Said(PlanTarget target, string language) =>
        $"{Print(target)} [{target.Comparator.Word()}{(target.IsStriven ? language == "zh" ? "，力争" : ", striven for" : "")}] {(language == "zh" ? $"（第 {Lines(target)} 行“{target.Citations[0].Quote}”）" : $"(line {Lines(target)}, “{target.Citations[0].Quote}”)")}";

    private static string Lines(PlanTarget target) => string.Join(", ", target.Citations.Select(c => c.Line.ToString(CultureInfo.InvariantCulture)).Distinct(StringComparer.Ordinal));

    private static string Print(PlanTarget target) => target.Value is { } value ? $"{Figure(value)}{(target.UpperValue is { } upper ? $"–{Figure(upper)}" : "")}{(target.Unit is "%" or "％" ? "" : " ")}{target.Unit}".TrimEnd() : "—";

    private static string Figure(decimal value) => value.ToString("0.##########", CultureInfo.InvariantCulture);

    private static string Hectares(decimal value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static IEnumerable<(T A, T B)> Pairs<T>(List<T> items)
    {
        for (var a = 0; a < items.Count; a++)
            for (var b = a + 1; b < items.Count; b++)
                yield return (items[a], items[b]);
    }

    [GeneratedRegex("新建|新造|新增|新种|净增", RegexOptions.CultureInvariant)]
    private static partial Regex Flow();

    [GeneratedRegex("(残次林|疏林地|疏林|灌木林地|灌木林|林地|宜林荒山|宜林地|荒山)[^。；;]{0,16}(改造|改种|改建|改为|转为|开发|建设)(成|为)?[^。；;，,]{0,6}(茶园|果园|园地|耕地|茶叶基地|经济作物)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Conversion();

    /// <summary>The targets of a plan with their numbers in the indicators' units.</summary>
    private sealed class Targets(IReadOnlyList<PlanTarget> targets, IReadOnlyList<TargetIndicator> indicators)
    {
        private readonly Dictionary<string, TargetIndicator> byCode = indicators.ToDictionary(i => i.Code, StringComparer.Ordinal);

        public IReadOnlyList<PlanTarget> All => targets;

        /// <summary>Those with a number, in the indicator's unit.</summary>
        public IReadOnlyList<(PlanTarget Target, decimal? Value)> Numbers { get; } = [.. targets.Where(t => t.Value is not null).Select(t => (t, indicators.FirstOrDefault(i => i.Code == t.Indicator) is { } indicator ? PlanUnit.Convert(t.Value!.Value, t.Unit, indicator.Unit) : null)).Where(t => t.Item2 is not null)];

        public IEnumerable<(PlanTarget Target, decimal? Value)> Of(string[] codes) => Numbers.Where(n => n.Target.Measure == TargetMeasure.Level && codes.Contains(n.Target.Indicator, StringComparer.Ordinal));

        public Bilingual Name(PlanTarget target) => byCode.GetValueOrDefault(target.Indicator)?.Title ?? new(target.IndicatorZh, target.IndicatorZh);

        public string Family(PlanTarget target) => byCode.GetValueOrDefault(target.Indicator)?.Family ?? "";
    }
}
