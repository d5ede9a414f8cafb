using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CarbonSink.Gis;

/// <summary>Turns the stored value that stands for none (无效值) into NaN.</summary>
internal static class NoDataValues
{
    /// <summary>Every value equal to it.</summary>
    public static void Clear(Span<double> values, double none)
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
