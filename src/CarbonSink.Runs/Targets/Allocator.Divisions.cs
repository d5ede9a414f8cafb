using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <content>Divisions: what they have, what they can take, by which weights they share.</content>
internal sealed partial class Allocator
{
    private static readonly string[] PlantedOnPlantable = ["forest_area", "forest_area_retained", Coverage, "afforestation_area"];

    private AllocatedTarget WorkToDivisions(AllocatedTarget one, AllocationRequest request, decimal total, decimal step, TargetIndicator indicator)
    {
        if (Divisions(one.Target, out var reason) is not { } divisions || Members(ref one, request, divisions, null, indicator, 1, out reason) is not { } members)
            return one with { Reason = reason };
        List<int>? years = null;
        if (one.To == AllocationTo.DivisionsYears && (years = Years(one, isWork: true, out reason)) is null)
            return one with { Reason = reason };
        return Placed(one, request, step, members, s => TargetAllocation.Amounts(total, s, members, Weighted(one, years)));
    }

    private AllocatedTarget LevelToDivisions(AllocatedTarget one, AllocationRequest request, decimal total, decimal step, TargetIndicator indicator)
    {
        if (Divisions(one.Target, out var reason) is not { } divisions)
            return one with { Reason = reason };
        var observed = Observed(one.Target, isByDivision: true);
        var present = observed is null ? null : Present(one, divisions, observed, v => Into(v, indicator.Unit, one.Unit)!.Value);
        var of = request.Of ?? AllocationOf.Difference;
        if (of == AllocationOf.Difference && present is null)
            return one with { Reason = new($"缺少 {indicator.Code} 分乡镇的现状值，或它们与全域不相等，不能分解差额；要按权重分总量，用 of: level", $"present values of {indicator.Code} by division are missing or do not make up the region, so that there is no difference to allocate; of: level spreads the whole by the weights") };
        if (of == AllocationOf.Level && one.To == AllocationTo.DivisionsYears)
            return one with { Reason = new("总量（of: level）不按年分；乡镇和年度用 of: difference", "the whole (of: level) has no years; divisions and years go with of: difference") };
        one = one with { Of = of, Status = observed?.Status };
        var difference = of == AllocationOf.Level ? total : total - Nearest(present!.Sum(), step);
        if (of == AllocationOf.Difference && Slack(one, difference) is { } slack)
            return one with { Reason = slack };
        if (Members(ref one, request, divisions, present, indicator, difference, out reason) is not { } members)
            return one with { Reason = reason };
        if (of == AllocationOf.Level)
            return Placed(one, request, step, members, s => TargetAllocation.Amounts(total, s, members, Weighted(one, null)));
        one = Late(one with { Base = new(observed!.Year, present!.Sum(), observed.Source) });
        List<int>? years = null;
        if (one.To == AllocationTo.DivisionsYears && (years = Years(one, isWork: false, out reason)) is null)
            return one with { Reason = reason };
        return Placed(one, request, step, members, s => TargetAllocation.Levels(total, s, members, Weighted(one, years)));
    }

