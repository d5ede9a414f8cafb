using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Growth;
using CarbonSink.Methodologies;
using CarbonSink.Projections;

namespace CarbonSink.Runs;

/// <summary>The units of an assessment as stands and land (小班转为林分): every unit with an area is one or the other.</summary>
internal sealed class ProjectedUnits
{
    private static readonly Bilingual NotEstimated = new("没有碳储量估算：只计面积", "carbon is not estimated: counts as area alone");
    private static readonly Bilingual NotArbor = new("不是乔木林：没有生长曲线", "no arbor forest: no growth curve");
    private static readonly Bilingual NoType = new("没有林分类型", "no forest type");
    private static readonly Bilingual NoOrigin = new("没有起源", "no origin");
    private static readonly Bilingual NoAge = new("没有年龄，或年龄不合理", "no age, or an implausible one");

    private readonly List<(StandUnit Unit, double Hectares, double Carbon, double Below, double? Volume, string LandClass, string Key)> units = [];

    private ProjectedUnits()
    {
    }

    /// <summary>Units without an area: they are no land to anybody.</summary>
    public long WithoutArea { get; private set; }

    /// <summary>Land classes of the units.</summary>
    public IReadOnlyCollection<string> LandClasses { get; private set; } = [];

    /// <summary>Growth classes of the stands that could be projected.</summary>
    public IReadOnlyList<GrowthClass> Classes { get; private set; } = [];

    private bool BySpecies { get; init; }

