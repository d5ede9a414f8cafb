using System.Globalization;
using System.Text;
using CarbonSink.Growth;
using MathNet.Numerics.LinearAlgebra;

namespace CarbonSink.Runs;

/// <summary>Writes fitted curves as parameter tables of the pack stand-growth (拟合曲线参数表): curves.csv, which the table <c>fitted</c> of the pack reads, and the correlations of coefficients.</summary>
public static class FittedCurvesCsv
{
    /// <summary>Name of the file of coefficients.</summary>
    public const string FileName = "curves.csv";

    /// <summary>Name of the file of their correlations, which is read with the table beside it.</summary>
    public const string CorrelationsName = "correlations.csv";

    private const double LeastPivot = 1e-11; // a table's matrix of correlations is refused at 1e-12
    private const string None = "这一种曲线没有这个系数 / the form has no such coefficient";
    private static readonly (string Name, string Unit)[] Coefficients = [("A", "m3/ha"), ("B", "1"), ("K", "1/yr"), ("m", "1"), ("b", "yr")];

    /// <summary>Writes the coefficients with their standard errors; classes without a curve are not in the table.</summary>
    public static void Write(FitGrowthResult result, Stream stream)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        text.WriteLine($"growth_type,origin,age_min [yr],age_max [yr],form [code],{string.Join(',', Coefficients.Select(c => $"{c.Name} [{c.Unit}],{c.Name}.se [{c.Unit}],{c.Name}.group"))},source,locator,status,reason,note");
        foreach (var c in result.Classes)
        {
            if (c.Best?.Fit is not { } fit)
                continue;
            var isCovariant = IsCovariant(fit);
            var cells = new List<string> { c.GrowthType, c.Origin, Text(fit.ValidAges.From), Text(fit.ValidAges.To), fit.Curve.Form.ToString().ToLowerInvariant() };
            var names = GrowthCurve.Names(fit.Curve.Form);
            foreach (var (name, _) in Coefficients)
            {
                var at = names.ToList().IndexOf(name);
                cells.Add(at >= 0 ? Text(fit.Curve.Coefficients[at]) : name == "B" && fit.Curve.Form == GrowthForm.Richards ? "1" : "");
                cells.Add(at >= 0 && isCovariant ? Text(fit.StandardErrors[at]) : "");
                cells.Add(at >= 0 && isCovariant ? Group(c) : "");
            }

            cells.AddRange(["fitted-curves", result.Data.Source, "derived", None, $"n {fit.Count}; R2 {fit.RSquared.ToString("F4", CultureInfo.InvariantCulture)}; RMSE {fit.RootMeanSquareError.ToString("F3", CultureInfo.InvariantCulture)} m3/ha; 年龄 / ages {Text(fit.ObservedAges.From)}-{Text(fit.ObservedAges.To)}; 有效 / valid: 第 {CurveFitting.LowPercentile}-{CurveFitting.HighPercentile} 百分位 / percentiles{(isCovariant ? "" : "; 系数的协方差不正定，没有标准误 / covariance of coefficients not positive definite: no standard errors")}"]);
            text.WriteLine(string.Join(',', cells.Select(Quoted)));
        }
    }

    /// <summary>Writes the correlations of coefficients as the file that the table's groups are read from: with it, a run that takes the curves propagates their covariance.</summary>
    public static void WritePairs(FitGrowthResult result, Stream stream)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        text.WriteLine("table,group,row,column,row2,column2,correlation [1],source,locator,status");
        foreach (var c in result.Classes)
        {
            if (c.Best?.Fit is not { } fit || !IsCovariant(fit))
                continue;
            var (names, row) = (GrowthCurve.Names(fit.Curve.Form), $"{c.GrowthType}; {c.Origin}");
            for (var i = 0; i < names.Count; i++)
                for (var j = 0; j < i; j++)
                    text.WriteLine(string.Join(',', ((string[])[Path.GetFileNameWithoutExtension(FileName), Group(c), row, names[j], row, names[i], Text(fit.Correlations[i][j]), "fitted-curves", result.Data.Source, "derived"]).Select(Quoted)));
        }
    }

    private static string Group(ClassFit c) => $"{c.GrowthType} {c.Origin}";

    /// <summary>Whether the errors of the coefficients can be drawn and propagated together: a fit at the edge of what the stands determine may leave correlations of ±1, and its errors without their covariance would be wrong by far.</summary>
    private static bool IsCovariant(CurveFit fit)
    {
        if (!fit.StandardErrors.All(double.IsFinite) || !fit.Correlations.All(r => r.All(double.IsFinite)))
            return false;
        try
        {
            var factor = Matrix<double>.Build.Dense(fit.Correlations.Count, fit.Correlations.Count, (i, j) => i == j ? 1 : fit.Correlations[Math.Max(i, j)][Math.Min(i, j)]).Cholesky().Factor;
            return factor.Diagonal().All(d => d * d > LeastPivot);
        }
        catch (ArgumentException)
        {
            return false; // not positive definite
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Quoted(string text) => text.AsSpan().ContainsAny(",\"\n\r") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
