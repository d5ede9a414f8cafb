using CarbonSink.Estimation;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Intervals of totals: to first order, or from draws. What other methods delivered is taken as exact.</summary>
internal sealed class EvaluationIntervals(SheetEvaluation evaluation, EvaluationTotals totals, string? by, UncertaintySettings settings, CancellationToken stop)
{
    private const int MostCells = 1 << 21;
    private const int MostDrawsAtOnce = 500;

    private readonly SortedSet<string> notCovered = new(StringComparer.Ordinal);

    /// <summary>Columns of parameters that totals rest on and that state no uncertainty.</summary>
    public IReadOnlyList<string> NotCovered => [.. notCovered];

    /// <summary>The totals with their intervals.</summary>
    public IReadOnlyList<EvaluationTotal> Of(IReadOnlyList<EvaluationTotal> all)
    {
        if (settings.Approach == UncertaintyApproach.None)
            return all;
        var weights = all.Select(Weights).ToArray();
        var deviations = all.Select((t, i) => Deviation(t, weights[i])).ToArray();
        if (settings.Approach == UncertaintyApproach.MonteCarlo)
            return Drawn(all, weights, deviations);
        var factor = Estimate.Quantile(settings.Confidence, double.PositiveInfinity);
        return [.. all.Select((t, i) => deviations[i] > 0 ? t with { Interval = (t.Value!.Value - (factor * deviations[i]), t.Value.Value + (factor * deviations[i])) } : t)];
    }

    /// <summary>Which rows of the output a total adds.</summary>
    private double[] Weights(EvaluationTotal total)
    {
        var column = evaluation.Sheet.Columns[total.Output.Symbol];
        var width = evaluation.Sheet.Count(column.Set);
        var step = total.Step is { } key ? evaluation.Sheet.Order(column.OrderedSet)!.ToList().IndexOf(key) : 0;
        var groups = total.Group is null ? null : totals.Groups(by!, column.Set);
        var weights = new double[column.Cells.Count];
        for (var member = 0; member < width; member++)
            if (column.Cells[(step * width) + member].HasValue && (groups is null || groups[member] == total.Group))
                weights[(step * width) + member] = 1;
        return weights;
    }

    private double Deviation(EvaluationTotal total, double[] weights)
    {
        stop.ThrowIfCancellationRequested();
        if (total.Value is null)
            return 0;
        var symbol = total.Output.Symbol;
        foreach (var cell in evaluation.Evaluation.Gradient(symbol, weights).Where(s => s.Uncertainty is null && s.Derivative != 0))
            notCovered.Add($"{cell.Cell.Table} {cell.Cell.Column}");
        return Math.Sqrt(evaluation.Evaluation.Variance(symbol, weights));
    }

    private List<EvaluationTotal> Drawn(IReadOnlyList<EvaluationTotal> all, double[][] weights, double[] deviations)
    {
        var uncertain = Enumerable.Range(0, all.Count).Where(i => deviations[i] > 0).ToArray();
        var draws = uncertain.ToDictionary(i => i, _ => new double[settings.Draws]);
        if (uncertain.Length > 0)
        {
            var rows = Math.Max(1, uncertain.Max(i => weights[i].Length));
            var size = Math.Clamp(MostCells / rows, 1, MostDrawsAtOnce);
            for (var from = 0; from < settings.Draws; from += size)
            {
                stop.ThrowIfCancellationRequested();
                Draw(all, weights, draws, from, Math.Min(size, settings.Draws - from));
            }

            evaluation.Evaluation.Run();
        }

        return [.. all.Select((t, i) => draws.TryGetValue(i, out var of) ? t with { Interval = Ends(of) } : t)];
    }

    /// <summary>Draws from … from + count − 1; where a row cannot be evaluated in some draw, that draw alone takes the row's own value.</summary>
    private void Draw(IReadOnlyList<EvaluationTotal> all, double[][] weights, Dictionary<int, double[]> draws, int from, int count)
    {
        evaluation.Evaluation.RunDraws(settings.Seed, from, count);
        if (count > 1 && draws.Keys.Any(i => IsLost(all[i].Output.Symbol, weights[i])))
        {
            var half = count / 2;
            Draw(all, weights, draws, from, half);
            Draw(all, weights, draws, from + half, count - half);
            return;
        }

        foreach (var (i, into) in draws)
        {
            var symbol = all[i].Output.Symbol;
            var (width, own) = (evaluation.Evaluation.Width(symbol), evaluation.Sheet.Columns[symbol].Cells);
            var values = evaluation.Evaluation.Values(symbol);
            var states = evaluation.Evaluation.States(symbol);
            for (var k = 0; k < count; k++)
            {
                var sum = ExactSum.Zero;
                for (var row = 0; row < weights[i].Length; row++)
                    if (weights[i][row] != 0)
                        sum += states[row].HasValue ? values[(row * width) + (width == 1 ? 0 : k)] : own[row].Number!.Value;
                into[from + k] = sum.ToDouble();
            }
        }
    }

    private bool IsLost(string symbol, double[] weights)
    {
        var states = evaluation.Evaluation.States(symbol);
        for (var row = 0; row < weights.Length; row++)
            if (weights[row] != 0 && !states[row].HasValue)
                return true;
        return false;
    }

    private (double Low, double High) Ends(double[] draws)
    {
        Array.Sort(draws);
        var tail = (1 - settings.Confidence) / 2;
        return (Quantile(draws, tail), Quantile(draws, 1 - tail));
    }

    /// <summary>Quantile of sorted numbers, linear between them. Source: Hyndman, Fan 1996, type 7.</summary>
    private static double Quantile(double[] sorted, double probability)
    {
        var at = probability * (sorted.Length - 1);
        var below = (int)at;
        return below + 1 < sorted.Length ? sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below])) : sorted[^1];
    }
}
