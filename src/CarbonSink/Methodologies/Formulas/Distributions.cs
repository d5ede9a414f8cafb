using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using MathNet.Numerics.Distributions;

namespace CarbonSink.Methodologies.Formulas;

/// <summary>Quantiles of the distributions a cell may have.</summary>
internal static class Distributions
{
    private const double MostSkew = 0.05; // of the half-width: what rounding of printed bounds may leave
    private static readonly double Z975 = Normal.InvCDF(0, 1, 0.975);

    /// <summary>Turns standard normal scores into draws: each becomes the value whose probability is that of the score.</summary>
    public static void Apply(double value, ParameterUncertainty u, Span<double> scores)
    {
        var sd = u.StandardDeviation;
        if (sd == 0)
        {
            scores.Fill(value);
            return;
        }

        switch (u.Distribution)
        {
            case DistributionKind.Lognormal:
                var s2 = Math.Log(1 + (sd * sd / (value * value)));
                var (mu, sigma) = (Math.Log(value) - (s2 / 2), Math.Sqrt(s2));
                for (var k = 0; k < scores.Length; k++)
                    scores[k] = Math.Exp(mu + (sigma * scores[k]));
                break;
            case DistributionKind.Normal:
            case DistributionKind.StudentT when !double.IsFinite(u.DegreesOfFreedom):
                Shift(value, sd, scores);
                break;
            case DistributionKind.Truncated when value > 6 * sd:
                Truncate(value, sd, scores);
                break;
            default:
                for (var k = 0; k < scores.Length; k++)
                    scores[k] = Quantile(value, u, scores[k]);
                break;
        }
    }

    /// <summary>A value truncated six or more deviations below: Φ(x) = b + Φ(z)(1 − b) with b below 1e-9 gives x = z + b (1 − Φ(z)) / φ(z) but for b² ; where the step is not small the quantile itself is taken.</summary>
    private static void Truncate(double value, double sd, Span<double> scores)
    {
        var below = Normal.CDF(0, 1, -value / sd);
        for (var k = 0; k < scores.Length; k++)
        {
            var z = scores[k];
            var step = below * Math.Sqrt(2 * Math.PI) * Math.Exp(z * z / 2);
            scores[k] = step < 1e-17 || z > 0 ? value + (sd * z)
                : step < 1e-7 ? value + (sd * (z + (step * Normal.CDF(0, 1, -z))))
                : value + (sd * Normal.InvCDF(0, 1, below + (Normal.CDF(0, 1, z) * (1 - below))));
        }
    }

    /// <summary>The spread that a 95 % interval states: its half-width over the 97.5 % quantile, on the log scale for a lognormal value; null without an interval.</summary>
    public static double? StandardDeviation(DistributionKind kind, double degreesOfFreedom, double value, double? low, double? high)
    {
        if (low is not { } from || high is not { } to)
            return null;
        if (kind == DistributionKind.Triangular && Widths(value, from, to) is { } widths)
            return Math.Sqrt(((widths.Left * widths.Left) + (widths.Right * widths.Right) + (widths.Left * widths.Right)) / 18);
        var z = kind == DistributionKind.StudentT && degreesOfFreedom > 0 && double.IsFinite(degreesOfFreedom) ? StudentT.InvCDF(0, 1, degreesOfFreedom, 0.975) : Z975;
        if (kind != DistributionKind.Lognormal || from <= 0)
            return (to - from) / (2 * z);
        var sigma = Math.Log(to / from) / (2 * z);
        return value * Math.Sqrt(Math.Exp(sigma * sigma) - 1);
    }

    /// <summary>Distances from the mode to both ends of the triangular distribution that has 2.5 % of its probability below one bound and above the other; null where the mode lies outside.</summary>
    /// <remarks>Below the mode F(x) = (x − a)² / ((L + R) L), so L − (mode − low) = √(0.025 (L + R) L), and the same above; found by fixed-point iteration, which contracts since √0.025 &lt; 1/6.</remarks>
    public static (double Left, double Right)? Widths(double mode, double low, double high)
    {
        var (l, h) = (mode - low, high - mode);
        if (!(l > 0 && h > 0))
            return null;
        var (left, right) = (l, h);
        for (var i = 0; i < 200; i++)
            (left, right) = (l + Math.Sqrt(0.025 * (left + right) * left), h + Math.Sqrt(0.025 * (left + right) * right));
        return (left, right);
    }

    /// <summary>Mean exp(μ + σ²/2) of the lognormal distribution with a 95 % interval.</summary>
    private static double MeanOf(double low, double high)
    {
        var sigma = Math.Log(high / low) / (2 * Z975);
        return Math.Sqrt(low * high) * Math.Exp(sigma * sigma / 2);
    }

