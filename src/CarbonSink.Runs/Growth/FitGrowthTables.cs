using CarbonSink.Growth;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The report tables of fitted curves (拟合诊断表).</summary>
public static class FitGrowthTables
{
    /// <summary>One row per class and form tried, the one kept marked.</summary>
    public static ReportTable Diagnostics(FitGrowthResult result)
    {
        var table = new ReportTable("diagnostics", "拟合诊断", "Diagnostics of fits",
        [
            Text("growthType", "类型", "Type"), Text("origin", "起源", "Origin"), Text("form", "形式", "Form"), Text("kept", "采用", "Kept"), Text("failure", "未成", "Failure"),
            new("stands", "林分数", "Stands", "", ReportColumnKind.Count), Number("ageFromYr", "年龄起", "Ages from", "yr", 0), Number("ageToYr", "年龄止", "Ages to", "yr", 0),
            Text("coefficients", "系数 ± 标准误", "Coefficients ± SE"), Number("rSquared", "R²", "R²", "", 4), Number("rmseM3PerHa", "均方根误差", "RMSE", "m3/ha", 2),
            Number("residualSeM3PerHa", "剩余标准误", "Residual SE", "m3/ha", 2), Number("biasPercent", "偏差", "Bias", "%", 3), Number("aic", "AIC", "AIC", "", 2),
            Number("lackOfFitF", "失拟 F", "Lack of fit F", "", 3), Number("lackOfFitP", "失拟 p", "Lack of fit p", "", 4), new("outliers", "大残差", "Large residuals", "", ReportColumnKind.Count), Number("shareOfAsymptotePercent", "达渐近线", "Share of asymptote", "%", 1),
        ]);
        foreach (var c in result.Classes)
        {
            foreach (var a in c.Attempts)
            {
                var kept = ReferenceEquals(a, c.Best) ? "yes" : "no";
                if (a.Fit is not { } f)
                    table.AddRow(c.GrowthType, c.Origin, Form(a.Form), kept, a.Failure!, c.Stands.Count, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing);
                else
                    table.AddRow(
                        c.GrowthType, c.Origin, Form(a.Form), kept, ReportCell.Missing, f.Count, f.ObservedAges.From, f.ObservedAges.To, Coefficients(f), f.RSquared, f.RootMeanSquareError, f.ResidualStandardError, f.BiasPercent, f.Aic,
                        f.LackOfFit is { } l ? l.F : ReportCell.Missing, f.LackOfFit is { } k ? k.P : ReportCell.Missing, f.Outliers, 100 * f.ShareOfAsymptote);
            }

            if (c.Attempts.Count == 0)
                table.AddRow(c.GrowthType, c.Origin, ReportCell.Missing, "no", "too-few-stands", c.Stands.Count, c.Stands[0].Observation.Age, c.Stands[^1].Observation.Age, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing);
        }

        return table;
    }

    /// <summary>The curve kept for each class, as few columns as a page holds.</summary>
    /// <param name="result">The fits.</param>
    /// <param name="language">Language of names; null for codes.</param>
    public static ReportTable Kept(FitGrowthResult result, string? language = null)
    {
        var table = new ReportTable("kept", "采用的曲线", "Curves kept",
        [
            Text("growthType", "类型", "Type"), Text("origin", "起源", "Origin"), Text("form", "形式", "Form"), new("stands", "林分数", "Stands", "", ReportColumnKind.Count),
            Number("validFromYr", "有效年龄起", "Valid from", "yr", 0), Number("validToYr", "止", "to", "yr", 0), Number("rSquared", "R²", "R²", "", 3), Number("rmseM3PerHa", "均方根误差", "RMSE", "m3/ha", 2),
            Number("biasPercent", "偏差", "Bias", "%", 2), Number("lackOfFitP", "失拟 p", "Lack of fit p", "", 3), Number("shareOfAsymptotePercent", "达渐近线", "Share of asymptote", "%", 0),
        ]);
        foreach (var c in result.Classes)
        {
            if (c.Best?.Fit is { } f)
                table.AddRow(c.GrowthType, GrowthNames.Shown(c.Origin, language), GrowthNames.Shown(Form(f.Curve.Form), language), f.Count, f.ValidAges.From, f.ValidAges.To, f.RSquared, f.RootMeanSquareError, f.BiasPercent, f.LackOfFit is { } l ? l.P : ReportCell.Missing, 100 * f.ShareOfAsymptote);
            else
                table.AddRow(c.GrowthType, GrowthNames.Shown(c.Origin, language), ReportCell.Missing, c.Stands.Count, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing);
        }

        return table;
    }

