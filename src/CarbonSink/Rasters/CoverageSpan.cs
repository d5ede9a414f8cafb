namespace CarbonSink.Rasters;

/// <summary>Neighbouring cells of one row that a polygon covers by the same fraction.</summary>
/// <param name="Row">Row of the raster.</param>
/// <param name="Column">First column.</param>
/// <param name="Length">Number of cells.</param>
/// <param name="Fraction">Covered part of each cell, above 0 and at most 1.</param>
public readonly record struct CoverageSpan(int Row, int Column, int Length, double Fraction);

/// <summary>What was remarkable when the cells under a polygon were found.</summary>
[Flags]
public enum CoverageFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>There is no polygon.</summary>
    NoPolygon = 1,

    /// <summary>A coordinate is NaN or infinite; no cell is covered.</summary>
    NotFinite = 2,

    /// <summary>The polygon reaches beyond the raster.</summary>
    PartlyOutside = 4,

    /// <summary>The polygon lies wholly outside of the raster.</summary>
    Outside = 8,

    /// <summary>The polygon covers some cells less than not at all or more than once, as invalid polygons do; their fractions were cut to 0 and 1.</summary>
    Clamped = 16,
}
