using System.Numerics;

namespace CarbonSink.Targets;

/// <summary>A total spread over members in whole steps (分配结果).</summary>
/// <param name="Shares">Share of each member, in the order of the weights; each a whole number of steps.</param>
/// <param name="Unplaced">What no member can take, as upper bounds or weights of zero leave no room; else 0. Shares and this add up to the total to the last digit.</param>
public sealed record Apportionment(IReadOnlyList<decimal> Shares, decimal Unplaced);

/// <summary>Largest remainder (最大余额法, Hamilton): each member gets the whole steps of its quota, and the steps left go to the largest remainders. Exact: numbers are decimal and fractions are of whole numbers.</summary>
/// <remarks>
/// Among equal remainders the larger weight comes first, among equal weights the earlier member. A negative total is spread as its amount with the sign put back, so that it mirrors the positive one.
/// A member whose quota is above its bound gets its bound, in whole steps downwards, and what it cannot take is spread over the others by weight, until none is above. A member of weight 0 gets nothing.
/// </remarks>
public static class LargestRemainder
{
    /// <summary>Spreads a total.</summary>
    /// <param name="total">What is spread: a whole number of steps, of either sign.</param>
    /// <param name="step">The least amount that is told apart, e.g. 0.01.</param>
    /// <param name="weights">Weights of the members, none below 0.</param>
    /// <param name="bounds">The most that each member can take, of a negative total the most that can be taken off it; none below 0, null where there is none.</param>
    /// <exception cref="ArgumentException">A weight or bound is below 0, the step is not above 0, or the total is no whole number of steps.</exception>
    public static Apportionment Of(decimal total, decimal step, IReadOnlyList<decimal> weights, IReadOnlyList<decimal?>? bounds = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        if (total % step != 0)
            throw new ArgumentException($"{total} is no whole number of steps of {step}", nameof(total));
        if (weights.Any(w => w < 0))
            throw new ArgumentException("a weight is below 0", nameof(weights));
        if (bounds is not null && (bounds.Count != weights.Count || bounds.Any(b => b < 0)))
            throw new ArgumentException("one bound of at least 0 for each weight", nameof(bounds));
        var (whole, steps) = (Whole(weights), new BigInteger(Math.Abs(total) / step));
        BigInteger?[] most = [.. weights.Select((_, i) => bounds?[i] is { } b ? new BigInteger(decimal.Floor(b / step)) : (BigInteger?)null)];
        var (shares, left) = Spread(steps, whole, most);
        var signed = total < 0 ? -step : step;
        return new([.. shares.Select(s => (decimal)s * signed)], (decimal)left * signed);
    }

    /// <summary>Whole numbers in the proportions of decimal ones.</summary>
    internal static BigInteger[] Whole(IReadOnlyList<decimal> numbers)
    {
        var scale = numbers.Select(n => (int)n.Scale).DefaultIfEmpty(0).Max();
        return [.. numbers.Select(n => Mantissa(n) * BigInteger.Pow(10, scale - n.Scale))];
    }

    private static (BigInteger[] Shares, BigInteger Left) Spread(BigInteger steps, BigInteger[] weights, BigInteger?[] most)
    {
        var shares = new BigInteger[weights.Length];
        List<int> open = [.. Enumerable.Range(0, weights.Length).Where(i => weights[i] > 0)];
        BigInteger all;
        while (true)
        {
            all = open.Aggregate(BigInteger.Zero, (sum, i) => sum + weights[i]);
            var full = open.FindAll(i => most[i] is { } m && steps * weights[i] > m * all);
            if (full.Count == 0)
                break;
            // All bounds are compared with the same quotas before any is taken off: a bound only ever raises what is left for the others.
            foreach (var i in full)
                shares[i] = most[i]!.Value;
            steps -= full.Aggregate(BigInteger.Zero, (sum, i) => sum + shares[i]);
            open.RemoveAll(full.Contains);
        }

        if (open.Count == 0)
            return (shares, steps);
        var remainders = new BigInteger[weights.Length];
        var left = steps;
        foreach (var i in open)
        {
            shares[i] = BigInteger.DivRem(steps * weights[i], all, out remainders[i]);
            left -= shares[i];
        }

        // A quota with a remainder is below its bound, which is whole, so that one step more never passes it.
        foreach (var i in open.OrderByDescending(i => remainders[i]).ThenByDescending(i => weights[i]).ThenBy(i => i).Take((int)left))
            shares[i]++;
        return (shares, BigInteger.Zero);
    }

    private static BigInteger Mantissa(decimal number)
    {
        var bits = decimal.GetBits(number);
        return new BigInteger((uint)bits[0]) + (new BigInteger((uint)bits[1]) << 32) + (new BigInteger((uint)bits[2]) << 64);
    }
}
