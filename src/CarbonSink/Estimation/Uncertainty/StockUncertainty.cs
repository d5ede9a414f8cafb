using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;

namespace CarbonSink.Estimation;

/// <summary>What a share of the variance comes from (方差贡献).</summary>
/// <param name="Table">Table, or the symbol of an input.</param>
/// <param name="Column">Column of a table, or empty.</param>
/// <param name="Share">Share of the first-order variance, 0 … 1; negative where it is anticorrelated with others.</param>
public sealed record VarianceShare(string Table, string Column, double Share);

/// <summary>The uncertainty of an assessment (评估的不确定性), mergeable like the assessment itself: the same bits from any partition. Immutable.</summary>
public sealed class StockUncertainty
{
    private readonly Dictionary<string, FigureUncertainty?> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, List<string>>> members = new(StringComparer.Ordinal);

    /// <summary>How it was propagated.</summary>
    public required UncertaintySettings Settings { get; init; }

    /// <summary>First-order derivatives.</summary>
    public required StockGradient Gradient { get; init; }

    /// <summary>Sums of every draw; null without Monte Carlo.</summary>
    public StockDraws? Draws { get; init; }

    /// <summary>The largest share of draws of units that may be substituted: beyond it, intervals of draws are withheld, since they would be too narrow and off their place.</summary>
    public const double MostSubstituted = 0.01;

    /// <summary>Units that were drawn, each once for every group it has a share in.</summary>
    public long UnitCount { get; init; }

    /// <summary>What the user declared, in the order of the file; the same for every part.</summary>
    public IReadOnlyList<DeclaredUncertainty> Declared { get; init; } = [];

    /// <summary>Worst status of what the user declared, or null where nothing was. It says nothing of the stock itself.</summary>
    public ParameterStatus? DeclaredStatus => Declared.Count == 0 ? null : Declared.Max(d => d.Status);

    /// <summary>Share of the draws of units that took the unit's own value, 0 … 1; null without draws.</summary>
    public double? SubstitutedShare => Draws is { } d && UnitCount > 0 ? d.Substituted / ((double)d.Draws * UnitCount) : null;

    /// <summary>Whether too many draws were substituted to give intervals.</summary>
    public bool IsWithheld => SubstitutedShare > MostSubstituted;

    /// <summary>What is remarkable about the propagation.</summary>
    public IReadOnlyList<Finding> Findings =>
    [
        .. Gradient.Groups.Values.SelectMany(g => g.Values).All(s => s.Keys.All(n => n.StartsWith("layer ", StringComparison.Ordinal))) && Gradient.Variables.Count == 0 ? (Finding[])[new(UncertaintyFindings.NothingStated, null, null, null, null)] : [],
        .. Draws is { Substituted: > 0 } d ? (Finding[])[new(IsWithheld ? UncertaintyFindings.Withheld : UncertaintyFindings.Substituted, null, null, null, null, $"{d.Substituted}", SubstitutedShare is { } share ? (100 * share).ToString("0.####", CultureInfo.InvariantCulture) : "—", $"{100 * MostSubstituted:R}")] : [],
        .. Draws is { OmitsGroups: true } ? (Finding[])[new(UncertaintyFindings.GroupsOmitted, null, null, null, null)] : [],
    ];

    /// <summary>Merges the uncertainty of disjoint records of one layer.</summary>
    public static StockUncertainty? Merge(IReadOnlyList<StockUncertainty?> parts) => parts.Count == 0 || parts.Any(p => p is null) ? null : new()
    {
        Settings = parts[0]!.Settings,
        UnitCount = parts.Sum(p => p!.UnitCount),
        Declared = parts[0]!.Declared,
        Gradient = StockGradient.Merge([.. parts.Select(p => p!.Gradient)]),
        Draws = parts.All(p => p!.Draws is not null) ? StockDraws.Merge([.. parts.Select(p => p!.Draws!)]) : null,
    };

    /// <summary>The uncertainty of a total, or of one pool of it; null where the figure has none, was not estimated, or is withheld.</summary>
    /// <param name="total">The total.</param>
    /// <param name="figure">The figure.</param>
    /// <param name="pool">A pool, or null for all.</param>
    public FigureUncertainty? OfTotal(StockGroup total, StockFigure figure, CarbonPool? pool = null)
    {
        if (Value(total, figure, pool) is not { } estimate)
            return null;
        lock (known)
        {
            var name = $"{figure}|{pool}";
            return known.TryGetValue(name, out var found) ? found : known[name] = Find(estimate, Gradient.Groups.Values.SelectMany(g => g), Draws?.Totals, figure, pool);
        }
    }

