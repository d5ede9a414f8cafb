using System.Text;

namespace CarbonSink.Methodologies.Formulas;

/// <summary>A comparison of two numbers or dates: 1 or 0.</summary>
internal sealed class CompareNode<T>(int id, string symbol, Node left, Node right) : Node(id)
    where T : struct, IComparison
{
    public override IEnumerable<Node> Children => [left, right];

    public override void Backward(Evaluator e, ReadOnlySpan<double> adjoint)
    {
        // A comparison is constant on the active branch.
    }

    public override void Substitute(Evaluator e, int row, StringBuilder text)
    {
        text.Append('(');
        left.Substitute(e, row, text);
        text.Append(' ').Append(symbol).Append(' ');
        right.Substitute(e, row, text);
        text.Append(')');
    }

    protected override Column Compute(Evaluator e)
    {
        var (a, b) = (left.Evaluate(e), right.Evaluate(e));
        var width = Math.Max(a.Width, b.Width);
        var values = e.Values(Id, e.Count * width);
        if (a.Width == b.Width)
        {
            var x = a.Values(e.Count);
            var y = b.Values(e.Count);
            for (var i = 0; i < x.Length; i++)
                values[i] = T.Holds(x[i], y[i]) ? 1 : 0;
        }
        else
        {
            var x = a.Values(e.Count);
            var y = b.Values(e.Count);
            for (var i = 0; i < e.Count; i++)
            {
                var target = values.AsSpan(i * width, width);
                if (a.Width == 1)
                {
                    var drawn = y.Slice(i * width, width);
                    for (var k = 0; k < target.Length; k++)
                        target[k] = T.Holds(x[i], drawn[k]) ? 1 : 0;
                }
                else
                {
                    var drawn = x.Slice(i * width, width);
                    for (var k = 0; k < target.Length; k++)
                        target[k] = T.Holds(drawn[k], y[i]) ? 1 : 0;
                }
            }
        }

        return e.Column(Id, values, a, b, width, null);
    }
}

/// <summary><c>and</c>, <c>or</c> with three values: a missing side decides only if the other side does not.</summary>
internal sealed class LogicNode(int id, bool isAnd, Node left, Node right) : Node(id)
{
    public override IEnumerable<Node> Children => [left, right];

    /// <summary>The conditions that all must hold, in reading order.</summary>
    public static IEnumerable<Node> Conjuncts(Node node) => node is LogicNode { IsAnd: true } both ? both.Children.SelectMany(Conjuncts) : [node];

    private bool IsAnd => isAnd;

    public override void Backward(Evaluator e, ReadOnlySpan<double> adjoint)
    {
        // A condition is constant on the active branch.
    }

    public override void Substitute(Evaluator e, int row, StringBuilder text)
    {
        text.Append('(');
        left.Substitute(e, row, text);
        text.Append(isAnd ? " and " : " or ");
        right.Substitute(e, row, text);
        text.Append(')');
    }

    protected override Column Compute(Evaluator e)
    {
        var (a, b) = (left.Evaluate(e), right.Evaluate(e));
        var width = Math.Max(a.Width, b.Width);
        var (values, states) = (e.Values(Id, e.Count * width), e.States(Id, e.Count));
        if (width == 1)
        {
            Single(e.Count, a, b, values, states);
            return new(values, 0, states, 0, 1);
        }

        for (var i = 0; i < e.Count; i++)
        {
            var (sa, sb) = (a.State(i), b.State(i));
            var decidedByA = RowState.HasValue(sa) && Decides(a, i);
            var decidedByB = RowState.HasValue(sb) && Decides(b, i);
            states[i] = decidedByA ? sa : decidedByB ? sb : RowState.Combine(sa, sb);
            var target = values.AsSpan(i * width, width);
            if (decidedByA || decidedByB)
                target.Fill(isAnd ? 0 : 1);
            else
                Join(Side(a, i), Side(b, i), target);
        }

        return new(values, 0, states, 0, width);
    }

    private void Single(int count, Column a, Column b, double[] values, uint[] states)
    {
        var x = a.Values(count);
        var y = b.Values(count);
        var first = a.States(count);
        var second = b.States(count);
        var deciding = isAnd ? 0.0 : 1.0;
        for (var i = 0; i < count; i++)
        {
            var byA = RowState.HasValue(first[i]) && x[i] == deciding;
            var byB = RowState.HasValue(second[i]) && y[i] == deciding;
            states[i] = byA ? first[i] : byB ? second[i] : RowState.Combine(first[i], second[i]);
            values[i] = byA || byB ? deciding : 1 - deciding;
        }
    }

    private bool Decides(Column side, int row)
    {
        foreach (var x in Side(side, row))
            if (x != 0 == isAnd)
                return false;
        return true;
    }

    private static ReadOnlySpan<double> Side(Column side, int row) => side.Values(row + 1).Slice(row * side.Width, side.Width);

    /// <summary>Joins both sides draw by draw; a side of one value has it in all.</summary>
    private void Join(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> target)
    {
        if (a.Length < b.Length)
        {
            Join(b, a, target);
        }
        else if (b.Length == a.Length)
        {
            for (var k = 0; k < target.Length; k++)
                target[k] = (isAnd ? a[k] != 0 & b[k] != 0 : a[k] != 0 | b[k] != 0) ? 1 : 0;
        }
        else if (b[0] != 0 == isAnd)
        {
            for (var k = 0; k < target.Length; k++)
                target[k] = a[k] != 0 ? 1 : 0;
        }
        else
        {
            target.Fill(isAnd ? 0 : 1);
        }
    }
}

internal sealed class NotNode(int id, Node operand) : Node(id)
{
    public override IEnumerable<Node> Children => [operand];

    public override void Backward(Evaluator e, ReadOnlySpan<double> adjoint)
    {
        // A condition is constant on the active branch.
    }

    public override void Substitute(Evaluator e, int row, StringBuilder text)
    {
        text.Append("(not ");
        operand.Substitute(e, row, text);
        text.Append(')');
    }

    protected override Column Compute(Evaluator e)
    {
        var a = operand.Evaluate(e);
        var x = a.Values(e.Count);
        var values = e.Values(Id, x.Length);
        for (var i = 0; i < x.Length; i++)
            values[i] = x[i] != 0 ? 0 : 1;
        return e.Column(Id, values, a);
    }
}

/// <summary><c>x in LIST</c> (a named code list) or <c>x in TABLE</c> (its first key has a row). Codes are looked up by their number; <paramref name="ranges"/> serves a table whose first key is a number.</summary>
internal sealed class InNode(int id, Node operand, string name, bool[] codes, TableIndex? ranges) : Node(id)
{
    public override IEnumerable<Node> Children => [operand];

    public override void Backward(Evaluator e, ReadOnlySpan<double> adjoint)
    {
        // Membership is constant on the active branch.
    }

    public override void Substitute(Evaluator e, int row, StringBuilder text)
    {
        text.Append('(');
        operand.Substitute(e, row, text);
        text.Append(" in ").Append(name).Append(')');
    }

    protected override Column Compute(Evaluator e)
    {
        var a = operand.Evaluate(e);
        var x = a.Values(e.Count);
        var values = e.Values(Id, x.Length);
        for (var i = 0; i < x.Length; i++)
            values[i] = (ranges is null ? (uint)(int)x[i] is var code && code < (uint)codes.Length && codes[code] : ranges.Contains(x[i])) ? 1 : 0;
        return e.Column(Id, values, a);
    }
}
