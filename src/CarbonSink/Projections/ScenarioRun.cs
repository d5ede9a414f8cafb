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
    private readonly SortedDictionary<string, (WoodProduct Product, double InUse)> products = new(StringComparer.Ordinal);
    private readonly double landTotalHa;
    private double[] totals;

    public ScenarioRun(Scenario scenario, StandTable table, IReadOnlyList<YieldTable> tables, ProjectionSettings settings)
    {
        (this.scenario, this.table, this.settings) = (scenario, table, settings);
        var oldest = table.Ages.Length > 0 ? table.Ages.Max() : 0;
        rows = new(tables, oldest + settings.LastYear - settings.FirstYear + 2);
        grid = ExactGrid.For(Math.Max(table.Areas.Length > 0 ? table.Areas.Max() : 0, table.Land.Select(l => l.AreaHa).DefaultIfEmpty(0).Max()));
        step = new(settings.Dynamics, rows, grid, settings.Threads);
        state = new(table, rows, settings);
        work = new(scenario, state, table, settings.Dynamics);
        totals = step.Totals(state);
        landTotalHa = Area();
    }

    public ScenarioProjection Run(CancellationToken stop)
    {
        var years = new List<ProjectedYear>(settings.LastYear - settings.FirstYear + 1) { Year(settings.FirstYear, new(), new AgeSheet(state, rows), 0, new SortedDictionary<string, double>(StringComparer.Ordinal)) };
        var begin = scenario.Activities.Count == 0 ? int.MaxValue : Math.Max(settings.FirstYear + 1, scenario.Activities.Min(a => a.From));
        for (var year = settings.FirstYear + 1; year <= settings.LastYear;)
        {
            // Without activities all years are stepped while a block of stands is in the cache.
            var span = year < begin ? Math.Min(begin, settings.LastYear + 1) - year : 1;
            var book = new FlowBook();
            if (year >= begin)
                Manage(year, book);
            var (felled, treated) = (work.HarvestM3, work.TreatedHa);
            var sheet = new AgeSheet(state, rows);
            var sums = step.Run(state, span, settings.ProvesEveryStand, stop);
            state.Older(span);
            for (var y = 0; y < span; y++, year++)
            {
                Book(book, sums[y]);
                UseProducts(book);
                sheet.Pass();
                years.Add(Year(year, book, sheet, felled, treated));
                (book, felled, treated) = (new(), 0, new(StringComparer.Ordinal));
            }
        }

        return new(scenario, years, work.Shortfalls) { ClampedHa = state.ClampedHa };
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

        if (Math.Abs(Area() - landTotalHa) > 1e-9 * Math.Max(1, landTotalHa))
            throw new SumMismatchException($"the activities of {year} changed the area by {Area() - landTotalHa} ha");
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

    private ProjectedYear Year(int year, FlowBook book, AgeSheet sheet, double felled, IReadOnlyDictionary<string, double> treated) => new()
    {
        Year = year,
        StandsHa = sheet.AreaHa,
        LandHa = work.LandHa,
        HeldHa = sheet.HeldHa,
        BeforeCurveHa = sheet.BeforeHa,
        PoolsTC = [.. settings.Dynamics.Pools.Select(p => totals[(int)p] + work.LandTC[(int)p])],
        ProductsTC = products.Values.Sum(p => p.InUse),
        Flows = book.Flows,
        HarvestM3 = felled,
        AgeAreas = sheet.AgeAreas,
        TreatedHa = treated,
    };

    private double Area() => new AgeSheet(state, rows).AreaHa + work.LandHa;

    /// <summary>A stand is rounded to the grid each time it is added up, and doubles round.</summary>
    private void Require(double error, double size, string what)
    {
        if (!(Math.Abs(error) <= (2 * grid.Step * Math.Max(1, state.Count)) + (1e-12 * size)))
            throw new SumMismatchException($"{what}: the flows leave {error} tC of the change of stock unexplained");
    }
}
