namespace CarbonSink.Samples;

/// <summary>The county divided top-down: townships, villages, compartments (林班), sub-compartments (小班); each level is grown over the cells of the one above, so borders nest exactly.</summary>
internal sealed class Landscape
{
    private const int CellsPerCompartment = 75;
    private const double ForestCellsPerUnit = 5.4;
    private const double OtherCellsPerUnit = 11;
    private const double WaterCellsPerUnit = 80;       // a lake is divided by compartments only
    private const double Enclaves = 0.12;              // of units large enough
    private const double PairsMerged = 0.12;           // of compartments: two separate pieces booked as one record

    private readonly Place place;
    private readonly Terrain terrain;
    private readonly Xoshiro256 random;
    private readonly Noise rough;
    private readonly double[] elevation;
    private readonly Dictionary<int, LandClass?> cover;

    /// <summary>Divides the county of a place.</summary>
    public Landscape(Place place)
    {
        this.place = place;
        terrain = new Terrain(place);
        random = new Xoshiro256(place.Seed, "landscape");
        rough = new Noise(Xoshiro256.Mix(place.Seed ^ 31), 1500, 3);
        Lattice = new Lattice(
            new(place.Outline.Min(p => p.X) - 6000, place.Outline.Min(p => p.Y) - 6000),
            new(place.Outline.Max(p => p.X) + 6000, place.Outline.Max(p => p.Y) + 6000), place.CellArea, Xoshiro256.Mix(place.Seed ^ 41));
        elevation = [.. Enumerable.Range(0, Lattice.Count).Select(cell => terrain.Elevation(Lattice.Centre(cell)))];
        County = CountyCells();
        cover = new LandCover(place, terrain, Lattice, elevation).Of(County);
        var seats = place.Townships.Select(t => County.MinBy(cell => Lattice.Centre(cell).SquareTo(t.Seat))).ToList();
        Townships = Region.Grow(Lattice, County, seats, (from, to, _) => Step(from, to));
        for (var t = 0; t < Townships.Length; t++)
            DivideTownship(t);
        Units.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        Draw();
    }

    /// <summary>The grain.</summary>
    public Lattice Lattice { get; }

    /// <summary>Cells of the county, ascending.</summary>
    public List<int> County { get; }

    /// <summary>Cells of each township.</summary>
    public List<int>[] Townships { get; }

    /// <summary>Sub-compartments in the order of their numbers; forest land still without class.</summary>
    public List<Unit> Units { get; } = [];

    /// <summary>The county divided in zones grown from seats; ridges part them, townships and units do not.</summary>
    public List<int>[] Zones(IReadOnlyList<int> seats) => Region.Grow(Lattice, County, seats, (from, to, _) => Step(from, to));

    // a ridge or a valley is a natural border: steps across height differences cost more
    private double Step(int from, int to)
    {
        var centre = Lattice.Centre(to);
        return 1 + Math.Abs(elevation[from] - elevation[to]) / 25 + 5 * Math.Abs(rough.At(centre.X, centre.Y));
    }

    private List<int> CountyCells()
    {
        var shoreX = new Noise(Xoshiro256.Mix(place.Seed ^ 51), 5000, 4);
        var shoreY = new Noise(Xoshiro256.Mix(place.Seed ^ 53), 5000, 4);
        bool Inside(int cell)
        {
            var p = Lattice.Centre(cell);
            return Lattice.IsInner(cell) && Contains(place.Outline, new(p.X + 2200 * shoreX.At(p.X, p.Y), p.Y + 2200 * shoreY.At(p.X, p.Y)));
        }

        var inner = Enumerable.Range(0, Lattice.Count).Where(Lattice.IsInner).ToList();
        var pieces = Region.Components(Lattice, inner, (a, b) => Inside(a) == Inside(b));
        var outside = pieces.Where(piece => !Inside(piece[0])).MaxBy(piece => piece.Count)!.ToHashSet();
        var county = inner.Where(cell => !outside.Contains(cell)).ToList(); // outliers inside and out are joined to their surroundings
        return Region.Components(Lattice, county, (_, _) => true).MaxBy(piece => piece.Count)!;
    }

