using CarbonSink.Growth;

namespace CarbonSink.Projections;

/// <summary>Carbon of one hectare by pool (每公顷碳密度), tC/ha.</summary>
/// <param name="AboveGround">Above ground.</param>
/// <param name="BelowGround">Below ground.</param>
/// <param name="DeadWood">Dead wood.</param>
/// <param name="Litter">Litter.</param>
/// <param name="Soil">Soil.</param>
public readonly record struct StandPools(double AboveGround, double BelowGround, double DeadWood = 0, double Litter = 0, double Soil = 0);

/// <summary>A stand, or land without one, when a projection begins (林分).</summary>
/// <param name="Record">Its number; orders stands that are alike in all that an activity sorts by. Runs number stands by the keys of their units, so that rows may stand in any order.</param>
/// <param name="LandClass">Land class code.</param>
/// <param name="AreaHa">Area, ha.</param>
public sealed record Stand(long Record, string LandClass, double AreaHa)
{
    /// <summary>Growth class; null for land without a stand that grows.</summary>
    public GrowthClass? GrowthClass { get; init; }

    /// <summary>Age in whole years.</summary>
    public int Age { get; init; }

    /// <summary>Carbon per hectare.</summary>
    public StandPools Pools { get; init; }

    /// <summary>Growing stock, m3/ha; null where it is not known.</summary>
    public double? VolumeM3PerHa { get; init; }
}

/// <summary>The stands of a projection in columns (林分表). Immutable; whoever makes it from arrays leaves them alone afterwards.</summary>
public sealed class StandTable
{
    private readonly double[][] pools;

    /// <summary>Takes columns of one length.</summary>
    /// <param name="classes">The growth classes.</param>
    /// <param name="growthClass">Index of each stand's class.</param>
    /// <param name="age">Age, years.</param>
    /// <param name="areaHa">Area, ha.</param>
    /// <param name="pools">Carbon above ground, below ground, in dead wood, litter and soil, tC/ha.</param>
    public StandTable(IReadOnlyList<GrowthClass> classes, int[] growthClass, int[] age, double[] areaHa, params double[][] pools)
        : this(classes, growthClass, age, areaHa, pools, [], [])
    {
    }

    private StandTable(IReadOnlyList<GrowthClass> classes, int[] growthClass, int[] age, double[] areaHa, double[][] pools, IReadOnlyList<Stand> stands, IReadOnlyList<Stand> land)
    {
        if (pools.Length != PoolDynamics.PoolCount || pools.Any(p => p.Length != age.Length) || growthClass.Length != age.Length || areaHa.Length != age.Length)
            throw new ArgumentException("the columns of stands have one length, and there are five pools", nameof(pools));
        (Classes, ClassOf, Ages, Areas, this.pools, Stands, Land) = ([.. classes], growthClass, age, areaHa, pools, stands, land);
        if (!AreWithin(growthClass, classes.Count - 1) || !AreWithin(age, int.MaxValue) || !AreFinite(areaHa) || !Array.TrueForAll(pools, p => AreFinite(p)))
            throw new ArgumentException("a stand has no class, or a negative age, area or carbon", nameof(pools));
    }

    /// <summary>The growth classes, by index.</summary>
    public IReadOnlyList<GrowthClass> Classes { get; }

    /// <summary>Number of stands that grow.</summary>
    public int Count => Ages.Length;

    /// <summary>Land without a stand that grows.</summary>
    public IReadOnlyList<Stand> Land { get; }

    internal int[] ClassOf { get; }

    internal int[] Ages { get; }

    internal double[] Areas { get; }

    /// <summary>The stands one by one; empty where the table was made from columns.</summary>
    internal IReadOnlyList<Stand> Stands { get; }

    /// <summary>Whether the stands are known one by one.</summary>
    internal bool HasStands => Stands.Count == Count;

    /// <summary>Makes a table of stands and land; stands whose class has no yield table count as land and keep their carbon.</summary>
    /// <param name="stands">The stands in any order.</param>
    /// <param name="classes">Growth classes with a yield table.</param>
    public static StandTable Of(IEnumerable<Stand> stands, IReadOnlyList<GrowthClass> classes)
    {
        var index = classes.Select((c, i) => (c, i)).ToDictionary(p => p.c, p => p.i);
        var (growing, land) = (new List<Stand>(), new List<Stand>());
        foreach (var stand in stands)
            (stand.GrowthClass is { } c && index.ContainsKey(c) ? growing : land).Add(stand);
        return new(classes, [.. growing.Select(s => index[s.GrowthClass!.Value])], [.. growing.Select(s => s.Age)], [.. growing.Select(s => s.AreaHa)],
            [[.. growing.Select(s => s.Pools.AboveGround)], [.. growing.Select(s => s.Pools.BelowGround)], [.. growing.Select(s => s.Pools.DeadWood)], [.. growing.Select(s => s.Pools.Litter)], [.. growing.Select(s => s.Pools.Soil)]],
            growing, land);
    }

    /// <summary>The classes of a table without its stands.</summary>
    internal static StandTable Empty(StandTable table) => new(table.Classes, [], [], [], [.. table.pools.Select(_ => Array.Empty<double>())]);

    internal ReadOnlySpan<double> Pool(Reservoir pool) => pools[(int)pool];

    // Plain loops: they are compiled ahead of time, and code over vectors would take longer to compile than to run.
    private static bool AreWithin(ReadOnlySpan<int> values, int most)
    {
        foreach (var value in values)
            if (value < 0 || value > most)
                return false;
        return true;
    }

    private static bool AreFinite(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
            if (!(value >= 0 && value <= double.MaxValue))
                return false;
        return true;
    }
}
