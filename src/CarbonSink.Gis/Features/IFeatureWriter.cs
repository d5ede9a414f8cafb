using CarbonSink.Findings;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>Writes one layer in a format (图层写出). The file is not safe against a crash while it is written: build it beside its place and rename it.</summary>
public interface IFeatureWriter : IDisposable
{
    /// <summary>Paths of the files written.</summary>
    IReadOnlyList<string> Files { get; }

    /// <summary>What the format cannot hold as it was: values that no longer fit, names that were cut. Nothing is left out in silence.</summary>
    FindingLog Findings { get; }

    /// <summary>Adds the records of a batch, in order.</summary>
    /// <exception cref="IOException">It cannot be written, e.g. the disk is full.</exception>
    void Add(FeatureBatch batch);

    /// <summary>Writes what comes last: index, header counts, extent. The files are complete when the writer is disposed of.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    void Complete();
}
