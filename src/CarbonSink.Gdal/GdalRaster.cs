using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Rasters;

namespace CarbonSink.Gdal;

/// <summary>A raster of any format that GDAL opens (GDAL 栅格). Reads of several threads take turns, since a GDAL data set belongs to one thread at a time.</summary>
public sealed unsafe class GdalRaster : IRasterReader
{
    private const long LeastCells = 1 << 16;

    private readonly Lock turn = new();
    private nint dataset;

    /// <summary>Opens a raster.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="reference">Coordinate reference named by the user, used in place of the file's own; or null.</param>
    /// <exception cref="MissingComponentException">There is no GDAL on this computer.</exception>
    /// <exception cref="RefusedInputException">GDAL cannot open it.</exception>
    public GdalRaster(string path, CoordinateReference? reference = null)
    {
        Name = Path.GetFileName(path);
        GdalLibrary.Require(Name);
        GdalErrors.Clear();
        dataset = GdalApi.Open(path, GdalApi.ReadOnly | GdalApi.Raster);
        if (dataset == 0)
            throw new RefusedInputException(new Finding(GdalFindings.CannotOpen, Name, null, null, null, Name, GdalErrors.TakeText()));
        try
        {
            var six = stackalloc double[6];
            IsPlaced = RasterApi.GeoTransform(dataset, six) == 0;
            var (width, height) = (RasterApi.Width(dataset), RasterApi.Height(dataset));
            if (width > BlockBounds.MostSide || height > BlockBounds.MostSide)
                throw new RefusedInputException(new Finding(GdalFindings.CannotRead, Name, null, null, null, Name, $"{width} × {height} > {BlockBounds.MostSide}"));
            Grid = IsPlaced ? new(width, height, six[0], six[1], six[2], six[3], six[4], six[5]) : new(width, height, 0, 1, 0, 0, 0, 1);
            Bands = [.. Enumerable.Range(1, RasterApi.BandCount(dataset)).Select(b => BandOf(RasterApi.Band(dataset, b)))];
            if (Bands.Count == 0)
                throw new RefusedInputException(new Finding(GdalFindings.CannotOpen, Name, null, null, null, Name, "no band"));
            (BlockWidth, BlockHeight) = Blocks();
            var text = GdalText.Of(RasterApi.Projection(dataset));
            CoordinateReference = reference ?? (text.Length == 0 ? null : CoordinateReferenceReader.Read(text, Name, Findings));
            if (CoordinateReference is null)
                Findings.Add(new Finding(RasterFindings.ReferenceMissing, Name, null, null, null, Name));
            if (!IsPlaced)
                Findings.Add(new Finding(RasterFindings.NotPlaced, Name, null, null, null, Name));
            (Driver, Files) = (GdalText.Of(GdalApi.DriverName(GdalApi.DriverOf(dataset))), [path]);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Driver { get; }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Files { get; }

    /// <inheritdoc/>
    public RasterGrid Grid { get; }

    /// <inheritdoc/>
    public bool IsPlaced { get; }

    /// <inheritdoc/>
    public IReadOnlyList<RasterBand> Bands { get; }

    /// <inheritdoc/>
    public int BlockWidth { get; }

    /// <inheritdoc/>
    public int BlockHeight { get; }

    /// <inheritdoc/>
    public CoordinateReference? CoordinateReference { get; }

    /// <inheritdoc/>
    public FindingLog Findings { get; } = new();

    /// <inheritdoc/>
    public void ReadWindow(int band, int column, int row, int width, int height, Span<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)band, (uint)Bands.Count, nameof(band));
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, (long)width * height, nameof(values));
        values = values[..(width * height)];
        var mask = Array.Empty<double>();
        lock (turn)
        {
            ObjectDisposedException.ThrowIf(dataset == 0, this);
            GdalErrors.Clear();
            var source = RasterApi.Band(dataset, band + 1);
            Fill(source, column, row, width, height, values);
            if ((RasterApi.MaskFlags(source) & (RasterApi.MaskOfDataset | RasterApi.MaskByAlpha)) == RasterApi.MaskOfDataset)
                Fill(RasterApi.Mask(source), column, row, width, height, mask = new double[values.Length]);
        }

        NoDataValues.Finish(Bands[band], values);
        for (var i = 0; i < mask.Length; i++)
        {
            if (mask[i] == 0)
                values[i] = double.NaN;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (turn)
        {
            if (dataset != 0)
                GdalApi.Close(dataset);
            dataset = 0;
        }
    }

    private void Fill(nint band, int column, int row, int width, int height, Span<double> values)
    {
        fixed (double* target = values)
        {
            if (RasterApi.Read(band, 0, column, row, width, height, target, width, height, RasterApi.Float64, 0, 0) != 0)
                throw new RefusedInputException(new Finding(GdalFindings.CannotRead, Name, null, null, null, Name, GdalErrors.TakeText()));
        }
    }

    private RasterBand BandOf(nint band)
    {
        int hasNone, hasScale, hasOffset;
        var (none, scale, offset, type) = (RasterApi.NoData(band, &hasNone), RasterApi.Scale(band, &hasScale), RasterApi.Offset(band, &hasOffset), RasterApi.DataType(band));
        if (RasterApi.IsComplex(type) != 0)
            throw new RefusedInputException(new Finding(GdalFindings.CannotRead, Name, null, null, null, Name, GdalText.Of(RasterApi.DataTypeName(type))));
        return new(GdalText.Of(RasterApi.DataTypeName(type)), hasNone != 0 ? none : null, hasScale != 0 ? scale : 1, hasOffset != 0 ? offset : 0, RasterApi.DataTypeBits(type));
    }

    // Thin blocks, such as single rows, are read several at a time.
    private (int Width, int Height) Blocks()
    {
        int width, height;
        RasterApi.BlockSize(RasterApi.Band(dataset, 1), &width, &height);
        (width, height) = (Math.Clamp(width, 1, Grid.Width), Math.Clamp(height, 1, Grid.Height));
        return BlockBounds.Of(Grid, width, Math.Max(1, LeastCells / ((long)width * height)) * height);
    }
}
