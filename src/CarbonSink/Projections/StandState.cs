namespace CarbonSink.Projections;

/// <summary>The stands of a projection as they are now (林分现状), with what activities need to know of them.</summary>
internal sealed class StandState : StandColumns
{
    private readonly GrowthRows rows;

    public StandState(StandTable table, GrowthRows rows, ProjectionSettings settings)
        : base(table.Count)
    {
        this.rows = rows;
        ClampedHa = Fill(table, 0, table.Count, rows, settings).ToDouble();
        var size = Area.Length;
        (Class, Age, Treated, BoostUntil, VolumeFactor, Stocking) = (new int[size], new int[size], new ulong[size], new int[size], new double[size], [.. Scale]);
        table.ClassOf.CopyTo(Class, 0);
        table.Ages.CopyTo(Age, 0);
        for (var i = 0; i < table.Stands.Count; i++)
            VolumeFactor[i] = VolumeSheet.Factor(table.Stands[i].VolumeM3PerHa, Pools[0][i], rows.VolumePerCarbon(Class[i], Age[i]));
    }

    /// <summary>Area whose relative stocking was outside the limits, ha.</summary>
    public double ClampedHa { get; }

    public int[] Class { get; private set; }

    public int[] Age { get; private set; }

    public ulong[] Treated { get; private set; }

    public int[] BoostUntil { get; private set; }

    /// <summary>What increments are multiplied by without tending.</summary>
    public double[] Stocking { get; private set; }

    public double[] VolumeFactor { get; private set; }

    /// <summary>Growing stock of a stand, m3/ha; zero where it is not known.</summary>
    public double VolumePerHa(int i) => Pools[0][i] * VolumeFactor[i] * (rows.VolumePerCarbon(Class[i], Age[i]) ?? 1);

    /// <summary>Whether the growing stock of a stand is known, now and at any age.</summary>
    public bool KnowsVolume(int i) => VolumeFactor[i] > 0;

    /// <summary>Stock above ground over that of the curve; 1 where the curve has none.</summary>
    public double RelativeStock(int i) => rows.StockAt(Class[i], Age[i]) is > 0 and var curve ? Pools[0][i] / curve : 1;

    /// <summary>Splits an area off a stand into one of its own, equal in everything else; gives its place.</summary>
    public int Split(int stand, double hectares)
    {
        var at = Add();
        (Class[at], Age[at], Row[at], Treated[at], BoostUntil[at], Scale[at], Stocking[at], VolumeFactor[at], Record[at]) =
            (Class[stand], Age[stand], Row[stand], Treated[stand], BoostUntil[stand], Scale[stand], Stocking[stand], VolumeFactor[stand], Record[stand]);
        foreach (var pool in Pools)
            pool[at] = pool[stand];
        Area[at] = hectares;
        Area[stand] -= hectares;
        return at;
    }

    /// <summary>Adds a young stand without living biomass.</summary>
    public void Plant(int growthClass, double hectares, long record, double deadWood, double litter, double soil)
    {
        var at = Add();
        (Area[at], Record[at], VolumeFactor[at]) = (hectares, record, 0);
        (Pools[2][at], Pools[3][at], Pools[4][at]) = (deadWood, litter, soil);
        Renew(at, growthClass);
    }

    /// <summary>Makes a stand young again.</summary>
    public void Renew(int i, int growthClass)
    {
        // A curve without volume leaves the ratio of the stand before, if it was of the same class.
        VolumeFactor[i] = rows.VolumePerCarbon(growthClass, 0) is not null ? 1 : Class[i] == growthClass ? VolumeFactor[i] : 0;
        (Class[i], Age[i], Row[i], Treated[i], BoostUntil[i], Scale[i], Stocking[i]) = (growthClass, 0, rows.Row(growthClass, 0), 0, 0, 1, 1);
    }

    /// <summary>Takes a stand out; its place remains, without area.</summary>
    public void Clear(int i)
    {
        Area[i] = 0;
        (Row[i], Scale[i]) = (0, 0);
        foreach (var pool in Pools)
            pool[i] = 0;
    }

    /// <summary>Lets a number of years pass for ages.</summary>
    public void Older(int years)
    {
        for (var i = 0; i < Count; i++)
        {
            Age[i] += years;
            Row[i] += Row[i] > 0 ? years : 0;
        }
    }

    private int Add()
    {
        if (Count == Age.Length)
        {
            var size = Math.Max(Lanes, 2 * Age.Length);
            Class = Grown(Class, size);
            Age = Grown(Age, size);
            Row = Grown(Row, size);
            Treated = Grown(Treated, size);
            BoostUntil = Grown(BoostUntil, size);
            Area = Grown(Area, size);
            Scale = Grown(Scale, size);
            Stocking = Grown(Stocking, size);
            VolumeFactor = Grown(VolumeFactor, size);
            Record = Grown(Record, size);
            for (var p = 0; p < Pools.Length; p++)
                Pools[p] = Grown(Pools[p], size);
        }

        return Count++;
    }

    private static T[] Grown<T>(T[] column, int size)
    {
        Array.Resize(ref column, size);
        return column;
    }
}
