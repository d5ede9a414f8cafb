namespace CarbonSink.Methodologies.Formulas;

/// <content>The arithmetic of aggregates.</content>
internal sealed partial class AggregateNode
{
    private void ReduceDraws(Prepared p)
    {
        p.CountMembers();
        switch (function)
        {
            case "count":
                for (var at = 0; at < p.Count * p.Width; at++)
                    p.Values[at] = p.Counts[at];
                break;
            case "min" or "max":
                for (var k = 0; k < p.Width; k++)
                    Extremes(p, k);
                break;
            case "sum":
                Sum(p, 0);
                break;
            case "mean":
                Means(p, 0);
                p.Means[0].AsSpan(0, p.Count * p.Width).CopyTo(p.Values);
                break;
            default:
                Covariance(p);
                break;
        }
    }

    /// <summary>Sums with the exact error of each addition carried along, so that the order of members hardly shows in the last digit. Source: Neumaier 1974, ZAMM 54, 39–51; the error by Knuth's two-sum, which is the same number without a branch.</summary>
    private static void Sum(Prepared p, int argument)
    {
        p.Clear();
        for (var m = 0; m < p.InnerCount; m++)
            p.AddMember(argument, m);
        p.Carry();
    }

    private static void Means(Prepared p, int argument)
    {
        Sum(p, argument);
        for (var at = 0; at < p.Count * p.Width; at++)
            p.Means[argument][at] = p.Counts[at] == 0 ? 0 : p.Values[at] / p.Counts[at];
    }

    private void Covariance(Prepared p)
    {
        for (var a = 0; a < arguments.Length; a++)
            Means(p, a);
        var last = arguments.Length - 1;
        p.Clear();
        for (var m = 0; m < p.InnerCount; m++)
        {
            for (var k = 0; k < p.Width; k++)
            {
                if (!p.Takes(m, k))
                    continue;
                var at = p.At(p.Group[m], k);
                p.Add(at, (p.Member(0, m, k) - p.Means[0][at]) * (p.Member(last, m, k) - p.Means[last][at]));
            }
        }

        p.Carry();
        for (var at = 0; at < p.Count * p.Width; at++)
            p.Values[at] = p.Counts[at] < 2 ? 0 : p.Values[at] / (p.Counts[at] - 1);
    }

    private void Extremes(Prepared p, int k)
    {
        for (var m = 0; m < p.InnerCount; m++)
        {
            if (!p.Takes(m, k))
                continue;
            var (at, x) = (p.At(p.Group[m], k), p.Member(0, m, k));
            if (p.Extreme[at] < 0 || (function == "min" ? x < p.Values[at] : x > p.Values[at]))
                (p.Values[at], p.Extreme[at]) = (x, m);
        }
    }

    private double MemberWeight(Prepared p, int argument, int member)
    {
        var g = p.Group[member];
        if (g < 0 || p.Adjoint[g] == 0 || !p.Takes(member, 0))
            return 0;
        var other = arguments.Length - 1 - argument;
        return p.Adjoint[g] * function switch
        {
            "sum" => 1,
            "mean" => 1.0 / p.Counts[g],
            "var" => 2 * (p.Member(0, member, 0) - p.Means[0][g]) / (p.Counts[g] - 1),
            "cov" => (p.Member(other, member, 0) - p.Means[other][g]) / (p.Counts[g] - 1),
            "min" or "max" => p.Extreme[g] == member ? 1 : 0,
            _ => 0,
        };
    }
}
