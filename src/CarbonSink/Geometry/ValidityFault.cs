using NetTopologySuite.Operation.Valid;

namespace CarbonSink.Geometry;

/// <summary>Why a polygon is invalid.</summary>
public enum ValidityDefect
{
    /// <summary>坐标不是数: a coordinate is NaN or infinite.</summary>
    NotFinite,

    /// <summary>未闭合: a ring does not end where it starts.</summary>
    NotClosed,

    /// <summary>点数不足: a ring has fewer than three different vertices.</summary>
    TooFewPoints,

    /// <summary>自相交: borders cross or run along each other.</summary>
    SelfIntersection,

    /// <summary>重复环: a ring repeats another.</summary>
    DuplicateRings,

    /// <summary>部件或洞相互嵌套: a part lies in another, or a hole in a hole.</summary>
    Nested,

    /// <summary>洞在外环之外: a hole lies outside.</summary>
    HoleOutside,

    /// <summary>内部不连通: holes cut the inside apart.</summary>
    Disconnected,
}

/// <summary>What makes a polygon invalid, and where (图形无效的原因和位置).</summary>
/// <param name="Defect">Why.</param>
/// <param name="X">Where; NaN where the place is no number.</param>
/// <param name="Y">Where; NaN where the place is no number.</param>
public readonly record struct ValidityFault(ValidityDefect Defect, double X, double Y)
{
    /// <summary>The first fault of a record's polygon; null where it is valid or there is none.</summary>
    public static ValidityFault? Of(PolygonColumn column, int record)
    {
        if (column.Kinds[record] != GeometryKind.Polygon)
            return null;
        for (var ring = column.FirstRing(record); ring < column.RecordEnds[record]; ring++)
        {
            var xy = column.Ring(ring);
            var bad = xy.IndexOfAnyExceptInRange(double.MinValue, double.MaxValue);
            if (bad >= 0)
                return new(ValidityDefect.NotFinite, double.NaN, double.NaN);
            if (xy.Length < 8)
                return xy.Length == 0 ? new(ValidityDefect.TooFewPoints, double.NaN, double.NaN) : new(ValidityDefect.TooFewPoints, xy[0], xy[1]);
            if (xy[0] != xy[^2] || xy[1] != xy[^1])
                return new(ValidityDefect.NotClosed, xy[^2], xy[^1]);
        }

        if (PolygonShape.Of(column, record) is not { } shape)
            return column.FirstRing(record) == column.RecordEnds[record] ? new(ValidityDefect.TooFewPoints, double.NaN, double.NaN) : new(ValidityDefect.TooFewPoints, column.Ring(column.FirstRing(record))[0], column.Ring(column.FirstRing(record))[1]);
        return Of(shape);
    }

    /// <summary>The first fault of a shape; null where it is valid.</summary>
    internal static ValidityFault? Of(NetTopologySuite.Geometries.Geometry shape) =>
        new IsValidOp(shape).ValidationError is { } error ? new(DefectOf(error.ErrorType), error.Coordinate.X, error.Coordinate.Y) : null;

    private static ValidityDefect DefectOf(TopologyValidationErrors error) => error switch
    {
        TopologyValidationErrors.HoleOutsideShell => ValidityDefect.HoleOutside,
        TopologyValidationErrors.NestedHoles or TopologyValidationErrors.NestedShells => ValidityDefect.Nested,
        TopologyValidationErrors.DisconnectedInteriors => ValidityDefect.Disconnected,
        TopologyValidationErrors.DuplicateRings => ValidityDefect.DuplicateRings,
        TopologyValidationErrors.TooFewPoints => ValidityDefect.TooFewPoints,
        TopologyValidationErrors.RingNotClosed => ValidityDefect.NotClosed,
        TopologyValidationErrors.InvalidCoordinate => ValidityDefect.NotFinite,
        _ => ValidityDefect.SelfIntersection,
    };
}
