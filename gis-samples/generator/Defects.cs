namespace CarbonSink.Samples;

/// <summary>One planted defect: record number from 0 (null: the layer), unit, field, value as written, what it is, and the code of the finding it must give (blank: it is read as meant, or not looked for).</summary>
internal sealed record Defect(int? Record, string Unit, string Field, string Value, string Kind, string Finding);

/// <summary>Plants the dirt that real deliveries contain, at records that depend on nothing but the seed.</summary>
internal sealed class Defects(SampleCounty county, DataDictionary dictionary)
{
    private readonly Xoshiro256 random = new(county.Place.Seed, "defects");
    private readonly HashSet<Unit> used = [];
    private readonly List<Defect> planted = [];

    /// <summary>What was planted, in record order.</summary>
    public IReadOnlyList<Defect> Planted => [.. planted.OrderBy(d => d.Record)];

    public void NullShape() => Change(u => u.Class == LandClass.Pure && IsStocked(u), "geometry", "", "null shape", "GIS-0012", u => u.Rings = null);

    public void UnknownLandClass(string code) =>
        Change(u => u.Class.IsArbor && IsStocked(u), "DI_LEI", code, "unknown land class", "GIS-0046", u => u.LandClassCode = code);

    public void BlankLandClass() => Change(u => u.Class.IsArbor && IsStocked(u), "DI_LEI", "", "blank land class", "GIS-0043", u => u.LandClassCode = "");

    public void UnknownSpecies(string code) =>
        Change(u => u.Class == LandClass.Pure && IsStocked(u), "YOU_SHI_SZ", code, "unknown species", "RUN-0025", u => u.SpeciesCode = code);

    public void CrownClosureInTenths() => Change(
        u => u.Class.IsArbor && IsStocked(u) && u.CrownClosure == 0.7, "YU_BI_DU", "7.00", "crown closure above 1 (0.70 meant)", "GIS-0044", u => u.CrownClosure = 7);

    public void NegativeHeight() => Change(
        u => u.Class.IsArbor && IsStocked(u) && u.Height == 9.6, "PINGJUN_SG", "-9.6", "negative height (9.6 meant)", "GIS-0044", u => u.Height = -9.6);

    public void AreaInMu() => Change(
        u => u.Class.IsArbor && IsStocked(u) && u.Area is > 15 and < 30, dictionary.AreaField, null, "recorded area 15 times too large (mu entered as hectares)", "RUN-0020", TakeMuForHectares);

    public void WrongStock() => Change(
        u => u.Class.IsArbor && IsStocked(u) && u.Stock > 2000, dictionary.StockField!, null, "stock is not stock per hectare times area", "RUN-0021", u => u.Stock = Math.Round(u.Stock!.Value * 1.25));

    public void LostLeadingZero() => Respell(
        u => u.Class.IsArbor && IsStocked(u), "DI_LEI", proper => proper[1..], "leading zero lost", "GIS-0048");

    public void DecodedLandClass(string name) => Spell(u => u.Class.IsArbor && IsStocked(u), "DI_LEI", name, "name instead of code: read as the code", "");

    public void CodeWithDecimals(string field) => Respell(u => u.Class.IsArbor && IsStocked(u), field, proper => proper + ".0", "code with decimals: read without them", "");

    public void ShrubCoverAbove100() => Respell(
        u => u.Class.IsShrub && u.CrownClosure is not null, "GMGD", proper => proper.Insert(1, "0"), "shrub cover above 100 %", "GIS-0044");

    public void BiomassDiffers() => Respell(
        u => u.StatesBiomass, "SHENG_WU_L", proper => UnitFields.Fixed(1.2 * UnitFields.Number(proper), 1)!, "stated biomass is 1.2 times that of the stock", "RUN-0045");

    public void CarbonAsCarbonDioxide() => Respell(
        u => u.StatesBiomass, "TAN_CHU_L", proper => UnitFields.Fixed(44.0 / 12 * UnitFields.Number(proper), 1)!, "stated carbon is its CO2 equivalent", "RUN-0047");

    public void RareCharacter() => Spell(u => u.Class.IsArbor, "BZ", "原名石棚㙍", "a character that GB18030 has and GBK has not: read as it is", "");

    public void BlankAgeGroup(string species) => Spell(u => u.SpeciesCode == species && IsStocked(u), "LING_ZU", "", "blank age group; age and origin are given", "");

    /// <summary>A field name that dBASE cut to ten bytes: of the layer, not of a record.</summary>
    public void CutName(string name, string full) => planted.Add(new(null, "", name, full, "field name cut to ten bytes", "GIS-0042"));

    /// <summary>A value as a careless office spells it.</summary>
    public void Spell(Predicate<Unit> fits, string field, string text, string kind, string finding) =>
        Change(fits, field, text, kind, finding, u => u.Spelling.Add(field, text));

    /// <summary>The same, with a spelling that depends on the proper one.</summary>
    public void Respell(Predicate<Unit> fits, string field, Func<string, string> spelling, string kind, string finding) =>
        Change(fits, field, null, kind, finding, u => u.Spelling.Add(field, spelling(county.Text(u, field))));

    /// <summary>A unit takes one cell of its neighbour, which keeps it too.</summary>
    public void Overlap()
    {
        var unit = Choose(u => u.Class.IsArbor && IsStocked(u) && Neighbour(u) is not null);
        var other = Neighbour(unit)!;
        used.Add(other);
        var cell = other.Cells.First(c => county.Landscape.Touch(unit, new Unit { Cells = [c], Class = other.Class, Township = 0, Village = 0, Compartment = 0 }));
        unit.Cells = [.. unit.Cells.Append(cell).Order()];
        unit.Rings = county.Landscape.Lattice.Rings(unit.Cells);
        county.Measure(unit);
        Note(unit, "geometry", $"record {county.Units.IndexOf(other)}", "overlap with another unit", "");
    }

    /// <summary>Whether a unit has a recorded stock.</summary>
    public static bool IsStocked(Unit unit) => unit.StockPerHectare > 0;

    private void Change(Predicate<Unit> fits, string field, string? value, string kind, string finding, Action<Unit> change)
    {
        var unit = Choose(fits);
        change(unit);
        Note(unit, field, value ?? county.Text(unit, field), kind, finding);
    }

    private Unit Choose(Predicate<Unit> fits)
    {
        var candidates = county.Units.FindAll(u => !used.Contains(u) && fits(u));
        var unit = candidates[random.Below(candidates.Count)];
        used.Add(unit);
        return unit;
    }

    private void Note(Unit unit, string field, string value, string kind, string finding) =>
        planted.Add(new(county.Units.IndexOf(unit), $"{county.Place.Division}-{unit.Key}", field, value, kind, finding));

    private static void TakeMuForHectares(Unit unit)
    {
        unit.Area = Math.Round(unit.Area * 15 * 100) / 100;
        unit.Stock = Math.Round(unit.StockPerHectare!.Value * unit.Area); // the office's own programme multiplies on
    }

    private Unit? Neighbour(Unit unit) => county.Units.Find(u => u != unit && !used.Contains(u) && u.Cells.Count > 5 && u.Class.IsArbor && IsStocked(u)
        && u.Township == unit.Township && u.Compartment == unit.Compartment && county.Landscape.Touch(unit, u));
}
