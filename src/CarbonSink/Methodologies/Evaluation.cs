using System.Runtime.InteropServices;
using System.Text;
using CarbonSink.Estimation;
using CarbonSink.Methodologies.Formulas;

namespace CarbonSink.Methodologies;

/// <summary>What is known about a computed value beside its number.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct ValueState(uint Bits)
{
    /// <summary>Whether there is a value.</summary>
    public bool HasValue => RowState.HasValue(Bits);

    /// <summary>Number of the cause in the <see cref="CauseTable"/> where there is none.</summary>
    public int Cause => RowState.Cause(Bits);

    /// <summary>Worst status of the parameters used.</summary>
    public ParameterStatus Status => RowState.Status(Bits);

    /// <summary>Whether a parameter was used outside its range.</summary>
    public bool IsExtrapolated => (Bits & RowState.Extrapolated) != 0;

    /// <summary>Whether members were left out of an aggregate.</summary>
    public bool IsPartial => (Bits & RowState.Partial) != 0;

    /// <summary>Carbon pools the value covers.</summary>
    public CarbonPool Pool => RowState.Pool(Bits);
}

/// <summary>Sensitivity of a result to one uncertain cell.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Derivative">∂result/∂cell, in units of both.</param>
/// <param name="Uncertainty">The cell's uncertainty, or null where none is stated.</param>
public sealed record Sensitivity(CellId Cell, double Derivative, ParameterUncertainty? Uncertainty);

/// <summary>Values of a methodology's symbols over a frame, in four modes from one compiled tree: value, draws, gradient, trace. Not safe for several threads.</summary>
public sealed class Evaluation
{
    private readonly Evaluator evaluator;
    private readonly Methodology methodology;

    internal Evaluation(Methodology methodology, Frame frame, CauseTable causes) => (this.methodology, evaluator, Causes) = (methodology, new(methodology.Program, frame, causes), causes);

    /// <summary>The causes of missing values.</summary>
    public CauseTable Causes { get; }

    /// <summary>Members left out of aggregates in the last run: set, cause, count and area.</summary>
    public IEnumerable<(string Set, int Cause, long Count, double Area)> RefusedMembers =>
        evaluator.Refused.GroupBy(r => (r.Set, r.Cause)).Select(g => (g.Key.Set, g.Key.Cause, g.Sum(r => r.Count), g.Sum(r => r.Area)));

    /// <summary>Computes every symbol.</summary>
    public void Run()
    {
        evaluator.Run();
        foreach (var output in methodology.Outputs)
        {
            if (!output.IsComplete)
                continue;
            var storage = evaluator.Storage(methodology.Program.Symbol(output.Symbol));
            for (var i = 0; i < Count(output.Symbol); i++)
                if ((storage.States[i] & RowState.Partial) != 0)
                    storage.States[i] = RowState.Refused(Causes.Number(new("incomplete", $"{output.Symbol} 要求完整，但有成员未计入", $"{output.Symbol} must be complete, but members were left out")));
        }
    }

    /// <summary>Computes draws from … from + count − 1 of every symbol that uncertainty reaches; rules keep the value of the last <see cref="Run"/>.</summary>
    public void RunDraws(ulong seed, long from, int count) => evaluator.RunDraws(seed, from, count);

    /// <summary>States that the members of a table's correlation group have this correlation.</summary>
    public void Correlate(string table, string group, double correlation) => evaluator.Correlate(table, group, correlation);

    /// <summary>Number of rows of a symbol: members, ordered set outermost.</summary>
    public int Count(string symbol) => evaluator.Frame.Rows(methodology.Program.Symbol(symbol).Domain);

    /// <summary>Values of a symbol in its unit, by row; after <see cref="RunDraws"/> of one row after another, all draws of a row together.</summary>
    public ReadOnlySpan<double> Values(string symbol)
    {
        var storage = evaluator.Storage(methodology.Program.Symbol(symbol));
        return storage.Values.AsSpan(0, Count(symbol) * storage.Width);
    }

    /// <summary>Draws per row: 1 after <see cref="Run"/>.</summary>
    public int Width(string symbol) => evaluator.Storage(methodology.Program.Symbol(symbol)).Width;

    /// <summary>States of a symbol, by row.</summary>
    public ReadOnlySpan<ValueState> States(string symbol) =>
        MemoryMarshal.Cast<uint, ValueState>(evaluator.Storage(methodology.Program.Symbol(symbol)).States.AsSpan(0, Count(symbol)));

    /// <summary>The equation a row took, or null for an input or a refused row.</summary>
    public Equation? Route(string symbol, int row)
    {
        var s = methodology.Program.Symbol(symbol);
        return s.Input is null && evaluator.Storage(s).Routes[row] is >= 0 and var r ? s.Routes[r] : null;
    }

