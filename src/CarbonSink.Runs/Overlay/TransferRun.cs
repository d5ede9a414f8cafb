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
/// <param name="Sums">Sums of the fields, divided by area, in the order asked for; null where no record has a value.</param>
public sealed record TransferShare(long Record, long PairCount, double PlanarArea, double? AreaHa, IReadOnlyList<double?> Sums);

/// <summary>A finished transfer (面积分摊).</summary>
/// <param name="Options">What was asked.</param>
/// <param name="Reference">Coordinate reference of both layers; null where it is unknown.</param>
/// <param name="Fields">Names of the fields divided.</param>
/// <param name="Whole">Areas and sums of all records of the first layer: those of the shares and <paramref name="WithoutPolygon"/>, where the second layer does not overlap itself.</param>
/// <param name="Shares">What each record of the second layer gets, in order, and last what lies in none.</param>
/// <param name="WithoutPolygon">Sums of the records whose polygon is missing or cannot be measured: they are in no share.</param>
/// <param name="ValidPairCount">Pairs of which neither polygon had to be repaired.</param>
/// <param name="ValidCommonArea">Their common area in squared units of the coordinates: what any program finds alike, however it repairs.</param>
/// <param name="PlanarAreaB">Area of the second layer in squared units of the coordinates.</param>
/// <param name="AreaBHa">Area of the second layer on the ellipsoid; null without a coordinate reference.</param>
/// <param name="ConservationErrorHa">What the shares, less what is in several of them, lack of the first layer's area; null without a coordinate reference or where a polygon cannot be measured.</param>
/// <param name="Findings">What was wrong or remarkable.</param>
public sealed record TransferResult(OverlayOptions Options, CoordinateReference? Reference, IReadOnlyList<string> Fields, TransferShare Whole, IReadOnlyList<TransferShare> Shares, TransferShare WithoutPolygon, long ValidPairCount, double ValidCommonArea, double PlanarAreaB, double? AreaBHa, double? ConservationErrorHa, FindingLog Findings);

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
        var a = OverlayRun.Read(options, false, schema => [.. fields.Select(f => FieldOf(schema, f, options.First))], findings, stop);
        var b = OverlayRun.Read(options, true, _ => [], findings, stop);
        var ground = OverlayRun.Ground(a, b, findings);
        TellMissing(a, findings);
        var (first, second) = (OverlayRun.Prepare(a, options.Threads, findings, stop), OverlayRun.Prepare(b, options.Threads, findings, stop));
        var (planar, square, squareB) = (new double[first.Count], new double[first.Count], new double[second.Count]);
        var flags = new AreaFlags[first.Count];
        for (var row = 0; row < first.Count; row++)
            planar[row] = first.PlanarArea(row);
        ground.Measure(first.Polygons, square, flags);
        ground.Measure(second.Polygons, squareB);
        bool IsMeasured(int row) => planar[row] > 0 && (flags[row] & (AreaFlags.NotFinite | AreaFlags.OutOfRange)) == AreaFlags.None;

        var tallies = new Tally[second.Count + 1]; // the last is outside of all
        for (var i = 0; i < tallies.Length; i++)
            tallies[i] = new(fields.Count);
        var (whole, without) = (new Tally(fields.Count), new Tally(fields.Count));
        var repaired = (First: first.Repaired.Select(r => r.Record).ToHashSet(), Second: second.Repaired.Select(r => r.Record).ToHashSet());
        var (validCount, validArea) = (0L, ExactSum.Zero);
        var (rest, repeated, repeatedSquare) = ((double[])planar.Clone(), ExactSum.Zero, ExactSum.Zero);
        foreach (var pair in OverlapSearch.Between(first, second, null, 0, options.Threads, stop))
        {
            if (!IsMeasured(pair.First))
                continue;
            var share = pair.PlanarArea / planar[pair.First];
            if (a.Reference is not null && share * square[pair.First] < LeastSquareMetres)
                continue;
            rest[pair.First] -= pair.PlanarArea;
            if (!repaired.First.Contains(pair.First) && !repaired.Second.Contains(pair.Second))
                (validCount, validArea) = (validCount + 1, validArea + pair.PlanarArea);
            tallies[pair.Second].Add(a, pair.First, share, pair.PlanarArea, square[pair.First]);
        }

        for (var row = 0; row < first.Count; row++)
        {
            whole.Add(a, row, 1, IsMeasured(row) ? planar[row] : 0, square[row]);
            if (!IsMeasured(row))
                without.Add(a, row, 1, 0, 0);
            else if (rest[row] < -Tolerance * planar[row])
                (repeated, repeatedSquare) = (repeated + -rest[row], repeatedSquare + (-rest[row] / planar[row] * square[row]));
            else if (rest[row] > Tolerance * planar[row])
                tallies[^1].Add(a, row, rest[row] / planar[row], rest[row], square[row]);
        }

        if (repeated.ToDouble() > 0)
            findings.Add(new Finding(OverlayFindings.CountedTwice, b.Name, null, null, null, b.Name, $"{repeated.ToDouble():R}"));
        var hasReference = a.Reference is not null;
        var isProven = hasReference && findings.Count(AssessmentFindings.BadRing) + findings.Count(OverlayFindings.Lost) == 0;
        TransferShare[] shares = [.. tallies.Select((t, i) => t.Share(i < second.Count ? b.Records[i] : -1, hasReference))];
        var all = whole.Share(-1, hasReference);
        return new(
            options, a.Reference, [.. a.Fields.Select(f => a.Schema.Fields[f].Name)], all, shares, without.Share(-1, hasReference), validCount, validArea.ToDouble(),
            Enumerable.Range(0, second.Count).Aggregate(ExactSum.Zero, (sum, row) => sum + second.PlanarArea(row)).ToDouble(),
            hasReference ? squareB.Aggregate(ExactSum.Zero, (sum, one) => sum + one).ToDouble() / 10000 : null,
            isProven ? all.AreaHa - (shares.Sum(s => s.AreaHa) - (repeatedSquare.ToDouble() / 10000)) : null, findings);
    }

    /// <summary>A missing value is no 0: it is told.</summary>
    private static void TellMissing(PolygonTable table, FindingLog findings)
    {
        foreach (var field in table.Fields)
        {
            var name = table.Schema.Fields[field].Name;
            for (var row = 0; row < table.Records.Count; row++)
                if (!double.IsFinite(table.Number(field, row)))
                    findings.Add(OverlayFindings.MissingValue, table.Name, table.Records[row], name, null, name);
        }
    }

    private static int FieldOf(RecordSchema schema, string name, string path) =>
        schema.IndexOf(name) is >= 0 and var field && schema.Fields[field].Kind == FieldKind.Number
            ? field
            : throw DataSet.Refuse(OverlayFindings.NoNumberField, Path.GetFileName(path), Path.GetFileName(path), name, string.Join(", ", schema.Fields.Where(f => f.Kind == FieldKind.Number).Select(f => f.Name)));

    private sealed class Tally(int fields)
    {
        private readonly ExactSum[] sums = new ExactSum[fields];
        private readonly bool[] has = new bool[fields];
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
                    (sums[i], has[i]) = (sums[i] + (share * value), true);
            }
        }

        public TransferShare Share(long record, bool hasReference) => new(record, count, planar.ToDouble(), hasReference ? squareMetres.ToDouble() / 10000 : null, [.. sums.Select((s, i) => has[i] ? s.ToDouble() : (double?)null)]);
    }
}
