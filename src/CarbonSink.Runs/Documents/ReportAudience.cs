namespace CarbonSink.Runs;

/// <summary>For whom a report is written (读者范围): a public one leaves out names of owners and rounds coordinates.</summary>
/// <param name="IsPublic">Whether anybody may read it.</param>
/// <param name="AccuracyDegrees">What coordinates of a public report are rounded to, in degrees.</param>
public sealed record ReportAudience(bool IsPublic, double AccuracyDegrees)
{
    /// <summary>Anybody; coordinates to 0.01°, about a kilometre.</summary>
    public static ReportAudience Public { get; } = new(true, 0.01);

    /// <summary>A coordinate as this audience may see it.</summary>
    public double? Generalised(double? degrees) => IsPublic && degrees is { } value ? (double)((decimal)Math.Round(value / AccuracyDegrees) * (decimal)AccuracyDegrees) : degrees;
}
