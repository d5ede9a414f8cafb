using MathNet.Numerics.Distributions;

namespace CarbonSink.Estimation;

/// <summary>An estimate (估计值): a value, its standard error and the degrees of freedom that the standard error rests on.</summary>
/// <param name="Value">The estimate, in the unit of what is estimated.</param>
/// <param name="StandardError">Standard error, in the same unit; 0 or more.</param>
/// <param name="DegreesOfFreedom">Degrees of freedom; infinite where the standard error is known and not estimated.</param>
public readonly record struct Estimate(double Value, double StandardError, double DegreesOfFreedom = double.PositiveInfinity)
{
    /// <summary>Standard error as a percentage of the size of the value; infinite for a value of 0.</summary>
    public double StandardErrorPercent => 100 * StandardError / Math.Abs(Value);

    /// <summary>Two-sided quantile of Student's t (of the normal distribution where the degrees of freedom are infinite).</summary>
    /// <param name="confidence">Two-sided confidence, between 0 and 1, e.g. 0.95.</param>
    /// <param name="degreesOfFreedom">Above 0; infinite for the normal distribution.</param>
    public static double Quantile(double confidence, double degreesOfFreedom)
    {
        if (confidence is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "a confidence lies between 0 and 1");
        if (!(degreesOfFreedom > 0))
            throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "degrees of freedom must be above 0");
        var p = (1 + confidence) / 2;
        return double.IsInfinity(degreesOfFreedom) ? Normal.InvCDF(0, 1, p) : StudentT.InvCDF(0, 1, degreesOfFreedom, p);
    }

    /// <summary>The estimate in another unit or of a larger whole: value and standard error times a factor known without error.</summary>
    public Estimate Times(double factor) => new(factor * Value, Math.Abs(factor) * StandardError, DegreesOfFreedom);

    /// <summary>Half the width of the confidence interval, in the unit of the value.</summary>
    public double HalfWidth(double confidence) => Quantile(confidence, DegreesOfFreedom) * StandardError;

    /// <summary>Half the width of the confidence interval as a percentage of the size of the value (相对误差限).</summary>
    public double RelativeErrorPercent(double confidence) => 100 * HalfWidth(confidence) / Math.Abs(Value);

    /// <summary>Lower and upper end of the confidence interval.</summary>
    public (double Low, double High) Interval(double confidence) => (Value - HalfWidth(confidence), Value + HalfWidth(confidence));
}
