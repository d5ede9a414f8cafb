using CarbonSink.Estimation;
using CarbonSink.Methodologies;
using CarbonSink.Sampling;

namespace CarbonSink.Projects;

/// <summary>How the uncertainty of a change was found (变化的不确定性算法).</summary>
public enum ChangeBasis
{
    /// <summary>The earlier stock is known without error: the change has the error of the later.</summary>
    KnownBefore,

    /// <summary>Two independent surveys: their half-widths add up in squares.</summary>
    Independent,

    /// <summary>The same plots measured again: what both surveys have in common cancels.</summary>
    Paired,
}

/// <summary>Change of the stock between two campaigns (碳储量变化): always the later undiscounted stock less the earlier undiscounted one.</summary>
/// <param name="Before">The earlier stock.</param>
/// <param name="After">The later stock.</param>
/// <param name="Change">The change, tCO2e; its standard error gives the half-width that the tool prints at the programme's confidence.</param>
/// <param name="Basis">How its error was found.</param>
/// <param name="Matched">Plots measured in both.</param>
public sealed record MeasuredChange(MeasuredStock Before, MeasuredStock After, Estimate Change, ChangeBasis Basis, int Matched)
{
    /// <summary>Size of the change put in place of 0, relative to its half-width: a change of 0 is discounted as the smallest one.</summary>
    private const double Smallest = 1e-9;

    /// <summary>Compares two campaigns.</summary>
    /// <remarks>
    /// Independent: u_dC = √((u₁C₁)² + (u₂C₂)²)/|dC|, AR-TOOL14 v4.2, where u C is the half-width at the programme's confidence; degrees of freedom by Satterthwaite serve other confidences only.
    /// Paired: v = A² Σ w_h² (s₁²/n₁ + s₂²/n₂ − 2 m s₁₂/(n₁n₂)), m plots of stratum h in both surveys; where all are, this is A² Σ w_h² s_d²/n and n − M degrees of freedom (Cochran 1977, ch. 12; AR-TOOL14 for re-measured plots).
    /// A stratum with fewer than two such plots counts as independent.
    /// </remarks>
    /// <param name="before">The earlier stock.</param>
    /// <param name="after">The later stock.</param>
    /// <param name="permanent">Whether plots of one number are the same plot; needs the strata of the earlier campaign with their areas in the later.</param>
    /// <param name="confidence">Two-sided confidence of the programme.</param>
    public static MeasuredChange Between(MeasuredStock before, MeasuredStock after, bool permanent, double confidence)
    {
        var dC = after.Stock.Value - before.Stock.Value;
        if (before.Strata.Count == 0)
            return new(before, after, new(dC, after.Stock.StandardError, after.Stock.DegreesOfFreedom), ChangeBasis.KnownBefore, 0);
        if (permanent && Continues(before, after) && Matches(before, after) is > 1 and var matched)
            return new(before, after, Paired(before, after, dC), ChangeBasis.Paired, matched);
        var df = PlotChange.Independent(before.Stock, after.Stock).Change.DegreesOfFreedom;
        var (hw1, hw2) = (before.Stock.HalfWidth(confidence), after.Stock.HalfWidth(confidence));
        var halfWidth = Math.Sqrt((hw1 * hw1) + (hw2 * hw2));
        return new(before, after, new(dC, halfWidth > 0 ? halfWidth / Estimate.Quantile(confidence, df) : 0, df), ChangeBasis.Independent, 0);
    }

    /// <summary>Whether the later campaign has every stratum of the earlier with the same area; strata planted since held nothing before.</summary>
    public static bool Continues(MeasuredStock before, MeasuredStock after) => before.Strata.All(b => after.Strata.Any(a => a.Stratum == b.Stratum && a.AreaHa == b.AreaHa));

    /// <summary>What the change counts as under a programme: discounted by its size, 0 taken as the smallest change; null with the programme's reason where it counts nothing.</summary>
    /// <remarks>A gain counts as 0 at least: it is never made a loss. A loss only grows, and a change of 0 ± h loses h like the smallest loss. A change without error loses nothing.</remarks>
    public (double? Counted, double? RelativeHalfWidth, ParameterStatus Status, Cause? Refusal) Discount(PrecisionRule rule)
    {
        if (Change.StandardError == 0)
            return (Change.Value, 0, rule.Status, null);
        var halfWidth = Change.HalfWidth(rule.Confidence);
        var counted = rule.Discount(Change.Value == 0 ? Change with { Value = Smallest * halfWidth } : Change);
        return (Change.Value > 0 && counted.ProjectValue < 0 ? 0 : counted.ProjectValue, Change.Value == 0 ? null : counted.RelativeHalfWidth, counted.Status, counted.Refusal);
    }

    private static int Matches(MeasuredStock before, MeasuredStock after) => after.Strata.Sum(a => Earlier(before, a.Stratum)?.Plots.Keys.Count(a.Plots.ContainsKey) ?? 0);

    private static StratumPlots? Earlier(MeasuredStock before, string stratum) => before.Strata.FirstOrDefault(b => b.Stratum == stratum);

    private static Estimate Paired(MeasuredStock before, MeasuredStock after, double dC)
    {
        var (v, df) = (new List<double>(), 0);
        foreach (var second in after.Strata)
        {
            if (Earlier(before, second.Stratum) is not { } first)
            {
                v.Add(second.AreaHa * second.AreaHa * Moments.Variance([.. second.Plots.Values]) / second.Plots.Count);
                df += second.Plots.Count - 1;
                continue;
            }

            string[] both = [.. first.Plots.Keys.Where(second.Plots.ContainsKey).Order(StringComparer.Ordinal)];
            var (n1, n2, m) = (first.Plots.Count, second.Plots.Count, both.Length);
            var (s1, s2) = (Moments.Variance([.. first.Plots.Values]), Moments.Variance([.. second.Plots.Values]));
            var limit = Math.Sqrt(s1 * s2);
            var s12 = m < 2 ? 0 : Math.Clamp(Moments.Covariance([.. both.Select(p => first.Plots[p])], [.. both.Select(p => second.Plots[p])]), -limit, limit);
            var vh = m == n1 && m == n2
                ? Moments.Variance([.. both.Select(p => second.Plots[p] - first.Plots[p])]) / m
                : (s1 / n1) + (s2 / n2) - (2 * m * s12 / ((double)n1 * n2));
            v.Add(first.AreaHa * first.AreaHa * Math.Max(0, vh));
            df += (m < 2 ? Math.Min(n1, n2) : m) - 1;
        }

        return new(dC, Math.Sqrt(Moments.Sum(v)), df);
    }
}
