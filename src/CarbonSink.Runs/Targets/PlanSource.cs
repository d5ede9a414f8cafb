using System.Globalization;
using System.Text;
using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Targets;
using CsvHelper;
using CsvHelper.Configuration;

namespace CarbonSink.Runs;

/// <summary>Reads a plan as it was published (规划文本文件): .txt and .md in UTF-8, UTF-16 with mark or GB18030, .docx, and tables in .csv or .xlsx.</summary>
public static class PlanSource
{
    private const long MostBytes = 1L << 27;

    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture) { HasHeaderRecord = false, IgnoreBlankLines = true, BadDataFound = null, MissingFieldFound = null };

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="findings">Receives what is wrong with its text, or null.</param>
    /// <exception cref="RefusedInputException">It is missing, empty, damaged, or of a format that is not read (.doc, .pdf, .wps): the remedy is told.</exception>
    public static PlanDocument Read(string path, FindingLog? findings = null)
    {
        var file = Path.GetFileName(path);
        if (!File.Exists(path))
            throw DataSet.Refuse(PlanFindings.Missing, file, path);
        var document = Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".DOCX" or ".DOCM" => WordDocument.Read(path),
            ".XLSX" or ".XLSM" => new(file, [], PlanWorkbook.Read(path)),
            ".CSV" => new(file, [], [Csv(Text(path, file))]),
            ".TXT" or ".MD" or ".TEXT" or ".MARKDOWN" or "" => PlanDocument.OfText(file, Text(path, file)),
            _ => throw DataSet.Refuse(PlanFindings.Format, file, file),
        };
        if (document.Lines.All(l => string.IsNullOrWhiteSpace(l.Text)) && document.Tables.All(t => t.Rows.Count == 0))
            throw DataSet.Refuse(PlanFindings.Empty, file, file);
        foreach (var line in document.Lines.Where(l => l.Text.Contains("\\x", StringComparison.Ordinal)))
            findings?.Add(new Finding(PlanFindings.Undecodable, file, line.Number - 1, null, null, file, $"{line.Number}"));
        return document;
    }

    private static string Text(string path, string file)
    {
        if (new FileInfo(path).Length > MostBytes)
            throw DataSet.Refuse(PlanFindings.Format, file, file);
        var bytes = File.ReadAllBytes(path);
        var text = bytes switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes.AsSpan(2)),
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes.AsSpan(2)),
            _ => TextEncoding.OfFile(bytes),
        };

        // A document or a scan with the wrong extension.
        return text.Contains('\0', StringComparison.Ordinal) || text.StartsWith("%PDF", StringComparison.Ordinal) || text.StartsWith("PK\u0003\u0004", StringComparison.Ordinal) || bytes is [0xD0, 0xCF, 0x11, 0xE0, ..] || text.StartsWith("{\\rtf", StringComparison.Ordinal)
            ? throw DataSet.Refuse(PlanFindings.Format, file, file) : text;
    }

    private static PlanTable Csv(string text)
    {
        using var reader = new StringReader(text);
        using var parser = new CsvParser(reader, Configuration);
        var rows = new List<(int, IReadOnlyList<string>)>();
        try
        {
            for (var line = 1; parser.Read(); line = parser.RawRow + 1)
                if (parser.Record is { } cells && !cells.All(string.IsNullOrWhiteSpace))
                    rows.Add((parser.RawRow - parser.RawRecord.TrimEnd('\r', '\n').Count(c => c == '\n'), cells));
        }
        catch (CsvHelperException)
        {
            // What could be read before the damage is kept; a quotation mark that stays open takes the rest of the file.
        }

        var width = rows.Count == 0 ? 0 : rows.Max(r => r.Item2.Count);
        return new("", [.. rows.Select(r => (r.Item1, (IReadOnlyList<string>)[.. r.Item2, .. Enumerable.Repeat("", width - r.Item2.Count)]))]);
    }
}
