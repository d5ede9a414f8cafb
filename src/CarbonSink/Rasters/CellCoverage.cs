using CarbonSink.Geometry;

namespace CarbonSink.Rasters;

/// <summary>The exact part of every cell that a polygon covers (像元覆盖比例). One per thread.</summary>
/// <remarks>
/// Each edge adds its height in a row to that row's cover from its column on, and to its own cells the part of that height to the right of the edge; the covered
/// fraction of a cell is the cover to its left plus its own part. Nothing is sampled, so a polygon smaller than a cell has its share. Rings add or subtract by
/// their nesting, whatever their winding. Where the border is far longer than usual, rows are dealt with in bands, so that memory stays bounded.
/// </remarks>
public sealed class CellCoverage
{
    private const long MostBorderCells = 1 << 22;
    private const double Rounding = 1e-11; // of a cell: what sums of heights may be off by where no edge is near
    private const double Least = 1e-12; // of a cell: less is rounding and not covered
    private const double Excess = 1e-9; // of a cell: beyond 0 and 1 by more than this the polygon is invalid

    private readonly RasterGrid grid;
    private readonly BorderCells border;
    private CoverageSpan[] spans = new CoverageSpan[256];
    private int[] signs = new int[8];
    private PolygonColumn polygons = new();
    private int record;
    private int spanCount;
    private double expected;
    private int firstRow;
    private int endRow;
    private int rowsPerBand;

    /// <summary>Prepares for a raster.</summary>
    /// <exception cref="ArgumentException">The grid is rotated.</exception>
    public CellCoverage(RasterGrid grid)
    {
        if (grid.IsRotated)
            throw new ArgumentException("a rotated grid has no rows along the axes", nameof(grid));
        (this.grid, border) = (grid, new(grid));
    }

    /// <summary>What was remarkable; complete when all bands were asked for.</summary>
    public CoverageFlags Flags { get; private set; }

    /// <summary>Number of bands of rows; 0 where no cell is covered.</summary>
    public int Bands { get; private set; }

    /// <summary>Area of the polygon within the raster, in cells, from its coordinates and not from its cells: what the fractions must add up to.</summary>
    public double ExpectedCells => expected;

    /// <summary>Area of the whole polygon in cells, the part outside of the raster included.</summary>
    public double WholeCells { get; private set; }

    /// <summary>Takes up a polygon.</summary>
    public void Take(PolygonColumn column, int index)
    {
        (polygons, record, Flags, Bands, expected, WholeCells) = (column, index, CoverageFlags.None, 0, 0, 0);
        var (first, end) = (column.FirstRing(index), column.RecordEnds[index]);
        if (column.Kinds[index] != GeometryKind.Polygon || first == end)
        {
            Flags = CoverageFlags.NoPolygon;
            return;
        }

        var box = (MinX: double.PositiveInfinity, MinY: double.PositiveInfinity, MaxX: double.NegativeInfinity, MaxY: double.NegativeInfinity);
        var length = 0.0;
        if (signs.Length < end - first)
            signs = new int[2 * (end - first)];
        var areas = end - first <= 64 ? stackalloc double[end - first] : new double[end - first];
        for (var ring = first; ring < end; ring++)
            areas[ring - first] = border.Measure(column.Ring(ring), ref box, ref length);
        if (!double.IsFinite(length) || !double.IsFinite(box.MaxX - box.MinX + box.MaxY - box.MinY))
        {
            Flags = CoverageFlags.NotFinite;
            return;
        }

        Orient(first, areas);
        if (box.MaxX <= 0 || box.MaxY <= 0 || box.MinX >= grid.Width || box.MinY >= grid.Height)
        {
            Flags = CoverageFlags.Outside;
            return;
        }

        if (box.MinX < 0 || box.MinY < 0 || box.MaxX > grid.Width || box.MaxY > grid.Height)
            Flags = CoverageFlags.PartlyOutside;
        for (var i = 0; i < areas.Length; i++)
        {
            WholeCells -= signs[i] * areas[i];
            expected -= signs[i] * (Flags == CoverageFlags.None ? areas[i] : ClippedArea.Of(column.Ring(first + i), grid));
        }

        (firstRow, endRow) = ((int)Math.Max(0, Math.Floor(box.MinY)), (int)Math.Min(grid.Height, Math.Ceiling(box.MaxY)));
        Bands = (int)Math.Min(Math.Max(1, endRow - firstRow), 1 + (long)Math.Min(length / MostBorderCells, 1e9));
        rowsPerBand = (Math.Max(1, endRow - firstRow) + Bands - 1) / Bands;
        Bands = (Math.Max(1, endRow - firstRow) + rowsPerBand - 1) / rowsPerBand;
    }

