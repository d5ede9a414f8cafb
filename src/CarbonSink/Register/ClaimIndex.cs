namespace CarbonSink.Register;

/// <summary>Finds claims by place (地块空间索引): grids of cells, each twice as wide as the one before; a claim stands in the grid whose cells are as large as its box, in at most four of them. One thread at a time.</summary>
internal sealed class ClaimIndex
{
    private const double Degree = 1 / 1024.0; // about 100 m: cells of level 0
    private const int Levels = 20; // cells of the last are wider than the earth

    private readonly Dictionary<(int X, int Y), List<ParcelClaim>>[] grids = [.. Enumerable.Range(0, Levels).Select(_ => new Dictionary<(int X, int Y), List<ParcelClaim>>())];
    private readonly Dictionary<(string Project, string Parcel), ParcelClaim> known = [];

    /// <summary>Puts a claim; one with the same project and parcel is replaced.</summary>
    public void Put(ParcelClaim claim)
    {
        if (known.Remove((claim.Project, claim.Parcel), out var old))
        {
            foreach (var cell in Cells(old.Box))
                cell.Remove(old);
        }

        known.Add((claim.Project, claim.Parcel), claim);
        foreach (var cell in Cells(claim.Box))
            cell.Add(claim);
    }

    /// <summary>Claims whose box meets a box, borders included, ordered by project and parcel (ordinal).</summary>
    public IReadOnlyList<ParcelClaim> Near(GeographicBox box)
    {
        var found = new HashSet<ParcelClaim>(ReferenceEqualityComparer.Instance);
        for (var level = 0; level < Levels; level++)
        {
            var (grid, (west, south, east, north)) = (grids[level], Range(box, level));
            if (grid.Count == 0)
                continue;
            if (((double)east - west + 1) * ((double)north - south + 1) > grid.Count)
            {
                foreach (var cell in grid.Values)
                    Collect(cell);
                continue;
            }

            for (var x = west; x <= east; x++)
            {
                for (var y = south; y <= north; y++)
                {
                    if (grid.TryGetValue((x, y), out var cell))
                        Collect(cell);
                }
            }
        }

        var ordered = found.ToArray();
        Array.Sort(ordered, static (a, b) => string.CompareOrdinal(a.Project, b.Project) is var order and not 0 ? order : string.CompareOrdinal(a.Parcel, b.Parcel));
        return ordered;

        void Collect(List<ParcelClaim> cell)
        {
            foreach (var claim in cell)
            {
                if (claim.Box.West <= box.East && claim.Box.East >= box.West && claim.Box.South <= box.North && claim.Box.North >= box.South)
                    found.Add(claim);
            }
        }
    }

    private static int Cell(double degrees, int level) => (int)Math.Floor(Math.Clamp(double.IsNaN(degrees) ? 0 : degrees, -1000, 1000) / (Degree * (1 << level)));

    private static (int West, int South, int East, int North) Range(GeographicBox box, int level) => (Cell(box.West, level), Cell(box.South, level), Cell(box.East, level), Cell(box.North, level));

    private IEnumerable<List<ParcelClaim>> Cells(GeographicBox box)
    {
        var (size, level) = (Math.Max(box.East - box.West, box.North - box.South), 0);
        while (level < Levels - 1 && !(Degree * (1 << level) >= size))
            level++;
        var (west, south, east, north) = Range(box, level);
        for (var x = west; x <= east; x++)
        {
            for (var y = south; y <= north; y++)
            {
                if (!grids[level].TryGetValue((x, y), out var cell))
                    grids[level].Add((x, y), cell = []);
                yield return cell;
            }
        }
    }
}
