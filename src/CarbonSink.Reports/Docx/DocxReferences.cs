using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CarbonSink.Reports;

/// <summary>Bookmarks and the cross references to them (书签与交叉引用), captions counted by fields.</summary>
internal sealed partial class DocxReferences
{
    private readonly Dictionary<string, (string Bookmark, int Id, ReportBlock Block)> targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>Names a bookmark for every block that has an anchor. Throws <see cref="ArgumentException"/> when two have the same.</summary>
    public DocxReferences(ReportDocument document)
    {
        foreach (var block in document.Blocks)
        {
            if (Anchor(block) is { Length: > 0 } anchor && !targets.TryAdd(anchor, ($"_Ref{targets.Count + 1:D6}", targets.Count + 1, block)))
                throw new ArgumentException($"two blocks have the anchor {anchor}", nameof(document));
        }
    }

    /// <summary>The content with the bookmark of a block around it.</summary>
    public IEnumerable<XElement> Marked(ReportBlock block, IEnumerable<XElement> content)
    {
        if (Anchor(block) is not { Length: > 0 } anchor)
            return content;
        var (bookmark, id, _) = targets[anchor];
        return [W.E("bookmarkStart", W.A("id", id), W.A("name", bookmark)), .. content, W.E("bookmarkEnd", W.A("id", id))];
    }

    /// <summary>Name of the bookmark of a heading; null for one without an anchor.</summary>
    public string? BookmarkOf(HeadingBlock heading) => heading.Anchor.Length == 0 ? null : targets[heading.Anchor].Bookmark;

    /// <summary>A run that refers to a block: a field where an update gives the same words, otherwise a link. Throws <see cref="ArgumentException"/> when no block has the anchor.</summary>
    public IEnumerable<XElement> To(string anchor, string text, params object?[] properties)
    {
        if (!targets.TryGetValue(anchor, out var target))
            throw new ArgumentException($"no block has the anchor {anchor}", nameof(anchor));
        return target.Block switch
        {
            HeadingBlock h when text == h.Text => W.Field($"REF {target.Bookmark} \\h", text, properties),
            HeadingBlock h when h.Number.Length > 0 && text == h.Number.TrimEnd('.') => W.Field($"REF {target.Bookmark} \\r \\h", text, properties),
            TableBlock t when text == t.Number => W.Field($"REF {target.Bookmark} \\h", text, properties),
            FigureBlock f when text == f.Number => W.Field($"REF {target.Bookmark} \\h", text, properties),
            _ => [W.E("hyperlink", W.A("anchor", target.Bookmark), W.A("history", 1), W.R(text, properties))],
        };
    }

    /// <summary>The number of a table or figure: its words, and a field that counts those of the same words; where the count went another way the field is set to it.</summary>
    public IEnumerable<XElement> Counted(string number, params object?[] properties)
    {
        var digits = LastDigits().Match(number);
        if (!digits.Success || !int.TryParse(digits.Value, out var count))
            return [W.R(number, properties)];
        var words = number[..digits.Index];
        var name = string.Concat(words.Where(char.IsLetterOrDigit));
        name = name.Length > 0 && char.IsLetter(name[0]) ? name : $"N{name}";
        var isNext = count == counts.GetValueOrDefault(name) + 1;
        counts[name] = count;
        return [.. words.Length > 0 ? [W.R(words, properties)] : Array.Empty<XElement>(), .. W.Field($"SEQ {name} \\* ARABIC{(isNext ? "" : $" \\r {count}")}", digits.Value, properties)];
    }

    private static string Anchor(ReportBlock block) => block switch
    {
        HeadingBlock h => h.Anchor,
        TableBlock t => t.Anchor,
        FigureBlock f => f.Anchor,
        _ => "",
    };

    [GeneratedRegex("(?:0|[1-9][0-9]{0,8})$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LastDigits();
}
