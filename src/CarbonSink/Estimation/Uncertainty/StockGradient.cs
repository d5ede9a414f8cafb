using CarbonSink.Methodologies;

namespace CarbonSink.Estimation;

/// <summary>What a random variable of an assessment is.</summary>
public enum VariableKind
{
    /// <summary>A cell of a parameter table.</summary>
    Cell,

    /// <summary>An error that all records of an input share.</summary>
    Shared,
}

/// <summary>A random variable that the figures depend on (随机变量).</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Table">Table of a cell, or the symbol of an input.</param>
/// <param name="Row">Row of a cell, or empty.</param>
/// <param name="Column">Column of a cell, or empty.</param>
/// <param name="StandardDeviation">Its standard deviation; of a shared relative error a fraction.</param>
/// <param name="Group">Correlation group, or null.</param>
public sealed record RandomVariable(VariableKind Kind, string Table, string Row, string Column, double StandardDeviation, string? Group)
{
    /// <summary>The name in derivatives.</summary>
    public string Name => Kind == VariableKind.Cell ? new CellId(Table, Row, Column).ToString() : $"shared {Table}";
}

/// <summary>Correlation of two variables.</summary>
/// <param name="A">Name of one.</param>
/// <param name="B">Name of the other.</param>
/// <param name="Value">−1 … 1.</param>
public sealed record VariableCorrelation(string A, string B, double Value);

/// <summary>What states no uncertainty (未声明不确定性的参数), so that no interval covers it.</summary>
/// <param name="Table">Table, or empty for an input.</param>
/// <param name="Column">Column, or the symbol of an input.</param>
/// <param name="Cells">Keys of the cells used; empty for an input.</param>
/// <param name="Carbon">Carbon of the units that rest on one of them, t C.</param>
public sealed record UnstatedUncertainty(string Table, string Column, IReadOnlyList<string> Cells, ExactSum Carbon);

/// <summary>First-order derivatives of every figure, by group (一阶灵敏度), with the variables they are by. Exact sums over units, so that parts merge to the same bits. Immutable.</summary>
public sealed class StockGradient
{
    /// <summary>The variables, by name.</summary>
    public required IReadOnlyDictionary<string, RandomVariable> Variables { get; init; }

    /// <summary>Pairs that are not independent.</summary>
    public required IReadOnlyList<VariableCorrelation> Correlations { get; init; }

    /// <summary>By group and slot: derivative by variable (its name), by value of the layer (layer S), and the terms of independent records (own I, cross I|S).</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<StockSlot, IReadOnlyDictionary<string, ExactSum>>> Groups { get; init; }

    /// <summary>Derivative of each value of the layer by variable; the same for every part.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> LayerDerivatives { get; init; }

    /// <summary>Covariance of values of the layer by the independent errors of an input: I|S|T.</summary>
    public required IReadOnlyDictionary<string, double> LayerVariances { get; init; }

    /// <summary>What states no uncertainty, by the carbon that rests on it, in order of names.</summary>
    public required IReadOnlyList<UnstatedUncertainty> Unstated { get; init; }

    /// <summary>Carbon of the units that rest on anything without a stated uncertainty, t C.</summary>
    public required ExactSum UnstatedCarbon { get; init; }

