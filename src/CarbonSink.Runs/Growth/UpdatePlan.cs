using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Growth;

namespace CarbonSink.Runs;

/// <summary>What becomes of one unit (小班更新方案).</summary>
/// <param name="State">As <see cref="UpdateTally.State"/>.</param>
/// <param name="Reason">As <see cref="UpdateTally.Reason"/>.</param>
/// <param name="Age">Age afterwards; null: blank, or as it was where it was not recorded.</param>
/// <param name="Ratio">Ratio of the stock; null where the stock stays as it is.</param>
/// <param name="Volume">Stock per hectare set afterwards (planting), m3/ha; NaN blanks it; null leaves it to the ratio.</param>
internal readonly record struct UnitUpdate(string State, string Reason, double? Age, double? Ratio, double? Volume)
{
    public bool Changes => Ratio is not null || Volume is not null;
}

/// <summary>Decides for every unit what becomes of it, and counts.</summary>
internal sealed class UpdatePlan
{
    private readonly Dictionary<(string, string), UpdateTally> tallies = [];
    private readonly Dictionary<GrowthClass, YieldTable> tables;
    private readonly IReadOnlyDictionary<long, (ChangeEvent Event, int Year)> changes;
    private readonly FindingLog findings;
    private readonly string file;
    private readonly int years;
    private readonly int toYear;

    public UpdatePlan(IReadOnlyList<StandUnit> units, IEnumerable<YieldTable> tables, IReadOnlyDictionary<long, (ChangeEvent Event, int Year)> changes, int years, int toYear, string file, FindingLog findings)
    {
        (this.tables, this.changes, this.years, this.toYear, this.file, this.findings) = (tables.ToDictionary(t => t.GrowthClass), changes, years, toYear, file, findings);
        Updates = [.. units.Select(Decide)];
    }

    public IReadOnlyList<UnitUpdate> Updates { get; }

    public long Clamped { get; private set; }

    /// <summary>Units and area, ha, whose growth passes ages at which a table is held.</summary>
    public Dictionary<GrowthClass, (long Records, ExactSum AreaHa)> Held { get; } = [];

    /// <summary>Tables that some unit was grown or planted by.</summary>
    public HashSet<GrowthClass> Used { get; } = [];

    public IReadOnlyList<UpdateTally> Tallies => [.. tallies.Values.OrderBy(t => t.State, StringComparer.Ordinal).ThenBy(t => t.Reason, StringComparer.Ordinal)];

    public static GrowthClass? ClassOf(in StandUnit unit) => unit is { IsArborForest: true, ForestType: { } type, Origin: { } origin } ? new(type, origin) { Species = unit.Species } : null;

    private UnitUpdate Decide(StandUnit unit)
    {
        var update = Of(unit);
        var tally = tallies.GetValueOrDefault((update.State, update.Reason)) ?? new(update.State, update.Reason);
        var (area, before) = (unit.Hectares ?? 0, unit.Volume ?? 0);
        var after = update.Volume is { } set ? (double.IsNaN(set) ? 0 : set) : before * (update.Ratio ?? 1);
        tallies[(update.State, update.Reason)] = tally with { Records = tally.Records + 1, AreaHa = tally.AreaHa + area, VolumeBeforeM3 = tally.VolumeBeforeM3 + (before * area), VolumeAfterM3 = tally.VolumeAfterM3 + (after * area) };
        return update;
    }

    private UnitUpdate Of(in StandUnit unit)
    {
        if (changes.TryGetValue(unit.Record, out var change))
            return change.Event == ChangeEvent.Harvest ? new("harvested", "", null, null, double.NaN) : Planted(unit, toYear - change.Year);
        var later = unit.Age is > 0 ? unit.Age + years : null;
        if (!unit.IsArborForest)
            return new("notForest", "", later, null, null);
        if (years == 0)
            return new("kept", "sameYear", later, null, null);
        if (unit.Volume is not > 0)
            return Kept(unit, later, "noStock", "蓄积", "stock");
        if (later is null)
            return Kept(unit, later, "noAge", "年龄", "age");
        if (unit.ForestType is null)
            return Kept(unit, later, "noType", "林型（树种不在对照表，或没有参数）", "a forest type (the species is not in the crosswalk, or has no parameters)");
        if (unit.Origin is null)
            return Kept(unit, later, "noOrigin", "起源", "origin");
        if (!tables.TryGetValue(ClassOf(unit)!.Value, out var table))
            return new("kept", "noTable", later, null, null);
        var byVolume = table.Volume.Length > 0;
        if ((byVolume ? unit.Volume : unit.Carbon) is not { } held)
            return Kept(unit, later, "noCarbon", "碳（方法算不出该小班的碳，收获表只有碳）", "carbon by the method, and the yield table has carbon alone");
        if (UnitGrowth.Ratio(table, unit.Age!.Value, years, held) is not var (ratio, curve))
        {
            findings.Add(new Finding(UpdateFindings.OutsideAges, file, unit.Record, null, $"{unit.Age:R}", $"{unit.Age:R}", $"{later:R}", $"{table.FirstAge}", $"{table.LastAge}"));
            return new("kept", "outsideAges", later, null, null);
        }

        if (ratio != curve)
        {
            Clamped++;
            findings.Add(new Finding(UpdateFindings.Clamped, file, unit.Record, null, null, $"{curve:F4}", $"{ratio:F4}"));
        }

        Used.Add(table.GrowthClass);
        var now = unit.Age!.Value;
        if (!byVolume && table.HeldAges.Any(a => a > now && a < later + 1))
        {
            var known = Held.GetValueOrDefault(table.GrowthClass);
            Held[table.GrowthClass] = (known.Records + 1, known.AreaHa + (unit.Hectares ?? 0));
        }

        return new("updated", "", later, byVolume ? ratio : UnitGrowth.OfVolume(ratio, unit.Volume.Value, held, unit.CarbonPerVolume!.Value), null);
    }

    /// <summary>A planted unit is a planted stand, whatever origin was recorded before.</summary>
    private UnitUpdate Planted(in StandUnit unit, int age)
    {
        double? volume = null;
        if (unit.ForestType is { } type && tables.TryGetValue(new(type, "planted") { Species = unit.Species }, out var table) && table.Volume.Length > 0)
            volume = UnitGrowth.At(table, age);
        if (volume is not null)
            Used.Add(new(unit.ForestType!, "planted") { Species = unit.Species });
        return new("planted", "", age, null, volume ?? double.NaN);
    }

    private UnitUpdate Kept(in StandUnit unit, double? later, string reason, string zh, string en)
    {
        findings.Add(new Finding(UpdateFindings.NotGrown, file, unit.Record, null, null, zh, en));
        return new("kept", reason, later, null, null);
    }
}