    /// <summary>The covered cells of a band, row by row from left to right; valid until the next call.</summary>
    public ReadOnlySpan<CoverageSpan> Spans(int band)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)band, (uint)Bands, nameof(band));
        var top = firstRow + (band * rowsPerBand);
        var bottom = Math.Min(endRow, top + rowsPerBand);
        border.Begin(top, bottom);
        var first = polygons.FirstRing(record);
        for (var ring = first; ring < polygons.RecordEnds[record]; ring++)
        {
            if (signs[ring - first] != 0)
                border.Add(polygons.Ring(ring), signs[ring - first]);
        }

        spanCount = 0;
        for (var row = top; row < bottom; row++)
            Sweep(row, border.Row(row));
        return spans.AsSpan(0, spanCount);
    }

    // A downward edge adds cover to its right, so a ring with a positive area in columns and rows would count as minus one.
    private void Orient(int first, ReadOnlySpan<double> areas)
    {
        if (areas.Length == 1)
        {
            signs[0] = -Math.Sign(areas[0]);
            return;
        }

        var depths = areas.Length <= 64 ? stackalloc int[areas.Length] : new int[areas.Length];
        RingNesting.Depths(polygons, first, areas, depths);
        for (var i = 0; i < areas.Length; i++)
            signs[i] = depths[i] % 2 == 0 ? -Math.Sign(areas[i]) : Math.Sign(areas[i]);
    }

    private void Sweep(int row, ReadOnlySpan<BorderCell> cells)
    {
        var (cover, next) = (0.0, 0);
        for (var i = 0; i < cells.Length;)
        {
            var column = cells[i].Column;
            if (column > next)
                Add(row, next, column - next, Snapped(cover));
            var (height, part) = (0.0, 0.0);
            for (; i < cells.Length && cells[i].Column == column; i++)
                (height, part) = (height + cells[i].Height, part + cells[i].Part);
            if (column >= 0)
                Add(row, column, 1, cover + part);
            cover += height;
            next = column + 1;
        }

        if (next < grid.Width)
            Add(row, next, grid.Width - next, Snapped(cover));
    }

    private void Add(int row, int column, int length, double fraction)
    {
        if (Math.Abs(fraction) < Least)
            return;
        if (fraction is < 0 or > 1)
        {
            if (fraction is < -Excess or > 1 + Excess)
                Flags |= CoverageFlags.Clamped;
            if (fraction < 0)
                return;
            fraction = 1;
        }

        if (spanCount > 0 && spans[spanCount - 1] is var last && last.Row == row && last.Column + last.Length == column && last.Fraction == fraction)
        {
            spans[spanCount - 1] = last with { Length = last.Length + length };
            return;
        }

        if (spanCount == spans.Length)
            Array.Resize(ref spans, 2 * spanCount);
        spans[spanCount++] = new(row, column, length, fraction);
    }

    // Without an edge near, the cover is a whole number but for rounding, or the part below or above a horizontal edge.
    private static double Snapped(double cover) => Math.Round(cover) is var whole && Math.Abs(cover - whole) < Rounding ? whole : cover;
}
