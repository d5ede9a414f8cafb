using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Rasters;

namespace CarbonSink.Runs;

/// <summary>A raster read in the blocks of another one with the same grid.</summary>
internal sealed class ReblockedRaster(IRasterReader raster, int blockWidth, int blockHeight) : IRasterReader
{
    public string Driver => raster.Driver;

    public string Name => raster.Name;

    public IReadOnlyList<string> Files => raster.Files;

    public RasterGrid Grid => raster.Grid;

    public bool IsPlaced => raster.IsPlaced;

    public IReadOnlyList<RasterBand> Bands => raster.Bands;

    public int BlockWidth => blockWidth;

    public int BlockHeight => blockHeight;

    public CoordinateReference? CoordinateReference => raster.CoordinateReference;

    public FindingLog Findings => raster.Findings;

    public void ReadWindow(int band, int column, int row, int width, int height, Span<double> values) => raster.ReadWindow(band, column, row, width, height, values);

    public void Dispose() => raster.Dispose();
}
