using System.Xml.Linq;

namespace CarbonSink.Reports;

/// <summary>The blocks of a report in sections of upright pages and pages on their side (正文与分节).</summary>
internal sealed class DocxBody
{
    private const int MostIntroductions = 2; // paragraphs between a heading and a wide table that go with it to its page

    private readonly ReportDocument document;
    private readonly DocxForm form;
    private readonly DocxText text;
    private readonly DocxTable tables;
    private readonly DocxFigure figures;
    private readonly DocxPages pages;
    private readonly Dictionary<TableBlock, DocxTableLayout> layouts = new(ReferenceEqualityComparer.Instance);

    public DocxBody(ReportDocument document, DocxForm form, DocxPackage package, DocxNumbering numbering, IReadOnlyDictionary<string, byte[]> png)
    {
        (this.document, this.form) = (document, form);
        var references = new DocxReferences(document);
        text = new(form, references, numbering);
        tables = new(form, references);
        figures = new(form, references, package, png);
        pages = new(form, package, document.Label);
    }

    /// <summary>The body of the document.</summary>
    public XElement Write()
    {
        foreach (var table in document.Tables)
            layouts.TryAdd(table, DocxTableLayout.Of(table.Table, form.Language, form.IsLandscape || (table.IsWide && form.IsOfficial)));
        var sections = new List<(bool IsLandscape, List<XElement> Content)> { (form.IsLandscape, [.. DocxCover.Of(document, form)]) };
        var sides = Sides();
        var (hasBreak, hasCover) = (false, form.IsOfficial);
        for (var b = 0; b < document.Blocks.Count; b++)
        {
            if (document.Blocks[b] is PageBreak)
            {
                hasBreak = true;
                continue;
            }

            var content = Block(document.Blocks[b], sides[b]).ToList();
            if (content.Count == 0)
                continue;
            if (hasCover || sections[^1].IsLandscape != sides[b])
                sections.Add((sides[b], []));
            else if (hasBreak && sections[^1].Content.Count > 0)
                BreakBefore(sections[^1].Content, content);
            (hasBreak, hasCover) = (document.Blocks[b] is ContentsBlock, false);
            sections[^1].Content.AddRange(content);
        }

        return W.E("body", sections.Select((s, i) => Closed(s.IsLandscape, s.Content, i, sections.Count)));
    }

    private IEnumerable<XElement> Block(ReportBlock block, bool isLandscape) => block switch
    {
        HeadingBlock heading => [text.Heading(heading)],
        ParagraphBlock paragraph => [text.Paragraph(paragraph)],
        TableBlock table => tables.Of(table, layouts[table]),
        FigureBlock figure => figures.Of(figure, isLandscape),
        ContentsBlock when form.IsOfficial => text.Contents(document.Blocks.OfType<HeadingBlock>()),
        _ => [],
    };

    private static void BreakBefore(List<XElement> before, List<XElement> content)
    {
        if (content[0].Name.LocalName == "p")
            W.BreakBefore(content[0]);
        else
            before.Add(W.P("Gap", W.E("r", W.E("br", W.A("type", "page"))))); // the contents
    }

    /// <summary>Which blocks stand on pages on their side: wide tables, what introduces them and what is said below them.</summary>
    private bool[] Sides()
    {
        var blocks = document.Blocks;
        var sides = blocks.Select(b => form.IsLandscape || (b is TableBlock table && layouts[table].IsLandscape)).ToArray();
        for (var b = blocks.Count - 2; b >= 0; b--)
        {
            if (!sides[b + 1] || sides[b])
                continue;
            var first = b;
            while (first > 0 && b - first < MostIntroductions && blocks[first] is ParagraphBlock { Kind: ParagraphKind.Body or ParagraphKind.Note })
                first--;
            if (blocks[first] is HeadingBlock or PageBreak)
                Array.Fill(sides, true, first, b - first + 1);
        }

        for (var b = 1; b < blocks.Count; b++)
            sides[b] |= sides[b - 1] && blocks[b] is ParagraphBlock { Kind: ParagraphKind.Note };
        return sides;
    }

    /// <summary>A section with what says its pages, which stands in its last paragraph or, for the last section, at the end.</summary>
    private List<XElement> Closed(bool isLandscape, List<XElement> content, int place, int count)
    {
        var pagesOf = pages.Section(isLandscape, isFirst: place == 0, startsNumbers: place == 1 && form.IsOfficial);
        if (place == count - 1)
            return [.. content, pagesOf];
        if (content[^1].Name.LocalName != "p")
            content.Add(W.P("Gap"));
        content[^1].Element(W.Ns + "pPr")!.Add(pagesOf);
        return content;
    }
}
