using CarbonSink.Methodologies.Formulas;

namespace CarbonSink.Methodologies;

/// <summary>Which equations of a methodology aggregate over a set that comes in batches, and in how many passes their values are found (全图层值的计算次序). Immutable.</summary>
public sealed class LayerPlan
{
    private readonly IReadOnlyDictionary<AggregateNode, int> levels;
    private readonly int set;

    internal LayerPlan(MethodologyProgram program, int set)
    {
        (Program, this.set) = (program, set);
        var (found, done) = (new Dictionary<AggregateNode, int>(), new Dictionary<Symbol, int>());
        var unsupported = new List<(string, string)>();
        foreach (var group in program.Groups)
        {
            // Passes that must be over before the group can be computed; what closes a loop in it counts for nothing.
            var level = 0;
            foreach (var route in group.Symbols.SelectMany(s => s.Routes))
            {
                foreach (var aggregate in route.Nodes.OfType<AggregateNode>().Where(IsOverLayer))
                {
                    found[aggregate] = 1 + aggregate.Reads.Select(s => done.GetValueOrDefault(s)).DefaultIfEmpty().Max();
                    level = Math.Max(level, found[aggregate]);
                    if (aggregate.Function is "var" or "cov" || Closure(aggregate.Reads).Overlaps(group.Symbols))
                        unsupported.Add((aggregate.Equation, aggregate.Function));
                }

                level = Math.Max(level, route.Nodes.Select(Read).OfType<Symbol>().Select(s => done.GetValueOrDefault(s)).DefaultIfEmpty().Max());
            }

            foreach (var symbol in group.Symbols)
                done[symbol] = level;
        }

        levels = found;
        Unsupported = [.. unsupported.Distinct()];
    }

    /// <summary>Passes over the layer before its units can be computed; 0 where no equation aggregates over the set.</summary>
    public int Passes => levels.Values.DefaultIfEmpty().Max();

    /// <summary>Aggregates that cannot be found batch by batch: number of the equation and function. Variances and covariances, and sums that depend on themselves through earlier years.</summary>
    public IReadOnlyList<(string Equation, string Function)> Unsupported { get; }

    internal MethodologyProgram Program { get; }

    /// <summary>Inputs that a pass reads, by symbol.</summary>
    public IReadOnlySet<string> Inputs(int pass) => Needed(pass).Where(s => s.Input is not null).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>A tally for a pass.</summary>
    /// <param name="pass">1 … <see cref="Passes"/>.</param>
    /// <param name="frame">The frame that batches are put into; its <see cref="Frame.FirstRecord"/> must grow from batch to batch.</param>
    /// <param name="causes">The causes of missing values.</param>
    /// <param name="before">Values of the pass before, null for the first.</param>
    public LayerTally Tally(int pass, Frame frame, CauseTable causes, LayerValues? before) => new(this, pass, new(Program, frame, causes) { Layer = before });

    /// <summary>A tally for a pass over draws.</summary>
    internal LayerTally Tally(int pass, Frame frame, CauseTable causes, LayerValues? before, UncertaintyModel uncertainty) => new(this, pass, new(Program, frame, causes, uncertainty) { Layer = before });

    /// <summary>Aggregates over the layer that a pass gathers.</summary>
    internal IEnumerable<AggregateNode> Aggregates => levels.Keys.OrderBy(a => a.Id);

    /// <summary>Symbols that a pass must compute, in order, and the aggregates it gathers: those of earlier passes too, so that a member left out by several counts once.</summary>
    internal (SymbolGroup[] Groups, AggregateNode[] Aggregates) Of(int pass)
    {
        var needed = Needed(pass);
        return ([.. Program.Groups.Where(g => g.Symbols.Any(needed.Contains))], [.. levels.Where(l => l.Value <= pass).Select(l => l.Key).OrderBy(a => a.Id)]);
    }

    private HashSet<Symbol> Needed(int pass) => Closure(levels.Where(l => l.Value <= pass).Select(l => l.Key).SelectMany(a => a.Set.Area is { } area ? a.Reads.Append(Program.Symbol(area)) : a.Reads));

    /// <summary>Symbols and all that they are computed from.</summary>
    private static HashSet<Symbol> Closure(IEnumerable<Symbol> symbols)
    {
        var found = new HashSet<Symbol>();
        var open = new Stack<Symbol>(symbols);
        while (open.TryPop(out var symbol))
            if (found.Add(symbol))
                foreach (var next in symbol.Routes.SelectMany(r => r.Nodes).Select(Read).OfType<Symbol>())
                    open.Push(next);
        return found;
    }

    private static Symbol? Read(Node node) => (node as SymbolNode)?.Symbol ?? (node as PreviousNode)?.Symbol;

    /// <summary>Whether the members of one row of the equation come from more than one batch.</summary>
    private bool IsOverLayer(AggregateNode aggregate) => IsInside(aggregate.Inner.Base) && !IsInside(aggregate.Outer.Base);

    private bool IsInside(int other)
    {
        for (var s = other; s >= 0; s = Program.Sets[s].Parent)
            if (s == set)
                return true;
        return false;
    }
}
