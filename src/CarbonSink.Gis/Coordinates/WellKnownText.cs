using System.Globalization;
using System.Text;

namespace CarbonSink.Gis;

/// <summary>One element of a coordinate reference in well-known text: KEYWORD["name", number, ELEMENT[…] …]. Immutable.</summary>
/// <remarks>OGC 01-009 §7; square or round brackets, keywords in any case, quotes within names doubled.</remarks>
internal sealed class WellKnownText
{
    private const int DeepestNesting = 32;

    private readonly List<string> values = [];
    private readonly List<WellKnownText> children = [];

    private WellKnownText(string keyword) => Keyword = keyword.ToUpperInvariant();

    public string Keyword { get; }

    /// <summary>The first value: the element's name.</summary>
    public string Name => values.Count > 0 ? values[0] : string.Empty;

    /// <summary>A value as text; blank where there is none.</summary>
    public string Value(int place) => place < values.Count ? values[place] : string.Empty;

    /// <summary>The first child with one of the keywords, or null.</summary>
    public WellKnownText? Child(params ReadOnlySpan<string> keywords)
    {
        foreach (var child in children)
        {
            if (keywords.Contains(child.Keyword))
                return child;
        }

        return null;
    }

    /// <summary>All children with a keyword.</summary>
    public IEnumerable<WellKnownText> Children(string keyword) => children.Where(c => c.Keyword == keyword);

    /// <summary>A value as a finite number, or null.</summary>
    public double? Number(int place) =>
        place < values.Count && double.TryParse(values[place], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>This element or the first below it that has one of the keywords, or null.</summary>
    public WellKnownText? Find(params ReadOnlySpan<string> keywords)
    {
        if (keywords.Contains(Keyword))
            return this;
        foreach (var child in children)
        {
            if (child.Find(keywords) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>Parses a text; what follows the first element is left aside. Null where the text is no element; then the position tells how far it was understood.</summary>
    public static WellKnownText? Parse(string text, out int position)
    {
        position = 0;
        SkipBlanks(text, ref position);
        return Element(text, ref position, 0);
    }

    private static WellKnownText? Element(string text, ref int at, int depth)
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
            at++;
        var element = new WellKnownText(text[start..at]);
        SkipBlanks(text, ref at);
        if (start == at || depth > DeepestNesting || at == text.Length || text[at] is not ('[' or '('))
            return null;
        do
        {
            at++;
            SkipBlanks(text, ref at);
            if (!element.Item(text, ref at, depth))
                return null;
            SkipBlanks(text, ref at);
        }
        while (at < text.Length && text[at] == ',');
        if (at == text.Length || text[at] is not (']' or ')'))
            return null;
        at++;
        return element;
    }

    private bool Item(string text, ref int at, int depth)
    {
        if (at == text.Length)
            return false;
        if (text[at] == '"')
            return Quoted(text, ref at);
        var start = at;
        while (at < text.Length && text[at] is not (',' or '[' or '(' or ']' or ')' or '"'))
            at++;
        if (at < text.Length && text[at] is '[' or '(')
        {
            at = start;
            if (Element(text, ref at, depth + 1) is not { } child)
                return false;
            children.Add(child);
            return true;
        }

        values.Add(text[start..at].Trim());
        return true;
    }

    private bool Quoted(string text, ref int at)
    {
        var value = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                value.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                value.Append('"');
                at++;
            }
            else
            {
                at++;
                values.Add(value.ToString());
                return true;
            }
        }

        return false;
    }

    private static void SkipBlanks(string text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
    }
}
