using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;

namespace CarbonSink.Tests.Gis;

/// <summary>A small layer made for writing: rows of texts, numbers and geometries.</summary>
internal sealed class WrittenLayer(GeometryKind kind, params FieldDefinition[] fields)
{
    private static readonly CoordinateReference Degrees = EpsgCodes.Find(4490)!;

    public List<(object?[] Values, GeometryKind Kind, double[][] Rings)> Rows { get; } = [];

    public FeatureLayer Layer { get; init; } = new("小班", new(fields), kind, Degrees, null);

    /// <summary>Adds a row; no ring is no geometry.</summary>
    public WrittenLayer Row(double[][] rings, params object?[] values)
    {
        Rows.Add((values, rings.Length == 0 ? GeometryKind.Null : kind, rings));
        return this;
    }

    /// <summary>The rows in a batch.</summary>
    public FeatureBatch Batch()
    {
        var batch = new FeatureBatch(Layer.Schema, [.. Enumerable.Range(0, fields.Length)]);
        for (var row = 0; row < Rows.Count; row++)
        {
            batch.RecordNumbers[row] = row;
            batch.Count = row + 1;
            for (var i = 0; i < fields.Length; i++)
                Value(batch, i, row, Rows[row].Values[i]);
            foreach (var ring in Rows[row].Rings)
                ring.CopyTo(batch.Geometry.AddRing(ring.Length / 2));
            batch.Geometry.EndRecord(Rows[row].Kind);
        }

        return batch;
    }

    /// <summary>Writes the rows.</summary>
    public IFeatureWriter Write(string path, TextEncoding? encoding = null)
    {
        using var writer = FeatureTarget.Create(path, Layer, encoding);
        writer.Add(Batch());
        writer.Complete();
        return writer;
    }

    private static void Value(FeatureBatch batch, int field, int row, object? value)
    {
        if (value is double number)
        {
            batch.Numbers(field)[row] = number;
            batch.Valid(field)[row >> 6] |= 1UL << (row & 63);
        }
        else if (batch.Schema.Fields[field].Kind != FieldKind.Number)
        {
            var dictionary = batch.Dictionary(field);
            var known = Enumerable.Range(0, dictionary.Count).Where(c => dictionary[c] == (string?)value).Cast<int?>().FirstOrDefault();
            batch.Codes(field)[row] = value is null ? -1 : known ?? dictionary.Add((string)value);
        }
    }
}
