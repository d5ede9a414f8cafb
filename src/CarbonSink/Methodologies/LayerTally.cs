using System.Runtime.InteropServices;
using CarbonSink.Estimation;
using CarbonSink.Methodologies.Formulas;

namespace CarbonSink.Methodologies;

/// <summary>Gathers the aggregates over a layer from the batches of one pass (全图层累计). One per thread; tallies of any partition merge to the same bits.</summary>
/// <remarks>Sums are exact: a term is rounded once to a multiple of 2⁻⁶⁴ of its unit, see <see cref="ExactSum"/>.</remarks>
public sealed class LayerTally
{
    private readonly LayerPlan plan;
    private readonly Evaluator evaluator;
    private readonly SymbolGroup[] groups;
    private readonly AggregateNode[] aggregates;
    private readonly AggregateTally[][] tallies;
    private readonly Dictionary<(SetDefinition Set, int Cause), (long Count, ExactSum Area)> refused = [];
    private readonly HashSet<(SetDefinition Set, int Member, int Cause)> seen = [];

    internal LayerTally(LayerPlan plan, int pass, Evaluator evaluator)
    {
        (this.plan, this.evaluator) = (plan, evaluator);
        (groups, aggregates) = plan.Of(pass);
        tallies = [.. aggregates.Select(a => Enumerable.Range(0, evaluator.Frame.Rows(a.Outer)).Select(_ => new AggregateTally()).ToArray())];
    }

    /// <summary>Adds the members in the frame.</summary>
    /// <exception cref="OverflowException">A sum left the range of exact sums.</exception>
    public void Add()
    {
        evaluator.Run(groups);
        Gather();
    }

    /// <summary>Evaluator of the members, so that draws can be run before they are gathered.</summary>
    internal Evaluator Evaluator => evaluator;

    /// <summary>Groups of symbols that the pass needs.</summary>
    internal SymbolGroup[] Groups => groups;

    /// <summary>Symbols that the gathered aggregates read.</summary>
    internal IEnumerable<Symbol> Watched => aggregates.SelectMany(a => a.Reads).Distinct();

    /// <summary>Adds the members of the frame as they were last evaluated, in values or in draws.</summary>
    internal void Gather()
    {
        seen.Clear();
        for (var a = 0; a < aggregates.Length; a++)
        {
            var set = aggregates[a].Set;
            aggregates[a].Tally(evaluator, tallies[a], (group, member, cause) =>
            {
                var hectares = evaluator.Hectares(set, member);
                group.Refuse(evaluator.Frame.FirstRecord + member, cause, hectares);
                if (!seen.Add((set, member, cause)))
                    return;
                ref var total = ref CollectionsMarshal.GetValueRefOrAddDefault(refused, (set, cause), out _);
                total = (total.Count + 1, total.Area + hectares);
            });
        }
    }

    /// <summary>Adds the tally of other members in the same pass.</summary>
    public void Merge(LayerTally other)
    {
        for (var a = 0; a < aggregates.Length; a++)
            for (var g = 0; g < tallies[a].Length; g++)
                tallies[a][g].Merge(aggregates[a].Function, other.tallies[a][g]);
        foreach (var (key, (count, area)) in other.refused)
        {
            ref var total = ref CollectionsMarshal.GetValueRefOrAddDefault(refused, key, out _);
            total = (total.Count + count, total.Area + area);
        }
    }

    /// <summary>The values that the members give.</summary>
    public LayerValues ToValues() => ToValues(0, 0);

    /// <summary>The values that the members give in the draws from … from + count − 1.</summary>
    internal LayerValues ToValues(long from, int count) => new(
        plan.Program,
        evaluator.Causes,
        aggregates.Select((a, i) => (a.Id, Values: tallies[i].Select(t => t.Settle(a, evaluator.Causes)).ToArray())).ToDictionary(a => a.Id, a => a.Values),
        [.. refused.Select(r => (r.Key.Set, r.Key.Cause, r.Value.Count, r.Value.Area))]) { DrawFrom = from, DrawCount = count };
}
