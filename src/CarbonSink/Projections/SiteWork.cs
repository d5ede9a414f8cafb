using CarbonSink.Estimation;
using CarbonSink.Growth;

namespace CarbonSink.Projections;

/// <summary>Does a year's activities on stands and land (经营作业), in the order of the scenario, and books what they move.</summary>
internal sealed class SiteWork
{
    /// <summary>Areas and volumes closer than this share to what was asked are what was asked.</summary>
    private const double Enough = 1e-9;

    private readonly Scenario scenario;
    private readonly StandState state;
    private readonly PoolDynamics dynamics;
    private readonly Dictionary<GrowthClass, int> classes;
    private readonly IReadOnlyList<GrowthClass> names;
    private readonly List<LandPiece> land;
    private readonly List<(int Due, int Class, LandPiece Piece)> closed = [];
    private readonly List<Shortfall> shortfalls = [];
    private readonly ExactSum[] moved = new ExactSum[PoolDynamics.PoolCount];
    private readonly Dictionary<WoodProduct, ExactSum> inflows = [];
    private readonly SortedDictionary<int, UnknownVolume> unknown = [];
    private ExactSum felled;

    public SiteWork(Scenario scenario, StandState state, StandTable table, PoolDynamics dynamics)
    {
        (this.scenario, this.state, this.dynamics, names) = (scenario, state, dynamics, table.Classes);
        classes = names.Select((c, i) => (c, i)).ToDictionary(p => p.c, p => p.i);
        land = [.. table.Land.Select(s => new LandPiece(s.Record, s.LandClass, s.AreaHa,
            dynamics.Counted(s.Pools)))];
        land.Sort((a, b) => (a.Record, a.AreaHa).CompareTo((b.Record, b.AreaHa)));
        Update();
    }

    public IReadOnlyList<Shortfall> Shortfalls => shortfalls;

    public IReadOnlyList<UnknownVolume> UnknownVolumes => [.. unknown.Values];

    /// <summary>Volume felled in the year, m3.</summary>
    public double HarvestM3 => felled.ToDouble();

    /// <summary>Area done in the year by kind of activity, ha.</summary>
    public SortedDictionary<string, double> TreatedHa { get; private set; } = new(StringComparer.Ordinal);

    /// <summary>Carbon that came into use as products in the year, tC.</summary>
    public IReadOnlyDictionary<WoodProduct, double> Inflows => inflows.ToDictionary(i => i.Key, i => i.Value.ToDouble());

    /// <summary>Carbon by pool that land brought to the stands in the year, less what it took, tC.</summary>
    public IReadOnlyList<double> MovedTC => [.. moved.Select(m => m.ToDouble())];

    /// <summary>Area of land, ha.</summary>
    public double LandHa { get; private set; }

    /// <summary>Carbon of land by pool, tC.</summary>
    public double[] LandTC { get; private set; } = [];

    /// <summary>Does the activities of a year.</summary>
    public void Do(int year, FlowBook book)
    {
        (felled, TreatedHa) = (ExactSum.Zero, new(StringComparer.Ordinal));
        Array.Clear(moved);
        inflows.Clear();
        for (var i = 0; i < state.Count; i++)
            if (state.BoostUntil[i] > 0 && state.BoostUntil[i] < year)
                (state.BoostUntil[i], state.Scale[i]) = (0, state.Stocking[i]);
        foreach (var (_, growthClass, piece) in closed.Where(c => c.Due == year))
            Establish(piece, growthClass);
        closed.RemoveAll(c => c.Due == year);
        for (var a = 0; a < scenario.Activities.Count; a++)
        {
            var activity = scenario.Activities[a];
            if (!activity.IsIn(year))
                continue;
            var bit = 1UL << a;
            if (activity is Harvest { VolumeM3PerYear: not null } byVolume)
                NoteUnknown(byVolume, a, year);
            var asked = activity is Harvest { VolumeM3PerYear: { } volume } ? (volume, "m3") : (activity.AreaHaPerYear, Unit: "ha");
            var done = activity switch
            {
                Planting planting => Plant(planting),
                Enclosure enclosure => Close(enclosure, year),
                Tending tending => Each(tending.Stands, bit, tending, i => (state.Scale[i], state.BoostUntil[i]) = (state.Stocking[i] * tending.IncrementFactor, year + tending.ForYears - 1)),
                Thinning thinning => Each(thinning.Stands, bit, thinning, i =>
                {
                    Fell(i, thinning.Share, FlowKind.Thinning, thinning.Products, book);
                    (state.Stocking[i], state.Scale[i]) = (state.Stocking[i] * thinning.IncrementAfter, state.Scale[i] * thinning.IncrementAfter);
                }),
                Harvest harvest => Each(harvest.Stands, 0, harvest, i => Clear(i, harvest, book), harvest.VolumeM3PerYear),
                Repair repair => Each(repair.Stands, bit, repair, i => state.Scale[i] = state.Stocking[i] = repair.ToStocking, null, i => state.RelativeStock(i) < repair.BelowStocking && state.Stocking[i] < repair.ToStocking),
                _ => throw new ArgumentException($"no rule does {activity.Kind}", nameof(year)),
            };
            if (asked.Item1 is { } wanted && done < wanted * (1 - Enough))
                shortfalls.Add(new(a, year, wanted, done, asked.Item2));
        }

        land.RemoveAll(p => p.AreaHa == 0);
        Update();
    }

