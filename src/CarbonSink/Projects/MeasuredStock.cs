using CarbonSink.Estimation;
using CarbonSink.Sampling;

namespace CarbonSink.Projects;

/// <summary>Plots of a stratum as one campaign measured them (一期样地).</summary>
/// <param name="Stratum">Name of the stratum.</param>
/// <param name="AreaHa">Its area, ha; above 0.</param>
/// <param name="Plots">Value of each plot by its number, tCO2e/ha; at least two.</param>
public sealed record StratumPlots(string Stratum, double AreaHa, IReadOnlyDictionary<string, double> Plots);

/// <summary>Carbon stock of living biomass on a day (监测时的生物质碳储量), undiscounted: it is what is kept, whatever a programme takes off.</summary>
/// <param name="Date">Day it holds for.</param>
/// <param name="Stock">Stock of the whole project with standard error and n − M degrees of freedom, tCO2e; without error where it is known and not measured.</param>
/// <param name="Strata">The plots; none where it is known.</param>
public sealed record MeasuredStock(DateOnly Date, Estimate Stock, IReadOnlyList<StratumPlots> Strata)
{
    /// <summary>Number of plots.</summary>
    public int Plots => Strata.Sum(s => s.Plots.Count);

    /// <summary>Area of the strata sampled, ha.</summary>
    public double AreaHa => Moments.Sum(Strata.Select(s => s.AreaHa));

    /// <summary>A stock that needs no plots: 0 before planting, or what trees held that stood there before.</summary>
    public static MeasuredStock Known(DateOnly date, double tonnes) => new(date, new(tonnes, 0), []);

    /// <summary>Estimates: C = A Σ w_h b_h, weights by area, variance A² Σ w_h² s_h²/n_h.</summary>
    /// <remarks>Source: AR-TOOL14 v4.2 (stratified estimate, no finite population). The order of plots and strata does not matter, to the last bit.</remarks>
    /// <exception cref="Findings.RefusedInputException">A stratum has fewer than two plots.</exception>
    public static MeasuredStock Of(DateOnly date, IReadOnlyList<StratumPlots> strata)
    {
        StratumPlots[] sorted = [.. strata.OrderBy(s => s.Stratum, StringComparer.Ordinal)];
        var A = Moments.Sum(sorted.Select(s => s.AreaHa));
        var estimate = StratifiedSample.Estimate([.. sorted.Select(s => new SampledStratum(s.Stratum, s.AreaHa / A, [.. s.Plots.Values]))], DegreesOfFreedomRule.PlotsLessStrata);
        return new(date, estimate.Mean.Times(A), sorted);
    }
}
