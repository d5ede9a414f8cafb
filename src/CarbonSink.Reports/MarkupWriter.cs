using System.Text;

namespace CarbonSink.Reports;

/// <summary>Writes HTML and SVG elements (网页标记) that are well-formed as XML too: every text is escaped, every element closed, characters that no document may hold become U+FFFD.</summary>
public sealed class MarkupWriter(TextWriter output)
{
    private static readonly HashSet<string> Void = new(StringComparer.Ordinal) { "meta", "br", "col", "hr", "wbr", "path", "rect", "line", "circle", "polyline", "use" };
    private static readonly HashSet<string> Inline = new(StringComparer.Ordinal) { "wbr", "a", "b", "small", "span", "code", "br", "strong", "sup" };

    private readonly Stack<string> open = new();

    /// <summary>Opens an element; disposing the scope closes it. An attribute whose value is null is left out.</summary>
    public Scope Open(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(name, attributes);
        output.Write('>');
        open.Push(name);
        return new(this, open.Count);
    }

    /// <summary>Writes an element that holds text only.</summary>
    public void Element(string name, string text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        using (Open(name, attributes))
            Text(text);
    }

    /// <summary>Writes an element that holds nothing, such as br or path. Throws <see cref="ArgumentException"/> for one that HTML does not close by itself.</summary>
    public void Empty(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        if (!Void.Contains(name))
            throw new ArgumentException($"<{name}> is not an empty element", nameof(name));
        Start(name, attributes);
        output.Write("/>");
    }

    /// <summary>Writes text.</summary>
    public void Text(string text) => Escape(text, inAttribute: false);

    /// <summary>Writes the text of a style element, which HTML does not unescape. Throws <see cref="ArgumentException"/> where it would have to be escaped.</summary>
    public void Style(string css)
    {
        if (css.AsSpan().ContainsAny('<', '&'))
            throw new ArgumentException("a style sheet holds no < and no &", nameof(css));
        using (Open("style"))
            output.Write(css);
    }

    /// <summary>Writes a drawing that a writer of this kind made.</summary>
    public void Drawing(string svg)
    {
        output.Write('\n');
        output.Write(svg);
    }

    private void Start(string name, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        if (!Inline.Contains(name))
            output.Write('\n');
        output.Write('<');
        output.Write(name);
        foreach (var (attribute, value) in attributes)
        {
            if (value is null)
                continue;
            output.Write(' ');
            output.Write(attribute);
            output.Write("=\"");
            Escape(value, inAttribute: true);
            output.Write('"');
        }
    }

    private void Escape(string text, bool inAttribute)
    {
        foreach (var rune in text.EnumerateRunes()) // a lone surrogate comes out as U+FFFD
        {
            switch (rune.Value)
            {
                case '<': output.Write("&lt;"); break;
                case '>': output.Write("&gt;"); break;
                case '&': output.Write("&amp;"); break;
                case '"' when inAttribute: output.Write("&quot;"); break;
                case '\t' or '\n': output.Write(inAttribute ? ' ' : (char)rune.Value); break;
                case < 0x20 or (>= 0x7F and < 0xA0) or 0xFFFE or 0xFFFF: output.Write('\uFFFD'); break;
                default: WriteRune(rune); break;
            }
        }
    }

    private void WriteRune(Rune rune)
    {
        Span<char> chars = stackalloc char[2];
        output.Write(chars[..rune.EncodeToUtf16(chars)]);
    }

    private void Close(int depth)
    {
        if (depth != open.Count)
            throw new InvalidOperationException($"<{open.Peek()}> is not closed");
        output.Write("</");
        output.Write(open.Pop());
        output.Write('>');
    }

    /// <summary>An open element.</summary>
    public readonly struct Scope : IDisposable
    {
        private readonly MarkupWriter writer;
        private readonly int depth;

        internal Scope(MarkupWriter writer, int depth) => (this.writer, this.depth) = (writer, depth);

        /// <summary>Closes it. Throws <see cref="InvalidOperationException"/> when an element inside is still open.</summary>
        public void Dispose() => writer.Close(depth);
    }
}
