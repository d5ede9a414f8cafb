namespace CarbonSink.Targets;

/// <summary>Checks a printed change (变化率、年均增长) against the two values it stands beside, as exactly as they are printed.</summary>
internal static class PrintedChanges
{
    /// <summary>Whether it is their difference, their ratio less one in percent, or the yearly mean of either; null where there is nothing to check.</summary>
    public static bool? Fits(PlanTarget target)
    {
        var text = target.PrintedChange.Replace("个百分点", "", StringComparison.Ordinal).Replace("百分点", "", StringComparison.Ordinal);
        if (target is not { Value: { } value, BaseValue: { } start } || PlanCell.Parse(text) is not { Value: { } change })
            return null;
        var (v, b, c) = ((double)value, (double)start, (double)change);
        var (dv, db, dc) = (Half(value), Half(start), Half(change));
        if (Meets(v - b, dv + db, c, dc))
            return true;
        if (b == 0 || v / b <= 0)
            return false;
        double low = (v - dv) / (b + db), high = b > db ? (v + dv) / (b - db) : double.MaxValue;
        if (Between((low - 1) * 100, (high - 1) * 100, c, dc))
            return true;
        if (target.Year is not { } year || target.BaseYear is not { } from || year <= from)
            return false;
        var years = year - from;
        return Meets((v - b) / years, (dv + db) / years, c, dc) || Between((Math.Pow(Math.Max(low, 0), 1.0 / years) - 1) * 100, (Math.Pow(high, 1.0 / years) - 1) * 100, c, dc);
    }

    private static bool Meets(double middle, double half, double c, double dc) => Between(middle - half, middle + half, c, dc);

    /// <summary>A fall may be printed without its sign (下降 18%).</summary>
    private static bool Between(double low, double high, double c, double dc) => Overlap(low, high, c, dc) || (high < 0 && Overlap(-high, -low, c, dc));

    private static bool Overlap(double low, double high, double c, double dc) => c + dc >= low - 1e-9 && c - dc <= high + 1e-9;

    /// <summary>Half of the last digit printed.</summary>
    private static double Half(decimal number) => 0.5 * Math.Pow(10, -number.Scale);
}
