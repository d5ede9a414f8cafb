namespace CarbonSink.Runs;

/// <summary>What zones together hold of each cell, kept for the tiles that they touch: the covered part and the standard error of its biomass, so that a cell shared by zones counts as one.</summary>
internal sealed class CellSheet
{
    private const int Side = 16;
    private const int MostTiles = 1 << 19; // 2 GiB

    private readonly SortedDictionary<(int Down, int Across), double[]> tiles = [];

    /// <summary>Whether it had to be given up for its size.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Adds a zone's part of a cell.</summary>
    public void Add(int row, int column, double part, double error)
    {
        var key = (row / Side, column / Side);
        if (IsFull)
            return;
        if (!tiles.TryGetValue(key, out var tile))
        {
            if (tiles.Count == MostTiles)
            {
                IsFull = true;
                tiles.Clear();
                return;
            }

            tiles.Add(key, tile = new double[2 * Side * Side]);
        }

        var at = 2 * ((row % Side * Side) + (column % Side));
        (tile[at], tile[at + 1]) = (tile[at] + part, tile[at + 1] + error);
    }

    /// <summary>√Σ error² over the cells; null where there are too many.</summary>
    public double? Independent()
    {
        var sum = 0.0;
        foreach (var tile in tiles.Values)
        {
            for (var i = 1; i < tile.Length; i += 2)
                sum += tile[i] * tile[i];
        }

        return IsFull ? null : Math.Sqrt(sum);
    }

    /// <summary>Cells counted beyond once.</summary>
    public double CellsTwice()
    {
        const double rounding = 1e-6;
        var sum = 0.0;
        foreach (var tile in tiles.Values)
        {
            for (var i = 0; i < tile.Length; i += 2)
                sum += tile[i] > 1 + rounding ? tile[i] - 1 : 0;
        }

        return sum;
    }
}
