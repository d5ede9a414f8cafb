using System.IO.Compression;
using System.Text;
using CarbonSink.Findings;
using CarbonSink.Targets;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CarbonSink.Gis;

/// <summary>Reads the text and the tables of a .docx document (Word 文档): paragraphs numbered as lines, those in tables too.</summary>
/// <remarks>ECMA-376 part 1, clause 17 (WordprocessingML). Numbers that the program writes before paragraphs are written out; text boxes stand behind their paragraph; deleted and hidden text, field codes, notes, headers and footers are no text of the plan.</remarks>
public static class WordDocument
{
    private const long MostBytes = 1L << 28; // of all parts together, unpacked
    private const int MostColumns = 200;

    /// <summary>Reads a document.</summary>
    /// <exception cref="RefusedInputException">It is missing, damaged or no document.</exception>
    public static PlanDocument Read(string path)
    {
        var file = Path.GetFileName(path);
        using (new InputFile(path)) // tells a missing file as such
        {
        }

        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using (var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true))
                if (archive.Entries.Sum(e => e.Length) > MostBytes)
                    throw Bad(file, $"> {MostBytes >> 20} MB", null);
            stream.Position = 0;
            using var document = WordprocessingDocument.Open(stream, false, new OpenSettings { MaxCharactersInPart = MostBytes, AutoSave = false });
            return document.MainDocumentPart?.Document?.Body is { } body ? new Reading(file, new(document.MainDocumentPart)).Of(body) : throw Bad(file, "word/document.xml", null);
        }
        catch (Exception e) when (e is not (RefusedInputException or OutOfMemoryException))
        {
            // What the package reader throws on damage is not documented; whatever it is, the file cannot be read.
            throw Bad(file, e.Message.Split('\n')[0], e);
        }
    }

    private static RefusedInputException Bad(string file, string what, Exception? inner) => new(new Finding(SourceFindings.DocumentBad, file, null, null, null, file, what), inner);

    private sealed class Reading(string file, WordNumbering numbering)
    {
        private readonly List<PlanLine> lines = [];
        private readonly List<PlanTable> tables = [];
        private int number;

        public PlanDocument Of(Body body)
        {
            Blocks(body);
            return new(file, lines, tables);
        }

        private void Blocks(OpenXmlElement parent)
        {
            foreach (var element in parent.ChildElements)
                switch (element)
                {
                    case Paragraph paragraph:
                        Line(paragraph);
                        break;
                    case Table table:
                        Table(table);
                        break;
                    case SdtBlock { SdtContentBlock: { } content }:
                        Blocks(content);
                        break;
                    case InsertedRun or CustomXmlBlock:
                        Blocks(element);
                        break;
                    default:
                        break;
                }
        }

        private void Line(Paragraph paragraph)
        {
            lines.Add(new(++number, numbering.Label(paragraph) + TextOf(paragraph)));
            foreach (var box in Boxes(paragraph))
                Blocks(box);
        }

        private void Table(Table table)
        {
            List<TableRow> rows = [.. table.Descendants<TableRow>().Where(r => r.Ancestors<Table>().First() == table && r.TableRowProperties?.GetFirstChild<Deleted>() is null)];
            if (rows.TrueForAll(r => Cells(r).Count() <= 1))
            {
                // A frame around text, not a table.
                foreach (var cell in rows.SelectMany(Cells))
                    Blocks(cell);
                return;
            }

            var title = lines.FindLast(l => !string.IsNullOrWhiteSpace(l.Text))?.Text.Trim() ?? "";
            var read = new List<(int, IReadOnlyList<string>)>();
            string[] above = [];
            foreach (var row in rows)
            {
                var (first, cells) = (number + 1, new List<string>());
                for (var skipped = row.TableRowProperties?.GetFirstChild<GridBefore>()?.Val?.Value ?? 0; skipped > 0 && cells.Count < MostColumns; skipped--)
                    cells.Add("");
                foreach (var cell in Cells(row))
                {
                    var text = CellText(cell);
                    var merge = cell.TableCellProperties?.VerticalMerge;
                    if (merge is not null && (merge.Val is null || merge.Val.Value == MergedCellValues.Continue) && cells.Count < above.Length)
                        text = above[cells.Count];
                    for (var span = Math.Clamp(cell.TableCellProperties?.GridSpan?.Val?.Value ?? 1, 1, MostColumns); span > 0 && cells.Count < MostColumns; span--)
                        cells.Add(text);
                }

                above = [.. cells];
                read.Add((Math.Min(first, number), cells));
            }

            var width = read.Count == 0 ? 0 : read.Max(r => r.Item2.Count);
            tables.Add(new(title.Length <= 60 ? title : "", [.. read.Select(r => (r.Item1, (IReadOnlyList<string>)[.. r.Item2, .. Enumerable.Repeat("", width - r.Item2.Count)]))]));
        }

        private static IEnumerable<TableCell> Cells(TableRow row) => row.Descendants<TableCell>().Where(c => c.Ancestors<TableRow>().First() == row);

        private string CellText(TableCell cell)
        {
            var parts = new List<string>();
            foreach (var paragraph in cell.Descendants<Paragraph>().Where(p => !IsAlternative(p)))
            {
                number++;
                if (numbering.Label(paragraph) + TextOf(paragraph) is var text && !string.IsNullOrWhiteSpace(text))
                    parts.Add(text.Trim());
            }

            return string.Join('\n', parts);
        }

        private static IEnumerable<TextBoxContent> Boxes(Paragraph paragraph) => paragraph.Descendants<TextBoxContent>().Where(b => b.Ancestors<Paragraph>().First() == paragraph && !IsAlternative(b));

        /// <summary>A drawing for older programs repeats the text of the newer one.</summary>
        private static bool IsAlternative(OpenXmlElement element) => element.Ancestors<AlternateContentFallback>().Any();

        private static string TextOf(Paragraph paragraph)
        {
            var text = new StringBuilder();
            foreach (var element in paragraph.Descendants())
            {
                if (element is not (Text or TabChar or Break or CarriageReturn or NoBreakHyphen) || element.Ancestors<Paragraph>().First() != paragraph)
                    continue;
                if (IsAlternative(element) || element.Ancestors<DeletedRun>().Any() || element.Ancestors<MoveFromRun>().Any() || element.Ancestors<RubyContent>().Any() || element.Ancestors<Run>().Any(r => r.RunProperties?.Vanish is { } v && (v.Val is null || v.Val.Value)))
                    continue;
                text.Append(element switch { Text t => t.Text, TabChar => "\t", NoBreakHyphen => "-", _ => " " });
            }

            return text.ToString();
        }
    }
}
