using CarbonSink.Estimation;

namespace CarbonSink.Methodologies.Formulas;

/// <content>Gradient: adjoints run backwards over the equations; each block is evaluated again for its partial derivatives, so no tape is kept. Derivatives by cells are exact sums over the rows, so that no order of rows shows.</content>
internal sealed partial class Evaluator
{
    private readonly Dictionary<(ParameterTable Table, TableColumn Column), ExactSum[]> cellAdjoints = [];
    private readonly Dictionary<AggregateNode, double[]> layerAdjoints = [];
    private double[]?[] adjoints = [];
    private ExactSum[]?[] gathered = [];

    /// <summary>Told which cells without a stated uncertainty a row rests on; null where nobody asks.</summary>
    public CellUses? Uses { get; set; }

    public IReadOnlyDictionary<(ParameterTable Table, TableColumn Column), ExactSum[]> CellGradients => cellAdjoints;

    /// <summary>∂/∂ of the aggregates over the whole layer that the rows read, by row of their equation.</summary>
    public IReadOnlyDictionary<AggregateNode, double[]> LayerGradients => layerAdjoints;

    public double[] Adjoint(Symbol symbol) => adjoints[symbol.Index] ??= new double[Math.Max(1, Frame.Rows(symbol.Domain))];

    /// <summary>The adjoint of a symbol, or null where nothing depends on it.</summary>
    public double[]? AdjointOrNull(Symbol symbol) => adjoints[symbol.Index];

    /// <summary>∂/∂ of a symbol that finer rows read, summed exactly over them.</summary>
    public ExactSum[] Gathered(Symbol symbol) => gathered[symbol.Index] ??= new ExactSum[Math.Max(1, Frame.Rows(symbol.Domain))];

    /// <summary>Whether finer rows read the symbol since the gradient began.</summary>
    public bool IsGathered(Symbol symbol) => gathered.Length > 0 && gathered[symbol.Index] is not null;

    public ExactSum[] CellAdjoints(ParameterTable table, TableColumn column) =>
        cellAdjoints.TryGetValue((table, column), out var known) ? known : cellAdjoints[(table, column)] = new ExactSum[table.Rows.Count];

    /// <summary>∂(Σ weight·target)/∂cell for every table cell and input; the values must have been run.</summary>
    public void RunGradient(Symbol target, ReadOnlySpan<double> weights)
    {
        if (Layer is not null)
            throw new InvalidOperationException("values over the whole layer have no gradient here: give the members in one frame");
        BeginGradient();
        weights.CopyTo(Adjoint(target));
        RunBackward(_ => true);
    }

    /// <summary>Forgets the derivatives found so far.</summary>
    public void BeginGradient()
    {
        if (storages.Any(s => s.Width != 1))
            throw new InvalidOperationException("the last run was one of draws: run the values first");
        cellAdjoints.Clear();
        layerAdjoints.Clear();
        (adjoints, gathered) = (new double[Program.Symbols.Count][], new ExactSum[Program.Symbols.Count][]);
    }

    /// <summary>Forgets the adjoints of rows but keeps what was summed over them: for the next frame.</summary>
    public void NextFrame() => adjoints = new double[Program.Symbols.Count][];

    /// <summary>Carries the adjoints of symbols back to cells, inputs and aggregates over the layer; symbols that are not wanted keep what was gathered for them.</summary>
    public void RunBackward(Func<Symbol, bool> wanted)
    {
        foreach (var group in Program.Groups.AsEnumerable().Reverse())
        {
            if (!wanted(group.Symbols[0]) || group.Symbols.All(s => adjoints[s.Index] is null && gathered[s.Index] is null))
                continue;
            if (group.Ordered < 0)
            {
                Backward(group.Symbols[0], 0, Frame.Rows(group.Symbols[0].Domain));
                continue;
            }

            for (var y = Frame.Count(group.Ordered) - 1; y >= 0; y--)
                foreach (var symbol in group.Symbols.AsEnumerable().Reverse())
                    Backward(symbol, y * Frame.Count(symbol.Domain.Base), Frame.Count(symbol.Domain.Base));
        }

        foreach (var input in Program.Inputs.Where(wanted))
            Take(input, 0, Math.Max(1, Frame.Rows(input.Domain)));
    }

    /// <summary>Carries given derivatives by the members' values of an aggregate over the layer back to the members in the frame.</summary>
    public void RunBackward(AggregateNode aggregate, double[] derivatives, Func<Symbol, bool> wanted)
    {
        aggregate.BackwardMembers(this, derivatives);
        RunBackward(wanted);
    }

    public void AddLayerAdjoint(AggregateNode aggregate, int row, double adjoint)
    {
        if (!layerAdjoints.TryGetValue(aggregate, out var known))
            layerAdjoints[aggregate] = known = new double[Math.Max(1, Frame.Rows(aggregate.Outer))];
        known[row] += adjoint;
    }

    /// <summary>Adds what finer rows gave to a symbol's own adjoint.</summary>
    private void Take(Symbol symbol, int start, int count)
    {
        if (gathered[symbol.Index] is not { } sums)
            return;
        var adjoint = Adjoint(symbol);
        for (var i = start; i < start + count; i++)
            (adjoint[i], sums[i]) = (adjoint[i] + sums[i].ToDouble(), ExactSum.Zero);
    }

    private void Backward(Symbol symbol, int start, int count)
    {
        Take(symbol, start, count);
        if (adjoints[symbol.Index] is not { } adjoint)
            return;
        Prepare(symbol, start, count);
        var storage = Storage(symbol);
        for (var r = 0; r < symbol.Routes.Count; r++)
        {
            var route = symbol.Routes[r];
            Over(symbol.Domain, start, count, () =>
            {
                var own = new double[Count];
                for (var i = 0; i < Count; i++)
                    own[i] = storage.Routes[Start + i] == r && RowState.HasValue(storage.States[Start + i]) ? adjoint[Start + i] : 0;
                if (!own.AsSpan().ContainsAnyExcept(0.0))
                    return;
                route.Body.Evaluate(this);
                route.Body.Backward(this, own);
            });

            // Outermost first: an aggregate inside another receives its adjoint from it.
            foreach (var aggregate in route.Aggregates)
                BackwardInto(aggregate);
        }
    }

    private void BackwardInto(AggregateNode aggregate)
    {
        aggregate.BackwardInner(this);
        if (Layer?.Of(aggregate.Id) is not null)
            return;
        foreach (var nested in aggregate.Nested)
            BackwardInto(nested);
    }
}
