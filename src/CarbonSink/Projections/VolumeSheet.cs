using CarbonSink.Estimation;

namespace CarbonSink.Projections;

/// <summary>Growing stock of stands year by year (逐年蓄积), and the area of those whose growing stock nobody knows; exact, so that no order of stands and no number of threads matters.</summary>
internal sealed class VolumeSheet(GrowthRows rows, int years)
{
    private readonly (ExactSum Volume, ExactSum Unknown)[] sums = new (ExactSum, ExactSum)[years];

    /// <summary>Growing stock over carbon above ground, in the curve's ratios or, where the curve has none, in m3/tC; zero where it is not known.</summary>
    public static double Factor(double? volumeM3PerHa, double above, double? ratio) =>
        volumeM3PerHa is { } v && above > 0 ? v / above / (ratio is > 0 ? ratio.Value : 1) : ratio is > 0 ? 1 : 0;

    /// <summary>Factors of a range of a table as its stands are now.</summary>
    public void Fill(StandTable table, int first, StandColumns stands, double[] factors)
    {
        for (var i = 0; i < stands.Count; i++)
            factors[i] = Factor(table.Stands[first + i].VolumeM3PerHa, stands.Pools[0][i], rows.VolumePerCarbon(table.ClassOf[first + i], table.Ages[first + i]));
    }

    /// <summary>Counts stands as they are in a year.</summary>
    /// <param name="stands">The stands.</param>
    /// <param name="first">First of them.</param>
    /// <param name="count">Number.</param>
    /// <param name="factors">Their factors.</param>
    /// <param name="at">Index of the year.</param>
    /// <param name="passed">Years by which stands are older than their rows say.</param>
    public void Add(StandColumns stands, int first, int count, double[] factors, int at, int passed)
    {
        var (above, area, row, ratios) = (stands.Pools[0], stands.Area, stands.Row, rows.VolumeRatios);
        var (volume, unknown) = sums[at];
        for (var i = first; i < first + count; i++)
        {
            if (!(area[i] > 0))
                continue;
            if (factors[i] > 0)
                volume += area[i] * (above[i] * factors[i] * ratios[row[i] + passed]);
            else
                unknown += area[i];
        }

        sums[at] = (volume, unknown);
    }

    /// <summary>Adds what another counted.</summary>
    public void Merge(VolumeSheet other)
    {
        for (var at = 0; at < sums.Length; at++)
            sums[at] = (sums[at].Volume + other.sums[at].Volume, sums[at].Unknown + other.sums[at].Unknown);
    }

    /// <summary>Growing stock in a year, m3, and the area of stands without one that is known, ha.</summary>
    public (double VolumeM3, double UnknownHa) Of(int at) => (sums[at].Volume.ToDouble(), sums[at].Unknown.ToDouble());
}
