namespace CarbonSink.Samples;

/// <summary>One planted defect: 1-based record number, unit, field, value as written, and what a reader should see.</summary>
internal sealed record Defect(int Record, string Unit, string Field, string Value, string Kind);

/// <summary>Plants the dirt that real deliveries contain, at records that depend on nothing but the seed.</summary>
internal sealed class Defects(Place place, Landscape landscape)
{
    private readonly Xoshiro256 random = new(place.Seed, "defects");
    private readonly HashSet<Unit> used = [];
    private readonly List<Defect> planted = [];

    /// <summary>Changes the units and returns what was changed, in record order.</summary>
    public IReadOnlyList<Defect> Plant()
    {
        for (var i = 0; i < 2; i++)
            Change(u => u.Class == LandClass.Pure && IsPlain(u), "geometry", "", "null shape", u => u.Rings = null);
        foreach (var code in new[] { "1140", "9999", "3110" })
            Change(u => u.Class.IsArbor && IsPlain(u), "DI_LEI", code, "unknown land class", u => u.LandClassCode = code);
        Change(u => u.Class.IsArbor && IsPlain(u), "DI_LEI", "", "blank land class", u => u.LandClassCode = "");
        foreach (var code in new[] { "315", "888" })
            Change(u => u.Class == LandClass.Pure && IsPlain(u), "YOU_SHI_SZ", code, "unknown species", u => u.SpeciesCode = code);
        Change(u => u.Class.IsArbor && IsPlain(u) && u.CrownClosure == 0.7, "YU_BI_DU", "7.00", "crown closure above 1 (0.70 meant)", u => u.CrownClosure = 7);
        Change(u => u.Class.IsArbor && IsPlain(u) && u.Height == 9.6, "PINGJUN_SG", "-9.6", "negative height (9.6 meant)", u => u.Height = -9.6);
        Change(u => u.Class.IsArbor && IsPlain(u) && u.Area is > 15 and < 30, "MIAN_JI", null, "recorded area 15 times too large (mu entered as hectares)", TakeMuForHectares);
        Change(u => u.Class.IsArbor && IsPlain(u) && u.Stock > 2000, "XIAOBAN_XJ", null, "stock is not stock per hectare times area", u => u.Stock = Math.Round(u.Stock!.Value * 1.25));
        Overlap();
        return [.. planted.OrderBy(d => d.Record)];
    }

    private static bool IsPlain(Unit unit) => unit.StockPerHectare > 0 && unit.Species?.ForestType is not null;

    private void Change(Predicate<Unit> fits, string field, string? value, string kind, Action<Unit> change)
    {
        var unit = Choose(fits);
        change(unit);
        Note(unit, field, value ?? Units.Text(unit, field) ?? "", kind);
    }

    private Unit Choose(Predicate<Unit> fits)
    {
        var candidates = landscape.Units.FindAll(u => !used.Contains(u) && fits(u));
        var unit = candidates[random.Below(candidates.Count)];
        used.Add(unit);
        return unit;
    }

    private void Note(Unit unit, string field, string value, string kind) =>
        planted.Add(new(landscape.Units.IndexOf(unit), $"{place.Division}-{unit.Key}", field, value, kind));

    private static void TakeMuForHectares(Unit unit)
    {
        unit.Area = Math.Round(unit.Area * 15 * 100) / 100;
        unit.Stock = Math.Round(unit.StockPerHectare!.Value * unit.Area); // the office's own programme multiplies on
    }

    // the unit takes one cell of its neighbour, which keeps it too
    private void Overlap()
    {
        var unit = Choose(u => u.Class.IsArbor && IsPlain(u) && Neighbour(u) is not null);
        var other = Neighbour(unit)!;
        used.Add(other);
        var cell = other.Cells.First(c => landscape.Touch(unit, new Unit { Cells = [c], Class = other.Class, Township = 0, Village = 0, Compartment = 0 }));
        unit.Cells = [.. unit.Cells.Append(cell).Order()];
        unit.Rings = landscape.Lattice.Rings(unit.Cells);
        SampleCounty.Measure(unit);
        Note(unit, "geometry", $"record {landscape.Units.IndexOf(other)}", "overlap with another unit");
    }

    private Unit? Neighbour(Unit unit) => landscape.Units.Find(u => u != unit && !used.Contains(u) && u.Cells.Count > 5 && u.Class.IsArbor && IsPlain(u)
        && u.Township == unit.Township && u.Compartment == unit.Compartment && landscape.Touch(unit, u));
}
