using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Formulas;

namespace CarbonSink.Estimation;

/// <summary>Finds the derivatives of every figure by group. Adjoints of units stop at values that do not belong to units (a mean over the layer): these are differentiated once, over the whole layer, and joined when the variance is taken.</summary>
internal sealed class GradientPass(UncertaintyPropagation of)
{
    private const int RowsPerFrame = 512;

    private readonly LayerValues[] settled = of.LayerValues();
    private readonly Symbol[] ownErrors = [.. of.Model.Inputs.Where(i => i.Value.OwnError is not null).Select(i => of.Methodology.Program.Symbol(i.Key)).OrderBy(s => s.Name, StringComparer.Ordinal)];
    private readonly Symbol[] measured = [.. of.Methodology.Program.Inputs.Where(s => of.IsOfUnits(s) && s.Type == ColumnType.Number)];
    private readonly Dictionary<string, RandomVariable> variables = new(StringComparer.Ordinal);
    private readonly Dictionary<(Symbol Input, Symbol Value), double[]> layerByRecord = [];
    private readonly Dictionary<Symbol, Dictionary<(string Table, string Column), HashSet<string>>> layerUses = [];
    private readonly Lock joining = new();

    public StockGradient Run(int threads, CancellationToken stop)
    {
        var coarse = of.Groups.SelectMany(g => g.Symbols).Where(s => !of.IsOfUnits(s) && !s.IsRule).ToList();
        var derivatives = new Dictionary<string, IReadOnlyDictionary<string, double>>(StringComparer.Ordinal);
        var read = coarse.Where(s => of.Groups.SelectMany(g => g.Symbols).Where(of.IsOfUnits).SelectMany(u => u.Routes).SelectMany(r => r.Nodes).Any(n => n is SymbolNode { Symbol: var own } && own == s)).ToList();
        foreach (var symbol in read)
            derivatives[symbol.Name] = OfLayer(symbol, stop);
        var groups = new IReadOnlyDictionary<StockSlot, IReadOnlyDictionary<string, ExactSum>>[of.Keys.Count];
        var (unstated, unstatedCarbon) = (new Dictionary<(string Table, string Column), (HashSet<string> Cells, ExactSum Carbon)>(), ExactSum.Zero);
        var ranges = of.Members.Select((m, i) => (m.Group, i)).GroupBy(m => m.Group).Select(g => (Group: g.Key, From: g.First().i, Count: g.Count())).ToArray();
        var next = 0;
        Parallel.For(0, Math.Max(1, threads), new() { MaxDegreeOfParallelism = Math.Max(1, threads) }, _ =>
        {
            var thread = new GroupGradient(of, settled.LastOrDefault(), this);
            for (int r; (r = Interlocked.Increment(ref next) - 1) < ranges.Length;)
            {
                stop.ThrowIfCancellationRequested();
                var (group, from, count) = ranges[r];
                for (var at = from; at < from + count; at += RowsPerFrame)
                    thread.Add(of.Members.AsSpan(at, Math.Min(RowsPerFrame, from + count - at)));
                groups[group] = thread.Finish();
            }

            lock (joining)
            {
                unstatedCarbon += thread.UnstatedCarbon;
                foreach (var (key, (cells, carbon)) in thread.Unstated)
                {
                    var known = unstated.TryGetValue(key, out var found) ? found : (Cells: [], Carbon: ExactSum.Zero);
                    known.Cells.UnionWith(cells);
                    unstated[key] = (known.Cells, known.Carbon + carbon);
                }
            }
        });
        return new()
        {
            Variables = variables.OrderBy(v => v.Key, StringComparer.Ordinal).ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal),
            Correlations = Correlations(),
            Groups = of.Keys.Select((k, i) => (k, Slots: groups[i] ?? new Dictionary<StockSlot, IReadOnlyDictionary<string, ExactSum>>())).ToDictionary(g => g.k, g => g.Slots, StringComparer.Ordinal),
            LayerDerivatives = derivatives,
            LayerVariances = LayerVariances(),
            Unstated = [.. unstated.Select(u => new UnstatedUncertainty(u.Key.Table, u.Key.Column, [.. u.Value.Cells.Order(StringComparer.Ordinal)], u.Value.Carbon)).OrderBy(u => u.Table, StringComparer.Ordinal).ThenBy(u => u.Column, StringComparer.Ordinal)],
            UnstatedCarbon = unstatedCarbon,
        };
    }

    /// <summary>Inputs that may carry an error of their own.</summary>
    public IReadOnlyList<Symbol> OwnErrors => ownErrors;

    /// <summary>Numbers that are measured for each unit.</summary>
    public IReadOnlyList<Symbol> Measured => measured;

    /// <summary>Derivative of a value of the layer by an input of each unit of the layer; null where it has none.</summary>
    public double[]? ByRecord(Symbol input, Symbol value) => layerByRecord.GetValueOrDefault((input, value));

    /// <summary>Values of the layer that an input's own errors reach.</summary>
    public IEnumerable<Symbol> LayerValuesOf(Symbol input) => layerByRecord.Keys.Where(k => k.Input == input).Select(k => k.Value);

    /// <summary>What states no uncertainty below a value of the layer.</summary>
    public IReadOnlyDictionary<(string Table, string Column), HashSet<string>> Uses(Symbol value) => layerUses.GetValueOrDefault(value) ?? [];

    /// <summary>Name of a cell's variable, or null where it states none.</summary>
    public string? NameOf(ParameterTable table, TableColumn column, int row)
    {
        if (of.Model.Of(column)?[row] is not { StandardDeviation: > 0 } u)
            return null;
        var variable = new RandomVariable(VariableKind.Cell, table.Reference, table.Rows[row].Key, column.Name, u.Spread, u.Group);
        lock (joining)
            variables.TryAdd(variable.Name, variable);
        return variable.Name;
    }

    /// <summary>Name of the error that the records of an input share, or null.</summary>
    public string? SharedOf(Symbol input)
    {
        if (of.Model.Inputs.GetValueOrDefault(input.Name)?.SharedError is not { StandardDeviation: > 0 } error)
            return null;
        var variable = new RandomVariable(VariableKind.Shared, input.Name, string.Empty, string.Empty, error.Of(1).Spread, null);
        lock (joining)
            variables.TryAdd(variable.Name, variable);
        return variable.Name;
    }

    /// <summary>What an input's shared error does to a record's value: the value itself where relative, else 1.</summary>
    public double SharedScale(Symbol input, double value) => of.Model.Inputs[input.Name].SharedError!.IsRelative ? value : 1;

    private Dictionary<string, double> OfLayer(Symbol target, CancellationToken stop)
    {
        var (sums, shared) = (new Dictionary<string, double>(StringComparer.Ordinal), new Dictionary<string, ExactSum>(StringComparer.Ordinal));
        var uses = layerUses[target] = [];
        var frame = of.Methodology.NewFrame(of.Causes);
        var evaluator = new Evaluator(of.Methodology.Program, frame, of.Causes, of.Model) { Layer = settled.LastOrDefault(), Uses = new() };
        of.Layer.Load(frame, of.Frames().First());
        evaluator.Run(of.Groups);
        evaluator.BeginGradient();
        evaluator.Adjoint(target)[0] = 1;
        evaluator.RunBackward(s => !of.IsOfUnits(s));
        Collect();
        for (var open = evaluator.LayerGradients.ToDictionary(l => l.Key, l => l.Value); open.Count > 0;)
        {
            evaluator.BeginGradient();
            foreach (var (units, start) in of.Frames().Select((u, i) => (u, u[0])))
            {
                stop.ThrowIfCancellationRequested();
                of.Layer.Load(frame, units);
                evaluator.Run(of.Groups);
                evaluator.NextFrame();
                foreach (var (aggregate, by) in open)
                    aggregate.BackwardMembers(evaluator, by);
                evaluator.RunBackward(of.IsOfUnits);
                Records(start, units.Length);
            }

            // What the members read of the layer in turn: values of an earlier pass.
            evaluator.NextFrame();
            evaluator.RunBackward(s => !of.IsOfUnits(s));
            Collect();
            open = evaluator.LayerGradients.ToDictionary(l => l.Key, l => l.Value);
        }

        foreach (var (name, sum) in shared)
            sums[name] = sum.ToDouble();
        return sums;

        void Collect()
        {
            foreach (var ((table, column), cells) in evaluator.CellGradients)
                for (var r = 0; r < cells.Length; r++)
                    if (!cells[r].IsZero && NameOf(table, column, r) is { } name)
                        sums[name] = sums.GetValueOrDefault(name) + cells[r].ToDouble();
            foreach (var ((table, column), (cells, _)) in evaluator.Uses!.Found)
                (uses.TryGetValue((table.Reference, column.Name), out var known) ? known : uses[(table.Reference, column.Name)] = []).UnionWith(cells.Select(c => table.Rows[c].Key));
            evaluator.Uses.Clear();
        }

        void Records(int start, int count)
        {
            foreach (var input in measured)
            {
                if (evaluator.AdjointOrNull(input) is not { } adjoint)
                    continue;
                var stated = of.Model.Inputs.GetValueOrDefault(input.Name);
                if (stated is null && adjoint.AsSpan(0, count).ContainsAnyExcept(0.0))
                    uses.TryAdd((string.Empty, input.Name), []);
                var values = evaluator.Storage(input).Values;
                for (var i = 0; i < count && SharedOf(input) is { } name; i++)
                    shared[name] = shared.GetValueOrDefault(name) + (adjoint[i] * SharedScale(input, values[i]));
                if (stated?.OwnError is null)
                    continue;
                if (!layerByRecord.TryGetValue((input, target), out var all))
                    layerByRecord[(input, target)] = all = new double[of.Layer.Count];
                for (var i = 0; i < count; i++)
                    all[start + i] += adjoint[i] * stated.OwnError.Of(values[i]).Spread;
            }
        }
    }

    private Dictionary<string, double> LayerVariances()
    {
        var found = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var ((input, s), a) in layerByRecord)
            foreach (var ((other, t), b) in layerByRecord)
                if (other == input)
                    found[$"{input.Name}|{s.Name}|{t.Name}"] = a.Select((x, i) => x * b[i]).Aggregate(ExactSum.Zero, (sum, x) => sum + x).ToDouble();
        return found;
    }

    private List<VariableCorrelation> Correlations()
    {
        var found = new List<VariableCorrelation>();
        foreach (var group in variables.Values.Where(v => v.Group is not null).GroupBy(v => (v.Table, v.Group)))
        {
            var members = group.OrderBy(v => v.Name, StringComparer.Ordinal).ToList();
            for (var i = 0; i < members.Count && of.Model.Group(group.Key.Table, group.Key.Group) is { } correlation; i++)
                for (var j = 0; j < i; j++)
                    if (correlation.Between(new(members[i].Table, members[i].Row, members[i].Column), new(members[j].Table, members[j].Row, members[j].Column)) is var rho and not 0)
                        found.Add(new(members[j].Name, members[i].Name, rho));
        }

        return [.. found.OrderBy(c => c.A, StringComparer.Ordinal).ThenBy(c => c.B, StringComparer.Ordinal)];
    }
}
