using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>A layer read once for the data check: attributes are checked on the way, polygons and areas are kept.</summary>
internal sealed class CheckedLayer
{
    private readonly List<long> records = [];
    private readonly double[] squareMetres = new double[FeatureBatch.Capacity];
    private readonly AreaFlags[] flags = new AreaFlags[FeatureBatch.Capacity];
    private readonly Dictionary<string, long> keys = new(StringComparer.Ordinal);
    private readonly HashSet<int> unmeasurable = [];
    private readonly string table;
    private double squareMetreSum;
    private int measured;

    private CheckedLayer(IFeatureReader reader)
    {
        (Name, Files, Reference, ReferenceText) = (reader.Name, reader.Files, reader.CoordinateReference, reader.ReferenceText);
        Area = Reference?.Projection switch
        {
            null when Reference is null => null,
            WebMercator => null,
            UnknownProjection => new(Reference, AreaMethod.Planar),
            _ => new(Reference),
        };
        table = reader.Driver == "ESRI Shapefile" ? Path.ChangeExtension(reader.Name, ".dbf") : reader.Name;
    }

    public string Name { get; }

    public IReadOnlyList<string> Files { get; }

    public CoordinateReference? Reference { get; }

    public string? ReferenceText { get; }

    /// <summary>Measures areas: on the ellipsoid, or in the plane of a projection without formulas; null where none can be had.</summary>
    public EllipsoidalArea? Area { get; }

    public string? SchemaId { get; private set; }

    public PolygonColumn Polygons { get; } = new();

    public IReadOnlyList<long> Records => records;

    /// <summary>Rows whose coordinates are no place on the Earth.</summary>
    public IReadOnlySet<int> Unmeasurable => unmeasurable;

    /// <summary>Sum of computed areas, m²; null where nothing can be measured.</summary>
    public double? ComputedArea => Area is not null && measured > 0 ? squareMetreSum : null;

    /// <summary>Sum of recorded areas, ha; null where there are none.</summary>
    public double? RecordedArea { get; private set; }

    public static CheckedLayer Read(CheckOptions options, FindingLog findings, Action<long, long>? progress, CancellationToken stop)
    {
        using var reader = LayerSource.Open(options.Path, options.Layer, options.Encoding, options.Crs);
        findings.Merge(reader.Findings);
        var layer = new CheckedLayer(reader);
        if (layer.Reference is null)
            findings.Add(new Finding(CheckFindings.NoReference, layer.Name, null, null, null, layer.Name));
        if (layer.Reference?.Projection is WebMercator)
            findings.Add(new Finding(CheckFindings.NoAreas, layer.Name, null, null, null, layer.Name));
        else if (layer.Reference?.Projection is UnknownProjection unknown)
            findings.Add(new Finding(CheckFindings.PlanarAreas, layer.Name, null, null, null, unknown.Name));
        var (schema, columns, logic) = layer.Bind(reader, options, findings);
        var scan = reader.Read(RecordRange.All, [.. (columns?.Fields ?? []).Concat(schema?.KeyFields ?? []).Distinct()], geometry: true, stop);
        foreach (var batch in scan)
        {
            PolygonCheck.Tell(batch, reader.Name, findings);
            columns?.Fill(batch, findings);
            logic?.Check(batch, findings);
            layer.Measure(batch, columns?.Number("recordedArea"), findings);
            if (schema is { KeyFields.Count: > 0 })
                layer.Keys(batch, schema.KeyFields, findings);
            for (var row = 0; row < batch.Count; row++)
            {
                layer.Polygons.Append(batch.Geometry, row);
                layer.records.Add(batch.RecordNumbers[row]);
            }

            progress?.Invoke(layer.records.Count, reader.RecordCount);
        }

        findings.Merge(scan.Findings);
        return layer;
    }

