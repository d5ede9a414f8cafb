using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace CarbonSink.Methodologies.Formulas;

/// <summary>Values of one node over a block of rows: one value per row, or <see cref="Width"/> draws per row; the state is per row.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Column(double[] values, int valuesAt, uint[] states, int statesAt, int width, bool isClean = false)
{
    public int Width { get; } = width;

    /// <summary>Whether every row has a value and no status: a constant.</summary>
    public bool IsClean { get; } = isClean;

    /// <summary>The same rows and states with other values.</summary>
    public Column WithValues(double[] replaced) => new(replaced, 0, states, statesAt, Width, IsClean);

    /// <summary>The same states with other values, in another width.</summary>
    public Column WithValues(double[] replaced, int replacedWidth) => new(replaced, 0, states, statesAt, replacedWidth, IsClean);

    public double this[int row] => values[valuesAt + (row * Width)];

    public double this[int row, int draw] => values[valuesAt + (Width == 1 ? row : (row * Width) + draw)];

    public uint State(int row) => states[statesAt + row];

    public ReadOnlySpan<double> Values(int rows) => values.AsSpan(valuesAt, rows * Width);

    public ReadOnlySpan<uint> States(int rows) => states.AsSpan(statesAt, rows);
}

/// <summary>A part of a compiled formula. One tree serves value, draws (wider columns), gradient (<see cref="Backward"/>) and trace (<see cref="Substitute"/>). Immutable: all storage is the evaluator's.</summary>
internal abstract class Node(int id)
{
    public int Id { get; } = id;

    public virtual IEnumerable<Node> Children => [];

    /// <summary>Evaluates the node over the evaluator's current block.</summary>
    public Column Evaluate(Evaluator e) => e.Columns[Id] = Compute(e);

    /// <summary>Adds adjoint · ∂node/∂leaf to every leaf below, using the columns of the last evaluation of the same block.</summary>
    public abstract void Backward(Evaluator e, ReadOnlySpan<double> adjoint);

    /// <summary>Writes the formula with the numbers of one row in place of symbols.</summary>
    public abstract void Substitute(Evaluator e, int row, StringBuilder text);

    public IEnumerable<Node> All() => Children.SelectMany(c => c.All()).Prepend(this);

    /// <summary>This node and all below it that are evaluated over the same rows: nothing inside an aggregate.</summary>
    public IEnumerable<Node> Own() => this is AggregateNode ? [this] : Children.SelectMany(c => c.Own()).Prepend(this);

    protected abstract Column Compute(Evaluator e);

    /// <summary>A number with its unit as the formula language writes it; a negative one in parentheses, so that what is printed means the same when read.</summary>
    protected static string Number(double value, string unit = "1")
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture) + (unit is "1" ? string.Empty : $"[{unit}]");
        return value < 0 ? $"({text})" : text;
    }
}

internal sealed class ConstantNode(int id, double value, string unit) : Node(id)
{
    public double Value => value;

    public override void Backward(Evaluator e, ReadOnlySpan<double> adjoint)
    {
        // A constant has no derivative.
    }

    public override void Substitute(Evaluator e, int row, StringBuilder text) => text.Append(Number(value, unit));

    protected override Column Compute(Evaluator e)
    {
        var values = e.Values(Id, e.Count);
        values.AsSpan(0, e.Count).Fill(value);
        return new(values, 0, e.Clean(e.Count), 0, 1, isClean: true);
    }
}

/// <summary>A symbol read in the same domain or gathered from a coarser one.</summary>
internal sealed class SymbolNode(int id, Symbol symbol, Domain domain, bool bare) : Node(id)
{
    public Symbol Symbol => symbol;

    /// <summary>Whether rows are gathered from a coarser domain; else the column is the symbol's own storage.</summary>
    public bool IsGathered => symbol.Domain != domain;

    public override void Backward(Evaluator e, ReadOnlySpan<double> adjoint)
    {
        if (symbol.Domain == domain)
        {
            var own = e.Adjoint(symbol);
            for (var i = 0; i < e.Count; i++)
                own[e.Start + i] += adjoint[i];
            return;
        }

        var target = e.Gathered(symbol);
        for (var i = 0; i < e.Count; i++)
        {
            if (adjoint[i] == 0)
                continue;
            target[e.Gather(domain, symbol.Domain, e.Start + i, 0)] += adjoint[i];
            e.Uses?.Layer(symbol, e.Start + i);
        }
    }

    public override void Substitute(Evaluator e, int row, StringBuilder text)
    {
        var column = e.Columns[Id];
        if (!RowState.HasValue(column.State(row)))
            text.Append('⟨').Append(symbol.Name).Append('⟩');
        else if (symbol.Type == ColumnType.Number)
            text.Append(Number(column[row], bare || symbol.Unit.IsOne ? "1" : symbol.Unit.Symbol));
        else
            text.Append(e.Format(symbol.Type, column[row]));
    }

