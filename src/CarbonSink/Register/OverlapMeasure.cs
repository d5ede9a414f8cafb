namespace CarbonSink.Register;

/// <summary>Measures overlaps that entries recorded once more while they are replayed (重叠复量): the claims are in the ledger. One replay.</summary>
internal sealed class OverlapMeasure
{
    /// <summary>Whole m² by which two measurements may differ: both are rounded.</summary>
    public const long ToleranceM2 = 1;

    /// <summary>Millionths by which two shares may differ.</summary>
    public const long ToleranceMillionths = 1;

    /// <summary>Entries whose overlaps were measured.</summary>
    public int Entries { get; private set; }

    /// <summary>Whether one differed.</summary>
    public bool HasFault { get; private set; }

    /// <summary>Compares what an entry recorded with what is measured.</summary>
    /// <exception cref="FormatException">They differ by more than rounding; says where.</exception>
    public void Compare(string project, IReadOnlyList<OverlapFinding> recorded, IReadOnlyList<OverlapFinding> measured)
    {
        Entries++;
        for (var i = 0; i < Math.Max(recorded.Count, measured.Count); i++)
        {
            var (a, b) = (i < recorded.Count ? recorded[i] : null, i < measured.Count ? measured[i] : null);
            HasFault = a is null || b is null || !IsSame(a, b);
            if (HasFault)
                throw new FormatException($"overlaps of {project} measured again differ: recorded {Said(a)}, measured {Said(b)}");
        }
    }

    private static bool IsSame(OverlapFinding a, OverlapFinding b) => Math.Abs(a.AreaM2 - b.AreaM2) <= ToleranceM2 && Math.Abs(a.ShareMillionths - b.ShareMillionths) <= ToleranceMillionths
        && (a with { AreaM2 = b.AreaM2, ShareMillionths = b.ShareMillionths }).ToCanonical().Equals(b.ToCanonical());

    private static string Said(OverlapFinding? finding) => finding?.ToCanonical().ToString() ?? "none";
}
