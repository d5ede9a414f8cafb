namespace CarbonSink.Samples;

/// <summary>A smooth random function of the plane: value noise, each octave of half the wavelength and half the amplitude. Uses only + − × ÷, so every platform gives the same bits.</summary>
internal sealed class Noise(ulong seed, double wavelength, int octaves)
{
    /// <summary>Value at a point in metres, about −1 to 1.</summary>
    public double At(double x, double y)
    {
        double sum = 0, amplitude = 1, total = 0, length = wavelength;
        for (var octave = 0; octave < octaves; octave++)
        {
            sum += amplitude * Smooth(x / length, y / length, seed + (ulong)octave);
            total += amplitude;
            amplitude /= 2;
            length /= 2;
        }

        return sum / total;
    }

    private static double Smooth(double x, double y, ulong seed)
    {
        double column = Math.Floor(x), row = Math.Floor(y);
        double u = Fade(x - column), v = Fade(y - row);
        var south = Blend(Node(column, row, seed), Node(column + 1, row, seed), u);
        var north = Blend(Node(column, row + 1, seed), Node(column + 1, row + 1, seed), u);
        return Blend(south, north, v);
    }

    private static double Fade(double t) => t * t * t * (t * (t * 6 - 15) + 10);

    private static double Blend(double a, double b, double t) => a + (b - a) * t;

    private static double Node(double column, double row, ulong seed) =>
        2 * Xoshiro256.ToUnit(Xoshiro256.Mix(Xoshiro256.Mix(seed ^ (ulong)(long)column) ^ (ulong)(long)row)) - 1;
}