    protected override Column Compute(Evaluator e)
    {
        var storage = e.Storage(symbol);
        if (symbol.Domain == domain)
            return new(storage.Values, e.Start * storage.Width, storage.States, e.Start, storage.Width);
        var width = storage.Width;
        var (values, states) = (e.Values(Id, e.Count * width), e.States(Id, e.Count));
        for (var i = 0; i < e.Count; i++)
        {
            var from = e.Gather(domain, symbol.Domain, e.Start + i, 0);
            storage.Values.AsSpan(from * width, width).CopyTo(values.AsSpan(i * width));
            states[i] = storage.States[from];
        }

        return new(values, 0, states, 0, width);
    }
}

/// <summary>The key of an ordered set, e.g. the year.</summary>
internal sealed class SetKeyNode(int id, int set, Domain domain, string unit) : Node(id)
{
    public override void Backward(Evaluator e, ReadOnlySpan<double> adjoint)
    {
        // A year has no derivative.
    }

    public override void Substitute(Evaluator e, int row, StringBuilder text) => text.Append(Number(e.Columns[Id][row], unit));

    protected override Column Compute(Evaluator e)
    {
        var values = e.Values(Id, e.Count);
        var keys = e.Frame.Keys(set);
        var members = e.Frame.Count(domain.Base);
        for (var i = 0; i < e.Count; i++)
            values[i] = keys[(e.Start + i) / members];
        return new(values, 0, e.Clean(e.Count), 0, 1, isClean: true);
    }
}

/// <summary>Value at the preceding member of an ordered set, or the first value where there is none.</summary>
internal sealed class PreviousNode(int id, Symbol symbol, Node first, Domain domain) : Node(id)
{
    public Symbol Symbol => symbol;

    public override IEnumerable<Node> Children => [first];

    public override void Backward(Evaluator e, ReadOnlySpan<double> adjoint)
    {
        var members = e.Frame.Count(domain.Base);
        var target = e.Adjoint(symbol);
        var toFirst = new double[e.Count];
        for (var i = 0; i < e.Count; i++)
        {
            if (e.Start + i < members)
                toFirst[i] = adjoint[i];
            else
                target[e.Gather(domain, symbol.Domain, e.Start + i, 1)] += adjoint[i];
        }

        first.Backward(e, toFirst);
    }

    public override void Substitute(Evaluator e, int row, StringBuilder text)
    {
        if (RowState.HasValue(e.Columns[Id].State(row)))
            text.Append(Number(e.Columns[Id][row], symbol.Unit.IsOne ? "1" : symbol.Unit.Symbol));
        else
            text.Append('⟨').Append("prev ").Append(symbol.Name).Append('⟩');
    }

    protected override Column Compute(Evaluator e)
    {
        var initial = first.Evaluate(e);
        var storage = e.Storage(symbol);
        var width = Math.Max(initial.Width, storage.Width);
        var members = e.Frame.Count(domain.Base);
        var (values, states) = (e.Values(Id, e.Count * width), e.States(Id, e.Count));
        for (var i = 0; i < e.Count; i++)
        {
            var isFirst = e.Start + i < members;
            var from = isFirst ? 0 : e.Gather(domain, symbol.Domain, e.Start + i, 1);
            for (var k = 0; k < width; k++)
                values[(i * width) + k] = isFirst ? initial[i, k] : storage.Values[storage.Width == 1 ? from : (from * width) + k];
            states[i] = isFirst ? initial.State(i) : storage.States[from];
        }

        return new(values, 0, states, 0, width);
    }
}

/// <summary>Multiplication by an exact conversion factor, written as numerator and denominator so that kg → t divides by 1000.</summary>
internal sealed class ConvertNode(int id, Node operand, double numerator, double denominator, string unit) : Node(id)
{
    public override IEnumerable<Node> Children => [operand];

    public override void Backward(Evaluator e, ReadOnlySpan<double> adjoint)
    {
        var scaled = new double[e.Count];
        for (var i = 0; i < e.Count; i++)
            scaled[i] = adjoint[i] * numerator / denominator;
        operand.Backward(e, scaled);
    }

    public override void Substitute(Evaluator e, int row, StringBuilder text)
    {
        text.Append('(');
        operand.Substitute(e, row, text);
        text.Append($" → {unit})");
    }

    protected override Column Compute(Evaluator e)
    {
        var a = operand.Evaluate(e);
        var n = e.Count * a.Width;
        var values = e.Values(Id, n);
        var from = a.Values(e.Count);
        for (var i = 0; i < n; i++)
            values[i] = denominator == 1 ? from[i] * numerator : numerator == 1 ? from[i] / denominator : from[i] * numerator / denominator;
        return e.Column(Id, values, a);
    }
}
