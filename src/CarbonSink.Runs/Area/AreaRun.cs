using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;

namespace CarbonSink.Runs;

/// <summary>Measures the areas of a layer (面积计算), on one or more threads; results do not depend on their number.</summary>
public static class AreaRun
{
    /// <summary>Measures.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Told the records done and the records to do; may be null.</param>
    /// <param name="stop">Stops between batches.</param>
    /// <exception cref="RefusedInputException">The layer cannot be read, its coordinate reference cannot give the area asked for, or the control cannot be met.</exception>
    /// <exception cref="OverflowException">A sum left the range of exact sums.</exception>
    public static AreaResult Run(AreaOptions options, Action<long, long>? progress = null, CancellationToken stop = default)
    {
        using var reader = LayerSource.Open(options.Source, options.Layer, options.Encoding, options.Crs);
        var findings = new FindingLog();
        findings.Merge(reader.Findings);
        var area = MeasureOf(reader, options.Method, findings);
        var ranges = RecordRanges.Split(new(0, reader.RecordCount), options.Threads);
        var (done, all, passes) = (0L, reader.RecordCount, new Pass[ranges.Length]);
        RecordRanges.RunAll(ranges.Length, i =>
        {
            passes[i] = new(reader, area, options.Parts);
            passes[i].Run(ranges[i], count => progress?.Invoke(Interlocked.Add(ref done, count), all), stop);
        });
        foreach (var pass in passes)
            findings.Merge(pass.Findings);
        List<AreaRecord> records = [.. passes.SelectMany(p => p.Records)];
        var adjustment = options.ControlHa is { } control ? Adjust(records, control, options.TolerancePercent, reader.Name, findings) : null;
        return new(reader.Layer, reader.CoordinateReference, area?.Method, records, [.. passes.SelectMany(p => p.Parts)], adjustment, findings);
    }

    // The method asked for; where none was asked for and the ellipsoidal area cannot be had, the reason is a finding and the planar area stands alone.
    private static EllipsoidalArea? MeasureOf(IFeatureReader reader, AreaMethod? method, FindingLog findings)
    {
        try
        {
            if (reader.CoordinateReference is not { } reference)
                throw DataSet.Refuse(AreaRunFindings.NoReference, reader.Name, reader.Name);
            if (reference.IsGeographic)
                findings.Add(new Finding(GeometryFindings.PlanarAreaOfDegrees, reader.Name, null, null, null, reference.Name));
            return reference.IsGeographic && method == AreaMethod.Planar ? null : new(reference, method ?? AreaMethod.Geodesic);
        }
        catch (RefusedInputException e) when (method is null or AreaMethod.Planar && e.Finding.Rule != GeometryFindings.MercatorArea)
        {
            findings.Add(e.Finding with { File = reader.Name });
            return null;
        }
    }

    private static AreaAdjustment Adjust(List<AreaRecord> records, double controlHa, double tolerance, string file, FindingLog findings)
    {
        var control = controlHa * AreaResult.SquareMetresPerHectare;
        if (!AreaAdjustment.IsWholeUnits(control))
            throw DataSet.Refuse(AreaRunFindings.ControlDigits, file, $"{controlHa:R}");
        double[] areas = [.. records.Where(r => r.SquareMetres is not null).Select(r => r.SquareMetres!.Value)];
        if (areas.Length < records.Count || areas.Length == 0)
            throw DataSet.Refuse(AreaRunFindings.ControlIncomplete, file, $"{records.Count - areas.Length}");
        var sum = areas.Sum();
        if (!(AreaAdjustment.PercentBetween(sum, control) <= tolerance))
            throw DataSet.Refuse(AreaRunFindings.ControlTooFar, file, $"{sum / AreaResult.SquareMetresPerHectare:F4}", $"{controlHa:R}", $"{AreaAdjustment.PercentBetween(sum, control):F4}", $"{tolerance:R}");
        var adjustment = AreaAdjustment.To(areas, control);
        findings.Add(new Finding(AreaRunFindings.Adjusted, file, null, null, null, $"{adjustment.Measured / AreaResult.SquareMetresPerHectare:F6}", $"{controlHa:F6}", $"{adjustment.Difference / AreaResult.SquareMetresPerHectare:F6}"));
        return adjustment;
    }

    // One thread's pass over a range of records.
    private sealed class Pass(IFeatureReader reader, EllipsoidalArea? area, bool parts)
    {
        private const AreaFlags Unusable = AreaFlags.NotFinite | AreaFlags.OutOfRange;

        // Squares of whatever unit the coordinates have.
        private readonly EllipsoidalArea planar = new(new("", null, Ellipsoid.Cgcs2000, new UnknownProjection("")), AreaMethod.Planar);
        private readonly double[] squareMetres = new double[FeatureBatch.Capacity];
        private readonly double[] squareUnits = new double[FeatureBatch.Capacity];
        private readonly AreaFlags[] flags = new AreaFlags[FeatureBatch.Capacity];
        private readonly AreaFlags[] planarFlags = new AreaFlags[FeatureBatch.Capacity];

        public List<AreaRecord> Records { get; } = [];

        public List<AreaPart> Parts { get; } = [];

        public FindingLog Findings { get; } = new();

        public void Run(RecordRange range, Action<int> progress, CancellationToken stop)
        {
            var scan = reader.Read(range, [], geometry: true, stop);
            foreach (var batch in scan)
            {
                PolygonCheck.Tell(batch, reader.Name, Findings);
                planar.Measure(batch.Geometry, squareUnits, planarFlags);
                if (area is null)
                    planarFlags.CopyTo(flags, 0);
                else
                    area.Measure(batch.Geometry, squareMetres, flags);
                for (var row = 0; row < batch.Count; row++)
                    Take(batch, row);
                progress(batch.Count);
            }

            Findings.Merge(scan.Findings);
        }

        private void Take(FeatureBatch batch, int row)
        {
            var record = batch.RecordNumbers[row];
            bool? valid = batch.Geometry.Kinds[row] == GeometryKind.Polygon ? ValidityFault.Of(batch.Geometry, row) is null : null;
            var isPolygon = valid is not null;
            var measured = area is not null && isPolygon && (flags[row] & Unusable) == AreaFlags.None;
            Records.Add(new(record, measured ? squareMetres[row] : null, isPolygon && (planarFlags[row] & Unusable) == AreaFlags.None ? squareUnits[row] : null, valid));
            if (valid == false)
                Findings.Add(AreaRunFindings.Invalid, reader.Name, record, null, null);
            if (flags[row] != AreaFlags.None)
                UnitInputs.ReportFlags(reader.Name, record, flags[row], Findings);
            if (!parts || !measured)
                return;
            var areas = area!.PartAreas(batch.Geometry, row, out _);
            for (var part = 0; part < areas.Count; part++)
                Parts.Add(new(record, part, areas[part]));
        }
    }
}
