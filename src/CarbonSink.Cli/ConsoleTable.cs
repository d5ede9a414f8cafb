using System.Globalization;
using CarbonSink.Reports;
using Spectre.Console;

namespace CarbonSink.Cli;

/// <summary>A report table on a terminal: columns aligned also with Chinese, numbers right, two decimals.</summary>
internal static class ConsoleTable
{
    private const int WidthOfFiles = 240;

    /// <summary>Writes it; of a long table the first rows and how many more there are.</summary>
    public static void Write(TextWriter output, ReportTable table, string language, int mostRows)
    {
        if (table.Rows.Count == 0)
            return;
        var grid = new Table { Border = TableBorder.Simple, Title = new(Markup.Escape(table.Title(language))) };
        var last = table.Total is null ? null : table.Total;
        for (var c = 0; c < table.Columns.Count; c++)
        {
            var column = new TableColumn(Markup.Escape(table.Columns[c].Heading(language)));
            if (table.Columns[c].Kind != ReportColumnKind.Text || IsNumberText(table, c))
                column.RightAligned();
            if (last is not null)
                column.Footer = new Markup(Markup.Escape(c == 0 ? Texts.Total.In(language) : Text(last[c])));
            grid.AddColumn(column);
        }

        foreach (var row in table.Rows.Take(mostRows))
            grid.AddRow([.. row.Select(cell => Markup.Escape(Text(cell)))]);
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = Console.IsOutputRedirected ? WidthOfFiles : Math.Max(40, console.Profile.Width);
        console.Write(grid);
        if (table.Rows.Count > mostRows)
            output.WriteLine(string.Format(CultureInfo.InvariantCulture, Texts.MoreRows.In(language), table.Rows.Count - mostRows));
    }

    private static bool IsNumberText(ReportTable table, int column) => table.Columns[column].Key == "value";

    private static string Text(ReportCell cell) => cell.Kind switch
    {
        null => "—",
        ReportColumnKind.Text => cell.Text!,
        ReportColumnKind.Count => cell.Count.ToString("N0", CultureInfo.InvariantCulture),
        _ => (Math.Round(cell.Number, 2) + 0.0).ToString("N2", CultureInfo.InvariantCulture), // no −0.00
    };
}
