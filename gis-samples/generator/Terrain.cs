namespace CarbonSink.Samples;

/// <summary>A schematic terrain: plain, hills, valleys and relief.</summary>
internal sealed class Terrain(Place place)
{
    private readonly Noise relief = new(Xoshiro256.Mix(place.Seed ^ 21), 3600, 4);
    private readonly Noise valleys = new(Xoshiro256.Mix(place.Seed ^ 23), 6500, 3);

    /// <summary>Elevation at a point, metres.</summary>
    public double Elevation(Point p)
    {
        double rise = 0;
        foreach (var hill in place.Hills)
        {
            var fall = 1 + hill.Top.SquareTo(p) / (hill.Radius * hill.Radius);
            rise += hill.Height / (fall * fall);
        }

        var local = relief.At(p.X, p.Y);
        return Math.Max(place.PlainElevation, place.PlainElevation + rise * (1 - 0.6 * Valley(p)) * (1 + 0.55 * local) + 30 * local);
    }

    /// <summary>Nearness to the bottom of a valley: 1 on it, 0 far away.</summary>
    public double Valley(Point p)
    {
        var away = valleys.At(p.X, p.Y) / 0.11; // valleys follow the zero line of the noise
        return 1 / (1 + away * away);
    }

    /// <summary>Slope in degrees and aspect code 1 (north), clockwise to 8 (north-west), or 9 (flat).</summary>
    public (int Slope, int Aspect) Facing(Point p)
    {
        const double Step = 90;
        var east = (Elevation(p with { X = p.X + Step }) - Elevation(p with { X = p.X - Step })) / (2 * Step);
        var north = (Elevation(p with { Y = p.Y + Step }) - Elevation(p with { Y = p.Y - Step })) / (2 * Step);
        var steepness = 1.4 * Math.Sqrt(east * east + north * north); // the relief is smoother than real hillsides
        var slope = (int)Math.Round(57.2958 * steepness / (1 + 0.28 * steepness * steepness)); // arc tangent to 0.3 degrees up to 45 degrees
        return (slope, slope < 5 ? 9 : Octant(-east, -north));
    }

    private static int Octant(double east, double north)
    {
        const double Narrow = 0.414213562; // tangent of 22.5 degrees
        var (e, n) = (Math.Abs(east), Math.Abs(north));
        if (e < Narrow * n)
            return north > 0 ? 1 : 5;
        if (n < Narrow * e)
            return east > 0 ? 3 : 7;
        return (east > 0, north > 0) switch { (true, true) => 2, (true, false) => 4, (false, false) => 6, _ => 8 };
    }
}
