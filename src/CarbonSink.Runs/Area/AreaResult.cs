using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Geometry;

namespace CarbonSink.Runs;

/// <summary>Area of one record (图斑面积).</summary>
/// <param name="Record">0-based record number.</param>
/// <param name="SquareMetres">Area by the method, m²; null where it cannot be had.</param>
/// <param name="SquareUnits">Planar area in squares of the coordinates' own unit, whatever that is; null where there is no polygon.</param>
/// <param name="IsValid">Whether the polygon is valid; null where there is none.</param>
public readonly record struct AreaRecord(long Record, double? SquareMetres, double? SquareUnits, bool? IsValid);

/// <summary>Area of one connected part.</summary>
/// <param name="Record">0-based record number.</param>
/// <param name="Part">0-based number of the part in the record.</param>
/// <param name="SquareMetres">Area by the method, m².</param>
public readonly record struct AreaPart(long Record, int Part, double SquareMetres);

/// <summary>Areas of a layer (面积计算结果).</summary>
/// <param name="Layer">Name of the layer.</param>
/// <param name="Reference">Its coordinate reference; null where it is unknown.</param>
/// <param name="Method">The method that areas follow; null where only squares of an unknown unit can be had.</param>
/// <param name="Records">The records in file order.</param>
/// <param name="Parts">The connected parts, where asked for.</param>
/// <param name="Adjustment">Areas adjusted to the control, of those records that have an area in the same order; null where not asked for.</param>
/// <param name="Findings">What was remarkable.</param>
public sealed record AreaResult(
    string Layer, CoordinateReference? Reference, AreaMethod? Method, IReadOnlyList<AreaRecord> Records, IReadOnlyList<AreaPart> Parts, AreaAdjustment? Adjustment, FindingLog Findings)
{
    internal const double SquareMetresPerHectare = 10_000;

    /// <summary>Square metres in the square of the coordinates' unit; null for degrees and unknown units.</summary>
    public double? SquareMetresPerUnit => Reference is { IsGeographic: false } r ? r.MetresPerUnit * r.MetresPerUnit : null;

    /// <summary>Records with an area.</summary>
    public int MeasuredCount { get; } = Records.Count(r => r.SquareMetres is not null);

    /// <summary>Records without an area, which no total holds.</summary>
    public int UnmeasuredCount => Records.Count - MeasuredCount;

    /// <summary>Sum of the areas, ha; exact, so no order or partition changes it; null where no record has one.</summary>
    public double? TotalHa { get; } = SumOf(Records.Select(r => r.SquareMetres / SquareMetresPerHectare));

    /// <summary>Sum of the planar areas in squares of the coordinates' unit; null where there is none.</summary>
    public double? TotalSquareUnits { get; } = SumOf(Records.Select(r => r.SquareUnits));

    /// <summary>Sum of the planar areas, ha; null for degrees and unknown units.</summary>
    public double? TotalPlanarHa => SumOf(Records.Select(PlanarHa));

    /// <summary>Planar area of a record, ha; null for degrees and unknown units.</summary>
    public double? PlanarHa(AreaRecord record) => record.SquareUnits * SquareMetresPerUnit / SquareMetresPerHectare;

    /// <summary>Whole working units in hectares: the double next to the decimal number, so that printed areas add up to the printed control.</summary>
    internal static double WorkingUnitsHa(double squareMetres) => Math.Round(squareMetres * AreaAdjustment.UnitsPerSquareMetre) / (AreaAdjustment.UnitsPerSquareMetre * SquareMetresPerHectare);

    // Sums that exact arithmetic cannot hold are told by OverflowException.
    private static double? SumOf(IEnumerable<double?> terms)
    {
        var (sum, any) = (ExactSum.Zero, false);
        foreach (var term in terms)
        {
            if (term is not { } value)
                continue;
            (sum, any) = (sum + value, true);
        }

        return any ? sum.ToDouble() : null;
    }
}
