using MathNet.Numerics.Distributions;

namespace CarbonSink.Methodologies.Formulas;

/// <summary>Quantiles of the distributions a cell may have.</summary>
internal static class Distributions
{
    /// <summary>The value whose probability is that of a standard normal score.</summary>
    public static double Quantile(double value, ParameterUncertainty u, double score)
    {
        var sd = u.StandardDeviation;
        if (sd == 0)
            return value;
        var p = Normal.CDF(0, 1, score);
        switch (u.Distribution)
        {
            case DistributionKind.Lognormal:
                var s2 = Math.Log(1 + (sd * sd / (value * value)));
                return Math.Exp(Math.Log(value) - (s2 / 2) + (Math.Sqrt(s2) * score));
            case DistributionKind.Triangular:
                // Symmetric: variance = halfWidth² / 6.
                var half = sd * Math.Sqrt(6);
                return p < 0.5 ? value - half + (half * Math.Sqrt(2 * p)) : value + half - (half * Math.Sqrt(2 * (1 - p)));
            case DistributionKind.Beta:
                var n = (value * (1 - value) / (sd * sd)) - 1;
                return Beta.InvCDF(value * n, (1 - value) * n, p);
            case DistributionKind.Truncated:
                var below = Normal.CDF(0, 1, -value / sd);
                return value + (sd * Normal.InvCDF(0, 1, below + (p * (1 - below))));
            case DistributionKind.StudentT when double.IsFinite(u.DegreesOfFreedom):
                return value + (sd * StudentT.InvCDF(0, 1, u.DegreesOfFreedom, p));
            default:
                return value + (sd * score);
        }
    }

    /// <summary>The spread that a 95 % interval states: its half-width over the 97.5 % quantile, on the log scale for a lognormal value; null without an interval.</summary>
    public static double? StandardDeviation(DistributionKind kind, double degreesOfFreedom, double value, double? low, double? high)
    {
        if (low is not { } from || high is not { } to)
            return null;
        var z = kind == DistributionKind.StudentT && degreesOfFreedom > 0 && double.IsFinite(degreesOfFreedom) ? StudentT.InvCDF(0, 1, degreesOfFreedom, 0.975) : Normal.InvCDF(0, 1, 0.975);
        if (kind != DistributionKind.Lognormal || from <= 0)
            return (to - from) / (2 * z);
        var sigma = Math.Log(to / from) / (2 * z);
        return value * Math.Sqrt(Math.Exp(sigma * sigma) - 1);
    }

    /// <summary>Why a distribution with this value and spread does not exist, or null.</summary>
    public static string? Problem(double value, ParameterUncertainty u)
    {
        var sd = u.StandardDeviation;
        return !double.IsFinite(sd) || sd < 0 ? $"a spread of {sd:R} is not possible"
            : u.Distribution == DistributionKind.Lognormal && value <= 0 ? "a lognormal value must be above 0"
            : u.Distribution == DistributionKind.Beta && !(value is > 0 and < 1 && sd * sd < value * (1 - value)) ? "a beta value must lie between 0 and 1, with a variance below value × (1 − value)"
            : u.Distribution == DistributionKind.StudentT && !(u.DegreesOfFreedom > 0) ? "degrees of freedom must be above 0"
            : null;
    }
}
