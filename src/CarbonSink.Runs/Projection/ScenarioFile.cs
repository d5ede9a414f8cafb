using CarbonSink.Findings;
using CarbonSink.Growth;
using CarbonSink.Methodologies;
using CarbonSink.Projections;

namespace CarbonSink.Runs;

/// <summary>What a scenario file says (情景文件), read and checked but for codes that the data set knows.</summary>
internal sealed record ScenarioFile
{
    public const string FileName = "scenarios.json";

    private static readonly string[] Keys = ["baseYear", "endYear", "compareWith", "region", "increments", "stockingLimits", "withoutCurve", "deadWoodLitter", "dynamics", "notes"];

    public string Name { get; init; } = FileName;

    public string? Path { get; init; }

    public int? BaseYear { get; init; }

    public int? EndYear { get; init; }

    public string CompareWith { get; init; } = Scenario.BaselineId;

    public string? Region { get; init; }

    public IncrementRule Increments { get; init; }

    public (double Least, double Most) Stocking { get; init; } = (0, 2);

    public bool HoldsWithoutCurve { get; init; }

    public string? DeadWoodLitter { get; init; }

    public PoolDynamics? Dynamics { get; init; }

    /// <summary>Carbon in dead wood, litter and soil where the projection begins, tC/ha.</summary>
    public StandPools Initial { get; init; }

    public IReadOnlyList<Scenario> Scenarios { get; init; } = [];

    /// <summary>Land classes that scenarios plant or close.</summary>
    public IReadOnlyCollection<string> PlantedLand => [.. Scenarios.SelectMany(s => s.Activities).SelectMany(a => a switch { Planting planting => planting.LandClasses, Enclosure enclosure => enclosure.LandClasses, _ => [] }).Distinct(StringComparer.Ordinal)];

    /// <summary>Growth classes that scenarios bring to the land, with the scenario.</summary>
    public IEnumerable<(GrowthClass GrowthClass, string Scenario)> Planted => Scenarios.SelectMany(s => s.Activities.SelectMany(a => a switch
    {
        Planting planting => (GrowthClass[])[planting.GrowthClass],
        Enclosure enclosure => [enclosure.GrowthClass],
        Harvest { ReplantedWith: { } with } => [with],
        _ => [],
    }).Select(c => (c, s.Id)));

    /// <summary>Reads a file.</summary>
    /// <exception cref="RefusedInputException">It is not there or not right; line and key are named.</exception>
    public static ScenarioFile Read(string path, ScenarioCodes codes)
    {
        var name = System.IO.Path.GetFileName(path);
        if (!File.Exists(path))
            throw DataSet.Refuse(ProjectionFindings.NoFile, name, path);
        var top = ScenarioObject.Parse(File.ReadAllBytes(path), name, ["scenarios"], Keys);
        var limits = top.Has("stockingLimits") ? top.Items("stockingLimits") : [];
        if (top.Has("stockingLimits") && (limits.Count != 2 || limits[0].Number is not >= 0 || !(limits[1].Number > limits[0].Number)))
            throw top.Wrong("stockingLimits", "两个数 [下限, 上限]", "two numbers [least, most]");
        var file = new ScenarioFile
        {
            Name = name,
            Path = path,
            BaseYear = top.Has("baseYear") ? top.Year("baseYear", 1900) : null,
            EndYear = top.Has("endYear") ? top.Year("endYear", 1900) : null,
            CompareWith = top.Has("compareWith") ? top.Text("compareWith") : Scenario.BaselineId,
            Region = top.Has("region") ? top.Text("region") : null,
            Increments = top.Has("increments") ? top.One("increments", "scaled", "absolute") == 0 ? IncrementRule.Scaled : IncrementRule.Absolute : IncrementRule.Scaled,
            Stocking = limits.Count == 2 ? (limits[0].Number!.Value, limits[1].Number!.Value) : (0, 2),
            HoldsWithoutCurve = top.Has("withoutCurve") && top.One("withoutCurve", "list", "hold") == 1,
            DeadWoodLitter = top.Has("deadWoodLitter") ? top.Text("deadWoodLitter") : null,
        };
        if (top.Has("dynamics"))
            file = file.WithDynamics(top.Object("dynamics", ["growth", "transfers", "initialTCPerHa"], ["note"]));
        var scenarios = new List<Scenario>();
        foreach (var item in top.Objects("scenarios", ["id", "title", "activities"], ["note"]))
        {
            var id = item.Text("id");
            if (id == Scenario.BaselineId || scenarios.Exists(s => s.Id == id))
                throw item.Wrong("id", "不重复的名称；baseline 留给无措施基线", "a name of its own; baseline is the one in which nothing is done");
            var title = item.Object("title", ["zh", "en"], []);
            var activities = ScenarioActivities.Read(item, codes, file.Increments);
            if (activities.Count > 64)
                throw item.Wrong("activities", "至多 64 项措施", "64 activities at most");
            scenarios.Add(new(id, new(title.Text("zh"), title.Text("en")), activities));
        }

        if (file.CompareWith != Scenario.BaselineId && !scenarios.Exists(s => s.Id == file.CompareWith))
            throw top.Unknown("compareWith", file.CompareWith, [Scenario.BaselineId, .. scenarios.Select(s => s.Id)]);
        return file with { Scenarios = scenarios };
    }

    private ScenarioFile WithDynamics(ScenarioObject dynamics)
    {
        Reservoir[] pools = [Reservoir.AboveGround, Reservoir.BelowGround, Reservoir.DeadWood, Reservoir.Litter, Reservoir.Soil, Reservoir.Atmosphere];
        string[] names = ["AGB", "BGB", "DW", "LI", "SOC", "atmosphere"];
        (FlowKind, string)[] kinds = [(FlowKind.Turnover, "turnover"), (FlowKind.Mortality, "mortality"), (FlowKind.Decay, "decay"), (FlowKind.Humification, "humification")];
        var transfers = new List<PoolTransfer>();
        foreach (var item in dynamics.Objects("transfers", ["from", "to", "fraction", "kind"], ["note"]))
            transfers.Add(new(pools[item.One("from", names)], pools[item.One("to", names)], item.Number("fraction", 0, 1), kinds[item.One("kind", [.. kinds.Select(k => k.Item2)])].Item1));
        var initial = dynamics.Object("initialTCPerHa", ["DW", "LI", "SOC"], []);
        try
        {
            return this with
            {
                Dynamics = PoolDynamics.Of(transfers, dynamics.One("growth", "net", "gross") == 0),
                Initial = new(0, 0, initial.Number("DW", 0, 1000), initial.Number("LI", 0, 1000), initial.Number("SOC", 0, 3000)),
            };
        }
        catch (ArgumentException e)
        {
            throw dynamics.Wrong("transfers", $"向后面的库或大气的转移，每库合计不超过 1（{e.Message}）", $"transfers to later pools or the atmosphere, not more than the whole of a pool ({e.Message})");
        }
    }
}

/// <summary>Codes that a scenario may name.</summary>
/// <param name="LandClasses">Land classes of the data set.</param>
/// <param name="ForestTypes">Forest types that stands have or curves serve.</param>
/// <param name="Products">Products of the table of half-lives.</param>
internal sealed record ScenarioCodes(IReadOnlyCollection<string> LandClasses, IReadOnlyCollection<string> ForestTypes, IReadOnlyDictionary<string, WoodProduct> Products)
{
    public static IReadOnlyList<string> Origins { get; } = ["natural", "planted"];
}
