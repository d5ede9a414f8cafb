using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace CarbonSink.Methodologies.Formulas;

internal sealed class BinaryNode<T>(int id, string symbol, Node left, Node right) : Node(id)
    where T : struct, IBinaryOperation
{
    public override IEnumerable<Node> Children => [left, right];

    public override void Backward(Evaluator e, ReadOnlySpan<double> adjoint)
    {
        var (a, b) = (e.Columns[left.Id], e.Columns[right.Id]);
        var (toLeft, toRight) = (new double[e.Count], new double[e.Count]);
        for (var i = 0; i < e.Count; i++)
        {
            if (adjoint[i] == 0)
                continue;
            toLeft[i] = adjoint[i] * T.ByLeft(a[i], b[i]);
            toRight[i] = adjoint[i] * T.ByRight(a[i], b[i]);
        }

        left.Backward(e, toLeft);
        right.Backward(e, toRight);
    }

    public override void Substitute(Evaluator e, int row, StringBuilder text)
    {
        var isCall = char.IsLetter(symbol[0]);
        text.Append(isCall ? symbol + "(" : "(");
        left.Substitute(e, row, text);
        text.Append(isCall ? ", " : $" {symbol} ");
        right.Substitute(e, row, text);
        text.Append(')');
    }

    protected override Column Compute(Evaluator e)
    {
        var (a, b) = (left.Evaluate(e), right.Evaluate(e));
        var width = Math.Max(a.Width, b.Width);
        var values = e.Values(Id, e.Count * width);
        var x = a.Values(e.Count);
        var y = b.Values(e.Count);
        if (a.Width == b.Width)
        {
            Pairs(x, y, values.AsSpan(0, x.Length), width > 1);
        }
        else
        {
            for (var i = 0; i < e.Count; i++)
            {
                if (a.Width == 1)
                    WithLeft(x[i], y.Slice(i * width, width), values.AsSpan(i * width, width));
                else
                    WithRight(x.Slice(i * width, width), y[i], values.AsSpan(i * width, width));
            }
        }

        return e.Column(Id, values, a, b, width, symbol);
    }

    // Vectors are not compiled ahead of time: values alone, one per row, take the plain loop, draws the vectors.
    private static void Pairs(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> target, bool isDrawn)
    {
        var i = isDrawn && T.IsVector ? Vectors(x, y, target) : 0;
        for (; i < target.Length; i++)
            target[i] = T.Value(x[i], y[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Vectors(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> target)
    {
        var i = 0;
        for (; i <= target.Length - Vector<double>.Count; i += Vector<double>.Count)
            T.Values(new Vector<double>(x[i..]), new Vector<double>(y[i..])).CopyTo(target[i..]);
        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WithLeft(double x, ReadOnlySpan<double> y, Span<double> target)
    {
        var (i, left) = (0, new Vector<double>(x));
        for (; T.IsVector && i <= target.Length - Vector<double>.Count; i += Vector<double>.Count)
            T.Values(left, new Vector<double>(y[i..])).CopyTo(target[i..]);
        for (; i < target.Length; i++)
            target[i] = T.Value(x, y[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WithRight(ReadOnlySpan<double> x, double y, Span<double> target)
    {
        var (i, right) = (0, new Vector<double>(y));
        for (; T.IsVector && i <= target.Length - Vector<double>.Count; i += Vector<double>.Count)
            T.Values(new Vector<double>(x[i..]), right).CopyTo(target[i..]);
        for (; i < target.Length; i++)
            target[i] = T.Value(x[i], y);
    }
}

internal sealed class UnaryNode<T>(int id, string name, Node operand) : Node(id)
    where T : struct, IUnaryOperation
{
    public override IEnumerable<Node> Children => [operand];

    public override void Backward(Evaluator e, ReadOnlySpan<double> adjoint)
    {
        var a = e.Columns[operand.Id];
        var inner = new double[e.Count];
        for (var i = 0; i < e.Count; i++)
            inner[i] = adjoint[i] == 0 ? 0 : adjoint[i] * T.Derivative(a[i]);
        operand.Backward(e, inner);
    }

    public override void Substitute(Evaluator e, int row, StringBuilder text)
    {
        text.Append(name).Append('(');
        operand.Substitute(e, row, text);
        text.Append(')');
    }

    protected override Column Compute(Evaluator e)
    {
        var a = operand.Evaluate(e);
        var x = a.Values(e.Count);
        var values = e.Values(Id, x.Length);
        for (var i = 0; i < x.Length; i++)
            values[i] = T.Value(x[i]);
        return e.Column(Id, values, a, name);
    }
}

/// <summary><c>if(condition, then, else)</c>: only the branch taken lends its value, state and derivative.</summary>
internal sealed class IfNode(int id, Node condition, Node then, Node otherwise) : Node(id)
{
    public override IEnumerable<Node> Children => [condition, then, otherwise];

    public override void Backward(Evaluator e, ReadOnlySpan<double> adjoint)
    {
        var taken = e.Columns[condition.Id];
        var (toThen, toElse) = (new double[e.Count], new double[e.Count]);
        for (var i = 0; i < e.Count; i++)
            (taken[i] != 0 ? toThen : toElse)[i] = adjoint[i];
        then.Backward(e, toThen);
        otherwise.Backward(e, toElse);
    }

    public override void Substitute(Evaluator e, int row, StringBuilder text)
    {
        text.Append("if(");
        condition.Substitute(e, row, text);
        text.Append(", ");
        then.Substitute(e, row, text);
        text.Append(", ");
        otherwise.Substitute(e, row, text);
        text.Append(')');
    }

    protected override Column Compute(Evaluator e)
    {
        var (c, a, b) = (condition.Evaluate(e), then.Evaluate(e), otherwise.Evaluate(e));
        var width = Math.Max(c.Width, Math.Max(a.Width, b.Width));
        var (values, states) = (e.Values(Id, e.Count * width), e.States(Id, e.Count));
        for (var i = 0; i < e.Count; i++)
        {
            var (anyThen, anyElse) = (false, false);
            for (var k = 0; k < width; k++)
            {
                var holds = c[i, k] != 0;
                values[(i * width) + k] = holds ? a[i, k] : b[i, k];
                anyThen |= holds;
                anyElse |= !holds;
            }

            states[i] = c.State(i);
            if (anyThen)
                states[i] = RowState.Combine(states[i], a.State(i));
            if (anyElse)
                states[i] = RowState.Combine(states[i], b.State(i));
        }

        return new(values, 0, states, 0, width);
    }
}
