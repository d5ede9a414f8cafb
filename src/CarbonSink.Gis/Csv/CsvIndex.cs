using System.Text.Unicode;
using CarbonSink.Findings;

namespace CarbonSink.Gis;

/// <summary>Where each row of a CSV file lies; a quoted cell may hold line breaks. Blank lines are passed over.</summary>
/// <remarks>RFC 4180. Quotes, delimiters and line ends are single bytes below 0x30, which are no part of a longer character in UTF-8 and GB 18030 alike.</remarks>
internal sealed class CsvIndex
{
    private const int BlockBytes = 256 * 1024;
    private const int MostRowBytes = 1 << 29;

    private readonly InputFile file;
    private readonly List<long> starts = [];
    private readonly List<int> lengths = [];
    private readonly List<int> lines = [];

    private CsvIndex(InputFile file, byte delimiter) => (this.file, Delimiter) = (file, delimiter);

    /// <summary>Rows, the header included.</summary>
    public int Count => starts.Count;

    public byte Delimiter { get; }

    /// <summary>Whether all of the file is UTF-8.</summary>
    public bool IsUtf8 { get; private set; } = true;

    public long Start(long row) => starts[(int)row];

    public int Length(long row) => lengths[(int)row];

    /// <summary>The 1-based line that a row begins on.</summary>
    public int Line(long row) => lines[(int)row];

    /// <summary>Finds the rows.</summary>
    /// <exception cref="RefusedInputException">There is none, the text is UTF-16, or a quote is never closed.</exception>
    public static CsvIndex Open(InputFile file)
    {
        var head = file.Window(4096).Read(0, (int)Math.Min(4096, file.Length));
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw new RefusedInputException(new Finding(SourceFindings.Utf16, file.Name, null, null, null, file.Name));
        var from = head.StartsWith("\uFEFF"u8) ? 3 : 0;
        head = head[from..];
        var firstEnd = head.IndexOfAny((byte)'\r', (byte)'\n');
        var first = firstEnd < 0 ? head : head[..firstEnd];
        // Excel may name the delimiter in a line of its own.
        var named = first.Length == 5 && first.StartsWith("sep="u8);
        var index = new CsvIndex(file, named ? first[4] : DelimiterOf(head));
        index.Find(named ? from + first.Length : from);
        if (index.Count == 0)
            throw new RefusedInputException(new Finding(SourceFindings.TableEmpty, file.Name, null, null, null, file.Name));
        return index;
    }

    /// <summary>Comma, semicolon or tab: the one that is most frequent in the first line outside quotes.</summary>
    private static byte DelimiterOf(ReadOnlySpan<byte> head)
    {
        var (commas, semicolons, tabs, quoted) = (0, 0, 0, false);
        foreach (var b in head.TrimStart("\r\n"u8))
        {
            if (b == '"')
                quoted = !quoted;
            if (quoted)
                continue;
            if (b is (byte)'\r' or (byte)'\n')
                break;
            commas += b == ',' ? 1 : 0;
            semicolons += b == ';' ? 1 : 0;
            tabs += b == '\t' ? 1 : 0;
        }

        return tabs > commas && tabs >= semicolons ? (byte)'\t' : semicolons > commas ? (byte)';' : (byte)',';
    }

    private void Find(long from)
    {
        var blocks = file.Window(BlockBytes);
        var rows = file.Window();
        var (rowStart, rowLine, line, quoteLine) = (from, 1, 1, 0);
        var (quoted, atCellStart, afterQuote, afterReturn) = (false, true, false, false);
        for (var position = from; position < file.Length;)
        {
            var block = blocks.Read(position, (int)Math.Min(BlockBytes, file.Length - position));
            for (var i = 0; i < block.Length; i++)
            {
                var b = block[i];
                if (b == '\n' && afterReturn)
                {
                    // The second half of a line end: of the row before, or of a quoted one counted already.
                    afterReturn = false;
                    rowStart = quoted ? rowStart : position + i + 1;
                    continue;
                }

                afterReturn = b == '\r';
                var isLineEnd = b is (byte)'\n' or (byte)'\r';
                line += isLineEnd ? 1 : 0;
                if (quoted)
                {
                    if (b == '"')
                        (quoted, afterQuote) = (false, true);
                    continue;
                }

                if (b == '"' && (atCellStart || afterQuote))
                {
                    quoteLine = afterQuote ? quoteLine : line;
                    (quoted, afterQuote, atCellStart) = (true, false, false);
                    continue;
                }

                (afterQuote, atCellStart) = (false, b == Delimiter || isLineEnd);
                if (!isLineEnd)
                    continue;
                Add(rows, rowStart, position + i, rowLine);
                (rowStart, rowLine) = (position + i + 1, line);
            }

            position += block.Length;
        }

        if (quoted)
            throw new RefusedInputException(new Finding(SourceFindings.QuoteOpen, file.Name, null, null, null, file.Name, $"{quoteLine}"));
        Add(rows, rowStart, file.Length, rowLine);
    }

    private void Add(FileWindow window, long start, long end, int line)
    {
        if (end <= start)
            return;
        if (end - start > MostRowBytes)
            throw new RefusedInputException(new Finding(SourceFindings.QuoteOpen, file.Name, null, null, null, file.Name, $"{line}"));
        var row = window.Read(start, (int)(end - start));
        if (!row.Contains(Delimiter) && row.TrimStart(" \t"u8).IsEmpty)
            return;
        IsUtf8 = IsUtf8 && Utf8.IsValid(row);
        starts.Add(start);
        lengths.Add((int)(end - start));
        lines.Add(line);
    }
}
