using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Inventory;

namespace CarbonSink.Runs;

/// <summary>What a record of the second layer gets of the first (面积分摊结果).</summary>
/// <param name="Record">Its record number; −1 for what lies in none.</param>
/// <param name="PairCount">Records of the first layer that share it.</param>
/// <param name="PlanarArea">Common area in squared units of the coordinates.</param>
/// <param name="AreaHa">The same share of the records' areas on the ellipsoid; null without a coordinate reference.</param>
/// <param name="Sums">Sums of the fields, divided by area; in the order asked for.</param>
public sealed record TransferShare(long Record, long PairCount, double PlanarArea, double? AreaHa, IReadOnlyList<double> Sums);

/// <summary>A finished transfer (面积分摊).</summary>
/// <param name="Options">What was asked.</param>
/// <param name="Reference">Coordinate reference of both layers; null where it is unknown.</param>
/// <param name="Fields">Names of the fields divided.</param>
/// <param name="Whole">Areas and sums of the whole first layer.</param>
/// <param name="Shares">What each record of the second layer gets, in order, and last what lies in none.</param>
/// <param name="PlanarAreaB">Area of the second layer in squared units of the coordinates.</param>
/// <param name="Findings">What was wrong or remarkable.</param>
public sealed record TransferResult(OverlayOptions Options, CoordinateReference? Reference, IReadOnlyList<string> Fields, TransferShare Whole, IReadOnlyList<TransferShare> Shares, double PlanarAreaB, FindingLog Findings);

/// <summary>Divides areas and numbers of one layer among the polygons of another by area (按面积分摊蓄积等), without cutting a polygon.</summary>
/// <remarks>What lies in several polygons of the second layer counts in each, and a finding says so. Common parts below 0.01 m² are borders that touch.</remarks>
public static class TransferRun
{
    private const double LeastSquareMetres = 0.01;
    private const double Tolerance = 1e-9;

    /// <summary>Runs it.</summary>
    /// <param name="options">The layers; nothing is written.</param>
    /// <param name="fields">Number fields of the first layer to divide; sums, not densities.</param>
    /// <param name="stop">Stops the work.</param>
    /// <exception cref="RefusedInputException">A layer or a field cannot be used, or both layers do not fit together.</exception>
    public static TransferResult Run(OverlayOptions options, IReadOnlyList<string> fields, CancellationToken stop = default)
    {
        var findings = new FindingLog();
        var a = OverlayRun.Read(options.First, options, schema => [.. fields.Select(f => FieldOf(schema, f, options.First))], findings, stop);
        var b = OverlayRun.Read(options.Second, options, _ => [], findings, stop);
        OverlayRun.RequireSameReference(a, b, findings);
        var (first, second) = (OverlayRun.Prepare(a, options.Threads, findings, stop), OverlayRun.Prepare(b, options.Threads, findings, stop));
        var (planar, square) = (new double[first.Count], new double[first.Count]);
        for (var row = 0; row < first.Count; row++)
            planar[row] = first.PlanarArea(row);
        if (a.Reference is { } reference)
            new EllipsoidalArea(reference).Measure(first.Polygons, square);

        var tallies = new Tally[second.Count + 1]; // the last is outside of all
        for (var i = 0; i < tallies.Length; i++)
            tallies[i] = new(fields.Count);
        var whole = new Tally(fields.Count);
        var (rest, repeated) = ((double[])planar.Clone(), ExactSum.Zero);
        foreach (var pair in OverlapSearch.Between(first, second, null, 0, options.Threads, stop))
        {
            var share = pair.PlanarArea / planar[pair.First];
            if (a.Reference is not null && share * square[pair.First] < LeastSquareMetres)
                continue;
            rest[pair.First] -= pair.PlanarArea;
            tallies[pair.Second].Add(a, pair.First, share, pair.PlanarArea, square[pair.First]);
        }

        for (var row = 0; row < first.Count; row++)
        {
            if (planar[row] <= 0)
                continue;
            whole.Add(a, row, 1, planar[row], square[row]);
            if (rest[row] < -Tolerance * planar[row])
                repeated += -rest[row];
            else if (rest[row] > Tolerance * planar[row])
                tallies[^1].Add(a, row, rest[row] / planar[row], rest[row], square[row]);
        }

        if (repeated.ToDouble() > 0)
            findings.Add(new Finding(OverlayFindings.CountedTwice, b.Name, null, null, null, b.Name, $"{repeated.ToDouble():R}"));
        var hasReference = a.Reference is not null;
        return new(
            options, a.Reference, [.. a.Fields.Select(f => a.Schema.Fields[f].Name)], whole.Share(-1, hasReference),
            [.. tallies.Select((t, i) => t.Share(i < second.Count ? b.Records[i] : -1, hasReference))],
            Enumerable.Range(0, second.Count).Aggregate(ExactSum.Zero, (sum, row) => sum + second.PlanarArea(row)).ToDouble(), findings);
    }

    private static int FieldOf(RecordSchema schema, string name, string path) =>
        schema.IndexOf(name) is >= 0 and var field && schema.Fields[field].Kind == FieldKind.Number
            ? field
            : throw DataSet.Refuse(OverlayFindings.NoNumberField, Path.GetFileName(path), Path.GetFileName(path), name, string.Join(", ", schema.Fields.Where(f => f.Kind == FieldKind.Number).Select(f => f.Name)));

    private sealed class Tally(int fields)
    {
        private readonly ExactSum[] sums = new ExactSum[fields];
        private ExactSum planar;
        private ExactSum squareMetres;
        private long count;

        public void Add(PolygonTable table, int row, double share, double planarArea, double square)
        {
            count++;
            planar += planarArea;
            squareMetres += share * square;
            for (var i = 0; i < sums.Length; i++)
            {
                if (table.Number(table.Fields[i], row) is var value && double.IsFinite(value))
                    sums[i] += share * value;
            }
        }

        public TransferShare Share(long record, bool hasReference) => new(record, count, planar.ToDouble(), hasReference ? squareMetres.ToDouble() / 10000 : null, [.. sums.Select(s => s.ToDouble())]);
    }
}
