using CarbonSink.Growth;

namespace CarbonSink.Runs;

/// <summary>How the stock of a unit is brought forward (蓄积推算): by the ratio of its yield table at both ages.</summary>
/// <remarks>
/// M' = M · Y(a + n) / Y(a), the increment at most twice that of the table, Y(a + n) − Y(a), and not below zero; M is stock, or carbon where the table has carbon alone.
/// Carbon goes back to stock by the method of the data set, in which it is linear in stock near V: C' = r·C gives V' = V + (r − 1)·C / (dC/dV), which for B = aV + b is V' = ((aV + b)·r − b) / a.
/// With a table that never falls, n years at once and n times one year give the same: the ratio telescopes, and a unit limited once stays limited.
/// </remarks>
internal static class UnitGrowth
{
    /// <summary>Ratio of what the table has after <paramref name="years"/>; null where an age lies outside the table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="age">Age now, years.</param>
    /// <param name="years">Years.</param>
    /// <param name="held">What the unit holds now in the measure of the table: stock, m3/ha, or carbon, tC/ha, where the table has carbon alone.</param>
    public static (double Ratio, double OfCurve)? Ratio(YieldTable table, double age, int years, double held)
    {
        if (At(table, age) is not { } now || At(table, age + years) is not { } later || !(now > 0))
            return null;
        var curve = later / now;
        var most = Math.Max(1, 1 + (2 * (later - now) / held));
        return (Math.Clamp(curve, 1, most), curve);
    }

    /// <summary>Ratio of stock that makes carbon grow by a ratio.</summary>
    /// <param name="ratio">Ratio of carbon.</param>
    /// <param name="volume">Stock, m3/ha.</param>
    /// <param name="carbon">Its carbon, tC/ha.</param>
    /// <param name="carbonPerVolume">Carbon that one more m3 adds, tC/m3.</param>
    public static double OfVolume(double ratio, double volume, double carbon, double carbonPerVolume) => 1 + ((ratio - 1) * carbon / (carbonPerVolume * volume));

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
