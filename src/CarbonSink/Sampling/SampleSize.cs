using CarbonSink.Estimation;

namespace CarbonSink.Sampling;

/// <summary>How many plots each stratum gets (样地分配).</summary>
public enum PlotAllocation
{
    /// <summary>n_h ∝ W_h s_h (Neyman; AR-TOOL03).</summary>
    Neyman,

    /// <summary>n_h ∝ W_h.</summary>
    Proportional,

    /// <summary>n_h ∝ W_h s_h/√c_h.</summary>
    CostOptimal,
}

/// <summary>Which formula of AR-TOOL03 is used, by the part of the population that is sampled.</summary>
public enum SampleSizeForm
{
    /// <summary>n = N t² (Σ w s)² / (N E² + t² Σ w s²).</summary>
    Full,

    /// <summary>Less than 5 % is sampled: n = (t/E)² (Σ w s)².</summary>
    SmallFraction,

    /// <summary>More than 5 % is sampled: n_a = n/(1 + n/N), n of the small fraction.</summary>
    LargeFraction,
}

/// <summary>A stratum to be planned for (待布设的层).</summary>
/// <param name="Name">Name.</param>
/// <param name="Weight">w_i, its share of the area; above 0.</param>
/// <param name="StandardDeviation">s_i between plots, in the unit of the error; 0 or more.</param>
/// <param name="Cost">Cost of a plot, any unit; above 0.</param>
public sealed record PlannedStratum(string Name, double Weight, double StandardDeviation, double Cost = 1);

/// <summary>Plots of a stratum in a plan.</summary>
/// <param name="Name">Name.</param>
/// <param name="Exact">n_i before rounding, of the total rounded up.</param>
/// <param name="Plots">n_i rounded up, at least 2: one plot has no variance.</param>
public sealed record AllocatedPlots(string Name, double Exact, int Plots);

/// <summary>A plan of sample plots (布点方案).</summary>
/// <param name="Plots">n rounded up.</param>
/// <param name="Exact">n before rounding, after the last iteration.</param>
/// <param name="FirstExact">n of the first iteration.</param>
/// <param name="DegreesOfFreedom">Degrees of freedom of the last t.</param>
/// <param name="T">The last t.</param>
/// <param name="Allocation">Plots by stratum, in ordinal order of names.</param>
public sealed record SamplePlan(int Plots, double Exact, double FirstExact, double DegreesOfFreedom, double T, IReadOnlyList<AllocatedPlots> Allocation)
{
    /// <summary>Plots of all strata after each was rounded up; may exceed n by less than one for each stratum, or by two where a stratum would have none.</summary>
    public int AllocatedPlots => Allocation.Sum(a => a.Plots);
}

/// <summary>Number of sample plots and their allocation (样地数量与分配).</summary>
public static class SampleSize
{
    private const int SmallSample = 30;

    // A stratum needs two plots for a variance, one that is not planned for would be refused when it comes to be estimated.
    private const int LeastPlots = 2;

    // Beyond any inventory there ever was: the error was given in another unit than the standard deviations.
    private const double MostPlots = 10_000_000;

    // A number that is whole but for rounding is not rounded up to the next.
    private const double Rounding = 1e-9;

    /// <summary>AR-TOOL03 v2.1: t at infinite degrees of freedom; a result below 30 is computed once more with t at n − 1, n rounded up.</summary>
    /// <param name="strata">The strata, weights adding up to one.</param>
    /// <param name="error">E, half-width accepted, in the unit of the standard deviations; above 0.</param>
    /// <param name="confidence">Two-sided, 0.90 in the tool.</param>
    /// <param name="populationPlots">N = A/A_P; null for an infinite population, which the small fraction needs not.</param>
    /// <param name="form">Which formula.</param>
    /// <param name="allocation">How plots are allocated; the tool's own is Neyman's.</param>
    /// <exception cref="Findings.RefusedInputException">Weights do not add up to one, a value is not above 0, or more than ten million plots are needed.</exception>
    public static SamplePlan ArTool03(IReadOnlyList<PlannedStratum> strata, double error, double confidence, double? populationPlots, SampleSizeForm form = SampleSizeForm.Full, PlotAllocation allocation = PlotAllocation.Neyman)
    {
        Require(strata, error);
        var first = Plots(double.PositiveInfinity);
        if (first >= SmallSample)
            return Plan(strata, first, first, double.PositiveInfinity, confidence, allocation);
        var df = Math.Max(1, Up(first) - 1);
        return Plan(strata, Plots(df), first, df, confidence, allocation);

        double Plots(double df) => Number(strata, error, Estimate.Quantile(confidence, df), populationPlots, form, allocation);
    }

