using CarbonSink.Growth;

namespace CarbonSink.Runs;

/// <summary>How the stock of a unit is brought forward (蓄积推算): by the ratio of its yield table at both ages.</summary>
/// <remarks>
/// M' = M · Y(a + n) / Y(a), the increment at most twice that of the table, Y(a + n) − Y(a), and not below zero.
/// With a table that never falls, n years at once and n times one year give the same: the ratio telescopes, and a unit limited once stays limited.
/// </remarks>
internal static class UnitGrowth
{
    /// <summary>Ratio of stock after <paramref name="years"/>; null where an age lies outside the table.</summary>
    public static (double Ratio, double OfCurve)? Ratio(YieldTable table, double age, int years, double volume)
    {
        if (At(table, age) is not { } now || At(table, age + years) is not { } later || !(now > 0))
            return null;
        var curve = later / now;
        var most = table.Volume.Length > 0 ? Math.Max(1, 1 + (2 * (later - now) / volume)) : double.PositiveInfinity;
        return (Math.Clamp(curve, 1, most), curve);
    }

    /// <summary>Growing stock, else carbon, of a table at an age between its first and last, linear between whole years.</summary>
    public static double? At(YieldTable table, double age)
    {
        if (!(age >= table.FirstAge && age <= table.LastAge))
            return null;
        var below = (int)Math.Floor(age) - table.FirstAge;
        var share = age - Math.Floor(age);
        return share == 0 ? Value(table, below) : ((1 - share) * Value(table, below)) + (share * Value(table, below + 1));
    }

    private static double Value(YieldTable table, int at) => table.Volume.Length > 0 ? table.Volume[at] : table.AboveGround[at] + table.BelowGround[at];
}
