using CarbonSink.Findings;

namespace CarbonSink.Gis;

/// <summary>Where the strips or tiles of an image lie in its file.</summary>
internal sealed record TiffLayout(int Width, int Height, int Bands, bool IsTiled, bool IsPlanar, int BlockWidth, int BlockHeight, long Compression, long[] Offsets, long[] ByteCounts)
{
    /// <summary>Most bytes that a block decodes to, and that it takes in the file.</summary>
    public const long MostBlockBytes = 1 << 28;

    private int Across => (Width + BlockWidth - 1) / BlockWidth;

    private int Down => (int)(((long)Height + BlockHeight - 1) / BlockHeight);

    /// <summary>The strip or tile that holds a pixel.</summary>
    public int BlockOf(int band, int column, int row) => ((IsPlanar ? band : 0) * Across * Down) + (row / BlockHeight * Across) + (column / BlockWidth);

    /// <summary>Rows stored in the block of a row: tiles are always full, the last strip ends with the image.</summary>
    public int RowsOf(int row) => IsTiled ? BlockHeight : Math.Min(BlockHeight, Height - (row / BlockHeight * BlockHeight));

    /// <summary>Reads and checks it.</summary>
    /// <exception cref="RefusedInputException">The image cannot be read here, or its tags contradict each other.</exception>
    public static (TiffLayout Layout, TiffSamples Samples) Read(TiffDirectory image, InputFile file)
    {
        var (width, height) = (image.Number(TiffTag.ImageWidth, 0), image.Number(TiffTag.ImageLength, 0));
        var bands = image.Number(TiffTag.SamplesPerPixel, 1);
        if (width is < 1 or > BlockBounds.MostSide || height is < 1 or > BlockBounds.MostSide || bands is < 1 or > 65535)
            throw RasterFindings.Damaged(file.Name, image.PlaceOf(TiffTag.ImageWidth), $"{width} × {height} pixels, {bands} bands");
        var compression = image.Number(TiffTag.Compression, 1);
        if (TiffCodec.Unsupported(compression) is { } codec)
            throw RasterFindings.Unsupported(file.Name, codec);
        if (image.Number(TiffTag.FillOrder, 1) != 1)
            throw RasterFindings.Unsupported(file.Name, "FillOrder 2");
        var (bits, formats) = (image.Numbers(TiffTag.BitsPerSample), image.Numbers(TiffTag.SampleFormat));
        if (bits.Distinct().Count() > 1 || formats.Distinct().Count() > 1)
            throw RasterFindings.Unsupported(file.Name, "bands of different types");
        var isPlanar = image.Number(TiffTag.PlanarConfiguration, 1) == 2;
        var format = formats.Length == 0 || formats[0] == 4 ? 1 : formats[0];
        var samples = new TiffSamples((int)Math.Clamp(bits.Length == 0 ? 1 : bits[0], 0, 1000), (int)Math.Clamp(format, 0, 1000), isPlanar ? 1 : (int)bands, image.IsBigEndian, compression == 1 ? 1 : (int)Math.Clamp(image.Number(TiffTag.Predictor, 1), 0, 1000));
        if (samples.Unsupported is { } kind)
            throw RasterFindings.Unsupported(file.Name, kind);

        var isTiled = image.Has(TiffTag.TileOffsets) || image.Has(TiffTag.TileWidth);
        var (blockWidth, blockHeight) = isTiled ? (image.Number(TiffTag.TileWidth, 0), image.Number(TiffTag.TileLength, 0)) : (width, Math.Min(height, Math.Max(1, image.Number(TiffTag.RowsPerStrip, height))));
        if (blockWidth is < 1 or > int.MaxValue || blockHeight is < 1 or > int.MaxValue)
            throw RasterFindings.Damaged(file.Name, image.PlaceOf(TiffTag.TileWidth), $"tiles of {blockWidth} × {blockHeight} pixels");
        var (across, down) = ((width + blockWidth - 1) / blockWidth, (height + blockHeight - 1) / blockHeight);
        var blocks = across * down > int.MaxValue ? long.MaxValue : across * down * (isPlanar ? bands : 1); // sides of 2^24 at most
        var (offsets, counts) = (image.Numbers(isTiled ? TiffTag.TileOffsets : TiffTag.StripOffsets), image.Numbers(isTiled ? TiffTag.TileByteCounts : TiffTag.StripByteCounts));
        if (offsets.Length < blocks)
            throw RasterFindings.Damaged(file.Name, image.PlaceOf(isTiled ? TiffTag.TileOffsets : TiffTag.StripOffsets), $"{offsets.Length} blocks where the image has {blocks}");
        if (counts.Length == 0 && compression == 1)
            counts = [.. offsets.Select(o => o == 0 ? 0 : Math.Max(0, file.Length - o))]; // old writers left them out
        if (counts.Length < offsets.Length)
            throw RasterFindings.Damaged(file.Name, image.PlaceOf(isTiled ? TiffTag.TileByteCounts : TiffTag.StripByteCounts), $"{counts.Length} lengths for {blocks} blocks");
        Limit(samples.RowBytes(blockWidth), blockHeight, isTiled, compression, offsets, counts, image, file);
        return (new((int)width, (int)height, (int)bands, isTiled, isPlanar, (int)blockWidth, (int)blockHeight, compression, offsets, counts), samples);
    }

    // A block is decoded whole, so it has an end; strips without compression are read row by row and have none, as long as the file has their bytes.
    private static void Limit(long rowBytes, long rows, bool isTiled, long compression, long[] offsets, long[] counts, TiffDirectory image, InputFile file)
    {
        if (rowBytes > MostBlockBytes)
            rows = 1; // what is longer than that in a row is refused whatever its rows, and the product stays a long
        var bytes = rowBytes * rows;
        if (bytes <= MostBlockBytes)
            return;
        var place = image.PlaceOf(isTiled ? TiffTag.TileLength : image.Has(TiffTag.RowsPerStrip) ? TiffTag.RowsPerStrip : TiffTag.ImageLength);
        if (compression != 1 && TiffCodec.LeastBytes(bytes) > file.Length)
            throw RasterFindings.Damaged(file.Name, place, $"blocks of {bytes} bytes, the file has {file.Length}");
        var least = isTiled || offsets.Length == 1 ? bytes : rowBytes; // the last of several strips may be short
        for (var i = 0; i < offsets.Length && compression == 1; i++)
        {
            if (offsets[i] == 0 || least > Math.Min(counts[i], file.Length - offsets[i]))
                throw RasterFindings.Damaged(file.Name, offsets[i] == 0 ? place : Math.Min(offsets[i], file.Length), $"a block of {bytes} bytes, the file has {file.Length}");
        }

        if (isTiled || compression != 1 || rowBytes > MostBlockBytes)
            throw RasterFindings.Unsupported(file.Name, $"blocks of {bytes} bytes");
    }
}
