using CarbonSink.Findings;
using CarbonSink.Gdal;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Tells what is in a dataset: every record is read once, with its geometry.</summary>
public static class InspectRun
{
    /// <summary>Inspects a file.</summary>
    /// <param name="options">What to inspect.</param>
    /// <param name="progress">Told records done and to do; or null.</param>
    /// <param name="stop">Stops the run.</param>
    /// <exception cref="RefusedInputException">It cannot be read; of several layers, none can.</exception>
    public static Inspection Run(InspectOptions options, Action<long, long>? progress = null, CancellationToken stop = default)
    {
        var findings = new FindingLog();
        var layers = new List<LayerContent>();
        string? driver = null, file = null;
        RefusedInputException? refused = null;
        if (LayersOrRaster(options, findings, out var raster) is not { } names)
            return new(raster!.Name, raster.Driver, [], findings) { Raster = raster };
        foreach (var name in names)
        {
            try
            {
                // A format of one layer is opened without its name, so that what is missing is told as such.
                using var reader = LayerSource.Open(options.Path, options.Layer is null && names.Count == 1 ? null : name, options.Encoding, options.Crs);
                (driver, file) = (reader.Driver, reader.Name);
                findings.Merge(reader.Findings);
                layers.Add(Layer(reader, options, findings, progress, stop));
            }
            catch (RefusedInputException e) when (options.Layer is null)
            {
                refused ??= e;
                findings.Add(e.Finding);
            }
        }

        return layers.Count == 0 && refused is not null ? throw refused : new(file ?? Path.GetFileName(options.Path), driver ?? "", layers, findings);
    }

    /// <summary>Names of the layers; null for a raster. What is neither is refused for what the layers' readers say.</summary>
    private static IReadOnlyList<string>? LayersOrRaster(InspectOptions options, FindingLog findings, out RasterSummary? raster)
    {
        raster = null;
        if (options.Layer is { } one)
            return [one];
        try
        {
            return LayerSource.Layers(options.Path);
        }
        catch (RefusedInputException e) when (e.Finding.Rule == SourceFindings.IsRaster)
        {
            raster = RasterSummary.Read(options.Path, options.Crs, findings);
            return null;
        }
        catch (RefusedInputException e) when (e.Finding.Rule == GdalFindings.CannotOpen && !Directory.Exists(options.Path))
        {
            if ((raster = RasterOfGdal(options, findings)) is null)
                throw;
            return null;
        }
    }

    /// <summary>A raster whose format GDAL alone knows; null where it is none.</summary>
    private static RasterSummary? RasterOfGdal(InspectOptions options, FindingLog findings)
    {
        try
        {
            return RasterSummary.Read(options.Path, options.Crs, findings);
        }
        catch (RefusedInputException)
        {
            return null;
        }
    }

    private static LayerContent Layer(IFeatureReader reader, InspectOptions options, FindingLog findings, Action<long, long>? progress, CancellationToken stop)
    {
        var (done, all) = (0L, reader.RecordCount);
        var ranges = RecordRanges.Split(new(0, all), options.Threads);
        var passes = ranges.Select(r => new LayerCount(reader, r, stop)).ToArray();
        RecordRanges.RunAll(passes.Length, i => passes[i].Run(n => progress?.Invoke(Interlocked.Add(ref done, n), all)));
        var count = passes.Aggregate(LayerTotals.None, (t, p) => t + p.Totals);
        foreach (var pass in passes)
            findings.Merge(pass.Findings);
        var kinds = ((string Name, long Count)[])[("Polygon", count.Polygons), ("LineString", count.Lines), ("Point", count.Points), ("Unknown", count.Unreadable)];
        if (kinds.Take(3).Count(k => k.Count > 0) > 1)
            findings.Add(new Finding(LayerFindings.MixedGeometry, reader.Name, null, null, null, string.Join(", ", kinds.Take(3).Where(k => k.Count > 0).Select(k => $"{k.Name} {k.Count}"))));
        var isTable = count.Polygons + count.Lines + count.Points + count.Unreadable == 0 && reader.Driver != "ESRI Shapefile";
        return new(reader.Layer, all)
        {
            NullGeometries = isTable ? 0 : count.Nulls,
            DeletedRecords = count.Deleted,
            InvalidGeometries = count.Invalid,
            GeometryTypes = kinds.Where(k => k.Count > 0).ToDictionary(k => k.Name, k => k.Count, StringComparer.Ordinal),
            Reference = reader.CoordinateReference,
            ReferenceText = reader.ReferenceText,
            ReferenceSource = SourceOf(reader, options),
            Encoding = reader.Encoding is { } encoding ? (encoding.Name, encoding.Source) : null,
            Fields = reader.Schema.Fields,
            Schema = SchemaOf(reader, options.Methodology),
            Extent = count.MinX <= count.MaxX ? (count.MinX, count.MinY, count.MaxX, count.MaxY) : null,
        };
    }

    private static string? SourceOf(IFeatureReader reader, InspectOptions options) =>
        options.Crs is not null ? "option"
        : reader.ReferenceText is null ? reader.CoordinateReference is null ? null : reader.Driver == "GeoJSON" ? "format" : "epsg"
        : reader.Driver switch { "GPKG" => "gpkg", "GeoJSON" => "crs", "ESRI Shapefile" or "CSV" => "prj", _ => "file" };

    /// <summary>The data dictionary that the fields follow; a layer that follows none is no fault here.</summary>
    private static (string Id, double Confidence)? SchemaOf(IFeatureReader reader, string methodology)
    {
        try
        {
            var sample = new LandClassSample(reader, reference => CodeTable.Load(methodology, reference));
            var found = InventorySchema.Recognise(InventorySchema.All(InventorySchema.DefaultDirectory), reader.Schema, reader.Name, new(), sample);
            return found is null ? null : (found.Schema.Id, found.Confidence);
        }
        catch (MethodologyLoadException)
        {
            return null; // without code tables nothing can be said
        }
    }
}

/// <summary>What to inspect (查看选项).</summary>
/// <param name="Path">A file.</param>
/// <param name="Methodology">The methodology folder, whose code tables help to tell the data dictionary.</param>
public sealed record InspectOptions(string Path, string Methodology)
{
    /// <summary>Name of one layer; null for all.</summary>
    public string? Layer { get; init; }

    /// <summary>Encoding of the texts; null to detect it.</summary>
    public string? Encoding { get; init; }

    /// <summary>Coordinate reference assigned to the layer; null for its own.</summary>
    public string? Crs { get; init; }

    /// <summary>Threads.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
