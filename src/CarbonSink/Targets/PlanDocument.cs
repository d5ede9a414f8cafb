namespace CarbonSink.Targets;

/// <summary>A line of a plan's text (行): of a text file a line, of a document a paragraph.</summary>
/// <param name="Number">1-based number in the file.</param>
/// <param name="Text">As printed.</param>
public sealed record PlanLine(int Number, string Text);

/// <summary>A table of a plan (表): cells as printed, with the line that each row begins on.</summary>
/// <param name="Title">Its caption, or blank.</param>
/// <param name="Rows">Rows, the headings among them; merged cells stand in the first place they cover and again in the others.</param>
public sealed record PlanTable(string Title, IReadOnlyList<(int Line, IReadOnlyList<string> Cells)> Rows);

/// <summary>A plan's text as it was published (规划文本): lines and tables in the order of the file. Immutable.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Lines">The lines outside tables.</param>
/// <param name="Tables">The tables that the file itself marks as such (of a document or a sheet); tables within plain text are found among its lines.</param>
public sealed record PlanDocument(string File, IReadOnlyList<PlanLine> Lines, IReadOnlyList<PlanTable> Tables)
{
    /// <summary>A text whose lines end in LF or CRLF.</summary>
    public static PlanDocument OfText(string file, string text) =>
        new(file, [.. text.ReplaceLineEndings("\n").Split('\n').Select((line, i) => new PlanLine(i + 1, line))], []);
}
