namespace CarbonSink.Methodologies.Formulas;

/// <content>The arithmetic of aggregates, one draw at a time.</content>
internal sealed partial class AggregateNode
{
    private void ReduceDraw(Prepared p, int k)
    {
        for (var m = 0; m < p.InnerCount; m++)
            if (p.Takes(m, k))
                p.Counts[p.At(p.Group[m], k)]++;
        switch (function)
        {
            case "count":
                for (var g = 0; g < p.Count; g++)
                    p.Values[p.At(g, k)] = p.Counts[p.At(g, k)];
                break;
            case "min" or "max":
                Extremes(p, k);
                break;
            case "sum":
                Sum(p, k, 0);
                break;
            case "mean":
                Means(p, k, 0);
                for (var g = 0; g < p.Count; g++)
                    p.Values[p.At(g, k)] = p.Means[0][p.At(g, k)];
                break;
            default:
                Covariance(p, k);
                break;
        }
    }

    /// <summary>Sums with Neumaier's compensation, so that the order of members hardly shows in the last digit. Source: Neumaier 1974, ZAMM 54, 39–51.</summary>
    private static void Sum(Prepared p, int k, int argument)
    {
        p.Clear(k);
        for (var m = 0; m < p.InnerCount; m++)
            if (p.Takes(m, k))
                p.Add(p.Group[m], k, p.Member(argument, m, k));
        p.Carry(k);
    }

    private static void Means(Prepared p, int k, int argument)
    {
        Sum(p, k, argument);
        for (var g = 0; g < p.Count; g++)
            p.Means[argument][p.At(g, k)] = p.Counts[p.At(g, k)] == 0 ? 0 : p.Values[p.At(g, k)] / p.Counts[p.At(g, k)];
    }

    private void Covariance(Prepared p, int k)
    {
        for (var a = 0; a < arguments.Length; a++)
            Means(p, k, a);
        var last = arguments.Length - 1;
        p.Clear(k);
        for (var m = 0; m < p.InnerCount; m++)
        {
            if (!p.Takes(m, k))
                continue;
            var at = p.At(p.Group[m], k);
            p.Add(p.Group[m], k, (p.Member(0, m, k) - p.Means[0][at]) * (p.Member(last, m, k) - p.Means[last][at]));
        }

        p.Carry(k);
        for (var g = 0; g < p.Count; g++)
            p.Values[p.At(g, k)] = p.Counts[p.At(g, k)] < 2 ? 0 : p.Values[p.At(g, k)] / (p.Counts[p.At(g, k)] - 1);
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
