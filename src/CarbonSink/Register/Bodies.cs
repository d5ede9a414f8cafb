using System.Globalization;
using System.Text;

namespace CarbonSink.Register;

/// <summary>Which actors are one body (同一机构): the same id, the same organisation in their details, or the same name, however either is spaced or wide its letters are.</summary>
internal static class Bodies
{
    /// <summary>What the small forms U+FE50 to U+FE6B stand for (Unicode, Small Form Variants); where a number is not used, itself.</summary>
    private const string SmallForms = ",、.\uFE53;:?!-(){}〔〕#&*+-<>=\uFE67\\$%@";

    /// <summary>Whether two actors are one body.</summary>
    public static bool Same(IRegisterReading state, string a, string b) => Keys(state, a).Intersect(Keys(state, b), StringComparer.Ordinal).Any();

    /// <summary>Whether an actor is meant by a word: its id, its organisation or its name.</summary>
    public static bool Means(IRegisterReading state, string word, string actor) => Keys(state, word).Append(Organisation(word)).Append(Name(word)).Intersect(Keys(state, actor), StringComparer.Ordinal).Any();

    /// <summary>Ids under which a body is known: the actor's, its organisation's after "org:", and its name after "name:".</summary>
    public static IReadOnlyList<string> Keys(IRegisterReading state, string actor)
    {
        var keys = new List<string> { actor };
        var row = state.Row(Rows.Actor, actor);
        if (row?.ObjectOrEmpty("details").TextOrNull("organisation") is { } organisation && Plain(organisation).Length > 0)
            keys.Add(Organisation(organisation));
        if (row?.TextOrNull("name") is { } name && Plain(name).Length > 0)
            keys.Add(Name(name));
        return keys;
    }

    /// <summary>A text as it is compared: without blanks and what is not seen, in capitals, full-width and small forms as the ASCII they stand for, any dash as -: 湘（2020） and 湘﹙2020﹚ are 湘(2020).</summary>
    /// <remarks>A fixed table and not Unicode's NFKC, which the program does not have without the system's tables and which a replay on another system must not depend on. Letters that only look alike, and other compatibility forms, stay different: there the organisation tells.</remarks>
    public static string Plain(string text) => string.Concat(text.EnumerateRunes().Where(r => !IsUnseen(r)).Select(r => Rune.ToUpperInvariant(Form(r))));

    /// <summary>Whether nothing of a text is seen.</summary>
    public static bool IsUnseen(string text) => text.EnumerateRunes().All(IsUnseen);

    /// <summary>Blanks, controls, formats such as U+200B, fillers and selectors of variants.</summary>
    private static bool IsUnseen(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0 or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF);

    private static Rune Form(Rune rune) => rune.Value switch
    {
        >= 0xFF01 and <= 0xFF5E => new(rune.Value - 0xFEE0),
        >= 0xFE50 and <= 0xFE6B => new(SmallForms[rune.Value - 0xFE50]),
        0x2212 => new('-'),
        _ => Rune.GetUnicodeCategory(rune) == UnicodeCategory.DashPunctuation ? new('-') : rune,
    };

    /// <summary>Ids of rows under which a body may be looked for by a word: its name, and its organisation after "org:".</summary>
    public static IReadOnlyList<string> Words(string word) => [Plain(word), Organisation(word)];

    /// <summary>All words by which an actor's row may be meant.</summary>
    public static IReadOnlyList<string> WordsOf(CanonicalObject actor) =>
        [.. ((string[])[Plain(actor.Text("name")), .. actor.ObjectOrEmpty("details").TextOrNull("organisation") is { } organisation && Plain(organisation).Length > 0 ? [Organisation(organisation)] : Array.Empty<string>()]).Where(w => w.Length > 0)];

    private static string Organisation(string id) => "org:" + Plain(id);

    private static string Name(string name) => "name:" + Plain(name);
}
