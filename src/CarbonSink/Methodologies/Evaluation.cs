using System.Runtime.InteropServices;
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

    private readonly Symbol[] complete;

    internal Evaluation(Methodology methodology, Frame frame, CauseTable causes, LayerValues? layer, UncertaintyModel? uncertainty = null)
    {
        if (layer is not null && (layer.Program != methodology.Program || layer.Causes != causes))
            throw new ArgumentException("the values over the layer are those of another methodology or run", nameof(layer));
        (this.methodology, evaluator, Causes) = (methodology, new(methodology.Program, frame, causes, uncertainty) { Layer = layer }, causes);
        complete = [.. methodology.Outputs.Where(o => o.IsComplete).Select(o => methodology.Program.Symbol(o.Symbol))];
    }

    /// <summary>The causes of missing values.</summary>
    public CauseTable Causes { get; }

    /// <summary>Members left out of aggregates in the last run, and of those over the whole layer: set, cause, count and area in ha. A member that several aggregates leave out for one cause counts once.</summary>
    public IEnumerable<(string Set, int Cause, long Count, double Area)> RefusedMembers => Counted(evaluator.Refused);

    /// <summary>Members left out of the aggregates that a symbol rests on; of those over the whole layer nothing is known member by member.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="step">Place in its ordered set; null for all.</param>
    public IEnumerable<(string Set, int Member, int Cause)> RefusedMembersOf(string symbol, int? step = null)
    {
        var rests = RestsOn(methodology.Program.Symbol(symbol)).ToHashSet();
        return evaluator.Refused.Where(r => rests.Contains(r.Symbol) && (step is null || r.Step < 0 || r.Step == step)).Select(r => (r.Set.Name, r.Member, r.Cause)).Distinct();
    }

    /// <summary>Inputs that a symbol rests on and that are partial themselves.</summary>
    public IEnumerable<string> PartialInputsOf(string symbol) =>
        RestsOn(methodology.Program.Symbol(symbol)).Where(s => s.Input is not null && IsPartial(s)).Select(s => s.Name).Order(StringComparer.Ordinal);

    /// <summary>Computes every symbol.</summary>
    public void Run()
    {
        evaluator.Run();
        foreach (var output in complete)
            Complete(output);
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

    /// <summary>Why a row of an output has no value, as a number of <see cref="Causes"/>: in the words of the pack where no route holds and one of its Reasons does, else what the formulas say.</summary>
    /// <exception cref="ArgumentException">The row has a value.</exception>
    public int Reason(string output, int row)
    {
        var symbol = methodology.Program.Symbol(output);
        return States(output)[row].HasValue ? throw new ArgumentException($"{output} has a value in row {row}", nameof(row)) : evaluator.Reason(symbol, row);
    }

    /// <summary>The equation a row took, or null for an input or a refused row.</summary>
    public Equation? Route(string symbol, int row)
    {
        var s = methodology.Program.Symbol(symbol);
        return s.Input is null && evaluator.Storage(s).Routes[row] is >= 0 and var r ? s.Routes[r] : null;
    }

    /// <summary>∂(Σ weight·symbol)/∂cell for every table cell it depends on, sorted by cell; needs a <see cref="Run"/> before (draws of a later <see cref="RunDraws"/> have no gradient).</summary>
    /// <exception cref="ArgumentException">There is not one weight per row.</exception>
    /// <exception cref="InvalidOperationException">The last run was one of draws.</exception>
    public IReadOnlyList<Sensitivity> Gradient(string symbol, ReadOnlySpan<double> weights)
    {
        if (weights.Length != Count(symbol))
            throw new ArgumentException($"{weights.Length} weights for {Count(symbol)} rows of {symbol}", nameof(weights));
        evaluator.RunGradient(methodology.Program.Symbol(symbol), weights);
        var result = new List<Sensitivity>();
        foreach (var ((table, column), derivatives) in evaluator.CellGradients)
            for (var r = 0; r < derivatives.Length; r++)
                if (!derivatives[r].IsZero)
                    result.Add(new(new(table.Reference, table.Rows[r].Key, column.Name), derivatives[r].ToDouble(), evaluator.Uncertainty.Of(column)?[r]));
        return [.. result.OrderBy(s => s.Cell.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>∂(Σ weight·symbol)/∂input, by row of the input, after <see cref="Gradient"/>.</summary>
    public ReadOnlySpan<double> InputGradient(string input) => evaluator.Adjoint(methodology.Program.Symbol(input));

    /// <summary>Variance of Σ weight·symbol to first order: Σ ∂y/∂cell · cov · ∂y/∂cell. Source: IPCC 2006 Guidelines vol. 1 ch. 3, Approach 1, with covariances.</summary>
    public double Variance(string symbol, ReadOnlySpan<double> weights)
    {
        var terms = Gradient(symbol, weights).Where(s => s.Uncertainty is not null).ToList();
        var variance = terms.Sum(s => s.Derivative * s.Derivative * s.Uncertainty!.Spread * s.Uncertainty.Spread);
        foreach (var group in terms.Where(s => s.Uncertainty!.Group is not null).GroupBy(s => (s.Cell.Table, s.Uncertainty!.Group)))
        {
            var members = group.Select(s => (s.Cell, Term: s.Derivative * s.Uncertainty!.Spread)).ToList();
            for (var i = 0; i < members.Count && evaluator.Correlation(group.Key.Table, group.Key.Group) is { } correlation; i++)
                for (var j = 0; j < i; j++)
                    variance += 2 * correlation.Between(members[i].Cell, members[j].Cell) * members[i].Term * members[j].Term;
        }

        foreach (var input in methodology.Inputs)
        {
            if (evaluator.Frame.Input(input.Symbol).Uncertainties is not { } uncertain)
                continue;
            var derivatives = InputGradient(input.Symbol);
            for (var i = 0; i < derivatives.Length; i++)
                variance += uncertain[i] is { } u ? derivatives[i] * derivatives[i] * u.Spread * u.Spread : 0;
        }

        return variance;
    }

    /// <summary>How one row of a symbol came about, in order of evaluation; needs a <see cref="Run"/> before. Members of aggregates are not listed.</summary>
    /// <param name="symbols">Symbols that live on one set, or on sets it lies inside.</param>
    /// <param name="row">Row of the finest of them.</param>
    public CalculationTrace Trace(IEnumerable<string> symbols, int row) => new Tracer(methodology, evaluator, Causes).Trace(symbols, row);

    private bool IsPartial(Symbol symbol)
    {
        foreach (var state in States(symbol.Name))
            if (state.IsPartial)
                return true;
        return false;
    }

    private IEnumerable<(string Set, int Cause, long Count, double Area)> Counted(IEnumerable<(Symbol Symbol, int Step, SetDefinition Set, int Member, int Cause)> refused) =>
        refused.Select(r => (r.Set, r.Member, r.Cause)).Distinct().GroupBy(r => (r.Set, r.Cause)).Select(g => (g.Key.Set, g.Key.Cause, Count: g.LongCount(), Area: g.OrderBy(r => r.Member).Sum(r => evaluator.Hectares(r.Set, r.Member))))
            .Concat((evaluator.Layer?.Refused ?? []).Select(r => (r.Set, r.Cause, r.Count, Area: r.Area.ToDouble())))
            .OrderBy(r => r.Set.Index).ThenBy(r => Causes[r.Cause].En, StringComparer.Ordinal).Select(r => (r.Set.Name, r.Cause, r.Count, r.Area));

    /// <summary>A symbol with everything that it is computed from.</summary>
    private static List<Symbol> RestsOn(Symbol symbol)
    {
        List<Symbol> found = [symbol];
        for (var i = 0; i < found.Count; i++)
            foreach (var next in found[i].Routes.SelectMany(r => r.Nodes).Select(n => (n as SymbolNode)?.Symbol ?? (n as PreviousNode)?.Symbol).OfType<Symbol>())
                if (!found.Contains(next))
                    found.Add(next);
        return found;
    }

    private void Complete(Symbol output)
    {
        var states = evaluator.Storage(output).States.AsSpan(0, evaluator.Frame.Rows(output.Domain));
        for (var i = 0; i < states.Length; i++)
            if (RowState.HasValue(states[i]) && (states[i] & RowState.Partial) != 0)
                states[i] = RowState.Refused(Causes.Number(Incomplete(output)));
    }

    private Cause Incomplete(Symbol output)
    {
        var (zh, en) = (new List<string>(), new List<string>());
        var rests = RestsOn(output).ToHashSet();
        foreach (var (set, cause, count, area) in Counted(evaluator.Refused.Where(r => rests.Contains(r.Symbol))))
        {
            zh.Add($"{set} {count} 个，{area:0.####} ha：{Causes[cause].Zh}");
            en.Add($"{count} of {set}, {area:0.####} ha: {Causes[cause].En}");
        }

        foreach (var input in PartialInputsOf(output.Name))
        {
            zh.Add($"输入 {input} 本身不完整");
            en.Add($"input {input} is partial itself");
        }

        return new("incomplete", $"{output.Name} 要求完整，但有成员未计入（{string.Join("；", zh)}）", $"{output.Name} must be complete, but members were left out ({string.Join("; ", en)})");
    }
}
