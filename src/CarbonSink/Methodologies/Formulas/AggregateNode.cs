using System.Text;

namespace CarbonSink.Methodologies.Formulas;

/// <summary><c>f(x over SET where c)</c>: reduces the members of a finer set to one value per row of the equation; refused members are left out, counted and flagged.</summary>
internal sealed partial class AggregateNode(int id, string function, IReadOnlyList<Node> arguments, Node? where, SetDefinition set, Domain inner, Domain outer, string unit, string equation, IReadOnlyList<PoolRule> rules) : Node(id)
{
    private readonly Node[] arguments = [.. arguments];

    /// <summary>Members that a value needs: two for a variance, one for a mean, none for a sum or a count.</summary>
    private readonly int needed = function switch { "var" or "cov" => 2, "sum" or "count" => 0, _ => 1 };

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
        if (e.Layer?.Of(Id) is not null)
        {
            for (var g = 0; g < p.Count; g++)
                if (p.Adjoint[g] != 0)
                    e.AddLayerAdjoint(this, p.Start + g, p.Adjoint[g]);
            return;
        }

        e.Over(inner, p.InnerStart, p.InnerCount, () =>
        {
            foreach (var argument in arguments)
                argument.Evaluate(e);
            for (var a = 0; a < arguments.Length; a++)
            {
                var toMember = new double[e.Count];
                for (var i = 0; i < e.Count; i++)
                    toMember[i] = MemberWeight(p, a, e.Start + i - p.InnerStart);
                arguments[a].Backward(e, toMember);
            }
        });
    }

    public override void Substitute(Evaluator e, int row, StringBuilder text)
    {
        if (RowState.HasValue(e.Columns[Id].State(row)))
            text.Append(Number(e.Columns[Id][row], unit));
        else
            text.Append($"⟨{function} over {set.Name}⟩");
    }

    /// <summary>Evaluates all members that the outer rows start … start + count need.</summary>
    public void Prepare(Evaluator e, int start, int count)
    {
        if (e.Layer?.Of(Id) is { } settled)
        {
            e.Prepared(Id).Begin(arguments.Length, start, count, 0, 0);
            Take(e.Prepared(Id), settled);
            return;
        }

        Reduce(e, Members(e, start, count));
    }

    private Prepared Members(Evaluator e, int start, int count)
    {
        var oneStep = inner.Ordered >= 0 && inner.Ordered == outer.Ordered && count == e.Frame.Count(outer.Base);
        var perMember = e.Frame.Count(inner.Base);
        var p = e.Prepared(Id);
        p.Begin(arguments.Length, start, count, oneStep ? start / e.Frame.Count(outer.Base) * perMember : 0, oneStep ? perMember : e.Frame.Rows(inner));
        foreach (var nested in Nested)
            nested.Prepare(e, p.InnerStart, p.InnerCount);
        for (var a = 0; a < arguments.Length; a++)
            if (arguments[a] is SymbolNode { IsGathered: false } own)
                p.Read(a, e.Storage(own.Symbol));
        e.Over(inner, p.InnerStart, p.InnerCount, () => Fill(e, p));
        return p;
    }

    protected override Column Compute(Evaluator e)
    {
        var p = e.Prepared(Id);
        return new(p.Values, (e.Start - p.Start) * p.Width, p.States, e.Start - p.Start, p.Width);
    }

    /// <summary>Keeps a block of members: values, states, and in which draws 'where' takes them.</summary>
    private void Fill(Evaluator e, Prepared p)
    {
        var at = e.Start - p.InnerStart;
        Array.Clear(p.MemberStates, at, e.Count);
        for (var a = 0; a < arguments.Length; a++)
        {
            var column = arguments[a].Evaluate(e);
            if (arguments[a] is not SymbolNode { IsGathered: false })
                p.Keep(a, at, column.Values(e.Count), column.Width);
            for (var i = 0; i < e.Count; i++)
                p.MemberStates[at + i] = RowState.Combine(p.MemberStates[at + i], column.State(i));
        }

        foreach (var rule in rules)
            for (var i = 0; i < e.Count; i++)
                if (RowState.HasValue(p.MemberStates[at + i]) && rule.Broken(e, equation, i) is > 0 and var broken)
                    p.MemberStates[at + i] = RowState.Refused(broken);
        if (where?.Evaluate(e) is not { } condition)
            return;
        p.Take(at, condition.Values(e.Count), condition.Width);
        for (var i = 0; i < e.Count; i++)
        {
            // Whether a member belongs is not known where the condition has no value: it is refused, not left out in silence.
            var state = condition.State(i);
            if (!RowState.HasValue(state))
                p.TakeAll(at + i);
            p.MemberStates[at + i] = RowState.Combine(p.MemberStates[at + i], state);
        }
    }

    private void Reduce(Evaluator e, Prepared p)
    {
        for (var m = 0; m < p.InnerCount; m++)
        {
            var group = OuterRow(e, p.InnerStart + m) - p.Start;
            p.Group[m] = -1;
            if (group < 0 || group >= p.Count || !p.IsTaken(m))
                continue;
            if (RowState.HasValue(p.MemberStates[m]))
            {
                p.Group[m] = group;
                p.States[group] = RowState.Combine(p.States[group] & ~RowState.PoolMask, p.MemberStates[m] & ~RowState.PoolMask);
                continue;
            }

            p.Refused[group]++;
            p.FirstCause[group] = p.FirstCause[group] == 0 ? RowState.Cause(p.MemberStates[m]) : p.FirstCause[group];
            e.ReportRefused(outer.Ordered < 0 ? -1 : (p.Start + group) / e.Frame.Count(outer.Base), set, MemberOf(e, p.InnerStart + m), p.MemberStates[m]);
        }

        ReduceDraws(p);
        for (var g = 0; g < p.Count; g++)
            Settle(e, p, g);
    }

    private void Settle(Evaluator e, Prepared p, int g)
    {
        var (fewest, isFinite) = (int.MaxValue, true);
        for (var k = 0; k < p.Width; k++)
        {
            fewest = Math.Min(fewest, p.Counts[(g * p.Width) + k]);
            isFinite &= double.IsFinite(p.Values[(g * p.Width) + k]);
        }

        p.States[g] = Settled(e.Causes, p.States[g], fewest, p.Refused[g], p.FirstCause[g], isFinite);
    }

    private int OuterRow(Evaluator e, int row)
    {
        var members = e.Frame.Count(inner.Base);
        var (ordered, member) = (row / members, row % members);
        return (outer.Ordered >= 0 ? ordered * e.Frame.Count(outer.Base) : 0) + e.Frame.Ancestor(inner.Base, member, outer.Base);
    }
}
