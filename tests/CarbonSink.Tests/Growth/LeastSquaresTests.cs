using CarbonSink.Growth;
using Xunit;

namespace CarbonSink.Tests.Growth;

/// <summary>Certified values of the NIST Statistical Reference Datasets, nonlinear regression (public domain; www.itl.nist.gov/div898/strd/nls), to six digits or better.</summary>
public class LeastSquaresTests
{
    private static readonly double[] PastureAge = [9, 14, 21, 28, 42, 57, 63, 70, 79];
    private static readonly double[] PastureYield = [8.930, 10.800, 18.590, 22.330, 39.350, 56.110, 61.730, 64.620, 67.080];

    private static LeastSquaresMinimum Fit(CurveModel model, double[] x, double[] y, params double[] start) => LeastSquares.Minimise(model, x, y, [.. x.Select(_ => 1.0)], start);

    private static void Meets(LeastSquaresMinimum found, int n, double sum, params (double Value, double Deviation)[] certified)
    {
        Assert.True(found.Converged);
        Assert.Equal(1, found.ResidualSum / sum, 1e-8);
        for (var j = 0; j < certified.Length; j++)
        {
            Assert.Equal(1, found.Parameters[j] / certified[j].Value, 1e-7);
            var deviation = Math.Sqrt(found.ResidualSum / (n - certified.Length) * found.Inverse![j, j]);
            Assert.Equal(1, deviation / certified[j].Deviation, 1e-6);
        }
    }

    [Theory]
    [InlineData(100, 1, 0.1)]
    [InlineData(75, 2.5, 0.07)]
    public void Rat42(double a, double b, double k)
    {
        static double Model(ReadOnlySpan<double> p, double x, Span<double> g)
        {
            var e = Math.Exp(p[1] - (p[2] * x));
            (g[0], g[1], g[2]) = (1 / (1 + e), -p[0] * e / ((1 + e) * (1 + e)), p[0] * e * x / ((1 + e) * (1 + e)));
            return p[0] / (1 + e);
        }

        Meets(Fit(Model, PastureAge, PastureYield, a, b, k), 9, 8.0565229338, (7.2462237576E+01, 1.7340283401), (2.6180768402, 8.8295217536E-02), (6.7359200066E-02, 3.4465663377E-03));
    }

    [Fact]
    public void LogisticFormMeetsRat42()
    {
        // y = b1/(1 + exp(b2 − b3 x)) is A/(1 + B e^(−Kt)) with B = e^b2, whose standard error is B times that of b2.
        var fit = CurveFitting.Fit([.. PastureAge.Zip(PastureYield, (x, y) => new GrowthObservation(x, y))], GrowthForm.Logistic).Fit!;
        var B = Math.Exp(2.6180768402);
        double[] values = [7.2462237576E+01, B, 6.7359200066E-02], errors = [1.7340283401, B * 8.8295217536E-02, 3.4465663377E-03];
        for (var j = 0; j < 3; j++)
        {
            Assert.Equal(1, fit.Curve.Coefficients[j] / values[j], 1e-7);
            Assert.Equal(1, fit.StandardErrors[j] / errors[j], 1e-6);
        }

        Assert.Equal(1.1587725499, fit.ResidualStandardError, 1e-8);
    }

    [Theory]
    [InlineData(100, 10, 1, 1)]
    [InlineData(700, 5, 0.75, 1.3)]
    public void Rat43(double a, double b, double k, double m)
    {
        double[] x = [.. Enumerable.Range(1, 15).Select(i => (double)i)];
        double[] y = [16.08, 33.83, 65.80, 97.20, 191.55, 326.20, 386.87, 520.53, 590.03, 651.92, 724.93, 699.56, 689.96, 637.56, 717.41];
        static double Model(ReadOnlySpan<double> p, double t, Span<double> g)
        {
            var e = Math.Exp(p[1] - (p[2] * t));
            var f = Math.Pow(1 + e, -1 / p[3]);
            (g[0], g[1], g[2], g[3]) = (f, -p[0] * f * e / (1 + e) / p[3], p[0] * f * e * t / (1 + e) / p[3], p[0] * f * Math.Log(1 + e) / (p[3] * p[3]));
            return p[3] > 0 ? p[0] * f : double.NaN;
        }

        Meets(Fit(Model, x, y, a, b, k, m), 15, 8.7864049080E+03, (6.9964151270E+02, 1.6302297817E+01), (5.2771253025, 2.0828735829), (7.5962938329E-01, 1.9566123451E-01), (1.2792483859, 6.8761936385E-01));
    }

    [Theory]
    [InlineData(500, 0.0001)]
    [InlineData(250, 0.0005)]
    public void Misra1A(double a, double b)
    {
        double[] y = [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78];
        double[] x = [77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0];
        static double Model(ReadOnlySpan<double> p, double t, Span<double> g)
        {
            var e = Math.Exp(-p[1] * t);
            (g[0], g[1]) = (1 - e, p[0] * t * e);
            return p[0] * (1 - e);
        }

        Meets(Fit(Model, x, y, a, b), 14, 1.2455138894E-01, (2.3894212918E+02, 2.7070075241), (5.5015643181E-04, 7.2668688436E-06));
    }

    [Fact]
    public void Mgh09FromTheNearStart()
    {
        double[] y = [1.957000E-01, 1.947000E-01, 1.735000E-01, 1.600000E-01, 8.440000E-02, 6.270000E-02, 4.560000E-02, 3.420000E-02, 3.230000E-02, 2.350000E-02, 2.460000E-02];
        double[] x = [4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625];
        static double Model(ReadOnlySpan<double> p, double t, Span<double> g)
        {
            var (top, bottom) = (t * (t + p[1]), (t * (t + p[2])) + p[3]);
            (g[0], g[1], g[2], g[3]) = (top / bottom, p[0] * t / bottom, -p[0] * top * t / (bottom * bottom), -p[0] * top / (bottom * bottom));
            return p[0] * top / bottom;
        }

        Meets(Fit(Model, x, y, 0.25, 0.39, 0.415, 0.39), 11, 3.0750560385E-04, (1.9280693458E-01, 1.1435312227E-02), (1.9128232873E-01, 1.9633220911E-01), (1.2305650693E-01, 8.0842031232E-02), (1.3606233068E-01, 9.0025542308E-02));
    }
}
