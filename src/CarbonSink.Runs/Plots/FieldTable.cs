using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Inventory;

namespace CarbonSink.Runs;

/// <summary>A table read whole, its columns found by the names of fields, in whatever format a layer may have.</summary>
internal sealed class FieldTable
{
    private const int MostNamed = 5;

    private readonly Dictionary<InventoryField, string?[]> columns = [];
    private readonly Dictionary<InventoryField, string> headings = [];

    private FieldTable(string file, IReadOnlyList<long> records) => (File, Records) = (file, records);

    /// <summary>Name of the file.</summary>
    public string File { get; }

    /// <summary>0-based record of each row.</summary>
    public IReadOnlyList<long> Records { get; }

    /// <summary>Reads a table; of the fields the first <paramref name="required"/> must be there.</summary>
    /// <exception cref="RefusedInputException">It cannot be read or lacks a column.</exception>
    public static FieldTable Read(string path, int required, FindingLog findings, params InventoryField[] fields)
    {
        using var reader = LayerSource.Open(path, null, null);
        findings.Merge(reader.Findings);
        var names = reader.Schema.Fields.Select(f => f.Name).ToList();
        var places = Array.ConvertAll(fields, f => Place(f, names, reader.Name));
        for (var i = 0; i < required; i++)
            if (places[i] < 0)
                throw new RefusedInputException(new(InventoryPlotFindings.NoColumn, reader.Name, null, fields[i].Key, null, fields[i].Key, string.Join(", ", fields[i].AllNames), string.Join(", ", names)));
        var (records, cells) = (new List<long>(), Array.ConvertAll(fields, _ => new List<string?>()));
        var scan = reader.Read(RecordRange.All, [.. places.Where(p => p >= 0).Distinct()], geometry: false);
        foreach (var batch in scan)
            for (var row = 0; row < batch.Count; row++)
            {
                records.Add(batch.RecordNumbers[row]);
                for (var c = 0; c < fields.Length; c++)
                    if (places[c] >= 0)
                        cells[c].Add(Cell(batch, places[c], row));
            }

        findings.Merge(scan.Findings);
        var table = new FieldTable(reader.Name, records);
        for (var c = 0; c < fields.Length; c++)
            if (places[c] >= 0)
                (table.columns[fields[c]], table.headings[fields[c]]) = ([.. cells[c]], names[places[c]]);
        return table;
    }

    public bool Has(InventoryField field) => columns.ContainsKey(field);

    /// <summary>Its heading in the file.</summary>
    public string Heading(InventoryField field) => headings.GetValueOrDefault(field, field.Key);

    public string? Text(InventoryField field, int row) => columns.TryGetValue(field, out var cells) ? cells[row] : null;

    /// <summary>A number; null where the cell is blank. What is no number within the limits is told, and <paramref name="sound"/> becomes false.</summary>
    public double? Number(InventoryField field, int row, double least, double most, FindingLog findings, ref bool sound)
    {
        if (Text(field, row) is not { } text)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        sound = false;
        Tell(InventoryPlotFindings.BadNumber, row, field, findings, Heading(field), string.Create(CultureInfo.InvariantCulture, $"{least:R} … {most:R}"));
        return null;
    }

    public void Tell(FindingRule rule, int row, InventoryField field, FindingLog findings, params ReadOnlySpan<string> arguments) =>
        findings.Add(rule, File, Records[row], Heading(field), Text(field, row), arguments);

    /// <summary>Every row must name a plot of the inventory.</summary>
    /// <exception cref="RefusedInputException">A row names none, or one that is not there: which plot lacks it is not known.</exception>
    public void RequirePlots(InventoryPlots plots)
    {
        var strays = Enumerable.Range(0, Records.Count).Where(r => Text(InventoryFields.Plot, r) is not { } id || !plots.Known.Contains(id)).ToArray();
        if (strays.Length == 0)
            return;
        var numbers = strays.Select(r => Text(InventoryFields.Plot, r) ?? "—").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var named = string.Join(", ", numbers.Take(MostNamed)) + (numbers.Length > MostNamed ? " …" : string.Empty);
        throw new RefusedInputException(new(InventoryPlotFindings.UnknownPlot, File, Records[strays[0]], Heading(InventoryFields.Plot), Text(InventoryFields.Plot, strays[0]), $"{strays.Length}", named));
    }

    /// <summary>Place of a field: its heading is one of its names, alone or with its unit in brackets.</summary>
    /// <exception cref="RefusedInputException">The heading carries another unit.</exception>
    private static int Place(InventoryField field, List<string> headings, string file)
    {
        foreach (var name in field.AllNames)
        {
            var at = headings.FindIndex(h => string.Equals(h.Trim(), name, StringComparison.OrdinalIgnoreCase));
            if (at >= 0)
                return at;
        }

        for (var at = 0; at < headings.Count; at++)
        {
            var (heading, bracket) = (headings[at].Trim(), headings[at].Trim().IndexOfAny(['[', '(', '（']));
            if (bracket <= 0 || !field.AllNames.Contains(heading[..bracket].Trim(), StringComparer.OrdinalIgnoreCase))
                continue;
            var unit = heading[(bracket + 1)..].TrimEnd(']', ')', '）').Trim();
            if (field.Units.Length == 0 || field.Units.Contains(unit, StringComparer.Ordinal))
                return at;
            if (field != InventoryFields.SlopeDegrees || unit != "%")
                throw new RefusedInputException(new(InventoryPlotFindings.Unit, file, null, heading, null, heading, field.Units[0]));
        }

        return -1;
    }

    private static string? Cell(FeatureBatch batch, int field, int row)
    {
        if (batch.Schema.Fields[field].Kind == FieldKind.Number)
            return batch.IsValid(field, row) ? batch.Numbers(field)[row].ToString("R", CultureInfo.InvariantCulture) : null;
        return batch.Codes(field)[row] is >= 0 and var code && batch.Dictionary(field)[code].Trim() is { Length: > 0 } text ? text : null;
    }
}