    private AllocatedTarget CoverageToDivisions(AllocatedTarget one, AllocationRequest request, decimal printed)
    {
        var percent = Into(printed, one.Unit, "%")!.Value;
        if (Divisions(one.Target, out var reason) is not { } divisions)
            return one with { Reason = reason };
        if (request.Of == AllocationOf.Level)
            return one with { Reason = new("覆盖率分解的是森林面积的差额，不能用 of: level", "of a coverage the difference in forest area is spread; of: level does not fit") };
        if (Observed(one.Target, isByDivision: true) is not { } observed || Forests(divisions, region.PlaceOf(one.Target)!, observed.Year) is not { } found)
            return HandedDown(one, printed, Digit(printed.Scale));
        var (forest, land, all) = found;
        var (indicator, step) = (indicators.First(i => i.Code == Coverage), request.Step ?? AreaStep);
        one = one with { Unit = "ha", Value = percent, ValueUnit = "%", Of = AllocationOf.Difference, Status = observed.Status };
        var difference = TargetAllocation.AreaFor(percent, one.Target.Comparator, all, step) - Nearest(forest.Sum(), step);
        if (Slack(one, difference) is { } slack)
            return one with { Reason = slack };
        if (Members(ref one, request, divisions, forest, indicator, difference, out reason) is not { } members)
            return one with { Reason = reason };
        members = [.. members.Zip(land, (m, l) => m with { LandArea = l })];
        one = Late(one with { Base = new(observed.Year, decimal.Round(forest.Sum(), 6), observed.Source) });
        List<int>? years = null;
        if (one.To == AllocationTo.DivisionsYears && (years = Years(one, isWork: false, out reason)) is null)
            return one with { Reason = reason };
        var together = members.Sum(m => m.LandArea ?? 0);
        if (Math.Abs(together - all) > all * 1e-6m)
            one = Note(one, $"各乡镇土地面积合计 {Say(together)} ha，全域 {Say(all)} ha：全域比率按后者，各乡镇比率按各自的", $"the divisions have {Say(together)} ha of land together and the region {Say(all)} ha: the rate of the region is of the latter, that of a division of its own");
        one = Placed(one, request, step, members, s => TargetAllocation.Rates(percent, one.Target.Comparator, s, members, Weighted(one, years), all));
        return Note(one, $"{Say(percent)} % × {Say(all)} ha = {Say(one.Allocation!.Total)} ha（进到步长 {Say(one.Allocation.Step)} ha）", $"{Say(percent)} % × {Say(all)} ha = {Say(one.Allocation.Total)} ha (rounded up to the step of {Say(one.Allocation.Step)} ha)");
    }

    /// <summary>Present forest and land of the divisions and the land of all; null where a division has none known. What lies in no division is the rest of the region.</summary>
    private (decimal[] Forest, decimal?[] Land, decimal All)? Forests(IReadOnlyList<RegionDivision> divisions, string place, int year)
    {
        var known = divisions.Select(d => region.ForestOf(d.Key, year)).ToList();
        var whole = region.ForestOf(place, year);
        var rest = divisions.ToList().FindIndex(d => d.Key == TargetDivision.NoTownship);
        if (rest >= 0 && known[rest].Forest is null && whole.Forest is { } region1)
            known[rest] = (Math.Max(0, region1 - known.Sum(k => k.Forest ?? 0)), null);
        if (Enumerable.Range(0, known.Count).Any(i => known[i].Forest is null || (i != rest && known[i].Land is null)))
            return null;
        return ([.. known.Select(k => k.Forest!.Value)], [.. known.Select(k => k.Land)], whole.Land ?? known.Sum(k => k.Land ?? 0));
    }

    private AllocatedTarget HandedDown(AllocatedTarget one, decimal value, decimal step)
    {
        if (Divisions(one.Target, out var reason) is not { } divisions)
            return one with { Reason = reason };
        if (one.To == AllocationTo.DivisionsYears)
            return one with { Reason = new("没有分乡镇的分子、分母数据，比率不能按乡镇和年度分解；可分解到乡镇（原值下达）或年度", "there are no numerators by division, so that the rate has no table of divisions and years; it can be handed down to divisions, or spread over years") };
        return Note(one with { Allocation = TargetAllocation.Unchanged(value, step, [.. divisions.Select(d => new AllocationMember(d.Key, d.Name, 1))], one.Target.Year) },
            "比率没有分乡镇的分子、分母数据，原值下达各乡镇，不相加", "there are no numerators of this rate by division; every division gets it unchanged, and nothing adds up");
    }

    /// <summary>Divisions that the target is of: all, or the one that its scope names; null with the reason.</summary>
    private IReadOnlyList<RegionDivision>? Divisions(PlanTarget target, out Bilingual? reason)
    {
        reason = null;
        if (region.Divisions.Count == 0)
        {
            reason = region.NoDivisions;
            return null;
        }

        if (region.PlaceOf(target) is { } place)
            return place.Length == 0 ? region.Divisions : [region.Divisions.First(d => d.Key == place)];
        reason = new($"数据里没有范围“{target.Scope}”", $"the data have no division '{target.Scope}'");
        return null;
    }

