using MathNet.Numerics.Distributions;

namespace CarbonSink.Methodologies.Formulas;

/// <summary>Standard normal scores of a stream: the k-th is a pure function of seed, stream and k.</summary>
internal static class NormalScores
{
    /// <summary>Scores from, from + 1, … of a stream.</summary>
    public static void Fill(ulong seed, ulong stream, long from, Span<double> scores)
    {
        for (var k = 0; k < scores.Length; k++)
            scores[k] = Normal.InvCDF(0, 1, Philox.Uniform(seed, stream, from + k));
    }
}
