namespace CarbonSink.Methodologies.Formulas;

/// <content>Gradient: adjoints run backwards over the equations; each block is evaluated again for its partial derivatives, so no tape is kept.</content>
internal sealed partial class Evaluator
{
    private readonly Dictionary<(ParameterTable Table, TableColumn Column), double[]> cellAdjoints = [];
    private double[]?[] adjoints = [];

    public IReadOnlyDictionary<(ParameterTable Table, TableColumn Column), double[]> CellGradients => cellAdjoints;

    public double[] Adjoint(Symbol symbol) => adjoints[symbol.Index] ??= new double[Math.Max(1, Frame.Rows(symbol.Domain))];

    public double[] CellAdjoints(ParameterTable table, TableColumn column) =>
        cellAdjoints.TryGetValue((table, column), out var known) ? known : cellAdjoints[(table, column)] = new double[table.Rows.Count];

    /// <summary>∂(Σ weight·target)/∂cell for every table cell and input; the values must have been run.</summary>
    public void RunGradient(Symbol target, ReadOnlySpan<double> weights)
    {
        if (storages.Any(s => s.Width != 1))
            throw new InvalidOperationException("the last run was one of draws: run the values first");
        if (Layer is not null)
            throw new InvalidOperationException("values over the whole layer have no gradient: give the members in one frame");
        cellAdjoints.Clear();
        adjoints = new double[Program.Symbols.Count][];
        weights.CopyTo(Adjoint(target));
        foreach (var group in Program.Groups.AsEnumerable().Reverse())
        {
            if (group.Symbols.All(s => adjoints[s.Index] is null))
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
    }

    private void Backward(Symbol symbol, int start, int count)
    {
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
        foreach (var nested in aggregate.Nested)
            BackwardInto(nested);
    }
}
