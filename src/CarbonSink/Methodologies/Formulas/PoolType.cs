using CarbonSink.Estimation;

namespace CarbonSink.Methodologies.Formulas;

/// <summary>What a formula's value covers, checked like a unit: nothing, a set of pools, a ratio of pools (root:shoot is BGB/AGB), or a pool known only per row of a table.</summary>
internal readonly record struct PoolType(CarbonPool Over, CarbonPool Per, string? Dynamic)
{
    /// <summary>No pool.</summary>
    public static PoolType None => default;

    public bool IsNone => Over == CarbonPool.None && Dynamic is null;

    public bool IsDynamic => Dynamic is not null;

    public bool IsRatio => Per != CarbonPool.None;

    public static PoolType Of(CarbonPool pool) => new(pool, CarbonPool.None, null);

    public static PoolType OfTable(string table) => new(CarbonPool.None, CarbonPool.None, table);

    /// <summary>Reads a pool (<c>AGB</c>, <c>living</c>, <c>AGB+BGB</c>) or a ratio of pools (<c>BGB/AGB</c>).</summary>
    public static bool TryParse(string text, out PoolType type)
    {
        type = None;
        var parts = text.Split('/');
        if (parts.Length > 2 || !CarbonPools.TryParse(parts[0].Trim(), out var over))
            return false;
        var per = CarbonPool.None;
        if (parts.Length == 2 && !CarbonPools.TryParse(parts[1].Trim(), out per))
            return false;
        type = new(over, per, null);
        return true;
    }

    /// <summary>The pool of a sum or difference, or a message why there is none.</summary>
    public static (PoolType Type, string? Problem) Add(PoolType a, PoolType b, bool subtract)
    {
        if (a == b || b.IsNone)
            return (a, null);
        if (a.IsNone)
            return (b, null);
        if (a.IsDynamic || b.IsDynamic)
            return (a, $"{a} and {b} are combined, but one pool is known only per row; name it in 'when' (… .pool in LIST)");
        if (a.Per != b.Per)
            return (a, $"{a} and {b} cannot be combined");
        if (subtract)
            return (a.Over & b.Over) == b.Over ? (a with { Over = a.Over & ~b.Over }, null) : (a, $"{b} is not part of {a}");
        return (a.Over & b.Over) == CarbonPool.None ? (a with { Over = a.Over | b.Over }, null) : (a, $"{a} already contains {CarbonPools.Name(a.Over & b.Over)}: adding {b} would count it twice");
    }

    /// <summary>The ratio (1 ± n/d), with the pools of the whole over d.</summary>
    public static (PoolType Type, string? Problem) OnePlus(PoolType ratio, bool subtract)
    {
        var (whole, problem) = Add(Of(ratio.Per), Of(ratio.Over), subtract);
        return (new(whole.Over, ratio.Per, null), problem);
    }

    public static (PoolType Type, string? Problem) Multiply(PoolType a, PoolType b)
    {
        if (a.IsNone || b.IsNone)
            return (a.IsNone ? b : a, null);
        if (!a.IsDynamic && !b.IsDynamic)
        {
            if (a.Per == b.Over && a.IsRatio)
                return (Cancel(a.Over, b.Per), null);
            if (b.Per == a.Over && b.IsRatio)
                return (Cancel(b.Over, a.Per), null);
        }

        return (a, $"{a} times {b} is no pool");
    }

    public static (PoolType Type, string? Problem) Divide(PoolType a, PoolType b)
    {
        if (b.IsNone)
            return (a, null);
        if (a.IsNone || a == b)
            return (None, null);
        if (!a.IsDynamic && !b.IsDynamic)
        {
            if (b.Over == a.Over)
                return (Cancel(b.Per, a.Per), null);
            if (!a.IsRatio && !b.IsRatio)
                return (Cancel(a.Over, b.Over), null);
        }

        return (a, $"{a} divided by {b} is no pool");
    }

    private static PoolType Cancel(CarbonPool over, CarbonPool per) => over == per ? None : new(over, per, null);

    /// <inheritdoc/>
    public override string ToString() => Dynamic is not null ? $"{Dynamic}.pool" : IsNone ? "no pool" : CarbonPools.Name(Over) + (IsRatio ? "/" + CarbonPools.Name(Per) : string.Empty);
}
