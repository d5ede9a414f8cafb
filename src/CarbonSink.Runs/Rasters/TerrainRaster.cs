using System.Buffers;
using CarbonSink.Gis;
using CarbonSink.Rasters;

namespace CarbonSink.Runs;

/// <summary>What terrain holds of a cell.</summary>
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

/// <summary>Slope, aspect and surface of a digital elevation model, block by block as they are asked for (坡度坡向栅格), each computed once while it is kept. Cells at the rim of the model and beside missing heights have none.</summary>
internal sealed class TerrainRaster
{
    private const int Side = 256;

    private static readonly int Layers = Enum.GetValues<TerrainBand>().Length;

    private readonly IRasterReader dem;
    private readonly double bandMetres;
    private readonly RasterGrid grid;
    private readonly RasterBlockCache heights;

    /// <summary>Prepares for a model.</summary>
    /// <param name="dem">Heights in its first band.</param>
    /// <param name="bandMetres">Height of an elevation band, m.</param>
    public TerrainRaster(IRasterReader dem, double bandMetres)
    {
        (this.dem, this.bandMetres, grid) = (dem, bandMetres, dem.Grid);
        heights = new(dem, 0, (dem.BlockWidth, dem.BlockHeight), RasterBlockCache.MostBytes / 3);
        Blocks = new(grid, (Math.Min(Side, grid.Width), Math.Min(Side, grid.Height)), Layers, RasterBlockCache.MostBytes * 2 / 3, Read);
    }

    /// <summary>Blocks with a layer for each <see cref="TerrainBand"/>.</summary>
    public RasterBlockCache Blocks { get; }

    private void Read(int column, int row, int width, int height, Span<double> values)
    {
        var (left, top) = (Math.Max(0, column - 1), Math.Max(0, row - 1));
        var (right, bottom) = (Math.Min(grid.Width, column + width + 1), Math.Min(grid.Height, row + height + 1));
        var (stride, cells) = (right - left, width * height);
        var rented = ArrayPool<double>.Shared.Rent(stride * (bottom - top));
        var around = rented.AsSpan(0, stride * (bottom - top));
        Heights(left, top, stride, bottom - top, around);
        for (var r = row; r < row + height; r++)
        {
            var (columnStep, rowStep) = Steps(r);
            for (var c = column; c < column + width; c++)
            {
                var at = ((r - top) * stride) + c - left;
                var inside = r > 0 && c > 0 && r < grid.Height - 1 && c < grid.Width - 1;
                var gradient = inside ? SurfaceGradient.Horn(around.Slice(at - stride - 1, 3), around.Slice(at - 1, 3), around.Slice(at + stride - 1, 3), columnStep, rowStep) : new(double.NaN, double.NaN);
                Cell(values[(((r - row) * width) + c - column)..], cells, around[at], gradient);
            }
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    private void Cell(Span<double> values, int stride, double height, SurfaceGradient gradient)
    {
        var aspect = gradient.AspectDegrees;
        var (sine, cosine) = Math.SinCos(aspect * Math.PI / 180);
        values[(int)TerrainBand.Elevation * stride] = height;
        values[(int)TerrainBand.Slope * stride] = gradient.SlopeDegrees;
        values[(int)TerrainBand.SurfaceRatio * stride] = gradient.SurfaceRatio;
        values[(int)TerrainBand.AspectSine * stride] = sine;
        values[(int)TerrainBand.AspectCosine * stride] = cosine;
        values[(int)TerrainBand.Octant * stride] = Math.Floor((aspect + 22.5) / 45) % 8;
        values[(int)TerrainBand.ElevationBand * stride] = Math.Floor(height / bandMetres) * bandMetres;
    }

    private void Heights(int column, int row, int width, int height, Span<double> values)
    {
        var (blockWidth, blockHeight) = heights.BlockSize;
        for (var down = row / blockHeight; down <= (row + height - 1) / blockHeight; down++)
        {
            for (var across = column / blockWidth; across <= (column + width - 1) / blockWidth; across++)
            {
                var taken = heights.Take(across, down);
                var block = taken.Block;
                var (left, right) = (Math.Max(column, block.Column), Math.Min(column + width, block.Column + block.Width));
                for (var r = Math.Max(row, block.Row); r < Math.Min(row + height, block.Row + block.Height); r++)
                    block.Values.Span.Slice(((r - block.Row) * block.Width) + left - block.Column, right - left).CopyTo(values[(((r - row) * width) + left - column)..]);
                heights.Return(taken);
            }
        }
    }

    // Metres from cell to cell; degrees by the radii of curvature at the latitude of the row.
    private (double Column, double Row) Steps(int row)
    {
        if (dem.CoordinateReference is not { IsGeographic: true } reference)
            return (grid.ColumnX * (dem.CoordinateReference?.MetresPerUnit ?? 1), grid.RowY * (dem.CoordinateReference?.MetresPerUnit ?? 1));
        var latitude = (grid.OriginY + ((row + 0.5) * grid.RowY)) * Math.PI / 180;
        var (e2, sine) = (reference.Ellipsoid.EccentricitySquared, Math.Sin(latitude));
        var w = Math.Sqrt(1 - (e2 * sine * sine));
        var (normal, meridian) = (reference.Ellipsoid.SemiMajorAxis / w, reference.Ellipsoid.SemiMajorAxis * (1 - e2) / (w * w * w));
        return (grid.ColumnX * Math.PI / 180 * normal * Math.Cos(latitude), grid.RowY * Math.PI / 180 * meridian);
    }
}
