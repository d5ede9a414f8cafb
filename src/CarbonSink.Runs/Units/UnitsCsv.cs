using System.Globalization;
using System.Text;

namespace CarbonSink.Runs;

/// <summary>Writes the units of an assessment as CSV (小班结果表): the rows of units.gpkg without geometry, UTF-8 without BOM, LF, numbers that read back to the same double, missing values blank.</summary>
internal static class UnitsCsv
{
    private const int RoomForNumber = 32;

    /// <summary>Writes header and rows; the stream stays open.</summary>
    public static void Write(UnitResults results, Stream stream, CancellationToken stop)
    {
        var columns = results.Columns;
        var texts = columns.Select(c => c.Kind == ResultKind.Text ? ResultTexts.Of(c) : null).ToArray();
        var line = new Line(stream);
        line.Text("record"u8);
        foreach (var column in columns)
        {
            line.Mark(',');
            line.Text(Encoding.UTF8.GetBytes(column.Name));
        }

        line.End();
        foreach (var record in results.Records)
        {
            stop.ThrowIfCancellationRequested();
            line.Number(record);
            for (var c = 0; c < columns.Count; c++)
            {
                line.Mark(',');
                if (texts[c] is { } text)
                    line.Text(text[record]);
                else if (columns[c].Value(record) is var value && !double.IsNaN(value))
                    line.Number(value);
            }

            line.End();
        }

        line.Flush();
    }

    /// <summary>A buffer of lines on a stream.</summary>
    private sealed class Line(Stream stream)
    {
        private byte[] bytes = new byte[1 << 16];
        private int length;

        public void Mark(char mark)
        {
            Room(1)[0] = (byte)mark;
            length++;
        }

        public void End()
        {
            Mark('\n');
            if (length > bytes.Length / 2)
                Flush();
        }

        /// <summary>The shortest text that reads back to the same double.</summary>
        public void Number(double value)
        {
            value.TryFormat(Room(RoomForNumber), out var written, default, CultureInfo.InvariantCulture);
            length += written;
        }

        public void Text(ReadOnlySpan<byte> utf8)
        {
            // RFC 4180: fields with a comma, a quotation mark or a line break stand in quotation marks, and marks are doubled.
            if (utf8.IndexOfAny(",\"\r\n"u8) < 0)
            {
                utf8.CopyTo(Room(utf8.Length));
                length += utf8.Length;
                return;
            }

            var room = Room((2 * utf8.Length) + 2);
            var at = 0;
            room[at++] = (byte)'"';
            foreach (var b in utf8)
            {
                if (b == '"')
                    room[at++] = b;
                room[at++] = b;
            }

            room[at++] = (byte)'"';
            length += at;
        }

        public void Flush()
        {
            stream.Write(bytes, 0, length);
            length = 0;
        }

        private Span<byte> Room(int count)
        {
            if (length + count > bytes.Length)
                Array.Resize(ref bytes, Math.Max(length + count, 2 * bytes.Length));
            return bytes.AsSpan(length);
        }
    }
}