    private void NoteUnknown(Harvest harvest, int activity, int year)
    {
        var area = ExactSum.Zero;
        for (var i = 0; i < state.Count; i++)
            if (state.Area[i] > 0 && !state.KnowsVolume(i) && harvest.Stands.Takes(names[state.Class[i]], state.Age[i]))
                area += state.Area[i];
        if (area.ToDouble() > (unknown.TryGetValue(activity, out var largest) ? largest.AreaHa : 0))
            unknown[activity] = new(activity, year, area.ToDouble());
    }

    private static bool IsFull(double left, double all) => double.IsFinite(all) && left <= all * Enough;

    private void Treat(Activity activity, double hectares) => TreatedHa[activity.Kind] = TreatedHa.GetValueOrDefault(activity.Kind) + hectares;

    /// <summary>Takes stands in their order until the quota is full, the last one in part; gives what was done in ha, or in m3 of a quota of volume.</summary>
    private double Each(StandFilter filter, ulong bit, Activity activity, Action<int> act, double? volume = null, Func<int, bool>? also = null)
    {
        var found = new List<int>();
        for (var i = 0; i < state.Count; i++)
            if (state.Area[i] > 0 && (state.Treated[i] & bit) == 0 && filter.Takes(names[state.Class[i]], state.Age[i]) && also?.Invoke(i) != false && (volume is null || state.VolumePerHa(i) > 0))
                found.Add(i);
        Func<int, double> first = filter.Order switch { StandOrder.Oldest => i => -state.Age[i], StandOrder.Youngest => i => state.Age[i], StandOrder.LeastStocked => state.RelativeStock, _ => _ => 0 };
        // Area comes last: parts of a stand that are alike in all else may be taken in any order.
        found = [.. found.OrderBy(first).ThenBy(i => state.Record[i]).ThenBy(i => (state.Class[i], state.Age[i], state.Treated[i], state.BoostUntil[i], state.Stocking[i], state.Scale[i]))
            .ThenBy(i => (state.Pools[0][i], state.Pools[1][i], state.Pools[2][i], state.Pools[3][i], state.Pools[4][i])).ThenBy(i => state.Area[i])];
        var (done, left) = (0.0, volume ?? activity.AreaHaPerYear ?? double.PositiveInfinity);
        var all = left;
        foreach (var stand in found)
        {
            if (IsFull(left, all))
                break;
            var per = volume is null ? 1 : state.VolumePerHa(stand);
            var hectares = Math.Min(state.Area[stand], left / per);
            var taken = hectares < state.Area[stand] ? state.Split(stand, hectares) : stand;
            state.Treated[taken] |= bit;
            act(taken);
            Treat(activity, hectares);
            (done, left) = (done + (hectares * per), left - (hectares * per));
        }

        return done;
    }

    /// <summary>Takes trees out of a stand: products as declared, the rest of what is above ground and the roots as slash.</summary>
    private void Fell(int i, double share, FlowKind kind, IReadOnlyList<ProductShare> products, FlowBook book)
    {
        var (area, pools) = (state.Area[i], state.Pools);
        var (above, below) = (share * pools[0][i], share * pools[1][i]);
        var slash = above;
        felled += share * state.VolumePerHa(i) * area;
        foreach (var (product, part) in products)
        {
            slash -= part * above;
            inflows[product] = inflows.GetValueOrDefault(product) + (part * above * area);
            book.Add(kind, Reservoir.AboveGround, Reservoir.Products, part * above * area);
        }

        slash = Math.Max(0, slash);
        var to = dynamics.KeepsSlash ? Reservoir.DeadWood : Reservoir.Atmosphere;
        book.Add(kind, Reservoir.AboveGround, to, slash * area);
        book.Add(kind, Reservoir.BelowGround, to, below * area);
        pools[0][i] -= above;
        pools[1][i] -= below;
        if (dynamics.KeepsSlash)
            pools[2][i] += slash + below;
        foreach (var (pool, fraction) in ((Reservoir, double?)[])[(Reservoir.DeadWood, dynamics.DeadWoodFraction), (Reservoir.Litter, dynamics.LitterFraction)])
        {
            if (fraction is not { } f)
                continue;
            book.Add(FlowKind.Fraction, Reservoir.Atmosphere, pool, ((f * pools[0][i]) - pools[(int)pool][i]) * area);
            pools[(int)pool][i] = f * pools[0][i];
        }
    }

