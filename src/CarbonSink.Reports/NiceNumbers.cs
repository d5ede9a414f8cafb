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

    /// <summary>Bounds between classes with about equally many values (分位数), rounded to numbers that read well; fewer than asked for where values are alike. Ascending; a value on a bound belongs to the class above it.</summary>
    public static double[] ClassBounds(IReadOnlyList<double> values, int classes)
    {
        if (values.Count == 0)
            return [];
        var sorted = values.Order().ToArray();
        var quantiles = Enumerable.Range(1, classes - 1).Select(i => sorted[(int)((long)i * sorted.Length / classes)]).ToArray();
        var spread = quantiles[^1] - quantiles[0];
        if (!(spread > 0))
            return [];
        for (var step = Below(spread / 4); ; step = Below(step * 0.99))
        {
            var rounded = quantiles.Select(q => Multiple((long)Math.Round(q / step), step)).Distinct().ToArray();
            var used = Array.FindAll(rounded, b => b > sorted[0] && b <= sorted[^1]);
            if (used.Length == quantiles.Length || step < spread / 100)
                return Occupied(used, sorted);
        }
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
            if (!sorted.Any(v => v >= from && v < bound))
                continue;
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
