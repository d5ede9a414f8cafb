using System.Text;

namespace CarbonSink.Methodologies.Formulas;

/// <summary><c>f(x over SET where c)</c>: reduces the members of a finer set to one value per row of the equation; refused members are left out, counted and flagged.</summary>
internal sealed class AggregateNode(int id, string function, IReadOnlyList<Node> arguments, Node? where, string setName, Domain inner, Domain outer) : Node(id)
{
    public override IEnumerable<Node> Children => where is null ? arguments : [.. arguments, where];

    /// <summary>Aggregates directly inside this one.</summary>
    public IEnumerable<AggregateNode> Nested => Children.SelectMany(Outermost);

    /// <summary>The aggregates of a formula that lie inside no other.</summary>
    public static IEnumerable<AggregateNode> Outermost(Node node) => node is AggregateNode aggregate ? [aggregate] : node.Children.SelectMany(Outermost);

    public override void Backward(Evaluator e, ReadOnlySpan<double> adjoint)
    {
        var prepared = e.Prepared(Id);
        for (var i = 0; i < e.Count; i++)
            prepared.Adjoint[e.Start - prepared.Start + i] += adjoint[i];
    }

    /// <summary>Carries the adjoints gathered by <see cref="Backward"/> on to the members.</summary>
    public void BackwardInner(Evaluator e)
    {
        var p = e.Prepared(Id);
        e.Over(inner, p.InnerStart, p.InnerCount, () =>
        {
            foreach (var argument in arguments)
                argument.Evaluate(e);
            for (var a = 0; a < arguments.Count; a++)
            {
                var toMember = new double[e.Count];
                for (var i = 0; i < e.Count; i++)
                    toMember[i] = MemberWeight(e, p, a, e.Start + i - p.InnerStart);
                arguments[a].Backward(e, toMember);
            }
        });
    }

    public override void Substitute(Evaluator e, int row, StringBuilder text) => text.Append(Number(e.Columns[Id][row]));

    /// <summary>Evaluates all members that the outer rows start … start + count need.</summary>
    public void Prepare(Evaluator e, int start, int count)
    {
        var single = inner.Ordered >= 0 && inner.Ordered == outer.Ordered && count == e.Frame.Count(outer.Base);
        var perMember = e.Frame.Count(inner.Base);
        var p = e.Prepared(Id);
        (p.Start, p.InnerStart, p.InnerCount) = (start, single ? start / e.Frame.Count(outer.Base) * perMember : 0, single ? perMember : e.Frame.Rows(inner));
        p.Members = new double[arguments.Count][];
        var (states, included) = (new uint[p.InnerCount], new bool[p.InnerCount]);
        p.Width = 1;
        foreach (var nested in Nested)
            nested.Prepare(e, p.InnerStart, p.InnerCount);
        e.Over(inner, p.InnerStart, p.InnerCount, () => Fill(e, p, states, included));
        Reduce(e, p, states, included, count);
    }

    protected override Column Compute(Evaluator e)
    {
        var p = e.Prepared(Id);
        return new(p.Values, (e.Start - p.Start) * p.Width, p.States, e.Start - p.Start, p.Width);
    }

    private void Fill(Evaluator e, Prepared p, uint[] states, bool[] included)
    {
        var columns = arguments.Select(a => a.Evaluate(e)).ToArray();
        var condition = where?.Evaluate(e);
        p.Width = Math.Max(p.Width, columns.Max(c => c.Width));
        for (var i = 0; i < e.Count; i++)
        {
            var at = e.Start - p.InnerStart + i;
            states[at] = columns.Aggregate(0u, (s, c) => RowState.Combine(s, c.State(i)));
            if (condition is { } c && RowState.HasValue(c.State(i)))
                included[at] = c[i] != 0;
            else
                included[at] = condition is null || !RowState.HasValue(states[at] = RowState.Combine(states[at], condition.Value.State(i)));
        }

        for (var a = 0; a < columns.Length; a++)
        {
            var width = columns[a].Width;
            var members = p.Members[a] is { } m && m.Length >= p.InnerCount * width ? m : p.Members[a] = new double[p.InnerCount * width];
            columns[a].Values(e.Count).CopyTo(members.AsSpan((e.Start - p.InnerStart) * width));
        }
    }

    private void Reduce(Evaluator e, Prepared p, uint[] states, bool[] included, int count)
    {
        (p.Values, p.States, p.Adjoint) = (new double[count * p.Width], new uint[count], new double[count]);
        (p.Counts, p.Group) = (new int[count], new int[p.InnerCount]);
        p.Means = [.. arguments.Select(_ => new double[count * p.Width])];
        p.Extreme = new int[count * p.Width];
        var (refused, firstCause) = (new int[count], new int[count]);
        for (var m = 0; m < p.InnerCount; m++)
        {
            var group = p.Group[m] = OuterRow(e, p.InnerStart + m) - p.Start;
            if (!included[m])
            {
                p.Group[m] = -1;
            }
            else if (!RowState.HasValue(states[m]))
            {
                p.Group[m] = -1;
                refused[group]++;
                firstCause[group] = firstCause[group] == 0 ? RowState.Cause(states[m]) : firstCause[group];
            }
            else
            {
                p.Counts[group]++;
                p.States[group] = RowState.Combine(p.States[group] & ~RowState.PoolMask, states[m] & ~RowState.PoolMask);
            }
        }

        for (var k = 0; k < p.Width; k++)
            ReduceDraw(p, k, count);
        for (var g = 0; g < count; g++)
        {
            var needed = function switch { "var" or "cov" => 2, "sum" or "count" => refused[g] > 0 ? 1 : 0, _ => 1 };
            if (refused[g] > 0)
                p.States[g] |= RowState.Partial;
            if (p.Counts[g] < needed)
            {
                p.States[g] = RowState.Refused(p.Counts[g] == 0 && refused[g] > 0 ? firstCause[g] : e.Causes.Number(new("too-few-members", $"{setName} 的成员少于 {needed} 个，不能求 {function}", $"fewer than {needed} members of {setName} for {function}")));
            }
        }

        if (!e.IsDrawing)
            e.ReportRefused(setName, inner, p.InnerStart, states, included);
    }

