namespace CarbonSink.Projections;

/// <summary>Land without a stand that grows (无林分的土地): its carbon stays as it is while it is land.</summary>
internal sealed class LandPiece(long record, string landClass, double areaHa, double[] poolsPerHa)
{
    public long Record => record;

    public string LandClass => landClass;

    public double AreaHa { get; set; } = areaHa;

    /// <summary>Carbon by pool, tC/ha.</summary>
    public double[] PoolsPerHa => poolsPerHa;

    /// <summary>Whether it is closed for regeneration.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Takes an area off; the whole piece keeps its place with nothing left.</summary>
    public LandPiece Take(double hectares, bool closes)
    {
        AreaHa = hectares < AreaHa ? AreaHa - hectares : 0;
        return new(record, landClass, hectares, poolsPerHa) { IsClosed = closes };
    }
}
