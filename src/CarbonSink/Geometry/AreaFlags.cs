namespace CarbonSink.Geometry;

/// <summary>What was remarkable when a record's area was measured.</summary>
[Flags]
public enum AreaFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The winding of the rings does not agree with their nesting; nesting was followed.</summary>
    WindingDisagrees = 1,

    /// <summary>A coordinate is NaN or infinite; the record's area is 0.</summary>
    NotFinite = 2,

    /// <summary>A ring has fewer than four vertices (the closing one counted); it adds nothing.</summary>
    TooFewVertices = 4,

    /// <summary>A latitude beyond 90°, or coordinates too far from the projection's origin to be a place on the ellipsoid; the record's area is 0.</summary>
    OutOfRange = 8,

    /// <summary>A ring wound as a hole crosses the border of another ring: the polygon is invalid; the whole hole was subtracted, as signed areas do.</summary>
    HoleCrosses = 16,
}
