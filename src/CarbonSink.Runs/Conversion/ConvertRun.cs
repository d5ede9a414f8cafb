using CarbonSink.Findings;
using CarbonSink.Gdal;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;

namespace CarbonSink.Runs;

/// <summary>Copies a layer into another format (格式转换): every record, every field, no character lost; deleted records are counted and not copied.</summary>
public static class ConvertRun
{
    /// <summary>Converts. The target appears complete or not at all.</summary>
    /// <param name="options">What into what.</param>
    /// <param name="progress">Told records done and to do; or null.</param>
    /// <param name="stop">Stops between batches.</param>
    /// <exception cref="RefusedInputException">The source cannot be read, or the target's format cannot hold it.</exception>
    /// <exception cref="MissingComponentException">A format needs GDAL, and there is none here.</exception>
    /// <exception cref="OutputException">The target cannot be written, or is there and may not be replaced.</exception>
    public static ConvertResult Run(ConvertOptions options, Action<long, long>? progress = null, CancellationToken stop = default)
    {
        if (!LayerTarget.Knows(options.Target))
            throw new RefusedInputException(new Finding(TargetFindings.FormatUnknown, Path.GetFileName(options.Target), null, null, null, options.Target));
        var encoding = DataSet.EncodingOf(options.ToEncoding);
        using var reader = LayerSource.Open(options.Source, options.Layer, options.Encoding, options.Crs);
        var companions = LayerTarget.Companions(options.Target);
        RefuseSameFile(options, reader, companions);
        if (GdalFeatureWriter.Knows(options.Target))
            GdalLibrary.Require(Path.GetFileName(options.Target));
        var findings = new FindingLog();
        findings.Merge(reader.Findings);
        var transformation = Transformation(options, reader, findings);
        using var files = OutputFiles.Open(options.Target, companions, options.Force);
        var layer = Layer(options, reader, transformation, stop);
        return OutputException.At(options.Target, () => Copy(reader, layer, new(files, encoding, transformation, findings), progress, stop));
    }

    private static ConvertResult Copy(IFeatureReader reader, FeatureLayer layer, Destination to, Action<long, long>? progress, CancellationToken stop)
    {
        var scan = reader.Read(RecordRange.All, [.. Enumerable.Range(0, reader.Schema.Fields.Count)], geometry: true, stop);
        RecordTally tally;
        Finding? refusal;
        using (var writer = LayerTarget.Create(to.Files.StagedPath, layer, to.Encoding))
        {
            foreach (var batch in scan)
            {
                if (to.Transformation is { IsIdentity: false } transformation)
                    Transform(batch, transformation, reader.Name, to.Findings);
                writer.Add(batch);
                progress?.Invoke(scan.Tally.Records, reader.RecordCount);
            }

            writer.Complete();
            tally = scan.Tally;
            to.Findings.Merge(scan.Findings);
            to.Findings.Merge(writer.Findings);
            refusal = writer.Findings.Findings.FirstOrDefault(f => f.Rule.Severity == Severity.Error && f.Rule != TargetFindings.GeometryNotWritten);
        }

        if (refusal is not null)
            return new(reader.Driver, 0, tally.Deleted, tally.NullGeometries, [], to.Findings, refusal);
        // A .prj beside a CSV may be that of a shapefile of the same name.
        var isCsv = to.Files.StagedPath.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
        var written = isCsv ? to.Files.Commit(".prj") : to.Files.Commit();
        foreach (var kept in written.Where(f => isCsv && f.EndsWith(".prj", StringComparison.OrdinalIgnoreCase) && File.Exists(Path.Combine(Path.GetDirectoryName(to.Files.StagedPath)!, Path.GetFileName(f)))))
            to.Findings.Add(new Finding(ConvertFindings.ReferenceFileKept, Path.GetFileName(kept), null, null, null, kept));
        var main = Path.GetFileName(to.Files.StagedPath);
        return new(reader.Driver, tally.Delivered, tally.Deleted, tally.NullGeometries, [.. written.OrderBy(f => Path.GetFileName(f) != main)], to.Findings, null);
    }