    private void ReduceDraw(Prepared p, int k, int count)
    {
        // Neumaier compensation: the order of members must not show in the last digits.
        double Member(int a, int m) => p.Members[a].Length == p.InnerCount ? p.Members[a][m] : p.Members[a][(m * p.Width) + k];
        var carry = new double[count];
        double At(int g) => p.Values[(g * p.Width) + k];
        void Add(int g, double x)
        {
            var at = (g * p.Width) + k;
            var sum = p.Values[at] + x;
            carry[g] += Math.Abs(p.Values[at]) >= Math.Abs(x) ? p.Values[at] - sum + x : x - sum + p.Values[at];
            p.Values[at] = sum;
        }

        if (function is "min" or "max")
        {
            Array.Fill(p.Extreme, -1);
            for (var m = 0; m < p.InnerCount; m++)
            {
                if (p.Group[m] < 0)
                    continue;
                var at = (p.Group[m] * p.Width) + k;
                if (p.Extreme[at] < 0 || (function == "min" ? Member(0, m) < p.Values[at] : Member(0, m) > p.Values[at]))
                    (p.Values[at], p.Extreme[at]) = (Member(0, m), m);
            }

            return;
        }

        for (var a = 0; a < p.Means.Length; a++)
        {
            Array.Clear(carry);
            for (var g = 0; g < count; g++)
                p.Values[(g * p.Width) + k] = 0;
            for (var m = 0; m < p.InnerCount; m++)
                if (p.Group[m] >= 0)
                    Add(p.Group[m], function == "count" ? 1 : Member(a, m));
            for (var g = 0; g < count; g++)
            {
                p.Values[(g * p.Width) + k] += carry[g];
                p.Means[a][(g * p.Width) + k] = p.Counts[g] == 0 ? 0 : At(g) / p.Counts[g];
            }
        }

        if (function == "mean")
            p.Means[0].AsSpan().CopyTo(p.Values);
        if (function is not ("var" or "cov"))
            return;
        Array.Clear(carry);
        for (var g = 0; g < count; g++)
            p.Values[(g * p.Width) + k] = 0;
        var last = p.Means.Length - 1;
        for (var m = 0; m < p.InnerCount; m++)
            if (p.Group[m] is >= 0 and var g)
                Add(g, (Member(0, m) - p.Means[0][(g * p.Width) + k]) * (Member(last, m) - p.Means[last][(g * p.Width) + k]));
        for (var g = 0; g < count; g++)
            p.Values[(g * p.Width) + k] = p.Counts[g] < 2 ? 0 : (At(g) + carry[g]) / (p.Counts[g] - 1);
    }

    private double MemberWeight(Evaluator e, Prepared p, int argument, int member)
    {
        var g = p.Group[member];
        if (g < 0 || p.Adjoint[g] == 0)
            return 0;
        var other = arguments.Count - 1 - argument;
        return p.Adjoint[g] * function switch
        {
            "sum" => 1,
            "mean" => 1.0 / p.Counts[g],
            "var" => 2 * (p.Members[0][member] - p.Means[0][g]) / (p.Counts[g] - 1),
            "cov" => (p.Members[other][member] - p.Means[other][g]) / (p.Counts[g] - 1),
            "min" or "max" => p.Extreme[g] == member ? 1 : 0,
            _ => 0,
        };
    }

    private int OuterRow(Evaluator e, int row)
    {
        var members = e.Frame.Count(inner.Base);
        var (ordered, member) = (row / members, row % members);
        return (outer.Ordered >= 0 ? ordered * e.Frame.Count(outer.Base) : 0) + e.Frame.Ancestor(inner.Base, member, outer.Base);
    }
}

/// <summary>What an aggregate has computed for the rows of its equation.</summary>
internal sealed class Prepared
{
    public int Start { get; set; }

    public int InnerStart { get; set; }

    public int InnerCount { get; set; }

    public int Width { get; set; } = 1;

    public double[][] Members { get; set; } = [];

    public double[][] Means { get; set; } = [];

    public double[] Values { get; set; } = [];

    public uint[] States { get; set; } = [];

    public double[] Adjoint { get; set; } = [];

    public int[] Counts { get; set; } = [];

    public int[] Group { get; set; } = [];

    public int[] Extreme { get; set; } = [];
}
