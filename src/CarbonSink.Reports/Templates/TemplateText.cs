using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Syntax.Inlines;
using Md = Markdig.Syntax;

namespace CarbonSink.Reports;

/// <summary>The text of a template (模板正文): headings, paragraphs and places for tables and figures, written in Markdown.</summary>
internal sealed partial class TemplateText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseCustomContainers().Build();

    private readonly List<TemplatePart> parts = [];
    private readonly List<(int Line, string Message)> problems = [];

    private TemplateText(string text)
    {
        foreach (var block in Markdown.Parse(text, Pipeline))
            Add(block, ParagraphKind.Body);
    }

    /// <summary>What it says, in order.</summary>
    public IReadOnlyList<TemplatePart> Parts => parts;

    /// <summary>What is wrong with its form: line and what.</summary>
    public IReadOnlyList<(int Line, string Message)> Problems => problems;

    public static TemplateText Parse(string text) => new(text);

    private void Add(Md.Block block, ParagraphKind kind)
    {
        switch (block)
        {
            case Md.HeadingBlock { Level: <= 4 } heading:
                AddHeading(heading);
                break;
            case Md.ParagraphBlock paragraph:
                AddParagraph(paragraph, kind);
                break;
            case Md.QuoteBlock note when kind == ParagraphKind.Body:
                AddAll(note, ParagraphKind.Note);
                break;
            case Md.ListBlock { IsOrdered: false } list when kind == ParagraphKind.Body:
                foreach (var point in list.OfType<Md.ListItemBlock>())
                    AddAll(point, ParagraphKind.Point);
                break;
            case CustomContainer { Info: "signature" } signature when kind == ParagraphKind.Body:
                AddAll(signature, ParagraphKind.Signature);
                break;
            case CustomContainer { Info: "mark" } mark when kind == ParagraphKind.Body:
                AddAll(mark, ParagraphKind.Mark);
                break;
            default:
                problems.Add((block.Line + 1, "is not set: write headings of at most four levels, paragraphs, lists with -, > notes and ::: signature or ::: mark"));
                break;
        }
    }

    private void AddAll(Md.ContainerBlock container, ParagraphKind kind)
    {
        foreach (var block in container)
            Add(block, kind);
    }

    private void AddHeading(Md.HeadingBlock heading)
    {
        var text = string.Concat(Spans(heading.Inline).Select(s => s.Text)).Trim();
        var when = When().Match(text);
        parts.Add(new TemplateHeading(heading.Line + 1, heading.Level, when.Success ? text[..when.Index].TrimEnd() : text, when.Success ? when.Groups[1].Value : null));
    }

    private void AddParagraph(Md.ParagraphBlock paragraph, ParagraphKind kind)
    {
        var spans = Spans(paragraph.Inline);
        if (spans is [var only] && Directive().Match(only.Text.Trim()) is { Success: true } directive)
            parts.Add(new TemplateDirective(paragraph.Line + 1, directive.Groups[1].Value, directive.Groups[2].Value));
        else
            parts.Add(new TemplateParagraph(paragraph.Line + 1, kind, spans));
    }

    /// <summary>The text with what is bold; lines of one paragraph are joined, by a blank between letters that need one.</summary>
    private List<(string Text, bool IsBold)> Spans(ContainerInline? inlines)
    {
        var spans = new List<(StringBuilder Text, bool IsBold)>();
        foreach (var inline in inlines ?? [])
            Collect(inline, isBold: false, spans);
        return [.. spans.Select(s => (s.Text.ToString(), s.IsBold))];
    }

    private void Collect(Inline inline, bool isBold, List<(StringBuilder Text, bool IsBold)> spans)
    {
        switch (inline)
        {
            case LiteralInline literal:
                Text(spans, isBold).Append(literal.Content.AsSpan());
                break;
            case EmphasisInline emphasis:
                foreach (var inner in emphasis)
                    Collect(inner, isBold || emphasis.DelimiterCount == 2, spans);
                break;
            case LineBreakInline:
                if (spans.Count > 0 && spans[^1].Text is { Length: > 0 } before && before[^1] < '\u2E80')
                    before.Append(' ');
                break;
            case HtmlEntityInline entity:
                Text(spans, isBold).Append(entity.Transcoded.AsSpan());
                break;
            default:
                problems.Add((inline.Line + 1, $"'{inline}' is not set: write plain or **bold** text"));
                break;
        }
    }

    private static StringBuilder Text(List<(StringBuilder Text, bool IsBold)> spans, bool isBold)
    {
        if (spans.Count == 0 || spans[^1].IsBold != isBold)
            spans.Add((new(), isBold));
        return spans[^1].Text;
    }

    [GeneratedRegex(@"\{when ([a-z0-9-]+)\}\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex When();

    [GeneratedRegex(@"^\{\{([a-z-]+)(?: ([A-Za-z0-9-]+))?\}\}$", RegexOptions.CultureInvariant)]
    private static partial Regex Directive();
}

/// <summary>A part of a template's text, with its line in the file.</summary>
internal abstract record TemplatePart(int Line);

/// <summary>A heading; with a source's role it and what stands under it is written only where that source was given.</summary>
internal sealed record TemplateHeading(int Line, int Level, string Text, string? When) : TemplatePart(Line);

/// <summary>A paragraph with its bold stretches; facts and references are still in braces.</summary>
internal sealed record TemplateParagraph(int Line, ParagraphKind Kind, IReadOnlyList<(string Text, bool IsBold)> Spans) : TemplatePart(Line);

/// <summary>The place of a table, a figure, the contents, the annex and the like.</summary>
internal sealed record TemplateDirective(int Line, string Name, string Id) : TemplatePart(Line);
