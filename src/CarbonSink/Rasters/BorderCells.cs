namespace CarbonSink.Rasters;

/// <summary>What the edges of a polygon add to one cell.</summary>
/// <param name="Column">Column; −1 stands for everything left of the raster.</param>
/// <param name="Row">Row.</param>
/// <param name="Height">Signed height of the edges within the row, added to the cover of all cells to the right.</param>
/// <param name="Part">The part of that to the right of the edges within the cell itself.</param>
internal readonly record struct BorderCell(int Column, int Row, double Height, double Part);

/// <summary>The cells that the border of a polygon runs through, by row and column.</summary>
internal sealed class BorderCells(RasterGrid grid)
{
    private BorderCell[] found = new BorderCell[1024];
    private BorderCell[] sorted = new BorderCell[1024];
    private int[] rowEnds = new int[64];
    private int count;
    private int top;
    private int bottom;
    private bool isSorted;

    // The cell that edges are being added to.
    private int column;
    private int row;
    private double height;
    private double part;

    /// <summary>Area of a ring in columns and rows, positive where it winds with the axes; widens the box and adds up how many cells its edges may cross.</summary>
    public double Measure(ReadOnlySpan<double> ring, ref (double MinX, double MinY, double MaxX, double MaxY) box, ref double length)
    {
        if (ring.Length < 6)
            return 0;
        var (x0, y0) = (X(ring[0]), Y(ring[1]));
        var (ax, ay, sum) = (0.0, 0.0, 0.0);
        for (var i = 0; i < ring.Length; i += 2)
        {
            var (bx, by) = (X(ring[i]) - x0, Y(ring[i + 1]) - y0);
            sum += (ax * by) - (bx * ay);
            length += Math.Abs(bx - ax) + Math.Abs(by - ay) + 2;
            box = (Math.Min(box.MinX, x0 + bx), Math.Min(box.MinY, y0 + by), Math.Max(box.MaxX, x0 + bx), Math.Max(box.MaxY, y0 + by));
            (ax, ay) = (bx, by);
        }

        return sum / 2;
    }

    /// <summary>Starts a band of rows.</summary>
    public void Begin(int first, int end)
    {
        (top, bottom, count, isSorted) = (first, end, 0, false);
        (row, column, height, part) = (first, 0, 0, 0);
    }

    /// <summary>Adds a ring; an open one is closed.</summary>
    public void Add(ReadOnlySpan<double> ring, int sign)
    {
        if (ring.Length < 6)
            return;
        var (x0, y0) = (X(ring[^2]), Y(ring[^1]));
        for (var i = 0; i < ring.Length; i += 2)
        {
            var (x1, y1) = (X(ring[i]), Y(ring[i + 1]));
            if (y0 < y1)
                Edge(x0, y0, x1, y1, sign);
            else if (y0 > y1)
                Edge(x1, y1, x0, y0, -sign);
            (x0, y0) = (x1, y1);
        }
    }

    /// <summary>The cells of a row from left to right; a column may occur more than once.</summary>
    public ReadOnlySpan<BorderCell> Row(int index)
    {
        if (!isSorted)
            Sort();
        var start = index == top ? 0 : rowEnds[index - top - 1];
        return sorted.AsSpan(start, rowEnds[index - top] - start);
    }

    private double X(double x) => (x - grid.OriginX) / grid.ColumnX;

    private double Y(double y) => (y - grid.OriginY) / grid.RowY;

    // Downwards from (x0, y0) to (x1, y1), one row after the other.
    private void Edge(double x0, double y0, double x1, double y1, int sign)
    {
        if (y1 <= top || y0 >= bottom)
            return;
        var slope = (x1 - x0) / (y1 - y0);
        var (least, most) = x0 < x1 ? (x0, x1) : (x1, x0); // a rounded crossing may not leave the edge
        var (x, y) = (x0, y0);
        if (y < top)
            (x, y) = (Math.Clamp(x0 + ((top - y0) * slope), least, most), top);
        for (var r = (int)y; r < bottom && y < y1; r++)
        {
            var last = y1 <= r + 1;
            var (nextX, nextY) = last ? (x1, y1) : (Math.Clamp(x0 + ((r + 1 - y0) * slope), least, most), r + 1);
            Piece(r, x, nextX, sign * (nextY - y));
            (x, y) = (nextX, nextY);
        }
    }

    // A piece of an edge within a row, cut at the sides of the raster.
    private void Piece(int r, double xa, double xb, double dy)
    {
        var (left, right) = xa < xb ? (xa, xb) : (xb, xa);
        if (left >= grid.Width)
            return;
        if (right <= 0)
        {
            Cell(r, -1, dy, 0);
            return;
        }

        var perColumn = dy / (right - left);
        if (left < 0)
        {
            var beyond = -left * perColumn;
            Cell(r, -1, beyond, 0);
            (left, dy) = (0, dy - beyond);
        }

        if (right > grid.Width)
            (right, dy) = (grid.Width, (grid.Width - left) * perColumn);
        var c = (int)left;
        if (right <= c + 1)
        {
            Cell(r, c, dy, dy * (1 - (((left - c) + (right - c)) / 2)));
            return;
        }

        for (var rest = dy; ; c++)
        {
            if (right <= c + 1)
            {
                Cell(r, c, rest, rest * (1 - (((left - c) + (right - c)) / 2)));
                return;
            }

            var d = (c + 1 - left) * perColumn;
            Cell(r, c, d, d * ((1 - (left - c)) / 2));
            (left, rest) = (c + 1, rest - d);
        }
    }

    private void Cell(int r, int c, double dy, double right)
    {
        if (r != row || c != column)
        {
            Flush();
            (row, column, height, part) = (r, c, 0, 0);
        }

        height += dy;
        part += right;
    }

    private void Flush()
    {
        if (height == 0 && part == 0)
            return;
        if (count == found.Length)
            Array.Resize(ref found, 2 * count);
        found[count++] = new(column, row, height, part);
    }

    private void Sort()
    {
        Flush();
        (height, part, isSorted) = (0, 0, true);
        var rows = bottom - top;
        if (rowEnds.Length < rows + 1)
            rowEnds = new int[2 * rows];
        if (sorted.Length < count)
            sorted = new BorderCell[found.Length];
        var ends = rowEnds.AsSpan(0, rows);
        ends.Clear();
        foreach (ref readonly var cell in found.AsSpan(0, count))
            ends[cell.Row - top]++;
        var start = 0;
        for (var r = 0; r < rows; r++)
            (ends[r], start) = (start, start + ends[r]);
        foreach (ref readonly var cell in found.AsSpan(0, count))
            sorted[ends[cell.Row - top]++] = cell;
        for (var r = 0; r < rows; r++)
            SortRow(sorted.AsSpan((r == 0 ? 0 : ends[r - 1])..ends[r]));
    }

    private static void SortRow(Span<BorderCell> cells)
    {
        if (cells.Length > 48)
        {
            cells.Sort(static (a, b) => a.Column.CompareTo(b.Column));
            return;
        }

        for (var i = 1; i < cells.Length; i++)
        {
            var cell = cells[i];
            var at = i;
            for (; at > 0 && cells[at - 1].Column > cell.Column; at--)
                cells[at] = cells[at - 1];
            cells[at] = cell;
        }
    }
}
