using CarbonSink.Growth;
using Xunit;

namespace CarbonSink.Tests.Growth;

public class CurveFittingTests
{
    private static readonly GrowthForm[] Forms = Enum.GetValues<GrowthForm>();

    private static readonly Dictionary<GrowthForm, double[]> Known = new()
    {
        [GrowthForm.Richards] = [300, 0.05, 0.5],
        [GrowthForm.Schumacher] = [350, 18],
        [GrowthForm.Logistic] = [200, 20, 0.15],
        [GrowthForm.Gompertz] = [250, 4, 0.08],
        [GrowthForm.Korf] = [400, 12, 0.7],
    };

    private static IReadOnlyList<GrowthObservation> Exact(GrowthForm form) =>
        [.. Enumerable.Range(1, 25).Select(i => new GrowthObservation(2 * i, new GrowthCurve(form, Known[form]).Value(2 * i)))];

    /// <summary>Scatter that repeats: every age three times with residuals r, −r and 0 times a factor, so that pure error is known.</summary>
    private static IReadOnlyList<GrowthObservation> Scattered(GrowthForm form, double factor = 1) =>
        [.. Enumerable.Range(2, 24).SelectMany(i => new[] { 1.0, -1.0, 0.0 }.Select((r, j) => new GrowthObservation(2 * i, new GrowthCurve(form, Known[form]).Value(2 * i) + (factor * r * (5 + (i % 4))), 1 + (((i * 7) + j) % 5))))];

    public static TheoryData<GrowthForm> All => [.. Forms];

