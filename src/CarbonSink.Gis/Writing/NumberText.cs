using System.Globalization;

namespace CarbonSink.Gis;

/// <summary>Writes numbers as text that reads back as the same number (数值写法).</summary>
internal static class NumberText
{
    private const double LargestPlain = 1e30;

    /// <summary>Whole numbers in digits, without an exponent, which many programs do not expect there; others in the shortest form.</summary>
    public static void Write(double value, Span<byte> room, out int length) =>
        _ = value.TryFormat(room, out length, Math.Abs(value) < LargestPlain && value == Math.Floor(value) && value != 0 ? "F0" : "R", CultureInfo.InvariantCulture);
}
