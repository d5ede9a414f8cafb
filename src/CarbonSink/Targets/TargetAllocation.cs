namespace CarbonSink.Targets;

/// <summary>A target spread over members and years (目标分解): amounts in whole steps that add up to the total to the last digit. Immutable.</summary>
public sealed record TargetAllocation
{
    private const int RateDecimals = 6;

    /// <summary>What is to be reached by the last year, or done in all years together, in the unit of the allocation; of a rate the area that it needs.</summary>
    public required decimal Total { get; init; }

    /// <summary>The least amount that is told apart.</summary>
    public required decimal Step { get; init; }

    /// <summary>Level at the start of all members together, in whole steps; null where the whole total is spread.</summary>
    public decimal? Present { get; init; }

    /// <summary>What nobody could take, for the bounds or as all weights are 0; the rows lack it.</summary>
    public decimal Unplaced { get; init; }

    /// <summary>Rate that the whole region reaches, in %, unrounded to six decimals; null where none is asked.</summary>
    public decimal? Rate { get; init; }

    /// <summary>Rows by member and year.</summary>
    public required IReadOnlyList<AllocationRow> Rows { get; init; }

    /// <summary>Whether the rows add up: shares to the total or to its difference from the present, values of the last year to the total; null where a rate is handed down and nothing adds up.</summary>
    public required bool? SumsHold { get; init; }

    /// <summary>Work, or a level spread as a whole: each member's part of the total by weight, each year's part of that.</summary>
    /// <param name="total">The total.</param>
    /// <param name="step">The step; the total is a whole number of them.</param>
    /// <param name="members">Members with their weights; bounds hold.</param>
    /// <param name="years">Years in order with their weights; empty where the plan names no year.</param>
    public static TargetAllocation Amounts(decimal total, decimal step, IReadOnlyList<AllocationMember> members, IReadOnlyList<(int Year, decimal Weight)> years)
    {
        var parts = LargestRemainder.Of(total, step, [.. members.Select(m => m.Weight)], [.. members.Select(m => m.Bound)]);
        var byYear = LargestRemainder.Of(total - parts.Unplaced, step, years.Count == 0 ? [1m] : [.. years.Select(y => y.Weight)]);
        if (byYear.Unplaced != 0)
            throw new ArgumentException("all weights of the years are 0", nameof(years));
        var cells = ControlledRounding.Of(parts.Shares, byYear.Shares, step);
        List<AllocationRow> rows = [.. members.SelectMany((m, i) => byYear.Shares.Select((_, j) => new AllocationRow(m.Key, m.Name, years.Count == 0 ? null : years[j].Year, cells[i][j], null, cells[i][j], RateOf(cells[i][j], m.LandArea))))];
        return new() { Total = total, Step = step, Unplaced = parts.Unplaced, Rows = rows, SumsHold = rows.Sum(r => r.Share) == total };
    }

    /// <summary>A level: each member keeps its present level and gets a part of the difference by weight; years go along a straight line, or by their weights.</summary>
    /// <remarks>Present levels are brought to whole steps by largest remainder, so that every column adds up. Of a negative difference nobody loses more than it has.</remarks>
    /// <param name="total">Level of all members together at the end of the last year.</param>
    /// <param name="step">The step; the total is a whole number of them.</param>
    /// <param name="members">Members with weights and present levels; bounds hold for a rise.</param>
    /// <param name="years">Years in order with their weights, equal ones for a straight line; none where the plan names no year.</param>
    /// <exception cref="ArgumentException">A present level is missing or below 0.</exception>
    public static TargetAllocation Levels(decimal total, decimal step, IReadOnlyList<AllocationMember> members, IReadOnlyList<(int Year, decimal Weight)> years)
    {
        decimal[] observed = [.. members.Select(m => m.Present ?? throw new ArgumentException($"{m.Key} has no present level", nameof(members)))];
        var present = LargestRemainder.Of(Nearest(observed.Sum(), step), step, observed).Shares;
        var difference = total - present.Sum();
        var parts = LargestRemainder.Of(difference, step, [.. members.Select(m => m.Weight)], difference < 0 ? [.. present.Select(p => (decimal?)p)] : [.. members.Select(m => m.Bound)]);
        var byYear = AlongLine(difference - parts.Unplaced, step, [.. years.Select(y => y.Weight).DefaultIfEmpty(1)]);
        var cells = ControlledRounding.Of(parts.Shares, byYear, step);
        var rows = new List<AllocationRow>();
        for (var i = 0; i < members.Count; i++)
        {
            var level = present[i];
            for (var j = 0; j < byYear.Count; j++)
            {
                level += cells[i][j];
                rows.Add(new(members[i].Key, members[i].Name, years.Count == 0 ? null : years[j].Year, level, present[i], cells[i][j], RateOf(level, members[i].LandArea)));
            }
        }

        var last = years.Count == 0 ? (int?)null : years[^1].Year;
        return new()
        {
            Total = total,
            Step = step,
            Present = present.Sum(),
            Unplaced = parts.Unplaced,
            Rows = rows,
            SumsHold = rows.Sum(r => r.Share) == difference && rows.Where(r => r.Year == last).Sum(r => r.Value) == total,
        };
    }

