using System.Text;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;

namespace CarbonSink.Runs;

/// <summary>A layer of polygons with its attributes, read whole (整层读入).</summary>
internal sealed class PolygonTable
{
    private readonly List<double>?[] numbers;
    private readonly List<int>?[] codes;
    private readonly List<byte[]>[] texts;
    private readonly List<long> records = [];

    private PolygonTable(IFeatureReader reader, IReadOnlyList<int> fields)
    {
        (Name, Files, Schema, Fields, Reference, ReferenceText) = (reader.Name, reader.Files, reader.Schema, fields, reader.CoordinateReference, reader.ReferenceText);
        var count = reader.Schema.Fields.Count;
        (numbers, codes, texts) = (new List<double>[count], new List<int>[count], new List<byte[]>[count]);
    }

    /// <summary>Name of the file.</summary>
    public string Name { get; }

    /// <summary>The files it is made of.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Its fields.</summary>
    public RecordSchema Schema { get; }

    /// <summary>The fields that were read.</summary>
    public IReadOnlyList<int> Fields { get; }

    /// <summary>Its coordinate reference; null where it is unknown.</summary>
    public CoordinateReference? Reference { get; }

    /// <summary>Text that defined it.</summary>
    public string? ReferenceText { get; }

    /// <summary>Its polygons.</summary>
    public PolygonColumn Polygons { get; } = new();

    /// <summary>The record number of each row.</summary>
    public IReadOnlyList<long> Records => records;

    /// <summary>Reads a layer.</summary>
    /// <param name="path">Its file, or FILE|LAYER.</param>
    /// <param name="layer">Name of the layer where the file holds several, or null.</param>
    /// <param name="encoding">Name of the encoding, or null.</param>
    /// <param name="crs">Text of the coordinate reference, or null.</param>
    /// <param name="fields">Chooses the fields to read.</param>
    /// <param name="findings">Receives what is wrong with files and records.</param>
    /// <param name="stop">Stops between batches.</param>
    /// <exception cref="RefusedInputException">It cannot be read.</exception>
    public static PolygonTable Read(string path, string? layer, string? encoding, string? crs, Func<RecordSchema, IReadOnlyList<int>> fields, FindingLog findings, CancellationToken stop)
    {
        using var reader = LayerSource.Open(path, layer, encoding, crs);
        findings.Merge(reader.Findings);
        var table = new PolygonTable(reader, fields(reader.Schema));
        var scan = reader.Read(RecordRange.All, table.Fields, geometry: true, stop);
        foreach (var batch in scan)
        {
            PolygonCheck.Tell(batch, reader.Name, findings);
            table.Add(batch);
        }

        findings.Merge(scan.Findings);
        return table;
    }

    /// <summary>The number of a field in a row; NaN where it is missing or the field is no number.</summary>
    public double Number(int field, int row) => numbers[field] is { } column ? column[row] : double.NaN;

    /// <summary>The text of a field in a row in UTF-8; none where it is missing or the field is a number.</summary>
    public ReadOnlySpan<byte> Text(int field, int row) => codes[field] is { } column && column[row] is >= 0 and var code ? texts[field][code] : [];

    private void Add(FeatureBatch batch)
    {
        Polygons.Append(batch.Geometry, 0, batch.Count);
        for (var row = 0; row < batch.Count; row++)
            records.Add(batch.RecordNumbers[row]);

        foreach (var field in Fields)
        {
            if (Schema.Fields[field].Kind == FieldKind.Number)
            {
                var column = numbers[field] ??= [];
                for (var row = 0; row < batch.Count; row++)
                    column.Add(batch.IsValid(field, row) ? batch.Numbers(field)[row] : double.NaN);
                continue;
            }

            (codes[field] ??= []).AddRange(batch.Codes(field));
            var known = texts[field] ??= [];
            for (var code = known.Count; code < batch.Dictionary(field).Count; code++)
                known.Add(Encoding.UTF8.GetBytes(batch.Dictionary(field)[code]));
        }
    }
}
