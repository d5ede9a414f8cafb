using MathNet.Numerics.Distributions;

namespace CarbonSink.Growth;

/// <summary>Fits growth curves to stands by least squares (生长曲线拟合): starting values from the data, all stands kept, equal bits whatever their order.</summary>
public static class CurveFitting
{
    /// <summary>Percentile of ages where validity begins.</summary>
    public const double LowPercentile = 1;

    /// <summary>Percentile of ages where validity ends.</summary>
    public const double HighPercentile = 99;

    /// <summary>Least share of its stock at the oldest stand that a curve gains from the youngest on; one that gains less lies on the bound of its coefficients and is flat. A choice of ours.</summary>
    public const double LeastRise = 1e-3;

    private const string NoGrowth = "no-growth";
    private const int Starts = 6;
    private const int AgeClassCount = 8;

    /// <summary>Fits every form asked for.</summary>
    /// <param name="stands">Stands of one growth class, in any order.</param>
    /// <param name="forms">Forms.</param>
    /// <exception cref="ArgumentException">An age or weight is not above 0, or a value is not finite.</exception>
    public static IReadOnlyList<FitAttempt> FitAll(IReadOnlyList<GrowthObservation> stands, IReadOnlyList<GrowthForm> forms) => [.. forms.Select(f => Fit(stands, f))];

    /// <summary>The attempt with the least <see cref="CurveFit.Aic"/>, one whose asymptote is known before one whose is not; null where none succeeded.</summary>
    public static FitAttempt? Best(IEnumerable<FitAttempt> attempts) =>
        attempts.Where(a => a.Fit is not null).OrderBy(a => a.Fit!.IsAsymptoteKnown ? 0 : 1).ThenBy(a => a.Fit!.Aic).ThenBy(a => a.Form).FirstOrDefault();

    /// <summary>Fits one form.</summary>
    /// <exception cref="ArgumentException">An age or weight is not above 0, or a value is not finite.</exception>
    public static FitAttempt Fit(IReadOnlyList<GrowthObservation> stands, GrowthForm form)
    {
        foreach (var s in stands)
            if (!(s.Age > 0 && s.Weight > 0) || !double.IsFinite(s.Age) || !double.IsFinite(s.Volume) || !double.IsFinite(s.Weight))
                throw new ArgumentException($"a stand needs an age and a weight above 0 and finite values: {s}", nameof(stands));
        GrowthObservation[] sorted = [.. stands.OrderBy(s => s.Age).ThenBy(s => s.Volume).ThenBy(s => s.Weight)];
        var p = GrowthCurve.Names(form).Count;
        if (sorted.Length < p + 2)
            return new(form, null, "too-few-stands");
        if (sorted.Select(s => s.Age).Distinct().Count() < p + 1)
            return new(form, null, "too-few-ages");
        double[] t = [.. sorted.Select(s => s.Age)], y = [.. sorted.Select(s => s.Volume)];
        var mean = sorted.Sum(s => s.Weight) / sorted.Length;
        double[] w = [.. sorted.Select(s => s.Weight / mean)];
        double Model(ReadOnlySpan<double> θ, double x, Span<double> gradient) => GrowthCurve.Value(form, θ, x, gradient);
        var minimum = CurveStarts.Of(form, t, y, w, Starts).Select(start => LeastSquares.Minimise(Model, t, y, w, start))
            .Where(m => m.Converged).OrderBy(m => m.ResidualSum).FirstOrDefault();
        if (minimum is null)
            return new(form, null, "no-convergence");
        var curve = new GrowthCurve(form, minimum.Parameters);
        if (curve.Value(t[^1]) - curve.Value(t[0]) < LeastRise * curve.Value(t[^1]))
            return new(form, null, NoGrowth);
        if (minimum.Inverse is not { } inverse)
            return new(form, null, "singular");
        var fit = Describe(curve, minimum.ResidualSum, inverse, t, y, w);
        return fit.RSquared > 0 ? new(form, fit, null) : new(form, null, NoGrowth);
    }

