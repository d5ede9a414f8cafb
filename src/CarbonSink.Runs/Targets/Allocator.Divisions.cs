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
        return Zeros(one with { Allocation = TargetAllocation.Amounts(total, step, members, Weighted(one, years)) });
    }

    private AllocatedTarget LevelToDivisions(AllocatedTarget one, AllocationRequest request, decimal total, decimal step, TargetIndicator indicator)
    {
        if (Divisions(one.Target, out var reason) is not { } divisions)
            return one with { Reason = reason };
        var observed = Observed(one.Target);
        var present = observed is null ? null : Present(one, divisions, observed, v => Into(v, indicator.Unit, one.Unit)!.Value);
        var of = request.Of ?? (present is null ? AllocationOf.Level : AllocationOf.Difference);
        if (of == AllocationOf.Difference && present is null)
            return one with { Reason = new($"缺少 {indicator.Code} 分乡镇的现状值，不能分解增量", $"there are no present values of {indicator.Code} by division, so that there is no difference to allocate") };
        one = one with { Of = of, Status = observed?.Status };
        var difference = of == AllocationOf.Level ? total : total - present!.Sum();
        if (of == AllocationOf.Level && request.Of is null)
            one = Note(one, "没有分乡镇的现状值，按权重分总量", "present values by division are not known; the whole is spread by the weights");
        if (Members(ref one, request, divisions, present, indicator, difference, out reason) is not { } members)
            return one with { Reason = reason };
        if (of == AllocationOf.Difference && observed is not null)
            one = one with { Base = new(observed.Year, present!.Sum(), observed.Source) };
        List<int>? years = null;
        if (one.To == AllocationTo.DivisionsYears && (of == AllocationOf.Level ? null : years = Years(one, isWork: false, out reason)) is null)
            return one with { Reason = reason ?? new("没有分乡镇的现状值，不能按乡镇和年度分解", "without present values by division there is no table of divisions and years") };
        return Zeros(one with { Allocation = of == AllocationOf.Level ? TargetAllocation.Amounts(total, step, members, Weighted(one, null)) : TargetAllocation.Levels(total, step, members, Weighted(one, years)) });
    }

    private AllocatedTarget CoverageToDivisions(AllocatedTarget one, AllocationRequest request, decimal percent)
    {
        if (Divisions(one.Target, out var reason) is not { } divisions)
            return one with { Reason = reason };
        var observed = Observed(one.Target);
        var rates = observed is null ? null : Present(one, divisions, observed, v => v, isSum: false);
        if (observed is null || rates is null || divisions.Any(d => d.LandAreaHa is null))
            return HandedDown(one, percent, Digit(percent.Scale));
        var indicator = indicators.First(i => i.Code == Coverage);
        decimal[] forest = [.. divisions.Zip(rates, (d, r) => r * d.LandAreaHa!.Value / 100)];
        var all = divisions.Count == region.Divisions.Count ? region.LandAreaHa ?? divisions.Sum(d => d.LandAreaHa!.Value) : divisions.Sum(d => d.LandAreaHa!.Value);
        var step = request.Step ?? AreaStep;
        one = one with { Unit = "ha", Of = AllocationOf.Difference, Status = observed.Status };
        if (Members(ref one, request, divisions, forest, indicator, TargetAllocation.AreaFor(percent, one.Target.Comparator, all, step) - forest.Sum(), out reason) is not { } members)
            return one with { Reason = reason };
        one = one with { Base = new(observed.Year, decimal.Round(forest.Sum(), 6), observed.Source) };
        List<int>? years = null;
        if (one.To == AllocationTo.DivisionsYears && (years = Years(one, isWork: false, out reason)) is null)
            return one with { Reason = reason };
        var together = members.Sum(m => m.LandArea!.Value);
        if (Math.Abs(together - all) > all * 1e-6m)
            one = Note(one, $"各乡镇土地面积合计 {Say(together)} ha，全域 {Say(all)} ha：全域比率按后者，各乡镇比率按各自的", $"the divisions have {Say(together)} ha of land together and the region {Say(all)} ha: the rate of the region is of the latter, that of a division of its own");
        var allocation = TargetAllocation.Rates(percent, one.Target.Comparator, step, members, Weighted(one, years), all);
        return Zeros(Note(one with { Allocation = allocation }, $"{Say(percent)} % × {Say(all)} ha = {Say(allocation.Total)} ha（进到步长 {Say(step)} ha）", $"{Say(percent)} % × {Say(all)} ha = {Say(allocation.Total)} ha (rounded up to the step of {Say(step)} ha)"));
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

        if (region.Divisions.FirstOrDefault(d => d.Name == target.Scope || d.Key == target.Scope) is { } own)
            return [own];
        if (target.Scope.Length == 0 || target.Scope[0] == '全' || target.Region.Contains(target.Scope, StringComparison.Ordinal))
            return region.Divisions;
        reason = new($"数据里没有范围“{target.Scope}”", $"the data have no division '{target.Scope}'");
        return null;
    }

    /// <summary>What the divisions have in the year of an observation; a division without a value has none of it where the others make up the region. Null where some is not known.</summary>
    private decimal[]? Present(AllocatedTarget one, IReadOnlyList<RegionDivision> divisions, Observation observed, Func<decimal, decimal> convert, bool isSum = true)
    {
        var values = region.OfDivisions(one.Target.Indicator, observed.Year);
        if (values.Count == 0 || (!isSum && divisions.Any(d => !values.ContainsKey(d.Key))))
            return null;
        decimal[] present = [.. divisions.Select(d => convert(values.GetValueOrDefault(d.Key)))];
        var whole = convert((decimal)observed.Value);
        var differs = isSum && divisions.Count == region.Divisions.Count && Math.Abs(present.Sum() - whole) > Math.Abs(whole) * 1e-6m;
        if (differs && divisions.Any(d => !values.ContainsKey(d.Key)))
            return null;
        if (differs)
            findings.Add(new(AllocationFindings.DivisionsDiffer, null, null, one.Target.Indicator, null, one.Target.Id, Say(present.Sum()), Say(whole), one.Unit));
        return present;
    }

    /// <summary>Members with weights and bounds; null with what is missing.</summary>
    private List<AllocationMember>? Members(ref AllocatedTarget one, AllocationRequest request, IReadOnlyList<RegionDivision> divisions, decimal[]? present, TargetIndicator indicator, decimal difference, out Bilingual? reason)
    {
        reason = null;
        var plantable = region.PlantableHa(one.Target.Year) ?? region.PlantableHa(null);
        var isPlanted = PlantedOnPlantable.Contains(indicator.Code, StringComparer.Ordinal);
        var by = request.By ?? (request.Shares is not null ? AllocationBy.Shares : isPlanted && plantable is not null ? AllocationBy.Potential : present is not null && !isPlanted ? AllocationBy.Stock : AllocationBy.Area);
        if (request.By is null && request.Shares is null)
            one = Note(one, $"没有指定依据，按{Word(by).Zh}", $"no weights were named; they are {Word(by).En}");
        if (by == AllocationBy.Potential && region.PlantableClasses is { } classes)
            one = Note(one, $"可造林地：{classes.Zh}", $"plantable land: {classes.En}");
        if (difference < 0)
        {
            // Land that can be planted says nothing of who may have less.
            by = by == AllocationBy.Potential ? AllocationBy.Stock : by;
            one = Note(one, $"目标低于现状：差额为负，按{Word(by).Zh}分摊，各乡镇的值是下限，不要求减少", $"the target is below the present: the difference is negative and goes by {Word(by).En}; the values are floors and nobody is asked to lose any");
        }

        one = one with { By = by };
        if (by == AllocationBy.Shares && request.Shares is null)
        {
            findings.Add(new(AllocationFindings.NoShares, null, null, "shares", null, one.Target.Id));
            reason = new("没有给份额表", "no file of shares is given");
            return null;
        }

        var unit = one.Unit;
        decimal?[] weights = by switch
        {
            AllocationBy.Shares => [.. AllocationShares.Read(request.Shares!, "division", [.. divisions.Select(d => (d.Key, d.Name))], findings)],
            AllocationBy.Area => [.. divisions.Select(d => d.LandAreaHa)],
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
        return [.. divisions.Select((d, i) => new AllocationMember(d.Key, d.Name, weights[i]!.Value)
        {
            Present = present?[i],
            Bound = isPlanted && plantable is not null ? Ha(plantable.GetValueOrDefault(d.Key)) : null,
            LandArea = indicator.Unit is "%" or "ha" ? Ha(d.LandAreaHa) : null,
        })];
    }

    private static List<(int Year, decimal Weight)> Weighted(AllocatedTarget one, List<int>? years) => years is not null ? [.. years.Select(y => (y, 1m))] : one.Target.Year is { } year ? [(year, 1m)] : [];

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
