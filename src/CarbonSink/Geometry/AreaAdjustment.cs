namespace CarbonSink.Geometry;

/// <summary>Adjustment of areas to a control total (面积调平): the difference is spread in proportion to area, in whole working units, so that the adjusted areas add up to the control exactly.</summary>
/// <remarks>
/// Each area's share of the control is cut to whole working units; the units then left over go one each to the largest remainders, of equal ones to the earlier (largest remainder method).
/// No adjusted area is further than one working unit from its exact share. Both numbers are to be kept: an adjusted area is a figure of accounting, not a measurement.
/// </remarks>
/// <param name="Adjusted">The adjusted areas, m²; each the double next to a whole number of working units.</param>
/// <param name="Control">The control area, m²: the sum of the adjusted areas as decimal numbers.</param>
/// <param name="Measured">Sum of the areas before, m².</param>
public sealed record AreaAdjustment(IReadOnlyList<double> Adjusted, double Control, double Measured)
{
    /// <summary>Working units in a square metre: areas are adjusted to 0.01 m².</summary>
    public const int UnitsPerSquareMetre = 100;

    /// <summary>Control less measured area, m².</summary>
    public double Difference => Control - Measured;

    /// <summary>The difference relative to the control, percent.</summary>
    public double DifferencePercent => 100 * Difference / Control;

    /// <summary>Relative difference of a control from a sum of areas, percent of the control; never negative.</summary>
    public static double PercentBetween(double measured, double control) => 100 * Math.Abs(control - measured) / control;

    /// <summary>Adjusts areas.</summary>
    /// <param name="areas">Areas, m²; none negative, not all zero.</param>
    /// <param name="control">The control area, m²: a whole number of hundredths (within rounding), greater than 0, less than 10¹³.</param>
    /// <exception cref="ArgumentOutOfRangeException">The control or an area is not in its range.</exception>
    /// <exception cref="ArgumentException">The areas sum to zero.</exception>
    public static AreaAdjustment To(IReadOnlyList<double> areas, double control)
    {
        if (!(control is > 0 and < 1e13) || !IsWholeUnits(control))
            throw new ArgumentOutOfRangeException(nameof(control), control, "the control area is no whole number of working units");
        var sum = default(CompensatedSum);
        foreach (var area in areas)
        {
            if (!(area >= 0) || !double.IsFinite(area))
                throw new ArgumentOutOfRangeException(nameof(areas), area, "an area is negative or no number");
            sum.Add(area);
        }
        if (sum.Value == 0)
            throw new ArgumentException("areas of nothing cannot be adjusted", nameof(areas));

        var units = (long)Math.Round(control * UnitsPerSquareMetre);
        var factor = units / sum.Value;
        var (whole, remainders, left) = (new long[areas.Count], new double[areas.Count], units);
        for (var i = 0; i < areas.Count; i++)
        {
            var share = areas[i] * factor;
            whole[i] = (long)share;
            remainders[i] = share - whole[i];
            left -= whole[i];
        }
        Distribute(whole, remainders, left);
        return new([.. whole.Select(w => (double)w / UnitsPerSquareMetre)], (double)units / UnitsPerSquareMetre, sum.Value);
    }

    /// <summary>Whether an area is a whole number of working units, to within the rounding of a double.</summary>
    public static bool IsWholeUnits(double area) => Math.Abs(area * UnitsPerSquareMetre - Math.Round(area * UnitsPerSquareMetre)) <= Math.Max(1e-6, 1e-15 * area * UnitsPerSquareMetre);

    // Rounding of the factor can make the shares too large together by a few units in very large sets: then the smallest remainders give.
    private static void Distribute(long[] whole, double[] remainders, long left)
    {
        var order = Enumerable.Range(0, whole.Length).Where(i => remainders[i] > 0 || whole[i] > 0).OrderByDescending(i => remainders[i]).ThenBy(i => i).ToArray();
        for (var k = 0; left > 0; k = (k + 1) % order.Length, left--)
            whole[order[k]]++;
        for (var k = order.Length - 1; left < 0; k = k == 0 ? order.Length - 1 : k - 1)
        {
            if (whole[order[k]] > 0)
                (whole[order[k]], left) = (whole[order[k]] - 1, left + 1);
        }
    }
}
