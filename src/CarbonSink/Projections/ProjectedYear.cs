namespace CarbonSink.Projections;

/// <summary>An activity that could not be done as asked (任务未完成).</summary>
/// <param name="Activity">Index of the activity in its scenario.</param>
/// <param name="Year">The year.</param>
/// <param name="Asked">What was asked.</param>
/// <param name="Done">What was done.</param>
/// <param name="Unit">ha or m3.</param>
public sealed record Shortfall(int Activity, int Year, double Asked, double Done, string Unit);

/// <summary>Stands that a quota of volume could not take, since nobody knows their volume (蓄积不明的林分).</summary>
/// <param name="Activity">Index of the activity in its scenario.</param>
/// <param name="Year">The year in which their area was largest, the first of such years.</param>
/// <param name="AreaHa">Their area in that year, ha.</param>
public sealed record UnknownVolume(int Activity, int Year, double AreaHa);

/// <summary>Area of the stands in an age class (龄级面积).</summary>
/// <param name="FromAge">First age of the class, which spans ten years.</param>
/// <param name="AreaHa">Area, ha.</param>
public sealed record AgeArea(int FromAge, double AreaHa);

/// <summary>State and flows of one year of a projection (预测年): stocks at its end, flows within it.</summary>
public sealed record ProjectedYear
{
    /// <summary>The year.</summary>
    public required int Year { get; init; }

    /// <summary>Area of stands that grow or are held, ha.</summary>
    public required double StandsHa { get; init; }

    /// <summary>Area of land without such stands, ha; with <see cref="StandsHa"/> the same every year.</summary>
    public required double LandHa { get; init; }

    /// <summary>Area of stands that were past the last age of their curve, so that they did not grow, ha.</summary>
    public required double HeldHa { get; init; }

    /// <summary>Area of stands that were before the first age of their curve, ha.</summary>
    public required double BeforeCurveHa { get; init; }

    /// <summary>Carbon at the end of the year by pool, in the order of <see cref="PoolDynamics.Pools"/>, tC.</summary>
    public required IReadOnlyList<double> PoolsTC { get; init; }

    /// <summary>Carbon in wood products of the projection at the end of the year, tC.</summary>
    public required double ProductsTC { get; init; }

    /// <summary>Flows of the year by kind and reservoirs.</summary>
    public required IReadOnlyList<CarbonFlow> Flows { get; init; }

    /// <summary>Volume felled, m3.</summary>
    public required double HarvestM3 { get; init; }

    /// <summary>Area by age class of ten years at the end of the year.</summary>
    public required IReadOnlyList<AgeArea> AgeAreas { get; init; }

    /// <summary>Area done in the year by kind of activity, ha.</summary>
    public required IReadOnlyDictionary<string, double> TreatedHa { get; init; }

    /// <summary>Growing stock of the stands whose growing stock is known at the end of the year, m3; null where stands are not known one by one.</summary>
    public double? VolumeM3 { get; init; }

    /// <summary>Area of the stands whose growing stock is not known, ha; they are in no <see cref="VolumeM3"/>.</summary>
    public double VolumeUnknownHa { get; init; }

    /// <summary>All carbon on the site and in products, tC.</summary>
    public double CarbonTC => PoolsTC.Sum() + ProductsTC;
}

/// <summary>A scenario projected (情景预测结果).</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Years">The years from the first stock, which has no flows, to the last.</param>
/// <param name="Shortfalls">What could not be done as asked.</param>
public sealed record ScenarioProjection(Scenario Scenario, IReadOnlyList<ProjectedYear> Years, IReadOnlyList<Shortfall> Shortfalls)
{
    /// <summary>Area whose relative stocking was outside the limits and was set to the nearer one, ha.</summary>
    public double ClampedHa { get; init; }

    /// <summary>Stands that qualified for quotas of volume and have none that is known, by activity.</summary>
    public IReadOnlyList<UnknownVolume> UnknownVolumes { get; init; } = [];
}

/// <summary>Settings of a projection (预测设定).</summary>
/// <param name="FirstYear">Year at whose end the stock is known.</param>
/// <param name="LastYear">Last year.</param>
/// <param name="Dynamics">How pools move.</param>
public sealed record ProjectionSettings(int FirstYear, int LastYear, PoolDynamics Dynamics)
{
    /// <summary>How increments are taken from curves.</summary>
    public IncrementRule Increments { get; init; }

    /// <summary>Least and most relative stocking that increments are scaled by.</summary>
    public (double Least, double Most) Stocking { get; init; } = (0, double.MaxValue);

    /// <summary>Threads; results are the same for any number.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether the books of every stand are proven in every year, besides those of all stands together.</summary>
    public bool ProvesEveryStand { get; init; } = true;
}