    private static CurveFit Describe(GrowthCurve curve, double residualSum, double[,] inverse, double[] t, double[] y, double[] w)
    {
        var (n, p) = (t.Length, curve.Coefficients.Count);
        var σ2 = residualSum / (n - p);
        var se = Enumerable.Range(0, p).Select(j => Math.Sqrt(σ2 * inverse[j, j])).ToArray();
        double[] f = [.. t.Select(curve.Value)];
        double Mean(Func<int, double> value) => Enumerable.Range(0, n).Sum(i => w[i] * value(i)) / n; // Σ w = n
        var mean = Mean(i => y[i]);
        var total = n * Mean(i => (y[i] - mean) * (y[i] - mean));
        return new()
        {
            Curve = curve,
            StandardErrors = se,
            Correlations = [.. Enumerable.Range(0, p).Select(i => (IReadOnlyList<double>)[.. Enumerable.Range(0, p).Select(j => i == j ? 1 : inverse[Math.Max(i, j), Math.Min(i, j)] / Math.Sqrt(inverse[i, i] * inverse[j, j]))])],
            Count = n,
            ObservedAges = (t[0], t[^1]),
            ValidAges = (Percentile(t, LowPercentile), Percentile(t, HighPercentile)),
            RSquared = total > 0 ? 1 - (residualSum / total) : 0,
            RootMeanSquareError = Math.Sqrt(residualSum / n),
            ResidualStandardError = Math.Sqrt(σ2),
            BiasPercent = mean == 0 ? 0 : 100 * Mean(i => f[i] - y[i]) / mean,
            Aic = (n * Math.Log(Math.Max(residualSum / n, double.Epsilon))) + (2 * (p + 1)), // exact data leave no residual
            LackOfFit = Lack(residualSum, p, t, y, w),
            AgeClasses = Classes(t, y, w, f),
            Outliers = Enumerable.Range(0, n).Count(i => w[i] * (y[i] - f[i]) * (y[i] - f[i]) > 9 * σ2),
        };
    }

    /// <summary>Nearest rank.</summary>
    private static double Percentile(double[] sorted, double percent) => sorted[Math.Max(0, (int)Math.Ceiling(percent / 100 * sorted.Length) - 1)];

    private static LackOfFit? Lack(double residualSum, int p, double[] t, double[] y, double[] w)
    {
        var (pure, ages) = (0.0, 0);
        for (var i = 0; i < t.Length;)
        {
            var (end, weight, sum) = (i, 0.0, 0.0);
            for (; end < t.Length && t[end] == t[i]; end++)
                (weight, sum) = (weight + w[end], sum + (w[end] * y[end]));
            for (; i < end; i++)
                pure += w[i] * (y[i] - (sum / weight)) * (y[i] - (sum / weight));
            ages++;
        }

        var (lackDegrees, errorDegrees) = (ages - p, t.Length - ages);
        if (lackDegrees < 1 || errorDegrees < 1 || !(pure > 0))
            return null;
        var F = Math.Max(0, residualSum - pure) / lackDegrees / (pure / errorDegrees);
        return new(F, lackDegrees, errorDegrees, 1 - FisherSnedecor.CDF(lackDegrees, errorDegrees, F));
    }

    private static List<AgeClassResidual> Classes(double[] t, double[] y, double[] w, double[] f)
    {
        double[] widths = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
        var width = widths.FirstOrDefault(s => Math.Floor(t[^1] / s) - Math.Floor(t[0] / s) < AgeClassCount, 1000);
        var classes = new List<AgeClassResidual>();
        foreach (var group in Enumerable.Range(0, t.Length).GroupBy(i => Math.Floor(t[i] / width)))
        {
            var members = group.ToArray();
            var weight = members.Sum(i => w[i]);
            classes.Add(new(group.Key * width, (group.Key + 1) * width, members.Length, members.Sum(i => w[i] * y[i]) / weight, members.Sum(i => w[i] * (y[i] - f[i])) / weight, Math.Sqrt(members.Sum(i => w[i] * (y[i] - f[i]) * (y[i] - f[i])) / weight)));
        }

        return classes;
    }
}
