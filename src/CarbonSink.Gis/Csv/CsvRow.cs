namespace CarbonSink.Gis;

/// <summary>Splits rows of a CSV file into cells. Reuses its memory; one per pass.</summary>
internal sealed class CsvRow(InputFile file, CsvIndex index)
{
    private readonly FileWindow window = file.Window();
    private readonly List<(int Start, int Length)> cells = [];
    private byte[] bytes = new byte[4096];

    /// <summary>Number of cells.</summary>
    public int Count => cells.Count;

    /// <summary>A cell without its quotes; valid until the next row.</summary>
    public ReadOnlySpan<byte> this[int cell] => bytes.AsSpan(cells[cell].Start, cells[cell].Length);

    /// <summary>Reads a row of the index.</summary>
    public void Read(long row)
    {
        var source = window.Read(index.Start(row), index.Length(row));
        if (bytes.Length < source.Length)
            bytes = new byte[Math.Max(source.Length, 2 * bytes.Length)];
        cells.Clear();
        var (from, to) = (0, 0);
        while (true)
        {
            var start = to;
            if (from < source.Length && source[from] == '"')
            {
                Quoted(source, ref from, ref to);
                // What follows the closing quote by mistake belongs to the cell.
            }

            var end = source[from..].IndexOf(index.Delimiter);
            var rest = end < 0 ? source[from..] : source.Slice(from, end);
            rest.CopyTo(bytes.AsSpan(to));
            to += rest.Length;
            cells.Add((start, to - start));
            if (end < 0)
                return;
            from += end + 1;
        }
    }

    private void Quoted(ReadOnlySpan<byte> source, ref int from, ref int to)
    {
        for (from++; from < source.Length; from++)
        {
            if (source[from] == '"')
            {
                from++;
                if (from == source.Length || source[from] != '"')
                    return;
            }

            bytes[to++] = source[from];
        }
    }
}
