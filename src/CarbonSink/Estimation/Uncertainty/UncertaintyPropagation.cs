using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Formulas;

namespace CarbonSink.Estimation;

/// <summary>Carries uncertainty through a whole assessment (不确定性传播): the units once more, in draws or in gradients of the compiled method.</summary>
/// <remarks>A table cell is one random variable, shared by all units that read it; so is an error that an input's records share. Source: IPCC 2006 Guidelines vol. 1 ch. 3, Approaches 1 and 2.</remarks>
public sealed class UncertaintyPropagation
{
    /// <summary>The figures that get an uncertainty.</summary>
    internal static readonly StockFigure[] Figures = [StockFigure.Volume, StockFigure.LivingVolume, StockFigure.Biomass, StockFigure.Carbon, StockFigure.CarbonDioxide];

    private const int RowsPerFrame = 128;
    private const int DrawsPerChunk = 256;
    private const int DrawsPerTask = 1024;
    private const long MostGroupBytes = 1L << 30;

    /// <summary>Prepares a propagation.</summary>
    /// <param name="methodology">The method.</param>
    /// <param name="set">Set whose members are the units.</param>
    /// <param name="model">What is said about uncertainty.</param>
    /// <param name="layer">Every unit of the layer.</param>
    /// <param name="groups">Group of every record that counts; of a part of the layer, its own records alone.</param>
    /// <param name="causes">The causes of missing values.</param>
    public UncertaintyPropagation(Methodology methodology, string set, UncertaintyModel model, UnitStore layer, UnitGroups groups, CauseTable causes)
    {
        (Methodology, Model, Layer, Causes, Plan) = (methodology, model, layer, causes, methodology.PlanLayer(set));
        Set = methodology.Program.Set(set).Index;
        Outputs = [.. methodology.Outputs.Where(o => o.Figure is { } f && Figures.Contains(f)).Select(o => (methodology.Program.Symbol(o.Symbol), o.Figure!.Value))];
        Groups = NeededFor(Outputs.Select(o => o.Symbol));
        Keys = groups.Keys;
        Members = [.. groups.Members.Select(m => (Unit: layer.IndexOf(m.Record), m.Group, m.Share)).OrderBy(m => m.Group).ThenBy(m => m.Unit)];
    }

    internal Methodology Methodology { get; }

    internal UncertaintyModel Model { get; }

    internal UnitStore Layer { get; }

    internal CauseTable Causes { get; }

    internal LayerPlan Plan { get; }

    internal int Set { get; }

    internal (Symbol Symbol, StockFigure Figure)[] Outputs { get; }

    /// <summary>Groups of symbols that the outputs need.</summary>
    internal SymbolGroup[] Groups { get; }

    internal IReadOnlyList<string> Keys { get; }

    /// <summary>Unit, group and share, in order of groups.</summary>
    internal (int Unit, int Group, double Share)[] Members { get; }

    /// <summary>Draws the sums of every figure, and of carbon by group.</summary>
    /// <param name="seed">Seed: the same seed gives the same bits, whatever the order of records, the partition and the threads.</param>
    /// <param name="draws">Number of draws.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="progress">Told the draws done; may be null.</param>
    /// <param name="stop">Stops between chunks.</param>
    /// <exception cref="OverflowException">A sum left its range.</exception>
    public StockDraws Draw(ulong seed, int draws, int threads, Action<int>? progress = null, CancellationToken stop = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(draws);
        var into = new DrawSums(this, draws, (long)Keys.Count * 2 * draws * sizeof(long) <= MostGroupBytes);
        var each = Math.Clamp((draws + threads - 1) / threads, 1, DrawsPerTask);
        var (next, lost, done, told) = (0, 0L, 0L, 0);
        Parallel.For(0, Math.Max(1, threads), new() { MaxDegreeOfParallelism = Math.Max(1, threads) }, _ =>
        {
            var pass = new DrawPass(this, seed, into, RowsPerFrame, DrawsPerChunk);
            for (int from; (from = (Interlocked.Increment(ref next) - 1) * each) < draws;)
                pass.Run(from, Math.Min(each, draws - from), Tell, stop);
            Interlocked.Add(ref lost, pass.Substituted);
        });
        if (told < draws)
            progress?.Invoke(draws - told);
        return into.ToDraws(lost);

        // A draw takes long where units are many, so draws of single units are counted.
        void Tell(long ofUnits)
        {
            var (whole, before) = ((int)(Interlocked.Add(ref done, ofUnits) / Members.Length), Volatile.Read(ref told));
            if (whole > before && Interlocked.CompareExchange(ref told, whole, before) == before)
                progress?.Invoke(whole - before);
        }
    }

    /// <summary>The derivatives of every figure by group, and what carbon rests on without a stated uncertainty.</summary>
    /// <param name="threads">Threads.</param>
    /// <param name="stop">Stops between frames.</param>
    public StockGradient Gradient(int threads, CancellationToken stop = default) => new GradientPass(this).Run(threads, stop);

    /// <summary>The symbols that some symbols are computed from, as groups in the order they run.</summary>
    internal SymbolGroup[] NeededFor(IEnumerable<Symbol> wanted)
    {
        var (needed, open) = (new HashSet<Symbol>(), new Stack<Symbol>(wanted));
        while (open.TryPop(out var symbol))
            if (needed.Add(symbol))
                foreach (var read in symbol.Routes.SelectMany(r => r.Nodes).Select(n => (n as SymbolNode)?.Symbol ?? (n as PreviousNode)?.Symbol).OfType<Symbol>())
                    open.Push(read);
        return [.. Methodology.Program.Groups.Where(g => g.Symbols.Any(needed.Contains))];
    }

    /// <summary>Whether a symbol has a value for each unit.</summary>
    internal bool IsOfUnits(Symbol symbol)
    {
        for (var s = symbol.Domain.Base; s >= 0; s = Methodology.Program.Sets[s].Parent)
            if (s == Set)
                return true;
        return false;
    }

    /// <summary>Values of the passes over the layer: of pass p at place p − 1.</summary>
    internal LayerValues[] LayerValues()
    {
        var values = new LayerValues[Plan.Passes];
        for (var pass = 1; pass <= Plan.Passes; pass++)
        {
            var frame = Methodology.NewFrame(Causes);
            var tally = Plan.Tally(pass, frame, Causes, pass == 1 ? null : values[pass - 2]);
            foreach (var units in Frames())
            {
                Layer.Load(frame, units);
                tally.Add();
            }

            values[pass - 1] = tally.ToValues();
        }

        return values;
    }

    /// <summary>All units of the layer, frame by frame.</summary>
    internal IEnumerable<int[]> Frames()
    {
        for (var from = 0; from < Layer.Count; from += RowsPerFrame)
            yield return [.. Enumerable.Range(from, Math.Min(RowsPerFrame, Layer.Count - from))];
    }
}
