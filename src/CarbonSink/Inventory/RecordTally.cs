namespace CarbonSink.Inventory;

/// <summary>How many records a pass met (记录清点): delivered + deleted = records of the range, always.</summary>
/// <param name="Delivered">Rows handed over in batches, those without readable geometry included.</param>
/// <param name="Deleted">Records the file marks as deleted.</param>
/// <param name="NullGeometries">Rows delivered without geometry.</param>
/// <param name="UnreadableGeometries">Rows delivered whose geometry is no readable polygon.</param>
public readonly record struct RecordTally(long Delivered, long Deleted, long NullGeometries, long UnreadableGeometries)
{
    /// <summary>Records of the file that were passed.</summary>
    public long Records => Delivered + Deleted;

    /// <summary>The tally of two ranges together.</summary>
    public static RecordTally operator +(RecordTally a, RecordTally b) => new(
        a.Delivered + b.Delivered, a.Deleted + b.Deleted, a.NullGeometries + b.NullGeometries, a.UnreadableGeometries + b.UnreadableGeometries);
}
