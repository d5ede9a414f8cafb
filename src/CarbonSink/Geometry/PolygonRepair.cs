namespace CarbonSink.Geometry;

/// <summary>What was done to a polygon before it was used.</summary>
/// <param name="Fault">Why it could not be used as it is; null where it could.</param>
/// <param name="IsRepaired">Whether another polygon takes its place; otherwise the rings count as they nest.</param>
/// <param name="AreaBefore">Planar area as its rings nest, in squared units of the coordinates.</param>
/// <param name="AreaAfter">Planar area of what takes its place; 0 where nothing is left.</param>
public readonly record struct PolygonTreatment(ValidityFault? Fault, bool IsRepaired, double AreaBefore, double AreaAfter);

/// <summary>Looks at polygons one by one and repairs the invalid ones as overlays do (图形修复). Reuses its memory; one per thread.</summary>
/// <remarks>
/// An open ring is closed first. A ring that is wound as a hole and lies outside of the outer rings is a part, since nesting decides and not winding: that is also what a
/// repair makes of it, so it stays as it is and is told as <see cref="ValidityDefect.HoleOutside"/>.
/// </remarks>
public sealed class PolygonRepair
{
    private readonly RingSimplicity simplicity = new();
    private readonly PolygonColumn closed = new();

    /// <summary>The polygon in place of the last one that was repaired: one record, without a geometry where nothing with an area is left.</summary>
    public PolygonColumn Repaired { get; } = new();

    /// <summary>Looks at a record.</summary>
    public PolygonTreatment Take(PolygonColumn polygons, int record)
    {
        var (first, end) = (polygons.FirstRing(record), polygons.RecordEnds[record]);
        if (polygons.Kinds[record] != GeometryKind.Polygon || first == end)
            return default;
        if (simplicity.IsCertain(polygons, record) || ValidityFault.Of(polygons, record) is not { } fault)
            return end - first > 1 && WoundAsHole(polygons, first, end - first) is { } ring ? new(new(ValidityDefect.HoleOutside, ring.X, ring.Y), false, 0, 0) : default;
        if (fault.Defect == ValidityDefect.NotFinite)
            return new(fault, false, 0, 0);

        Close(polygons, first, end);
        Repaired.Clear();
        var shape = PolygonShape.Of(closed, 0);
        var after = shape is null ? null : shape.IsValid ? shape : PolygonShape.Repaired(shape);
        if (after is null)
            Repaired.EndRecord(GeometryKind.Null);
        else
            PolygonShape.AddTo(Repaired, after);
        return new(fault, true, shape?.Area ?? 0, after?.Area ?? 0);
    }

    private void Close(PolygonColumn polygons, int first, int end)
    {
        closed.Clear();
        for (var ring = first; ring < end; ring++)
        {
            var xy = polygons.Ring(ring);
            var open = xy.Length >= 6 && (xy[0] != xy[^2] || xy[1] != xy[^1]);
            var target = closed.AddRing((xy.Length / 2) + (open ? 1 : 0));
            xy.CopyTo(target);
            if (open)
                (target[^2], target[^1]) = (xy[0], xy[1]);
        }

        closed.EndRecord(GeometryKind.Polygon);
    }

    // A vertex of the first ring of even depth that winds against the largest ring.
    private static (double X, double Y)? WoundAsHole(PolygonColumn polygons, int first, int rings)
    {
        var areas = rings <= 64 ? stackalloc double[rings] : new double[rings];
        var largest = 0;
        var isMixed = false;
        for (var i = 0; i < rings; i++)
        {
            areas[i] = PolygonShape.PlanarArea(polygons.Ring(first + i));
            largest = Math.Abs(areas[i]) > Math.Abs(areas[largest]) ? i : largest;
            isMixed |= areas[i] * areas[0] < 0;
        }

        if (!isMixed)
            return null;
        var depths = rings <= 64 ? stackalloc int[rings] : new int[rings];
        RingNesting.Depths(polygons, first, areas, depths);
        for (var i = 0; i < rings; i++)
        {
            if (depths[i] % 2 == 0 && areas[i] * areas[largest] < 0)
                return (polygons.Ring(first + i)[0], polygons.Ring(first + i)[1]);
        }

        return null;
    }
}
