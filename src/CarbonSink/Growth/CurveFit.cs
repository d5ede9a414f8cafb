namespace CarbonSink.Growth;

/// <summary>Test of lack of fit against the scatter of stands of equal age (失拟检验).</summary>
/// <param name="F">Mean square of lack of fit over that of pure error.</param>
/// <param name="LackDegrees">Degrees of freedom of lack of fit: distinct ages less coefficients.</param>
/// <param name="ErrorDegrees">Degrees of freedom of pure error: stands less distinct ages.</param>
/// <param name="P">Probability of an F as large where the form is right.</param>
public sealed record LackOfFit(double F, int LackDegrees, int ErrorDegrees, double P);

/// <summary>Residuals of one class of ages (龄级残差): observed less curve.</summary>
/// <param name="FromAge">Ages from, years, included.</param>
/// <param name="ToAge">Ages to, years, excluded.</param>
/// <param name="Count">Stands.</param>
/// <param name="MeanVolume">Weighted mean stock, m3/ha.</param>
/// <param name="MeanResidual">Weighted mean residual, m3/ha.</param>
/// <param name="RootMeanSquare">Weighted root mean square of residuals, m3/ha.</param>
public sealed record AgeClassResidual(double FromAge, double ToAge, int Count, double MeanVolume, double MeanResidual, double RootMeanSquare);

/// <summary>A fitted growth curve with its diagnostics (曲线拟合). Immutable.</summary>
public sealed record CurveFit
{
    /// <summary>The curve.</summary>
    public required GrowthCurve Curve { get; init; }

    /// <summary>Standard errors of its coefficients, from σ²(JᵀWJ)⁻¹.</summary>
    public required IReadOnlyList<double> StandardErrors { get; init; }

    /// <summary>Correlations of coefficients, row by row.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Correlations { get; init; }

    /// <summary>Stands.</summary>
    public required int Count { get; init; }

    /// <summary>Youngest and oldest stand, years.</summary>
    public required (double From, double To) ObservedAges { get; init; }

    /// <summary>Ages the curve is valid for, years: the percentiles <see cref="CurveFitting.LowPercentile"/> and <see cref="CurveFitting.HighPercentile"/> of the ages of the stands.</summary>
    public required (double From, double To) ValidAges { get; init; }

    /// <summary>Share of the (weighted) variance about the mean that the curve explains.</summary>
    public required double RSquared { get; init; }

    /// <summary>Root of the (weighted) mean square residual, m3/ha.</summary>
    public required double RootMeanSquareError { get; init; }

    /// <summary>Residual standard error √(Σ w r² / (n − p)), weights of mean 1, m3/ha.</summary>
    public required double ResidualStandardError { get; init; }

    /// <summary>Weighted mean of curve less observed as a percentage of the weighted mean stock.</summary>
    public required double BiasPercent { get; init; }

    /// <summary>Akaike's criterion n·ln(Σ w r² / n) + 2(p + 1); comparable between forms fitted to the same stands.</summary>
    public required double Aic { get; init; }

    /// <summary>Lack of fit; null where no ages repeat or there are no more ages than coefficients.</summary>
    public required LackOfFit? LackOfFit { get; init; }

    /// <summary>Residuals by class of ages.</summary>
    public required IReadOnlyList<AgeClassResidual> AgeClasses { get; init; }

    /// <summary>Stands whose residual exceeds three residual standard errors; they are in the fit.</summary>
    public required int Outliers { get; init; }

    /// <summary>Share of the asymptote that the curve reaches at the oldest stand.</summary>
    public double ShareOfAsymptote => Curve.Value(ObservedAges.To) / Curve.Asymptote;

    /// <summary>Whether the stands tell where the curve levels off: it passes half of its asymptote, whose standard error is below half of it.</summary>
    public bool IsAsymptoteKnown => ShareOfAsymptote >= 0.5 && StandardErrors[0] < 0.5 * Curve.Asymptote;
}

/// <summary>What became of fitting one form: a fit, or why there is none.</summary>
/// <param name="Form">The form.</param>
/// <param name="Fit">The fit; null where it did not converge or the stands are too few.</param>
/// <param name="Failure">Why not: <c>too-few-stands</c>, <c>too-few-ages</c>, <c>no-convergence</c>, <c>singular</c>, <c>no-growth</c> (a flat curve, or one that explains no more than the mean); null with a fit.</param>
public sealed record FitAttempt(GrowthForm Form, CurveFit? Fit, string? Failure);
