using CarbonSink.Estimation;
using CarbonSink.Growth;

namespace CarbonSink.Projections;

/// <summary>One scenario on its way through the years: land, stands and products as they are now.</summary>
internal sealed class ScenarioRun
{
    private readonly Scenario scenario;
    private readonly StandTable table;
    private readonly ProjectionSettings settings;
    private readonly GrowthRows rows;
    private readonly ExactGrid grid;
    private readonly PoolStep step;
    private readonly StandState state;
    private readonly SiteWork work;
    private readonly List<ProjectedYear> years = [];
    private readonly SortedDictionary<string, (WoodProduct Product, double InUse)> products = new(StringComparer.Ordinal);
    private readonly double areaHa;
    private double[] totals = [];

    public ScenarioRun(Scenario scenario, StandTable table, IReadOnlyList<YieldTable> tables, ProjectionSettings settings)
    {
        (this.scenario, this.table, this.settings) = (scenario, table, settings);
        var (oldest, largest) = (0, 0.0);
        foreach (var age in table.Ages)
            oldest = Math.Max(oldest, age);
        foreach (var hectares in table.Areas)
            largest = hectares > largest ? hectares : largest;
        rows = new(tables, oldest + settings.LastYear - settings.FirstYear + 2);
        grid = ExactGrid.For(Math.Max(largest, table.Land.Select(l => l.AreaHa).DefaultIfEmpty(0).Max()));
        step = new(settings.Dynamics, rows, grid, settings.Threads);
        state = new(scenario.Activities.Count > 0 ? table : StandTable.Empty(table), rows, settings); // where nothing is done nobody asks for single stands
        work = new(scenario, state, table, settings.Dynamics);
        areaHa = Area();
    }

    public ScenarioProjection Run(CancellationToken stop)
    {
        var clamped = scenario.Activities.Count > 0 ? RunManaged(stop) : RunThrough(stop);
        return new(scenario, years, work.Shortfalls) { ClampedHa = clamped, UnknownVolumes = work.UnknownVolumes };
    }

    /// <summary>Without activities: all years of a block of stands while it is in the cache.</summary>
    private double RunThrough(CancellationToken stop)
    {
        var (first, sums, ages, volumes, clamped) = step.RunThrough(table, settings, stop);
        totals = first;
        years.Add(Year(settings.FirstYear, new(), ages, volumes?.Of(0)));
        foreach (var sum in sums)
        {
            var book = new FlowBook();
            Book(book, sum);
            ages.Pass();
            years.Add(Year(settings.FirstYear + years.Count, book, ages, volumes?.Of(years.Count)));
        }

        return clamped;
    }

    private double RunManaged(CancellationToken stop)
    {
        totals = step.Totals(state);
        years.Add(Year(settings.FirstYear, new(), new(state, rows), Volume()));
        for (var year = settings.FirstYear + 1; year <= settings.LastYear; year++)
        {
            var book = new FlowBook();
            Manage(year, book);
            var ages = new AgeSheet(state, rows);
            var sums = step.Run(state, 1, settings.ProvesEveryStand, stop);
            state.Older(1);
            Book(book, sums[0]);
            UseProducts(book);
            ages.Pass();
            years.Add(Year(year, book, ages, Volume()));
        }

        return state.ClampedHa;
    }

    private void Manage(int year, FlowBook book)
    {
        var before = totals;
        work.Do(year, book);
        foreach (var product in work.Inflows.Keys)
            products[product.Id] = (product, products.GetValueOrDefault(product.Id).InUse);
        totals = step.Totals(state);
        for (var pool = 0; pool < totals.Length; pool++)
        {
            // Land that becomes a stand brings its soil along, and leaves with what it keeps.
            var (net, size) = book.Of((Reservoir)pool);
            Require(totals[pool] - before[pool] - net - work.MovedTC[pool], totals[pool] + before[pool] + size, $"{(Reservoir)pool}, activities of {year}");
        }

        if (Math.Abs(Area() - areaHa) > 1e-9 * Math.Max(1, areaHa))
            throw new SumMismatchException($"the activities of {year} changed the area by {Area() - areaHa} ha");
    }

