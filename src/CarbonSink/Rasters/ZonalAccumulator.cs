using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CarbonSink.Rasters;

/// <summary>A block of a raster's values in memory.</summary>
/// <param name="Values">Row by row; NaN where there is none.</param>
/// <param name="Column">First column of the block in the raster.</param>
/// <param name="Row">First row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct RasterBlock(ReadOnlyMemory<double> Values, int Column, int Row, int Width, int Height);

/// <summary>Adds up the statistics of one zone after the other (分区累计). One per thread; the order of the blocks given decides the last bits.</summary>
/// <param name="figures">What is wanted.</param>
/// <param name="rowArea">Area of a cell by row; a single one where all rows are alike.</param>
public sealed class ZonalAccumulator(ZonalFigures figures, double[] rowArea)
{
    private readonly Dictionary<double, double> classes = [];
    private double count;
    private double missing;
    private double area;
    private double missingArea;
    private double sum;
    private double areaSum;
    private double min;
    private double max;
    private double shift;
    private double square;
    private double shifted;
    private double weight;
    private double weighted;
    private double weightMissing;
    private bool any;
    private bool hasWeights;

    /// <summary>Begins a zone.</summary>
    public void Clear()
    {
        classes.Clear();
        (count, missing, area, missingArea, sum, areaSum, min, max) = (0, 0, 0, 0, 0, 0, double.PositiveInfinity, double.NegativeInfinity);
        (shift, square, shifted, weight, weighted, weightMissing, any, hasWeights) = (0, 0, 0, 0, 0, 0, false, false);
    }

    /// <summary>Adds the parts of spans that lie in a block.</summary>
    /// <param name="block">Values.</param>
    /// <param name="spans">Covered cells; those outside of the block are passed over.</param>
    /// <param name="weights">Weights of the same cells, NaN where there is none; or null.</param>
    public void Add(in RasterBlock block, ReadOnlySpan<CoverageSpan> spans, RasterBlock? weights = null)
    {
        var values = block.Values.Span;
        var (right, bottom) = (block.Column + block.Width, block.Row + block.Height);
        foreach (ref readonly var span in spans)
        {
            if (span.Row < block.Row || span.Row >= bottom || span.Column >= right || span.Column + span.Length <= block.Column)
                continue;
            var first = Math.Max(span.Column, block.Column);
            var length = Math.Min(span.Column + span.Length, right) - first;
            var start = ((span.Row - block.Row) * block.Width) + first - block.Column;
            var cellArea = span.Fraction * (rowArea.Length == 1 ? rowArea[0] : rowArea[span.Row]);
            if (length == 1)
                One(values[start], span.Fraction, cellArea);
            else
                Run(values.Slice(start, length), span.Fraction, cellArea);
            if (weights is { } w)
                Weigh(values.Slice(start, length), w.Values.Span.Slice(start, length), span.Fraction);
        }
    }

    /// <summary>The statistics of the zone.</summary>
    public ZonalStatistics Result()
    {
        double? Known(double value) => any ? value : null;
        var mean = areaSum / area;
        var (majority, minority) = (default(double?), default(double?));
        foreach (var (value, share) in classes)
        {
            if (majority is not { } most || share > classes[most] || (share == classes[most] && value < most))
                majority = value;
            if (minority is not { } least || share < classes[least] || (share == classes[least] && value < least))
                minority = value;
        }

        var hasClasses = any && figures.HasFlag(ZonalFigures.Classes);
        var variance = figures.HasFlag(ZonalFigures.Spread) && any ? Math.Max(0, (square / area) - (shifted / area * (shifted / area))) : default(double?);
        return new(
            count, missing, area, missingArea, Known(sum), Known(areaSum), Known(mean),
            figures.HasFlag(ZonalFigures.Extremes) ? Known(min) : null, figures.HasFlag(ZonalFigures.Extremes) ? Known(max) : null, variance is { } v ? Math.Sqrt(v) : null,
            hasClasses ? majority : null, hasClasses ? minority : null, hasClasses ? classes.Count : null,
            hasWeights ? weight : null, hasWeights ? weighted : null, weightMissing)
        {
            Classes = hasClasses ? [.. classes.OrderBy(c => c.Key).Select(c => (c.Key, c.Value))] : [],
        };
    }

    private void One(double value, double fraction, double cellArea)
    {
        if (double.IsNaN(value))
        {
            missing += fraction;
            missingArea += cellArea;
            return;
        }

        if (!any)
            (any, shift) = (true, value);
        count += fraction;
        area += cellArea;
        sum += fraction * value;
        areaSum += cellArea * value;
        if (figures != ZonalFigures.None)
            Extend(value, cellArea);
    }

    private void Extend(double value, double cellArea)
    {
        (min, max) = (Math.Min(min, value), Math.Max(max, value));
        var d = value - shift;
        shifted += cellArea * d;
        square += cellArea * d * d;
        if (figures.HasFlag(ZonalFigures.Classes))
            CollectionsMarshal.GetValueRefOrAddDefault(classes, value, out _) += cellArea;
    }

    // Always four lanes, so that every processor adds in the same order.
    private void Run(ReadOnlySpan<double> values, double fraction, double cellArea)
    {
        if (figures != ZonalFigures.None)
        {
            foreach (var value in values)
                One(value, fraction, cellArea);
            return;
        }

        var (total, found) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i + 4 <= values.Length; i += 4)
        {
            var v = Vector256.Create(values.Slice(i, 4));
            var known = Vector256.Equals(v, v);
            total += Vector256.BitwiseAnd(v, known);
            found += Vector256.BitwiseAnd(Vector256<double>.One, known);
        }

        var (runSum, runCount) = (total[0] + total[1] + total[2] + total[3], found[0] + found[1] + found[2] + found[3]);
        for (; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]))
                (runSum, runCount) = (runSum + values[i], runCount + 1);
        }

        any |= runCount > 0;
        count += fraction * runCount;
        missing += fraction * (values.Length - runCount);
        area += cellArea * runCount;
        missingArea += cellArea * (values.Length - runCount);
        sum += fraction * runSum;
        areaSum += cellArea * runSum;
    }

    private void Weigh(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, double fraction)
    {
        hasWeights = true;
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
                continue;
            if (double.IsNaN(weights[i]))
            {
                weightMissing += fraction;
                continue;
            }

            weight += fraction * weights[i];
            weighted += fraction * weights[i] * values[i];
        }
    }
}