    private static bool Contains(Point[] outline, Point p)
    {
        var inside = false;
        for (int i = 0, j = outline.Length - 1; i < outline.Length; j = i++)
        {
            var (a, b) = (outline[i], outline[j]);
            if (a.Y > p.Y != b.Y > p.Y && p.X < (b.X - a.X) * (p.Y - a.Y) / (b.Y - a.Y) + a.X)
                inside = !inside;
        }

        return inside;
    }

    private void DivideTownship(int township)
    {
        var cells = Townships[township];
        var seeds = Region.Spread(Lattice, cells, place.Townships[township].Villages.Length, 6, random);
        var villages = Region.Grow(Lattice, cells, seeds, (from, to, _) => Step(from, to));
        var compartment = 0;
        for (var v = 0; v < villages.Length; v++)
        {
            var compartmentSeeds = Region.Spread(Lattice, villages[v], Math.Max(1, villages[v].Count / CellsPerCompartment), 6, random);
            foreach (var part in Region.Grow(Lattice, villages[v], compartmentSeeds, (from, to, _) => Step(from, to)))
                DivideCompartment(township, v, ++compartment, part);
        }
    }

    private void DivideCompartment(int township, int village, int compartment, List<int> cells)
    {
        var units = new List<Unit>();
        foreach (var component in Region.Components(Lattice, cells, (a, b) => cover[a] == cover[b]))
        {
            var kind = cover[component[0]];
            var perUnit = kind is null ? ForestCellsPerUnit : kind == LandClass.Water ? WaterCellsPerUnit : OtherCellsPerUnit;
            var seeds = Region.Spread(Lattice, component, Math.Max(1, (int)Math.Round(component.Count / perUnit)), 2, random);
            var speeds = seeds.Select(_ => random.Between(0.6, 1.9)).ToList(); // units of one compartment differ in size
            foreach (var part in Region.Grow(Lattice, component, seeds, (from, to, seed) => Step(from, to) * speeds[seed]))
                units.Add(new Unit { Cells = part, Class = kind ?? LandClass.Pure, Township = township, Village = village, Compartment = compartment });
        }

        foreach (var unit in units.FindAll(u => u.Cells.Count > 8 && u.Class != LandClass.Water && random.Chance(Enclaves)))
            EncloseOne(units, unit);
        if (random.Chance(PairsMerged))
            MergeTwoSeparate(units);
        var number = 0;
        foreach (var unit in units.OrderByDescending(u => u.Cells[^1]))
        {
            unit.Number = ++number;
            var middle = Lattice.Centre(unit.Cells[unit.Cells.Count / 2]);
            (unit.Slope, unit.Aspect) = terrain.Facing(middle);
            unit.Elevation = (int)Math.Round(unit.Cells.Average(cell => elevation[cell]));
            Units.Add(unit);
        }
    }

    private void Draw()
    {
        var owner = Enumerable.Repeat(-1, Lattice.Count).ToArray();
        for (var u = 0; u < Units.Count; u++)
        {
            foreach (var cell in Units[u].Cells)
                owner[cell] = u;
        }

        Lattice.SmoothBorders(owner);
        foreach (var unit in Units)
            unit.Rings = Lattice.Rings(unit.Cells);
    }

    // a tea garden in the wood, a copse in the fields: a hole with an island record in it
    private void EncloseOne(List<Unit> units, Unit around)
    {
        var middle = around.Cells.FindIndex(cell => Enumerable.Range(0, 6).All(side => around.Cells.Contains(Lattice.Neighbour(cell, side))));
        if (middle < 0)
            return;
        var kind = around.Class.IsForestLand && random.Chance(0.4) ? LandClass.Cropland : LandClass.Pure;
        units.Add(new Unit { Cells = [around.Cells[middle]], Class = kind, Township = around.Township, Village = around.Village, Compartment = around.Compartment });
        around.Cells.RemoveAt(middle);
    }

    private void MergeTwoSeparate(List<Unit> units)
    {
        foreach (var first in units)
        {
            var second = units.Find(u => u != first && u.Class == first.Class && u.Cells.Count < 5 && !Touch(first, u));
            if (second is null)
                continue;
            first.Cells = [.. first.Cells.Concat(second.Cells).Order()];
            units.Remove(second);
            return;
        }
    }

    /// <summary>Whether two units share a side.</summary>
    public bool Touch(Unit a, Unit b) => a.Cells.Exists(cell => Enumerable.Range(0, 6).Any(side => b.Cells.Contains(Lattice.Neighbour(cell, side))));
}
