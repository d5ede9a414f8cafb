using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CarbonSink.Gis;

/// <summary>Turns stored values into values: what stands for none (无效值) into NaN, the others by scale and offset.</summary>
internal static class NoDataValues
{
    /// <summary>The no-data value as it is stored: a text such as −3.4e38 or 0.1 means the nearest value that the type has.</summary>
    public static double? Stored(RasterBand band) => (band.Type, band.Bits) switch
    {
        ("Float32" or "Float16", 16) => (double?)(Half?)band.NoData,
        ("Float32", _) => (float?)band.NoData,
        _ => band.NoData,
    };

    /// <summary>The values of a band from what is stored.</summary>
    public static void Finish(RasterBand band, Span<double> values)
    {
        if (Stored(band) is { } none)
            Clear(values, none);
        if (band.Scale == 1 && band.Offset == 0)
            return;
        for (var i = 0; i < values.Length; i++)
            values[i] = (values[i] * band.Scale) + band.Offset;
    }

    private static void Clear(Span<double> values, double none)
    {
        var lanes = MemoryMarshal.Cast<double, Vector256<double>>(values);
        var (wanted, missing) = (Vector256.Create(none), Vector256.Create(double.NaN));
        foreach (ref var lane in lanes)
            lane = Vector256.ConditionalSelect(Vector256.Equals(lane, wanted), missing, lane);
        for (var i = 4 * lanes.Length; i < values.Length; i++)
        {
            if (values[i] == none)
                values[i] = double.NaN;
        }
    }
}