    /// <summary>A rate whose numerator is known of each member, e.g. forest coverage: the area that the rate needs, spread like a level, with the rate of each member.</summary>
    /// <param name="percent">The rate in %.</param>
    /// <param name="comparator">How it is to be met: the area is rounded up to the step, for at most and below down, for more than to the next step.</param>
    /// <param name="step">The step of the area.</param>
    /// <param name="members">Members with present areas, land areas and what they can take.</param>
    /// <param name="years">As of <see cref="Levels"/>.</param>
    /// <param name="landArea">Land area of the region where it is not that of the members together.</param>
    /// <exception cref="ArgumentException">A present or land area is missing.</exception>
    public static TargetAllocation Rates(decimal percent, TargetComparator comparator, decimal step, IReadOnlyList<AllocationMember> members, IReadOnlyList<(int Year, decimal Weight)> years, decimal? landArea = null)
    {
        var land = landArea ?? members.Sum(m => m.LandArea ?? throw new ArgumentException($"{m.Key} has no land area", nameof(members)));
        var needed = AreaFor(percent, comparator, land, step);
        var levels = Levels(needed, step, members, years);
        return levels with { Rate = RateOf(needed - levels.Unplaced, land) };
    }

    /// <summary>A rate without numerator, or a target that is charged as a whole: every member gets the value as it is.</summary>
    public static TargetAllocation Unchanged(decimal value, decimal step, IReadOnlyList<AllocationMember> members, int? year) =>
        new() { Total = value, Step = step, Rows = [.. members.Select(m => new AllocationRow(m.Key, m.Name, year, value, null, null, null))], SumsHold = null };

    /// <summary>The area that a rate needs of a land area, in whole steps.</summary>
    public static decimal AreaFor(decimal percent, TargetComparator comparator, decimal land, decimal step)
    {
        var steps = percent * land / 100 / step;
        return step * comparator switch
        {
            TargetComparator.AtMost => decimal.Floor(steps),
            TargetComparator.LessThan => decimal.Ceiling(steps) - 1,
            TargetComparator.MoreThan => decimal.Floor(steps) + 1,
            _ => decimal.Ceiling(steps),
        };
    }

    /// <summary>Yearly parts of a difference such that the level never leaves the line by more than half a step.</summary>
    private static List<decimal> AlongLine(decimal difference, decimal step, IReadOnlyList<decimal> weights)
    {
        var all = weights.Sum();
        if (all <= 0 || weights.Any(w => w < 0))
            throw new ArgumentException("weights of the years are below 0 or all 0", nameof(weights));
        var (parts, passed, given) = (new List<decimal>(), 0m, 0m);
        foreach (var weight in weights)
        {
            passed += weight;
            parts.Add(Nearest(difference * passed / all, step) - given);
            given += parts[^1];
        }

        return parts;
    }

    private static decimal Nearest(decimal amount, decimal step) => decimal.Round(amount / step, 0, MidpointRounding.AwayFromZero) * step;

    private static decimal? RateOf(decimal area, decimal? land) => land > 0 ? decimal.Round(area / land.Value * 100, RateDecimals, MidpointRounding.AwayFromZero) : null;
}
