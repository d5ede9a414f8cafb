using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using Xunit;

namespace CarbonSink.Tests.Gis;

/// <summary>What tests want to know of a layer: rows as text, planar areas, findings.</summary>
internal static class Reading
{
    /// <summary>Every row as record number, field values and polygons, so that two ways of reading can be compared.</summary>
    public static List<string> Rows(IFeatureReader reader, RecordRange range, FindingLog? findings = null)
    {
        var fields = Enumerable.Range(0, reader.Schema.Fields.Count).ToArray();
        var scan = reader.Read(range, fields, geometry: true);
        var rows = new List<string>();
        foreach (var batch in scan)
        {
            Assert.InRange(batch.Count, 1, FeatureBatch.Capacity);
            for (var row = 0; row < batch.Count; row++)
                rows.Add(string.Join('|', [$"{batch.RecordNumbers[row]}", .. fields.Select(f => Value(batch, f, row)), $"{batch.Geometry.Kinds[row]}", Coordinates(batch.Geometry, row)]));
        }

        Assert.Equal(rows.Count, scan.Tally.Delivered);
        Assert.Equal(Math.Min(range.To, reader.RecordCount) - Math.Min(range.From, reader.RecordCount), scan.Tally.Records);
        findings?.Merge(scan.Findings);
        return rows;
    }

    /// <summary>One field of every row; null where blank.</summary>
    public static List<string?> Column(IFeatureReader reader, string name, FindingLog? findings = null)
    {
        var field = reader.Schema.IndexOf(name);
        var scan = reader.Read(RecordRange.All, [field], geometry: false);
        var values = new List<string?>();
        foreach (var batch in scan)
        {
            for (var row = 0; row < batch.Count; row++)
                values.Add(Value(batch, field, row));
        }

        findings?.Merge(scan.Findings);
        return values;
    }

    /// <summary>Planar area of every row: sum of its rings by the shoelace formula, holes negative; 0 without polygon.</summary>
    public static List<double> PlanarAreas(IFeatureReader reader)
    {
        var areas = new List<double>();
        foreach (var batch in reader.Read(RecordRange.All, [], geometry: true))
        {
            for (var row = 0; row < batch.Count; row++)
                areas.Add(Enumerable.Range(batch.Geometry.FirstRing(row), batch.Geometry.RecordEnds[row] - batch.Geometry.FirstRing(row)).Sum(r => -Signed(batch.Geometry.Ring(r))));
        }

        return areas;
    }

    public static RefusedInputException Refused(string path) => Assert.Throws<RefusedInputException>(() =>
    {
        using var reader = new ShapefileReader(path);
        Rows(reader, RecordRange.All);
    });

    public static RefusedInputException RefusedBy(Func<IFeatureReader> open) => Assert.Throws<RefusedInputException>(() =>
    {
        using var reader = open();
        Rows(reader, RecordRange.All);
    });

    /// <summary>Twice the area is Σ (xᵢ − x₀)(yᵢ₊₁ − y₀) − (xᵢ₊₁ − x₀)(yᵢ − y₀); positive counter-clockwise.</summary>
    private static double Signed(ReadOnlySpan<double> ring)
    {
        double twice = 0;
        for (var i = 0; i + 3 < ring.Length; i += 2)
            twice += ((ring[i] - ring[0]) * (ring[i + 3] - ring[1])) - ((ring[i + 2] - ring[0]) * (ring[i + 1] - ring[1]));
        return twice / 2;
    }

    private static string? Value(FeatureBatch batch, int field, int row)
    {
        if (batch.Schema.Fields[field].Kind == FieldKind.Number)
            return batch.IsValid(field, row) ? $"{batch.Numbers(field)[row]:R}" : null;
        var code = batch.Codes(field)[row];
        return code < 0 ? null : batch.Dictionary(field)[code];
    }

    private static string Coordinates(PolygonColumn geometry, int row) => string.Join(
        '/',
        Enumerable.Range(geometry.FirstRing(row), geometry.RecordEnds[row] - geometry.FirstRing(row)).Select(r => string.Join(' ', geometry.Ring(r).ToArray())));
}
