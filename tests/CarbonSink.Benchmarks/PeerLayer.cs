using System.Runtime.InteropServices;
using CarbonSink.Geometry;
using CarbonSink.Gis;

namespace CarbonSink.Benchmarks;

/// <summary>The areas that the peer wrote per record beside ours, and the volumes that follow from them.</summary>
internal sealed class PeerLayer
{
    private const string StockPerHectare = "HUO_LMGQXJ";
    private const double Tolerance = 1e-9;

    /// <summary>Least difference of one record that counts, ha (0.001 m²): the peer adds up areas under each edge from the equator, about 10¹⁰ m², whose last digits a small polygon keeps.</summary>
    private const double PeerRounding = 1e-7;

    /// <summary>Area of all records, ha.</summary>
    public double OurArea { get; private set; }

    /// <inheritdoc cref="OurArea"/>
    public double PeerArea { get; private set; }

    /// <summary>Area of the records whose polygon is valid, ha.</summary>
    public double OurValidArea { get; private set; }

    /// <inheritdoc cref="OurValidArea"/>
    public double PeerValidArea { get; private set; }

    /// <summary>Stock per hectare times the peer's area, m³.</summary>
    public double PeerVolume { get; private set; }

    /// <summary>Records whose polygon is invalid.</summary>
    public int Flagged { get; private set; }

    /// <summary>Our area minus the peer's over the invalid polygons, ha.</summary>
    public double FlaggedDifference { get; private set; }

    /// <summary>Valid polygons whose areas differ.</summary>
    public int Differing { get; private set; }

    /// <summary>The largest difference among valid polygons, ha.</summary>
    public double LargestDifference { get; private set; }

    /// <summary>Volume from the peer's areas by group, m³, what the peer's rounding may do to it, and whether an invalid polygon is in it; keys joined by |.</summary>
    public Dictionary<string, (double Volume, double Rounding, bool HasInvalid)> Groups { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads the layer once more, with the file of areas (m², 8 bytes each, in the order of the records).</summary>
    public static PeerLayer Read(string layer, string areasFile, IReadOnlyList<string> keys)
    {
        var result = new PeerLayer();
        var areas = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(areasFile)).ToArray();
        using var reader = new ShapefileReader(layer);
        var fields = keys.Append(StockPerHectare).Select(reader.Schema.IndexOf).ToArray();
        var measure = new EllipsoidalArea(reader.CoordinateReference!);
        var squareMetres = new double[Inventory.FeatureBatch.Capacity];
        var flags = new AreaFlags[Inventory.FeatureBatch.Capacity];
        foreach (var batch in reader.Read(Inventory.RecordRange.All, fields, geometry: true, CancellationToken.None))
        {
            measure.Measure(batch.Geometry, squareMetres, flags);
            for (var row = 0; row < batch.Count; row++)
            {
                var stock = batch.IsValid(fields[^1], row) ? batch.Numbers(fields[^1])[row] : 0;
                var key = string.Join('|', fields[..^1].Select(f => batch.Codes(f)[row] is >= 0 and var code ? batch.Dictionary(f)[code] : ""));
                result.Add(key, squareMetres[row] / 1e4, Math.Abs(areas[batch.RecordNumbers[row]]) / 1e4, flags[row] != AreaFlags.None, stock);
            }
        }

        return result;
    }

    private void Add(string key, double ours, double theirs, bool isInvalid, double stockPerHectare)
    {
        OurArea += ours;
        PeerArea += theirs;
        PeerVolume += theirs * stockPerHectare;
        var (volume, rounding, hasInvalid) = Groups.GetValueOrDefault(key);
        Groups[key] = (volume + (theirs * stockPerHectare), rounding + (PeerRounding * stockPerHectare), hasInvalid || isInvalid);
        if (isInvalid)
        {
            Flagged++;
            FlaggedDifference += ours - theirs;
            return;
        }

        OurValidArea += ours;
        PeerValidArea += theirs;
        var difference = Math.Abs(ours - theirs);
        LargestDifference = Math.Max(LargestDifference, difference);
        Differing += difference > (Tolerance * theirs) + PeerRounding ? 1 : 0;
    }
}