    [Theory]
    [MemberData(nameof(All))]
    public void KnownCoefficientsAreRecovered(GrowthForm form)
    {
        var fit = CurveFitting.Fit(Exact(form), form).Fit!;
        Assert.All(fit.Curve.Coefficients.Zip(Known[form]), c => Assert.Equal(1, c.First / c.Second, 1e-6));
        Assert.Equal(1, fit.RSquared, 1e-9);
        Assert.All((double[])[fit.Aic, fit.BiasPercent, fit.ResidualStandardError, .. fit.StandardErrors, .. fit.Correlations.SelectMany(c => c)], v => Assert.True(double.IsFinite(v)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void DerivativesAreThoseOfTheCurve(GrowthForm form)
    {
        Span<double> gradient = stackalloc double[3];
        Span<double> ignored = stackalloc double[3];
        foreach (var t in (double[])[3, 17, 60])
        {
            GrowthCurve.Value(form, Known[form], t, gradient);
            for (var j = 0; j < Known[form].Length; j++)
            {
                double[] up = [.. Known[form]], down = [.. Known[form]];
                var h = 1e-6 * up[j];
                (up[j], down[j]) = (up[j] + h, down[j] - h);
                var slope = (GrowthCurve.Value(form, up, t, ignored) - GrowthCurve.Value(form, down, t, ignored)) / (2 * h);
                Assert.Equal(slope, gradient[j], 1e-6 * Math.Max(1, Math.Abs(slope)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void OrderOfStandsChangesNoBit(GrowthForm form)
    {
        var stands = Scattered(form);
        var (one, other) = (CurveFitting.Fit(stands, form).Fit!, CurveFitting.Fit([.. stands.OrderBy(s => (s.Volume * 7919) % 1)], form).Fit!);
        Assert.Equal(one.Curve.Coefficients, other.Curve.Coefficients);
        Assert.Equal(one.StandardErrors, other.StandardErrors);
        Assert.Equal(one.Aic, other.Aic);
        Assert.Equal(one.AgeClasses, other.AgeClasses);
    }

    [Fact]
    public void PureErrorIsScatterAtEqualAges()
    {
        // Equal weights, residuals ±r and 0 about each mean: pure error Σ 2 r², of 3·24 − 24 degrees; the form is right, so lack of fit is none.
        var stands = Scattered(GrowthForm.Logistic).Select(s => s with { Weight = 1 }).ToList();
        var fit = CurveFitting.Fit(stands, GrowthForm.Logistic).Fit!;
        var pure = Enumerable.Range(2, 24).Sum(i => 2.0 * (5 + (i % 4)) * (5 + (i % 4)));
        Assert.Equal((24 - 3, 72 - 24), (fit.LackOfFit!.LackDegrees, fit.LackOfFit.ErrorDegrees));
        Assert.Equal(0, fit.LackOfFit.F, 1e-9);
        Assert.Equal(Math.Sqrt(pure / (72 - 3)), fit.ResidualStandardError, 1e-9);
        Assert.Equal(72 * Math.Log(pure / 72) + 8, fit.Aic, 1e-7);
        Assert.Equal(0, fit.BiasPercent, 1e-6);
        Assert.Equal(72, fit.AgeClasses.Sum(c => c.Count));
        Assert.Equal((4.0, 50.0), fit.ObservedAges);
    }

    [Fact]
    public void WrongFormLacksFit()
    {
        var stands = Scattered(GrowthForm.Logistic, 0.1);
        Assert.True(CurveFitting.Fit(stands, GrowthForm.Schumacher).Fit!.LackOfFit!.P < 1e-6);
        Assert.Equal(GrowthForm.Logistic, CurveFitting.Best(CurveFitting.FitAll(stands, Forms))!.Form);
    }

    [Fact]
    public void DoublingEveryWeightChangesNothing()
    {
        var stands = Scattered(GrowthForm.Gompertz);
        var (one, two) = (CurveFitting.Fit(stands, GrowthForm.Gompertz).Fit!, CurveFitting.Fit([.. stands.Select(s => s with { Weight = 2 * s.Weight })], GrowthForm.Gompertz).Fit!);
        Assert.Equal(one.Curve.Coefficients, two.Curve.Coefficients);
        Assert.Equal(one.StandardErrors, two.StandardErrors);
    }

    [Fact]
    public void OutliersAreCountedAndKept()
    {
        var stands = Scattered(GrowthForm.Logistic).Append(new(30, 900)).ToList();
        var fit = CurveFitting.Fit(stands, GrowthForm.Logistic).Fit!;
        Assert.Equal((73, 1), (fit.Count, fit.Outliers));
    }

    [Fact]
    public void YoungStandsDoNotTellTheAsymptote()
    {
        var stands = Scattered(GrowthForm.Richards).Where(s => s.Age <= 14).ToList();
        var attempt = CurveFitting.Fit(stands, GrowthForm.Richards);
        Assert.True(attempt.Fit is null || !attempt.Fit.IsAsymptoteKnown);
    }

    [Fact]
    public void FewStandsAndFewAgesAreTold()
    {
        Assert.Equal("too-few-stands", CurveFitting.Fit([new(10, 50), new(20, 100), new(30, 140)], GrowthForm.Schumacher).Failure);
        Assert.Equal("too-few-ages", CurveFitting.Fit([.. Enumerable.Range(0, 20).Select(i => new GrowthObservation(10 + (10 * (i % 2)), 50 + i))], GrowthForm.Schumacher).Failure);
        Assert.Equal("too-few-stands", CurveFitting.Fit([], GrowthForm.Korf).Failure);
    }

    [Fact]
    public void StockThatFallsWithAgeHasNoCurve()
    {
        var falling = Enumerable.Range(1, 30).Select(i => new GrowthObservation(i, 200 - (6 * i))).ToList();
        Assert.All(CurveFitting.FitAll(falling, Forms), a => Assert.Null(a.Fit));
        // A Schumacher curve of falling stock is flat: b goes to its bound of zero, and the fit explains nothing.
        Assert.Equal("no-growth", CurveFitting.Fit([.. Enumerable.Range(5, 30).Select(i => new GrowthObservation(i, 100 - (2 * i)))], GrowthForm.Schumacher).Failure);
    }

    [Fact]
    public void AnAgeOfZeroIsMisuse() => Assert.Throws<ArgumentException>(() => CurveFitting.Fit([new(0, 10)], GrowthForm.Logistic));
}
