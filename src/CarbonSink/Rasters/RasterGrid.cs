namespace CarbonSink.Rasters;

/// <summary>The cells of a raster in the plane of its coordinates (栅格网格): X = OriginX + column · ColumnX + row · RowX, Y = OriginY + column · ColumnY + row · RowY, for the corner of a cell.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="OriginX">x of the outer corner of the first cell, units of the coordinate reference.</param>
/// <param name="ColumnX">Width of a cell.</param>
/// <param name="RowX">Shift of x from row to row; 0 for a grid along the axes.</param>
/// <param name="OriginY">y of the same corner.</param>
/// <param name="ColumnY">Shift of y from column to column; 0 for a grid along the axes.</param>
/// <param name="RowY">Step of y from row to row: negative where rows run southwards.</param>
public sealed record RasterGrid(int Width, int Height, double OriginX, double ColumnX, double RowX, double OriginY, double ColumnY, double RowY)
{
    /// <summary>Whether the grid lies across the axes, so that its rows are no parallels.</summary>
    public bool IsRotated => RowX != 0 || ColumnY != 0;

    /// <summary>Area of a cell in squared units of the coordinates.</summary>
    public double CellArea => Math.Abs((ColumnX * RowY) - (RowX * ColumnY));

    /// <summary>minX, minY, maxX, maxY.</summary>
    public (double MinX, double MinY, double MaxX, double MaxY) Extent
    {
        get
        {
            var (x, y) = (OriginX + (Width * ColumnX), OriginY + (Height * RowY));
            return (Math.Min(OriginX, x) + Math.Min(0, Height * RowX), Math.Min(OriginY, y) + Math.Min(0, Width * ColumnY),
                Math.Max(OriginX, x) + Math.Max(0, Height * RowX), Math.Max(OriginY, y) + Math.Max(0, Width * ColumnY));
        }
    }

    /// <summary>Whether two grids have the same cells, to a millionth of a cell at every corner.</summary>
    public bool Matches(RasterGrid other)
    {
        var tolerance = 1e-6 * Math.Min(Math.Abs(ColumnX), Math.Abs(RowY));
        return (Width, Height, IsRotated) == (other.Width, other.Height, other.IsRotated)
            && Math.Abs(OriginX - other.OriginX) <= tolerance && Math.Abs(OriginY - other.OriginY) <= tolerance
            && Math.Abs((ColumnX - other.ColumnX) * Width) <= tolerance && Math.Abs((RowY - other.RowY) * Height) <= tolerance;
    }
}