    /// <summary>Plots needed after a pilot sample: t at the pilot's degrees of freedom, then once more at n − 1.</summary>
    /// <remarks>Source: Soares et al. 2012 as in forestmangr sprs and strs; n = t²(Σ w s)²/(E² + t² Σ w s²/N).</remarks>
    /// <param name="strata">The strata with standard deviations of the pilot, weights adding up to one; one stratum for a simple random sample.</param>
    /// <param name="error">E, half-width accepted; above 0.</param>
    /// <param name="confidence">Two-sided.</param>
    /// <param name="degreesOfFreedom">Of the pilot's t; forestmangr takes n − 1.</param>
    /// <param name="populationPlots">N; null for an infinite population.</param>
    /// <param name="allocation">How plots are allocated.</param>
    /// <exception cref="Findings.RefusedInputException">Weights do not add up to one, a value is not above 0, or more than ten million plots are needed.</exception>
    public static SamplePlan FromPilot(IReadOnlyList<PlannedStratum> strata, double error, double confidence, double degreesOfFreedom, double? populationPlots, PlotAllocation allocation = PlotAllocation.Neyman)
    {
        Require(strata, error);
        var first = Number(strata, error, Estimate.Quantile(confidence, degreesOfFreedom), populationPlots, SampleSizeForm.Full, allocation);
        var df = Math.Max(1, Up(first) - 1);
        var n = Number(strata, error, Estimate.Quantile(confidence, df), populationPlots, SampleSizeForm.Full, allocation);
        return Plan(strata, n, first, df, confidence, allocation);
    }

    /// <summary>Plots of each stratum when n are allocated: exact shares, and rounded up to two or more.</summary>
    /// <remarks>Source: Cochran 1977, ch. 5; AR-TOOL03 n_i = n w_i s_i/Σ w_i s_i. Rounding up is our convention: the tool does not fix one.</remarks>
    public static IReadOnlyList<AllocatedPlots> Allocate(IReadOnlyList<PlannedStratum> strata, int plots, PlotAllocation allocation)
    {
        PlannedStratum[] ordered = [.. strata.OrderBy(s => s.Name, StringComparer.Ordinal)];
        var all = Moments.Sum(ordered.Select(Share));
        return [.. ordered.Select(s => (s.Name, Exact: all > 0 ? plots * Share(s) / all : plots * s.Weight)).Select(a => new AllocatedPlots(a.Name, a.Exact, Math.Max(LeastPlots, Up(a.Exact))))];

        double Share(PlannedStratum s) => allocation switch
        {
            PlotAllocation.Proportional => s.Weight,
            PlotAllocation.CostOptimal => s.Weight * s.StandardDeviation / Math.Sqrt(s.Cost),
            _ => s.Weight * s.StandardDeviation,
        };
    }

    /// <summary>n for a t. With V = (E/t)²: Neyman (Σws)²/(V + Σws²/N); proportional Σws²/(V + Σws²/N); cost-optimal Σws√c · Σ(ws/√c)/(V + Σws²/N), Cochran 1977 ch. 5.</summary>
    private static double Number(IReadOnlyList<PlannedStratum> strata, double E, double t, double? populationPlots, SampleSizeForm form, PlotAllocation allocation)
    {
        var ws = Moments.Sum(strata.Select(s => s.Weight * s.StandardDeviation));
        var ws2 = Moments.Sum(strata.Select(s => s.Weight * s.StandardDeviation * s.StandardDeviation));
        var top = allocation switch
        {
            PlotAllocation.Proportional => ws2,
            PlotAllocation.CostOptimal => Moments.Sum(strata.Select(s => s.Weight * s.StandardDeviation * Math.Sqrt(s.Cost))) * Moments.Sum(strata.Select(s => s.Weight * s.StandardDeviation / Math.Sqrt(s.Cost))),
            _ => ws * ws,
        };
        var V = E / t * (E / t);
        return form switch
        {
            SampleSizeForm.SmallFraction => top / V,
            SampleSizeForm.LargeFraction => populationPlots is { } N ? top / V / (1 + (top / V / N)) : top / V,
            _ => top / (V + (populationPlots is { } N ? ws2 / N : 0)),
        };
    }

    private static SamplePlan Plan(IReadOnlyList<PlannedStratum> strata, double n, double first, double df, double confidence, PlotAllocation allocation)
    {
        var plots = Math.Max(LeastPlots, Up(n));
        return new(plots, n, first, df, Estimate.Quantile(confidence, df), Allocate(strata, plots, allocation));
    }

    private static void Require(IReadOnlyList<PlannedStratum> strata, double error)
    {
        if (strata.Count == 0)
            throw SamplingFindings.Refuse(SamplingFindings.NoPlots);
        if (!(error > 0))
            throw SamplingFindings.Refuse(SamplingFindings.NotPositive, "E", SampleCheck.Text(error));
        foreach (var s in strata)
        {
            if (!(s.Weight > 0) || !(s.Cost > 0) || !(s.StandardDeviation >= 0))
                throw SamplingFindings.Refuse(SamplingFindings.NotPositive, s.Name, SampleCheck.Text(!(s.Weight > 0) ? s.Weight : !(s.Cost > 0) ? s.Cost : s.StandardDeviation));
        }

        SampleCheck.RequireWeights(strata.Select(s => s.Weight));
    }

    private static int Up(double n) => n <= MostPlots ? (int)Math.Ceiling(n * (1 - Rounding)) : throw SamplingFindings.Refuse(SamplingFindings.TooManyPlots, SampleCheck.Text(n));
}
