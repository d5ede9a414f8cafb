using System.Globalization;
using System.Text;

namespace CarbonSink.Register;

/// <summary>Which actors are one body (同一机构): the same id, the same organisation in their details, or, where one of them has no organisation, the same name, however either is spaced or wide its letters are.</summary>
internal static class Bodies
{
    /// <summary>What the small forms U+FE50 to U+FE6B stand for (Unicode, Small Form Variants); where a number is not used, itself.</summary>
    private const string SmallForms = ",、.\uFE53;:?!-(){}〔〕#&*+-<>=\uFE67\\$%@";

    /// <summary>Whether two actors are one body.</summary>
    public static bool Same(IRegisterReading state, string a, string b) => Sought(state, a).Intersect(Kept(state, b), StringComparer.Ordinal).Any();

    /// <summary>Whether an actor is meant by a word: its id, its organisation or its name.</summary>
    public static bool Means(IRegisterReading state, string word, string actor) => Sought(state, word).Concat([Organisation(word), Name(word), Named(word)]).Intersect(Kept(state, actor), StringComparer.Ordinal).Any();

    /// <summary>Ids under which something is kept of a body: the actor's and, after "org:", its organisation's with its name after "named:"; without organisation its name after "name:".</summary>
    public static IReadOnlyList<string> Kept(IRegisterReading state, string actor) => Keys(state, actor, n => [Name(n)], n => [Named(n)]);

    /// <summary>Ids under which it is looked for: of two actors with organisations the names do not meet, else they do.</summary>
    public static IReadOnlyList<string> Sought(IRegisterReading state, string actor) => Keys(state, actor, n => [Name(n), Named(n)], n => [Name(n)]);

    private static List<string> Keys(IRegisterReading state, string actor, Func<string, IEnumerable<string>> without, Func<string, IEnumerable<string>> with)
    {
        var keys = new List<string> { actor };
        if (state.Row(Rows.Actor, actor) is not { } row)
            return keys;
        var organisation = row.ObjectOrEmpty("details").TextOrNull("organisation") is { } given && Plain(given).Length > 0 ? Organisation(given) : null;
        if (organisation is not null)
            keys.Add(organisation);
        if (row.TextOrNull("name") is { } name && Plain(name).Length > 0)
            keys.AddRange(organisation is null ? without(name) : with(name));
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

    private static string Named(string name) => "named:" + Plain(name);
}
