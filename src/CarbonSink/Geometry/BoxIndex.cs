namespace CarbonSink.Geometry;

/// <summary>Finds boxes that meet a box: a tree packed into one array, sixteen boxes to a node, put together in tiles by their centres. Immutable, shared by threads.</summary>
/// <remarks>Sort-tile-recursive packing: Leutenegger, Lopez, Edgington, STR: a simple and efficient algorithm for R-tree packing, ICDE 1997.</remarks>
internal sealed class BoxIndex
{
    private const int Fan = 16;

    private readonly int[] items; // places of the boxes in the order of the lowest level
    private readonly Bounds[] nodes; // the lowest level first, the root last
    private readonly int[] levels; // where each level starts, and the end

    /// <summary>Indexes boxes; those that hold nothing are never found.</summary>
    public BoxIndex(Bounds[] boxes)
    {
        items = [.. Enumerable.Range(0, boxes.Length).Where(i => boxes[i].MinX <= boxes[i].MaxX)];
        Tile(boxes);
        var starts = new List<int> { 0 };
        for (var count = items.Length; count > 0; count = count == 1 ? 0 : (count + Fan - 1) / Fan)
            starts.Add(starts[^1] + count);
        levels = [.. starts];
        nodes = new Bounds[levels[^1]];
        for (var i = 0; i < items.Length; i++)
            nodes[i] = boxes[items[i]];
        for (var level = 1; level < levels.Length - 1; level++)
        {
            for (var node = levels[level]; node < levels[level + 1]; node++)
            {
                var first = levels[level - 1] + (Fan * (node - levels[level]));
                var bounds = Bounds.Empty;
                for (var child = first; child < Math.Min(first + Fan, levels[level]); child++)
                    bounds += nodes[child];
                nodes[node] = bounds;
            }
        }
    }

    /// <summary>Adds the places of all boxes that meet a box, borders included, in no order.</summary>
    public void Find(in Bounds box, List<int> found)
    {
        if (items.Length > 0)
            Visit(levels.Length - 2, levels[^2], box, found);
    }

    private void Visit(int level, int node, in Bounds box, List<int> found)
    {
        if (!nodes[node].Meets(box))
            return;
        if (level == 0)
        {
            found.Add(items[node]);
            return;
        }

        var first = levels[level - 1] + (Fan * (node - levels[level]));
        for (var child = first; child < Math.Min(first + Fan, levels[level]); child++)
            Visit(level - 1, child, box, found);
    }

    private void Tile(Bounds[] boxes)
    {
        var keys = new double[items.Length];
        for (var i = 0; i < items.Length; i++)
            keys[i] = boxes[items[i]].MinX + boxes[items[i]].MaxX;
        Array.Sort(keys, items);
        var slice = Fan * (int)Math.Ceiling(Math.Sqrt((double)items.Length / Fan));
        for (var i = 0; i < items.Length; i++)
            keys[i] = boxes[items[i]].MinY + boxes[items[i]].MaxY;
        for (var from = 0; from < items.Length; from += slice)
            Array.Sort(keys, items, from, Math.Min(slice, items.Length - from));
    }
}
