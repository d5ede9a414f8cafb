using CarbonSink.Growth;
using CarbonSink.Methodologies;
using CarbonSink.Runs;
using CarbonSink.Tests.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Uncertainty;

/// <summary>Curves that were fitted carry the covariance of their coefficients into the runs that take them.</summary>
public sealed class FittedCovarianceTests : IDisposable
{
    private const int Age = 22;
    private const int Many = 40000;
    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-covariance-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(GrowthForm.Schumacher)]
    [InlineData(GrowthForm.Logistic)]
    public void The_variance_of_a_fitted_curve_is_that_of_its_coefficients_with_their_covariance(GrowthForm form)
    {
        // Every age three times, 12 m3/ha above and below a logistic curve and on it.
        var rows = Enumerable.Range(3, 40).SelectMany(t => new[] { -12, 0, 12 }.Select(r => FormattableString.Invariant($"杉木林,planted,{t},{(200 / (1 + (20 * Math.Exp(-0.15 * t)))) + r + 12}")));
        File.WriteAllLines(Path.Combine(folder, "plots.csv"), rows.Prepend("forest_type,origin,age,volumeM3PerHa"));
        var result = FitGrowthRun.Run(new(new(Path.Combine(folder, "plots.csv"), Repository.PathOf("methodology")) { Threads = 1 }) { Forms = [form] });
        using (var output = OutputFolder.Open(Path.Combine(folder, "fit")))
            FitGrowthFolder.Write(result, output, ["carbonsink", "test"], DateTime.UnixEpoch, "en");
        var fit = Assert.Single(result.Classes).Best!.Fit!;
        var method = MethodologyCatalog.Open(Repository.PathOf("methodology")).Load(YieldTables.Method, new Dictionary<string, TableChoice> { ["fitted"] = new("curves.csv", Path.Combine(folder, "fit")) });
        var run = new TestRun(method).Members("stand", 1).Give("region", "southern-china").Give("fao_zone", "subtropical-humid-forest").Give("forest_type", "杉木林").Give("origin", "planted").Give("age", Age).Run();
        Assert.Equal(fit.Curve.Value(Age), run.Value("V"), 9);

        // gᵀ Σ g with Σ = σᵢ ρᵢⱼ σⱼ of the fit; g in closed form.
        var p = fit.Curve.Coefficients;
        double[] g = form == GrowthForm.Schumacher
            ? [Math.Exp(-p[1] / Age), -p[0] / Age * Math.Exp(-p[1] / Age)]
            : [.. Logistic(p[0], p[1], p[2])];
        var (expected, independent) = (0.0, 0.0);
        for (var i = 0; i < g.Length; i++)
        {
            independent += Math.Pow(g[i] * fit.StandardErrors[i], 2);
            for (var j = 0; j < g.Length; j++)
                expected += g[i] * fit.StandardErrors[i] * (i == j ? 1 : fit.Correlations[i][j]) * fit.StandardErrors[j] * g[j];
        }

        Assert.Equal(1, run.Evaluation.Variance("V", [1]) / expected, 1e-9);
        Assert.True(independent > 2 * expected, $"{independent} and {expected}: without the covariance the variance would be another");

        run.Evaluation.RunDraws(7, 0, Many);
        var draws = run.Evaluation.Values("V").ToArray();
        var mean = draws.Average();
        Assert.Equal(1, Math.Sqrt(draws.Sum(d => (d - mean) * (d - mean)) / (Many - 1) / expected), 0.05); // nearly linear over such small errors
    }

    private static double[] Logistic(double a, double b, double k)
    {
        var e = Math.Exp(-k * Age);
        var q = 1 + (b * e);
        return [1 / q, -a * e / (q * q), a * b * Age * e / (q * q)];
    }
}
