namespace CarbonSink.Plots;

/// <summary>Diameter class (径阶), named by its middle: with a width of 2 cm, class 6 is [5, 7) cm.</summary>
/// <param name="MiddleCm">Middle, a multiple of the width, cm.</param>
/// <param name="WidthCm">Width, cm.</param>
public readonly record struct DiameterClass(int MiddleCm, int WidthCm)
{
    /// <summary>Width in common use, cm.</summary>
    public const int CommonWidthCm = 2;

    /// <summary>Lower limit, cm; it belongs to the class.</summary>
    public double FromCm => MiddleCm - (WidthCm / 2.0);

    /// <summary>Upper limit, cm; it belongs to the next class.</summary>
    public double ToCm => MiddleCm + (WidthCm / 2.0);

    /// <summary>The class of a diameter.</summary>
    /// <param name="dbhCm">Diameter, cm; above 0.</param>
    /// <param name="widthCm">Width, cm; above 0.</param>
    public static DiameterClass Of(double dbhCm, int widthCm = CommonWidthCm)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(widthCm);
        return dbhCm > 0 && double.IsFinite(dbhCm)
            ? new((int)Math.Floor((dbhCm + (widthCm / 2.0)) / widthCm) * widthCm, widthCm)
            : throw new ArgumentOutOfRangeException(nameof(dbhCm), dbhCm, "a diameter is above 0");
    }
}
