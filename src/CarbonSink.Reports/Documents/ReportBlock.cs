namespace CarbonSink.Reports;

/// <summary>A part of a report from margin to margin (段落单元).</summary>
public abstract record ReportBlock;

/// <summary>A heading (标题).</summary>
/// <param name="Level">1 to 4.</param>
/// <param name="Number">As printed before it: 一、 （一） 1. （1） in Chinese, 1 1.1 1.1.1 in English; empty for an annex that carries its own.</param>
/// <param name="Text">Without the number.</param>
/// <param name="Anchor">Name by which cross references find it.</param>
public sealed record HeadingBlock(int Level, string Number, string Text, string Anchor) : ReportBlock;

/// <summary>What a paragraph is.</summary>
public enum ParagraphKind
{
    /// <summary>Text.</summary>
    Body,

    /// <summary>A point of a list.</summary>
    Point,

    /// <summary>Small print under a table, a figure or a text.</summary>
    Note,

    /// <summary>In a frame: what a reader must not overlook.</summary>
    Mark,

    /// <summary>To the right: the signature and the date below a text.</summary>
    Signature,
}

/// <summary>A paragraph (段落).</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Runs">Its text, in order.</param>
public sealed record ParagraphBlock(ParagraphKind Kind, IReadOnlyList<TextRun> Runs) : ReportBlock
{
    /// <summary>Its text without marks.</summary>
    public string Text => string.Concat(Runs.Select(r => r.Text));
}

/// <summary>A stretch of text that looks alike (文字段).</summary>
/// <param name="Text">The text.</param>
public sealed record TextRun(string Text)
{
    /// <summary>Whether it is set bold.</summary>
    public bool IsBold { get; init; }

    /// <summary>Anchor of the table, figure or heading that it names, e.g. 表 3; null for plain text.</summary>
    public string? Target { get; init; }

    /// <summary>Number of the row of the calculation annex (计算附录) that says where a figure comes from, set small above the line; null for words.</summary>
    public int? Key { get; init; }

    /// <summary>Where a figure comes from, for people who point at it: file, place, hash; null for words.</summary>
    public string? Trace { get; init; }
}

/// <summary>A numbered table (表).</summary>
/// <param name="Number">As printed, e.g. 表 3 or Table 3.</param>
/// <param name="Anchor">Name by which cross references find it.</param>
/// <param name="Table">The table; its sums were checked.</param>
/// <param name="Notes">Small print below it.</param>
public sealed record TableBlock(string Number, string Anchor, ReportTable Table, IReadOnlyList<string> Notes) : ReportBlock
{
    /// <summary>Whether it needs a page on its side.</summary>
    public bool IsWide { get; init; }

    /// <summary>Where its rows come from, for people who point at it.</summary>
    public string Trace { get; init; } = "";

    /// <summary>Number of the row of the calculation annex that says where it comes from; null for the annex itself.</summary>
    public int? Key { get; init; }

    /// <summary>The small print with the remark on figures that rounding sets apart, where there are any: what every writer prints below it.</summary>
    public IReadOnlyList<string> Remarks(string language) => Table.RoundingNote(language) is { } rounding ? [.. Notes, rounding] : Notes;

    /// <summary>Whether it is a form to be filled in by hand (no rows were computed).</summary>
    public bool IsForm { get; init; }
}

/// <summary>A numbered figure (图).</summary>
/// <param name="Number">As printed, e.g. 图 2 or Figure 2.</param>
/// <param name="Anchor">Name by which cross references find it.</param>
/// <param name="Caption">What it shows.</param>
/// <param name="Svg">The drawing: one svg element with a viewBox, a title and a description.</param>
/// <param name="Notes">Small print below it, the source among it.</param>
public sealed record FigureBlock(string Number, string Anchor, string Caption, string Svg, IReadOnlyList<string> Notes) : ReportBlock
{
    /// <summary>Words for people who do not see it.</summary>
    public string Description { get; init; } = "";

    /// <summary>Width and height of the viewBox, in units of a quarter of a millimetre.</summary>
    public (double Width, double Height) Size { get; init; }
}

/// <summary>The table of contents (目录).</summary>
public sealed record ContentsBlock : ReportBlock;

/// <summary>What follows begins on a new page (分页).</summary>
public sealed record PageBreak : ReportBlock;
