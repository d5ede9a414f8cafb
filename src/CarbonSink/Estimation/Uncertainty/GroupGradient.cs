using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Formulas;

namespace CarbonSink.Estimation;

/// <summary>One thread's derivatives: of the figures of one group after another.</summary>
internal sealed class GroupGradient
{
    private readonly UncertaintyPropagation of;
    private readonly GradientPass pass;
    private readonly Frame frame;
    private readonly Evaluator evaluator;
    private readonly CellUses uses = new();
    private Dictionary<StockSlot, Dictionary<string, ExactSum>> slots = [];

    public GroupGradient(UncertaintyPropagation of, LayerValues? layer, GradientPass pass)
    {
        (this.of, this.pass) = (of, pass);
        frame = of.Methodology.NewFrame(of.Causes);
        evaluator = new(of.Methodology.Program, frame, of.Causes, of.Model) { Layer = layer };
    }

    public Dictionary<(string Table, string Column), (HashSet<string> Cells, ExactSum Carbon)> Unstated { get; } = [];

    public ExactSum UnstatedCarbon { get; private set; }

    public void Add(ReadOnlySpan<(int Unit, int Group, double Share)> members)
    {
        var units = new int[members.Length];
        for (var i = 0; i < units.Length; i++)
            units[i] = members[i].Unit;
        of.Layer.Load(frame, units);
        evaluator.Run(of.Groups);
        foreach (var figure in of.Outputs.GroupBy(o => o.Figure, o => o.Symbol))
        {
            // All pools at once: a record's own error is one error in all of them. Of carbon each pool besides.
            Symbol[] symbols = [.. figure];
            Add(members, symbols, new(figure.Key, CarbonPool.None));
            if (figure.Key != StockFigure.Carbon)
                continue;
            var pools = new HashSet<CarbonPool>();
            foreach (var storage in symbols.Select(evaluator.Storage))
                for (var i = 0; i < units.Length; i++)
                    if (RowState.HasValue(storage.States[i]))
                        pools.Add(RowState.Pool(storage.States[i]));
            foreach (var pool in pools.Where(p => p != CarbonPool.None).Order())
                Add(members, symbols, new(figure.Key, pool));
        }
    }

    /// <summary>The group's derivatives; the next units belong to another.</summary>
    public IReadOnlyDictionary<StockSlot, IReadOnlyDictionary<string, ExactSum>> Finish()
    {
        var done = slots.ToDictionary(s => s.Key, s => (IReadOnlyDictionary<string, ExactSum>)s.Value);
        slots = [];
        return done;
    }

    private void Add(ReadOnlySpan<(int Unit, int Group, double Share)> members, Symbol[] symbols, StockSlot slot)
    {
        var isAll = slot.Pool == CarbonPool.None;
        evaluator.Uses = isAll && slot.Figure == StockFigure.Carbon ? uses : null;
        evaluator.BeginGradient();
        var carbon = new double[members.Length];
        foreach (var symbol in symbols)
        {
            var (storage, weights) = (evaluator.Storage(symbol), evaluator.Adjoint(symbol));
            for (var i = 0; i < members.Length; i++)
            {
                if (!RowState.HasValue(storage.States[i]) || !(isAll || RowState.Pool(storage.States[i]) == slot.Pool))
                    continue;
                weights[i] = members[i].Share;
                carbon[i] += members[i].Share * storage.Values[i];
            }
        }

        evaluator.RunBackward(of.IsOfUnits);
        var sums = slots.TryGetValue(slot, out var known) ? known : slots[slot] = new(StringComparer.Ordinal);
        void Sum(string name, ExactSum more) => sums[name] = sums.GetValueOrDefault(name) + more;
        foreach (var ((table, column), cells) in evaluator.CellGradients)
            for (var r = 0; r < cells.Length; r++)
                if (!cells[r].IsZero && pass.NameOf(table, column, r) is { } name)
                    Sum(name, cells[r]);
        var coarse = of.Groups.SelectMany(g => g.Symbols).Where(s => !of.IsOfUnits(s) && evaluator.IsGathered(s)).ToList();
        foreach (var value in coarse)
            Sum($"layer {value.Name}", evaluator.Gathered(value)[0]);
        Inputs(members, coarse, Sum);
        if (evaluator.Uses is not null)
            CountUnstated(carbon, coarse);
    }

    private void Inputs(ReadOnlySpan<(int Unit, int Group, double Share)> members, List<Symbol> coarse, Action<string, ExactSum> sum)
    {
        foreach (var input in pass.Measured)
        {
            if (of.Model.Inputs.GetValueOrDefault(input.Name) is not { } stated || evaluator.AdjointOrNull(input) is not { } adjoint)
                continue;
            var (values, shared) = (evaluator.Storage(input).Values, pass.SharedOf(input));
            for (var i = 0; i < members.Length; i++)
            {
                if (adjoint[i] == 0)
                    continue;
                if (shared is not null)
                    sum(shared, ExactSum.Of(adjoint[i] * pass.SharedScale(input, values[i])));
                if (stated.OwnError is null)
                    continue;
                var deviation = adjoint[i] * stated.OwnError.Of(values[i]).Spread;
                sum($"own {input.Name}", ExactSum.Of(deviation * deviation));
                foreach (var value in pass.LayerValuesOf(input))
                    sum($"cross {input.Name}|{value.Name}", ExactSum.Of(deviation * pass.ByRecord(input, value)![members[i].Unit]));
            }
        }
    }

    /// <summary>Counts the carbon of the rows that rest on anything without a stated uncertainty, by what it is.</summary>
    private void CountUnstated(double[] amounts, List<Symbol> coarse)
    {
        var any = new bool[amounts.Length];
        void Count((string Table, string Column) key, IEnumerable<string> cells, IEnumerable<int> rows)
        {
            var known = Unstated.TryGetValue(key, out var found) ? found : (Cells: [], Carbon: ExactSum.Zero);
            known.Cells.UnionWith(cells);
            var carbon = known.Carbon;
            foreach (var row in rows)
            {
                any[row] = true;
                carbon += amounts[row];
            }

            Unstated[key] = (known.Cells, carbon);
        }

        var found = uses.Found.ToDictionary(u => (u.Key.Table.Reference, u.Key.Column.Name), u => (Cells: u.Value.Cells.Select(c => u.Key.Table.Rows[c].Key).ToHashSet(), Rows: u.Value.Rows.ToHashSet()));
        foreach (var input in pass.Measured)
        {
            if (of.Model.Inputs.ContainsKey(input.Name) || evaluator.AdjointOrNull(input) is not { } adjoint)
                continue;
            var rows = Enumerable.Range(0, amounts.Length).Where(i => adjoint[i] != 0).ToHashSet();
            if (rows.Count > 0)
                found[(string.Empty, input.Name)] = ([], rows);
        }

        foreach (var value in coarse)
        {
            var rows = Enumerable.Range(0, amounts.Length).Where(i => amounts[i] != 0 && uses.ReadsLayer(value, i)).ToHashSet();
            foreach (var (key, cells) in pass.Uses(value))
            {
                var known = found.TryGetValue(key, out var own) ? own : found[key] = ([], []);
                known.Cells.UnionWith(cells);
                known.Rows.UnionWith(rows);
            }
        }

        foreach (var (key, (cells, rows)) in found)
            Count(key, cells, rows);
        for (var i = 0; i < any.Length; i++)
            if (any[i])
                UnstatedCarbon += amounts[i];
        uses.Clear();
    }
}
