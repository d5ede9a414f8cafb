using System.Collections;
using CarbonSink.Findings;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>One pass over a range of records (一次读取): enumerate it once for the batches; findings and tally are complete when the enumeration is.</summary>
/// <remarks>Each batch is the same object, refilled. A pass belongs to one thread; several passes over one reader may run at the same time.</remarks>
public abstract class FeatureScan : IEnumerable<FeatureBatch>
{
    /// <summary>What is wrong or remarkable in the records passed.</summary>
    public FindingLog Findings { get; } = new();

    /// <summary>Records passed so far.</summary>
    public abstract RecordTally Tally { get; }

    /// <summary>Reads the records in file order.</summary>
    /// <exception cref="RefusedInputException">The file is damaged at a record; nothing may be used.</exception>
    /// <exception cref="OperationCanceledException">The pass was stopped.</exception>
    public abstract IEnumerator<FeatureBatch> GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
