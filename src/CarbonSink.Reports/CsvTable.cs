using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace CarbonSink.Reports;

/// <summary>What the header row of a CSV file says.</summary>
public enum CsvHeader
{
    /// <summary>The columns' machine names, the same in every language.</summary>
    Keys,

    /// <summary>Chinese headings with units.</summary>
    Zh,

    /// <summary>English headings with units.</summary>
    En,
}

/// <summary>The CSV twin of a report table: UTF-8 without BOM, LF, numbers that read back to the same double, missing values blank, the total as last row with the word 合计 or total in its first column.</summary>
public static class CsvTable
{
    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    /// <summary>Checks the table's sums and writes it; the stream stays open.</summary>
    public static void Write(ReportTable table, Stream stream, CsvHeader header = CsvHeader.Keys)
    {
        table.CheckSums();
        using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        using var csv = new CsvWriter(text, Configuration);
        foreach (var column in table.Columns)
            csv.WriteField(header == CsvHeader.Keys ? column.Key : column.Heading(header == CsvHeader.Zh ? "zh" : "en"));
        csv.NextRecord();
        foreach (var row in table.Rows)
            WriteRow(csv, row);
        if (table.Total is not { } total)
            return;
        if (table.Columns[0].Kind == ReportColumnKind.Text)
            total = [header == CsvHeader.Zh ? "合计" : "total", .. total.Skip(1)];
        WriteRow(csv, total);
    }

    private static void WriteRow(CsvWriter csv, IReadOnlyList<ReportCell> row)
    {
        foreach (var cell in row)
        {
            csv.WriteField(cell.Kind switch
            {
                null => "",
                ReportColumnKind.Text => cell.Text,
                ReportColumnKind.Count => cell.Count.ToString(CultureInfo.InvariantCulture),
                _ => cell.Number.ToString("R", CultureInfo.InvariantCulture),
            });
        }

        csv.NextRecord();
    }
}