    /// <summary>What the divisions have in the year of an observation; a division without a value has none of it where the others make up the region. Null where they do not.</summary>
    private decimal[]? Present(AllocatedTarget one, IReadOnlyList<RegionDivision> divisions, Observation observed, Func<decimal, decimal> convert)
    {
        var values = region.OfDivisions(one.Target.Indicator, observed.Year);
        if (values.Count == 0)
            return null;
        decimal[] present = [.. divisions.Select(d => convert(values.GetValueOrDefault(d.Key)))];
        var whole = convert((decimal)observed.Value);
        if (Math.Abs(present.Sum() - whole) <= Math.Abs(whole) * 1e-6m)
            return present;
        findings.Add(new(AllocationFindings.DivisionsDiffer, null, null, one.Target.Indicator, null, one.Target.Id, Say(present.Sum()), Say(whole), one.Unit));
        return null;
    }

    /// <summary>Members with weights and bounds; null with what is missing.</summary>
    private List<AllocationMember>? Members(ref AllocatedTarget one, AllocationRequest request, IReadOnlyList<RegionDivision> divisions, decimal[]? present, TargetIndicator indicator, decimal difference, out Bilingual? reason)
    {
        reason = null;
        var plantable = region.PlantableHa(one.Target.Year) ?? region.PlantableHa(null);
        var isPlanted = PlantedOnPlantable.Contains(indicator.Code, StringComparer.Ordinal);
        var by = request.By ?? (request.Shares is not null ? AllocationBy.Shares : one.Of == AllocationOf.Level ? present is null ? AllocationBy.Area : AllocationBy.Stock : isPlanted && plantable is not null ? AllocationBy.Potential : present is not null && !isPlanted ? AllocationBy.Stock : AllocationBy.Area);
        if (request.By is null && request.Shares is null)
            one = Note(one, $"没有指定依据，按{Word(by).Zh}", $"no weights were named; they are {Word(by).En}");
        if (by == AllocationBy.Potential && region.PlantableClasses is { } classes)
            one = Note(one, $"可造林地：{classes.Zh}", $"plantable land: {classes.En}");
        if (difference < 0 && by == AllocationBy.Shares)
        {
            reason = new("目标低于现状，没有增量可按份额分", "the target is below the present: there is no difference to share");
            return null;
        }

        if (difference < 0)
        {
            // Neither land nor what can be planted says who may have less.
            by = AllocationBy.Stock;
            one = Note(one, $"目标低于现状：差额为负，按{Word(by).Zh}分摊，各乡镇的值是下限，不要求减少", $"the target is below the present: the difference is negative and goes by {Word(by).En}; the values are floors and nobody is asked to lose any");
        }

        one = one with { By = by };
        if (divisions.Any(d => d.Key == TargetDivision.NoTownship))
            one = Note(one, "有小班没有填乡镇，单列一行，现状、可造林地和份额都在内", "records without a division have a row of their own, with what they have, what can be planted and their share");
        var unit = one.Unit;
        decimal?[] weights = by switch
        {
            AllocationBy.Shares => [.. AllocationShares.Read(request.Shares!, "division", [.. divisions.Select(d => (d.Key, d.Name))], findings)],
            AllocationBy.Area => [.. divisions.Select(d => d.LandAreaHa ?? (d.Key == TargetDivision.NoTownship ? 0 : null))],
            AllocationBy.Potential => [.. divisions.Select(d => plantable is null ? (decimal?)null : plantable.GetValueOrDefault(d.Key))],
            _ => [.. divisions.Select((_, i) => present?[i])],
        };
        if (Array.Exists(weights, w => w is null))
        {
            reason = by switch
            {
                AllocationBy.Area => new("缺少各乡镇的土地面积：调查要覆盖全域并有乡镇代码，或改用其他依据", "the land areas of the divisions are missing: a survey that covers the region, with a field of divisions, or other weights"),
                AllocationBy.Potential => new($"缺少各乡镇的可造林地（指标 {AllocationRegion.Plantable}）：调查要有地类和乡镇代码", $"the plantable land of the divisions is missing (indicator {AllocationRegion.Plantable}): a survey with land class and division"),
                _ => new($"缺少 {indicator.Code} 分乡镇的现状值", $"present values of {indicator.Code} by division are missing"),
            };
            return null;
        }

        // Of land the unit may be a multiple or mu; hectares of plantable land are brought to it.
        decimal? Ha(decimal? hectares) => hectares is { } h ? Into(h, "ha", unit) : null;
        // A whole level has room for what is there already.
        var isLevel = one.Of == AllocationOf.Level;
        return [.. divisions.Select((d, i) => new AllocationMember(d.Key, d.Name, weights[i]!.Value)
        {
            Present = present?[i],
            Bound = isPlanted && plantable is not null ? Ha(plantable.GetValueOrDefault(d.Key)) + (isLevel ? present?[i] : 0) : null,
            LandArea = indicator.Unit is "%" or "ha" ? Ha(d.LandAreaHa) : null,
        })];
    }

