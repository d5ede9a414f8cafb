using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Inventory;

namespace CarbonSink.Runs;

/// <summary>A table of plots in memory (样地表): the columns asked for, each as texts and as numbers, null where blank or no number.</summary>
internal sealed class PlotTable
{
    private readonly Dictionary<string, (string?[] Texts, double?[] Numbers)> columns;

    private PlotTable(string name, IReadOnlyList<string> files, IReadOnlyList<long> records, Dictionary<string, (string?[] Texts, double?[] Numbers)> columns) =>
        (Name, Files, Records, this.columns) = (name, files, records, columns);

    /// <summary>Name of the file.</summary>
    public string Name { get; }

    /// <summary>Paths of the files.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>0-based record of each row.</summary>
    public IReadOnlyList<long> Records { get; }

    public int Count => Records.Count;

    /// <summary>Reads it; columns of <paramref name="optional"/> only where there are such.</summary>
    /// <exception cref="RefusedInputException">It cannot be read or lacks a column.</exception>
    public static PlotTable Read(string path, string? layer, string? encoding, IEnumerable<string> names, FindingLog findings, IEnumerable<string>? optional = null)
    {
        using var reader = LayerSource.Open(path, layer, encoding);
        // Where plots lie does not matter here: a table with x and y needs no coordinate reference.
        foreach (var finding in reader.Findings.Findings.Where(f => f.Rule != SourceFindings.NoReferenceInFormat))
            findings.Add(finding);
        string[] wanted = [.. names.Concat((optional ?? []).Where(o => reader.Schema.IndexOf(o) >= 0)).Distinct(StringComparer.OrdinalIgnoreCase)];
        var places = Array.ConvertAll(wanted, w => reader.Schema.IndexOf(w) is >= 0 and var at ? at
            : throw DataSet.Refuse(SampleRunFindings.NoColumn, reader.Name, w, string.Join(", ", reader.Schema.Fields.Select(f => f.Name))));
        var (records, cells) = (new List<long>(), Array.ConvertAll(wanted, _ => new List<(string?, double?)>()));
        var scan = reader.Read(RecordRange.All, [.. places.Distinct()], geometry: false);
        foreach (var batch in scan)
        {
            for (var row = 0; row < batch.Count; row++)
            {
                records.Add(batch.RecordNumbers[row]);
                for (var c = 0; c < places.Length; c++)
                    cells[c].Add(Cell(batch, places[c], row));
            }
        }

        findings.Merge(scan.Findings);
        var read = new Dictionary<string, (string?[], double?[])>(StringComparer.OrdinalIgnoreCase);
        for (var c = 0; c < wanted.Length; c++)
            read[wanted[c]] = ([.. cells[c].Select(v => v.Item1)], [.. cells[c].Select(v => v.Item2)]);
        return new(reader.Name, reader.Files, records, read);
    }

    /// <summary>Whether a table has a column.</summary>
    public static bool HasColumn(string path, string? layer, string? encoding, string name)
    {
        using var reader = LayerSource.Open(path, layer, encoding);
        return reader.Schema.IndexOf(name) >= 0;
    }

    public string? Text(string column, int row) => columns[column].Texts[row];

    /// <summary>A cell of a column that need not be there.</summary>
    public string? Optional(string column, int row) => columns.TryGetValue(column, out var cells) ? cells.Texts[row] : null;

    public double? Number(string column, int row) => columns[column].Numbers[row];

    private static (string?, double?) Cell(FeatureBatch batch, int field, int row)
    {
        if (batch.Schema.Fields[field].Kind == FieldKind.Number)
            return batch.IsValid(field, row) ? (batch.Numbers(field)[row].ToString("R", CultureInfo.InvariantCulture), batch.Numbers(field)[row]) : (null, null);
        if (batch.Codes(field)[row] is not (>= 0 and var code))
            return (null, null);
        var text = batch.Dictionary(field)[code].Trim();
        return (text.Length == 0 ? null : text, double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null);
    }
}
