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
            var group = groups[OuterRow(e, m)];
            if (RowState.HasValue(p.MemberStates[m]))
                group.Add(function, p.Member(0, m, 0), p.MemberStates[m]);
            else
                refused(group, MemberOf(e, m), RowState.Cause(p.MemberStates[m]));
        }
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
        for (var g = 0; g < p.Count; g++)
        {
            var value = settled[p.Start + g];
            (p.Values[g], p.States[g], p.Counts[g], p.Refused[g]) = (value.Value, value.State, (int)value.Count, (int)value.RefusedCount);
        }
    }

    /// <summary>Member of the set that a row of the members' domain belongs to.</summary>
    private int MemberOf(Evaluator e, int row) => set.Ordered ? row / e.Frame.Count(inner.Base) : row % e.Frame.Count(inner.Base);
}
