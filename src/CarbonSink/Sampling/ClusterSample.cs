using CarbonSink.Estimation;

namespace CarbonSink.Sampling;

/// <summary>A sampled cluster (群, 样地组): the sum of its plots' values and how many plots, or how much area, it has.</summary>
/// <param name="Total">y_i, sum over the cluster.</param>
/// <param name="Size">m_i, its plots or its area; above 0.</param>
public readonly record struct SampledCluster(double Total, double Size);

/// <summary>Cluster sample (整群抽样): clusters are the sampling units, whatever number of plots they have.</summary>
/// <remarks>Source: Cochran 1977, chapters 9 (equal sizes) and 9A (unequal sizes: ratio to size).</remarks>
public static class ClusterSample
{
    /// <summary>Mean per plot, ratio to size: ȳ = Σy_i/Σm_i, v = (1 − n/N)/(n m̄²) · Σ(y_i − ȳ m_i)²/(n − 1), n − 1 degrees of freedom; for equal sizes the mean of cluster means.</summary>
    /// <param name="clusters">Sampled clusters.</param>
    /// <param name="populationClusters">N, clusters of the population; null for an infinite population.</param>
    /// <exception cref="Findings.RefusedInputException">Fewer than two clusters, more than N, or a size that is not above 0.</exception>
    public static SampleEstimate RatioToSize(IReadOnlyList<SampledCluster> clusters, double? populationClusters = null)
    {
        Require(clusters, populationClusters);
        return RatioSample.Estimate([.. clusters.Select(c => c.Total)], [.. clusters.Select(c => c.Size)], populationClusters);
    }

    private static void Require(IReadOnlyList<SampledCluster> clusters, double? populationClusters)
    {
        SampleCheck.Require(clusters.Count, populationClusters);
        if (clusters.FirstOrDefault(c => !(c.Size > 0)) is var bad && clusters.Any(c => !(c.Size > 0)))
            throw SamplingFindings.Refuse(SamplingFindings.NotPositive, "m", SampleCheck.Text(bad.Size));
    }
}
