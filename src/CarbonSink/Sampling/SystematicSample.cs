using CarbonSink.Estimation;

namespace CarbonSink.Sampling;

/// <summary>Systematic sample along lines (系统抽样), its variance by successive differences.</summary>
/// <remarks>Source: Cochran 1977, ch. 8 s²_sd; forestmangr ss_diffs. With one line the divisor is 2n(n − 1) as printed; with L lines there are n − L differences, so it is 2n(n − L).</remarks>
public static class SystematicSample
{
    /// <summary>Mean of a systematic sample: v(ȳ) = Σ(y_{i+1} − y_i)² / (2n(n − L)) · (N − n)/N, n − L degrees of freedom as the sources use them.</summary>
    /// <param name="lines">Values of the plots in the order along each line; no difference is taken across lines.</param>
    /// <param name="populationPlots">N; null for an infinite population.</param>
    /// <exception cref="Findings.RefusedInputException">Fewer than two plots, or no line with two of them, or more plots than N.</exception>
    public static SampleEstimate Estimate(IReadOnlyList<IReadOnlyList<double>> lines, double? populationPlots = null)
    {
        double[] y = [.. lines.SelectMany(l => l)];
        SampleCheck.Require(y.Length, populationPlots);
        var n = y.Length;
        var L = lines.Count(l => l.Count > 0);
        if (n == L)
            throw SamplingFindings.Refuse(SamplingFindings.OnePlotOnLines);
        var d2 = Moments.Squares(lines.SelectMany(l => l.Zip(l.Skip(1), (a, b) => b - a)));
        var v = d2 / (2.0 * n * (n - L)) * SampleCheck.Finite(n, populationPlots);
        return new(n, new(Moments.Mean(y), Math.Sqrt(v), n - L), d2 / (2.0 * (n - L)), populationPlots);
    }
}
