namespace CarbonSink.Register;

/// <summary>Which actors are one body (同一机构): the same id, the same organisation in their details, or the same name, however either is spaced or wide its letters are.</summary>
internal static class Bodies
{
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

    /// <summary>A text without blanks, in capitals, full-width forms as the ASCII they stand for: 湘（2020） is 湘(2020).</summary>
    public static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)).Select(c => char.ToUpperInvariant(c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c)));

    /// <summary>Ids of rows under which a body may be looked for by a word: its name, and its organisation after "org:".</summary>
    public static IReadOnlyList<string> Words(string word) => [Plain(word), Organisation(word)];

    /// <summary>All words by which an actor's row may be meant.</summary>
    public static IReadOnlyList<string> WordsOf(CanonicalObject actor) =>
        [.. ((string[])[Plain(actor.Text("name")), .. actor.ObjectOrEmpty("details").TextOrNull("organisation") is { } organisation && Plain(organisation).Length > 0 ? [Organisation(organisation)] : Array.Empty<string>()]).Where(w => w.Length > 0)];

    private static string Organisation(string id) => "org:" + Plain(id);

    private static string Name(string name) => "name:" + Plain(name);
}
