using System.Buffers;
using CarbonSink.Findings;

namespace CarbonSink.Gis;

/// <summary>Which cells of a GeoTIFF hold a value (掩膜): an image of the file that is a transparency mask (TIFF 6.0, NewSubfileType bit 4), or GDAL's .msk beside it. What is 0 in it has none.</summary>
internal sealed class TiffMask : IDisposable
{
    private const int Reduced = 1;
    private const int Mask = 4;

    private readonly TiffImage image;
    private readonly InputFile? own;
    private readonly int bands;

    private TiffMask(TiffDirectory directory, InputFile file, InputFile? own, TiffLayout of)
    {
        var (layout, samples) = TiffLayout.Read(directory, file);
        if ((layout.Width, layout.Height) != (of.Width, of.Height))
            throw RasterFindings.Unsupported(file.Name, $"a mask of {layout.Width} × {layout.Height} pixels for {of.Width} × {of.Height}");
        (image, this.own, bands) = (new(file, layout, samples), own, layout.Bands);
    }

    /// <summary>The file beside the .tif that it is read from; null where it is in the .tif or there is none.</summary>
    public static string? SidecarOf(string path) => File.Exists(path + ".msk") ? path + ".msk" : null;

    /// <summary>The mask of an image; null where there is none.</summary>
    /// <exception cref="RefusedInputException">It cannot be read here.</exception>
    public static TiffMask? Find(IReadOnlyList<TiffDirectory> directories, InputFile file, string path, TiffLayout of)
    {
        if (directories.FirstOrDefault(d => (d.Number(TiffTag.NewSubfileType, 0) & (Reduced | Mask)) == Mask) is { } within)
            return new(within, file, null, of);
        if (SidecarOf(path) is not { } beside)
            return null;
        var sidecar = new InputFile(beside);
        try
        {
            return new(TiffDirectory.ReadAll(sidecar)[0], sidecar, sidecar, of);
        }
        catch
        {
            sidecar.Dispose();
            throw;
        }
    }

    /// <summary>Takes the values away where the mask is 0.</summary>
    public void Clear(int band, int column, int row, int width, int height, Span<double> values)
    {
        var cells = width * height;
        var masked = ArrayPool<double>.Shared.Rent(cells);
        image.Read(Math.Min(band, bands - 1), column, row, width, height, 0, masked);
        for (var i = 0; i < cells; i++)
        {
            if (masked[i] == 0)
                values[i] = double.NaN;
        }

        ArrayPool<double>.Shared.Return(masked);
    }

    /// <inheritdoc/>
    public void Dispose() => own?.Dispose();
}
