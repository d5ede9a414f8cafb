using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Rasters;

namespace CarbonSink.Runs;

/// <summary>What a band of a terrain raster holds.</summary>
internal enum TerrainBand
{
    /// <summary>Height, m.</summary>
    Elevation,

    /// <summary>Slope, degrees.</summary>
    Slope,

    /// <summary>Surface area to horizontal area.</summary>
    SurfaceRatio,

    /// <summary>Sine of the aspect.</summary>
    AspectSine,

    /// <summary>Cosine of the aspect.</summary>
    AspectCosine,

    /// <summary>Octant of the aspect: 0 north, 1 north-east … 7 north-west.</summary>
    Octant,

    /// <summary>Lower end of the elevation band.</summary>
    ElevationBand,
}

/// <summary>Slope, aspect and surface of a digital elevation model, cell by cell as they are asked for (坡度坡向栅格). Cells at the rim of the model and beside missing heights have none.</summary>
/// <param name="dem">Heights in its first band.</param>
/// <param name="bandMetres">Height of an elevation band, m.</param>
internal sealed class TerrainRaster(IRasterReader dem, double bandMetres) : IRasterReader
{
    private const int WantedBlock = 1024;
    private const long MostHeightBytes = 128L << 20;

    // Every band asks for the same heights: they are decoded once.
    private readonly RasterBlockCache heightBlocks = new(dem, 0, MostHeightBytes);

    public string Driver => dem.Driver;

    public string Name => dem.Name;

    public IReadOnlyList<string> Files => dem.Files;

    public RasterGrid Grid => dem.Grid;

    public bool IsPlaced => dem.IsPlaced;

    public IReadOnlyList<RasterBand> Bands { get; } = [.. Enum.GetValues<TerrainBand>().Select(_ => new RasterBand("Float64", null, 1, 0, 64))];

    /// <summary>Several blocks of the model, since each needs the rims of its neighbours.</summary>
    public int BlockWidth => Math.Min(Grid.Width, Math.Max(1, WantedBlock / dem.BlockWidth) * dem.BlockWidth);

    public int BlockHeight => Math.Min(Grid.Height, Math.Max(1, WantedBlock / dem.BlockHeight) * dem.BlockHeight);

    public CoordinateReference? CoordinateReference => dem.CoordinateReference;

    public FindingLog Findings => dem.Findings;

    public void ReadWindow(int band, int column, int row, int width, int height, Span<double> values)
    {
        if ((TerrainBand)band is TerrainBand.Elevation or TerrainBand.ElevationBand)
        {
            Heights(column, row, width, height, values);
            for (var i = 0; band == (int)TerrainBand.ElevationBand && i < width * height; i++)
                values[i] = Math.Floor(values[i] / bandMetres) * bandMetres;
            return;
        }

        var (left, top) = (Math.Max(0, column - 1), Math.Max(0, row - 1));
        var (right, bottom) = (Math.Min(Grid.Width, column + width + 1), Math.Min(Grid.Height, row + height + 1));
        var stride = right - left;
        var heights = new double[stride * (bottom - top)];
        Heights(left, top, stride, bottom - top, heights);
        for (var r = row; r < row + height; r++)
        {
            var (columnStep, rowStep) = Steps(r);
            var line = values.Slice((r - row) * width, width);
            for (var c = column; c < column + width; c++)
            {
                var at = ((r - top) * stride) + c - left;
                var inside = r > 0 && c > 0 && r < Grid.Height - 1 && c < Grid.Width - 1;
                line[c - column] = inside
                    ? Value((TerrainBand)band, SurfaceGradient.Horn(heights.AsSpan(at - stride - 1, 3), heights.AsSpan(at - 1, 3), heights.AsSpan(at + stride - 1, 3), columnStep, rowStep))
                    : double.NaN;
            }
        }
    }

    public void Dispose() => dem.Dispose();

    private void Heights(int column, int row, int width, int height, Span<double> values)
    {
        for (var down = row / dem.BlockHeight; down <= (row + height - 1) / dem.BlockHeight; down++)
        {
            for (var across = column / dem.BlockWidth; across <= (column + width - 1) / dem.BlockWidth; across++)
            {
                var taken = heightBlocks.Take(across, down);
                var block = taken.Block;
                var (left, right) = (Math.Max(column, block.Column), Math.Min(column + width, block.Column + block.Width));
                for (var r = Math.Max(row, block.Row); r < Math.Min(row + height, block.Row + block.Height); r++)
                    block.Values.Span.Slice(((r - block.Row) * block.Width) + left - block.Column, right - left).CopyTo(values[(((r - row) * width) + left - column)..]);
                heightBlocks.Return(taken);
            }
        }
    }

    private static double Value(TerrainBand band, SurfaceGradient gradient) => band switch
    {
        TerrainBand.Slope => gradient.SlopeDegrees,
        TerrainBand.SurfaceRatio => gradient.SurfaceRatio,
        TerrainBand.AspectSine => Math.Sin(gradient.AspectDegrees * Math.PI / 180),
        TerrainBand.AspectCosine => Math.Cos(gradient.AspectDegrees * Math.PI / 180),
        _ => Math.Floor((gradient.AspectDegrees + 22.5) / 45) % 8,
    };

    // Metres from cell to cell; degrees by the radii of curvature at the latitude of the row.
    private (double Column, double Row) Steps(int row)
    {
        if (dem.CoordinateReference is not { IsGeographic: true } reference)
            return (Grid.ColumnX * (dem.CoordinateReference?.MetresPerUnit ?? 1), Grid.RowY * (dem.CoordinateReference?.MetresPerUnit ?? 1));
        var latitude = (Grid.OriginY + ((row + 0.5) * Grid.RowY)) * Math.PI / 180;
        var (e2, sine) = (reference.Ellipsoid.EccentricitySquared, Math.Sin(latitude));
        var w = Math.Sqrt(1 - (e2 * sine * sine));
        var (normal, meridian) = (reference.Ellipsoid.SemiMajorAxis / w, reference.Ellipsoid.SemiMajorAxis * (1 - e2) / (w * w * w));
        return (Grid.ColumnX * Math.PI / 180 * normal * Math.Cos(latitude), Grid.RowY * Math.PI / 180 * meridian);
    }
}