    /// <summary>Why a 95 % interval cannot be that of the distribution around its value, or null: a symmetric distribution with a skewed interval would lose the skewness in silence.</summary>
    public static string? IntervalProblem(DistributionKind kind, double value, double low, double high)
    {
        if (!(low < high && low < value && value < high))
            return $"a 95 % interval of {low:R} … {high:R} does not hold the value {value:R}";
        var (below, above) = (value - low, high - value);
        return kind switch
        {
            DistributionKind.Triangular => null,
            DistributionKind.Lognormal when low <= 0 => $"a lognormal value has no interval that begins at {low:R}",
            DistributionKind.Lognormal when MeanOf(low, high) is var mean && Math.Abs(mean - value) > MostSkew * (high - low) / 2 => $"the lognormal distribution with the 95 % interval {low:R} … {high:R} has the mean {mean.ToString("G6", CultureInfo.InvariantCulture)}, not the value {value:R}: name triangular, or give cvPercent",
            DistributionKind.Lognormal => null,
            DistributionKind.Truncated when low <= 0 => $"a value truncated at 0 has no interval that begins at {low:R}",
            DistributionKind.Beta when low <= 0 || high >= 1 => $"a beta value lies between 0 and 1, its interval {low:R} … {high:R} does not",
            _ => Math.Abs(below - above) > MostSkew * Math.Max(below, above) ? $"the 95 % interval {low:R} … {high:R} lies {below:R} below and {above:R} above the value, which no {Word(kind)} distribution does: name lognormal or triangular" : null,
        };
    }

    /// <summary>Why a distribution with this value and spread does not exist, or null.</summary>
    public static string? Problem(double value, ParameterUncertainty u)
    {
        var sd = u.StandardDeviation;
        return !double.IsFinite(sd) || sd < 0 ? $"a spread of {sd:R} is not possible"
            : u.Distribution == DistributionKind.Lognormal && value <= 0 ? "a lognormal value must be above 0"
            : u.Distribution == DistributionKind.Beta && !(value is > 0 and < 1 && sd * sd < value * (1 - value)) ? "a beta value must lie between 0 and 1, with a variance below value × (1 − value)"
            : u.Distribution == DistributionKind.StudentT && !(u.DegreesOfFreedom > 2) ? $"a t distribution with {u.DegreesOfFreedom:R} degrees of freedom has no variance: they must be above 2"
            : null;
    }

    /// <summary>Reads the name of a distribution; a blank one is normal.</summary>
    public static bool TryParse(string name, out DistributionKind kind)
    {
        kind = name switch { "lognormal" => DistributionKind.Lognormal, "triangular" => DistributionKind.Triangular, "beta" => DistributionKind.Beta, "truncated" => DistributionKind.Truncated, "t" => DistributionKind.StudentT, _ => DistributionKind.Normal };
        return name is "" or "normal" || kind != DistributionKind.Normal;
    }

    /// <summary>The word of a distribution in tables.</summary>
    public static string Word(DistributionKind kind) => kind switch { DistributionKind.StudentT => "t", _ => kind.ToString().ToLowerInvariant() };

    // Vectors are not compiled ahead of time: optimised from the first call on.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Shift(double value, double sd, Span<double> scores)
    {
        var (k, v, s) = (0, new Vector<double>(value), new Vector<double>(sd));
        for (; k <= scores.Length - Vector<double>.Count; k += Vector<double>.Count)
            (v + (s * new Vector<double>(scores[k..]))).CopyTo(scores[k..]);
        for (; k < scores.Length; k++)
            scores[k] = value + (sd * scores[k]);
    }

    private static double Quantile(double value, ParameterUncertainty u, double score)
    {
        var sd = u.StandardDeviation;
        var p = Normal.CDF(0, 1, score);
        switch (u.Distribution)
        {
            case DistributionKind.Triangular:
                // Symmetric: variance = halfWidth² / 6.
                var (left, right) = (u.Left ?? sd * Math.Sqrt(6), u.Right ?? sd * Math.Sqrt(6));
                var all = left + right;
                return p < left / all ? value - left + Math.Sqrt(p * all * left) : value + right - Math.Sqrt((1 - p) * all * right);
            case DistributionKind.Beta:
                var n = (value * (1 - value) / (sd * sd)) - 1;
                return Beta.InvCDF(value * n, (1 - value) * n, p);
            case DistributionKind.Truncated:
                var below = Normal.CDF(0, 1, -value / sd);
                return value + (sd * Normal.InvCDF(0, 1, below + (p * (1 - below))));
            default:
                return value + (sd * StudentT.InvCDF(0, 1, u.DegreesOfFreedom, p));
        }
    }
}
