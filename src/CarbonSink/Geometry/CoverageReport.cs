namespace CarbonSink.Geometry;

/// <summary>What is wrong at a place of a layer that should cover its land once.</summary>
public enum CoverageDefect
{
    /// <summary>缝隙: enclosed by polygons, but in none.</summary>
    Gap,

    /// <summary>重叠: in several polygons.</summary>
    Overlap,
}

/// <summary>A gap or an overlap (缝隙、重叠).</summary>
/// <param name="Defect">Which.</param>
/// <param name="IsSliver">Whether its mean width is below the tolerance.</param>
/// <param name="Records">The polygons that overlap, or those around the gap.</param>
/// <param name="X">A point in it.</param>
/// <param name="Y">A point in it.</param>
/// <param name="PlanarArea">Its area in squared units of the coordinates.</param>
/// <param name="Width">Its mean width, twice the area over the length of its border, metres.</param>
public sealed record CoverageFault(CoverageDefect Defect, bool IsSliver, IReadOnlyList<int> Records, double X, double Y, double PlanarArea, double Width);

/// <summary>Two records with the same polygon (重复图形).</summary>
/// <param name="Record">The later one.</param>
/// <param name="Earlier">The earlier one.</param>
public readonly record struct DuplicatePolygon(int Record, int Earlier);

/// <summary>A polygon that is a sliver itself (碎屑面).</summary>
/// <param name="Record">The record.</param>
/// <param name="Width">Its mean width, metres.</param>
public readonly record struct SliverPolygon(int Record, double Width);

/// <summary>How the areas of a layer's records are found again on the ground, in squared units of the coordinates: records = union + overlapping + error.</summary>
/// <param name="Records">Sum of the areas of all records.</param>
/// <param name="Union">Area of the land that one polygon or more lies on.</param>
/// <param name="Overlapping">What overlaps count again: their areas times the number of polygons less one.</param>
public sealed record CoverageBalance(double Records, double Union, double Overlapping)
{
    /// <summary>What is lacking: rounding alone.</summary>
    public double Error => Records - (Union + Overlapping);
}

/// <summary>The gaps, overlaps, duplicates and slivers of a layer (图层拓扑检查结果), and the proof that every square metre was seen.</summary>
/// <param name="Faults">Gaps and overlaps.</param>
/// <param name="Places">The geometry of each fault, in the same order.</param>
/// <param name="Duplicates">Records with the polygon of an earlier one.</param>
/// <param name="Slivers">Records that are slivers.</param>
/// <param name="Balance">The areas.</param>
public sealed record CoverageReport(IReadOnlyList<CoverageFault> Faults, PolygonColumn Places, IReadOnlyList<DuplicatePolygon> Duplicates, IReadOnlyList<SliverPolygon> Slivers, CoverageBalance Balance);
