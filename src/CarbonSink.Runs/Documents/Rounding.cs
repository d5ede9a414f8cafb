namespace CarbonSink.Runs;

/// <summary>How far a sum that was written as a double may be from the exact one (舍入界).</summary>
internal static class Rounding
{
    /// <summary>A distance that rounding one value to the nearest double cannot exceed: the step to the next double, twice what is needed.</summary>
    public static double Step(double value) => Math.BitIncrement(Math.Abs(value)) - Math.Abs(value);
}
