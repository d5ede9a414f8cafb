using System.Text;
using CarbonSink.Methodologies.Formulas;

namespace CarbonSink.Methodologies;

/// <summary>Writes down how values of the last run came about.</summary>
internal sealed class Tracer(Methodology methodology, Evaluator evaluator, CauseTable causes)
{
    private readonly HashSet<(Symbol Symbol, int Row)> seen = [];
    private readonly List<TraceStep> steps = [];

    public CalculationTrace Trace(IEnumerable<string> symbols, int row)
    {
        var wanted = symbols.Select(methodology.Program.Symbol).ToList();
        var finest = wanted.MaxBy(s => Depth(s.Domain))?.Domain ?? Domain.One;
        foreach (var symbol in wanted)
            Visit(symbol, evaluator.Gather(finest, symbol.Domain, row, 0));
        return new(methodology.Description, steps);
    }

    private int Depth(Domain domain)
    {
        var depth = domain.Ordered < 0 ? 0 : 1;
        for (var s = domain.Base; s >= 0; s = methodology.Program.Sets[s].Parent)
            depth += 2;
        return depth;
    }

    private void Visit(Symbol symbol, int row)
    {
        if (!seen.Add((symbol, row)))
            return;
        if (symbol.Input is not null)
        {
            steps.Add(Given(symbol, row));
            return;
        }

        var taken = evaluator.Storage(symbol).Routes[row];
        foreach (var route in taken >= 0 ? [symbol.Routes[taken]] : symbol.Routes)
            foreach (var node in route.OwnNodes.OfType<SymbolNode>())
                Visit(node.Symbol, evaluator.Gather(symbol.Domain, node.Symbol.Domain, row, 0));
        steps.Add(Step(symbol, row, taken));
    }

    private TraceStep Given(Symbol symbol, int row)
    {
        var storage = evaluator.Storage(symbol);
        var state = new ValueState(storage.States[row]);
        return new(null, symbol.Name, state.HasValue && symbol.Type == ColumnType.Number ? storage.Values[row] : null, Text(symbol, row), Unit(symbol), string.Empty, new(symbol.Input!.Zh, symbol.Input.En), [], state, state.HasValue ? null : causes[state.Cause]);
    }

    private TraceStep Step(Symbol symbol, int row, int taken)
    {
        var storage = evaluator.Storage(symbol);
        var state = new ValueState(storage.States[row]);
        var route = taken >= 0 ? symbol.Routes[taken] : null;
        var (substituted, used, aggregates) = (new StringBuilder(), new List<TraceLookup>(), new List<TraceAggregate>());
        if (route is not null)
        {
            foreach (var aggregate in route.Aggregates)
            {
                aggregate.Prepare(evaluator, row, 1);
                aggregates.Add(aggregate.Describe(evaluator, row, evaluator.Hectares));
            }

            evaluator.Over(symbol.Domain, row, 1, () =>
            {
                route.Condition?.Evaluate(evaluator);
                route.Body.Evaluate(evaluator);
                route.Body.Substitute(evaluator, 0, substituted);
                foreach (var lookup in route.OwnNodes.OfType<LookupNode>().DistinctBy(l => (l.Rows, l.Source)))
                    used.AddRange(Read(lookup));
            });
        }

        return new(route, symbol.Name, state.HasValue && symbol.Type == ColumnType.Number ? storage.Values[row] : null, Text(symbol, row), Unit(symbol), substituted.ToString(), null, used, state, state.HasValue ? null : causes[state.Cause]) { Aggregates = aggregates };
    }

    private IEnumerable<TraceLookup> Read(LookupNode lookup)
    {
        var (table, column) = (lookup.Rows.Index.Table, lookup.Source);
        foreach (var (row, weight) in lookup.Rows.Used(evaluator, 0))
            yield return new(lookup.Rows.Name, table.Reference, column.Name, column.Type == ColumnType.Number && column.Given[row] ? column.Values[row] : null, column.Unit.Symbol, weight, table.Rows[row]);
    }

    private string Text(Symbol symbol, int row) =>
        RowState.HasValue(evaluator.Storage(symbol).States[row]) ? evaluator.Format(symbol.Type, evaluator.Storage(symbol).Values[row]) : string.Empty;

    private static string Unit(Symbol symbol) => symbol.Type == ColumnType.Number ? symbol.Unit.Symbol : string.Empty;
}