    /// <summary>∂(Σ weight·symbol)/∂cell for every table cell it depends on, sorted by cell; needs a <see cref="Run"/> before.</summary>
    public IReadOnlyList<Sensitivity> Gradient(string symbol, ReadOnlySpan<double> weights)
    {
        evaluator.RunGradient(methodology.Program.Symbol(symbol), weights);
        var result = new List<Sensitivity>();
        foreach (var ((table, column), derivatives) in evaluator.CellGradients)
            for (var r = 0; r < derivatives.Length; r++)
                if (derivatives[r] != 0)
                    result.Add(new(new(table.Reference, table.Rows[r].Key, column.Name), derivatives[r], column.Uncertainties?[r]));
        return [.. result.OrderBy(s => s.Cell.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>∂(Σ weight·symbol)/∂input, by row of the input, after <see cref="Gradient"/>.</summary>
    public ReadOnlySpan<double> InputGradient(string input) => evaluator.Adjoint(methodology.Program.Symbol(input));

    /// <summary>Variance of Σ weight·symbol to first order: Σ ∂y/∂cell · cov · ∂y/∂cell. Source: IPCC 2006 Guidelines vol. 1 ch. 3, Approach 1, with covariances.</summary>
    public double Variance(string symbol, ReadOnlySpan<double> weights)
    {
        var terms = Gradient(symbol, weights).Where(s => s.Uncertainty is not null).ToList();
        var variance = terms.Sum(s => s.Derivative * s.Derivative * s.Uncertainty!.StandardDeviation * s.Uncertainty.StandardDeviation);
        foreach (var group in terms.Where(s => s.Uncertainty!.Group is not null).GroupBy(s => (s.Cell.Table, s.Uncertainty!.Group)))
        {
            var rho = evaluator.Correlation(group.Key.Table, group.Key.Group);
            var members = group.Select(s => s.Derivative * s.Uncertainty!.StandardDeviation).ToList();
            for (var i = 0; i < members.Count; i++)
                for (var j = 0; j < i; j++)
                    variance += 2 * rho * members[i] * members[j];
        }

        foreach (var input in methodology.Inputs)
        {
            if (evaluator.Frame.Input(input.Symbol).Uncertainties is not { } uncertain)
                continue;
            var derivatives = InputGradient(input.Symbol);
            for (var i = 0; i < derivatives.Length; i++)
                variance += uncertain[i] is { } u ? derivatives[i] * derivatives[i] * u.StandardDeviation * u.StandardDeviation : 0;
        }

        return variance;
    }

    /// <summary>How one row of each symbol came about, in order of evaluation; needs a <see cref="Run"/> before.</summary>
    public CalculationTrace Trace(IEnumerable<string> symbols, int row)
    {
        var needed = new HashSet<Symbol>();
        var steps = new List<TraceStep>();
        void Visit(Symbol symbol)
        {
            if (!needed.Add(symbol))
                return;
            var at = RowFor(symbol, row);
            if (symbol.Input is not null)
            {
                steps.Add(Given(symbol, at));
                return;
            }

            var taken = evaluator.Storage(symbol).Routes[at];
            foreach (var route in taken >= 0 ? [symbol.Routes[taken]] : symbol.Routes)
                foreach (var node in route.Nodes.OfType<SymbolNode>())
                    Visit(node.Symbol);
            steps.Add(Step(symbol, at, taken));
        }

        foreach (var symbol in symbols)
            Visit(methodology.Program.Symbol(symbol));
        return new(methodology.Description, steps);
    }

    private int RowFor(Symbol symbol, int row) => Math.Min(row, Math.Max(0, evaluator.Frame.Rows(symbol.Domain) - 1));

    private TraceStep Given(Symbol symbol, int row)
    {
        var storage = evaluator.Storage(symbol);
        var state = new ValueState(storage.States[row]);
        return new(null, symbol.Name, state.HasValue ? storage.Values[row] : null, Text(symbol, row), Unit(symbol), string.Empty, new(symbol.Input!.Zh, symbol.Input.En), [], state, state.HasValue ? null : Causes[state.Cause]);
    }

    private TraceStep Step(Symbol symbol, int row, int taken)
    {
        var storage = evaluator.Storage(symbol);
        var state = new ValueState(storage.States[row]);
        var route = taken >= 0 ? symbol.Routes[taken] : null;
        var (substituted, used) = (new StringBuilder(), new List<TraceLookup>());
        if (route is not null)
        {
            evaluator.Over(symbol.Domain, row, 1, () =>
            {
                route.Condition?.Evaluate(evaluator);
                foreach (var aggregate in route.Aggregates)
                    aggregate.Prepare(evaluator, row, 1);
                route.Body.Evaluate(evaluator);
                route.Body.Substitute(evaluator, 0, substituted);
                foreach (var lookup in route.Nodes.OfType<LookupNode>().DistinctBy(l => (l.Rows, l.Source)))
                    foreach (var (parameter, weight) in lookup.Rows.Used(evaluator, 0))
                        used.Add(new(lookup.Rows.Name, lookup.Rows.Index.Table.Reference, lookup.Source.Name, evaluator.Columns[lookup.Id][0] is var v && lookup.Source.Type == ColumnType.Number ? v : null, lookup.Source.Unit.Symbol, weight, parameter));
            });
        }

        return new(route, symbol.Name, state.HasValue && symbol.Type == ColumnType.Number ? storage.Values[row] : null, Text(symbol, row), Unit(symbol), substituted.ToString(), null, used, state, state.HasValue ? null : Causes[state.Cause]);
    }

    private string Text(Symbol symbol, int row) =>
        RowState.HasValue(evaluator.Storage(symbol).States[row]) ? evaluator.Format(symbol.Type, evaluator.Storage(symbol).Values[row]) : string.Empty;

    private static string Unit(Symbol symbol) => symbol.Type == ColumnType.Number ? symbol.Unit.Symbol : string.Empty;
}
