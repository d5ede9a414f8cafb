using System.Security.Cryptography;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>What a report is written as (文件格式).</summary>
public enum ReportFormat
{
    /// <summary>Web page.</summary>
    Html,

    /// <summary>Word.</summary>
    Docx,

    /// <summary>Excel.</summary>
    Xlsx,

    /// <summary>Print.</summary>
    Pdf,
}

/// <summary>The files of a report in its output folder (报告文件夹): report.html, .docx, .xlsx, .pdf as asked for, report.json, every table as CSV, every figure as SVG, findings.csv and manifest.json.</summary>
public static class ReportFolder
{
    private const string Name = "report";
    private const int PictureWidth = 1600; // of the text area of a page: 260 dots per inch

    /// <summary>Writes them and puts the folder in its place.</summary>
    /// <param name="result">The report.</param>
    /// <param name="formats">What to write it as.</param>
    /// <param name="folder">The folder, opened before the work began.</param>
    /// <param name="command">The command as it was given.</param>
    /// <param name="startedUtc">When the run started.</param>
    /// <exception cref="OutputException">It cannot be written or put in place.</exception>
    public static Manifest Write(ReportResult result, IReadOnlyList<ReportFormat> formats, OutputFolder folder, IReadOnlyList<string> command, DateTime startedUtc)
    {
        foreach (var format in formats)
            WriteOne(result, format, folder, $"{Name}.{format.ToString().ToLowerInvariant()}");
        folder.Write($"{Name}.json", s => ReportJson.Write(result, s));
        foreach (var table in result.Document.Tables)
            folder.Write($"tables/{table.Table.Id}.csv", s => CsvTable.Write(table.Table, s));
        foreach (var figure in result.Document.Figures)
            folder.Write($"figures/{figure.Anchor}.svg", s => s.Write(System.Text.Encoding.UTF8.GetBytes(figure.Svg + "\n")));
        folder.Write("findings.csv", s => CsvTable.Write(FindingsTable.Of(result.Findings.Findings, result.Document.Language), s));
        return folder.Commit(new()
        {
            ProgramVersion = AssessmentRun.ProgramVersion,
            Command = command,
            TimeUtc = startedUtc,
            Inputs = result.Inputs,
            Packs = result.Packs,
            WorstStatus = result.Status,
            Label = result.Document.Label.Length == 0 ? null : new(result.Document.Label, result.Document.Label),
            FindingCounts = Enum.GetValues<Severity>().ToDictionary(s => s, s => result.Findings.Count(s)),
        });
    }

    /// <summary>Bytes of a PDF depend on the browser and its fonts, the page that it printed does not: its hash is that of the contents.</summary>
    private static void WriteOne(ReportResult result, ReportFormat format, OutputFolder folder, string name)
    {
        if (format == ReportFormat.Pdf)
            folder.WriteContainer(name, path =>
            {
                var page = Page(result.Document);
                File.WriteAllBytes(path, Browser.Pdf(page));
                return Convert.ToHexStringLower(SHA256.HashData(page));
            });
        else
            folder.Write(name, s => WriteOne(result, format, s));
    }

    private static byte[] Page(ReportDocument document)
    {
        using var page = new MemoryStream();
        HtmlReport.Write(document, page);
        return page.ToArray();
    }

    /// <summary>Writes one file.</summary>
    public static void WriteOne(ReportResult result, ReportFormat format, Stream stream)
    {
        switch (format)
        {
            case ReportFormat.Html:
                HtmlReport.Write(result.Document, stream);
                break;
            case ReportFormat.Docx:
                DocxDocument.Write(result.Document, Browser.Pictures([.. result.Document.Figures], PictureWidth), stream);
                break;
            case ReportFormat.Xlsx:
                XlsxWorkbook.Write(result.Document, stream);
                break;
            case ReportFormat.Pdf:
                stream.Write(Browser.Pdf(Page(result.Document)));
                break;
            default:
                throw new InvalidOperationException($"{format} is not written");
        }
    }
}
