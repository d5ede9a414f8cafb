namespace CarbonSink.Samples;

/// <summary>What covers each cell: water, built-up land, cropland, unused land, or forest land.</summary>
internal sealed class LandCover(Place place, Terrain terrain, Lattice lattice, double[] elevation)
{
    private readonly Noise shore = new(Xoshiro256.Mix(place.Seed ^ 61), 2700, 4);
    private readonly Noise patch = new(Xoshiro256.Mix(place.Seed ^ 63), 2600, 4);
    private readonly Noise hamlet = new(Xoshiro256.Mix(place.Seed ^ 65), 900, 2);

    /// <summary>Land class of every cell that is not forest land; null for forest land, which takes the cells best suited until its share is reached.</summary>
    public Dictionary<int, LandClass?> Of(IReadOnlyList<int> cells)
    {
        var cover = cells.ToDictionary(cell => cell, Fixed);
        var free = cells.Where(cell => cover[cell] is null).OrderByDescending(Suitability).ToList();
        foreach (var cell in free.Skip((int)(place.ForestLandShare * cells.Count)))
            cover[cell] = patch.At(lattice.Centre(cell).Y, lattice.Centre(cell).X) > 0.62 ? LandClass.Unused : LandClass.Cropland;
        return cover;
    }

    private double Suitability(int cell)
    {
        var p = lattice.Centre(cell);
        var height = elevation[cell] - place.PlainElevation;
        return height / (height + 110) + 0.75 * patch.At(p.X, p.Y) - 0.55 * terrain.Valley(p);
    }

    private LandClass? Fixed(int cell)
    {
        var p = lattice.Centre(cell);
        var irregular = shore.At(p.X, p.Y);
        foreach (var lake in place.Lakes)
        {
            var (dx, dy) = ((p.X - lake.Centre.X) / lake.HalfWidth, (p.Y - lake.Centre.Y) / lake.HalfHeight);
            if (dx * dx + dy * dy < 1 + 2.2 * irregular)
                return LandClass.Water;
        }

        foreach (var township in place.Townships)
        {
            if (township.Seat.SquareTo(p) < township.TownRadius * township.TownRadius * (1 + 2 * irregular))
                return LandClass.Built;
        }

        return hamlet.At(p.X, p.Y) > 0.68 && elevation[cell] < place.PlainElevation + 150 ? LandClass.Built : null;
    }
}