    private static List<(int Year, decimal Weight)> Weighted(AllocatedTarget one, List<int>? years) => years is not null ? [.. years.Select(y => (y, 1m))] : one.Target.Year is { } year ? [(year, 1m)] : [];

    /// <summary>Spreads in steps; finer ones where bounds in whole steps leave room unused, and says what a person should look at.</summary>
    private static AllocatedTarget Placed(AllocatedTarget one, AllocationRequest request, decimal step, List<AllocationMember> members, Func<decimal, TargetAllocation> spread)
    {
        var (allocation, fine) = (spread(step), step);
        if (allocation.Unplaced > 0 && members.Exists(m => m.Bound % step > 0))
        {
            if (request.Step is null)
                for (; allocation.Unplaced > 0 && Into(fine, one.Unit, "ha") > AreaStep; allocation = spread(fine))
                    fine /= 10;
            one = fine < step
                ? Note(one, $"各乡镇的上限不是步长 {Say(step)} 的整数倍，改用步长 {Precise(fine)}", $"bounds of the divisions are no whole steps of {Say(step)}; the step is {Precise(fine)}")
                : Note(one, $"上限按步长 {Say(step)} 向下取整，分不下去的有一部分因为步长太大", $"bounds are cut to whole steps of {Say(step)}: part of what cannot be placed is due to the step");
        }

        decimal Got(AllocationMember m) => allocation.Rows.Where(r => r.Key == m.Key) is var rows && allocation.Present is null ? rows.Sum(r => r.Share ?? 0) : rows.Last().Value ?? 0;
        if (members.Find(m => Got(m) > m.LandArea) is { } over)
            one = Note(one, $"{over.Name}分到 {Say(Got(over))} {one.Unit}，多于它的土地面积 {Say(over.LandArea!.Value)} {one.Unit}", $"{over.Name} gets {Say(Got(over))} {one.Unit}, more than its land of {Say(over.LandArea.Value)} {one.Unit}");
        if (one.Of == AllocationOf.Level && members.Count(m => m.Present - Got(m) > step) is > 0 and var less)
            one = Note(one, $"按权重分总量，{less} 个乡镇分到的少于现状；不要求减少", $"the whole is spread by the weights: {less} divisions get less than they have, and are not asked to lose any");
        return Zeros(one with { Allocation = allocation });
    }

    /// <summary>Says where the present is later than the target.</summary>
    private static AllocatedTarget Late(AllocatedTarget one) => one.Base?.Year > one.Target.Year ? Note(one, $"现状是 {one.Base.Year} 年的，晚于目标年", $"the present is of {one.Base.Year}, after the target year") : one;

    private static string Precise(decimal number) => number.ToString("0.##########", CultureInfo.InvariantCulture);

    /// <summary>Says where the step is so coarse that some get nothing.</summary>
    private static AllocatedTarget Zeros(AllocatedTarget one)
    {
        var rows = one.Allocation!.Rows.GroupBy(r => r.Key, StringComparer.Ordinal).ToList();
        var none = rows.Count(g => g.Sum(r => r.Share) == 0);
        return none > 0 && none < rows.Count ? Note(one, $"{none} 个乡镇的份额不足一步（{Say(one.Allocation.Step)} {one.Unit}）或权重为 0，分到 0；可用更小的步长", $"{none} divisions get 0: their share is less than a step of {Say(one.Allocation.Step)} {one.Unit}, or their weight is 0; a smaller step can be given") : one;
    }

    /// <summary>A weight in words.</summary>
    public static Bilingual Word(AllocationBy by) => by switch
    {
        AllocationBy.Area => new("土地面积", "land areas"),
        AllocationBy.Potential => new("可造林地", "plantable land"),
        AllocationBy.Stock => new("现状", "present values"),
        _ => new("给定份额", "given shares"),
    };
}
