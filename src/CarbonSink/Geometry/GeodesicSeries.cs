namespace CarbonSink.Geometry;

/// <summary>The four integrals along a geodesic that the inverse problem needs, prepared for one ellipsoid (equations of Karney 2013).</summary>
internal sealed class GeodesicSeries
{
    /// <summary>Expands the integrands in v = k² sin²σ for flattening f and second eccentricity squared e'².</summary>
    public GeodesicSeries(double f, double ep2)
    {
        const int Length = 3 * SineSeries.Terms; // I4 draws on powers of e'² beyond those of k²
        Span<double> root = stackalloc double[Length]; // sqrt(1 + v)
        Span<double> inverse = stackalloc double[Length]; // 1 / sqrt(1 + v)
        Span<double> arsinh = stackalloc double[Length]; // asinh(sqrt v) / sqrt v
        (root[0], inverse[0], arsinh[0]) = (1, 1, 1);
        for (var m = 1; m < Length; m++)
        {
            root[m] = root[m - 1] * (1.5 - m) / m;
            inverse[m] = inverse[m - 1] * (0.5 - m) / m;
            arsinh[m] = inverse[m] / (2 * m + 1);
        }

        Span<double> difference = stackalloc double[Length]; // sqrt(1 + v) − 1 / sqrt(1 + v)
        Span<double> third = stackalloc double[Length]; // (2 − f) / (1 + (1 − f) sqrt(1 + v)) as the reciprocal of a series
        Span<double> t = stackalloc double[Length]; // t(v) = v + sqrt(1/v + 1) asinh(sqrt v), with Eq. 61
        third[0] = 1;
        for (var m = 0; m < Length; m++)
        {
            difference[m] = root[m] - inverse[m];
            t[m] = m == 1 ? 1 : 0;
            for (var i = 0; i <= m; i++)
                t[m] += root[i] * arsinh[m - i];
            for (var i = 1; i <= m; i++)
                third[m] -= (1 - f) / (2 - f) * root[i] * third[m - i];
        }

        Span<double> fourth = stackalloc double[SineSeries.Terms]; // (t(e'²) − t(v)) / (e'² − v) = Σ_m v^m Σ_(i>m) t_i e'^2(i−1−m)
        for (var m = 0; m < SineSeries.Terms; m++)
        {
            var sum = 0.0;
            for (var i = Length - 1; i > m; i--)
                sum = sum * ep2 + t[i];
            fourth[m] = sum;
        }
        Distance = SineSeries.EvenIntegral(root);
        ReducedLength = SineSeries.EvenIntegral(difference);
        Longitude = SineSeries.EvenIntegral(third);
        Area = SineSeries.OddIntegral(fourth);
    }

    /// <summary>I1, Eq. 7.</summary>
    public SineSeries Distance { get; }

    /// <summary>J = I1 − I2 of Eq. 38.</summary>
    public SineSeries ReducedLength { get; }

    /// <summary>I3, Eq. 8.</summary>
    public SineSeries Longitude { get; }

    /// <summary>I4, Eq. 61.</summary>
    public SineSeries Area { get; }
}
