using System.Globalization;
using System.Xml.Linq;

namespace CarbonSink.Reports;

/// <summary>Headings, paragraphs and the table of contents (标题、段落与目录).</summary>
internal sealed class DocxText(DocxForm form, DocxReferences references, DocxNumbering numbering)
{
    private const int DeepestListed = 3;

    /// <summary>A heading; its number comes from the list where that counts the same, otherwise it stands as text.</summary>
    public XElement Heading(HeadingBlock heading)
    {
        var isCounted = numbering.Takes(heading);
        var own = form.IsOfficial && !isCounted ? W.E("numPr", W.Val("ilvl", 0), W.Val("numId", 0)) : null;
        var indent = own is null ? null : Unnumbered();
        return W.PWith(
            $"Heading{heading.Level}", [own, indent],
            isCounted || heading.Number.Length == 0 ? null : W.R(heading.Number + (form.IsChinese ? "" : " ")),
            references.Marked(heading, [W.R(heading.Text)]));
    }

    /// <summary>A paragraph.</summary>
    public XElement Paragraph(ParagraphBlock paragraph) => W.P(StyleOf(paragraph.Kind), paragraph.Runs.Select(Run));

    /// <summary>A paragraph of plain words.</summary>
    public static XElement Plain(string style, string words) => W.P(style, W.R(words));

    /// <summary>A key to the calculation annex, above the line and in brackets so that nobody reads it as an exponent.</summary>
    public static XElement Key(int key) => W.R($"[{key.ToString(CultureInfo.InvariantCulture)}]", W.Val("vertAlign", "superscript"));

    /// <summary>The table of contents with the headings as they are. Pages are known to the word processor alone: entries are links, and their page numbers come when it updates the field; a number of ours could be wrong.</summary>
    public IEnumerable<XElement> Contents(IEnumerable<HeadingBlock> headings)
    {
        var entries = headings.Where(h => h.Level <= DeepestListed && references.BookmarkOf(h) is not null).ToList();
        if (entries.Count == 0)
            return [];
        return
        [
            W.E(
                "sdt",
                W.E("sdtPr", W.E("docPartObj", W.Val("docPartGallery", "Table of Contents"), W.E("docPartUnique"))),
                W.E(
                    "sdtContent",
                    Plain("TOCHeading", form.IsChinese ? "目　录" : "Contents"),
                    entries.Select((h, i) => Entry(h, isFirst: i == 0)),
                    W.P("Gap", W.End()))),
        ];
    }

    private XElement Entry(HeadingBlock heading, bool isFirst)
    {
        var bookmark = references.BookmarkOf(heading)!;
        var name = heading.Number.Length == 0 ? heading.Text : form.IsChinese ? heading.Number + heading.Text : $"{heading.Number}  {heading.Text}";
        return W.P(
            $"TOC{heading.Level}",
            isFirst ? W.Begin($"TOC \\o \"1-{DeepestListed}\" \\h \\z \\u") : null,
            W.E("hyperlink", W.A("anchor", bookmark), W.A("history", 1), W.R(name)));
    }

    private IEnumerable<XElement> Run(TextRun run)
    {
        var bold = run.IsBold ? W.E("b") : null;
        foreach (var part in run.Target is { } target ? references.To(target, run.Text, bold) : [W.R(run.Text, bold)])
            yield return part;
        if (run.Key is { } key)
            yield return Key(key);
    }

    private XElement Unnumbered() => form.IsChinese
        ? W.E("ind", W.A("firstLineChars", 200), W.A("firstLine", form.Indent))
        : W.E("ind", W.A("left", 0), W.A("firstLine", 0));

    private static string StyleOf(ParagraphKind kind) => kind switch
    {
        ParagraphKind.Point => "ListBullet",
        ParagraphKind.Note => "Note",
        ParagraphKind.Mark => "Mark",
        ParagraphKind.Signature => "Signature",
        _ => "BodyText",
    };
}
