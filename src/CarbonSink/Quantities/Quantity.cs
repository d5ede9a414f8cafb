namespace CarbonSink.Quantities;

/// <summary>A number with its unit (量); arithmetic checks dimensions.</summary>
/// <param name="Value">The number, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit.</param>
public readonly record struct Quantity(double Value, Unit Unit)
{
    /// <summary>The number in another unit of the same dimension.</summary>
    /// <exception cref="ArgumentException">The dimensions differ.</exception>
    public double In(Unit unit) => Unit.Convert(Value, unit);

    /// <summary>Sum, in the unit of the left operand.</summary>
    public static Quantity operator +(Quantity left, Quantity right) => new(left.Value + right.In(left.Unit), left.Unit);

    /// <summary>Difference, in the unit of the left operand.</summary>
    public static Quantity operator -(Quantity left, Quantity right) => new(left.Value - right.In(left.Unit), left.Unit);

    /// <summary>Product.</summary>
    public static Quantity operator *(Quantity left, Quantity right) => new(left.Value * right.Value, left.Unit.Times(right.Unit));

    /// <summary>Quotient.</summary>
    public static Quantity operator /(Quantity left, Quantity right) => new(left.Value / right.Value, left.Unit.Per(right.Unit));

    /// <summary>Number and unit, e.g. <c>65.661 t/ha</c>.</summary>
    public override string ToString() => $"{Value:R} {Unit}";
}
