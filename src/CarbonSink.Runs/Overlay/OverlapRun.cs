using CarbonSink.Findings;
using CarbonSink.Geometry;

namespace CarbonSink.Runs;

/// <summary>Overlaps among the polygons of one layer (边界重叠检测结果).</summary>
/// <param name="Path">Path of the layer.</param>
/// <param name="RecordCount">Its records.</param>
/// <param name="SliverWidth">Overlaps narrower than this on average are left out, metres.</param>
/// <param name="Overlaps">Pairs by record number, ordered by both.</param>
/// <param name="Findings">What was wrong or remarkable.</param>
public sealed record OverlapResult(string Path, long RecordCount, double SliverWidth, IReadOnlyList<(long First, long Second, PolygonOverlap Overlap)> Overlaps, FindingLog Findings);

/// <summary>Finds which polygons of a layer overlap, e.g. boundaries of projects (边界重叠检测).</summary>
public static class OverlapRun
{
    /// <summary>Runs it.</summary>
    /// <param name="options">The layer, twice; nothing is written.</param>
    /// <param name="sliverWidth">Overlaps narrower than this on average are left out, metres.</param>
    /// <param name="stop">Stops the work.</param>
    /// <exception cref="RefusedInputException">The layer cannot be used.</exception>
    public static OverlapResult Run(OverlayOptions options, double sliverWidth = CoverageCheck.SliverWidth, CancellationToken stop = default)
    {
        var findings = new FindingLog();
        var table = OverlayRun.Read(options, false, _ => [], findings, stop);
        var reference = table.Reference ?? throw DataSet.Refuse(LayerFindings.NoReference, table.Name, table.Name);
        var ground = new EllipsoidalArea(reference);
        OverlayRun.Unmeasurable(table, ground, findings);
        var layer = OverlayRun.Prepare(table, options.Threads, findings, stop);
        var overlaps = OverlapSearch.Within(layer, ground, sliverWidth, options.Threads, stop);
        return new(options.First, table.Records.Count, sliverWidth, [.. overlaps.Select(o => (table.Records[o.First], table.Records[o.Second], o))], findings);
    }
}
