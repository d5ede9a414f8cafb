namespace CarbonSink.Geometry;

/// <summary>A running sum that carries its own rounding error (Knuth's two-sum), so that the signed terms of a ring may cancel.</summary>
internal struct CompensatedSum
{
    private double high;
    private double low;

    /// <summary>The sum.</summary>
    public readonly double Value => high + low;

    /// <summary>Adds a term.</summary>
    public void Add(double term)
    {
        var (sum, error) = TwoSum(high, term);
        high = sum;
        low += error;
    }

    /// <summary>a + b and the rounding error of that sum, exactly (Knuth, The Art of Computer Programming 2, 4.2.2, Theorem B).</summary>
    public static (double Sum, double Error) TwoSum(double a, double b)
    {
        var sum = a + b;
        var part = sum - a;
        return (sum, (a - (sum - part)) + (b - part));
    }
}