    private void Clear(int i, Harvest harvest, FlowBook book)
    {
        Fell(i, 1, FlowKind.Harvest, harvest.Products, book);
        if (harvest.Replants)
        {
            state.Renew(i, harvest.ReplantedWith is { } with ? classes[with] : state.Class[i]);
            return;
        }

        // Nobody follows decay on land that is no stand: dead wood and litter count as lost at once, the soil stays.
        foreach (var pool in (Reservoir[])[Reservoir.DeadWood, Reservoir.Litter])
            book.Add(FlowKind.Harvest, pool, Reservoir.Atmosphere, state.Pools[(int)pool][i] * state.Area[i]);
        var soil = state.Pools[(int)Reservoir.Soil][i];
        moved[(int)Reservoir.Soil] -= ExactSum.Of(soil * state.Area[i]);
        land.Add(new(state.Record[i], harvest.LandClass, state.Area[i], [0, 0, 0, 0, soil]));
        state.Clear(i);
    }

    private double Plant(Planting planting)
    {
        var (done, back) = (0.0, new List<(LandPiece Piece, double Hectares)>());
        foreach (var (piece, hectares) in Land(planting.LandClasses, planting.AreaHaPerYear))
        {
            Establish(piece.Take(hectares, closes: false), classes[planting.GrowthClass], planting.PreservedShare);
            back.Add((piece, hectares * (1 - planting.PreservedShare)));
            Treat(planting, hectares);
            done += hectares;
        }

        foreach (var (piece, hectares) in back)
            piece.AreaHa += hectares; // what failed is land again, next year at the earliest
        return done;
    }

    private double Close(Enclosure enclosure, int year)
    {
        var done = 0.0;
        foreach (var (piece, hectares) in Land(enclosure.LandClasses, enclosure.AreaHaPerYear))
        {
            var part = piece.Take(hectares, closes: true);
            land.Add(part);
            closed.Add((year + enclosure.AfterYears, classes[enclosure.GrowthClass], part));
            Treat(enclosure, hectares);
            done += hectares;
        }

        return done;
    }

    private List<(LandPiece Piece, double Hectares)> Land(IReadOnlyList<string> landClasses, double? quota)
    {
        var (left, found) = (quota ?? double.PositiveInfinity, new List<(LandPiece, double)>());
        var all = left;
        // Land that holds living biomass whose growth nobody knows is not for planting.
        foreach (var piece in land.Where(p => !p.IsClosed && p.AreaHa > 0 && p.PoolsPerHa[0] + p.PoolsPerHa[1] == 0 && landClasses.Contains(p.LandClass, StringComparer.Ordinal)))
        {
            if (IsFull(left, all))
                break;
            var hectares = Math.Min(piece.AreaHa, left);
            left -= hectares;
            found.Add((piece, hectares));
        }

        return found;
    }

    private void Establish(LandPiece piece, int growthClass, double share = 1)
    {
        var p = piece.PoolsPerHa;
        var hectares = piece.AreaHa * share;
        if (hectares <= 0)
            return;
        state.Plant(growthClass, hectares, piece.Record, p[2], p[3], p[4]);
        for (var pool = 0; pool < p.Length; pool++)
            moved[pool] += p[pool] * hectares;
        piece.AreaHa = 0;
    }

    private void Update()
    {
        var (area, carbon) = (ExactSum.Zero, new ExactSum[PoolDynamics.PoolCount]);
        foreach (var piece in land)
        {
            area += piece.AreaHa;
            for (var pool = 0; pool < carbon.Length; pool++)
                carbon[pool] += piece.AreaHa * piece.PoolsPerHa[pool];
        }

        (LandHa, LandTC) = (area.ToDouble(), [.. carbon.Select(c => c.ToDouble())]);
    }
}
