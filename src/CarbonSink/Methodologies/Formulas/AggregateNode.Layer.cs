namespace CarbonSink.Methodologies.Formulas;

/// <content>Aggregates whose members come in batches: each batch adds to a tally, and the settled values are taken instead of the members.</content>
internal sealed partial class AggregateNode
{
    public string Function => function;

    public SetDefinition Set => set;

    public Domain Inner => inner;

    public Domain Outer => outer;

    public string Equation => equation;

    /// <summary>Symbols that the members' values and conditions read.</summary>
    public IEnumerable<Symbol> Reads => All().Select(n => (n as SymbolNode)?.Symbol ?? (n as PreviousNode)?.Symbol).OfType<Symbol>();

    /// <summary>Adds the members of the current frame.</summary>
    /// <param name="e">The evaluator, with the symbols that the members need run.</param>
    /// <param name="groups">One tally per row of the equation.</param>
    /// <param name="refused">Told the member and cause of each that is left out.</param>
    public void Tally(Evaluator e, AggregateTally[] groups, Action<AggregateTally, int, int> refused)
    {
        var p = Members(e, 0, e.Frame.Rows(outer));
        for (var m = 0; m < p.InnerCount; m++)
        {
            if (!p.IsTaken(m))
                continue;
            p.Group[m] = 0; // so that Takes asks the condition alone
            var group = groups[OuterRow(e, m)];
            if (RowState.HasValue(p.MemberStates[m]))
                group.Add(function, p, m);
            else
                refused(group, MemberOf(e, m), RowState.Cause(p.MemberStates[m]));
        }
    }

    /// <summary>Carries derivatives by the values over the layer on to the members in the frame: needs the layer's values for counts and extremes.</summary>
    /// <param name="e">The evaluator, with the symbols that the members read run.</param>
    /// <param name="derivatives">∂/∂ this aggregate, by row of its equation.</param>
    public void BackwardMembers(Evaluator e, double[] derivatives)
    {
        var (settled, p) = (e.Layer!.Of(Id)!, Members(e, 0, e.Frame.Rows(outer)));
        e.Over(inner, 0, p.InnerCount, () =>
        {
            var toMember = new double[e.Count];
            for (var i = 0; i < e.Count; i++)
            {
                var m = e.Start + i;
                if (!p.IsTaken(m) || !RowState.HasValue(p.MemberStates[m]))
                    continue;
                var group = OuterRow(e, m);
                toMember[i] = derivatives[group] * function switch
                {
                    "sum" => 1,
                    "mean" => 1.0 / settled[group].Count,
                    "min" or "max" => p.Member(0, m, 0) == settled[group].Value ? 1 : 0,
                    _ => 0,
                };
            }

            arguments[0].Evaluate(e);
            arguments[0].Backward(e, toMember);
        });
    }

    /// <summary>Members that entered a row's value and those left out, with their area; needs a <see cref="Prepare"/> of the row.</summary>
    public TraceAggregate Describe(Evaluator e, int row, Func<SetDefinition, int, double> area)
    {
        var p = e.Prepared(Id);
        var g = row - p.Start;
        if (e.Layer?.Of(Id) is { } settled)
            return new(function, set.Name, settled[row].Count, settled[row].RefusedCount, settled[row].RefusedAreaHa);
        var members = Enumerable.Range(0, p.InnerCount).Where(m => OuterRow(e, p.InnerStart + m) == row && p.IsTaken(m) && !RowState.HasValue(p.MemberStates[m]));
        return new(function, set.Name, p.Counts[p.At(g, 0)], p.Refused[g], members.Sum(m => area(set, MemberOf(e, p.InnerStart + m))));
    }

    /// <summary>State of a value with so many members, of which some were left out.</summary>
    public uint Settled(CauseTable causes, uint state, long fewest, long refused, int firstCause, bool isFinite)
    {
        if (fewest == 0 && refused > 0)
            return RowState.Refused(firstCause);
        if (fewest < needed)
            return RowState.Refused(causes.Number(new("too-few-members", $"{set.Name} 的成员少于 {needed} 个，不能求 {function}", $"fewer than {needed} members of {set.Name} for {function}")));
        return !isFinite ? RowState.Refused(causes.Number(Evaluator.NotFinite(function))) : refused > 0 ? state | RowState.Partial : state;
    }

    private static void Take(Prepared p, LayerAggregate[] settled)
    {
        foreach (var value in settled)
            if (value.Draws is { } draws && draws.Length > p.Width)
                p.Widen(draws.Length);
        for (var g = 0; g < p.Count; g++)
        {
            var value = settled[p.Start + g];
            (p.States[g], p.Counts[g * p.Width], p.Refused[g]) = (value.State, (int)value.Count, (int)value.RefusedCount);
            if (value.Draws is { } draws)
                draws.CopyTo(p.Values, g * p.Width);
            else
                p.Values.AsSpan(g * p.Width, p.Width).Fill(value.Value);
        }
    }

    /// <summary>Member of the set that a row of the members' domain belongs to.</summary>
    private int MemberOf(Evaluator e, int row) => set.Ordered ? row / e.Frame.Count(inner.Base) : row % e.Frame.Count(inner.Base);
}
