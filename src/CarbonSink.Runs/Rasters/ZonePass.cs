using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Rasters;

namespace CarbonSink.Runs;

/// <summary>One thread's way through zones: covered cells, blocks, statistics. What a zone gets does not depend on the zones before it.</summary>
internal sealed class ZonePass(RasterGrid grid, RasterBlockCache values, RasterBlockCache? weights, ZonalFigures figures, double[] rowArea, string layer)
{
    private const double Tolerance = 1e-9;

    private readonly (int Width, int Height) block = values.BlockSize;
    private readonly CellCoverage coverage = new(grid);
    private readonly ZonalAccumulator accumulator = new(figures, rowArea);

    public FindingLog Findings { get; } = new();

    /// <summary>Shown the covered cells of each block with values and weights; null where nobody wants them.</summary>
    public Action<RasterBlockCache.Entry, RasterBlockCache.Entry?, ReadOnlySpan<CoverageSpan>>? Cells { get; init; }

    /// <summary>Part of the last zone that lies outside of the raster, percent.</summary>
    public double OutsidePercent => coverage.Flags.HasFlag(CoverageFlags.Outside) ? 100 : coverage.WholeCells > 0 ? 100 * Math.Max(0, 1 - (coverage.ExpectedCells / coverage.WholeCells)) : 0;

    /// <summary>The statistics of a polygon; null where there are none, with a finding.</summary>
    public ZonalStatistics? Of(PolygonColumn polygons, int index, long record)
    {
        coverage.Take(polygons, index);
        accumulator.Clear();
        var counted = 0.0;
        for (var band = 0; band < coverage.Bands; band++)
        {
            var spans = coverage.Spans(band);
            foreach (ref readonly var span in spans)
                counted += span.Length * span.Fraction;
            for (var start = 0; start < spans.Length;)
            {
                var down = spans[start].Row / block.Height;
                var (end, least, most) = (start, int.MaxValue, 0);
                for (; end < spans.Length && spans[end].Row / block.Height == down; end++)
                    (least, most) = (Math.Min(least, spans[end].Column), Math.Max(most, spans[end].Column + spans[end].Length - 1));
                for (var across = least / block.Width; across <= most / block.Width; across++)
                    Add(across, down, spans[start..end]);
                start = end;
            }
        }

        return Checked(polygons.Kinds[index], counted, record);
    }

    private void Add(int across, int down, ReadOnlySpan<CoverageSpan> spans)
    {
        var taken = values.Take(across, down);
        var weight = weights?.Take(across, down);
        accumulator.Add(taken.Block, spans, weight?.Block);
        Cells?.Invoke(taken, weight, spans);
        values.Return(taken);
        if (weight is not null)
            weights!.Return(weight);
    }

    private ZonalStatistics? Checked(GeometryKind kind, double counted, long record)
    {
        var (flags, expected) = (coverage.Flags, coverage.ExpectedCells);
        if (flags.HasFlag(CoverageFlags.NoPolygon))
        {
            if (kind is GeometryKind.Point or GeometryKind.Line or GeometryKind.Polygon) // the reader tells of the others
                Findings.Add(ZonalFindings.NoPolygon, layer, record, null, null);
            return null;
        }

        if (flags.HasFlag(CoverageFlags.NotFinite) || flags.HasFlag(CoverageFlags.Outside))
        {
            Findings.Add(flags.HasFlag(CoverageFlags.Outside) ? ZonalFindings.Outside : ZonalFindings.NotTransformed, layer, record, null, null);
            return null;
        }

        if (flags.HasFlag(CoverageFlags.PartlyOutside))
            Findings.Add(ZonalFindings.PartlyOutside, layer, record, null, null, $"{100 * Math.Max(0, 1 - (expected / coverage.WholeCells)):F2}");
        if (flags.HasFlag(CoverageFlags.Clamped))
        {
            Findings.Add(ZonalFindings.Clamped, layer, record, null, null, $"{expected:R}", $"{counted:R}");
        }
        else if (!(Math.Abs(counted - expected) <= Tolerance * (1 + Math.Abs(expected))))
        {
            Findings.Add(ZonalFindings.CoverageDiffers, layer, record, null, null, $"{expected:R}", $"{counted:R}");
            return null;
        }

        var result = accumulator.Result();
        if (counted == 0)
        {
            Findings.Add(ZonalFindings.Outside, layer, record, null, null);
            return null;
        }

        if (result.Count == 0)
            Findings.Add(ZonalFindings.NoValues, layer, record, null, null);
        if (result.WeightMissingCount > 0)
            Findings.Add(ZonalFindings.WeightsMissing, layer, record, null, null, $"{result.WeightMissingCount:R}");
        return result;
    }
}
