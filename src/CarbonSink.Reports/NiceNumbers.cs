using System.Globalization;

namespace CarbonSink.Reports;

/// <summary>Round numbers for axes, scale bars and class bounds (整齐的刻度): 1, 2, 2.5 or 5 times a power of ten.</summary>
public static class NiceNumbers
{
    private static readonly double[] Mantissas = [1, 2, 2.5, 5, 10];

    /// <summary>The smallest round number that is not below a positive number.</summary>
    public static double Above(double number) => Find(number, m => m >= 1 - 1e-9);

    /// <summary>The largest round number that is not above a positive number.</summary>
    public static double Below(double number)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(number)));
        return Mantissas.Where(m => m * power <= number * (1 + 1e-9)).Max() * power;
    }

    /// <summary>Ticks from 0 to at least the largest value, about as many as wanted.</summary>
    public static double[] Ticks(double largest, int wanted)
    {
        if (!(largest > 0))
            return [0, 1];
        var step = Above(largest / wanted);
        var count = (int)Math.Ceiling(largest / step * (1 - 1e-9));
        return [.. Enumerable.Range(0, count + 1).Select(i => Multiple(i, step))];
    }

    /// <summary>Ticks one step apart from at most the least to at least the largest value, at most about as many steps as wanted; always two or more. The range need not contain 0.</summary>
    public static IReadOnlyList<double> Axis(double least, double largest, int wanted)
    {
        if (!(largest > least))
            (least, largest) = least == 0 ? (0, 1) : (Math.Min(least, 0), Math.Max(largest, 0));
        var step = Above((largest - least) / wanted);
        var (from, to) = ((long)Math.Floor(least / step * (1 + (Math.Sign(least) * 1e-9))), (long)Math.Ceiling(largest / step * (1 - (Math.Sign(largest) * 1e-9))));
        return [.. Enumerable.Range(0, (int)(Math.Max(to, from + 1) - from) + 1).Select(i => Multiple(from + i, step))];
    }

    /// <summary>Bounds between classes with about equally many values (分位数), rounded to numbers that read well; fewer than asked for where values are alike. Ascending; a value on a bound belongs to the class above it.</summary>
    public static double[] ClassBounds(IReadOnlyList<double> values, int classes)
    {
        if (values.Count == 0)
            return [];
        var sorted = values.Order().ToArray();
        var quantiles = Enumerable.Range(1, classes - 1).Select(i => sorted[(int)((long)i * sorted.Length / classes)]).ToArray();
        var gaps = quantiles.Zip(quantiles.Skip(1), (a, b) => b - a).Where(g => g > 0).ToArray();
        if (gaps.Length == 0)
            gaps = [(sorted[^1] - sorted[0]) / 2];
        if (!(gaps[0] > 0))
            return [];
        // No bound moves by more than a sixth of the narrowest class, and a step is 1, 2 or 5 times a power of ten.
        var step = Below(gaps.Min() / 3);
        step = step / Math.Pow(10, Math.Floor(Math.Log10(step))) is > 2.4 and < 2.6 ? step * 0.8 : step;
        return Occupied([.. quantiles.Select(q => Multiple((long)Math.Round(q / step), step)).Distinct()], sorted);
    }

    /// <summary>A number without digits that say nothing.</summary>
    public static string Text(double number) => number.ToString("#,##0.######", CultureInfo.InvariantCulture);

    /// <summary>A multiple of a step as its decimal says it, free of the dust of binary fractions.</summary>
    private static double Multiple(long times, double step) => Math.Round(times * step, Math.Clamp(2 - (int)Math.Floor(Math.Log10(step)), 0, 15));

    private static double[] Occupied(double[] bounds, double[] sorted)
    {
        var kept = new List<double>();
        var from = double.NegativeInfinity;
        foreach (var bound in bounds)
        {
            if (bound > sorted[^1] || !sorted.Any(v => v >= from && v < bound))
                continue; // a class without values
            kept.Add(bound);
            from = bound;
        }

        return [.. kept];
    }

    private static double Find(double number, Func<double, bool> fits)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(number)));
        return Mantissas.First(m => fits(m * power / number)) * power;
    }
}
