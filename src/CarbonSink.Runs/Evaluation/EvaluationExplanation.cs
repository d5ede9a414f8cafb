using CarbonSink.Findings;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>How the outputs of one member came about (成员计算过程), method by method in the order they were computed.</summary>
/// <param name="Unit">The member as asked for.</param>
/// <param name="Traces">The calculation in each method that has an output there.</param>
public sealed record EvaluationExplanation(string Unit, IReadOnlyList<CalculationTrace> Traces)
{
    /// <summary>Traces a member.</summary>
    /// <param name="result">The evaluation.</param>
    /// <param name="unit">SET:KEY, or SET:KEY:YEAR for outputs of a set crossed with years; <c>run</c> for single values.</param>
    /// <exception cref="RefusedInputException">There is no such member, or no output over it.</exception>
    public static EvaluationExplanation Of(EvaluationResult result, string unit)
    {
        foreach (var (set, order) in result.Sheet.Columns.Values.Select(c => (c.Set, c.OrderedSet)).Distinct().OrderBy(d => d.Set, StringComparer.Ordinal).ThenBy(d => d.OrderedSet, StringComparer.Ordinal))
        {
            if (Row(result.Sheet, set, order, unit) is not { } row)
                continue;
            var traces = new List<CalculationTrace>();
            foreach (var method in result.Methods)
            {
                var symbols = method.Methodology.Outputs.Select(o => o.Symbol).Where(s => result.Sheet.Columns[s] is var c && c.Set == set && c.OrderedSet == order).ToArray();
                if (symbols.Length > 0)
                    traces.Add(method.Evaluation.Trace(symbols, row));
            }

            if (traces.Count > 0)
                return new(unit, traces);
        }

        throw new RefusedInputException(new(EvaluationFindings.NoMember, null, null, null, unit, unit, string.Join(", ", result.Sheet.Sets.Order(StringComparer.Ordinal).Append("run"))));
    }

    private static int? Row(Sheet sheet, string set, string order, string unit)
    {
        if (set.Length == 0 && order.Length == 0)
            return unit == "run" ? 0 : null;
        var first = set.Length > 0 ? set : order;
        if (!unit.StartsWith(first + ":", StringComparison.Ordinal))
            return null;
        var rest = unit[(first.Length + 1)..];
        if (set.Length == 0 || order.Length == 0)
            return Place(sheet.Keys(first), rest);
        var at = rest.LastIndexOf(':');
        return at > 0 && Place(sheet.Keys(set), rest[..at]) is { } member && Place(sheet.Keys(order), rest[(at + 1)..]) is { } step ? (step * sheet.Count(set)) + member : null;
    }

    private static int? Place(IReadOnlyList<string> keys, string key)
    {
        for (var i = 0; i < keys.Count; i++)
            if (keys[i] == key)
                return i;
        return null;
    }
}
