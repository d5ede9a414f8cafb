using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Rasters;

namespace CarbonSink.Gis;

/// <summary>Where a GeoTIFF lies and in which coordinate reference (地理定位), from its tags or else from a world file and a .prj beside it.</summary>
internal sealed class GeoTags
{
    private const int Projected = 1;
    private const int Geographic = 2;
    private const int UserDefined = 32767;

    private readonly TiffDirectory image;
    private readonly string path;
    private readonly Dictionary<int, double[]> numbers = [];
    private readonly Dictionary<int, string> texts = [];
    private readonly List<string> sidecars = [];

    /// <summary>Reads the tags.</summary>
    public GeoTags(TiffDirectory image, string path, int width, int height)
    {
        (this.image, this.path) = (image, path);
        ReadKeys();
        Grid = Placed(width, height) ?? WorldFile(width, height) ?? new(width, height, 0, 1, 0, 0, 0, 1);
    }

    /// <summary>The grid; columns and rows themselves where nothing places it.</summary>
    public RasterGrid Grid { get; }

    /// <summary>Whether something does.</summary>
    public bool IsPlaced { get; private set; }

    /// <summary>Files beside the .tif that were used.</summary>
    public IReadOnlyList<string> Sidecars => sidecars;

    /// <summary>The coordinate reference; null where there is none or it cannot be used.</summary>
    public CoordinateReference? Reference(string file, FindingLog findings)
    {
        var model = Key(1024);
        if (model is not (Projected or Geographic))
            return Beside(file, findings);
        var code = Key(model == Projected ? 3072 : 2048);
        if (code is > 0 and < UserDefined && EpsgCodes.Find((int)code) is { } known)
            return known;
        if (GeoKeyText.Of(this) is { } text && CoordinateReferenceReader.Read(text, file, findings) is { } built)
            return code is > 0 and < UserDefined ? built with { Epsg = (int)code } : built;
        if (code is > 0 and < UserDefined)
            findings.Add(new Finding(GisFindings.EpsgUnknown, file, null, null, $"EPSG:{code}", $"EPSG:{code}"));
        return null;
    }

    /// <summary>The number of a key, 0 where absent.</summary>
    public double Key(int key) => numbers.TryGetValue(key, out var values) && values.Length > 0 ? values[0] : 0;

    /// <summary>Whether a key is there.</summary>
    public bool Has(int key) => numbers.ContainsKey(key);

    /// <summary>The text of a key, null where absent.</summary>
    public string? Text(int key) => texts.GetValueOrDefault(key);

    private void ReadKeys()
    {
        var keys = image.Numbers(TiffTag.GeoKeyDirectory);
        var (doubles, characters) = (image.Doubles(TiffTag.GeoDoubles), image.Text(TiffTag.GeoTexts) ?? "");
        for (var i = 4; i + 3 < keys.Length && i < 4 + (4 * keys[3]); i += 4)
        {
            var (key, count, value) = ((int)keys[i], keys[i + 2], keys[i + 3]);
            if (keys[i + 1] == 0)
                numbers[key] = [value];
            else if (keys[i + 1] == (int)TiffTag.GeoDoubles && value + count <= doubles.Length)
                numbers[key] = doubles[(int)value..(int)(value + count)];
            else if (keys[i + 1] == (int)TiffTag.GeoTexts && value + count <= characters.Length)
                texts[key] = characters[(int)value..(int)(value + count)].TrimEnd('|', '\0');
        }
    }

    // With PixelIsPoint a tie point is the middle of a pixel.
    private RasterGrid? Placed(int width, int height)
    {
        var half = Key(1025) == 2 ? 0.5 : 0;
        var (m, scale, ties) = (image.Doubles(TiffTag.ModelTransformation), image.Doubles(TiffTag.ModelPixelScale), image.Doubles(TiffTag.ModelTiepoint));
        if (scale.Length >= 2 && ties.Length >= 6 && scale[0] != 0 && scale[1] != 0)
            return Checked(new(width, height, ties[3] - ((ties[0] + half) * scale[0]), scale[0], 0, ties[4] + ((ties[1] + half) * scale[1]), 0, -scale[1]));
        return m.Length >= 16 ? Checked(new(width, height, m[3] - (half * (m[0] + m[1])), m[0], m[1], m[7] - (half * (m[4] + m[5])), m[4], m[5])) : null;
    }

    private RasterGrid? Checked(RasterGrid grid)
    {
        IsPlaced = double.IsFinite(grid.OriginX + grid.OriginY) && double.IsFinite(grid.CellArea) && grid.CellArea > 0;
        return IsPlaced ? grid : null;
    }

    private RasterGrid? WorldFile(int width, int height)
    {
        var extension = Path.GetExtension(path);
        var world = Sidecar(".tfw") ?? Sidecar(extension + "w") ?? Sidecar(".tifw") ?? Sidecar(".wld");
        if (world is null || new FileInfo(world).Length > 4096)
            return null;
        var n = File.ReadAllText(world).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) ? v : double.NaN).ToArray();
        if (n.Length < 6 || Checked(new(width, height, n[4] - ((n[0] + n[2]) / 2), n[0], n[2], n[5] - ((n[1] + n[3]) / 2), n[1], n[3])) is not { } grid)
            return null;
        sidecars.Add(world);
        return grid;
    }

    private CoordinateReference? Beside(string file, FindingLog findings)
    {
        if (Sidecar(".prj") is not { } prj || new FileInfo(prj).Length > 1 << 20)
            return null;
        sidecars.Add(prj);
        return CoordinateReferenceReader.Read(File.ReadAllText(prj), file, findings);
    }

    private string? Sidecar(string extension)
    {
        var name = Path.GetFileNameWithoutExtension(path) + extension;
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return Directory.EnumerateFiles(folder).FirstOrDefault(f => string.Equals(Path.GetFileName(f), name, StringComparison.OrdinalIgnoreCase));
    }
}
