using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>A table in the shape of the Climate Action Data Trust (CAD Trust 形状的表): its name there, its columns, its rows, and why columns are blank.</summary>
/// <param name="Name">Name, as in the CAD Trust model.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Rows">Rows, one value per column; null where it is blank.</param>
/// <param name="Blanks">Columns, or the whole table (null), that are blank, with the reason.</param>
public sealed record CadTrustTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows, IReadOnlyList<(string? Column, Bilingual Reason)> Blanks)
{
    /// <summary>As a report table of texts.</summary>
    public ReportTable ToReport()
    {
        var table = new ReportTable(Name, Name, Name, [.. Columns.Select(c => new ReportColumn(c, c, c, "", ReportColumnKind.Text))]);
        foreach (var row in Rows)
            table.AddRow([.. row.Select(v => v is null ? ReportCell.Missing : (ReportCell)v)]);
        return table;
    }

    /// <summary>The values of a column.</summary>
    public IEnumerable<string?> this[string column] => Rows.Select(r => r[Columns.ToList().IndexOf(column)]);
}
