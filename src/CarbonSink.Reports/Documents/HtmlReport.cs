using System.Globalization;
using CarbonSink.Methodologies;

namespace CarbonSink.Reports;

/// <summary>A report as one HTML file (网页报告): the same blocks as the Word file, for the screen and, printed, for the PDF; pointing at a figure shows where it comes from.</summary>
public static class HtmlReport
{
    private const string Css = """

        body.official { font-family: FangSong_GB2312, FangSong, STFangsong, "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; font-size: 14pt; line-height: 28pt; }
        body.official:lang(en) { font-family: "Times New Roman", "Liberation Serif", "Noto Serif CJK SC", serif; font-size: 12pt; line-height: 1.5; }
        .official p.body { text-indent: 2em; text-align: justify; }
        .official:lang(en) p.body { text-indent: 0; }
        .official h1.title { font-family: FZXiaoBiaoSong-B05S, "方正小标宋简体", "Source Han Serif SC Heavy", "Noto Serif CJK SC", SimSun, serif; font-size: 22pt; line-height: 1.4; text-align: center; margin: 0 0 4mm; }
        .official h2, .official h3, .official h4, .official h5 { border: 0; padding: 0; margin: 6mm 0 2mm; line-height: 1.5; font-size: 16pt; text-indent: 0; break-after: avoid; }
        .official h2 { font-family: SimHei, "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; font-weight: 400; }
        .official h3 { font-family: KaiTi_GB2312, KaiTi, STKaiti, "Noto Serif CJK SC", serif; font-weight: 400; }
        .official h4, .official h5 { font-weight: 700; font-size: 14pt; }
        header.cover { text-align: center; border-bottom: 1.2pt solid var(--rule); }
        header.cover .place { margin-bottom: 3mm; }
        header.cover dl { text-align: left; }
        .certificate { border: 2.4pt double var(--rule); padding: 6mm 10mm; min-height: 200mm; }
        body.official.certificate { font-size: 10.5pt; line-height: 1.45; }
        .certificate h2 { margin: 2mm 0 1mm; font-size: 13pt; }
        .certificate header.cover dl, .certificate p { margin-top: 0; margin-bottom: 1.5mm; }
        .certificate ul.points { margin-bottom: .3mm; line-height: 1.4; }
        .certificate p.note { font-size: 9pt; margin-bottom: .8mm; overflow-wrap: anywhere; }
        .certificate h1.title { text-align: center; }
        p.signature { text-align: right; }
        p.mark, .marks p { border: 1.4pt solid var(--rule); padding: 1.5mm 3mm; font-weight: 700; line-height: 1.5; text-indent: 0; }
        ul.contents { list-style: none; padding: 0; line-height: 1.7; }
        ul.contents li.l2 { padding-left: 2em; }
        sup.key { font-size: .6em; line-height: 0; }
        sup.key a, a.ref { color: inherit; text-decoration: none; }
        [title] { text-decoration: underline dotted var(--hair); text-underline-offset: 3px; cursor: help; }
        .break { break-before: page; }
        section.wide, :is(h2, h3, h4, h5):has(+ section.wide) { page: wide; }
        ul.points { margin: 0 0 2.5mm; padding-left: 2em; line-height: 1.6; }
        @page wide { size: A4 landscape; }
        @media print { [title] { text-decoration: none; } }

        """;

    private static readonly Bilingual Contents = new("目录", "Contents");
    private static readonly Bilingual Source = new("来源见计算附录", "for the source see the calculation annex,");

    /// <summary>Writes the page: UTF-8 without BOM, LF; the stream stays open.</summary>
    /// <exception cref="Estimation.SumMismatchException">A table does not add up.</exception>
    public static void Write(ReportDocument document, Stream stream)
    {
        var page = new HtmlDocument(document.Language, document.Title) { BodyClass = document.Layout == ReportLayout.Certificate ? "official certificate" : document.Layout == ReportLayout.Official ? "official" : "tables", Css = Css };
        WriteCover(page.Html, document);
        foreach (var block in document.Blocks)
            WriteBlock(page.Html, document, block);
        page.Write(stream);
    }