    /// <summary>Assesses and reads.</summary>
    public static (ProjectedUnits Units, AssessedLayer Layer) Read(ProjectionOptions options, Action<long, long>? progress, CancellationToken stop)
    {
        var layer = AssessmentRun.RunWithUnits(options.Source, progress, stop);
        var (results, findings, read) = (layer.Results, new FindingLog(), new ProjectedUnits { BySpecies = options.Curves is not null });
        using var data = DataSet.Open(options.Source, findings);
        foreach (var unit in new StandInputs(data, options.Source, stop).Read(findings))
        {
            if (results["areaHa"].Number(unit.Record) is not (> 0 and var hectares))
            {
                read.WithoutArea++;
                continue;
            }

            var carbon = results[StockFigure.Carbon.Key()].Number(unit.Record) ?? 0;
            read.units.Add((unit, hectares, carbon, results.BelowGroundCarbon.Number(unit.Record) ?? 0, results.Find("volumeM3PerHa")?.Number(unit.Record), results["landClass"].Text(unit.Record) ?? "", results.Find("unit")?.Text(unit.Record) ?? ""));
        }

        read.LandClasses = [.. read.units.Select(u => u.LandClass).Where(c => c.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        read.Classes = [.. read.units.Where(u => u.Carbon > 0 && Fault(u.Unit) is null).Select(u => read.Class(u.Unit)).Distinct().OrderBy(c => c.ForestType, StringComparer.Ordinal).ThenBy(c => c.Origin, StringComparer.Ordinal).ThenBy(c => c.Species, StringComparer.Ordinal)];
        return (read, layer);
    }

    /// <summary>The stands and land, and what is left out.</summary>
    /// <param name="tables">Yield tables by class.</param>
    /// <param name="refused">Reasons of classes without one.</param>
    /// <param name="initial">Dead wood, litter and soil of stands, tC/ha; the soil also of land that a scenario plants.</param>
    /// <param name="planted">Land classes that a scenario plants or closes.</param>
    /// <param name="holds">Whether carbon that is not projected is kept as it is.</param>
    public (IReadOnlyList<Stand> Stands, IReadOnlyList<UnprojectedStands> NotProjected) Stands(IReadOnlyDictionary<GrowthClass, YieldTable> tables, IReadOnlyDictionary<GrowthClass, Bilingual> refused, StandPools initial, IReadOnlyCollection<string> planted, bool holds)
    {
        var (stands, left) = (new List<(string Key, Stand Stand)>(), new SortedDictionary<string, (UnprojectedStands Stands, ExactSum Area, ExactSum Carbon, ExactSum Volume, ExactSum Unknown)>(StringComparer.Ordinal));
        foreach (var (unit, hectares, carbon, below, volume, landClass, key) in units)
        {
            var reason = carbon > 0 ? Fault(unit) : NotEstimated;
            GrowthClass? growthClass = reason is null ? Class(unit) : null;
            if (growthClass is { } c && !tables.ContainsKey(c))
                (reason, growthClass) = (refused[c], null);
            if (reason is { } why)
            {
                var of = carbon > 0;
                var (type, origin) = of ? (unit.ForestType ?? "", unit.Origin ?? "") : ("", "");
                var group = $"{(of ? 0 : 1)}|{landClass}|{type}|{origin}|{why.En}";
                var known = left.GetValueOrDefault(group, (new(landClass, type, origin, why, 0, 0, 0), ExactSum.Zero, ExactSum.Zero, ExactSum.Zero, ExactSum.Zero));
                left[group] = (known.Stands with { RecordCount = known.Stands.RecordCount + 1 }, known.Area + hectares, known.Carbon + carbon, known.Volume + ((volume ?? 0) * hectares), known.Unknown + (volume is null ? hectares : 0));
            }

            // Where the method gives living biomass undivided, the curve's own shares divide it.
            var belowShare = below > 0 ? below / carbon : growthClass is { } g ? BelowShare(tables[g], Age(unit)) : 0;
            var keeps = growthClass is not null || (holds && carbon > 0);
            var other = keeps ? initial : planted.Contains(landClass) && carbon == 0 ? initial with { DeadWood = 0, Litter = 0 } : default;
            stands.Add((key, new(unit.Record, landClass, hectares)
            {
                GrowthClass = growthClass,
                Age = growthClass is null ? 0 : Age(unit),
                Pools = keeps ? other with { AboveGround = carbon * (1 - belowShare) / hectares, BelowGround = carbon * belowShare / hectares } : other,
                VolumeM3PerHa = volume,
            }));
        }

        return (Ranked(stands), [.. left.Values.Select(l => l.Stands with { AreaHa = l.Area.ToDouble(), CarbonTC = l.Carbon.ToDouble(), VolumeM3 = l.Volume.ToDouble(), VolumeUnknownHa = l.Unknown.ToDouble() })]);
    }

    /// <summary>Stands by the key of their unit and, where keys are alike, by all that is known of them, numbered in that order: whatever takes stands in turn does not depend on the order of rows, and stands alike in everything are interchangeable.</summary>
    internal static IReadOnlyList<Stand> Ranked(IEnumerable<(string Key, Stand Stand)> stands) =>
        [.. stands.OrderBy(s => s.Key, StringComparer.Ordinal).ThenBy(s => s.Stand.LandClass, StringComparer.Ordinal)
            .ThenBy(s => s.Stand.GrowthClass is { } c ? $"{c.ForestType}\n{c.Origin}\n{c.Species}" : "", StringComparer.Ordinal).ThenBy(s => s.Stand.Age).ThenBy(s => s.Stand.AreaHa)
            .ThenBy(s => (s.Stand.Pools.AboveGround, s.Stand.Pools.BelowGround, s.Stand.Pools.DeadWood, s.Stand.Pools.Litter, s.Stand.Pools.Soil)).ThenBy(s => s.Stand.VolumeM3PerHa ?? -1)
            .Select((s, rank) => s.Stand with { Record = rank })];

    private static int Age(StandUnit unit) => (int)Math.Floor(unit.Age!.Value);

    private static Bilingual? Fault(StandUnit unit) =>
        !unit.IsArborForest ? NotArbor : string.IsNullOrEmpty(unit.ForestType) ? NoType : string.IsNullOrEmpty(unit.Origin) ? NoOrigin : unit.Age is not (>= 0 and <= GrowthStands.OldestPlausible) ? NoAge : null;

    private static double BelowShare(YieldTable table, int age)
    {
        var at = Math.Clamp(age - table.FirstAge, 0, table.AboveGround.Length - 1);
        var (above, below) = (table.AboveGround[at], table.BelowGround[at]);
        return above + below > 0 ? below / (above + below) : 0;
    }

    private GrowthClass Class(StandUnit unit) => new(unit.ForestType!, unit.Origin!) { Species = BySpecies ? unit.Species : null };
}
