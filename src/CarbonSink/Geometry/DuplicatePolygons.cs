namespace CarbonSink.Geometry;

/// <summary>Records whose polygon is that of an earlier record, wherever their rings start and whichever way they wind.</summary>
internal static class DuplicatePolygons
{
    /// <summary>The later records with the first one they repeat, in order.</summary>
    public static IReadOnlyList<DuplicatePolygon> Of(PolygonColumn column)
    {
        var first = new Dictionary<(Bounds, int), List<int>>();
        var duplicates = new List<DuplicatePolygon>();
        for (var record = 0; record < column.Count; record++)
        {
            if (column.Kinds[record] != GeometryKind.Polygon || column.FirstRing(record) == column.RecordEnds[record])
                continue;
            var (bounds, vertices) = (Bounds.Empty, 0);
            for (var ring = column.FirstRing(record); ring < column.RecordEnds[record]; ring++)
                (bounds, vertices) = (bounds + Bounds.Of(column.Ring(ring)), vertices + column.Ring(ring).Length);
            if (!first.TryGetValue((bounds, vertices), out var alike))
                first.Add((bounds, vertices), alike = []);
            if (alike.FindIndex(earlier => Edges(column, earlier).SequenceEqual(Edges(column, record))) is >= 0 and var found)
                duplicates.Add(new(record, alike[found]));
            else
                alike.Add(record);
        }

        return duplicates;
    }

    /// <summary>The edges of a record in an order of their own, each from its lesser end.</summary>
    private static List<(double, double, double, double)> Edges(PolygonColumn column, int record)
    {
        var edges = new List<(double, double, double, double)>();
        for (var ring = column.FirstRing(record); ring < column.RecordEnds[record]; ring++)
        {
            var xy = column.Ring(ring);
            for (var i = 0; i + 3 < xy.Length; i += 2)
            {
                edges.Add((xy[i], xy[i + 1]).CompareTo((xy[i + 2], xy[i + 3])) <= 0
                    ? (xy[i], xy[i + 1], xy[i + 2], xy[i + 3])
                    : (xy[i + 2], xy[i + 3], xy[i], xy[i + 1]));
            }
        }

        edges.Sort();
        return edges;
    }
}
