using CarbonSink.Estimation;

namespace CarbonSink.Projects;

/// <summary>Whole tonnes of a monitoring period by calendar year (核算期减排量与年份): the period is rounded down, and its years share what is left.</summary>
/// <param name="PeriodT">Period total rounded down, tCO2e; below 0 for a loss.</param>
/// <param name="Vintages">Tonnes of each year, adding up to <paramref name="PeriodT"/>; below 0 in a year of loss.</param>
/// <param name="NotIssuedKg">What rounding leaves, kg CO2e, 0 or more and below 1000; it is told and never carried into a later period.</param>
public sealed record PeriodUnits(long PeriodT, IReadOnlyList<(int Year, long T)> Vintages, double NotIssuedKg)
{
    private const double KgPerTonne = 1000;
    private const double Tolerance = 1e-6; // t: what arithmetic of doubles may lack of a whole tonne

    /// <summary>Rounds: vintage y = ⌊cumulative to y⌋ − ⌊cumulative to y − 1⌋, so that vintages add up to ⌊period⌋; what lacks less than a gram of a whole tonne is one.</summary>
    /// <param name="years">Creditable removal of each calendar year in order, tCO2e; sums are exact, so that the order in which figures were found does not matter.</param>
    public static PeriodUnits Of(IReadOnlyList<(int Year, double CreditableT)> years)
    {
        var (sum, before, vintages) = (ExactSum.Zero, 0L, new List<(int, long)>());
        foreach (var (year, t) in years)
        {
            sum += t;
            var floor = (long)Math.Floor(sum.ToDouble() + Tolerance);
            vintages.Add((year, floor - before));
            before = floor;
        }

        return new(before, vintages, Math.Clamp((sum.ToDouble() - before) * KgPerTonne, 0, Math.BitDecrement(KgPerTonne)));
    }
}

/// <summary>What may be issued after each period (可签发量): max(0, cumulative net − cumulative issued), so that a loss is made good before new units.</summary>
public static class Issuance
{
    /// <summary>Computes.</summary>
    /// <param name="periods">Whole tonnes of each period in order, and what was issued for it already, tCO2e.</param>
    /// <returns>For each period what may still be issued, and how much more was issued than stands behind it (0 for none), tCO2e.</returns>
    /// <exception cref="ArgumentException">Something issued is negative.</exception>
    public static IReadOnlyList<(long IssuableT, long OverissuedT)> Of(IReadOnlyList<(long PeriodT, long IssuedT)> periods)
    {
        var (net, issued, result) = (0L, 0L, new List<(long, long)>());
        foreach (var (t, before) in periods)
        {
            if (before < 0)
                throw new ArgumentException($"{before} t cannot have been issued", nameof(periods));
            (net, issued) = (net + t, issued + before);
            result.Add((Math.Max(0, net - issued), Math.Max(0, issued - net)));
        }

        return result;
    }
}
