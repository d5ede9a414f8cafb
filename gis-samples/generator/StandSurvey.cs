namespace CarbonSink.Samples;

/// <summary>Describes the stand of every unit of forest land: class, species, origin, age, size, density and stock, in agreement with one another.</summary>
internal sealed class StandSurvey(Place place)
{
    private readonly Xoshiro256 random = new(place.Seed, "stands");
    private readonly Noise fertility = new(Xoshiro256.Mix(place.Seed ^ 71), 7000, 2);

    /// <summary>Fills in a unit.</summary>
    public void Describe(Unit unit, Point middle)
    {
        unit.Ownership = random.Chance(0.06) ? "10" : "20";
        if (!unit.Class.IsForestLand)
            return;
        unit.Class = random.Pick(place.ForestLand, share => share.Weight).Class;
        if (unit.Class == LandClass.OtherSuitable || unit.Class == LandClass.Auxiliary || unit.Class == LandClass.Nursery)
        {
            (unit.ForestCategory, unit.Purpose) = ("022", null);
            return;
        }

        var species = PickSpecies(unit);
        Category(unit, species);
        if (unit.Class == LandClass.Cutover || unit.Class == LandClass.Burnt || unit.Class == LandClass.BarrenHill)
            return;
        (unit.Species, unit.SpeciesCode) = (species, species.Code);
        var planted = unit.Class == LandClass.YoungPlantation || (unit.Class != LandClass.YoungClosed && random.Chance(species.PlantedShare));
        unit.Origin = planted ? (species.Code == "220" && random.Chance(0.4) ? "23" : "21") : random.Chance(0.55) ? "11" : random.Chance(0.5) ? "13" : "12";
        if (unit.Class == LandClass.YoungPlantation || unit.Class == LandClass.YoungClosed)
        {
            unit.Age = 1 + random.Below(3);
            unit.AgeGroup = "1";
            unit.Stems = 10 * random.Below(110) + 1100;
        }
        else if (species.Growth is { } growth)
        {
            Grow(unit, species, growth, planted, middle);
        }
        else
        {
            Understorey(unit, species);
        }
    }

    private Species PickSpecies(Unit unit)
    {
        var own = unit.Class == LandClass.Bamboo || unit.Class == LandClass.SpecialShrub || unit.Class == LandClass.OtherShrub || unit.Class == LandClass.Mixed
            ? unit.Class
            : LandClass.Pure; // sparse, young and cleared land: the species of a pure stand
        var favours = place.Townships[unit.Township].Favours;
        return random.Pick(place.Species, s => s.Class != own || unit.Elevation < s.Belt.Low || unit.Elevation > s.Belt.High
            ? 0
            : favours.Where(f => f.Species == s.Code).Aggregate(s.Weight, (weight, f) => weight * f.Factor));
    }

    // public welfare forest (公益林) on steep and high ground, commercial forest (商品林) elsewhere
    private void Category(Unit unit, Species species)
    {
        if (species.Purpose is { } purpose && unit.Class.IsForestCover)
        {
            (unit.ForestCategory, unit.Purpose) = ("022", purpose);
            return;
        }

        var welfare = random.Chance(Math.Min(0.9, 0.12 + unit.Slope / 45.0 + unit.Elevation / 1200.0));
        if (!welfare)
        {
            unit.ForestCategory = random.Chance(0.15) ? "021" : "022";
            unit.Purpose = unit.Class == LandClass.OtherShrub ? "240" : random.Chance(0.12) ? "232" : "233";
            return;
        }

        var national = random.Chance(0.55);
        unit.ForestCategory = national ? "011" : "012";
        unit.Authority = national ? "11" : "21";
        unit.ProtectionGrade = national ? (random.Chance(0.3) ? "1" : "2") : null;
        unit.Purpose = unit.Elevation > 600 && random.Chance(0.3) ? "127" : random.Chance(0.6) ? "111" : random.Chance(0.7) ? "112" : "117";
    }

    private void Grow(Unit unit, Species species, Growth growth, bool planted, Point middle)
    {
        var limits = (planted ? species.Planted ?? species.Natural : species.Natural ?? species.Planted)
            ?? throw new InvalidOperationException($"species {species.Code} has growth but no age limits");
        var oldest = limits.Oldest;
        var age = 4 + (int)((oldest - 4) * (random.Chance(0.7) ? random.Near(0, 1) * 0.85 : random.Unit()));
        var site = Math.Clamp(0.88 + 0.16 * fertility.At(middle.X, middle.Y) + 0.1 * random.Between(-1, 1), 0.6, 1.15);
        var stocking = unit.Class == LandClass.Sparse ? random.Between(0.1, 0.18) : random.Near(0.28, 0.95);
        var height = growth.HeightCeiling * site * age / (age + growth.HalfAge);
        unit.Age = age;
        unit.AgeGroup = unit.Class == LandClass.Sparse ? null : $"{limits.Of(age)}";
        unit.Height = Round(height, 10);
        unit.Diameter = Round((height - 1.3) * growth.DiameterRatio * (1.25 - 0.35 * stocking) + 0.4, 10);
        unit.Stems = (int)Math.Round(growth.Stems * stocking / (1 + age / growth.ThinningAge) / 5) * 5;
        unit.CrownClosure = unit.Class == LandClass.Sparse ? Round(stocking, 100) : Round(Math.Clamp(0.15 + 0.8 * stocking, 0.2, 0.95), 20);
        var basalArea = 0.7853981634e-4 * unit.Diameter.Value * unit.Diameter.Value * unit.Stems.Value;
        unit.StockPerHectare = Round(growth.FormFactor * basalArea * (unit.Height.Value + 3), 10);
    }

    // bamboo, shrub and orchard: cover, sometimes stems, never a stock
    private void Understorey(Unit unit, Species species)
    {
        unit.CrownClosure = Round(random.Near(0.35, 0.95), 20);
        if (unit.Class == LandClass.Bamboo)
        {
            (unit.Diameter, unit.Height) = (Round(random.Near(7.5, 11.5), 10), Round(random.Near(9, 15), 10));
            unit.Stems = 50 * (30 + random.Below(45));
        }
        else if (species.Purpose is not null)
        {
            unit.Age = 4 + random.Below(30);
            unit.FruitingStage = unit.Age < 6 ? "1" : unit.Age < 10 ? "2" : unit.Age < 28 ? "3" : "4";
            unit.Stems = 10 * (60 + random.Below(110));
            unit.Height = Round(random.Near(1.2, 3.4), 10);
        }
    }

    private static double Round(double value, double parts) => Math.Round(value * parts) / parts;
}
