using CarbonSink.Estimation;
using CarbonSink.Methodologies.Formulas;

namespace CarbonSink.Methodologies;

/// <content>Pools as the Equations table declares them.</content>
internal sealed partial class MethodologyLoader
{
    private readonly Dictionary<Equation, PoolType> declaredPools = [];
    private readonly HashSet<Equation> open = [];

    /// <summary>The declared pool of an equation: a pool, a ratio, TABLE.pool or SYMBOL.pool.</summary>
    private PoolType DeclaredPool(Equation equation)
    {
        if (declaredPools.TryGetValue(equation, out var known))
            return known;
        if (!open.Add(equation))
        {
            PoolProblem(equation, $"'{equation.PoolText}' leads back to itself");
            return declaredPools[equation] = PoolType.None;
        }

        var pool = ReadPool(equation);
        open.Remove(equation);
        return declaredPools.TryAdd(equation, pool) ? pool : declaredPools[equation];
    }

    private PoolType ReadPool(Equation equation)
    {
        var text = equation.PoolText;
        if (text.Length == 0)
            return PoolType.None;
        if (!text.EndsWith(".pool", StringComparison.Ordinal))
        {
            if (!PoolType.TryParse(text, out var pool))
                PoolProblem(equation, $"'{text}' is not a carbon pool", "AGB, BGB, living, DW, LI, SOC, HWP, a sum A+B, a ratio A/B, TABLE.pool or SYMBOL.pool");
            return pool;
        }

        var name = text[..^5];
        if (indexes.TryGetValue(name, out var index))
        {
            if (index.Table.Column("pool") is null)
                PoolProblem(equation, $"table '{name}' has no column pool");
            return PoolType.OfTable(name);
        }

        if (symbols.TryGetValue(name, out var symbol))
            return SymbolPool(symbol);
        if (!scope.Broken.Contains(name))
            PoolProblem(equation, $"'{name}' is no table or symbol of this pack");
        return PoolType.None;
    }

    private void PoolProblem(Equation equation, string message, string hint = "")
    {
        Problem(equation.PoolPlace, message, hint);
        scope.Broken.Add(equation.SymbolName);
    }

    private PoolType SymbolPool(Symbol symbol)
    {
        // Loops, here and where else packs are loaded: queries over tuples and numbers are compiled while the program runs, and take longer than the work.
        var pools = new List<PoolType>();
        foreach (var route in symbol.Routes)
            if (DeclaredPool(route) is var pool && !pools.Contains(pool))
                pools.Add(pool);
        return pools.Count switch
        {
            0 => PoolType.None,
            1 => pools[0],
            _ => PoolType.OfTable(string.Join('|', pools.SelectMany(p => p.Dynamic?.Split('|') ?? [CarbonPools.Name(p.Over)]).Distinct().Order(StringComparer.Ordinal))),
        };
    }
}
