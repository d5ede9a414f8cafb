namespace CarbonSink.Geometry;

public sealed partial class EllipsoidalArea
{
    /// <summary>Measures the connected parts (多部件) of one record: each outer ring or island less its holes, in the order of the rings, m².</summary>
    /// <param name="column">The polygons.</param>
    /// <param name="record">The record.</param>
    /// <param name="flags">What was remarkable.</param>
    /// <returns>One area per part; none where the record cannot be measured. They add up to the area of the record, but for the official method's rounding of each.</returns>
    public IReadOnlyList<double> PartAreas(PolygonColumn column, int record, out AreaFlags flags)
    {
        flags = AreaFlags.None;
        if (column.Kinds[record] != GeometryKind.Polygon)
            return [];
        var first = column.FirstRing(record);
        var rings = column.RecordEnds[record] - first;
        var (areas, depths, parents) = (new double[rings], new int[rings], new int[rings]);
        for (var i = 0; i < rings; i++)
            areas[i] = SignedArea(column.Ring(first + i), ref flags);
        if ((flags & Unmeasurable) != AreaFlags.None)
            return [];
        (column, first, var period) = InThePlane(column, first, areas);
        RingNesting.Depths(column, first, areas, depths, parents, period);
        var winding = WindingOfLargest(areas);
        var sums = new CompensatedSum[rings];
        var isPart = new bool[rings];
        for (var i = 0; i < rings; i++)
        {
            var owner = depths[i] % 2 == 0 ? i : parents[i];
            if (owner == i && rings > 1 && depths[i] == 0 && Math.Sign(areas[i]) == -winding && RingNesting.ReachesInto(column, first, i, rings, period) is >= 0 and var crossed)
            {
                owner = depths[crossed] % 2 == 0 ? crossed : parents[crossed]; // a hole that crosses the border, cut from the part that it crosses
                flags |= AreaFlags.HoleCrosses;
            }
            sums[owner].Add(owner == i ? Math.Abs(areas[i]) : -Math.Abs(areas[i]));
            isPart[i] |= owner == i && areas[i] != 0;
        }
        return [.. Enumerable.Range(0, rings).Where(i => isPart[i]).Select(i => Math.Max(0, official?.Round(sums[i].Value) ?? sums[i].Value))];
    }
}
