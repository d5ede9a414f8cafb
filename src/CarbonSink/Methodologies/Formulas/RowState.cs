using CarbonSink.Estimation;

namespace CarbonSink.Methodologies.Formulas;

/// <summary>What travels with every computed value beside the number, packed in 32 bits: worst parameter status, extrapolated, partial, carbon pool, and the cause if there is no value.</summary>
internal static class RowState
{
    public const uint StatusMask = 7;
    public const uint Extrapolated = 8;
    public const uint Partial = 16;
    public const int PoolShift = 5;
    public const uint PoolMask = 63 << PoolShift;
    public const int CauseShift = 11;

    private const uint Flags = Extrapolated | Partial;

    public static bool HasValue(uint state) => state >> CauseShift == 0;

    public static int Cause(uint state) => (int)(state >> CauseShift);

    public static uint Refused(int cause) => (uint)cause << CauseShift;

    public static ParameterStatus Status(uint state) => (ParameterStatus)(state & StatusMask);

    public static CarbonPool Pool(uint state) => (CarbonPool)((state & PoolMask) >> PoolShift);

    public static uint WithPool(uint state, CarbonPool pool) => (state & ~PoolMask) | ((uint)pool << PoolShift);

    /// <summary>State of a value computed from two others: worst status, all flags, the first cause; pools are decided by the equation.</summary>
    public static uint Combine(uint a, uint b)
    {
        if (a == b)
            return a;
        var cause = a >> CauseShift != 0 ? a : b;
        return Math.Max(a & StatusMask, b & StatusMask) | ((a | b) & Flags) | (cause >> CauseShift << CauseShift);
    }

    /// <summary>The state without its cause: for conditions, which lend their status but not their gaps.</summary>
    public static uint WithoutCause(uint state) => state & (StatusMask | Flags);
}
