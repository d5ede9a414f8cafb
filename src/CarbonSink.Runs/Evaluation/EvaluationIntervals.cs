using CarbonSink.Estimation;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Intervals of totals: to first order, or from draws. A total into which uncertain results of a method computed before enter has none: that uncertainty does not pass on.</summary>
internal sealed class EvaluationIntervals(IReadOnlyList<SheetEvaluation> methods, EvaluationTotals totals, string? by, UncertaintySettings settings, CancellationToken stop)
{
    private const int MostCells = 1 << 21;
    private const int MostDrawsAtOnce = 500;

    private readonly SheetEvaluation evaluation = methods[^1];
    private readonly SortedSet<string> notCovered = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> uncertain = new(StringComparer.Ordinal);

    /// <summary>Columns of parameters that totals rest on and that state no uncertainty.</summary>
    public IReadOnlyList<string> NotCovered => [.. notCovered];

    /// <summary>The totals with their intervals.</summary>
    public IReadOnlyList<EvaluationTotal> Of(IReadOnlyList<EvaluationTotal> all)
    {
        if (settings.Approach == UncertaintyApproach.None)
            return all;
        var rows = all.Select(Rows).ToArray();
        var (deviations, told) = (new double[all.Count], all.ToArray());
        for (var i = 0; i < told.Length; i++)
        {
            var (deviation, entering) = Deviation(all[i], rows[i]);
            if (entering.Length > 0)
                told[i] = all[i] with { EnteringUncertain = entering };
            else
                deviations[i] = deviation;
        }

        if (settings.Approach == UncertaintyApproach.MonteCarlo)
            return Drawn(told, rows, deviations);
        var factor = Estimate.Quantile(settings.Confidence, double.PositiveInfinity);
        return [.. told.Select((t, i) => deviations[i] > 0 ? t with { Interval = (t.Value!.Value - (factor * deviations[i]), t.Value.Value + (factor * deviations[i])) } : t)];
    }

    /// <summary>The rows of the output that a total adds.</summary>
    private int[] Rows(EvaluationTotal total)
    {
        var column = evaluation.Sheet.Columns[total.Output.Symbol];
        var width = evaluation.Sheet.Count(column.Set);
        var step = total.Step is { } key ? evaluation.Sheet.Order(column.OrderedSet)!.ToList().IndexOf(key) : 0;
        var groups = total.Group is null ? null : totals.Groups(by!, column.Set);
        return [.. Enumerable.Range(0, width).Where(m => column.Cells[(step * width) + m].HasValue && (groups is null || groups[m] == total.Group)).Select(m => (step * width) + m)];
    }

    private (double Deviation, string[] Entering) Deviation(EvaluationTotal total, int[] rows)
    {
        stop.ThrowIfCancellationRequested();
        if (total.Value is null)
            return (0, []);
        var symbol = total.Output.Symbol;
        var weights = new double[evaluation.Evaluation.Count(symbol)];
        foreach (var row in rows)
            weights[row] = 1;
        foreach (var cell in evaluation.Evaluation.Gradient(symbol, weights).Where(s => s.Uncertainty is null && s.Derivative != 0))
            notCovered.Add($"{cell.Cell.Table} {cell.Cell.Column}");
        var deviation = Math.Sqrt(evaluation.Evaluation.Variance(symbol, weights));
        return (deviation, [.. Entering(methods.Count - 1)]);
    }

    /// <summary>Inputs that the last gradient of a method reached and that are uncertain results of a method before it.</summary>
    private List<string> Entering(int method)
    {
        string[] reached = [.. methods[method].Methodology.Inputs.Where(i => i.Unit is not ("code" or "date") && methods[method].Evaluation.InputGradient(i.Symbol).ContainsAnyExcept(0.0)).Select(i => i.Symbol)];
        return [.. reached.Where(symbol => Enumerable.Range(0, method).Reverse().FirstOrDefault(m => methods[m].Methodology.Outputs.Any(o => o.Symbol == symbol), -1) is >= 0 and var before && IsUncertain(before, symbol))];
    }

    private bool IsUncertain(int method, string symbol)
    {
        if (uncertain.TryGetValue(symbol, out var known))
            return known;
        var own = methods[method].Evaluation;
        if (methods[method].Methodology.Outputs.First(o => o.Symbol == symbol).Unit == "code")
            return uncertain[symbol] = false;
        var weights = new double[own.Count(symbol)];
        for (var row = 0; row < weights.Length; row++)
            weights[row] = own.States(symbol)[row].HasValue ? 1 : 0;
        return uncertain[symbol] = own.Gradient(symbol, weights).Any(s => s.Uncertainty is not null && s.Derivative != 0) || Entering(method).Count > 0;
    }

    private List<EvaluationTotal> Drawn(EvaluationTotal[] all, int[][] rows, double[] deviations)
    {
        var drawn = Enumerable.Range(0, all.Length).Where(i => deviations[i] > 0).ToArray();
        var draws = drawn.ToDictionary(i => i, _ => new double[settings.Draws]);
        if (drawn.Length > 0)
        {
            var most = Math.Max(1, drawn.Max(i => evaluation.Evaluation.Count(all[i].Output.Symbol)));
            var size = Math.Clamp(MostCells / most, 1, MostDrawsAtOnce);
            for (var from = 0; from < settings.Draws; from += size)
            {
                stop.ThrowIfCancellationRequested();
                Draw(all, rows, draws, from, Math.Min(size, settings.Draws - from));
            }

            evaluation.Evaluation.Run();
        }

        return [.. all.Select((t, i) => draws.TryGetValue(i, out var of) ? t with { Interval = Ends(of) } : t)];
    }

    /// <summary>Draws from … from + count − 1; where a row cannot be evaluated in some draw, that draw alone takes the row's own value.</summary>
    private void Draw(EvaluationTotal[] all, int[][] rows, Dictionary<int, double[]> draws, int from, int count)
    {
        evaluation.Evaluation.RunDraws(settings.Seed, from, count);
        if (count > 1 && draws.Keys.Any(i => IsLost(all[i].Output.Symbol, rows[i])))
        {
            var half = count / 2;
            Draw(all, rows, draws, from, half);
            Draw(all, rows, draws, from + half, count - half);
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
                foreach (var row in rows[i])
                    sum += states[row].HasValue ? values[(row * width) + (width == 1 ? 0 : k)] : own[row].Number!.Value;
                into[from + k] = sum.ToDouble();
            }
        }
    }

    private bool IsLost(string symbol, int[] rows)
    {
        var states = evaluation.Evaluation.States(symbol);
        foreach (var row in rows)
            if (!states[row].HasValue)
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