    /// <summary>Books the flows of the yearly step from the stocks it began with, and proves that they make up the change.</summary>
    private void Book(FlowBook book, in YearSums sums)
    {
        var yearly = new FlowBook();
        var dynamics = settings.Dynamics;
        var grown = new[] { sums.Values[5].ToDouble(), sums.Values[6].ToDouble() };
        foreach (var transfer in dynamics.Transfers)
        {
            var flow = transfer.Fraction * totals[(int)transfer.From];
            yearly.Add(transfer.Kind, transfer.From, transfer.To, flow);
            if (dynamics.IsNet && transfer.From <= Reservoir.BelowGround)
                grown[(int)transfer.From] += flow;
        }

        yearly.Add(FlowKind.Growth, Reservoir.Atmosphere, Reservoir.AboveGround, grown[0]);
        yearly.Add(FlowKind.Growth, Reservoir.Atmosphere, Reservoir.BelowGround, grown[1]);
        var now = new double[PoolDynamics.PoolCount];
        for (var pool = 0; pool < now.Length; pool++)
        {
            now[pool] = sums.Values[pool].ToDouble();
            if ((Reservoir)pool is Reservoir.DeadWood or Reservoir.Litter && dynamics.DeadWoodFraction is not null)
                yearly.Add(FlowKind.Fraction, Reservoir.Atmosphere, (Reservoir)pool, now[pool] - totals[pool]);
            var (net, size) = yearly.Of((Reservoir)pool);
            Require(now[pool] - totals[pool] - net, now[pool] + totals[pool] + size, $"{(Reservoir)pool}, yearly step");
        }

        foreach (var flow in yearly.Flows)
            book.Add(flow.Kind, flow.From, flow.To, flow.CarbonTC);
        totals = now;
    }

    private void UseProducts(FlowBook book)
    {
        var inflows = work.Inflows;
        foreach (var id in products.Keys.ToArray())
        {
            var (product, inUse) = products[id];
            var inflow = inflows.GetValueOrDefault(product);
            var next = product.Next(inUse, inflow);
            book.Add(FlowKind.ProductDecay, Reservoir.Products, Reservoir.Atmosphere, inUse + inflow - next);
            products[id] = (product, next);
        }
    }

    private (double VolumeM3, double UnknownHa)? Volume()
    {
        if (!table.HasStands)
            return null;
        var sheet = new VolumeSheet(rows, 1);
        sheet.Add(state, 0, state.Count, state.VolumeFactor, 0, 0);
        return sheet.Of(0);
    }

    private ProjectedYear Year(int year, FlowBook book, AgeSheet sheet, (double VolumeM3, double UnknownHa)? volume) => new()
    {
        Year = year,
        StandsHa = sheet.AreaHa,
        LandHa = work.LandHa,
        HeldHa = sheet.HeldHa,
        BeforeCurveHa = sheet.BeforeHa,
        PoolsTC = [.. settings.Dynamics.Pools.Select(p => totals[(int)p] + work.LandTC[(int)p])],
        ProductsTC = products.Values.Sum(p => p.InUse),
        Flows = book.Flows,
        HarvestM3 = work.HarvestM3,
        AgeAreas = sheet.AgeAreas,
        TreatedHa = work.TreatedHa,
        VolumeM3 = volume?.VolumeM3,
        VolumeUnknownHa = volume?.UnknownHa ?? 0,
    };

    private double Area() => new AgeSheet(state, rows).AreaHa + work.LandHa;

    /// <summary>A stand is rounded to the grid each time it is added up, and doubles round.</summary>
    private void Require(double error, double size, string what)
    {
        if (!(Math.Abs(error) <= (2 * grid.Step * Math.Max(1, Math.Max(state.Count, table.Count))) + (1e-12 * size)))
            throw new SumMismatchException($"{what}: the flows leave {error} tC of the change of stock unexplained");
    }
}