    /// <summary>Residuals of the curves kept, by class of ages.</summary>
    /// <param name="result">The fits.</param>
    /// <param name="language">Language of names; null for codes.</param>
    public static ReportTable AgeClasses(FitGrowthResult result, string? language = null)
    {
        var table = new ReportTable("age-classes", "龄级残差", "Residuals by class of ages",
        [
            Text("growthType", "类型", "Type"), Text("origin", "起源", "Origin"), Number("fromYr", "年龄起", "Ages from", "yr", 0), Number("beforeYr", "年龄止（不含）", "Ages before", "yr", 0),
            new("stands", "林分数", "Stands", "", ReportColumnKind.Count), Number("meanM3PerHa", "平均蓄积", "Mean stock", "m3/ha", 2), Number("meanResidualM3PerHa", "平均残差", "Mean residual", "m3/ha", 2), Number("rmseM3PerHa", "均方根", "RMS", "m3/ha", 2),
        ]);
        foreach (var c in result.Classes)
            foreach (var a in c.Best?.Fit?.AgeClasses ?? [])
                table.AddRow(c.GrowthType, GrowthNames.Shown(c.Origin, language), a.FromAge, a.ToAge, a.Count, a.MeanVolume, a.MeanResidual, a.RootMeanSquare);
        return table;
    }

    /// <summary>Every stand used with its residual, so that nothing in a fit is out of sight.</summary>
    public static ReportTable Stands(FitGrowthResult result)
    {
        var table = new ReportTable("stands", "参加拟合的林分", "Stands in the fits",
        [
            Text("growthType", "类型", "Type"), Text("origin", "起源", "Origin"), new("record", "记录号", "Record", "", ReportColumnKind.Count), Number("ageYr", "年龄", "Age", "yr", 0), Number("volumeM3PerHa", "每公顷蓄积", "Stock", "m3/ha", 2),
            Number("weight", "权", "Weight", "", 2), Number("curveM3PerHa", "曲线值", "Curve", "m3/ha", 2), Number("residualM3PerHa", "残差", "Residual", "m3/ha", 2),
        ]);
        foreach (var c in result.Classes)
        {
            foreach (var s in c.Stands)
            {
                var (o, curve) = (s.Observation, c.Best?.Fit?.Curve.Value(s.Observation.Age));
                table.AddRow(c.GrowthType, c.Origin, s.Record, o.Age, o.Volume, o.Weight, curve is { } value ? value : ReportCell.Missing, curve is { } v ? o.Volume - v : ReportCell.Missing);
            }
        }

        return table;
    }

    /// <summary>Name of a form as commands and files write it.</summary>
    public static string Form(GrowthForm form) => form.ToString().ToLowerInvariant();

    /// <summary>Coefficients with their standard errors, six and three digits.</summary>
    public static string Coefficients(CurveFit fit) => string.Join("; ", GrowthCurve.Names(fit.Curve.Form).Select((n, i) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{n} {fit.Curve.Coefficients[i]:G6} ± {fit.StandardErrors[i]:G3}")));

    private static ReportColumn Text(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Text);

    private static ReportColumn Number(string key, string zh, string en, string unit, int decimals) => new(key, zh, en, unit, ReportColumnKind.Number) { Decimals = decimals };
}
