namespace CarbonSink.Reports;

/// <summary>A report as its writers take it (报告文档): one sequence of blocks in one language, from which the web page, the Word file, the workbook and the print are written; none of them computes anything.</summary>
/// <param name="Language">"zh" or "en".</param>
/// <param name="Layout">How it is set.</param>
/// <param name="Title">Title.</param>
/// <param name="Subtitle">Below the title, e.g. the place; empty for none.</param>
/// <param name="Blocks">What it says, in order. Every table was checked: its rows add up.</param>
public sealed record ReportDocument(string Language, ReportLayout Layout, string Title, string Subtitle, IReadOnlyList<ReportBlock> Blocks)
{
    /// <summary>Who issues it, its number, its date and the like, label and value; on the cover.</summary>
    public IReadOnlyList<(string Label, string Value)> Cover { get; init; } = [];

    /// <summary>What the results must be called, e.g. an estimate from parameters that were not verified; stands on the cover and at the top of every page. Empty where everything is verified.</summary>
    public string Label { get; init; } = "";

    /// <summary>What is wrong with it although it may be printed: each stands in a frame before the text.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];

    /// <summary>The tables, in order.</summary>
    public IEnumerable<TableBlock> Tables => Blocks.OfType<TableBlock>();

    /// <summary>The figures, in order.</summary>
    public IEnumerable<FigureBlock> Figures => Blocks.OfType<FigureBlock>();
}

/// <summary>How a report is set (版式).</summary>
public enum ReportLayout
{
    /// <summary>An official document (公文格式, GB/T 9704): cover, contents, 一、（一）1. headings, fixed line spacing, page numbers.</summary>
    Official,

    /// <summary>One page to be signed and shown (证书), without contents.</summary>
    Certificate,

    /// <summary>Tables on wide pages (统计表), each with its number, unit and place for who filled it in.</summary>
    Tables,
}