    /// <summary>The uncertainty of the carbon of a group, or of one pool of it.</summary>
    /// <param name="assessment">The assessment by its finest keys.</param>
    /// <param name="keyNames">Keys that the group is by.</param>
    /// <param name="group">The group.</param>
    /// <param name="pool">A pool, or null for all; whether draws were enough is told of all alone.</param>
    public FigureUncertainty? OfGroup(StockAssessment assessment, IReadOnlyList<string> keyNames, StockGroup group, CarbonPool? pool = null)
    {
        if (Value(group, StockFigure.Carbon, pool) is not { } estimate)
            return null;
        var positions = keyNames.Select(k => assessment.KeyNames.ToList().IndexOf(k)).ToArray();
        if (!Members(positions).TryGetValue(string.Join(UnitGroups.Separator, group.Key), out var finest))
            return null;
        return Find(
            estimate,
            finest.SelectMany(f => Gradient.Groups[f]),
            Draws is null or { OmitsGroups: true } ? null : finest.Where(Draws.Groups.ContainsKey).SelectMany(f => Draws.Groups[f]),
            StockFigure.Carbon,
            pool,
            isConvergenceTold: pool is null);
    }

    /// <summary>Where the first-order variance of total carbon comes from, largest first; the rest of more than <paramref name="most"/> in one entry with a blank table.</summary>
    public IReadOnlyList<VarianceShare> Contributions(int most)
    {
        var (variance, parts) = Gradient.Variance(StockGradient.Sum(Gradient.Groups.Values.SelectMany(g => g).Where(s => s.Key == new StockSlot(StockFigure.Carbon, CarbonPool.None)).Select(s => s.Value)));
        if (!(variance > 0))
            return [];
        var shares = parts.Select(p => new VarianceShare(p.Table, p.Column, p.Variance / variance)).OrderByDescending(p => p.Share).ThenBy(p => p.Table, StringComparer.Ordinal).ThenBy(p => p.Column, StringComparer.Ordinal).ToList();
        return shares.Count <= most ? shares : [.. shares.Take(most), new("", "", shares.Skip(most).Sum(s => s.Share))];
    }

    private static double? Value(StockGroup group, StockFigure figure, CarbonPool? pool)
    {
        if (pool is null)
            return group[figure]?.ToDouble();
        foreach (var own in group.Pools)
            if (own.Pool == pool)
                return (figure == StockFigure.Biomass ? own.BiomassT : own.CarbonTC)?.ToDouble();
        return null;
    }

    private FigureUncertainty? Find(double estimate, IEnumerable<KeyValuePair<StockSlot, IReadOnlyDictionary<string, ExactSum>>> derivatives, IEnumerable<KeyValuePair<StockSlot, long[]>>? draws, StockFigure figure, CarbonPool? pool, bool isConvergenceTold = true)
    {
        bool Is(StockSlot slot) => slot.Figure == figure && (pool is null || slot.Pool == pool);
        if (Settings.Approach == UncertaintyApproach.MonteCarlo)
        {
            var slots = draws?.Where(d => Is(d.Key)).Select(d => d.Value).ToArray() ?? [];
            return slots.Length == 0 || IsWithheld ? null : FigureUncertainty.OfDraws(estimate, StockDraws.Sums(slots, Draws!.Draws), Settings.Confidence, isConvergenceTold);
        }

        var own = derivatives.Where(d => d.Key == new StockSlot(figure, pool ?? CarbonPool.None)).Select(d => d.Value).ToArray();
        return own.Length == 0 ? null : FigureUncertainty.OfVariance(estimate, Gradient.Variance(StockGradient.Sum(own)).Variance, Settings.Confidence);
    }

    private Dictionary<string, List<string>> Members(int[] positions)
    {
        var name = string.Join(',', positions);
        lock (members)
        {
            if (members.TryGetValue(name, out var found))
                return found;
            return members[name] = Gradient.Groups.Keys.GroupBy(k => string.Join(UnitGroups.Separator, positions.Select(p => k.Split(UnitGroups.Separator)[p])), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Order(StringComparer.Ordinal).ToList(), StringComparer.Ordinal);
        }
    }
}
