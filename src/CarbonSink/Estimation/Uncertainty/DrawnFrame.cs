using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Formulas;

namespace CarbonSink.Estimation;

/// <summary>Draws of some symbols over one frame whose values have been run. A draw that leaves what a method can evaluate (a stock below zero, a key outside its table) takes the row's own value and is counted: in whatever chunk it stands it is the same.</summary>
internal sealed class DrawnFrame
{
    private readonly Evaluator evaluator;
    private readonly SymbolGroup[] groups;
    private readonly Symbol[] symbols;
    private readonly ulong seed;
    private readonly uint[][] states;
    private readonly double[][] values;
    private readonly bool[] isRandom;

    public DrawnFrame(Evaluator evaluator, SymbolGroup[] groups, Symbol[] symbols, ulong seed)
    {
        (this.evaluator, this.groups, this.symbols, this.seed) = (evaluator, groups, symbols, seed);
        states = [.. symbols.Select(s => evaluator.Storage(s).States.AsSpan(0, Rows(s)).ToArray())];
        values = [.. symbols.Select(s => evaluator.Storage(s).Values.AsSpan(0, Rows(s)).ToArray())];
        isRandom = [.. symbols.Select(evaluator.IsRandom)];
    }

    /// <summary>State of a row's own value.</summary>
    public ValueState State(int symbol, int row) => new(states[symbol][row]);

    /// <summary>Draws of a row; one number where no uncertainty reaches the symbol.</summary>
    public ReadOnlySpan<double> Draws(int symbol, int row)
    {
        var storage = evaluator.Storage(symbols[symbol]);
        return isRandom[symbol] ? storage.Values.AsSpan(row * storage.Width, storage.Width) : values[symbol].AsSpan(row, 1);
    }

    /// <summary>Runs draws from … from + count − 1; returns how many took a row's own value.</summary>
    public long Draw(long from, int count, LayerValues? layer)
    {
        evaluator.Layer = layer;
        evaluator.RunDraws(seed, from, count, groups);
        var lost = 0L;
        if (Loses(out _))
        {
            var whole = symbols.Select((s, i) => isRandom[i] ? new double[Rows(s) * count] : []).ToArray();
            lost = Compose(whole, from, from, count, count, layer);
            for (var s = 0; s < symbols.Length; s++)
            {
                if (!isRandom[s])
                    continue;
                var storage = evaluator.Storage(symbols[s]);
                storage.Resize(Rows(symbols[s]), count);
                whole[s].CopyTo(storage.Values, 0);
            }
        }

        for (var s = 0; s < symbols.Length; s++)
            states[s].CopyTo(evaluator.Storage(symbols[s]).States, 0);
        evaluator.Layer = layer;
        return lost;
    }

    private int Rows(Symbol symbol) => evaluator.Frame.Rows(symbol.Domain);

    /// <summary>Whether a row that has a value of its own has none in the draws just run.</summary>
    private bool Loses(out HashSet<int> rows)
    {
        rows = [];
        for (var s = 0; s < symbols.Length; s++)
        {
            var now = evaluator.Storage(symbols[s]).States;
            for (var i = 0; i < states[s].Length && isRandom[s]; i++)
                if (RowState.HasValue(states[s][i]) && !RowState.HasValue(now[i]))
                    rows.Add(i);
        }

        return rows.Count > 0;
    }

    /// <summary>Halves the draws until those are found that cannot be evaluated.</summary>
    private long Compose(double[][] whole, long first, long from, int count, int width, LayerValues? layer)
    {
        evaluator.Layer = layer is null || count == width ? layer : layer.Slice(from, count);
        evaluator.RunDraws(seed, from, count, groups);
        var loses = Loses(out var rows);
        if (loses && count > 1)
        {
            var half = count / 2;
            return Compose(whole, first, from, half, width, layer) + Compose(whole, first, from + half, count - half, width, layer);
        }

        for (var s = 0; s < symbols.Length; s++)
        {
            if (!isRandom[s])
                continue;
            var storage = evaluator.Storage(symbols[s]);
            for (var i = 0; i < states[s].Length; i++)
            {
                var target = whole[s].AsSpan((i * width) + (int)(from - first), count);
                if (rows.Contains(i) && !RowState.HasValue(storage.States[i]))
                    target.Fill(values[s][i]);
                else if (storage.Width == 1)
                    target.Fill(storage.Values[i]);
                else
                    storage.Values.AsSpan(i * count, count).CopyTo(target);
            }
        }

        return rows.Count;
    }
}
