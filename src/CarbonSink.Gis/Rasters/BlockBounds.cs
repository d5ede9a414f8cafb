using CarbonSink.Rasters;

namespace CarbonSink.Gis;

/// <summary>Keeps the blocks that a raster is read in within memory, however large the strips or tiles of its file are (分块上限).</summary>
internal static class BlockBounds
{
    /// <summary>Most columns or rows of a raster: an arc second around the earth takes 1,296,000.</summary>
    public const int MostSide = 1 << 24;

    private const long MostCells = 1 << 20;

    /// <summary>Blocks of at most a million cells: low ones rather than narrow ones, since files hold rows.</summary>
    public static (int Width, int Height) Of(RasterGrid grid, long width, long height)
    {
        (width, height) = (Math.Clamp(width, 1, grid.Width), Math.Clamp(height, 1, grid.Height));
        while (height > 1 && width * height > MostCells)
            height = (height + 1) / 2;
        return ((int)Math.Min(width, MostCells), (int)height);
    }
}
