using System.Text;

namespace CarbonSink.Methodologies.Formulas;

/// <summary><c>years(d1, d2)</c> = whole years + months/12 + days/365, e.g. 4 years 5 months = 4.417.</summary>
internal sealed class YearsNode(int id, Node from, Node to) : Node(id)
{
    public override IEnumerable<Node> Children => [from, to];

    public override void Backward(Evaluator e, ReadOnlySpan<double> adjoint)
    {
        // Dates are never uncertain.
    }

    public override void Substitute(Evaluator e, int row, StringBuilder text)
    {
        text.Append("years(");
        from.Substitute(e, row, text);
        text.Append(", ");
        to.Substitute(e, row, text);
        text.Append(')');
    }

    /// <summary>Years between two dates; negative when the second is earlier.</summary>
    public static double Between(DateOnly start, DateOnly end)
    {
        if (end < start)
            return -Between(end, start);
        var months = ((end.Year - start.Year) * 12) + end.Month - start.Month;
        if (start.AddMonths(months) > end)
            months--;
        var days = end.DayNumber - start.AddMonths(months).DayNumber;
        return (months / 12) + ((months % 12) / 12.0) + (days / 365.0);
    }

    protected override Column Compute(Evaluator e)
    {
        var (a, b) = (from.Evaluate(e), to.Evaluate(e));
        var values = e.Values(Id, e.Count);
        for (var i = 0; i < e.Count; i++)
            values[i] = Between(DateOnly.FromDayNumber((int)a[i]), DateOnly.FromDayNumber((int)b[i]));
        return e.Column(Id, values, a, b, 1, null);
    }
}

/// <summary><c>share(year, d1, d2)</c> = days of the period d1…d2 (both included) in that calendar year / days of the period; the shares of all years sum to 1.</summary>
internal sealed class ShareNode(int id, Node year, Node from, Node to) : Node(id)
{
    public override IEnumerable<Node> Children => [year, from, to];

    public override void Backward(Evaluator e, ReadOnlySpan<double> adjoint)
    {
        // Dates are never uncertain.
    }

    public override void Substitute(Evaluator e, int row, StringBuilder text)
    {
        text.Append("share(");
        year.Substitute(e, row, text);
        text.Append(", ");
        from.Substitute(e, row, text);
        text.Append(", ");
        to.Substitute(e, row, text);
        text.Append(')');
    }

    protected override Column Compute(Evaluator e)
    {
        var (y, a, b) = (year.Evaluate(e), from.Evaluate(e), to.Evaluate(e));
        var (values, states) = (e.Values(Id, e.Count), e.States(Id, e.Count));
        for (var i = 0; i < e.Count; i++)
        {
            states[i] = RowState.Combine(y.State(i), RowState.Combine(a.State(i), b.State(i)));
            if (!RowState.HasValue(states[i]))
                continue;
            var (start, end, calendarYear) = ((int)a[i], (int)b[i], (int)y[i]);
            if (end < start || calendarYear is < 1 or > 9999 || calendarYear != y[i])
            {
                states[i] = RowState.Refused(e.Domain("share"));
                continue;
            }

            var first = Math.Max(start, new DateOnly(calendarYear, 1, 1).DayNumber);
            var last = Math.Min(end, new DateOnly(calendarYear, 12, 31).DayNumber);
            values[i] = Math.Max(0, last - first + 1) / (double)(end - start + 1);
        }

        return new(values, 0, states, 0, 1);
    }
}
