using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>A table on a page that people read: its first rows, and how many more the CSV has.</summary>
internal static class ShortTable
{
    private const int MostRows = 200;

    private static readonly Bilingual Cut = new("只列前 {0} 行，共 {1} 行；其余见 CSV。", "The first {0} of {1} rows; the CSV has the rest.");

    /// <summary>Writes it.</summary>
    public static void Write(HtmlDocument page, ReportTable table)
    {
        if (table.Rows.Count <= MostRows)
        {
            page.Table(table);
            return;
        }

        var cut = new ReportTable(table.Id, table.Title("zh"), table.Title("en"), table.Columns);
        foreach (var row in table.Rows.Take(MostRows))
            cut.AddRow([.. row]);
        page.Table(cut);
        page.Note(string.Format(CultureInfo.InvariantCulture, Cut.In(page.Language), MostRows, table.Rows.Count));
    }
}