    private static FeatureLayer Layer(ConvertOptions options, IFeatureReader reader, CoordinateTransformation? transformation, CancellationToken stop)
    {
        var name = Path.GetExtension(options.Target).ToUpperInvariant() is ".GPKG" or ".GDB" ? reader.Layer : Path.GetFileNameWithoutExtension(options.Target);
        var text = options.Crs is not null || transformation is { IsIdentity: false } ? null : reader.ReferenceText;
        return new(name, reader.Schema, KindOf(reader, stop), transformation?.To ?? reader.CoordinateReference, text);
    }

    /// <summary>The kind of the first geometry; null geometries alone have none.</summary>
    private static GeometryKind KindOf(IFeatureReader reader, CancellationToken stop)
    {
        foreach (var batch in reader.Read(RecordRange.All, [], geometry: true, stop))
        {
            foreach (var kind in batch.Geometry.Kinds)
            {
                if (kind is not (GeometryKind.Null or GeometryKind.Unreadable))
                    return kind;
            }
        }

        return GeometryKind.Null;
    }

    private static CoordinateTransformation? Transformation(ConvertOptions options, IFeatureReader reader, FindingLog findings)
    {
        if (DataSet.ReferenceOf(options.ToCrs) is not { } to)
            return null;
        var from = reader.CoordinateReference ?? throw DataSet.Refuse(ConvertFindings.NoReference, reader.Name, reader.Name);
        var transformation = CoordinateTransformation.Between(from, to, options.Shift);
        foreach (var finding in transformation.Findings)
            findings.Add(finding);
        return transformation;
    }

    /// <summary>Puts the positions of a batch into the other system; a geometry with a position that has no counterpart becomes unreadable.</summary>
    private static void Transform(FeatureBatch batch, CoordinateTransformation transformation, string file, FindingLog findings)
    {
        var column = batch.Geometry;
        var (xy, ringEnds, recordEnds, kinds) = (column.Coordinates.ToArray(), column.RingEnds.ToArray(), column.RecordEnds.ToArray(), column.Kinds.ToArray());
        transformation.Transform(xy);
        column.Clear();
        var (ring, vertex) = (0, 0);
        for (var record = 0; record < recordEnds.Length; record++)
        {
            var (firstRing, first) = (ring, vertex);
            var last = recordEnds[record] == 0 ? 0 : ringEnds[recordEnds[record] - 1];
            (ring, vertex) = (recordEnds[record], last);
            var lost = 0;
            for (var v = first; v < last; v++)
                lost += double.IsFinite(xy[2 * v]) && double.IsFinite(xy[(2 * v) + 1]) ? 0 : 1;
            if (lost > 0)
            {
                findings.Add(ConvertFindings.NotTransformed, file, batch.RecordNumbers[record], null, null, $"{lost}");
                column.EndRecord(GeometryKind.Unreadable);
                continue;
            }

            for (var r = firstRing; r < recordEnds[record]; r++)
            {
                var start = r == 0 ? 0 : ringEnds[r - 1];
                xy.AsSpan(2 * start, 2 * (ringEnds[r] - start)).CopyTo(column.AddRing(ringEnds[r] - start));
            }

            column.EndRecord(kinds[record]);
        }
    }

    private static void RefuseSameFile(ConvertOptions options, IFeatureReader reader, IReadOnlyList<string> companions)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Target));
        var own = OutputFiles.Existing(target, companions).Append(target).Select(Real).ToHashSet(StringComparer.Ordinal);
        var source = reader.Files.Append(Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Source))).Select(Real).FirstOrDefault(own.Contains);
        if (source is not null)
            throw DataSet.Refuse(ConvertFindings.SameFile, Path.GetFileName(source), source);

        static string Real(string path) => Path.GetFullPath(new FileInfo(path) is { LinkTarget: not null } link && link.ResolveLinkTarget(returnFinalTarget: true) is { } end ? end.FullName : path);
    }

    private sealed record Destination(OutputFiles Files, TextEncoding? Encoding, CoordinateTransformation? Transformation, FindingLog Findings);
}
