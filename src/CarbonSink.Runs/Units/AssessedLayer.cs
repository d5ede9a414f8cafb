using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>An assessed layer of units (评估后的小班图层): the assessment, the results by unit, and the boundaries, which are read again from the layer whenever they are asked for.</summary>
public sealed class AssessedLayer
{
    private readonly string path;
    private readonly string layer;
    private readonly TextEncoding? encoding;

    internal AssessedLayer(AssessmentPart part, UnitResults results, DataSet data, IReadOnlyList<MapZones> zones)
    {
        var reader = data.Reader;
        Zones = zones;
        (Part, Results, path, layer, encoding) = (part, results, reader.Files[0], reader.Layer, reader.Encoding);
        (Methodology, Bibliography, Inventory) = (data.Methodology, data.Catalog.Sources, data.Inventory);
        (Name, Reference) = (reader.Name, reader.CoordinateReference!);
        // A .prj that the run was told to disregard does not describe the boundaries.
        ReferenceText = reader.ReferenceText is { } text && CoordinateReferenceReader.Read(text, null, new()) == Reference ? text : null;
    }

    /// <summary>The assessment.</summary>
    public AssessmentPart Part { get; }

    /// <summary>The results by unit.</summary>
    public UnitResults Results { get; }

    /// <summary>Polygons to map the results by.</summary>
    internal IReadOnlyList<MapZones> Zones { get; }

    /// <summary>The method as the run loaded it.</summary>
    public Methodology Methodology { get; }

    /// <summary>The sources that the method cites, by id.</summary>
    public IReadOnlyDictionary<string, Source> Bibliography { get; }

    /// <summary>What the data set says about itself.</summary>
    public InventoryFile Inventory { get; }

    /// <summary>The coordinate reference of the boundaries.</summary>
    public CoordinateReference Reference { get; }

    /// <summary>Text of the .prj that says so; null where the reference was assigned.</summary>
    public string? ReferenceText { get; }

    /// <summary>Name of the layer's file.</summary>
    public string Name { get; }

    /// <summary>Reads the boundaries of the records assessed, in file order: no fields, only <see cref="FeatureBatch.RecordNumbers"/> and <see cref="FeatureBatch.Geometry"/>.</summary>
    /// <exception cref="RefusedInputException">The file changed or was damaged since the assessment.</exception>
    public IEnumerable<FeatureBatch> Scan(CancellationToken stop = default)
    {
        using var reader = LayerSource.Open(path, layer, encoding, Reference);
        long read = 0;
        if (reader.RecordCount == Part.RecordsInLayer)
        {
            foreach (var batch in reader.Read(Part.Records, [], geometry: true, stop))
            {
                read += batch.Count;
                yield return batch;
            }
        }

        if (read != Part.ReadCount)
            throw DataSet.Refuse(AssessmentFindings.LayerChanged, Name, Name);
    }
}
