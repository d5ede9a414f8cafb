using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Inventory;

namespace CarbonSink.Runs;

/// <summary>A table or layer read whole for its cells, and for its polygons where they are wanted.</summary>
internal sealed class MemberTable
{
    private readonly Dictionary<int, string?[]> cells = [];

    private MemberTable(string file, IReadOnlyList<string> files, RecordSchema schema, IReadOnlyList<long> records) => (File, Files, Schema, Records) = (file, files, schema, records);

    /// <summary>Name of the file, for findings.</summary>
    public string File { get; }

    /// <summary>The files it is made of.</summary>
    public IReadOnlyList<string> Files { get; }

    public RecordSchema Schema { get; }

    /// <summary>0-based record of each row.</summary>
    public IReadOnlyList<long> Records { get; }

    /// <summary>Its polygons with their reference; null where they were not asked for.</summary>
    public PolygonTable? Polygons { get; private init; }

    public string Headings => string.Join(", ", Schema.Fields.Select(f => f.Name));

    /// <summary>Reads it.</summary>
    /// <exception cref="RefusedInputException">It cannot be read.</exception>
    public static MemberTable Read(string path, string? encoding, string? crs, bool geometry, FindingLog findings, CancellationToken stop)
    {
        if (geometry)
            return OfPolygons(path, encoding, crs, findings, stop);
        using var reader = LayerSource.Open(path, null, encoding, crs);

        // Where things lie does not matter here: a table with x and y needs no coordinate reference.
        foreach (var finding in reader.Findings.Findings.Where(f => f.Rule != SourceFindings.NoReferenceInFormat))
            findings.Add(finding);
        var fields = Enumerable.Range(0, reader.Schema.Fields.Count).ToArray();
        var (records, texts) = (new List<long>(), Array.ConvertAll(fields, _ => new List<string?>()));
        var scan = reader.Read(RecordRange.All, fields, geometry: false, stop);
        foreach (var batch in scan)
            for (var row = 0; row < batch.Count; row++)
            {
                records.Add(batch.RecordNumbers[row]);
                foreach (var field in fields)
                    texts[field].Add(Cell(batch, field, row));
            }

        findings.Merge(scan.Findings);
        var table = new MemberTable(reader.Name, reader.Files, reader.Schema, records);
        foreach (var field in fields)
            table.cells[field] = [.. texts[field]];
        return table;
    }

    /// <summary>The text of a cell; null where it is blank.</summary>
    public string? Text(int field, int row) => cells[field][row];

    /// <summary>Place of a column by the whole of its heading, or by its heading without the unit; −1 where there is none.</summary>
    public int IndexOf(string heading)
    {
        for (var i = 0; i < Schema.Fields.Count; i++)
            if (Schema.Fields[i].Name.Trim() == heading)
                return i;
        for (var i = 0; i < Schema.Fields.Count; i++)
            if (Split(Schema.Fields[i].Name).Name == heading)
                return i;
        return Schema.IndexOf(heading);
    }

    /// <summary>A heading taken apart: <c>A [ha]</c> is A in ha.</summary>
    public static (string Name, string? Unit) Split(string heading)
    {
        var text = heading.Trim();
        var open = text.LastIndexOf('[');
        return open > 0 && text[^1] == ']' ? (text[..open].TrimEnd(), text[(open + 1)..^1].Trim()) : (text, null);
    }

    private static MemberTable OfPolygons(string path, string? encoding, string? crs, FindingLog findings, CancellationToken stop)
    {
        var polygons = PolygonTable.Read(path, null, encoding, crs, schema => [.. Enumerable.Range(0, schema.Fields.Count)], findings, stop);
        var table = new MemberTable(polygons.Name, polygons.Files, polygons.Schema, polygons.Records) { Polygons = polygons };
        foreach (var field in polygons.Fields)
            table.cells[field] = [.. Enumerable.Range(0, polygons.Records.Count).Select(row =>
                polygons.Schema.Fields[field].Kind == FieldKind.Number
                    ? polygons.Number(field, row) is var number && double.IsNaN(number) ? null : number.ToString("R", CultureInfo.InvariantCulture)
                    : Blank(System.Text.Encoding.UTF8.GetString(polygons.Text(field, row))))];
        return table;
    }

    /// <summary>The text of a cell of a batch; null where it is blank.</summary>
    internal static string? Cell(FeatureBatch batch, int field, int row)
    {
        if (batch.Schema.Fields[field].Kind == FieldKind.Number)
            return batch.IsValid(field, row) ? batch.Numbers(field)[row].ToString("R", CultureInfo.InvariantCulture) : null;
        return batch.Codes(field)[row] is >= 0 and var code ? Blank(batch.Dictionary(field)[code]) : null;
    }

    private static string? Blank(string text) => text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}
