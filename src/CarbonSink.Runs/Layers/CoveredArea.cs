using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Geometry;

namespace CarbonSink.Runs;

/// <summary>How much of each polygon of a layer lies in other layers, where these overlap counted once (压占面积).</summary>
/// <param name="Ha">Area of each polygon on the ellipsoid, ha; 0 without a polygon.</param>
/// <param name="CoveredHa">How much of it the other layers cover, ha.</param>
/// <param name="Rest">What lies in none of them.</param>
internal sealed record CoveredArea(IReadOnlyList<double> Ha, IReadOnlyList<double> CoveredHa, OverlayPieces Rest)
{
    /// <summary>Measures; the other layers are brought to the reference of the first.</summary>
    /// <exception cref="RefusedInputException">A reference is unknown or the layers do not fit together.</exception>
    public static CoveredArea Of(PolygonTable layer, IEnumerable<PolygonTable> others, FindingLog findings, CancellationToken stop = default)
    {
        var reference = layer.Reference ?? throw DataSet.Refuse(AreaRunFindings.NoReference, layer.Name, layer.Name);
        var area = new EllipsoidalArea(reference);
        OverlayRun.Unmeasurable(layer, area, findings);
        var cover = new PolygonColumn();
        foreach (var other in others)
        {
            OverlayRun.RequireSameReference(layer, other, findings);
            OverlayRun.Unmeasurable(other, area, findings);
            cover.Append(OverlayRun.Prepare(other, 1, findings, stop).Polygons, 0, other.Polygons.Count);
        }

        var prepared = OverlayRun.Prepare(layer, 1, findings, stop);
        var whole = new double[layer.Polygons.Count];
        area.Measure(prepared.Polygons, whole);
        var rest = LayerOverlay.Of(prepared, PreparedLayer.Create(cover, 1, stop), 1, null, stop).Rest;
        var left = new double[rest.Count];
        area.Measure(rest.Polygons, left);
        var sums = new ExactSum[whole.Length];
        for (var i = 0; i < left.Length; i++)
            sums[rest.First[i]] += left[i];

        // Rounding in the corners of pieces: less than a hundredth of a square metre is nothing, and nothing is covered twice over.
        return new([.. whole.Select(m2 => m2 / 10000)], [.. whole.Select((m2, i) => m2 - sums[i].ToDouble() is > 0.01 and var covered ? Math.Min(covered, m2) / 10000 : 0)], rest);
    }
}
