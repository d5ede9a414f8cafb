namespace CarbonSink.Growth;

/// <summary>Starting values of a fit from the data: over a grid of shapes the asymptote that fits best is known exactly, since curves are linear in it; the best shapes start the search.</summary>
internal static class CurveStarts
{
    private static readonly double[] Rates = [0.3, 0.6, 1, 1.5, 2.5, 4, 6, 9, 14];

    public static IReadOnlyList<double[]> Of(GrowthForm form, double[] t, double[] y, double[] w, int count) =>
        [.. Shapes(form, t[^1]).Select(s => WithAsymptote(form, s, t, y, w)).Where(s => s.Start[0] > 0 && double.IsFinite(s.Sum)).OrderBy(s => s.Sum).Take(count).Select(s => s.Start)];

    private static IEnumerable<double[]> Shapes(GrowthForm form, double last) => form switch
    {
        GrowthForm.Richards => from k in Rates from m in (double[])[-1, 0, 0.3, 0.5, 2.0 / 3, 0.8, 0.9] select (double[])[1, k / last, m],
        GrowthForm.Schumacher => from k in (double[])[0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1, 1.5, 2.5, 4] select (double[])[1, k * last],
        GrowthForm.Logistic => from k in Rates from b in (double[])[0.5, 2, 5, 12, 30, 80, 200, 1000] select (double[])[1, b, k / last],
        GrowthForm.Gompertz => from k in Rates from b in (double[])[0.5, 1, 2, 4, 8, 16, 40] select (double[])[1, b, k / last],
        _ => from m in (double[])[0.3, 0.5, 0.8, 1, 1.5, 2, 3] from b in (double[])[0.2, 0.5, 1, 2, 4] select (double[])[1, b * Math.Pow(last / 2, m), m],
    };

    private static (double[] Start, double Sum) WithAsymptote(GrowthForm form, double[] shape, double[] t, double[] y, double[] w)
    {
        Span<double> gradient = stackalloc double[shape.Length];
        double yf = 0, ff = 0, yy = 0;
        for (var i = 0; i < t.Length; i++)
        {
            var f = GrowthCurve.Value(form, shape, t[i], gradient);
            (yf, ff, yy) = (yf + (w[i] * y[i] * f), ff + (w[i] * f * f), yy + (w[i] * y[i] * y[i]));
        }

        return ([yf / ff, .. shape[1..]], yy - (yf * yf / ff));
    }
}