    private static void WriteCover(MarkupWriter html, ReportDocument document)
    {
        using (html.Open("header", ("class", "cover")))
        {
            html.Element("h1", document.Title, ("class", "title"));
            if (document.Subtitle.Length > 0)
                html.Element("p", document.Subtitle, ("class", "place"));
            if (document.Label.Length > 0)
                html.Element("p", document.Label, ("class", "label"));
            if (document.Cover.Count > 0)
                using (html.Open("dl", ("class", "facts")))
                    foreach (var (label, value) in document.Cover)
                    {
                        html.Element("dt", label);
                        html.Element("dd", value);
                    }
        }

        foreach (var mark in document.Marks)
            html.Element("p", mark, ("class", "mark"));
    }

    private static void WriteBlock(MarkupWriter html, ReportDocument document, ReportBlock block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                html.Element($"h{heading.Level + 1}", Numbered(heading, document.Language), ("id", heading.Anchor));
                break;
            case ParagraphBlock { Kind: ParagraphKind.Point } point:
                using (html.Open("ul", ("class", "points")))
                using (html.Open("li"))
                    WriteRuns(html, point.Runs);
                break;
            case ParagraphBlock paragraph:
                using (html.Open("p", ("class", paragraph.Kind.ToString().ToLowerInvariant())))
                    WriteRuns(html, paragraph.Runs);
                break;
            case TableBlock table:
                WriteTable(html, document.Language, table);
                break;
            case FigureBlock figure:
                WriteFigure(html, figure);
                break;
            case ContentsBlock:
                WriteContents(html, document);
                break;
            case PageBreak:
                html.Element("div", "", ("class", "break"));
                break;
        }
    }

    private static string Numbered(HeadingBlock heading, string language) => language == "zh" || heading.Number.Length == 0 ? heading.Number + heading.Text : $"{heading.Number} {heading.Text}";

    private static void WriteRuns(MarkupWriter html, IReadOnlyList<TextRun> runs)
    {
        foreach (var run in runs)
        {
            if (run.Target is { } target)
                html.Element("a", run.Text, ("class", "ref"), ("href", $"#{target}"));
            else if (run.Trace is { } trace)
                html.Element(run.IsBold ? "b" : "span", run.Text, ("title", trace));
            else if (run.IsBold)
                html.Element("b", run.Text);
            else
                html.Text(run.Text);
            if (run.Key is { } key)
                using (html.Open("sup", ("class", "key")))
                    html.Element("a", string.Create(CultureInfo.InvariantCulture, $"[{key}]"), ("href", "#t-annex-figures"));
        }
    }

    private static void WriteTable(MarkupWriter html, string language, TableBlock block)
    {
        using (html.Open("section", ("class", block.IsWide ? "wide" : null), ("id", block.Anchor), ("title", block.Trace.Length > 0 ? block.Trace : null)))
        {
            HtmlTable.Write(html, block.Table, language, language == "zh" ? $"{block.Number}　{block.Table.Title(language)}" : $"{block.Number}. {block.Table.Title(language)}");
            foreach (var note in block.Remarks(language))
                html.Element("p", note, ("class", "note"));
            if (block.Key is { } key)
                html.Element("p", string.Create(CultureInfo.InvariantCulture, $"{Source.In(language)} [{key}]"), ("class", "note"));
        }
    }

    private static void WriteFigure(MarkupWriter html, FigureBlock block)
    {
        using (html.Open("figure", ("id", block.Anchor)))
        {
            html.Drawing(block.Svg);
            html.Element("figcaption", $"{block.Number}　{block.Caption}");
            foreach (var note in block.Notes)
                html.Element("p", note, ("class", "note"));
        }
    }

    private static void WriteContents(MarkupWriter html, ReportDocument document)
    {
        html.Element("h2", Contents.In(document.Language));
        using (html.Open("ul", ("class", "contents")))
            foreach (var heading in document.Blocks.OfType<HeadingBlock>().Where(h => h.Level <= 2))
                using (html.Open("li", ("class", heading.Level == 2 ? "l2" : null)))
                    html.Element("a", Numbered(heading, document.Language), ("href", $"#{heading.Anchor}"));
    }
}