    /// <summary>The schema with its columns; where none is known, a finding says so and attributes are not checked.</summary>
    private (BoundSchema?, UnitColumns?, UnitLogic?) Bind(IFeatureReader reader, CheckOptions options, FindingLog findings)
    {
        if (!reader.HasAttributes)
            return default;
        CodeTable Table(string reference) => options.Folder is null || reference.Contains('@', StringComparison.Ordinal) ? CodeTable.Load(options.Methodology, reference) : CodeTable.LoadFile(options.Folder, reference);
        BoundSchema schema;
        try
        {
            // A layer that no schema fits is no error here: it is checked without one.
            var log = new FindingLog();
            schema = DataSet.Recognise(options.Schema, reader, options.Units?.Codes.ContainsKey("landClass") == true ? null : new(reader, Table), log);
            findings.Merge(log);
        }
        catch (RefusedInputException) when (options.Schema is null)
        {
            findings.Add(new Finding(CheckFindings.NoSchema, Name, null, null, null, Name));
            return default;
        }

        SchemaId = schema.Schema.Id;
        var codes = new CodeSpace();
        var tables = schema.Roles.ToDictionary(r => r, r => (IReadOnlyList<CodeTable>)[.. (options.Units?.Codes.GetValueOrDefault(r) ?? schema.DefinitionOf(r)!.Codes).Select(Table)], StringComparer.Ordinal);
        var checkedRoles = schema.Roles.Where(r => schema.DefinitionOf(r) is { } d && (d.Kind == SchemaFieldKind.Number || d.Codes.Count > 0));
        var columns = new UnitColumns(schema, table, checkedRoles.Concat(UnitLogic.Roles), tables, codes);
        return (schema, columns, new(columns, codes, table));
    }

    private void Measure(FeatureBatch batch, NumberColumn? recorded, FindingLog findings)
    {
        Area?.Measure(batch.Geometry, squareMetres, flags);
        for (var row = 0; row < batch.Count; row++)
        {
            var record = batch.RecordNumbers[row];
            var hasRecorded = recorded is not null && recorded.IsValid(row);
            if (hasRecorded)
                RecordedArea = (RecordedArea ?? 0) + recorded!.Values[row];
            if (Area is null)
                continue;
            squareMetreSum += squareMetres[row];
            if (flags[row] != AreaFlags.None)
                UnitInputs.ReportFlags(Name, record, flags[row], findings);
            if ((flags[row] & (AreaFlags.NotFinite | AreaFlags.OutOfRange)) != AreaFlags.None)
                unmeasurable.Add(records.Count + row);
            else if (batch.Geometry.Kinds[row] == GeometryKind.Polygon)
                measured++;
            var computed = squareMetres[row] / 10000;
            if (hasRecorded && computed > 0 && Area.Method != AreaMethod.Planar && UnitInputs.AreaDiffers(recorded!.Values[row], computed))
                findings.Add(AssessmentFindings.AreaDiffers, table, record, recorded.Definition.Name, $"{recorded.Values[row]:R}", $"{recorded.Values[row]:R}", $"{computed:F4}");
        }
    }

    private void Keys(FeatureBatch batch, IReadOnlyList<int> fields, FindingLog findings)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            var parts = fields.Select(f => batch.Schema.Fields[f].Kind == FieldKind.Number
                ? batch.IsValid(f, row) ? batch.Numbers(f)[row].ToString("R", System.Globalization.CultureInfo.InvariantCulture) : ""
                : batch.Codes(f)[row] is >= 0 and var code ? batch.Dictionary(f)[code] : "").ToArray();
            if (parts[^1].Length == 0)
                continue; // without its own number a unit has no key
            var key = string.Join('-', parts);
            if (!keys.TryAdd(key, batch.RecordNumbers[row]))
                findings.Add(CheckFindings.DuplicateKey, table, batch.RecordNumbers[row], batch.Schema.Fields[fields[^1]].Name, parts[^1], $"{keys[key]}", key);
        }
    }
}
