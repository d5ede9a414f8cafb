using CarbonSink.Reports;
using CarbonSink.Tests.Reports;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>Text documents as another program opens and prints them.</summary>
public sealed class DocxConversionTests : IDisposable
{
    private readonly OutputFolder folder = new();

    public void Dispose() => folder.Dispose();

    [ToolFact("soffice")]
    public async Task LibreOffice_prints_every_number_of_every_table_whole()
    {
        foreach (var language in (string[])["zh", "en"])
        {
            foreach (var document in (ReportDocument[])[DocxSamples.Official(language), DocxSamples.Certificate(language), DocxSamples.Tables(language)])
            {
                var text = await Printed(document);
                Assert.DoesNotContain("\uFFFD", text, StringComparison.Ordinal);
                var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).CountBy(w => w, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
                // A number may stand in several tables: each place is counted. One that the page breaks into two lines is no whole word.
                foreach (var (number, count) in document.Tables.SelectMany(t => Numbers(t.Table)).CountBy(n => n, StringComparer.Ordinal))
                    Assert.True(words.GetValueOrDefault(number) >= count, $"{document.Layout} {language}: {number} is printed {words.GetValueOrDefault(number)} times, not {count}");
            }
        }
    }

    [ToolFact("soffice")]
    public async Task LibreOffice_counts_headings_as_the_report_does_and_a_certificate_is_one_page()
    {
        foreach (var language in (string[])["zh", "en"])
        {
            var document = DocxSamples.Official(language);
            var lines = (await Printed(document)).Split('\n').Select(l => string.Concat(l.Where(c => !char.IsWhiteSpace(c)))).ToList();
            // Once in the contents, where it is text, and once above the text, where the program counted it.
            Assert.All(document.Blocks.OfType<HeadingBlock>().Where(h => h.Level <= 3), h => Assert.Equal(2, lines.Count(l => l == string.Concat($"{h.Number}{h.Text}".Where(c => !char.IsWhiteSpace(c))))));
            Assert.Equal(1, (await Printed(DocxSamples.Certificate(language))).Count(c => c == '\f'));
        }
    }

    private static IEnumerable<string> Numbers(ReportTable table) =>
        from row in table.Total is { } total ? table.Rows.Append(total) : table.Rows
        from cell in row.Select((c, at) => (Cell: c, table.Columns[at].Decimals))
        where cell.Cell.Kind is not (null or ReportColumnKind.Text)
        select HtmlTable.Text(cell.Cell, cell.Decimals);

    private async Task<string> Printed(ReportDocument document)
    {
        await File.WriteAllBytesAsync(folder["report.docx"], DocxSamples.Bytes(document));
        Tools.Run("soffice", "--headless", $"-env:UserInstallation={new Uri(folder["profile"]).AbsoluteUri}", "--convert-to", "pdf", "--outdir", folder["pdf"], folder["report.docx"]).Succeeds();
        return Tools.Run("pdftotext", "-layout", folder["pdf/report.pdf"], "-").Succeeds().Output;
    }
}