    /// <summary>The derivatives of disjoint records.</summary>
    public static StockGradient Merge(IReadOnlyList<StockGradient> parts)
    {
        var groups = new Dictionary<string, IReadOnlyDictionary<StockSlot, IReadOnlyDictionary<string, ExactSum>>>(StringComparer.Ordinal);
        foreach (var same in parts.SelectMany(p => p.Groups).GroupBy(g => g.Key, StringComparer.Ordinal))
            groups[same.Key] = same.SelectMany(g => g.Value).GroupBy(s => s.Key).ToDictionary(s => s.Key, s => Sum(s.Select(x => x.Value)));
        return new()
        {
            Variables = parts.SelectMany(p => p.Variables).DistinctBy(v => v.Key, StringComparer.Ordinal).OrderBy(v => v.Key, StringComparer.Ordinal).ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal),
            Correlations = [.. parts.SelectMany(p => p.Correlations).Distinct().OrderBy(c => c.A, StringComparer.Ordinal).ThenBy(c => c.B, StringComparer.Ordinal)],
            Groups = groups,
            LayerDerivatives = parts[0].LayerDerivatives,
            LayerVariances = parts[0].LayerVariances,
            Unstated = [.. parts.SelectMany(p => p.Unstated).GroupBy(u => (u.Table, u.Column))
                .Select(g => new UnstatedUncertainty(g.Key.Table, g.Key.Column, [.. g.SelectMany(u => u.Cells).Distinct().Order(StringComparer.Ordinal)], g.Aggregate(ExactSum.Zero, (sum, u) => sum + u.Carbon)))
                .OrderBy(u => u.Table, StringComparer.Ordinal).ThenBy(u => u.Column, StringComparer.Ordinal)],
            UnstatedCarbon = parts.Aggregate(ExactSum.Zero, (sum, p) => sum + p.UnstatedCarbon),
        };
    }

    /// <summary>Adds derivatives name by name.</summary>
    internal static IReadOnlyDictionary<string, ExactSum> Sum(IEnumerable<IReadOnlyDictionary<string, ExactSum>> all)
    {
        var sums = new Dictionary<string, ExactSum>(StringComparer.Ordinal);
        foreach (var (name, value) in all.SelectMany(a => a))
            sums[name] = sums.GetValueOrDefault(name) + value;
        return sums;
    }

    /// <summary>Variance to first order, and the share that each table column or input contributes to it (covariances half to each side), in order of names.</summary>
    internal (double Variance, IReadOnlyList<(string Table, string Column, double Variance)> Parts) Variance(IReadOnlyDictionary<string, ExactSum> derivatives)
    {
        var (by, layer) = (new SortedDictionary<string, double>(StringComparer.Ordinal), new SortedDictionary<string, double>(StringComparer.Ordinal));
        foreach (var (name, sum) in derivatives)
            if (name.StartsWith("layer ", StringComparison.Ordinal))
                layer[name[6..]] = sum.ToDouble();
            else if (Variables.ContainsKey(name))
                by[name] = sum.ToDouble();
        foreach (var (symbol, weight) in layer)
            foreach (var (name, derivative) in LayerDerivatives.GetValueOrDefault(symbol) ?? new Dictionary<string, double>())
                by[name] = by.GetValueOrDefault(name) + (weight * derivative);
        var parts = new SortedDictionary<(string, string), double>();
        void Add(string table, string column, double variance) => parts[(table, column)] = parts.GetValueOrDefault((table, column)) + variance;
        foreach (var (name, derivative) in by)
            if (Variables.TryGetValue(name, out var v))
                Add(v.Table, v.Column, derivative * derivative * v.StandardDeviation * v.StandardDeviation);
        foreach (var (a, b, rho) in Correlations)
        {
            if (!by.TryGetValue(a, out var da) || !by.TryGetValue(b, out var db))
                continue;
            var (va, vb) = (Variables[a], Variables[b]);
            var half = rho * da * db * va.StandardDeviation * vb.StandardDeviation;
            Add(va.Table, va.Column, half);
            Add(vb.Table, vb.Column, half);
        }

        foreach (var (name, sum) in derivatives.OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            if (name.StartsWith("own ", StringComparison.Ordinal))
                Add(name[4..], string.Empty, sum.ToDouble());
            else if (name.StartsWith("cross ", StringComparison.Ordinal) && name[6..].Split('|') is [var input, var symbol])
                Add(input, string.Empty, 2 * layer.GetValueOrDefault(symbol) * sum.ToDouble());
        }

        foreach (var (name, covariance) in LayerVariances.OrderBy(v => v.Key, StringComparer.Ordinal))
            if (name.Split('|') is [var input, var s, var t] && layer.TryGetValue(s, out var ws) && layer.TryGetValue(t, out var wt))
                Add(input, string.Empty, ws * wt * covariance);
        return (parts.Values.Sum(), [.. parts.Select(p => (p.Key.Item1, p.Key.Item2, p.Value))]);
    }
}
